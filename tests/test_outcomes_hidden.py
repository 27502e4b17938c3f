"""Small groups: nothing about fewer than five people can be worked out from what is shown together."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from story import client
from test_outcomes_account import closes
from test_outcomes_figures import EVENTS, PEOPLE, happens, published
from world import BEGINS, UNITS, World, did, for_whom, members_at, words, world

from core.calendar import fiscal_span
from core.facts import PersonJoined, PersonLeft
from core.settings import OUTCOMES_PUBLIC, set_to
from outcomes.account import restate
from outcomes.figures import Period
from outcomes.hidden import together, tree
from outcomes.routes import routes
from outcomes.store.groups import groups

PRIME = 2**31 - 1  # above every determinant of 0s and 1s of this size, so that nothing is lost by counting in it


def independent(vectors: Iterable[Sequence[int]]) -> list[list[int]]:
    """The same sums as few independent vectors, by Gauss."""
    left, found = [list(vector) for vector in vectors], []
    for column in range(len(left[0]) if left else 0):
        pivot = next((vector for vector in left if vector[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        inverse = pow(pivot[column], -1, PRIME)
        for vector in left:
            factor = vector[column] * inverse % PRIME
            vector[:] = [(a - factor * b) % PRIME for a, b in zip(vector, pivot, strict=True)]
        found.append(pivot)
    return found


def betrayed(groups: Iterable[frozenset[int]], people: int, fewer: int = 5) -> list[tuple[int, ...]]:
    """The groups of fewer than five about whom alone something can be computed from sums over the given groups.

    There is a sum in which only they stand if leaving them out of all sums leaves fewer independent ones. Of groups
    within each other the smallest is told.
    """
    sums = independent([[int(person in group) for person in range(people)] for group in {*groups}])
    told: list[tuple[int, ...]] = []
    for few in (each for size in range(1, fewer) for each in combinations(range(people), size)):
        rest = [[x for n, x in enumerate(vector) if n not in few] for vector in sums]
        if not any({*each} <= {*few} for each in told) and len(independent(rest)) < len(sums):
            told.append(few)
    return told


GROUPS = st.lists(st.frozensets(st.integers(0, 11)), max_size=6)


@settings(max_examples=60)
@given(GROUPS)
def test_nothing_about_fewer_than_five_follows_from_groups_that_may_stand_together(
    groups: list[frozenset[int]],
) -> None:
    shown = together((n, sum(1 << person for person in group)) for n, group in enumerate(groups))
    assert betrayed([groups[n] for n in shown], 12) == []


def test_the_check_itself_finds_what_a_subtraction_gives_away() -> None:
    assert betrayed([frozenset(range(12)), frozenset(range(2, 12))], 12) == [(0, 1)]
    assert betrayed([frozenset(range(12)), frozenset(range(5, 12))], 12) == []
    assert betrayed([frozenset(range(6)), frozenset({*range(1, 6), 6})], 12) == [(0, 6)]


def test_the_first_group_is_shown_and_one_that_is_too_near_is_not() -> None:
    everybody, most, half = (1 << 12) - 1, (1 << 10) - 1, (1 << 6) - 1
    assert together([("all", everybody), ("most", most), ("half", half)]) == {"all", "half"}
    assert together([("four", 15)]) == set()
    assert together([]) == set()


SIZES = st.dictionaries(st.sampled_from([*UNITS]), st.integers(0, 9), min_size=4)


@settings(max_examples=60)
@given(SIZES)
def test_nothing_about_fewer_than_five_follows_from_the_units_that_are_shown(own: dict[str, int]) -> None:
    homes = [unit for unit, size in own.items() for _ in range(size)]
    below = {above: [unit for unit, over in UNITS.items() if over == above] for above in UNITS}

    def inside(unit: str) -> frozenset[int]:
        return frozenset(n for n, home in enumerate(homes) if home == unit).union(
            *(inside(each) for each in below[unit])
        )

    shown = tree({unit: len(inside(unit)) for unit in UNITS}, below, ["top"])
    assert all(len(inside(unit)) >= 5 for unit in shown)
    left = {unit: inside(unit) for unit in shown}
    for unit in shown:
        rest = left[unit] - frozenset[int]().union(*(left[each] for each in shown if left[each] < left[unit]))
        assert len(rest) == 0 or len(rest) >= 5
    if len(homes) >= 5:
        assert "top" in shown


MANY = tuple(f"p{n}" for n in range(12))
KEYS = {
    "participation.enrolled": "enrolled", "participation.finished": "finished", "knowledge.tested": "post",
    "knowledge.matched": "matched", "knowledge.at_criterion": "reached", "certificates.passed": "certificate/passed",
    "certificates.attended": "certificate/attended", "certificates.revoked": "certificate/revoked",
}  # fmt: skip
AT = {1: 95, 2: 190, 3: 280}


def whoever(made: World, quarter: int, slugs: list[str], word: str) -> frozenset[int]:
    """Who stands in a count of a quarter, from the bare facts as they are now."""
    facts = made.facts()
    closing = fiscal_span(2569, quarter).ends
    programmes = {f.subject: f.body for f in facts if f.kind == "ProgrammePublished"}
    names = {f.subject: f.body["name"]["th"] for f in facts if f.kind == "UnitPlaced"}
    found = set()
    for person, member in members_at(facts, closing).items():
        line = [member.unit, *member.also]
        over = [names[each] for unit in line for each in (unit, UNITS[unit], UNITS.get(UNITS[unit], "")) if each]
        mine = [did(facts, person, s, programmes[s], closing) for s in slugs if for_whom(programmes[s], member, over)]
        if word in words(mine, member):
            found.add(MANY.index(person))
    return frozenset(found)


class Public:
    """The groups behind all that the open data ever told: counts by table, marks by project."""

    def __init__(self) -> None:
        self.counts: dict[tuple[int, int, str], set[frozenset[int]]] = {}
        self.marks: dict[tuple[str, str], set[frozenset[int]]] = {}
        self.numbers = 0

    def look(self, made: World) -> None:
        """Read the open data as it is now; each number is found to be that of its group."""
        answer = client_of(made).get("/outcomes.json?fiscal_year=2569")
        assert answer.status_code == 200, answer.text
        for quarter in answer.json()["quarters"]:
            slugs = ["p-2569", "q-2569"] if "/" in quarter["project"] else [quarter["project"]]
            table = self.counts.setdefault((quarter["quarter"], quarter["edition"], quarter["project"]), set())
            for key, word in KEYS.items():
                number = quarter["figures"][key]
                if number is not None:
                    self.numbers += 1
                    group = frozen(made, quarter, slugs, word)
                    assert len(group) == number, (key, quarter)
                    table.add(group)
            for key, word in (("knowledge.pre_mean", "matched"), ("knowledge.share", "post")):
                if quarter["figures"][key] is not None:
                    self.marks.setdefault((quarter["project"], word), set()).add(frozen(made, quarter, slugs, word))

    def betrayed(self) -> list[tuple[int, ...]]:
        """The groups of fewer than five about whom alone something follows."""
        return [few for told in (*self.counts.values(), *self.marks.values()) for few in betrayed(told, 12)]


def frozen(made: World, quarter: dict[str, object], slugs: list[str], word: str) -> frozenset[int]:
    """Who stood in a count when the shown edition was made."""
    return made.stood[quarter["quarter"], quarter["edition"], *slugs][word]  # type: ignore[attr-defined, no-any-return]


def remember(made: World, quarter: int, edition: int) -> None:
    """Keep who stands in each count of a quarter, at the moment in which an edition is made."""
    for slugs in (["p-2569", "q-2569"], ["r-2569"]):
        made.stood[quarter, edition, *slugs] = {word: whoever(made, quarter, slugs, word) for word in KEYS.values()}  # type: ignore[attr-defined]


def client_of(made: World):  # type: ignore[no-untyped-def]
    class Opened:
        ground = made.ground

    return client(Opened(), routes)  # type: ignore[arg-type]


@settings(max_examples=12)
@given(st.lists(EVENTS, min_size=30, max_size=90), st.integers(0, 90))
def test_nothing_about_fewer_than_five_follows_from_all_that_was_ever_published(
    events: list[tuple[int, str, str, str, str, int]], late: int
) -> None:
    with world() as made:
        made.stood = {}  # type: ignore[attr-defined]
        published(made)
        with made.ground.store.write() as db:
            set_to(db, OUTCOMES_PUBLIC, "yes")
        made.clock.at = BEGINS + timedelta(days=1)
        here: dict[str, str] = {}
        for person in MANY:
            made.tell(PersonJoined("member", "", "nurse"), person, "one")
            here[person] = "one"
        public = Public()
        shares = [events[n::3] for n in range(3)]
        sitting = {1: MANY[:7], 2: MANY[7:9], 3: MANY[9:]}
        for quarter, share in zip(AT, shares, strict=True):
            for person in sitting[quarter]:
                made.scores(person, "pre", "3/10")
                made.scores(person, "post", "8/10")
            for n, (_, person, act, unit, slug, number) in enumerate(share):
                made.clock.at = max(made.clock.at, BEGINS + timedelta(days=AT[quarter] - 90 + 85 * n // len(share)))
                happens(made, act, MANY[(PEOPLE.index(person) + n) % 12], unit, slug, number, here)
            made.clock.at = BEGINS + timedelta(days=AT[quarter])
            assert closes(made, Period(2569, quarter)) is None
            remember(made, quarter, 1)
            public.look(made)
        sat = (date(2025, 10, 1) + timedelta(days=late)).isoformat()
        made.scores(MANY[late % 12], "post", "9/10", "p-2569", sat=sat)
        with made.ground.write() as writing:
            anew = restate(writing, Period(2569, 1), "boss", "late") is None
        if anew:
            remember(made, 1, 2)
            public.look(made)
        assert public.betrayed() == []


def test_the_public_page_is_an_honest_404_until_it_is_switched_on() -> None:
    with world() as made:
        published(made)
        browser = client_of(made)
        for path in ("/outcomes", "/outcomes.json", "/outcomes.csv"):
            assert browser.get(path).status_code == 404
        with made.ground.store.write() as db:
            set_to(db, OUTCOMES_PUBLIC, "yes")
        assert browser.get("/outcomes?fiscal_year=2569").status_code == 200
        assert json.loads(browser.get("/outcomes.json?fiscal_year=2569").text)["quarters"] == []
        assert browser.get("/outcomes.csv?fiscal_year=2569").content.startswith(b"\xef\xbb\xbffiscal_year,")
        for wrong in ("12", "25๗0", "x" * 99):
            assert browser.get(f"/outcomes.json?fiscal_year={wrong}").status_code == 400
            assert browser.get(f"/outcomes?fiscal_year={wrong}").status_code == 400


def test_nobody_s_bit_becomes_another_s_when_a_stay_is_taken_back() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.at = BEGINS + timedelta(days=1)
        for person in ("ann", "bo"):
            made.tell(PersonJoined("member", ""), person, "one")
        slugs = frozenset({"p-2569"})
        with made.ground.read() as db:
            before = groups(db, fiscal_span(2569, 1), slugs)["enrolled"]
        made.tell(PersonLeft("2025-01-01"), "ann", "one")
        with made.ground.read() as db:
            after = groups(db, fiscal_span(2569, 1), slugs)["enrolled"]
        assert (before, after) == (0b11, 0b10)
