"""Every picture of the gallery, in one table: whose page it is, where, and what is done on it first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Page, expect

State = Literal["full", "empty", "wrong", "broken", "opening", "unreachable"]
Act = Callable[[Page], None]


def nothing(page: Page) -> None:
    """The page as it opens."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One page in one state. `path` may name what a still server has found ({person}, {valid} …)."""

    name: str
    path: str
    who: str = ""  # "" for a stranger
    state: State = "full"
    act: Act = nothing
    fresh: bool = False  # in an office in which nobody is yet but its administrator
    plain: bool = False  # our own page without Streamlit
    alone: bool = False  # what is done ends the sign-in: in a browser of its own
    reads: bool = True  # the privacy notice is known


def clicked(key: str) -> Act:
    """Click the button of a key."""

    def act(page: Page) -> None:
        page.locator(f".st-key-{key} button").first.click()

    return act


def chosen(key: str) -> Act:
    """Choose the first option and click the button of a key."""

    def act(page: Page) -> None:
        page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.click()
        clicked(key)(page)

    return act


def opens(selector: str) -> Act:
    """Open a menu or a folded part."""

    def act(page: Page) -> None:
        page.locator(selector).first.click()

    return act


def filled(**given: str) -> Act:
    """Fill in a plain page's form, and send it."""

    def act(page: Page) -> None:
        for name, value in given.items():
            page.fill(f"#{name}", value)
        page.locator("main form button").last.click()

    return act


def signed_out(page: Page) -> None:
    """The sign-in ends elsewhere, and the page is still open."""
    origin = "/".join(page.url.split("/")[:3])
    page.context.request.post(f"{origin}/sign-out", headers={"origin": origin})
    page.get_by_test_id("stButtonGroup").first.locator("button").nth(1).click()
    expect(page.locator(".sj-button[href='/sign-in']")).to_be_visible()


def answered(page: Page) -> None:
    """The first card of a test, begun now."""
    clicked("begin")(page)
    page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.wait_for()


