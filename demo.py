"""A made-up office over two fiscal years, through the same code paths as real people, with seeded clock and chance."""

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import house
from core.calendar import fiscal_span
from core.directory import Person
from core.settings import ADDRESS, DEMO, ORGANISATION_EN, ORGANISATION_TH, OUTCOMES_PUBLIC, set_to

ORGANISATION = ("สำนักงานสาธารณสุขอำเภอสาธิต", "Demonstration District Health Office")
UNITS = ("กลุ่มงานบริหารทั่วไป", "กลุ่มงานส่งเสริมสุขภาพ", "กลุ่มงานควบคุมโรค", "กลุ่มงานคุ้มครองผู้บริโภค", "รพ.สต. ทุ่งสาธิต")
POSITIONS = ("นักวิชาการสาธารณสุข", "พยาบาลวิชาชีพ", "เจ้าพนักงานสาธารณสุข", "เจ้าพนักงานธุรการ", "นักจัดการงานทั่วไป")
TITLES = ("นาย", "นาง", "นางสาว")
GIVEN = ("สมมุติ", "สาธิต", "ตัวอย่าง", "ทดลอง")  # words, not people: "made up", "demonstration", "example", "trial"
YEARS = (2569, 2570)
PASSWORD = "demo-sujarit"  # noqa: S105 - printed on the demo's own first line, and every page says that it is a demo


class Clock:
    """A clock that stands where it was put."""

    def __init__(self, at: datetime):
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


def fill(folder: Path, count: int, seed: int, until: datetime | None = None) -> Iterator[str]:
    """Make the office of `count` people; yields what it did, in sentences. `until`: now, where the story stops."""
    chance = Random(seed)
    clock = Clock(fiscal_span(YEARS[0]).begins + timedelta(hours=1))
    until = until or datetime.now(UTC)
    _last_year(folder / "content")
    opened = house.open_house(folder, clock=clock, new_id=lambda: f"{chance.getrandbits(64):016x}", synchronous="OFF")
    ground = opened.ground
    with ground.write() as writing:
        for name, value in ((ORGANISATION_TH, ORGANISATION[0]), (ORGANISATION_EN, ORGANISATION[1]), (DEMO, "yes"),
                            (ADDRESS, "https://sujarit.example.go.th"), (OUTCOMES_PUBLIC, "yes")):  # fmt: skip
            set_to(writing.db, name, value)
    drafts = list(_people(count, chance))
    house.admit_all(ground, drafts)
    house.passwords(ground, [draft.code for draft in drafts[:4]], PASSWORD)
    yield f"{count} people in {len(UNITS) + 1} units"
    yield from _live(opened, clock, chance, until)
    clock.at = until
    ground.settle()
    ground.checkpoint()
    ground.store.close()
    yield "sign in as ADMIN, MANAGER, TRAINER or LEARNER with the password " + PASSWORD


def _last_year(content: Path) -> None:
    """Last year's programme: the shipped one under another year, as an office would have copied it."""
    shipped = Path(__file__).parent / "programmes" / "content" / "strong-2570.yaml"
    folder = content / "programmes"
    folder.mkdir(parents=True)
    text = shipped.read_text(encoding="utf-8").replace("2570", "2569")
    (folder / "strong-2569.yaml").write_text(text, encoding="utf-8")


def _people(count: int, chance: Random) -> Iterator[house.Draft]:
    top = ORGANISATION[0]
    for i in range(count):
        code, role = (
            (("ADMIN", "administrator"), ("MANAGER", "manager"), ("TRAINER", "trainer"), ("LEARNER", "learner"))[i]
            if i < 4
            else (f"D{i:05d}", "learner")
        )
        unit = top if i in (0, 1) or i % (len(UNITS) + 1) == 0 else f"{top} > {UNITS[i % len(UNITS)]}"
        name = f"{GIVEN[i % len(GIVEN)]} คนที่{i + 1:05d}"
        yield house.Draft(
            code,
            chance.choice(TITLES),
            name,
            chance.choice(POSITIONS),
            unit,
            role,
            "yes" if i in (0, 1, 10, 20) else "",
        )


def _live(opened: house.House, clock: Clock, chance: Random, until: datetime) -> Iterator[str]:
    """Let everybody walk their path a step at a time, in the order of the clock."""
    ground = opened.ground
    kinds = {kind.word: kind for kind in house.kinds()}
    with ground.read() as db:
        people = [p for p in ground.directory.everybody(db) if p.code != "LEARNER"]  # that one is for you to walk
    turns: list[tuple[datetime, int, str]] = []
    for number in range(len(people)):
        for year in YEARS:
            if chance.random() < 0.88:
                start = fiscal_span(year).begins + timedelta(
                    days=chance.uniform(3, 200 if year < YEARS[-1] else 70), hours=chance.uniform(1, 8)
                )
                heapq.heappush(turns, (start, number, f"strong-{year}"))
    done = 0
    while turns:
        at, number, slug = heapq.heappop(turns)
        if at > until:
            continue
        clock.at = at
        if _step(opened, kinds, people[number], slug, chance):
            done += 1
            heapq.heappush(turns, (at + timedelta(minutes=chance.uniform(4, 4000)), number, slug))
    yield f"{done} steps walked in {len(YEARS)} fiscal years"


def _step(opened: house.House, kinds: dict[str, house.StepKind], person: Person, slug: str, chance: Random) -> bool:
    """Do a person's next step; False when there is none, or they stop here."""
    with opened.ground.read() as db:
        following, brief = opened.paths.next(db, slug, person), opened.paths.brief(db, slug)
    kind = kinds.get(following.kind) if following else None
    if following is None or brief is None or kind is None or kind.play is None or chance.random() < 0.03:
        return False
    kind.play(opened.ground, brief, following.name, person, chance)
    return True
