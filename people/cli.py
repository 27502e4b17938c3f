"""The command's part of this room: people from a sheet, links, leavers."""

import sys
from pathlib import Path

import click

from core.ground import Ground
from core.settings import ADDRESS, setting
from people.admission import admit_all, new_link
from people.sheet import parsed
from people.store import roster, signins


@click.group()
def people() -> None:
    """People and how they get in."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def import_(ground: Ground, file: Path) -> None:
    """Put the people of a CSV sheet on the roster, or bring them up to date by their code. All of it or nothing."""
    drafts, refusals = parsed(file.read_bytes())
    if refusals:
        for refusal in refusals:
            click.echo(f"{file.name}:{refusal.row} — {refusal.why.th} / {refusal.why.en}", err=True)
        click.echo("ยังไม่ได้บันทึกอะไร / Nothing was written.", err=True)
        sys.exit(1)
    done = admit_all(ground, drafts)
    click.echo(f"new {done.new}, changed {done.changed}, unchanged {done.unchanged}")


@people.command()
@click.argument("code")
@click.pass_obj
def link(ground: Ground, code: str) -> None:
    """Make a new one-time sign-in link for whoever forgot their password."""
    with ground.write() as writing:
        person = roster.Roster().by_code(writing.db, code)
        if person is None or not person.active:
            raise click.ClickException(f"nobody on the roster has the code {code}")
        token, address = new_link(ground, writing, person.id), setting(writing.db, ADDRESS)
    click.echo(f"{address or 'http://localhost:8501'}/join/{token}")


@people.command()
@click.argument("code")
@click.pass_obj
def leave(ground: Ground, code: str) -> None:
    """Take a person off the roster. What they did stays in the record."""
    with ground.write() as writing:
        person = roster.Roster().by_code(writing.db, code)
        if person is None or not person.active:
            raise click.ClickException(f"nobody on the roster has the code {code}")
        roster.leave(writing, person)
        signins.revoke_all(writing.db, person.id, writing.at)  # also for when they come back
    click.echo(f"{code} left the roster")
