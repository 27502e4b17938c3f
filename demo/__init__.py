"""A made-up office over two fiscal years, through the same code paths as real people, with seeded clock and chance."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import house
from core.calendar import fiscal_span
from core.settings import ADDRESS, DEMO, ORGANISATION_EN, ORGANISATION_TH, OUTCOMES_PUBLIC, set_to
from demo.cast import ORGANISATION, cast
from demo.clock import Clock
from demo.story import SMALLEST, Story
from demo.walking import Walking

YEARS = (2569, 2570)
LARGE = 5_000  # people; of more, one in five has begun the running year: some ten facts a person in all
PASSWORD = "demo-sujarit"  # noqa: S105 - printed on the demo's own first line, and every page says that it is a demo


def fill(folder: Path, count: int, seed: int, until: datetime | None = None) -> Iterator[str]:
    """Make the office of `count` people; yields what it did, in sentences. `until`: now, where the story stops."""
    chance, until = Random(seed), until or datetime.now(UTC)
    shares = dict.fromkeys(YEARS, 0.88) if count <= LARGE else dict(zip(YEARS, (0.88, 0.2), strict=True))
    clock = Clock(fiscal_span(YEARS[0]).begins + timedelta(hours=1))
    for year in YEARS:
        _programme(folder / "content", year)
    opened = house.open_house(folder, clock=clock, new_id=lambda: f"{chance.getrandbits(64):016x}", synchronous="OFF")
    ground = opened.ground
    with ground.write() as writing:
        for name, value in ((ORGANISATION_TH, ORGANISATION[0]), (ORGANISATION_EN, ORGANISATION[1]), (DEMO, "yes"),
                            (ADDRESS, "https://sujarit.example.go.th"), (OUTCOMES_PUBLIC, "yes")):  # fmt: skip
            set_to(writing.db, name, value)
    drafts = list(cast(count, chance))
    house.admit_all(ground, drafts)
    house.passwords(ground, [draft.code for draft in drafts[:4]], PASSWORD)
    units = len({draft.unit for draft in drafts})
    yield f"บุคลากร {count:,} คน ใน {units:,} หน่วยงาน · {count:,} people in {units:,} units"
    with ground.read() as db:
        everybody = sorted(ground.directory.everybody(db), key=lambda person: person.code)
    people = [person for person in everybody if person.code != "LEARNER"]  # that one is for you to walk
    walking = Walking(opened, clock, chance, until)
    if SMALLEST <= count <= LARGE:
        Story(walking, people).tell()
    yield from walking.all(people, shares)
    clock.at = until
    ground.settle()
    ground.checkpoint()
    ground.store.close()
    yield f"เข้าด้วยรหัส ADMIN MANAGER TRAINER หรือ LEARNER รหัสผ่าน {PASSWORD}"
    yield f"Sign in as ADMIN, MANAGER, TRAINER or LEARNER with the password {PASSWORD}"


def _programme(content: Path, year: int) -> None:
    """A year's programme: the shipped one, under its year, as an office would have copied it."""
    shipped = Path(__file__).parent.parent / "programmes" / "content" / f"strong-{YEARS[-1]}.yaml"
    folder = content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    if year != YEARS[-1]:
        text = shipped.read_text(encoding="utf-8").replace(str(YEARS[-1]), str(year))
        (folder / f"strong-{year}.yaml").write_text(text, encoding="utf-8")
