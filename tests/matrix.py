"""A town for the matrix of rights: four units, people in each, and somebody for every role over one and over all.

The table under “Who may what” in docs/reference.md says who may; what is tried here is compared with it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from conftest import Clock
from starlette.testclient import TestClient
from story import PROGRAMME, ROOT, Tab, brief_of, walks
from web import Web

import core.visit
import house
import quizzes.load
import quizzes.store
from badges import store as certificates
from badges.address import address_of
from core.db import one, rows, value
from core.directory import ROLES, Person
from core.gate import COOKIE
from core.language import Text
from core.mail import Post, set_post
from core.record import head
from core.settings import ADDRESS, set_to
from core.visit import Door
from outcomes import load as plans
from outcomes.account import close
from outcomes.figures import Period
from outcomes.store import entered, history
from outcomes.store.entered import Entry
from outcomes.store.history import Brought
from people import load
from people.admission import look
from people.importing import bring
from people.person import Draft
from people.store import joining, roster, signins
from people.store import notice as notices
from people.store.units import place_unit
from programmes import store as programmes

TOP = "สำนักงานทดสอบ"
WAYS = {"top": TOP, "one": f"{TOP} > หน่วยหนึ่ง", "deep": f"{TOP} > หน่วยหนึ่ง > หน่วยลึก", "two": f"{TOP} > หน่วยสอง"}
EMPTY = {"bare": "one", "spare": "two"}  # units with nobody, by the one that they stand below
BELOW = {
    "one": ("one", "deep", "bare"),
    "top": ("top", "one", "deep", "two", *EMPTY),
}  # the unit itself and those below it
UNITS = ("one", "deep", "two", "top")  # for a role over `one`: its own, below, beside, above
NOWHERE = "nowhere"  # a person or unit that there is not
COLUMNS = ("signed out", *ROLES)
WORDS = {"–", "yes", "own", "units", "whole", "link", "public"}  # what a cell may say
APRIL = datetime(2027, 4, 5, 5, tzinfo=UTC)  # two quarters of fiscal year 2570 are over
FIRST, SECOND = Period(2570, 1), Period(2570, 2)


def table() -> dict[str, dict[str, str]]:
    """The table of the reference: by what is done, the cell of each column."""
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    section = re.search(r"^## Who may what\n.*?(?=^## |\Z)", reference, re.DOTALL | re.MULTILINE)
    assert section, "docs/reference.md has no heading “## Who may what”"
    lines = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in section[0].splitlines()]
    found = [line for line in lines if len(line) == 1 + len(COLUMNS) and line[1] in WORDS]
    names = [line[0].replace("`", "") for line in found]
    assert len(names) == len({*names}), "a row stands twice"
    return {name: dict(zip(COLUMNS, line[1:], strict=True)) for name, line in zip(names, found, strict=True)}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who tries: as what, over which unit, and the sign-in that they hold."""

    name: str
    column: str
    over: str  # "one" or "top"; "" for who is signed out
    person: Person
    signin: str
    client: TestClient

    def may(self, cell: str, place: str) -> bool:
        """Whether a cell of the table lets them do it to somebody in this place (a unit, “self”, or “” for neither)."""
        known = {
            "–": False,
            "yes": True,
            "own": place in ("", "self"),
            "units": place in ("", "self", *BELOW.get(self.over, ())),
            "whole": self.over == "top",
            "link": place == "right",
            "public": place == "on",
        }
        return known[cell]


@dataclass(frozen=True, slots=True)
class Came:
    """What a try came to: whether it was allowed, and what was answered, without the ids that were asked for."""

    allowed: bool
    said: str = ""


class Undone(Exception):
    """What was tried is taken back."""


