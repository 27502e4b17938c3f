"""A reader outside, who keeps all that was ever published and tries to work out what it tells of few people.

The reader knows everybody on the roster and who did what, but nobody's marks; reads each number as a sum over the
people whom it counts, and asks whether any sum of such sums is left with fewer than five people in it. Who is counted
is taken from the bare facts by the plain way of tests/world.py, and from what the answer itself says of the programmes:
nothing here knows how the room names its scopes or decides what to hide.
"""

import csv
import json
import zipfile
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import partial
from io import BytesIO, StringIO
from itertools import combinations
from typing import Any

from python_calamine import CalamineWorkbook
from story import client
from world import SIGNER, UNITS, World, did, for_whom, members_at

from core.calendar import fiscal_span
from outcomes.account import account
from outcomes.amount import WHY, number
from outcomes.documents.book import book
from outcomes.documents.pack import pack
from outcomes.figures import Period
from outcomes.headline import figures
from outcomes.published import outside
from outcomes.routes import routes

PRIME = 2**31 - 1  # above every determinant of 0s and 1s of this size, so that nothing is lost by counting in it
Group = frozenset[Hashable]
DEEDS = ("begun", "finished", "post", "matched", "signed", "revoked")


def independent(vectors: Iterable[list[int]]) -> list[list[int]]:
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


def betrayed(groups: Iterable[Group], fewer: int = 5) -> list[Group]:
    """The groups of fewer than five about whom alone something can be computed from sums over the given groups.

    There is a sum in which only they stand if leaving them out of all sums leaves fewer independent ones. Who stand in
    the same groups stand in the same sums, so they are left out together; of groups within each other the smallest is
    told.
    """
    sums = [*{*groups}]
    alike: dict[tuple[bool, ...], set[Hashable]] = {}
    for each in frozenset[Hashable]().union(*sums):
        alike.setdefault(tuple(each in group for group in sums), set()).add(each)
    columns, told = list(alike), list[Group]()
    whole = len(independent([int(column[row]) for column in columns] for row in range(len(sums))))
    small = [place for place, column in enumerate(columns) if len(alike[column]) < fewer]
    for out in (each for size in range(1, fewer) for each in combinations(small, size)):
        few: Group = frozenset[Hashable]().union(*(alike[columns[place]] for place in out))
        if len(few) >= fewer or any(each <= few for each in told):
            continue
        kept = [column for place, column in enumerate(columns) if place not in out]
        if len(independent([int(column[row]) for column in kept] for row in range(len(sums)))) < whole:
            told.append(few)
    return told


def truth(made: World, quarter: int, slugs: list[str]) -> dict[str, Group]:
    """Who stands in each count of a quarter now; and each deed with the programmes in which it was done."""
    facts, closing = made.facts(), fiscal_span(2569, quarter).ends
    programmes = {f.subject: f.body for f in facts if f.kind == "ProgrammePublished"}
    names = {f.subject: f.body["name"]["th"] for f in facts if f.kind == "UnitPlaced"}
    found: dict[str, set[Hashable]] = {}
    for person, member in members_at(facts, closing).items():
        over = [names[each] for unit in (member.unit, *member.also) for each in _line(unit)]
        mine = {
            slug: did(facts, person, slug, programmes[slug], closing)
            for slug in slugs
            if for_whom(programmes[slug], member, over)
        }
        if not mine:
            continue
        stands = {"enrolled": (), member.standing: ()} | dict(_deeds(mine))
        for word, where in stands.items():
            found.setdefault(word, set()).add(person)
            found.setdefault(f"{word}, where", set()).add((person, where))
            if word == "signed":
                found.setdefault(f"signed, {member.standing}", set()).add(person)
                found.setdefault(f"signed, {member.standing}, where", set()).add((person, where))
    return {word: frozenset(group) for word, group in found.items()}


def _line(unit: str) -> list[str]:
    return [unit, *_line(UNITS[unit])] if unit else []


