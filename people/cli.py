"""The command's part of this room: people from a sheet, links, leavers."""

import os
import sys
from pathlib import Path

import click

from core.calendar import BANGKOK, local_day
from core.day import day_of
from core.db import Database
from core.directory import ROLES, Person, Role
from core.ground import Ground
from core.settings import ADDRESS, setting
from people.admission import look, new_link
from people.importing import bring, undoing, undone
from people.person import FIELDS, Refusal, no_day, to_come
from people.review import Review
from people.sheet import Sheet, parsed, unread
from people.store import imports, roster
from people.store.directory import Roster
from people.store.search import whole_administrators

SHOWN = 200  # lines of one kind


@click.group()
def people() -> None:
    """People and how they get in."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print the review, and write nothing.")
@click.option(
    "--others", is_flag=True, help="Whoever is in doubt, having a name that is there already, is somebody else."
)
@click.option("--leavers", is_flag=True, help="Whoever of the sheet's units is not in it leaves the roster.")
@click.option("--since", default="", help="With --leavers: the first day without them, when it was an earlier one.")
@click.pass_obj
def import_(ground: Ground, file: Path, dry_run: bool, others: bool, leavers: bool, since: str) -> None:
    """Put the people of a sheet (CSV, XLSX) on the roster, or bring them up to date. All of it or nothing."""
    sheet = parsed(file.read_bytes())
    if unread_heads := unread(file.read_bytes()):
        click.echo(f"ไม่ได้อ่านคอลัมน์ / nothing is read from the columns: {', '.join(unread_heads)}", err=True)
    today = local_day(ground.clock())
    day = day_of(since) if since else today
    if day is None or day > today:
        wrong = to_come(since) if day else no_day(since)
        raise click.BadParameter(f"{wrong.th} / {wrong.en}", param_hint="--since")
    with ground.read() as db:
        found = look(db, sheet.drafts, today, refused=sheet.refusals, others=others)
        _told(db, found, dry_run)
    if not found.ready:
        _stopped(file, sheet, found)
    if dry_run:
        return
    going = [person.id for person in found.missing] if leavers else []
    done = bring(ground, sheet.drafts, found, others=others, leavers=going, on=day.isoformat())
    if done is None:
        raise click.ClickException("บัญชีรายชื่อเปลี่ยนไประหว่างนั้น ลองอีกครั้ง / the roster changed meanwhile; try again")
    left = f", left {done.left}" if leavers else ""
    click.echo(f"new {done.new}, changed {done.changed}, unchanged {done.unchanged}{left}")


def _stopped(file: Path, sheet: Sheet, found: Review) -> None:
    """Name every row that is refused or in doubt, and end."""
    for refusal in found.refused:
        _refused(file, refusal)
    for row in found.of("doubtful"):
        codes = ", ".join(each.person.code if each.person else f"{file.name}:{each.row}" for each in row.alike)
        click.echo(
            f"{file.name}:{row.draft.row} — มี “{row.draft.name}” อยู่แล้ว ({codes}) — คนเดียวกัน: ใส่รหัสนั้นในแถว"
            f" คนละคน: ใช้ --others หรือตัดสินทีละคนในหน้าเว็บ / there is a “{row.draft.name}” already ({codes})"
            " — the same person: write that code in the row; somebody else: use --others, or decide on the page",
            err=True,
        )
    click.echo("ยังไม่ได้บันทึกอะไร / Nothing was written.", err=True)
    sys.exit(1)


def _refused(file: Path, refusal: Refusal) -> None:
    click.echo(f"{file.name}:{refusal.row} — {refusal.why.th} / {refusal.why.en}", err=True)


def _told(db: Database, found: Review, whole: bool) -> None:
    """The review in lines: the missing always, all rows when asked."""
    units = {**Roster().units(db), **{unit.id: unit for unit in found.made}}

    def shown(field: str, value: str) -> str:
        names = [units[each].name.th for each in value.split()] if field in ("unit", "also") else [value]
        return ", ".join(names) or "–"

    for row in found.of("new", "changed") if whole else []:
        what = "; ".join(
            f"{FIELDS[each.field].en if each.field in FIELDS else each.field}:"
            f" {shown(each.field, each.before)} → {shown(each.field, each.after)}"
            for each in row.changes
        )
        code = row.person.code if row.person else row.draft.code or "?"
        click.echo(f"{row.draft.row} {row.what} {code} {row.draft.name}{f' ({what})' if what else ''}")
    if whole:
        counts = ", ".join(f"{what} {len(found.of(what))}" for what in ("new", "changed", "unchanged", "doubtful"))
        click.echo(f"{counts}, refused {len(found.refused)}, missing {len(found.missing)}")
    for person in found.missing[:SHOWN]:
        click.echo(f"not in the sheet: {person.code} {person.full_name} ({units[person.unit].name.th})", err=True)
    if len(found.missing) > SHOWN:
        click.echo(f"… {len(found.missing) - SHOWN} more", err=True)


@people.command()
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def undo(ground: Ground, yes: bool) -> None:
    """Undo the last import of the past thirty days: everybody whom it touched stands again as before."""
    with ground.read() as db:
        last = next(iter(imports.undoable(db, ground.clock())), None)
        if last is None:
            raise click.ClickException("ไม่มีการนำเข้าที่ย้อนกลับได้ / there is no import that can be undone")
        back, stays = undoing(db, last.id)
    when = last.at.astimezone(BANGKOK).strftime("%Y-%m-%d %H:%M")
    click.echo(f"import of {when}: new {last.came}, changed {last.changed}, left {last.gone}")
    if not yes:
        click.confirm(f"Set {len(back)} people back as they stood before it ({len(stays)} stay)?", abort=True)
    done = undone(ground, last.id)
    for each in done[1] if done else stays:
        click.echo(f"{each.now.code} {each.now.full_name} was changed since, and stays as they are", err=True)
    click.echo(f"set back {len(done[0]) if done else 0}")


@people.command()
@click.argument("code")
@click.pass_obj
def link(ground: Ground, code: str) -> None:
    """Make a new one-time sign-in link for whoever forgot their password."""
    with ground.write() as writing:
        person = _known(writing.db, code)
        token, address = new_link(ground, writing, person.id), setting(writing.db, ADDRESS)
    here = f"http://localhost:{os.environ.get('PORT', '8501')}"
    click.echo(f"{address or here}/join/{token}")


@people.command()
@click.argument("code")
@click.pass_obj
def leave(ground: Ground, code: str) -> None:
    """Take a person off the roster. What they did stays in the record."""
    with ground.write() as writing:
        person = _known(writing.db, code)
        _not_the_last(writing.db, person)
        roster.leave(writing, person)
    click.echo(f"{code} left the roster")


@people.command("role")
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
        raise click.ClickException(f"nobody on the roster has the code {code}")
    return person


def _not_the_last(db: Database, person: Person) -> None:
    if whole_administrators(db) == [person.id]:
        raise click.ClickException(
            f"{person.code} เป็นผู้ดูแลระบบของทั้งหน่วยงานคนสุดท้าย ให้บทบาทนี้แก่ผู้อื่นก่อน / "
            f"{person.code} is the last to administer the whole organisation; give somebody else the role first"
        )