@dataclass
class Town:
    """The house, who is in it, and the ids that can be forged."""

    opened: house.House
    web: Web
    clock: Clock
    actors: list[Actor] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # "unit/one", "attempt/one", …
    people: dict[str, Person] = field(default_factory=dict)  # by code
    counting: str = ""  # one question for the counts of all tables

    def id(self, kind: str, place: str) -> str:
        """The id of something in a place; one of nothing for nowhere."""
        return self.ids.get(f"{kind}/{place}", "0" * 16)

    def state(self) -> tuple[Any, ...]:
        """The record's head, the count of every table's rows, and the files: what a refused try must leave as it is."""
        with self.opened.ground.read() as db:
            if not self.counting:
                names = [row["name"] for row in rows(db, "select name from sqlite_master where type = 'table'")]
                kept = (name for name in names if name != "people_signins")  # a tab begins one of its own
                self.counting = "select " + ", ".join(f"(select count(*) from [{name}])" for name in kept)
            counts = one(db, self.counting)
            known = head(db)
        folder = self.opened.ground.folder
        files = [
            (path, path.stat().st_mtime_ns) for part in ("content", "keys") for path in (folder / part).rglob("*.*")
        ]
        return known, counts, files

    @property
    def writes(self) -> int:
        """How many rows were ever written: whatever is written goes through this one connection."""
        return self.opened.ground.store._writer.conn.total_changes

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """Whatever is written within is undone at the end."""
        with suppress(Undone), self.opened.ground.store.write():
            yield
            raise Undone

    def act(
        self, actor: Actor, page: str, do: Callable[..., None], *arguments: Any, kept: dict[str, Any] | None = None,
        effects: list[Any] | None = None,
    ) -> Came:  # fmt: skip
        """A callback of a page as its widget would call it, with these arguments and this in the session.

        Allowed means that something was written, or, where it writes elsewhere, that `effects` is no longer empty.
        """
        roles = next(each.roles for room in house.ROOMS for each in room.pages if each.path == page)
        door = Door(self.opened.ground, self.opened.paths, {}, roles)
        session, unlike = {**(kept or {})}, {**(kept or {})}
        with pytest.MonkeyPatch.context() as patch, self.taken_back():
            patch.setattr(core.visit, "_signin", lambda: actor.signin)
            patch.setattr(core.visit.Visit, "go", lambda *_: None)
            patch.setattr(st, "session_state", session)
            patch.setattr(st, "query_params", {"attempt": ""})
            patch.setattr(st, "context", SimpleNamespace(cookies={}, headers={}, url=""))
            before = self.writes
            door.then(do, *arguments)()
            allowed = self.writes > before if effects is None else bool(effects)
        said = {name: told for name, told in session.items() if name not in unlike or unlike[name] != told}
        return Came(allowed, plain(str(sorted(said.items())), *arguments))

    def page(self, actor: Actor, path: str, **query: str) -> Tab:
        """A page opened by its address."""
        tab = Tab(self.opened, actor.person)
        tab.app.user = {"person": actor.person.id, "signin": actor.signin} if actor.signin else {}
        return tab.open(path, **query)


def plain(text: str, *ids: Any) -> str:
    """A text without the ids that were asked for: an answer that differs in nothing else gives nothing away."""
    for each in ids:
        if isinstance(each, str) and each:
            text = text.replace(each, "…")
    return text


def town(folder: Path) -> Town:
    """Built once for all tries: from a November to an April."""
    clock = Clock()
    opened = house.open_house(folder / "data", clock=clock, synchronous="OFF")
    made = Town(opened, Web(opened), clock)
    _people(made)
    for code in ("LEARNER-TOP", *(f"DONE-{place}".upper() for place in WAYS)):
        walks(opened, made.people[code])
    rested = _begin(made, "RESTED", shared=True)
    clock.at = APRIL
    _actors(made, rested)
    _certificates(made)
    _papers(made)
    _doors(made)
    _mail(made)
    _figures(made)
    _imports(made)
    return made


