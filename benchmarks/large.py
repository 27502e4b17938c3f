"""`python benchmarks/large.py [people]`: the manager's figures in a large organisation. Prints, asserts nothing.

The organisation is the demo's: some ten facts a person, over one fiscal year, in units of a hundred.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from threading import Event, Thread

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from telling import Tell, told  # noqa: E402

import house  # noqa: E402
from core.directory import Person  # noqa: E402
from core.facts import LessonFinished  # noqa: E402
from core.follow import forget  # noqa: E402
from core.record import head  # noqa: E402
from demo import fill  # noqa: E402
from outcomes.account import close  # noqa: E402
from outcomes.figures import Period  # noqa: E402
from outcomes.overview import overview  # noqa: E402

PEOPLE = 100_000
NEW = 1_000  # facts that are told at once


def large(tell: Tell, people: int = PEOPLE) -> None:
    """Measure it all, and say it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, began = Path(temporary) / "data", time.perf_counter()
        list(fill(folder, people, 2569))
        spent = time.perf_counter() - began
        opened = house.open_house(folder, synchronous="OFF")
        with opened.ground.read() as db:
            facts, manager = head(db)[0], opened.ground.directory.by_code(db, "MANAGER")
        assert manager is not None
        tell(f"demo: {people:,} people", spent, "s", f"{facts:,} facts; aim 900")
        _new(opened, tell)
        _page(opened, manager, tell)
        _anew(opened, tell)
        _closed(opened, manager, tell)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        tell("memory: most of it all", most, "MB", "this process, which also made the organisation")
        opened.ground.store.close()


def _page(opened: house.House, manager: Person, tell: Tell) -> None:
    """The data of the manager's page, for the whole and for one unit right below it."""
    ground, given = opened.ground, {"fiscal_year": "2569", "quarter": "4"}
    with ground.read() as db:
        top = next(iter(ground.directory.units(db)))
        unit = next(unit.id for unit in ground.directory.units(db).values() if unit.above == top)
    for name, asked in (("the whole", given), ("a part", {**given, "unit": unit})):
        times = []
        for _ in range(9):
            began = time.perf_counter()
            with ground.read() as db:
                overview(db, ground.directory, manager, asked, ground.clock())
            times.append((time.perf_counter() - began) * 1000)
        tell(f"manager's page, data of {name}", median(times), "ms", f"worst of 9: {max(times):.0f}; aim 150")


def _new(opened: house.House, tell: Tell) -> None:
    """A thousand facts of a thousand people, told at once, and then followed."""
    ground, spent, taken = opened.ground, [], 0
    with ground.read() as db:
        people = ground.directory.everybody(db)
    for first in range(0, min(len(people), 3 * NEW), NEW):
        with ground.store.write() as db:
            writing = ground.begin(db)
            for person in people[first : first + NEW]:
                said = LessonFinished("strong-2570", "strong", "v")
                writing.tell(said, person=person.id, unit=person.unit, subject="strong-2570/strong")
        began = time.perf_counter()
        taken = ground.settle()
        spent.append(time.perf_counter() - began)
    note = f"first, with nothing read yet: {spent[0]:.2f}; with those that followers told, {taken} taken; aim 1"
    tell(f"following {NEW:,} new facts, all followers", median(spent), "s", note)


def _anew(opened: house.House, tell: Tell) -> None:
    """All figures dropped, and made anew from the record."""
    ground = opened.ground
    one = next(follower for follower in ground.followers if follower.name == "outcomes")
    with ground.store.write() as db:
        forget(db, one)
    began = time.perf_counter()
    ground.settle()
    spent = time.perf_counter() - began
    with ground.read() as db:
        facts = head(db)[0]
    tell("all figures made anew", spent, "s", f"{spent / facts * 1e6:.0f} µs a fact of {facts:,}; aim 120")


def _closed(opened: house.House, manager: Person, tell: Tell) -> None:
    """The year is closed while somebody else saves an answer every few milliseconds."""
    ground, waits, over = opened.ground, [0.0], Event()

    def saves() -> None:
        while not over.wait(0.005):
            began = time.perf_counter()
            with ground.store.write():
                waits.append(time.perf_counter() - began)

    other = Thread(target=saves)
    other.start()
    began = time.perf_counter()
    refused = close(ground, Period(2569, 4), manager.id)
    spent = time.perf_counter() - began
    over.set()
    other.join()
    assert refused is None, refused
    tell("closing the year", spent, "s", "")
    tell("what others waited at most, meanwhile", max(waits), "s", f"of {len(waits) - 1:,} who saved; aim 1")


if __name__ == "__main__":
    large(told, int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
