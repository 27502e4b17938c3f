"""The command's part of this room: people from a sheet, links, leavers."""

import os
import sys
from pathlib import Path

import click

from core.directory import ROLES, Role
from core.ground import Ground
from core.settings import ADDRESS, setting
from people.admission import admit_all, new_link
from people.sheet import parsed
from people.store import roster, signins
from people.store.directory import Roster


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
        person = Roster().by_code(writing.db, code)
        if person is None or not person.active:
            raise click.ClickException(f"nobody on the roster has the code {code}")
        token, address = new_link(ground, writing, person.id), setting(writing.db, ADDRESS)
    here = f"http://localhost:{os.environ.get('PORT', '8501')}"
    click.echo(f"{address or here}/join/{token}")


@people.command()
@click.argument("code")
@click.pass_obj
def leave(ground: Ground, code: str) -> None:
    """Take a person off the roster. What they did stays in the record."""
    with ground.write() as writing:
        person = Roster().by_code(writing.db, code)
        if person is None or not person.active:
            raise click.ClickException(f"nobody on the roster has the code {code}")
        roster.leave(writing, person)
        signins.revoke_all(writing.db, person.id, writing.at)  # also for when they come back
    click.echo(f"{code} left the roster")


@people.command("role")
@click.argument("code")
@click.argument("role", type=click.Choice(ROLES[1:]))
@click.option("--take-away", is_flag=True, help="Take the role away instead.")
@click.pass_obj
def role_(ground: Ground, code: str, role: Role, take_away: bool) -> None:
    """Give the person with CODE a ROLE over their unit and those below it."""
    with ground.write() as writing:
        person = Roster().by_code(writing.db, code)
        if person is None or not person.active:
            raise click.ClickException(f"nobody on the roster has the code {code}")
        if take_away:
            for unit in person.over(role):
                roster.withdraw(writing, person.id, role, unit)
        else:
            roster.grant(writing, person.id, role, person.unit)
    click.echo(f"{code} {'is no longer' if take_away else 'is'} {role}")
