"""Every page of a served office, with somebody who may see it and the query that gives it content."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # its package has no py.typed
from phones import Office, furnished
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import Served
from story import PROGRAMME, begins

import house
from badges import store
from badges.address import address_of, link_of
from core.calendar import local_day
from core.directory import Person
from demo import PASSWORD

AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# One more, which axe calls experimental and Lighthouse asks for: a name holds the words that are seen (WCAG 2.5.3).
RUN = """rules => axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: rules},
  rules: {'label-content-name-mismatch': {enabled: true}}}).then(found =>
  found.violations.flatMap(each => each.nodes.map(node => [each.id, node.target.join(' '), node.html.slice(0, 300), node.failureSummary])))"""
# What Streamlit's own front end does and nothing outside of it can mend: rule, a mark in the element, and why.
EXCEPTIONS = (
    (
        "presentation-role-conflict",
        'data-testid="stFileUploaderDropzone"',
        "the uploader's drop zone has a role of no meaning and a name; its button beside it has both",
    ),
)
# Steps of a path, and pages that the path's addresses lead to.
STEPS = ("lesson", "test pre", "test post", "pledge", "certificate")


@dataclass(frozen=True, slots=True)
class Place:
    """An address, and whose page it is: a person's code, or "" for a stranger. `plain`: without Streamlit."""

    name: str
    code: str
    path: str
    plain: bool = False


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """A served office with every page in it, and beside it one in which nobody is yet: its set-up is public too."""
    office, bare = furnished(folder / "data"), Served(folder / "bare")
    _prepared(office)
    office.served.start()
    bare.start()
    office.public["set up"] = bare.url + bare.set_up_path
    yield office
    office.served.stop()
    bare.stop()


def _prepared(office: Office) -> None:
    """LEARNER has begun the pre-test, so that a question shows; and there is a certificate in each standing."""
    found = house.open_house(office.served.folder)
    ground, day = found.ground, local_day(found.ground.clock())
    with ground.read() as db:
        learner = ground.directory.by_code(db, "LEARNER")
        assert learner
        everybody = [person for person in ground.directory.everybody(db) if person.code != office.holder]
        held = [
            (person, each) for person in everybody for each in store.held(db, person.id) if each.credential == "strong"
        ]
    begins(found, learner, "pre")
    person, valid = next((person, each) for person, each in held if each.state(day) == "valid")
    old = next(each for _, each in held if each.state(day) == "superseded")
    with ground.write() as writing:
        store.revoke(writing, valid, person.unit, "mistake")
    with ground.read() as db:
        for name, id, known in (
            ("revoked", valid.id, valid.id), ("superseded", old.id, old.id), ("that nobody has", "f" * 16, valid.id),
        ):  # fmt: skip
            data = store.printed(db, known)
            address = data and address_of(ground, db, id, data)
            assert address, name
            office.public[f"verify one {name}"] = "/v/" + link_of(address).rpartition("/v/")[2]
    ground.store.close()


def public(office: Office) -> list[Place]:
    """What a stranger can open."""
    return [Place(name, "", path, plain=True) for name, path in office.public.items()]


def learners(office: Office) -> list[Place]:
    """What everybody meets: the path's steps at their beginning, and what may be read beside it."""
    steps = [Place(kind, *office.steps[kind]) for kind in STEPS if kind in office.steps]
    programme = PROGRAMME
    before, done = office.steps["test pre"][0], office.holder
    return [
        Place("home at the beginning", before, "/"),
        Place("home in the middle", office.steps["pledge"][0], "/"),
        Place("a question", "LEARNER", f"/test?programme={programme}&moment=pre"),
        *steps,
        Place("home at the end", done, "/"),
        Place("result", done, f"/test?programme={programme}&moment=post"),
        Place("receipt", done, f"/pledge?programme={programme}&pledge=integrity"),
        Place("a step too early", before, f"/pledge?programme={programme}&pledge=integrity"),
        Place("certificates", done, "/certificates"),
        Place("lessons", done, "/lessons"),
        Place("practice", done, "/practice"),
        Place("practice in a topic", done, "/practice?topic=gifts"),
        Place("gifts", done, "/gifts"),
        Place("a gift", done, "/gifts?link=own&value=900"),
        Place("scenarios", done, "/scenarios"),
        Place("a scenario", done, "/scenarios?n=1"),
        Place("dilemmas", done, "/dilemmas"),
        Place("a dilemma", done, "/dilemmas?dilemma=drug-lunch"),
        Place("my data", done, "/my-data"),
        Place("password", done, "/password", plain=True),
        Place("the notice again", done, "/privacy", plain=True),
    ]


