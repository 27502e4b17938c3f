"""Where nobody knows the system's own address: nothing is silent, and no message leads to the sender's own computer."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
import streamlit as st
from click.testing import CliRunner
from conftest import NOON, Clock
from story import PROGRAMME, Tab, brief_of
from web import Web

import house
import quizzes.load
import quizzes.store
from core.directory import Person
from core.ground import Ground
from core.language import LANGUAGES
from core.mail import Post, set_post
from core.settings import ADDRESS, OFFICE_ADDRESS, set_to
from core.signing import Refused
from programmes import reminding, store
from programmes.cli import remind as command
from programmes.pages import where
from programmes.reminder import PLACE, Words
from programmes.reminding import LACKS, Due, Rounds, Sent, due, remind

Who = Callable[[str], Person]
DUE = NOON.replace(year=2027, month=9, day=23)  # 7 days are left
MISSING = "ข้อความด้านล่างยังไม่มีลิงก์"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def sets(ground: Ground, name: str, value: str) -> None:
    with ground.write() as writing:
        set_to(writing.db, name, value)


@pytest.fixture
def server(ground: Ground, cast: Who, clock: Clock) -> None:
    """A mail server is set, nobody answers there; Ana gave her address, and a reminder is due."""
    with ground.write() as writing:
        set_post(writing.db, Post("127.0.0.1", 9, "none", "", "", "office@example.go.th"), ground.keys)
        store.set_address(writing, cast("ANA").id, "ana@example.go.th")
    clock.at = DUE


@pytest.fixture
def asked_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the page be asked for at a host."""

    def put(host: str, scheme: str = "http") -> None:
        context = SimpleNamespace(headers={"host": host}, url=f"{scheme}://{host}/reminders")
        monkeypatch.setattr(where, "st", SimpleNamespace(context=context, html=st.html))

    return put


def test_without_an_address_nothing_is_sent_and_every_place_says_so(
    ground: Ground, opened: house.House, cast: Who, server: None
) -> None:
    assert remind(ground) == Refused("address")

    run = CliRunner().invoke(command, [], obj=ground)
    assert run.exit_code == 1
    assert LACKS["address"].th in run.output
    assert "/organisation" in run.output

    tab = Tab(opened, cast("ADISA")).open("reminders")
    assert tab.html.count(LACKS["address"].th) == 2, "where letters are sent, and where the server is set"
    assert 'href="/organisation"' in tab.html
    assert "mail/send" not in tab.keys
    manager = Tab(opened, cast("BENTO")).open("reminders")
    assert manager.shows(LACKS["address"].th)
    assert 'href="/organisation"' not in manager.html
    assert manager.shows("ขอให้ผู้ดูแลระบบตั้งที่อยู่เว็บ")
    assert Tab(opened, cast("ADISA"), "en").open("reminders").shows(LACKS["address"].en)

    found = Web(opened).guest().get("/healthz").json()
    assert found["state"] == "look"
    assert (found["rooms"]["programmes"]["state"], found["rooms"]["programmes"]["mail"]) == ("look", "no address")


@pytest.mark.parametrize("name", [ADDRESS, OFFICE_ADDRESS])
def test_the_public_or_the_office_s_address_is_enough(
    ground: Ground, opened: house.House, cast: Who, server: None, name: str
) -> None:
    sets(ground, name, "http://192.168.1.20:8501")
    with ground.read() as db:
        [one] = due(ground, db, DUE.date())
    assert one.words.text("th").endswith("\nhttp://192.168.1.20:8501/?openExternalBrowser=1")
    assert not isinstance(remind(ground), Refused)
    found = Web(opened).guest().get("/healthz").json()
    assert (found["state"], found["rooms"]["programmes"]["mail"]) == ("ok", "on")
    tab = Tab(opened, cast("ADISA")).open("reminders")
    assert "mail/send" in tab.keys
    assert LACKS["address"].th not in tab.html


def test_no_mail_server_is_a_choice_and_no_worry(ground: Ground, opened: house.House, cast: Who) -> None:
    cast("ANA")
    found = Web(opened).guest().get("/healthz").json()
    assert (found["state"], found["rooms"]["programmes"]["mail"]) == ("ok", "off")
    run = CliRunner().invoke(command, [], obj=ground)
    assert run.exit_code == 1
    assert LACKS["server"].th in run.output


def test_the_server_s_round_tries_again_until_the_address_is_set(
    ground: Ground, server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []

    def send(ground: Ground, post: Post, letters: list[Due], **_: object) -> Sent:
        sent.append(len(letters))
        return Sent()

    monkeypatch.setattr(reminding, "send", send)
    rounds = Rounds()
    rounds.tick(ground)
    assert sent == []
    sets(ground, ADDRESS, "https://office.example")
    rounds.tick(ground)
    rounds.tick(ground)
    assert sent == [1]


def test_who_is_on_paper_gets_no_letter(ground: Ground, opened: house.House, cast: Who, server: None) -> None:
    sets(ground, ADDRESS, "https://office.example")
    with ground.write() as writing:
        banks = quizzes.load.banks_of(writing.db, brief_of(opened).topics)
        assert quizzes.store.print_out(writing, "1" * 16, cast("ANA"), PROGRAMME, "pre", banks)
    with ground.read() as db:
        assert due(ground, db, DUE.date()) == []


# The message to copy.


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "0.0.0.0:8501", ""])
def test_a_message_never_leads_to_the_very_computer_that_opens_it(
    ground: Ground, opened: house.House, cast: Who, asked_at: Callable[[str], None], host: str
) -> None:
    cast("ANA")
    asked_at(host)
    tab = Tab(opened, cast("ADISA")).open("reminders")
    assert tab.shows(MISSING)
    assert 'href="/organisation"' in tab.html
    for language in LANGUAGES:
        assert PLACE[language] in tab.html
    assert "http" not in tab.html.split('<pre class="sj-message"', 1)[1]
    sets(ground, OFFICE_ADDRESS, "http://10.0.0.5:8501")
    tab.run()
    assert not tab.shows(MISSING)
    assert "http://10.0.0.5:8501/?openExternalBrowser=1" in tab.html


def test_a_message_uses_the_host_at_which_others_reach_the_page(
    opened: house.House, cast: Who, asked_at: Callable[..., None]
) -> None:
    asked_at("office-pc.local:8501")
    tab = Tab(opened, cast("BENTO")).open("reminders")
    assert "http://office-pc.local:8501/?openExternalBrowser=1" in tab.html
    assert not tab.shows(MISSING)
    asked_at("sujarit.example.go.th", "https")
    assert "https://sujarit.example.go.th/?openExternalBrowser=1" in tab.run().html


def test_a_message_without_an_address_shows_the_place_for_it(opened: house.House) -> None:
    for language in LANGUAGES:
        text = Words(brief_of(opened), None, 7, "").text(language)
        assert text.endswith("\n" + PLACE[language])
        assert "openExternalBrowser" not in text
