"""What is shown when our own code breaks, and before and without a page: in the reader's language, and with what to do."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from story import quick
from streamlit.testing.v1 import AppTest

from core.language import Language
from core.mishap import words
from core.shell import Shell, _in_language
from core.web import broken

AT = datetime(2027, 2, 17, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "said"),
    [("th", ("ขออภัย", "บันทึกไว้แล้วยังอยู่ครบ", "10:05 น.", "เปิดหน้านี้ใหม่")), ("en", ("Sorry", "is kept", "at 10:05", "Open the page again"))],
)  # fmt: skip
def test_says_what_happened_what_was_kept_and_what_to_do(language: Language, said: tuple[str, ...]) -> None:
    found = words(language, AT)
    assert all(word in found for word in said)
    assert 'role="alert"' in found


def _page() -> None:
    from datetime import UTC, datetime

    import streamlit as st

    from core.mishap import LANGUAGE, mishap

    st.session_state[LANGUAGE] = "en"
    assert mishap(lambda: datetime(2027, 2, 17, 3, 5, tzinfo=UTC))(RuntimeError("kept-from-readers"))


def test_draws_a_card_in_the_language_of_the_page_and_nothing_of_the_mistake() -> None:
    shown = " ".join(each.proto.body for each in quick(AppTest.from_function(_page)).run().get("html"))
    assert "Sorry, this part has broken" in shown
    assert 'class="sj-card sj-mishap"' in shown, "as the look in the shell knows it"
    assert "kept-from-readers" not in shown


def _raises(request: object) -> None:
    raise RuntimeError("kept-from-readers")


@pytest.mark.parametrize(("language", "said"), [("th", "ระบบขัดข้อง"), ("en", "something has broken")])
def test_a_route_that_breaks_answers_with_a_page_of_ours(language: str, said: str) -> None:
    app = Starlette(routes=[Route("/", _raises)], exception_handlers={Exception: broken})
    client = TestClient(app, raise_server_exceptions=False, cookies={"sujarit_language": language})
    answer = client.get("/")
    assert answer.status_code == 500
    assert said in answer.text
    assert "kept-from-readers" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("language", "said"), [("th", "กรุณาเปิด JavaScript"), ("en", "needs JavaScript")])
def test_the_shell_says_in_the_reader_s_language_that_it_opens_and_what_it_needs(language: Language, said: str) -> None:
    shell = _in_language((Shell().folder / "index.html").read_bytes(), language).decode()
    assert said in shell
    assert "You need to enable JavaScript" not in shell
    assert "Opening this page" in shell, "the words for both languages stand in the style, and <html lang> chooses"
    assert f'<html lang="{language}"' in shell
