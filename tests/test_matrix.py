"""Who may what: every page, route, command and act, for every role and place, as the table in the reference says."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import click
import pytest
from click.testing import CliRunner
from matrix import APRIL, FIRST, NOWHERE, SECOND, UNITS, WAYS, Actor, Came, Town, plain, table, town
from starlette.routing import Route
from starlette.websockets import WebSocketDisconnect
from story import PROGRAMME, ROOT
from test_docs import COMMANDS, section
from web import STREAM

import badges.certificate
import badges.pictured
import badges.specimen
import house
import people.poster
import people.slip
import programmes.handout
import programmes.pages.letters
import programmes.pages.post
import programmes.wall
import quizzes.paper
import quizzes.store
from badges import store
from badges.draft import fields
from badges.pages import design_pictures, design_saving
from badges.words import DEFAULT
from core import web as walls
from core.gate import Gate
from core.record import digest
from core.room import named
from core.settings import OUTCOMES_PUBLIC, set_to
from core.signing import Refused
from gifts.pages import rules as gift_page
from lessons.pages import decision as lesson_decision
from lessons.pages import lesson as lesson_page
from outcomes import load as plans
from outcomes.account import snapshot
from outcomes.formsheet import Sheet as Marks
from outcomes.formsheet import parsed as marks
from outcomes.pages import closing_done, closing_open, entering_form, entering_past, history, history_review
from outcomes.routes import reports
from outcomes.store import entered
from people import load
from people.admission import look
from people.pages import (
    addresses,
    erasure,
    import_,
    import_undo,
    joining,
    organisation,
    person_data,
    person_ways,
    privacy,
    roster_add,
    units_change,
    units_removal,
)
from people.sheet import parsed
from pledges import page as pledge_page
from programmes import load as contents
from programmes.pages import address, content, letters, post, use, withdrawing
from quizzes.pages import entering, printing, question
from quizzes.pages import test as test_page
from quizzes.sheet import questions

TABLE = table()
Try = Callable[[Town, Actor, str, pytest.MonkeyPatch], Came]


@dataclass(frozen=True, slots=True)
class Trial:
    """How a row of the table is tried, and in which places; `alike`: a refusal is that for what there is not."""

    does: Try
    places: tuple[str, ...]
    alike: bool
    through: tuple[Callable[..., Any], ...]


TRIALS: dict[str, Trial] = {}


def trial(
    row: str, *places: str, alike: bool = False, through: tuple[Callable[..., Any], ...] = ()
) -> Callable[[Try], Try]:
    def kept(does: Try) -> Try:
        assert row not in TRIALS, f"{row} is tried twice"
        TRIALS[row] = Trial(does, places or ("",), alike, through)
        return does

    return kept


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    found = town(tmp_path_factory.mktemp("town"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(house, "house", lambda: found.opened)
        _undrawn(patch)
        yield found
    for kept in (badges.pictured.pictured, badges.specimen.looked_at):
        kept.cache_clear()  # what was not drawn is nobody's picture
    found.opened.ground.store.close()


def _undrawn(patch: pytest.MonkeyPatch) -> None:
    """Documents are drawn by others' tests; here seconds of it would say nothing more."""
    papers = (badges.certificate, quizzes.paper, people.poster, people.slip, programmes.handout, programmes.wall)
    for module in papers:
        patch.setattr(module, "pdf", lambda *_, **__: b"%PDF")
    patch.setattr(badges.certificate, "png", lambda *_: b"PNG")
    patch.setattr(badges.pictured, "png", lambda *_: b"PNG")
    patch.setattr(badges.certificate, "small_png", lambda *_: b"PNG")
    writers = dict.fromkeys(reports._writers(), lambda *_: b"")
    patch.setattr(reports, "_writers", lambda: writers)


# The pages: through the walls, and as Streamlit shows them


