"""One person by the command: a new link, leaving, a role."""

import os

import click

from core.db import Database
from core.directory import ROLES, Person, Role
from core.ground import Ground
from core.settings import links_at
from people.admission import new_link
from people.store import roster
from people.store.directory import Roster
from people.store.search import whole_administrators


@click.command()
@click.argument("code")
@click.pass_obj
def link(ground: Ground, code: str) -> None:
    """Make a new one-time sign-in link for whoever forgot their password."""
    with ground.write() as writing:
        person = _known(writing.db, code)
        token, address = new_link(ground, writing, person.id), links_at(writing.db)
    here = f"http://localhost:{os.environ.get('PORT', '8501')}"
    click.echo(f"{address or here}/join/{token}")
    if not address:
        click.echo(
            "ลิงก์นี้เปิดได้จากเครื่องนี้เครื่องเดียว ตั้งที่อยู่ก่อนด้วย sujarit address --office / "
            "this computer alone opens this link; set an address first, with sujarit address --office",
            err=True,
        )


@click.command()
@click.argument("code")
@click.pass_obj
def leave(ground: Ground, code: str) -> None:
    """Take a person off the roster. What they did stays in the record."""
    with ground.write() as writing:
        person = _known(writing.db, code)
        _not_the_last(writing.db, person)
        roster.leave(writing, person)
    click.echo(f"ออกจากบัญชีบุคลากรแล้ว / {code} left the roster")


@click.command("role")
@click.argument("code")
@click.argument("role", type=click.Choice(ROLES[1:]))
@click.option("--take-away", is_flag=True, help="Take the role away instead.")
@click.pass_obj
def role_(ground: Ground, code: str, role: Role, take_away: bool) -> None:
    """Give the person with CODE a ROLE over their unit and those below it."""
    with ground.write() as writing:
        person = _known(writing.db, code)
        if take_away:
            if role == "administrator":
                _not_the_last(writing.db, person)
            for unit in person.over(role):
                roster.withdraw(writing, person.id, role, unit)
        else:
            roster.grant(writing, person.id, role, person.unit)
    click.echo(f"{code} {'is no longer' if take_away else 'is'} {role}")


def _known(db: Database, code: str) -> Person:
    person = Roster().by_code(db, code)
    if person is None or not person.active:
        raise click.ClickException(f"ไม่มีผู้ใช้รหัส {code} ในบัญชีบุคลากร / nobody on the roster has the code {code}")
    return person


def _not_the_last(db: Database, person: Person) -> None:
    if whole_administrators(db) == [person.id]:
        raise click.ClickException(
            f"{person.code} เป็นผู้ดูแลระบบของทั้งหน่วยงานคนสุดท้าย ให้บทบาทนี้แก่ผู้อื่นก่อน / "
            f"{person.code} is the last to administer the whole organisation; give somebody else the role first"
        )