TEST = "test?programme=strong-2570&moment="
PLAIN = (
    Shot("sign-in", "sign-in", plain=True),
    Shot("sign-in-wrong", "sign-in", state="wrong", plain=True, act=filled(code="D000011", password="not this one")),
    Shot("sign-in-rested", "sign-in?rested=1", plain=True),
    Shot("sign-out", "sign-out", "LEARNER", plain=True),
    Shot("join", "join/still-join", plain=True),
    Shot("join-wrong", "join/still-join", state="wrong", plain=True, act=filled(password="aabbaabb")),
    Shot("join-gone", "join/nothing", state="wrong", plain=True),
    Shot("password", "password", "LEARNER", plain=True),
    Shot("password-wrong", "password", "D000005", "wrong", plain=True,
         act=filled(before="not this one", password="rice field at dawn")),
    Shot("privacy", "privacy", plain=True),
    Shot("joining-poster", "joining/still-poster", plain=True),
    Shot("joining-poster-gone", "joining/nothing", state="wrong", plain=True),
    Shot("slips", "slips", "ADMIN", plain=True),
    Shot("posters", "posters", "ADMIN", plain=True),
    Shot("verify-valid", "{valid}", plain=True),
    Shot("verify-superseded", "{superseded}", plain=True),
    Shot("verify-revoked", "{revoked}", plain=True),
    Shot("verify-unknown", "V/NOTHING", state="wrong", plain=True),
    Shot("outcomes", "outcomes", plain=True),
    Shot("not-found", "nothing-is-here", state="wrong", plain=True),
    Shot("not-yours", "people", "LEARNER", "wrong", plain=True),
)  # fmt: skip
LEARNER = (
    Shot("home-begin", "", "LEARNER"),
    Shot("home-menu", "", "LEARNER", act=opens(".sj-top summary")),
    Shot("home-half-way", "", "D000005"),
    Shot("home-finished", "", "MANAGER"),
    Shot("lessons", "lessons", "LEARNER"),
    Shot("lesson", "lesson?programme=strong-2570&lesson=strong", "D000005"),
    Shot("lesson-unknown", "lesson?programme=strong-2570&lesson=none", "LEARNER", "wrong"),
    Shot("dilemmas", "dilemmas", "LEARNER"),
    Shot("dilemma", "dilemmas?dilemma=drug-lunch", "LEARNER"),
    Shot("dilemma-chosen", "dilemmas?dilemma=drug-lunch", "LEARNER", act=opens(".stMain .stButton button")),
    Shot("test-early", TEST + "post", "LEARNER", "empty"),
    Shot("test-begin", TEST + "pre", "LEARNER"),
    Shot("test-result", TEST + "post", "MANAGER"),
    Shot("practice", "practice", "LEARNER"),
    Shot("practice-question", "practice?topic=gifts", "D000005"),
    Shot("practice-answered", "practice?topic=gifts", "D000005", act=chosen("answer")),
    Shot("gifts", "gifts", "LEARNER"),
    Shot("gifts-verdict", "gifts?link=own&value=900", "LEARNER"),
    Shot("scenarios", "scenarios", "LEARNER"),
    Shot("scenario-chosen", "scenarios?n=3", "LEARNER", act=opens(".stMain .stButton button")),
    Shot("pledge-early", "pledge?programme=strong-2570&pledge=integrity", "LEARNER", "empty"),
    Shot("pledge-signed", "pledge?programme=strong-2570&pledge=integrity", "MANAGER"),
    Shot("certificates-none", "certificates", "LEARNER", "empty"),
    Shot("certificates", "certificates", "MANAGER"),
    Shot("my-data", "my-data", "D000005"),
    Shot("signed-out", "gifts", "MANAGER", "broken", act=signed_out, alone=True),
    Shot("broken-page", "gifts?amiss=page", "LEARNER", "broken"),
    Shot("test-question", TEST + "pre", "LEARNER", act=answered),  # and from here on they have begun
)
STAFF = (
    Shot("results", "results", "MANAGER"),
    Shot("results-closed", "results?fiscal_year=2569&quarter=4", "MANAGER"),
    Shot("entering", "entering?fiscal_year=2569&quarter=4", "MANAGER"),
    Shot("closing", "closing?fiscal_year=2570&quarter=1", "MANAGER"),
    Shot("closing-closed", "closing?fiscal_year=2569&quarter=2", "MANAGER"),
    Shot("history", "history", "ADMIN"),
    Shot("joining", "joining", "ADMIN"),
    Shot("items", "items", "TRAINER"),
    Shot("paper", "paper", "MANAGER"),
    Shot("reminders", "reminders", "ADMIN"),
    Shot("content", "content", "TRAINER"),
    Shot("programmes", "programmes", "ADMIN"),
    Shot("programme", "programme?programme=strong-2570", "ADMIN"),
    Shot("programme-new", "programme?template=renewal", "ADMIN", "empty"),
    Shot("programme-unknown", "programme", "ADMIN", "wrong"),
    Shot("preview-lessons", "preview-lessons?slug=strong", "TRAINER"),
    Shot("preview-quizzes", "preview-quizzes?slug=gifts", "TRAINER"),
    Shot("certificate-design", "certificate-design", "ADMIN"),
    Shot("people", "people", "ADMIN"),
    Shot("people-none", "people?q=" + quote("ไม่มีใคร"), "ADMIN", "empty"),
    Shot("person", "person?id={person}", "ADMIN"),
    Shot("person-unknown", "person?id=nobody", "ADMIN", "wrong"),
    Shot("import", "import", "ADMIN"),
    Shot("organisation", "organisation", "ADMIN"),
    Shot("units", "units", "ADMIN"),
    Shot("erasure", "erasure?code=D000012", "ADMIN"),
    Shot("menu", "people", "ADMIN", act=opens(".sj-nav details:last-of-type summary")),
)
FRESH = (
    Shot("fresh-set-up", "{set_up}", fresh=True, plain=True, state="empty"),
    Shot("fresh-privacy", "privacy?back=/", "ADMIN", fresh=True, plain=True, state="empty", reads=False),
    Shot("fresh-home", "", "ADMIN", "empty", fresh=True),
    Shot("fresh-people", "people", "ADMIN", "empty", fresh=True),
    Shot("fresh-results", "results", "ADMIN", "empty", fresh=True),
    Shot("fresh-history", "history", "ADMIN", "empty", fresh=True),
    Shot("fresh-certificates", "certificates", "ADMIN", "empty", fresh=True),
    Shot("fresh-joining", "joining", "ADMIN", "empty", fresh=True),
    Shot("fresh-items", "items", "ADMIN", "empty", fresh=True),
    Shot("fresh-paper", "paper", "ADMIN", "empty", fresh=True),
    Shot("fresh-reminders", "reminders", "ADMIN", "empty", fresh=True),
    Shot("fresh-programmes", "programmes", "ADMIN", "empty", fresh=True),
    Shot("fresh-units", "units", "ADMIN", "empty", fresh=True),
    Shot("fresh-content", "content", "ADMIN", "empty", fresh=True),
    Shot("fresh-slips", "slips", "ADMIN", "empty", fresh=True, plain=True),
    Shot("fresh-outcomes-closed", "outcomes", fresh=True, plain=True, state="empty"),
)
SHOTS = (
    *PLAIN, *LEARNER, *STAFF, *FRESH,
    Shot("opening", "lessons", "LEARNER", "opening"),
    Shot("unreachable", "lessons", "LEARNER", "unreachable", alone=True),  # the last: it ends the server
)  # fmt: skip