def page(path: str, *places: str, shows: str, head: str = "", alike: bool = False, **query: str) -> None:
    """A page's trial. In the query and in what it shows, `{kind}` is the id or the name of that kind in the place."""

    def tried(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        asked = {name: text.format_map(_Ids(t, place)) for name, text in query.items()}
        cell = TABLE[f"/{path}"][a.column]
        through = a.client.get(f"/{path}", params=asked).status_code
        assert through == (200 if cell != "–" else 303 if a.column == "signed out" else 403), (a.name, through)
        tab = t.page(a, path, **asked)
        unlike = [text for each in asked.values() for text in (each, each.lower())]
        shown = f">{head}" in tab.html if head else True  # a page that is not theirs shows the home page
        return Came(shown and tab.shows(shows.format(place=place.upper())), plain(tab.html, *unlike))

    trial(f"/{path}", *places, alike=alike)(tried)


class _Ids(dict[str, str]):
    def __init__(self, t: Town, place: str):
        self.town, self.place = t, place

    def __missing__(self, kind: str) -> str:
        return self.place.upper() if kind == "PLACE" else self.town.id(kind, self.place)


page("", shows="ทำแล้ว")
page("lesson", shows="บทเรียน", programme=PROGRAMME, lesson="gifts")
page("test", shows="แบบทดสอบ", programme=PROGRAMME, moment="pre")
page("pledge", shows="ลงนาม", programme=PROGRAMME, pledge="integrity")
page("certificates", shows=">เกียรติบัตรและเหรียญตรา</h1>")
page("my-data", shows=">ข้อมูลของฉัน</h1>")
page("lessons", shows=">บทเรียนทั้งหมด</h1>")
page("practice", shows=">ฝึกตอบ</h1>")
page("preview-lessons", shows=">ดูตัวอย่างบทเรียน</h1>")
page("preview-quizzes", shows=">ดูตัวอย่างข้อสอบ</h1>")
page("dilemmas", shows=">เรื่องให้ตัดสินใจ</h1>")
page("gifts", shows=">รับได้ไหม</h1>")
page("scenarios", shows=">ลองตัดสินใจ</h1>")
page("paper", *UNITS, shows="คุณ PAPER-{place}", attempt="{attempt}", alike=True)
page("items", shows="สถิติรายข้อจะแสดงเมื่อ")
page("results", *UNITS, shows="คุณ DONE-{place}", unit="{unit}", alike=True)
page("entering", head="บันทึกตัวเลขของตัวชี้วัด", shows="ปีงบประมาณ")
page("closing", head="ปิดงวด", shows="ปีงบประมาณ")
page("history", shows="แฟ้มคำตอบของแบบทดสอบ")
page("programmes", shows="สร้างหลักสูตรใหม่จากต้นแบบ")
page("programme", head="", shows="ชื่อหลักสูตร", programme=PROGRAMME)
page("reminders", *UNITS, shows="คุณ NEW-{place}")
page("content", shows=">เนื้อหา</h1>")
page("people", *UNITS, shows="คุณ NEW-{place}", unit="{unit}", alike=True)
page("person", *UNITS, shows="คุณ NEW-{place}", id="{new}", alike=True)
page("import", shows=">นำเข้ารายชื่อ</h1>")
page("certificate-design", head="แบบเกียรติบัตร", shows="ตรงกับแบบที่ใช้อยู่")
page("organisation", shows="ชื่อภาษาอังกฤษ")
page("joining", *UNITS, shows="คุณ WAIT-{place}")
page("erasure", *UNITS, shows="คุณ NEW-{place}", code="NEW-{PLACE}", alike=True)


@trial("/units", *UNITS, alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    cell, unit = TABLE["/units"][a.column], t.id("unit", place)
    through = a.client.get("/units", params={"unit": unit}).status_code
    assert through == (200 if cell != "–" else 303 if a.column == "signed out" else 403), (a.name, through)
    html = t.page(a, "units", unit=unit).html
    return Came(f"<h2>{WAYS.get(place, '?').rpartition(' > ')[2]}</h2>" in html, plain(html, unit))


# The routes, through the walls


def answer(row: str, path: str, *places: str, allowed: Callable[[Any], bool], alike: bool = False, **form: str) -> None:
    """A route's trial: its path and form may name `{kind}`, as a page's query does."""
    method = "POST" if row.startswith("POST") else "GET"

    def tried(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        ids = _Ids(t, place)
        data = {name: text.format_map(ids) for name, text in form.items()}
        got = a.client.request(method, path.format_map(ids), data=data if method == "POST" else None)
        used = [t.id(kind, place) for kind in ("unit", "new", "certificate", "attempt", "token", "join", "joining")]
        return Came(allowed(got), plain(f"{got.status_code} {got.text[:20_000]}", *used) if alike else "")

    trial(row, *places, alike=alike)(tried)


def status(*codes: int) -> Callable[[Any], bool]:
    return lambda got: got.status_code in codes


def _is_pdf(got: Any) -> bool:
    return bool(got.headers.get("content-type") == "application/pdf")


answer(
    "GET /sign-in",
    "/sign-in?back=/my-data",
    allowed=lambda got: got.status_code == 200 or got.headers["location"] == "/my-data",
)
answer("POST /sign-in", "/sign-in", allowed=status(403, 429), code="NOBODY", password="x")
answer("GET /sign-out", "/sign-out", allowed=status(200))
answer("GET /set-up/{token}", "/set-up/{set-up}", "right", "wrong", allowed=status(200), alike=True)
answer("POST /set-up/{token}", "/set-up/{set-up}", "right", "wrong", allowed=status(400), alike=True)
answer("GET /begin", "/begin", allowed=status(200))
answer("GET /join/{token}", "/join/{join}", "right", "wrong", allowed=status(200), alike=True)
answer("POST /join/{token}", "/join/{join}", "right", "wrong", allowed=status(200, 400), alike=True, password="short")
answer("GET /password", "/password", allowed=status(200))
answer("POST /password", "/password", allowed=status(400), before="wrong")
answer("GET /language/{code}", "/language/th", allowed=status(303))
answer("GET /privacy", "/privacy", allowed=status(200))
answer("GET /my-data.zip", "/my-data.zip", allowed=lambda got: got.headers.get("content-type") == "application/zip")
answer("POST /slips", "/slips?person={new}", *UNITS, allowed=_is_pdf, alike=True)
answer("POST /posters", "/posters", *UNITS, allowed=_is_pdf, alike=True, unit="{unit}", days="30")
answer("GET /joining/{token}", "/joining/{joining}", "right", "wrong", allowed=status(200), alike=True)
answer("POST /joining/{token}", "/joining/{joining}", "right", "wrong", allowed=status(400, 429), alike=True, code="x")
answer("GET /V/{token}", "/V/{token}", "right", "wrong", allowed=status(200), alike=True)
answer("GET /v/{token}", "/v/{token}", "right", "wrong", allowed=status(200), alike=True)
answer("GET /certificates/{id}.pdf", "/certificates/{certificate}.pdf", *UNITS, allowed=_is_pdf, alike=True)
answer("GET /certificates/{id}.png", "/certificates/{certificate}.png", *UNITS, allowed=status(200), alike=True)
answer("GET /badges/{slug}.svg", "/badges/gifts.svg", allowed=status(200))
answer("GET /badges/{slug}.png", "/badges/gifts.png?size=64", allowed=status(200))
answer("GET /paper-tests.pdf", "/paper-tests.pdf?attempt={attempt}", *UNITS, allowed=_is_pdf, alike=True)
answer("GET /first-step", "/first-step", allowed=lambda got: got.headers.get("location") != "/sign-in")
answer("GET /programme-poster.pdf", f"/programme-poster.pdf?programme={PROGRAMME}", allowed=_is_pdf)
answer("GET /programme-handout.pdf", f"/programme-handout.pdf?programme={PROGRAMME}", allowed=_is_pdf)
answer("GET /items.csv", "/items.csv", allowed=status(200))
answer("GET /reports/{name}", "/reports/2570-1.xlsx?unit={unit}", *UNITS, allowed=status(200), alike=True)
answer("the evidence pack, /reports/….zip", "/reports/2570-1.zip", allowed=status(200))
answer("GET /healthz", "/healthz", allowed=status(200))
answer("GET /favicon.png", "/favicon.png", allowed=status(200))
answer("GET /favicon.ico", "/favicon.ico", allowed=status(200))
answer("GET /apple-touch-icon.png", "/apple-touch-icon.png", allowed=status(200))
answer("GET /apple-touch-icon-precomposed.png", "/apple-touch-icon-precomposed.png", allowed=status(200))
answer("GET /manifest.webmanifest", "/manifest.webmanifest", allowed=status(200))


@trial("POST /sign-out")
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    other = t.web.guest()  # with a sign-in of its own, so that the actor's stays
    got = other.post("/sign-out")
    return Came(got.status_code == 303 and got.headers["location"] == "/sign-in?left")


@trial("POST /privacy")
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    with t.opened.ground.read() as db:
        version = (load.notice(db) or ("",))[0]
    return Came(a.client.post("/privacy?back=/my-data", data={"version": version}).status_code == 303)


@trial("GET /slips", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    """Offered by its name; the unit of the role itself as all units."""
    name = "ทุกหน่วยงาน (" if place == a.over else f"{WAYS[place].rpartition(' > ')[2]} ("
    return Came(name in a.client.get("/slips").text.partition("<select")[2])


@trial("GET /posters", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return Came(f'value="{t.id("unit", place)}"' in a.client.get("/posters").text)


def _opened(row: str, path: str) -> None:
    @trial(row, "on", "off")
    def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        with t.opened.ground.write() as writing:
            set_to(writing.db, OUTCOMES_PUBLIC, "yes" if place == "on" else "")
        return Came(a.client.get(path).status_code == 200)


for _path in ("/outcomes", "/outcomes.json", "/outcomes.csv"):
    _opened(f"GET {_path}", _path)


# Streamlit's own paths: what the walls let through


def through(row: str, path: str, method: str = "GET") -> None:
    @trial(row)
    def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        before = len(t.web.arrived)
        a.client.request(method, path)
        return Came(len(t.web.arrived) > before)


STREAMLITS = {
    "/_stcore/upload_file/": ("/_stcore/upload_file/session/file", "PUT"),
    "/_stcore/bidi-components/": ("/_stcore/bidi-components/x/index.js", "GET"),
    "/media/": ("/media/0123456789abcdef.png", "GET"),
    "/component/": ("/component/x/index.html", "GET"),
    "/app/static/": ("/app/static/font.woff2", "GET"),
    "/static/": ("", "GET"),
    "/manifest.json": ("/manifest.json", "GET"),
    "/_stcore/health": ("/_stcore/health", "GET"),
    "/_stcore/host-config": ("/_stcore/host-config", "GET"),
    "/_stcore/metrics": ("/_stcore/metrics", "GET"),
    "/_stcore/script-health-check": ("/_stcore/script-health-check", "GET"),
    "any other path": ("/nothing/here", "GET"),
}
for _row, (_path, _method) in STREAMLITS.items():
    if _path:
        through(_row, _path, _method)


@trial("/static/")
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    file = min(name for name in t.web.server.middleware[0].kwargs["shell"].files if name.startswith("/static/"))  # type: ignore[attr-defined]
    return Came(a.client.get(file).status_code == 200)


@trial("/_stcore/stream")
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    try:
        with a.client.websocket_connect(STREAM, headers={"origin": "http://localhost:8501"}):
            return Came(True)
    except WebSocketDisconnect as closed:
        return Came(closed.code != 1008)


# The acts behind pages: callbacks as their widgets call them, with forged arguments


def _person_fields(id: str, **fields: Any) -> dict[str, Any]:
    return {"person/n": 0, **{f"person/{id}/0/{name}": each for name, each in fields.items()}}


@trial("Add somebody to a unit", *UNITS, through=(roster_add._add,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    kept = {
        "code": "FRESH",
        "title": "",
        "name": "คุณ ใหม่",
        "position": "",
        "unit": WAYS[place],
        "role": "administrator",
    }
    return t.act(a, "people", roster_add._add, kept={f"add/{name}": each for name, each in kept.items()})


@trial("Mend somebody’s data", *UNITS, alike=True, through=(person_data._save,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("new", place)
    kept = _person_fields(
        id, title="", name="คุณ อื่น", position="", executive=False, unit=t.id("unit", place), also=[], since=""
    )
    return t.act(a, "person", person_data._save, id, kept=kept)


@trial("Move somebody of one’s own into a unit", *UNITS, alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    source = "deep" if place == "one" else "one"
    id, to = t.id("new", source), t.id("unit", place)
    kept = _person_fields(
        id, title="", name="คุณ NEW", position="", executive=False, unit=to, also=[], since="2027-04-05"
    )
    return t.act(a, "person", person_data._save, id, kept=kept)


@trial("Give somebody of one’s own a secondary unit", *UNITS, alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    source = "deep" if place == "one" else "one"
    id = t.id("new", source)
    kept = _person_fields(id, title="นาง", name=f"คุณ NEW-{source}".upper(), position="พยาบาล", executive=False,
                          unit=t.id("unit", source), also=[t.id("unit", place)], since="")  # fmt: skip
    return t.act(a, "person", person_data._save, id, kept=kept)


@trial("Give somebody a role", *UNITS, alike=True, through=(person_data._give,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("new", place)
    kept = _person_fields(id, role="administrator", over=t.id("unit", "one"))
    return t.act(a, "person", person_data._give, id, kept=kept)


@trial("Give somebody of one’s own a role over a unit", *UNITS, alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("new", "one")
    kept = _person_fields(id, role="administrator", over=t.id("unit", place))
    return t.act(a, "person", person_data._give, id, kept=kept)


@trial("Take a role away", "one", "top", alike=True, through=(person_data._take,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    """From the trainer over the unit, and from somebody whom there is not."""
    code = {"one": "TRAINER-ONE", "top": "TRAINER-TOP"}.get(place, "")
    id, unit = (t.people[code].id, t.id("unit", place)) if code else (t.id("", NOWHERE), t.id("unit", "one"))
    return t.act(a, "person", person_data._take, id, "trainer", unit)


@trial("Mend, take off, let in or erase somebody of one’s own who holds a role outside")
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.people["OVER"].id
    fields = {"title": "", "name": "คุณ อื่น", "position": "", "executive": False, "unit": t.id("unit", "one"), "also": []}
    kept = _person_fields(id, **fields, since="", on="2027-04-05", role="trainer", over=t.id("unit", "one"))
    kept |= {"erasure/code": "OVER", "erasure/again": "OVER"}
    ways = (person_data._save, person_data._give, person_ways._link, person_ways._leave)
    came = [t.act(a, "person", way, id, kept=kept).allowed for way in ways]
    came.append(t.act(a, "person", person_data._take, id, "manager", t.id("unit", "top"), kept=kept).allowed)
    came.append(t.act(a, "erasure", erasure._erase, id, kept=kept).allowed)
    came.append(_is_pdf(a.client.post(f"/slips?person={id}")))
    assert len({*came}) == 1, came
    return Came(came[0])


@trial("Make somebody a new sign-in link", *UNITS, alike=True, through=(person_ways._link,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "person", person_ways._link, t.id("new", place))


@trial("Take somebody off the roster", *UNITS, alike=True, through=(person_ways._leave,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("new", place)
    return t.act(a, "person", person_ways._leave, id, kept=_person_fields(id, on="2027-04-05"))


@trial("Let somebody come back", *UNITS, alike=True, through=(person_ways._back,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("gone", place)
    return t.act(a, "person", person_ways._back, id, kept=_person_fields(id, back=t.id("unit", place)))


@trial("Let somebody of one’s own come back into a unit", *UNITS, alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("gone", "one")
    return t.act(a, "person", person_ways._back, id, kept=_person_fields(id, back=t.id("unit", place)))


@trial("Erase somebody", *UNITS, alike=True, through=(erasure._erase,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    kept = {"erasure/code": f"NEW-{place}".upper(), "erasure/again": f"NEW-{place}".upper()}
    return t.act(a, "erasure", erasure._erase, t.id("new", place), kept=kept)


def _brought(t: Town, a: Actor, text: str, leavers: tuple[str, ...] = ()) -> Came:
    """A sheet, with its review: their own where it is ready, else that of an administrator of everything."""
    sheet = parsed(text.encode())
    with t.opened.ground.read() as db:
        own, all_of_it = (look(db, sheet.drafts, APRIL.date(), who) for who in (a.person, t.people["ROOT"]))
    assert all_of_it.ready, all_of_it.refused
    shown = own if own.ready else all_of_it
    kept = {"import/n": 0, "import/leaving": list(leavers), "import/on": "2027-04-05"}
    return t.act(a, "import", import_._write, sheet, shown, kept=kept)


@trial("Bring in a sheet: a new person of a unit", *UNITS, through=(import_._write,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _brought(t, a, f"code,name,unit\nFRESH,คุณ ใหม่,{WAYS[place]}\n")


@trial("Bring in a sheet: a new unit below a unit", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _brought(t, a, f"code,name,unit\nFRESH,คุณ ใหม่,{WAYS[place]} > หน่วยใหม่\n")


@trial("Bring in a sheet: somebody’s data by their code", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _brought(t, a, f"code,name,position,unit\nNEW-{place.upper()},คุณ NEW-{place.upper()},อื่น,{WAYS[place]}\n")


@trial("Bring in a sheet: somebody by their code into one’s own unit", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    to = WAYS["deep" if place == "one" else "one"]
    return _brought(t, a, f"code,name,unit\nNEW-{place.upper()},คุณ NEW-{place.upper()},{to}\n")


@trial("Bring in a sheet: a role over a unit", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    line = f"NEW-{place.upper()},คุณ NEW-{place.upper()},{WAYS[place]},manager"
    return _brought(t, a, f"code,name,unit,role\n{line}\n")


@trial("Bring in a sheet: those who are not in it leave", *UNITS)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    text = f"code,name,unit\nNEW-{place.upper()},คุณ NEW-{place.upper()},{WAYS[place]}\n"
    return _brought(t, a, text, (t.id("done", place),))


@trial("Undo an import of one’s own", through=(import_undo._undo,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "import", import_undo._undo, t.ids.get(f"import/{a.person.id}", "none"))


@trial("Undo somebody else’s import", alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "import", import_undo._undo, t.ids["import/"] if place != NOWHERE else "0" * 16)


def _joiner(row: str, does: Callable[..., None], *before: str, kind: str) -> None:
    @trial(row, *UNITS, alike=True, through=(does,))
    def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        return t.act(a, "joining", does, *before, t.id(kind, place), kept={"joining/word": ""})


_joiner("Admit who asks to join", joining._act, "admit", kind="wait")
_joiner("Decline who asks to join", joining._act, "decline", kind="wait")
_joiner("End a poster", joining._end, kind="poster")


@trial(
    "Set the organisation’s name, addresses, shared computers and open data",
    through=(organisation._save, addresses._use),
)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    kept = {
        "th": "ชื่อใหม่",
        "en": "",
        "address": "",
        "office": "",
        "public": True,
        "minutes": 9,
        "usual": False,
        "festive": False,
    }
    named_ = {f"organisation/{name}": each for name, each in kept.items()}
    came = t.act(a, "organisation", organisation._save, kept=named_)
    assert t.act(a, "organisation", addresses._use, "http://192.168.1.20:8501").allowed == came.allowed
    return came


@trial(
    "Word certificates, choose their layout and pictures, and remove a picture",
    through=(design_saving._save, design_pictures._remove),
)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    with t.opened.ground.read() as db:
        mark = store.design_mark(db)
    begins = {**fields(DEFAULT), "layout": "modern", "emblem": "", "english": True}
    named_ = {"design-begins": begins, "design-base": mark}
    came = t.act(a, "certificate-design", design_saving._save, kept=named_)
    with t.taken_back():
        with t.opened.ground.write() as writing:
            kept = store.keep_picture(writing.db, b"a picture")
        assert t.act(a, "certificate-design", design_pictures._remove, kept).allowed == came.allowed
    return came


def _unit(t: Town, a: Actor, does: Callable[..., None], unit: str, **fields: str) -> Came:
    kept = {"units/n": 0, **{f"units/{unit}/0/{name.replace('_', '/')}": each for name, each in fields.items()}}
    return t.act(a, "units", does, unit, kept=kept)


@trial("Rename a unit", "one", "deep", "two", alike=True, through=(units_change._save,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _unit(t, a, units_change._save, t.id("unit", place), th="ชื่อใหม่", en="")


@trial("Move a unit below one of one’s own", "deep", "two", alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    above = t.id("unit", "bare" if place == "deep" else "one")
    return _unit(t, a, units_change._save, t.id("unit", place), th="ชื่อใหม่", en="", above=above)


@trial("Move a unit of one’s own below a unit", "bare", "two", "top", alike=True)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    above = t.id("unit", place)
    return _unit(t, a, units_change._save, t.id("unit", "deep"), th="ชื่อใหม่", en="", above=above)


@trial("Make a unit below a unit", *UNITS, alike=True, through=(units_change._make,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _unit(t, a, units_change._make, t.id("unit", place), new_th="ใหม่", new_en="")


@trial("Remove an empty unit", "bare", "spare", alike=True, through=(units_removal._remove,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return _unit(t, a, units_removal._remove, t.id("unit", place))


@trial("Set the mail server", through=(post._save,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    kept = {
        "host": "smtp.example.go.th",
        "security": "none",
        "port": 25,
        "user": "",
        "password": "",
        "sender": "a@example.go.th",
    }
    return t.act(a, "reminders", post._save, kept={f"post/{name}": each for name, each in kept.items()})


@trial("Send a test letter to oneself", through=(post._test,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    sent: list[Any] = []

    class Line:
        def __init__(self, *_: Any):
            pass

        def __enter__(self) -> "Line":
            return self

        def __exit__(self, *_: Any) -> None:
            pass

        def send(self, letter: Any) -> None:
            sent.append(letter)

    patch.setattr(programmes.pages.post, "Line", Line)
    return t.act(a, "reminders", post._test, effects=sent)


@trial("Send the reminders that are due", *UNITS, through=(letters._send,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    reached: list[Any] = []

    def remind(ground: Any, *, again: bool, units: frozenset[str]) -> Refused:
        reached.extend(units & {t.id("unit", place)})
        return Refused("server")

    patch.setattr(programmes.pages.letters, "remind", remind)
    return t.act(a, "reminders", letters._send, False, effects=reached)


@trial("Print tests for people of a unit", *UNITS, alike=True, through=(printing._prepare,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    kept = {"print/all": True}
    return t.act(a, "paper", printing._prepare, PROGRAMME, "pre", t.id("unit", place), kept=kept)


@trial("Type in a paper test", *UNITS, alike=True, through=(entering._enter,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    id = t.id("attempt", place)
    with t.opened.ground.read() as db:
        begun = quizzes.store.attempt_of(db, t.id("attempt", "one"))
        count = len(questions(db, begun)) if begun else 0
    kept = {f"entering/{id}/1/text": " ".join("-" * count), f"entering/{id}/1/day": APRIL.date()}
    return t.act(a, "paper", entering._enter, id, 1, kept=kept)


def _desk(row: str, word: str, path: str, does: Callable[..., None], *arguments: Any) -> None:
    """An act that ends at the desk of content: it is caught there."""

    @trial(row, through=(does,))
    def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
        seen: list[Any] = []
        patch.setattr(house.House, word, lambda *given: seen.append(given))
        return t.act(a, path, does, *arguments, effects=seen)


def _brought_into_force(who: Any) -> None:
    with who.read() as db:
        known = contents.programme(db, PROGRAMME)
    assert known
    use._brought(who, PROGRAMME, known[1], "text", "", "kept", by_hand=False)


_desk("Bring a programme into force by the form", "put", "programme", _brought_into_force)
_desk("Withdraw a programme that nobody has begun", "withdraw", "programmes", withdrawing._withdraw, PROGRAMME)
_desk("Read the content files again", "publish", "content", content._again)
_desk("Review a change of used content", "review", "content", content._review, "quizzes", "gifts", "")


def _mark(t: Town, period: Any) -> str:
    with t.opened.ground.read() as db:
        return digest(snapshot(db, period))


@trial("Close a quarter", through=(closing_open._close,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "closing", closing_open._close, SECOND, _mark(t, SECOND))


@trial("Restate a quarter", through=(closing_done._restate,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "closing", closing_done._restate, FIRST, "why", _mark(t, FIRST), kept={"why": "พบกระดาษ"})


@trial("Enter an indicator’s figure", through=(entering_form._save,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    with t.opened.ground.read() as db:
        plan = plans.plans(db, 2570)[t.ids["plan/"]]
    found = next(e for p in plan.projects for e in p.by_hand(False) if e.id == t.ids["indicator/"])
    kept = {"k/amount": "7", "k/day": "2027-02-01", "k/evidence": "บันทึก", "k/reason": ""}
    return t.act(a, "entering", entering_form._save, 2570, t.ids["plan/"], found, "k", kept=kept)


@trial("Withdraw an indicator’s figure", through=(entering_past._withdraw,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    with t.opened.ground.read() as db:
        entry = entered.entries(db, 2570, t.ids["plan/"], t.ids["indicator/"])[0]
    return t.act(a, "entering", entering_past._withdraw, entry, "p", kept={"why/p": "พิมพ์ผิด"})


@trial("Bring in results of earlier years", through=(history_review._keep,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    sheet = marks(b"Timestamp,Score\n" + b"1/2/2025,8 / 10\n" * 6)
    assert isinstance(sheet, Marks)
    kept = {"history/n": 0, "k/year": 2568, "k/moment": "post", "k/label": "อบรม", "k/note": ""}
    return t.act(a, "history", history_review._keep, "k", sheet, sheet.taken(None), kept=kept)


@trial("Withdraw results of earlier years", through=(history._withdraw,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "history", history._withdraw, "brought")


@trial("Choose whose gift rules hold", through=(gift_page._profile,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "gifts", gift_page._profile, kept={"gifts/profile": "moph"})


@trial("Give, change or delete the e-mail address for reminders", through=(address._save,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "", address._save, kept={"address/mine": ""})


@trial("Switch one’s own emblem, badges and celebrations on or off", through=(privacy._set_festive,))
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    return t.act(a, "my-data", privacy._set_festive, kept={"my-data/festive": False})


OWN = (
    lesson_decision._decide, lesson_page._turn, lesson_page._finish, test_page._begin, test_page._to_screen,
    question._answer, question._finish, pledge_page._sign,
)  # fmt: skip


@trial("Read lessons, take tests and sign", through=OWN)
def _(t: Town, a: Actor, place: str, patch: pytest.MonkeyPatch) -> Came:
    """For whom the visit is, for no callback takes a person: a test begins for whoever has none yet."""
    if a.person.code == "LEARNER-TOP":  # who has done all that
        return Came(True)
    return t.act(a, "test", test_page._begin, PROGRAMME, "pre")


# The table and the tries


@pytest.mark.parametrize("row", TABLE)
def test_the_table_says_who_may(here: Town, row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found, wrong = TRIALS.get(row), []
    assert found, f"nothing is tried for “{row}”; tests/test_matrix.py says how others are"
    for actor in here.actors:
        cell = TABLE[row][actor.column]
        nothing = found.does(here, actor, NOWHERE, monkeypatch).said if found.alike else ""
        for place in found.places:
            before, may = here.state(), actor.may(cell, place)
            came = found.does(here, actor, place, monkeypatch)
            if came.allowed != may:
                wrong.append(f"{actor.name}, {place or 'anywhere'}: {'allowed' if came.allowed else 'refused'}")
            elif not may and here.state() != before:
                wrong.append(f"{actor.name}, {place or 'anywhere'}: refused, and something was changed")
            elif not may and found.alike and came.said != nothing:
                wrong.append(f"{actor.name}, {place or 'anywhere'}: refused otherwise than for what there is not")
    assert wrong == []


@pytest.mark.parametrize("path", [page.path for room in house.ROOMS for page in room.pages])
def test_no_page_shows_names_from_beside_or_above(here: Town, path: str) -> None:
    """Asked for with a unit in its address that is not theirs."""
    for actor in here.actors:
        if actor.over == "one" and actor.column != "learner" and TABLE[f"/{path}"][actor.column] != "–":
            sent = here.page(actor, path, unit=here.id("unit", "two")).sent.decode("utf-8", "replace")
            beyond = {f"{kind}-{each}".upper() for kind in ("DONE", "NEW", "PAPER", "WAIT") for each in ("two", "top")}
            assert {name for name in beyond if name in sent} == set(), (actor.name, path)


def test_the_certificate_page_and_file_of_ones_own_are_given(here: Town) -> None:
    learner = next(each for each in here.actors if each.person.code == "LEARNER-TOP")
    for ending in ("pdf", "png"):
        assert learner.client.get(f"/certificates/{here.id('certificate', 'self')}.{ending}").status_code == 200


def test_every_row_is_tried_and_every_try_has_a_row() -> None:
    assert sorted(TRIALS.keys() - TABLE.keys()) == [], "tried, and not in the table"
    assert sorted(TABLE.keys() - TRIALS.keys()) == [], "in the table, and not tried"


def test_every_page_has_a_row() -> None:
    pages = {f"/{page.path}" for room in house.ROOMS for page in room.pages}
    assert pages - TABLE.keys() == set()
    assert {row for row in TABLE if row.startswith("/") and row not in STREAMLITS} - pages == {walls.SOCKET}


def test_every_route_has_a_row(here: Town) -> None:
    gate = Gate(here.opened.ground, lambda path: True)
    routes = [each for room in house.ROOMS if room.routes for each in named(room.routes)(here.opened.ground, gate)]
    routes += here.web.server.routes
    found = {
        f"{method} {each.path}"
        for each in routes
        if isinstance(each, Route)
        for method in (each.methods or set()) - {"HEAD"}
    }
    assert found - TABLE.keys() == set()
    assert {row for row in TABLE if row.startswith(("GET ", "POST "))} - found == set()


def test_every_path_of_streamlits_that_is_open_has_a_row() -> None:
    known = {*walls.STREAMLIT, *walls.ENDS, *walls.OPEN} - {*walls.ICONS}
    assert known - TABLE.keys() == set()


# What only chooses what is shown: nothing of it is kept outside the visitor's own session.
SHOWS = {
    "_again", "_answer", "_ask", "_cancel", "_choose", "_close", "_decide", "_from_the_first", "_go_to", "_keep", "_others", "_tick",
    "_away", "_standard",
}  # fmt: skip


def callbacks() -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Every function that a page hands to `visit.then`, with its module."""
    for room in (room.name for room in house.ROOMS):
        for path in [*(ROOT / room).glob("page.py"), *(ROOT / room).glob("pages/*.py")]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            functions = {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "visit.then":
                    name = ast.unparse(node.args[0])
                    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                    yield module, name, functions[name]


def test_every_callback_of_a_page_is_tried_or_only_shows() -> None:
    tried = {f"{does.__module__}.{does.__name__}" for each in TRIALS.values() for does in each.through}
    missing = {
        f"{module}.{name}"
        for module, name, body in callbacks()
        if f"{module}.{name}" not in tried
        and not (name in SHOWS and not {"write", "put", "publish", "review"} & _called(body))
    }
    assert missing == set()


def _called(body: ast.FunctionDef) -> set[str]:
    return {
        node.func.attr for node in ast.walk(body) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


# Commands

SHELL = {
    cells[0].strip("` "): cells[1]
    for line in section("### Commands and the shell").splitlines()
    if len(cells := [cell.strip() for cell in line.strip("| ").split(" | ")]) == 2 and cells[0].startswith("`")
}
GIVEN = {
    "sujarit outcomes close": ["2570", "2", "--yes"],
    "sujarit outcomes restate": ["2570", "1", "--reason", "พบกระดาษ"],
}


def test_every_command_has_a_row() -> None:
    assert SHELL.keys() == COMMANDS.keys()
    acting = {path for path, command in COMMANDS.items() if any("--by" in each.opts for each in command.params)}
    assert (
        {path for path, who in SHELL.items() if who.startswith("the shell, in the name of")} == acting == GIVEN.keys()
    )


@pytest.mark.parametrize("path", GIVEN)
def test_a_command_in_somebodys_name_asks_for_their_right(
    here: Town, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the person alone: the shell needs no sign-in, so whoever is signed out may be named as well."""
    monkeypatch.setenv(house.DATA, str(here.opened.ground.folder))
    command, wrong = COMMANDS[path], []
    assert isinstance(command, click.Command)
    for actor in here.actors:
        before = here.writes
        with here.taken_back():
            CliRunner().invoke(command, [*GIVEN[path], "--by", actor.person.code], obj=here.opened.ground)
        with here.opened.ground.read() as db:
            person = here.opened.ground.directory.person(db, actor.person.id)
        may = bool(person and person.active and {*person.over("manager", "administrator")} & {here.id("unit", "top")})
        if (here.writes > before) != may:
            wrong.append(actor.name)
    assert wrong == []
