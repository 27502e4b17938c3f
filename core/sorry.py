"""Why a command does nothing, and what to do instead."""

from typing import Any

import click


class Sorry(click.ClickException):
    """Told on one line with its sign, and the command ends with exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(f"✕ {self.format_message()}", err=True)
