"""`python benchmarks/items.py [attempts]`: item statistics over many attempts, and their sheet. Prints, asserts nothing.

The attempts are synthetic facts, told through the real record; the counts are made by the real follower.
"""

import resource
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from telling import Tell, told  # noqa: E402

import house  # noqa: E402
from core.facts import ProgrammePublished, QuizFinished  # noqa: E402
from core.follow import catch_up  # noqa: E402
from core.ground import Ground  # noqa: E402
from core.record import Writing  # noqa: E402
from quizzes import load, store  # noqa: E402
from quizzes.figures import figures  # noqa: E402
from quizzes.routes import Sheets  # noqa: E402
from quizzes.store.tables import keep_used  # noqa: E402

COUNT = 100_000
YEARS = range(2561, 2571)  # ten programmes, each with two tests of two forms
MARKS = {"one": ("0", "1"), "many": ("0", "1/3", "2/3", "1")}


def fill(ground: Ground, count: int) -> None:
    """Ten programmes, and `count` made-up attempts at their tests, a thousand to a transaction."""
    with ground.store.write() as db:
        for year in YEARS:
            title, days = (
                {"th": f"สุจริต {year}", "en": f"Integrity {year}"},
                (f"{year - 544}-10-01", f"{year - 543}-09-30"),
            )
            said = ProgrammePublished("1", title, "S", *days, year, ["strong", "gifts"], 70, "", "", [], "")
            ground.begin(db).tell(said, subject=f"strong-{year}")
        banks = load.banks_of(db, ("strong", "gifts"))
    asked = {form: [item for _, bank in banks.values() for item in bank.form(form)] for form in "AB"}
    versions, chance, numbers = (
        {topic: version for topic, (version, _) in banks.items()},
        Random(2570),
        iter(range(count)),
    )
    while part := list(islice(numbers, 1000)):
        with ground.store.write() as db:
            writing = ground.begin(db)
            keep_used(db, versions)
            for n in part:
                form, moment, able = "AB"[n % 2], ("pre", "post")[n // 2 % 2], chance.random()
                results = {
                    item.id: "1" if chance.random() < able else chance.choice(MARKS[item.widget])
                    for item in asked[form]
                }
                programme = f"strong-{YEARS[n % len(YEARS)]}"
                _told(writing, ground.new_id(), QuizFinished(programme, moment, form, versions, results, {}, "0", ""))


def _told(writing: Writing, id: str, said: QuizFinished) -> None:
    writing.tell(said, person=id, subject=id)
    writing.db.conn.execute(
        "insert into quizzes_attempts (id, person, programme, moment, form, versions, at, finished)"
        " values (?, ?, ?, ?, ?, '{}', '', 'then')",
        (id, id, said.programme, said.moment, said.form),
    )


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes, in s."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def statistics(ground: Ground) -> int:
    """The statistics of every test; how many items they are of."""
    with ground.read() as db:
        return sum(len(figures(db, test).items) for test in store.counted_tests(db))


def items(tell: Tell = told, count: int = COUNT) -> None:
    """Fill a house of its own and measure."""
    with tempfile.TemporaryDirectory() as folder:
        ground = house.open_house(Path(folder) / "data", synchronous="OFF").ground
        tell(f"telling {count:,} attempts", seconds(lambda: fill(ground, count)), "s", "the record's own cost")
        followers = [store.follower()]
        spent = seconds(lambda: catch_up(ground.store, followers, ground.begin))
        tell(
            "counting them from nothing",
            spent,
            "s",
            f"{spent / count * 1e6:.0f} µs an attempt; once, then as they come",
        )
        tell(
            "statistics of all tests",
            seconds(lambda: statistics(ground)),
            "s",
            f"{statistics(ground)} items; aim: 2 at most",
        )
        sheet = Sheets(ground)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        spent = seconds(lambda: sum(map(len, sheet._lines("th", {"programme": "", "moment": ""}))))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        tell("CSV of all tests", spent, "s", f"the process grew by {grown:.1f} MB; aim: 3 at most")
        tracemalloc.start()
        sent = sum(len(text) for text in sheet._lines("th", {"programme": "", "moment": ""}))
        tell(
            "CSV: most memory held at once",
            tracemalloc.get_traced_memory()[1] / 1e6,
            "MB",
            f"{sent / 1000:.0f} kB sent",
        )
        tracemalloc.stop()
        with ground.read() as db:
            spent = seconds(lambda: store.used(db, "gifts", "never"))
        tell("whether a version was ever used", spent * 1000, "ms", f"beside {count:,} attempts")
        ground.store.close()


if __name__ == "__main__":
    items(told, int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
