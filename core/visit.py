"""A visit: one person, one moment, one house. Pages, fragments and callbacks come in through the Door, and only so.

Streamlit freezes cookies at the websocket's handshake, and a fragment or a callback never runs the top of the
script again. So each of them looks the sign-in row up anew: what was revoked a moment ago is refused now.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from core.db import Database
from core.directory import Person, Role
from core.ground import Ground
from core.language import Language, spoken
from core.path import Paths
from core.record import Writing

SHARED = "sj/shared"  # in the session: it is open on a shared computer, and its end leads to the sign-in page
_LEAVE = "export default function (component) { window.location.replace(component.data); }"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, when, and in which house."""

    person: Person
    at: datetime
    ground: Ground
    paths: Paths
    language: Language
    pages: Mapping[str, Any]
    shared: bool = False  # on a computer that several people use: the sign-in ends soon after its last use

    def say(self, th: str, en: str) -> str:
        """The wording in the visitor's language."""
        return th if self.language == "th" else en

    @contextmanager
    def read(self) -> Iterator[Database]:
        """The database as of now."""
        with self.ground.read() as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[Writing]:
        """One transaction of rows and facts; followers run after it."""
        with self.ground.write() as writing:
            yield writing

    def go(self, page: str, query: Mapping[str, str] | None = None) -> NoReturn:
        """Continue on another page."""
        st.switch_page(self.pages[page], query_params=dict(query or {}))


@dataclass(frozen=True, slots=True)
class Door:
    """The way in. Called, it gives the Visit of this run, or ends the run with a word about signing in again."""

    ground: Ground
    paths: Paths
    pages: Mapping[str, Any]
    roles: tuple[Role, ...] = ("learner",)

    def __call__(self) -> Visit:
        visit = self._visit()
        if visit is None:
            _signed_out(self.language)
        if not visit.person.holds(*self.roles):
            st.error(visit.say("หน้านี้สำหรับผู้ที่มีสิทธิเท่านั้น", "This page is for those with the right to it."))
            st.stop()
        return visit

    def then(self, act: Callable[..., None], *arguments: Any) -> Callable[[], None]:
        """A callback for a widget: at the click, `act(visit, *arguments)` runs, if the visit is still allowed."""

        def clicked() -> None:
            visit = self._visit()
            if visit is not None and visit.person.holds(*self.roles):
                act(visit, *arguments)

        return clicked

    @property
    def language(self) -> Language:
        """The language of the visitor's cookie, as of the handshake."""
        return spoken(st.context.cookies.get("sujarit_language"))

    def lasts(self) -> bool:
        """Whether the sign-in still stands. Asking is no use of it."""
        with self.ground.read() as db:
            return self.ground.directory.signed_in(db, _signin(), self.ground.clock()) is not None

    def _visit(self) -> Visit | None:
        signin = _signin()
        with self.ground.read() as db:
            person = self.ground.directory.signed_in(db, signin, self.ground.clock()) if signin else None
            shared = self.ground.directory.shared(db, signin) if person else None
        if person is None:
            return None
        if shared:
            self.ground.stays(signin, shared)
        language = person.language or self.language
        return Visit(
            person, self.ground.clock(), self.ground, self.paths, language, self.pages, shared=shared is not None
        )


def _signin() -> str:
    # The same that `st.user` shows; read where it lies, for st.user looks for a secrets file at every question.
    run = get_script_run_ctx()
    signin = run.user_info.get("signin") if run else None
    return signin if isinstance(signin, str) else ""


def _signed_out(language: Language) -> NoReturn:
    th = language == "th"
    st.warning(
        "ท่านออกจากระบบแล้ว หรือมีการเปลี่ยนรหัสผ่าน คำตอบที่บันทึกไว้ยังอยู่ครบ"
        if th
        else "You are signed out, or your password was changed. All that was saved is kept."
    )
    st.html(f'<a class="sj-button" href="/sign-in" target="_self">{"เข้าสู่ระบบอีกครั้ง" if th else "Sign in again"}</a>')
    if st.session_state.get(SHARED):
        leave = st.components.v2.component("sj_leave", html="<i></i>", js=_LEAVE)
        leave(data="/sign-in?rested=1", key="sj-leave", height=1)
    st.stop()
