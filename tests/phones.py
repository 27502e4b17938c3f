"""Phones in LINE's own browser, and an office for them: the demo's, with a learner at each kind of step."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pypdfium2
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import Served
from story import walks
from web import Web

import demo
import house
from badges import store
from badges.address import address_of, link_of
from people.admission import new_link
from people.person import Draft

# How LINE's own browser names itself on Android and on an iPhone.
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 Line/14.21.0/IAB"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
    " Safari Line/14.21.0"
)
SMALL, USUAL = (320, 640), (390, 844)


@dataclass(frozen=True)
class Office:
    """A served office. `steps`: who stands before a step of a kind, and that step's address."""

    served: Served
    steps: dict[str, tuple[str, str]]
    holder: str  # the code of somebody who has done all
    certificate: str  # the path of theirs, without its ending
    public: dict[str, str]  # what is open to everybody: a name, and the path


def furnished(folder: Path) -> Office:
    """The demo's office, with LEARNER at the beginning, others at each kind of step, and links out of every kind."""
    list(demo.fill(folder, 100, 2570))
    opened = house.open_house(folder, synchronous="OFF")
    ground = opened.ground
    with ground.read() as db:
        learner = ground.directory.by_code(db, "LEARNER")
        assert learner
        unit = ground.directory.units(db)[learner.unit].name.th
        programme = opened.paths.mine(db, learner)[0].slug
        path = opened.paths.steps(db, programme, learner)
    kinds = {
        f"{step.kind} {step.name}" if step.kind == "test" else step.kind: place
        for place, step in reversed([*enumerate(path)])
    }
    house.admit_all(
        ground,
        [Draft(f"AT{place}", "นางสาว", f"ลำดับ {place} ทดสอบ", "พยาบาลวิชาชีพ", unit) for place in (*kinds.values(), 99)],
    )
    house.passwords(ground, [f"AT{place}" for place in (*kinds.values(), 99)], demo.PASSWORD)
    steps = {}
    for kind, place in kinds.items():
        with ground.read() as db:
            person = ground.directory.by_code(db, f"AT{place}")
        assert person
        walks(opened, person, programme=programme, steps=place)
        query = urlencode({"programme": programme, **path[place].query})
        steps[kind] = (person.code, f"/{path[place].page}?{query}")
    with ground.read() as db:
        holder = ground.directory.by_code(db, "AT99")
    assert holder
    walks(opened, holder, programme=programme)
    with ground.read() as db:
        held = [(each.id, store.printed(db, each.id)) for each in store.held(db, holder.id)]
        id, data = next((id, data) for id, data in held if data and data["shape"] == "certificate")
        address = address_of(ground, db, id, data)
        administrator = ground.directory.by_code(db, "ADMIN")
    assert address
    assert administrator
    with ground.write() as writing:
        invitation = new_link(ground, writing, learner.id)
    form = {"unit": learner.unit, "way": "at-once", "days": "30", "anyway": "yes"}
    poster = Web(opened).signed_in(administrator).post("/posters", data=form).content
    text = pypdfium2.PdfDocument(poster)[0].get_textpage().get_text_range()
    ground.store.close()
    public = {
        "sign in": "/sign-in",
        "verify": "/v/" + link_of(address).rpartition("/v/")[2],
        "verify a wrong code": "/v/WRONG",
        "outcomes": "/outcomes",
        "outcomes of a closed year": "/outcomes?fiscal_year=2569",
        "join": f"/join/{invitation}",
        "join with a link that is used": "/join/none",
        "joining": "/joining/" + text.partition("/joining/")[2][:19],
        "privacy": "/privacy",
        "nothing here": "/none",
    }
    return Office(Served(folder), steps, "AT99", f"/certificates/{id}", public)


def phone(
    browser: Browser, size: tuple[int, int] = USUAL, agent: str = ANDROID, language: str = "th"
) -> BrowserContext:
    """A phone in somebody's hand, in LINE."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="th-TH", has_touch=True, is_mobile=True, user_agent=agent
    )
    context.set_default_timeout(30_000)
    return context


def signs_in(page: Page, served: Served, code: str) -> None:
    """Through the sign-in page, by touch, to the home page."""
    page.goto(f"{served.url}/sign-in")
    page.fill("#code", code)
    page.fill("#password", demo.PASSWORD)
    page.tap("main form > button")
    expect(page.locator(".sj-path")).to_be_visible()
