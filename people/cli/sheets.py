"""A sheet of people by the command: its review in lines, bringing it in, and the way back."""

import sys
from pathlib import Path

import click

from core.calendar import BANGKOK, local_day
from core.day import day_of
from core.db import Database
from core.ground import Ground
from people.admission import look
from people.columns import taken_out, unread
from people.importing import bring, undoing, undone
from people.person import FIELDS, Refusal, no_day, to_come
from people.review import Review
from people.sheet import Sheet, parsed
from people.store import imports
from people.store.directory import Roster

SHOWN = 200  # lines of one kind


@click.command("import")
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
    raw = file.read_bytes()
    sheet, missing = parsed(raw), not taken_out(raw)
    if unread_heads := unread(raw):
        click.echo(f"ไม่ได้อ่านคอลัมน์ / nothing is read from the columns: {', '.join(unread_heads)}", err=True)
    today = local_day(ground.clock())
    day = day_of(since) if since else today
    if day is None or day > today:
        wrong = to_come(since) if day else no_day(since)
        raise click.BadParameter(f"{wrong.th} / {wrong.en}", param_hint="--since")
    with ground.read() as db:
        found = look(db, sheet.drafts, today, refused=sheet.refusals, others=others, missing=missing)
        _told(db, found, dry_run)
    if not found.ready:
        _stopped(file, sheet, found)
    if dry_run:
        return
    going = [person.id for person in found.missing] if leavers else []
    done = bring(
        ground, sheet.drafts, found, missing=missing, others=others, leavers=going, on=day.isoformat(), file=file.name
    )
    if done is None:
        raise click.ClickException("บัญชีบุคลากรเปลี่ยนไประหว่างนั้น ลองอีกครั้ง / the roster changed meanwhile; try again")
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
        names = [units[each].name.th if each in units else "–" for each in value.split()]
        names = names if field in ("unit", "also") else [value]
        return ", ".join(names) or "–"

    if found.short:
        codes = ", ".join(f"{row.draft.row}: {row.draft.code}" for row in found.short[:SHOWN])
        click.echo(f"รหัสอาจขาดเลขศูนย์ข้างหน้า / these codes may lack zeros before them: {codes}", err=True)
    for row in found.of("new", "changed") if whole else []:
        what = "; ".join(
            f"{FIELDS[each.field].en if each.field in FIELDS else each.field}:"
            f" {shown(each.field, each.before)} → {shown(each.field, each.after)}"
            for each in row.changes
        )
        code = row.person.code if row.person else row.draft.code or "?"
        day = f" since {row.on}" if row.on else ""
        click.echo(f"{row.draft.row} {row.what} {code} {row.draft.name}{f' ({what})' if what else ''}{day}")
    if whole:
        counts = ", ".join(f"{what} {len(found.of(what))}" for what in ("new", "changed", "unchanged", "doubtful"))
        click.echo(f"{counts}, refused {len(found.refused)}, missing {len(found.missing)}")
    for person in found.missing[:SHOWN]:
        click.echo(
            f"ไม่อยู่ในแฟ้ม / not in the sheet: {person.code} {person.full_name} ({units[person.unit].name.th})", err=True
        )
    if len(found.missing) > SHOWN:
        click.echo(f"… {len(found.missing) - SHOWN} more", err=True)


@click.command()
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
    file = f" ({last.file})" if last.file else ""
    click.echo(f"import of {when}{file}: new {last.came}, changed {last.changed}, left {last.gone}")
    for each in back[:SHOWN]:
        what = "left" if not each.now.active else "changed" if each.before else "new"
        click.echo(f"{each.now.code} {each.now.full_name}: {what}")
    if len(back) > SHOWN:
        click.echo(f"… {len(back) - SHOWN} more")
    if not yes:
        click.confirm(
            f"ย้อนกลับ {len(back)} คน (คงไว้ {len(stays)}) หรือไม่ / Set {len(back)} people back as they stood before it ({len(stays)} stay)?",
            abort=True,
        )
    done = undone(ground, last.id)
    for each in done[1] if done else stays:
        click.echo(
            f"{each.now.code} {each.now.full_name} มีการแก้ไขหลังการนำเข้า จึงคงไว้ / was changed since, and stays as they are",
            err=True,
        )
    click.echo(f"ย้อนกลับแล้ว / set back {len(done[0]) if done else 0}")
