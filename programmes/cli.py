"""The command of this room."""

import click

from core.ground import Ground
from core.mail import REASONS
from core.signing import Refused
from programmes import reminding


@click.command()
@click.option("--again", is_flag=True, help="Try again what failed; what went, or may have gone, is not sent twice.")
@click.pass_obj
def remind(ground: Ground, again: bool) -> None:
    """Send the reminders that are due today, 30, 7 or 1 days before a programme ends, to those who gave an address."""
    came = reminding.remind(ground, again=again)
    if isinstance(came, Refused):
        lacks, way = reminding.LACKS[came.reason], reminding.WAYS[came.reason]
        raise click.ClickException(f"{lacks.th} {way.th} / {lacks.en}; {way.en}")
    click.echo(f"{came.sent} sent, {came.failed} failed, {came.unsure} unknown")
    for reason in came.reasons:
        click.echo(f"! {REASONS[reason].th} / {REASONS[reason].en}", err=True)