def _people(made: Town) -> None:
    drafts = [Draft("ROOT", "นาย", "คุณ ROOT", "นักวิชาการ", TOP, "administrator")]
    drafts += [
        Draft(f"{role}-{over}".upper(), "นาย", f"คุณ {role}-{over}".upper(), "นักวิชาการ", WAYS[over], role)
        for over in ("top", "one")
        for role in ROLES
    ]
    drafts += [Draft(code, "นาย", f"คุณ {code}", "นักวิชาการ", TOP, "administrator") for code in ("LEFT", "RESTED")]
    drafts += [Draft("OVER", "นาย", "คุณ OVER", "นักวิชาการ", WAYS["one"])]
    drafts += [Draft("KIOSK", "นาย", "คุณ KIOSK", "นักวิชาการ", WAYS["one"], "manager")]
    drafts += [
        Draft(f"{kind}-{place}".upper(), "นาง", f"คุณ {kind}-{place}".upper(), "พยาบาล", way)
        for place, way in WAYS.items()
        for kind in ("DONE", "NEW", "PAPER", "GONE")
    ]
    house.admit_all(made.opened.ground, drafts)
    ground = made.opened.ground
    with ground.write() as writing:
        units = ground.directory.units(writing.db)
        made.people = {each.code: each for each in ground.directory.everybody(writing.db)}
        notice = load.notice(writing.db)
        assert notice is not None
        for each in made.people.values():
            roster.set_language(writing, each.id, "th")
            notices.read(writing, each, *notice)
        for place in WAYS:
            roster.leave(writing, made.people[f"GONE-{place}".upper()])
        one, top = (made.people[code].unit for code in ("LEARNER-ONE", "ROOT"))
        roster.grant(writing, made.people["OVER"].id, "manager", top)
        for kind in ("DONE", "NEW", "PAPER"):  # to work in a unit too puts nobody into the hands of those over it
            roster.put_also(writing, made.people[f"{kind}-TWO"].id, made.people[f"{kind}-TWO"].unit, [one])
    names = {way.rpartition(" > ")[2]: place for place, way in WAYS.items()}
    made.ids |= {f"unit/{names[unit.name.th]}": id for id, unit in units.items()}
    with ground.write() as writing:
        for place, above in EMPTY.items():
            name = Text(th=place, en=place)
            made.ids[f"unit/{place}"] = place_unit(writing, ground.new_id(), name, made.ids[f"unit/{above}"])
    for place in WAYS:
        for kind in ("done", "new", "paper", "gone"):
            made.ids[f"{kind}/{place}"] = made.people[f"{kind}-{place}".upper()].id


def _begin(made: Town, code: str, *, shared: bool = False) -> str:
    with made.opened.ground.write() as writing:
        return signins.begin(writing.db, made.people[code].id, writing.at, shared=shared)


def _actors(made: Town, rested: str) -> None:
    """Who tries. Whoever has left, and who did not use a shared computer, hold a cookie that opened all once."""

    def actor(name: str, column: str, over: str, code: str, signin: str) -> Actor:
        client = made.web.guest()
        if signin:
            client.cookies.set(COOKIE, made.web.cookie(signin), domain="localhost.local")
        return Actor(name, column, over, made.people[code], signin, client)

    left = _begin(made, "LEFT")
    with made.opened.ground.write() as writing:
        roster.leave(writing, made.people["LEFT"])
    made.actors = [
        actor("a stranger", "signed out", "", "ROOT", ""),
        actor("who has left", "signed out", "", "LEFT", left),
        actor("who left while signing in", "signed out", "", "LEFT", _begin(made, "LEFT")),
        actor("who has rested", "signed out", "", "RESTED", rested),
        actor("a manager at a shared computer", "manager", "one", "KIOSK", _begin(made, "KIOSK", shared=True)),
        *(
            actor(f"a {role} over {over}", role, over, code, _begin(made, code))
            for role in ROLES
            for over in ("one", "top")
            for code in [f"{role}-{over}".upper()]
        ),
    ]