def _deeds(mine: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """What somebody did, and in which programmes; "means" is whose marks are counted where there are several."""

    def both(each: Mapping[str, Any]) -> bool:
        return "pre" in each and "post" in each

    tests: dict[str, Callable[[Mapping[str, Any]], bool]] = {
        "matched": both,
        "passed": lambda each: "passed" in each["certificates"].values(),
        "attended": lambda each: "attended" in each["certificates"].values(),
    }
    for word in ("begun", "finished", "post", "signed", "revoked", "reached"):
        tests[word] = partial(_has, word)
    for word, holds in tests.items():
        if where := tuple(slug for slug, each in mine.items() if holds(each)):
            yield word, where
    if held := tuple(slug for slug, each in mine.items() for _ in each["certificates"]):
        yield "certificate", held
    if marks := [slug for slug, each in mine.items() if both(each)]:
        yield "means", (marks[0],)


def _has(word: str, each: Mapping[str, Any]) -> bool:
    return bool(each.get(word))


class Reader:
    """Keeps everything published as groups of people: by table, by deed over time, and by marks."""

    def __init__(self) -> None:
        self.tables: dict[tuple[int, str], set[Group]] = {}
        self.time: dict[str, set[Group]] = {}
        self.marks: dict[str, set[Group]] = {"means": set(), "criterion": set()}
        self.stood: dict[tuple[int, int, tuple[str, ...]], dict[str, Group]] = {}
        self.few: list[str] = []  # numbers of which fewer than five people are behind
        self.numbers = 0

    def look(self, made: World) -> list[dict[str, Any]]:
        """Read the open data and the packs as they are now; each number is found to be that of its group."""
        quarters: list[dict[str, Any]] = opened(made)
        for quarter in quarters:
            slugs = tuple(sorted(title["th"] for title in quarter["programmes"]))
            key = (quarter["quarter"], quarter["edition"], slugs)
            if key not in self.stood:  # it was closed just now
                self.stood[key] = truth(made, quarter["quarter"], list(slugs))
            stood: dict[str, Group] = {word: frozenset() for word in ("executive", "member", *DEEDS)} | self.stood[key]
            project = "1.1" if {*slugs} & {"p-2569", "q-2569"} else slugs[0]
            self._read(quarter["figures"], stood, self.tables.setdefault((quarter["quarter"], project), set()))
            files = packed(made, quarter)
            agrees(quarter, files)
            self._unpack(
                json.loads(files["snapshot.json"])["account"]["figures"][quarter["project"]],
                stood,
                (quarter["quarter"], project),
            )
        return quarters

    def _read(self, said: Mapping[str, Any], stood: Mapping[str, Group], table: set[Group]) -> None:
        def of(word: str) -> Group:
            return stood.get(word, frozenset())

        cells: dict[str, tuple[Group, Group]] = {  # the number's people, and those of whom it tells
            "participation.enrolled": (of("enrolled"), of("enrolled")),
            "participation.not_started": (of("enrolled") - of("begun"), of("enrolled")),
            "participation.under_way": (of("begun") - of("finished"), of("enrolled")),
            "participation.finished": (of("finished"), of("enrolled")),
            "knowledge.tested": (of("post"), of("enrolled")),
            "knowledge.matched": (of("matched"), of("enrolled")),
            "knowledge.at_criterion": (of("reached"), of("post")),
            "certificates.passed": (of("passed"), of("certificate")),
            "certificates.attended": (of("attended"), of("certificate")),
            "certificates.revoked": (of("revoked"), of("enrolled")),
            **{f"pledges.{who}.people": (of(who), of(who)) for who in ("executive", "member")},
            **{f"pledges.{who}.signed": (of(f"signed, {who}"), of(who)) for who in ("executive", "member")},
        }
        for key, (group, behind) in cells.items():
            if said[key] is None:
                continue
            self.numbers += 1
            assert said[key] == len({each[0] if isinstance(each, tuple) else each for each in group}), (
                key,
                said[key],
                group,
            )
            table.add(group)
            if 0 < len(behind) < 5:
                self.few.append(key)
        self._over_time(said, of)

    def _unpack(self, said: Mapping[str, Any], stood: Mapping[str, Group], table: tuple[int, str]) -> None:
        """The counts of the signed snapshot, some of which stand on no page."""
        names = {
            "enrolled/executive": "executive", "signed/executive": "signed, executive", "certificate/passed": "passed",
            "certificate/attended": "attended", "certificate/revoked": "revoked",
        }  # fmt: skip
        for word, count in said["counts"].items():
            name = names.get(word, word)
            assert count == len(stood.get(name, ())), word
            self.tables[table].add(stood.get(name, frozenset()))
            if name not in ("enrolled", "reached", "passed", "attended"):
                self.time.setdefault(f"{name}, where", set()).add(stood.get(f"{name}, where", frozenset()))
        if said["knowledge"].get(""):
            self.marks["means"].add(stood.get("means, where", frozenset()))

    def _over_time(self, said: Mapping[str, Any], of: Any) -> None:
        for key, word in (
            ("participation.finished", "finished, where"), ("knowledge.tested", "post, where"),
            ("knowledge.matched", "matched, where"), ("certificates.revoked", "revoked, where"),
            ("pledges.executive.signed", "signed, executive, where"), ("pledges.executive.people", "executive, where"),
        ):  # fmt: skip
            if said[key] is not None:
                self.time.setdefault(word, set()).add(of(word))
        for key, word, family in (
            ("knowledge.pre_mean", "means, where", "means"), ("knowledge.post_mean", "means, where", "means"),
            ("knowledge.post_sd", "means, where", "means"), ("knowledge.share", "post, where", "criterion"),
            ("knowledge.at_criterion", "post, where", "criterion"),
            ("certificates.passed", "certificate, where", "criterion"),
            ("certificates.attended", "certificate, where", "criterion"),
        ):  # fmt: skip
            if said[key] is not None:
                self.marks[family].add(of(word))

    def betrayed(self) -> list[Group]:
        """The groups of fewer than five about whom alone something follows."""
        kept = (*self.tables.values(), *self.time.values(), *self.marks.values())
        return [few for groups in kept for few in betrayed(groups)]


def opened(made: World) -> list[dict[str, Any]]:
    """The open data as anybody reads it."""

    class Office:
        ground = made.ground

    answer = client(Office(), routes).get("/outcomes.json?fiscal_year=2569")  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    quarters: list[dict[str, Any]] = answer.json()["quarters"]
    return quarters


def packed(made: World, quarter: Mapping[str, Any]) -> dict[str, bytes]:
    """The evidence pack of one project's quarter, by file."""
    with made.ground.read() as db:
        found = account(db, Period(2569, quarter["quarter"]))
        assert found.closed is not None
        report = outside(db, found, found.scopes(db)[quarter["project"]], made.clock())
        closed = found.closed
    documents = {"xlsx": book(report), "docx": b"", "pdf": b""}
    whole = pack(report, documents, closed.signed, closed.signature_file, SIGNER.public_pem())
    assert {each.key: number(each.value, each.digits) for each in figures(report)} == quarter["figures"]
    with zipfile.ZipFile(BytesIO(whole)) as files:
        return {name: files.read(name) for name in files.namelist()}


def agrees(quarter: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """The pack says nothing that the open data do not."""
    said = {value for value in quarter["figures"].values() if value is not None}
    sheets = CalamineWorkbook.from_filelike(BytesIO(files["report.xlsx"]))
    told = {row[0]: row[3] for row in sheets.get_sheet_by_name("Figures").to_python()[1:]}
    assert {key: value for key, value in told.items() if not isinstance(value, str)} == {
        key: value for key, value in quarter["figures"].items() if value is not None
    }
    units, whole = (sheets.get_sheet_by_name(name).to_python()[1:2] for name in ("Units", "Knowledge"))
    assert len(sheets.get_sheet_by_name("Units").to_python()) <= 2  # the total alone
    for row in (*units, *whole):
        assert {cell for cell in row[3:] if not isinstance(cell, str)} <= said
    for name in ("participation.csv", "pledges.csv", "certificates.csv"):
        for row in [*csv.reader(StringIO(files[name].decode("utf-8-sig")))][1:]:
            assert {float(cell) for cell in row[1:] if cell.replace(".", "").isdigit()} <= {*said, 0.0}, (name, row)
    snapshot = json.loads(files["snapshot.json"])["account"]
    assert not {"scopes", "roster", "units"} & snapshot.keys()
    figures_ = snapshot["figures"][quarter["project"]]
    keys = {
        "enrolled": "participation.enrolled", "finished": "participation.finished", "post": "knowledge.tested",
        "matched": "knowledge.matched", "reached": "knowledge.at_criterion", "certificate/passed": "certificates.passed",
        "certificate/attended": "certificates.attended", "certificate/revoked": "certificates.revoked",
        "enrolled/executive": "pledges.executive.people", "signed/executive": "pledges.executive.signed",
    }  # fmt: skip
    for word, count in figures_["counts"].items():
        if word in keys and word != "enrolled/executive":
            nobody = quarter["hidden"].get(keys[word]) == "nobody"
            assert count == 0 if nobody else quarter["figures"][keys[word]] == count, word
    assert bool(figures_["knowledge"].get("")) <= (quarter["figures"]["knowledge.matched"] is not None)
    assert {*quarter["hidden"].values()} <= {"few", "guarded", "nobody"}
    assert len(WHY) == 2
