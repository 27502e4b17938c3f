"""How a measurement is printed."""

from collections.abc import Callable

Tell = Callable[[str, float, str, str], None]


def told(name: str, value: float, unit: str, note: str = "") -> None:
    """One line: what, how much, and beside it what explains it."""
    print(f"{name:52} {value:10.2f} {unit:8} {note}", flush=True)