def others(office: Office) -> list[Place]:
    """What trainers, managers and administrators have beside that."""
    programme = PROGRAMME
    return [
        Place("begin", "ADMIN", "/begin", plain=True),
        Place("programmes", "TRAINER", "/programmes"),
        Place("a programme", "TRAINER", f"/programme?programme={programme}"),
        Place("content", "TRAINER", "/content"),
        Place("items", "TRAINER", "/items"),
        Place("lessons to preview", "TRAINER", "/preview-lessons"),
        Place("a lesson's preview", "TRAINER", "/preview-lessons?slug=gifts"),
        Place("quizzes to preview", "TRAINER", "/preview-quizzes"),
        Place("a quiz's preview", "TRAINER", "/preview-quizzes?slug=gifts"),
        Place("results", "MANAGER", "/results"),
        Place("entering", "MANAGER", "/entering"),
        Place("closing", "MANAGER", "/closing"),
        Place("history", "ADMIN", "/history"),
        Place("reminders", "MANAGER", "/reminders"),
        Place("joining", "MANAGER", "/joining"),
        Place("paper", "ADMIN", "/paper"),
        Place("home of an administrator", "ADMIN", "/"),
        Place("people", "ADMIN", "/people"),
        Place("person", "ADMIN", f"/person?id={_learner(office).id}"),
        Place("import", "ADMIN", "/import"),
        Place("organisation", "ADMIN", "/organisation"),
        Place("units", "ADMIN", "/units"),
        Place("erasure", "ADMIN", "/erasure?code=AT1"),
        Place("certificate design", "ADMIN", "/certificate-design"),
        Place("slips", "ADMIN", "/slips", plain=True),
        Place("posters", "ADMIN", "/posters", plain=True),
    ]


def everything(office: Office) -> list[Place]:
    return [*public(office), *learners(office), *others(office)]


def unseen(office: Office) -> Iterator[str]:
    """The pages of the house that have no place here: each should have one."""
    seen = {place.path.partition("?")[0].strip("/") for place in everything(office)}
    yield from sorted({page.path for room in house.ROOMS for page in room.pages} - seen)


def _learner(office: Office) -> Person:
    found = house.open_house(office.served.folder)
    with found.ground.read() as db:
        person = found.ground.directory.by_code(db, "LEARNER")
    assert person
    found.ground.store.close()
    return person


def entered(browser: Browser, office: Office, code: str, language: str, **more: Any) -> BrowserContext:
    """A browser of somebody who is signed in and has read the notice; "" for a stranger's.

    Our content policy lets no script in, so axe is let in past it; that the policy holds is tried elsewhere.
    """
    context = browser.new_context(
        **{"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce", "locale": "th-TH", **more},
        bypass_csp=True,
    )
    context.set_default_timeout(60_000)
    url, origin = office.served.url, {"origin": office.served.url}
    if code:
        context.request.post(f"{url}/sign-in", form={"code": code, "password": PASSWORD}, headers=origin)
        context.request.post(f"{url}/privacy", form={}, headers=origin)
    context.request.get(f"{url}/language/{language}")
    return context


def shown(page: Page, office: Office, place: Place) -> None:
    """Open a place, and wait until it is whole."""
    page.goto(urljoin(office.served.url, place.path))
    expect(page.locator("h1").first).to_be_visible()
    if not place.plain:
        expect(page.locator("html")).to_have_attribute("data-sj-whole", "")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def errors(page: Page) -> list[str]:
    """What axe finds on the page as it stands, beside the exceptions."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return [
        f"{rule} at {target}: {html}\n    {told}"
        for rule, target, html, told in page.evaluate(RUN, RULES)
        if not any(rule == known and mark in html for known, mark, _ in EXCEPTIONS)
    ]
