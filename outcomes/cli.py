"""The command's part of this room: closing and restating a quarter, and verifying a snapshot."""

import json
import sys
from pathlib import Path

import click

from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.signing import Refused, kid_of, public_keys, read_public
from core.signing import verify as signed
from outcomes.account import account, close, restate
from outcomes.figures import Period

WHY = {
    "lasting": "งวดนี้ยังไม่สิ้นสุด / this period is still running",
    "closed": "งวดนี้ปิดไปแล้ว / this period is closed already; restate it",
    "before": "งวดนี้สิ้นสุดก่อนเริ่มใช้ระบบ / this period was over before the record began",
    "open": "งวดนี้ยังไม่ปิด / this period is not closed",
    "unreasoned": "เขียนเหตุผล / write why",
    "same": "ตัวเลขตรงกับที่ปิดไว้ / the figures are those that were closed",
}
NO_OFFICE = (
    "ไม่พบข้อมูลสุจริต ระบุโฟลเดอร์ด้วย --data หรือ SUJARIT_DATA / "
    "there is no Sujarit here; name its folder with --data or SUJARIT_DATA"
)
YEAR = click.IntRange(2500, 2699)
QUARTER = click.IntRange(1, 4)


@click.group()
def outcomes() -> None:
    """The plan's figures: closing and restating quarters, verifying what was closed."""


@outcomes.command("close")
@click.argument("year", type=YEAR)
@click.argument("quarter", type=QUARTER)
@click.option("--by", "code", required=True, help="The code of whoever closes it: over the whole organisation.")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def close_(ground: Ground | None, year: int, quarter: int, code: str, yes: bool) -> None:
    """Close a QUARTER (1 to 4; 4 is the year) of the fiscal YEAR (B.E.): its figures are frozen and signed."""
    ground, person = _responsible(ground, code)
    if not yes:
        click.confirm(f"Quarter {quarter} of {year} is frozen, which cannot be undone. Go on?", abort=True)
    refused = close(ground, Period(year, quarter), person.id)
    _said(ground, Period(year, quarter), refused)


@outcomes.command("restate")
@click.argument("year", type=YEAR)
@click.argument("quarter", type=QUARTER)
@click.option("--by", "code", required=True, help="The code of whoever restates it: over the whole organisation.")
@click.option("--reason", required=True, help="Why; it is printed in the report.")
@click.pass_obj
def restate_(ground: Ground | None, year: int, quarter: int, code: str, reason: str) -> None:
    """State a closed QUARTER of the fiscal YEAR anew, as the record has it now; the earlier editions are kept."""
    ground, person = _responsible(ground, code)
    refused = restate(ground, Period(year, quarter), person.id, " ".join(reason.split()))
    _said(ground, Period(year, quarter), refused)


@outcomes.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--signature",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The signature's file; otherwise snapshot.sig.json beside snapshot.json.",
)
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A public key (PEM); otherwise this organisation's own.",
)
@click.pass_obj
def verify(ground: Ground | None, file: Path, signature: Path | None, key: Path | None) -> None:
    """Verify FILE, the snapshot.json of an evidence pack, with the signature that lies beside it."""
    beside = signature or file.with_suffix(".sig.json")
    if not beside.exists():
        raise click.ClickException(
            f"ไม่พบ {beside.name} / there is no {beside.name} beside it; name it with --signature"
        )
    raw = file.read_bytes()
    try:
        said, snapshot = json.loads(beside.read_bytes()), json.loads(raw)
        kid, mark, figures = str(said["kid"]), str(said["signature"]), snapshot["account"]
        period = f"quarter {figures['quarter']} of {figures['fiscal_year']}, edition {snapshot['edition']}"
        given = read_public(key.read_bytes()) if key else None
    except (ValueError, TypeError, LookupError) as error:
        raise click.ClickException(f"ไม่ใช่แฟ้มของชุดหลักฐาน / these are not an evidence pack's files: {error}") from error
    if given is None and ground is None:
        raise click.ClickException(f"{NO_OFFICE}, or the public key with --key")
    keys = {kid_of(given): given} if given else public_keys(ground.keys) if ground else {}
    if kid not in keys:
        _failed(f"ลงนามด้วยกุญแจอื่น / it is signed with another key ({kid}) than {', '.join(keys)}")
    if not signed(keys[kid], raw, mark):
        _failed("แฟ้มถูกแก้ หรือลายมือชื่อไม่ตรง / the file was changed, or the signature is not over it")
    click.echo(f"✓ {period}: signed with {kid}, head {snapshot['head']} (fact {snapshot['seq']})")


def _failed(why: str) -> None:
    click.echo(f"✕ {why}", err=True)
    sys.exit(1)


def _responsible(ground: Ground | None, code: str) -> tuple[Ground, Person]:
    """The office, and who it is that acts: somebody who may close on the page too."""
    if ground is None:
        raise click.ClickException(NO_OFFICE)
    with ground.read() as db:
        person = ground.directory.by_code(db, code)
        if person is None or not person.active or not _whole(ground, db, person):
            raise click.ClickException(
                f"{code} ไม่ใช่ผู้กำกับติดตามหรือผู้ดูแลระบบของทั้งหน่วยงาน / "
                f"{code} is no manager or administrator of the whole organisation"
            )
    return ground, person


def _whole(ground: Ground, db: Database, person: Person) -> bool:
    top = next(iter(ground.directory.units(db)), "")
    return top in ground.directory.scope(db, person, "manager", "administrator")


def _said(ground: Ground, period: Period, refused: Refused | None) -> None:
    if refused is not None:
        raise click.ClickException(WHY[refused.reason])
    with ground.read() as db:
        closed = account(db, period).closed
    assert closed is not None
    click.echo(f"{period.fiscal_year}/{period.quarter} edition {closed.edition}")
    click.echo(f"figures {closed.figures}")
    click.echo(f"head {closed.snapshot['head']} (fact {closed.snapshot['seq']}), signed with {closed.kid}")
