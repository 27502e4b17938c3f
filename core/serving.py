"""Starting Streamlit over `app.py` in this very process, alike on Linux and on Windows, which has no exec."""

from contextlib import suppress
from pathlib import Path

import click
from streamlit.web.cli import main


def serve(app: Path, host: str, port: int, shown: str) -> None:
    """Serve until somebody stops it. `shown`: the host in the addresses that Streamlit itself makes."""
    words = ["run", str(app), "--server.address", host, "--server.port", str(port)]
    words += ["--browser.serverAddress", shown]  # else Streamlit asks a host outside for this machine's address
    with suppress(click.Abort):  # Ctrl+C: the server has put everything away and said so by then
        main(words, prog_name="sujarit", standalone_mode=False)