def _certificates(made: Town) -> None:
    ground = made.opened.ground
    with ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    with ground.read() as db:
        for place, code in [("self", "LEARNER-TOP"), *((place, f"DONE-{place}".upper()) for place in WAYS)]:
            held = [each.id for each in certificates.held(db, made.people[code].id)]
            printed = {id: certificates.printed(db, id) for id in held}
            made.ids[f"certificate/{place}"] = next(
                id for id, data in printed.items() if data and data["shape"] == "certificate"
            )
        id = made.ids["certificate/one"]
        address = address_of(ground, db, id, certificates.printed(db, id) or {})
        assert address is not None
        made.ids["token/right"] = address.rpartition("/")[2]


def _papers(made: Town) -> None:
    brief = brief_of(made.opened)
    with made.opened.ground.write() as writing:
        banks = quizzes.load.banks_of(writing.db, brief.topics, brief.forms)
        for place in WAYS:
            person, id = made.people[f"PAPER-{place}".upper()], made.opened.ground.new_id()
            printed = quizzes.store.print_out(writing, id, person, PROGRAMME, "pre", banks)
            assert printed is not None
            made.ids[f"attempt/{place}"] = printed.id


def _doors(made: Town) -> None:
    """Posters, who waits behind them, and links."""
    with made.opened.ground.write() as writing:
        db, at = writing.db, writing.at
        for place in WAYS:
            token, unit, ends = f"abcd-efgh-jkmn-{place:p<4}", made.id("unit", place), at + timedelta(days=30)
            joining.make(db, f"poster-{place}", token, unit, at_once=False, at=at, ends=ends)
            poster = joining.poster(db, token, at)
            assert poster is not None
            code = f"WAIT-{place}".upper()
            joining.ask(db, f"wait-{place}", poster, Draft(code, "", f"คุณ {code}", "", ""), "hash", at)
            made.ids |= {f"wait/{place}": f"wait-{place}", f"poster/{place}": f"poster-{place}"}
        made.ids |= {"joining/right": "abcd-efgh-jkmn-onep", "join/right": "j" * 20, "set-up/right": "s" * 20}
        signins.link(db, made.ids["join/right"], "join", made.id("new", "one"), at)
        signins.link(db, made.ids["set-up/right"], "set-up", "", at)


def _mail(made: Town) -> None:
    with made.opened.ground.write() as writing:
        set_post(writing.db, Post("127.0.0.1", 9, "none", "", "", "office@example.go.th"), made.opened.ground.keys)
        for actor in made.actors:
            programmes.set_address(writing, actor.person.id, "me@example.go.th")


def _figures(made: Town) -> None:
    """The first quarter is closed, and then something of it is entered; the second is over and open."""
    ground, root = made.opened.ground, made.people["ROOT"].id
    assert close(ground, FIRST, root) is None
    with ground.write() as writing:
        slug, plan = next(iter(plans.plans(writing.db, 2570).items()))
        indicator = next(each for project in plan.projects for each in project.by_hand(False))
        made.ids |= {"plan/": slug, "indicator/": indicator.id}
        entry = Entry(2570, slug, indicator.id, date(2026, 12, 1), Decimal(5), "บันทึก", "", root, writing.at)
        entered.enter(writing, entry)
        history.bring(writing, Brought("brought", 2568, "เดิม", "pre", 9, 60, None, "", root, writing.at))  # type: ignore[arg-type]


def _imports(made: Town) -> None:
    """An import by the command, and one by each administrator."""
    ground = made.opened.ground
    for code, place in (("", "top"), ("ADMINISTRATOR-ONE", "one"), ("ADMINISTRATOR-TOP", "top")):
        drafts = [Draft(f"SHEET{code}", "", f"คุณ SHEET{code}", "", WAYS[place])]
        who = made.people.get(code)
        with ground.read() as db:
            shown = look(db, drafts, APRIL.date(), who)
        assert bring(ground, drafts, shown, who) is not None
        with ground.read() as db:
            by = who.id if who else ""
            made.ids[f"import/{by}"] = value(db, "select id from people_imports where who = :who", {"who": by})
