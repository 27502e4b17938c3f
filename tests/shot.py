"""A shot: one page in one state; and what is done on a page before its picture is taken.

What is done can be done again: a picture that differs is taken anew before anybody is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, WebSocketRoute, expect

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
    then: str = (
        ""  # what is on the page when that is done, and shows that it is what the name says: else there is no picture
    )
    before: Act = nothing  # done to the tab before the page opens
    fresh: bool = False  # in an office in which nobody is yet but its administrator
    plain: bool = False  # our own page without Streamlit
    alone: bool = False  # what is done ends the sign-in: in a browser of its own
    reads: bool = True  # the privacy notice is known


def clicked(*keys: str) -> Act:
    """Click the buttons of these keys, one after the other."""

    def act(page: Page) -> None:
        for key in keys:
            page.locator(f".st-key-{key} button").first.click()

    return act


def chosen(key: str) -> Act:
    """Choose the first option and click the button of a key."""

    def act(page: Page) -> None:
        page.get_by_test_id("stRadioOption").or_(page.locator(".stCheckbox label")).first.click()
        clicked(key)(page)

    return act


def opens(*selectors: str) -> Act:
    """Open menus or folded parts, or press what stands there."""

    def act(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return act


def sums_hidden(page: Page) -> None:
    """Check sums are others after any change of the content, and are not the look of a page: noughts in their place."""
    page.wait_for_function("/[0-9a-f]{64}/.test(document.body.innerText)")
    page.evaluate(
        """() => { const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/[0-9a-f]{64}/g, '0'.repeat(64)); }"""
    )


def filled(**given: str) -> Act:
    """Fill in a plain page's form, and send it."""

    def act(page: Page) -> None:
        typed(**given)(page)
        page.locator("main form button").last.click()

    return act


def typed(**given: str) -> Act:
    """Fill in a plain page's form, and leave it so."""

    def act(page: Page) -> None:
        for name, value in given.items():
            page.fill(f"#{name}", value)

    return act


def sent(label: str, text: str) -> Act:
    """Type into the field whose key begins so, and send its form."""

    def act(page: Page) -> None:
        page.locator(f"[class*='st-key-{label}'] input").first.fill(text)
        page.locator(".stFormSubmitButton button").first.click()

    return act


def given(name: str, *lines: str) -> Act:
    """Put a sheet of these lines into the uploader."""

    def act(page: Page) -> None:
        content = "\r\n".join(lines).encode("utf-8-sig")
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/csv", "buffer": content}
        )

    return act


def signed_out(page: Page) -> None:
    """The sign-in ends elsewhere, and the page is still open."""
    origin = "/".join(page.url.split("/")[:3])
    page.context.request.post(f"{origin}/sign-out", headers={"origin": origin})
    page.get_by_test_id("stButtonGroup").first.locator("button").nth(1).click()
    expect(page.locator(".sj-button[href='/sign-in']")).to_be_visible()


_NEVER = """window.sjOpening = true;
const fetched = window.fetch;
window.fetch = (what, ...more) => String(what.url ?? what).includes('/_stcore/host-config') ? new Promise(() => {}) : fetched(what, ...more);"""


def waiting(page: Page) -> None:
    """What the page waits for never comes."""
    page.add_init_script(_NEVER)


class Line:
    """A page's way to its server, which can be cut; the server itself goes on, for the others."""

    def __init__(self) -> None:
        self.held: list[WebSocketRoute] = []
        self.whole = True

    def laid(self, page: Page) -> None:
        """The page comes to its server by this line."""
        self.held, self.whole = [], True
        page.route_web_socket("**/_stcore/stream*", self._through)

    def _through(self, socket: WebSocketRoute) -> None:
        if self.whole:
            self.held.append(socket.connect_to_server())
            self.held.append(socket)
        else:
            socket.close()

    def cut(self, page: Page) -> None:
        """From now on nothing comes through, and the page says so."""
        self.whole = False
        page.route("**/_stcore/**", lambda route: route.abort())
        for socket in self.held:
            socket.close()
        page.get_by_test_id("stDialog").wait_for()


LINE = Line()
