"""What people do in the tests, through the same stores as real people; and a tab in which a page is open."""

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import house
import pledges.load
import pledges.store
import quizzes.load
import quizzes.store
from core.directory import Person
from core.gate import Gate
from core.ground import Ground
from core.language import Language
from core.path import Brief
from lessons.play import play as play_lesson
from people.store import roster, signins
from quizzes.attempt import Attempt, Moment, items
from quizzes.item import Answer, Item

# How long an example takes says nothing on a machine that does other things too.
settings.register_profile("sujarit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sujarit")

ROOT = Path(__file__).parent.parent
PROGRAMME = "strong-2570"


def of_two_topics(folder: Path) -> None:
    """Let a data folder's programme be the shipped one with two of its topics alone: eight questions are soon answered."""
    file = folder / "content" / "programmes" / f"{PROGRAMME}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_of_two_topics(), encoding="utf-8")


def _of_two_topics() -> str:
    text = (ROOT / "programmes" / "content" / f"{PROGRAMME}.yaml").read_text(encoding="utf-8")
    others = ("interests", "conflict", "disclosure", "speaking-up")
    return "".join(
        line for line in text.splitlines(keepends=True) if line.strip() not in [f"- lesson: {each}" for each in others]
    )


def brief_of(opened: house.House, programme: str = PROGRAMME) -> Brief:
    """A programme in force."""
    with opened.ground.read() as db:
        brief = opened.paths.brief(db, programme)
    assert brief is not None, f"{programme} is not in force"
    return brief


def reads(opened: house.House, person: Person, lesson: str, programme: str = PROGRAMME) -> None:
    """Read a lesson to its end, deciding each decision."""
    play_lesson(opened.ground, brief_of(opened, programme), lesson, person, Random(0))


def begins(opened: house.House, person: Person, moment: Moment, programme: str = PROGRAMME) -> Attempt:
    """Be given a form of a test, or the attempt that is begun already."""
    with opened.ground.write() as writing:
        brief = brief_of(opened, programme)
        banks = quizzes.load.banks_of(writing.db, brief.topics, brief.forms)
        return quizzes.store.begin(writing, opened.ground.new_id(), person, programme, moment, banks)


def asked(opened: house.House, attempt: Attempt) -> list[Item]:
    """The items of an attempt, in the order in which they are asked."""
    with opened.ground.read() as db:
        return [item for _, item in items(quizzes.load.banks_at(db, attempt.versions), attempt.form)]


def answers(opened: house.House, attempt: Attempt, item: str, given: Answer) -> bool:
    """Save one answer."""
    with opened.ground.write() as writing:
        return quizzes.store.answer(writing, attempt.id, item, given)


def hands_in(opened: house.House, person: Person, moment: Moment, programme: str = PROGRAMME) -> bool:
    """Hand a test in."""
    with opened.ground.write() as writing:
        begun = quizzes.store.attempt(writing.db, person.id, programme, moment)
        assert begun is not None
        banks = quizzes.load.banks_at(writing.db, begun.versions)
        return quizzes.store.finish(writing, person, programme, moment, banks)


def wrong(item: Item) -> Answer:
    """An answer to an item that marks 0."""
    return next((option.id,) for option in item.options if item.mark((option.id,)) == 0)


def sits(opened: house.House, person: Person, moment: Moment, right: int = 99, programme: str = PROGRAMME) -> Attempt:
    """Take a test from beginning to end; the first `right` answers are the key, the others mark 0."""
    begun = begins(opened, person, moment, programme)
    for place, item in enumerate(asked(opened, begun)):
        answers(opened, begun, item.id, item.key if place < right else wrong(item))
    assert hands_in(opened, person, moment, programme)
    return begun


def signs(
    opened: house.House,
    person: Person,
    pledge: str = "integrity",
    programme: str = PROGRAMME,
    language: Language = "th",
) -> None:
    """Sign the pledge that is in force."""
    with opened.ground.write() as writing:
        found = pledges.load.pledge(writing.db, pledge)
        assert found is not None
        assert pledges.store.sign(writing, opened.ground.new_id(), person, programme, pledge, *found, language) is None


