"""The organisation's addresses by the command."""

import os

import click

from core.address import own_numbers
from core.ground import Ground
from core.settings import ADDRESS, OFFICE_ADDRESS, set_to, setting
from people.address import OFFICE_RULE, PUBLIC_RULE, office_address, public_address


@click.command()
@click.option("--public", help='The public address, "https://…"; "" for none.')
@click.option("--office", help='The address in the office\'s own network, "http://…"; "" for none.')
@click.pass_obj
def address(ground: Ground, public: str | None, office: str | None) -> None:
    """Show the addresses that links begin with, or set them."""
    given = (
        (ADDRESS, public, public_address, PUBLIC_RULE, "--public"),
        (OFFICE_ADDRESS, office, office_address, OFFICE_RULE, "--office"),
    )
    with ground.write() as writing:
        for name, text, rule, wrong, option in given:
            if text is not None:
                kept = rule(text)
                if kept is None:
                    raise click.BadParameter(f"{wrong.th} / {wrong.en}", param_hint=option)
                set_to(writing.db, name, kept)
    with ground.read() as db:
        for name, _, _, _, option in given:
            click.echo(f"{option[2:]:7} {setting(db, name) or '–'}")
    port = os.environ.get("PORT", "8501")
    click.echo(f"เครื่องนี้ · this computer: {', '.join(f'http://{number}:{port}' for number in own_numbers()) or '–'}")
