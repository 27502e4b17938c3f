"""The command's part of this room: people from a sheet, links, leavers, and the organisation's addresses."""

import click

from people.cli.addresses import address
from people.cli.persons import leave, link, role_
from people.cli.sheets import import_, undo

__all__ = ["address", "people"]


@click.group()
def people() -> None:
    """People and how they get in."""


for _command in (import_, undo, link, leave, role_):
    people.add_command(_command)
