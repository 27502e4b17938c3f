"""The command's part of this room: verifying without server or network, and revoking with a rehearsal first."""

import sys
from pathlib import Path

import click

from badges import store
from badges.token import read
from core.calendar import local_day
from core.ground import Ground, now
from core.record import Writing
from core.rehearse import confirm, rehearse
from core.signing import Refused, kid_of, read_public

REASONS = ("mistake", "withdrawn", "fraud")


@click.command()
@click.argument("what")
@click.option(
    "--key",
    "key_file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The organisation's public key (PEM).",
)
def verify(what: str, key_file: Path) -> None:
    """Verify a certificate without server or network: WHAT is its token, its address, or a PDF or PNG of it."""
    try:
        public = read_public(key_file.read_bytes())
    except ValueError as error:
        raise click.ClickException(
            f"{key_file.name} ไม่ใช่กุญแจสาธารณะ / {key_file.name} is not a public key: {error}"
        ) from error
    from badges.scan import token_in  # the reader of pictures is loaded for this command only

    found = token_in(what)
    if isinstance(found, Refused):
        click.echo(f"✕ อ่านรหัสของเกียรติบัตรไม่ได้ / {found.reason}", err=True)
        sys.exit(1)
    claims = read(found, {kid_of(public): public})
    if isinstance(claims, Refused):
        click.echo(f"✕ ยืนยันเกียรติบัตรนี้ไม่ได้ / {claims.reason}", err=True)
        sys.exit(1)
    click.echo("✓ ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง / the signature holds")
    if claims.expires and local_day(now()) > claims.expires:
        click.echo(f"○ แต่หมดอายุแล้ว วันสุดท้ายคือ / but it expired: its last day was {claims.expires.isoformat()}")
    for label, text in (
        ("holder", claims.name), ("unit", claims.unit), ("programme", claims.programme),
        ("issued", claims.issued.isoformat()), ("expires", claims.expires.isoformat() if claims.expires else "–"), ("id", claims.id),
    ):  # fmt: skip
        click.echo(f"{label:10} {text}")
    click.echo("เทียบกับกระดาษในมือท่าน การเพิกถอนหรือฉบับใหม่ดูได้ที่หน้าตรวจสอบของหน่วยงานเท่านั้น")
    click.echo("Compare with the paper. Whether it was revoked or superseded since, only the organisation's page says.")


@click.command()
@click.argument("credential")
@click.option("--why", required=True, type=click.Choice(REASONS))
@click.option("--yes", is_flag=True, help="Do it without asking.")
@click.pass_obj
def revoke(ground: Ground, credential: str, why: str, yes: bool) -> None:
    """Revoke an issued CREDENTIAL (its id), after showing what would differ."""
    with ground.read() as db:
        found = store.standing(db, credential)
        person = found and ground.directory.person(db, found.person)
    if found is None or found.revoked:
        raise click.ClickException(
            f"ไม่มีเกียรติบัตร {credential} ที่เพิกถอนได้ / no credential {credential} stands to be revoked"
        )

    def act(writing: Writing) -> None:
        store.revoke(writing, found, person.unit if person else "", why)

    rehearsal = rehearse(ground, act)
    click.echo(f"{len(rehearsal.facts)} fact(s) would be told, {len(rehearsal.differences)} row(s) would differ:")
    for each in rehearsal.differences:
        changed = sorted(
            k for k in (each.after or each.before or {}) if (each.before or {}).get(k) != (each.after or {}).get(k)
        )
        click.echo(f"  {each.table}: {', '.join(changed)}")
    if not yes:
        click.confirm("เพิกถอนหรือไม่ / Revoke it?", abort=True)
    refused = confirm(ground, rehearsal, act)
    if refused is not None:
        raise click.ClickException(f"ยังไม่ได้เพิกถอน / nothing was revoked: {refused.reason}")
    click.echo(f"เพิกถอนแล้ว / {credential} is revoked")
