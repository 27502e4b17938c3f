"""The terminal, made fit for Thai: whatever its code page, a command's words come out and none ends it.

A Windows console takes Unicode as it is. Where the output goes into a file or another program, Python writes in the
code page there: cp874 lacks "✓" and "·", cp437 and cp1252 lack Thai, and a strict stream would end the command at the
first such letter.
"""

import codecs
import io
import sys
from typing import TextIO

PLAIN = {
    "✓": "OK",
    "✕": "X",
    "·": "-",
    "–": "-",
    "—": "-",
    "…": "...",
    "→": "->",
    "≥": ">=",
    "’": "'",
    "“": '"',
    "”": '"',
}
_HANDLER = "sujarit.plain"


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that a code page lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(PLAIN.get(each, "?") for each in lacking), error.end


codecs.register_error(_HANDLER, _plain)


def fit(stream: TextIO) -> None:
    """Let a stream write Thai: in its own code page where that has it, in UTF-8 otherwise."""
    if not isinstance(stream, io.TextIOWrapper):  # a test's, or none at all
        return
    try:
        "สุจริต".encode(stream.encoding)
    except UnicodeEncodeError:
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors=_HANDLER)


def speak() -> None:
    """Make both of this process's streams fit."""
    for stream in (sys.stdout, sys.stderr):
        fit(stream)