def walks(opened: house.House, person: Person, right: int = 99, programme: str = PROGRAMME, steps: int = 99) -> None:
    """Walk the path of a programme: all of it, or so many steps; `right` answers of the post-test are right."""
    for _ in range(steps):
        with opened.ground.read() as db:
            step = opened.paths.next(db, programme, person)
        match (step.kind, step.name) if step else ("", ""):
            case ("test", "pre"):
                sits(opened, person, "pre", 3, programme)
            case ("test", "post"):
                sits(opened, person, "post", right, programme)
            case ("lesson", name):
                reads(opened, person, name, programme)
            case ("pledge", name):
                signs(opened, person, name, programme)
            case _:
                return


def next_year(opened: house.House, year: int) -> str:
    """Publish the programme for another fiscal year, as an office copies it. Returns its slug."""
    folder = opened.ground.content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"strong-{year}.yaml").write_text(_of_two_topics().replace("2570", str(year)), encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    return f"strong-{year}"


def client(
    opened: house.House, routes: Callable[[Ground, Gate], Sequence[BaseRoute]], person: Person | None = None
) -> TestClient:
    """A room's routes without the walls round them, as this person's requests reach them."""

    def identified(app: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, "state": {"person": person, "signin": ""}}, receive, send)

        return serve

    return TestClient(identified(Starlette(routes=routes(opened.ground, Gate(opened.ground, lambda path: True)))))


def quick(app: AppTest) -> AppTest:
    """An AppTest that does not look through all installed packages for components: this house has none."""
    app.default_timeout = 60
    app._bidi_component_manager = BidiComponentManager()
    return app


class Chosen(BytesIO):
    """A file as the uploader gives it."""

    def __init__(self, content: str | bytes, name: str = "people.csv"):
        super().__init__(content.encode() if isinstance(content, str) else content)
        self.name = name


class Tab:
    """A browser's tab as Streamlit's own AppTest plays it: app.py run for somebody who is signed in.

    AppTest knows no reruns of a fragment alone: every click runs the page whole. A page is opened by the hash of
    its path, which is what a browser sends; AppTest's own `switch_page` knows pages that are files only.
    """

    def __init__(self, opened: house.House, person: Person, language: Language = "th"):
        with opened.ground.write() as writing:
            roster.set_language(writing, person.id, language)
            self.signin = signins.begin(writing.db, person.id, writing.at)
        self.ground, self.person = opened.ground, person
        self.app = quick(AppTest.from_file(str(ROOT / "app.py")))
        self.app.user = {"person": person.id, "signin": self.signin}

    def open(self, page: str = "", **query: str) -> "Tab":
        """Go to a page by its address."""
        self.app._page_hash = calc_hash(page)
        self.app.query_params = dict(query)
        self.run()
        self.app._page_hash = ""
        return self

    def run(self) -> "Tab":
        """Run the page once; what went wrong in it goes wrong here."""
        self.app.run()
        assert [each.value for each in self.app.exception] == []
        return self

    def click(self, key: str) -> "Tab":
        """Click a button by its key, together with whatever was chosen before."""
        self.app.button(key=key).click()
        return self.run()

    def submit(self) -> "Tab":
        """Submit the page's one form."""
        self.app.form_submit_button[0].click()
        return self.run()

    def revoke(self) -> None:
        """End this sign-in, from somewhere else."""
        with self.ground.write() as writing:
            signins.revoke(writing.db, self.signin, writing.at)

    @property
    def keys(self) -> list[str | None]:
        """The keys of the buttons on the page."""
        return [each.key for each in self.app.button]

    @property
    def html(self) -> str:
        """All of our own HTML on the page."""
        return "\n".join(each.proto.body for each in self.app.html)

    @property
    def sent(self) -> bytes:
        """Everything that the run sent to the browser, as it goes over the wire."""
        parts: list[Any] = [node.proto for node in self.app._tree if getattr(node, "proto", None) is not None]
        return b"\n".join(part.SerializeToString() for part in parts)

    def shows(self, text: str) -> bool:
        """Whether a text was sent, as it is or as HTML."""
        return text.encode() in self.sent or escape(text).encode() in self.sent
