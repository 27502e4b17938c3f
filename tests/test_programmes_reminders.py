"""Reminders: when they are due, whom they reach, what they say; and letters through a real server on this machine."""

import os
import socket
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from click.testing import CliRunner
from conftest import NOON, OFFICE, Clock
from hypothesis import given
from hypothesis import strategies as some
from story import PROGRAMME, Tab, begins, brief_of, reads, sits, walks

import house
from core.directory import Person
from core.ground import Ground
from core.language import LANGUAGES
from core.mail import PASSWORD_FILE, REASONS, Letter, Line, Post, Unsure, is_address, post_of, set_post
from core.settings import ADDRESS, set_to
from core.signing import Refused
from people.person import Draft
from programmes import store
from programmes.cli import remind as command
from programmes.reminder import LATE, MARKS, Words, days_left, left_in_words, mark_due
from programmes.reminding import Rounds, Sent, due, remind, send

Who = Callable[[str], Person]
LAST = date(2027, 9, 30)  # of the shipped programme


class Office:
    """A mail server's handler: keeps what it takes, refuses whom it is told to."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, bytes]] = []
        self.no: dict[str, str] = {}  # word → answer: sender, recipient, data
        self.cut = False

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if "sender" in self.no:
            return self.no["sender"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.no:
            return self.no[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.cut:
            server.transport.abort()
            return ""
        if "data" in self.no:
            return self.no["data"]
        self.taken.append((envelope.mail_from, envelope.rcpt_tos[0], envelope.content))
        return "250 OK"


class Server(Controller):
    """On a port that it has taken itself, so that nobody else can take it between."""

    def __init__(self, handler: Office, **other: Any):
        self.own = socket.create_server(("127.0.0.1", 0))
        super().__init__(handler, "127.0.0.1", self.own.getsockname()[1], ready_timeout=60, **other)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.own, ssl=self.ssl_context)


@pytest.fixture
def office() -> Iterator[tuple[Office, int]]:
    """A mail server that runs here, and its port."""
    handler = Office()
    server = Server(handler)
    server.start()
    yield handler, server.port
    server.stop()


def here(port: int, **other: Any) -> Post:
    return Post(**{"host": "127.0.0.1", "port": port, "security": "none", "user": "", "password": "", "sender": "office@example.go.th", **other})  # fmt: skip


LETTER = Letter("abc", "ana@example.go.th", "สุจริต", "ทดสอบ\nบรรทัดสอง")


# When.


@given(left=some.integers(-5, 400))
def test_a_reminder_is_due_at_its_mark_and_a_few_days_late_but_never_early(left: int) -> None:
    mark = mark_due(left)
    if mark is None:
        assert all(not max(each - LATE, 0) <= left <= each for each in MARKS)
    else:
        assert mark in MARKS
        assert 0 <= left <= mark
        assert mark - left <= LATE


@pytest.mark.parametrize(("left", "mark"), [(31, None), (30, 30), (26, 30), (25, None), (8, None), (7, 7), (3, 7), (2, None), (1, 1), (0, 1), (-1, None)])  # fmt: skip
def test_which_mark_is_due_with_so_many_days_left(left: int, mark: int | None) -> None:
    assert mark_due(left) == mark


def test_days_left_are_counted_from_today_to_the_last_day() -> None:
    assert days_left(LAST, LAST - timedelta(days=30)) == 30
    assert [left_in_words(left).en for left in (2, 1, 0, -1)] == [
        "2 days left", "1 day left", "today is the last day", "it has ended",
    ]  # fmt: skip


# What it says.


def test_a_message_says_what_is_next_and_leads_outside_line_and_names_nobody(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    begins(opened, ana, "pre")
    with opened.ground.read() as db:
        step = opened.paths.next(db, PROGRAMME, ana)
    for language in LANGUAGES:
        for each in (None, step):
            words = Words(brief_of(opened), each, 7, "https://office.example/")
            text = words.text(language)
            assert text.endswith("\nhttps://office.example/?openExternalBrowser=1")
            assert brief_of(opened).title[language] in text
            assert {"th": "เหลืออีก 7 วัน", "en": "7 days left"}[language] in text
            assert each is None or each.title[language] in text
            assert "\n" not in words.subject(language)
            assert not any(name in text for name in (ana.name, ana.code))
    assert "ครับ" not in text
    assert "ค่ะ" not in text


# Where everybody is.


def test_everybody_is_in_the_group_of_their_next_step_and_who_has_done_all_in_none(
    opened: house.House, cast: Who
) -> None:
    ana, dao, tam, bento, adisa = (cast(code) for code in ("ANA", "DAO", "TAM", "BENTO", "ADISA"))
    begins(opened, ana, "pre")  # begun, and not handed in
    sits(opened, dao, "pre")
    sits(opened, tam, "pre")
    reads(opened, tam, "strong")
    walks(opened, bento)

    with opened.ground.read() as db:
        halts = opened.paths.halts(db, PROGRAMME, [ana, dao, tam, bento, adisa])
        single = {p.id: opened.paths.next(db, PROGRAMME, p) for p in (ana, dao, tam, bento, adisa)}

    found = [(halt.step and (halt.step.kind, halt.step.name), [p.code for p in halt.people]) for halt in halts]
    assert found == [
        (None, ["ADISA"]), (("test", "pre"), ["ANA"]), (("lesson", "strong"), ["DAO"]), (("lesson", "gifts"), ["TAM"]),
    ]  # fmt: skip
    for halt in halts:
        for person in halt.people:
            step = single[person.id]
            assert step is not None
            assert halt.step is None or (halt.step.kind, halt.step.name) == (step.kind, step.name)
    assert single[bento.id] is None


def test_a_group_is_asked_in_as_many_questions_for_many_people_as_for_few(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [cast(code) for code in ("ANA", "DAO", "TAM", "BENTO", "ADISA")]
    asked: list[str] = []
    with opened.ground.read() as db:
        db.conn.set_trace_callback(asked.append)
        opened.paths.halts(db, PROGRAMME, people[:1])
        few = len(asked)
        opened.paths.halts(db, PROGRAMME, people)
        db.conn.set_trace_callback(None)
    assert len(asked) - few == few


# One letter.


def test_a_letter_goes_with_its_subject_and_text_in_thai(office: tuple[Office, int]) -> None:
    handler, port = office
    with Line(here(port), lambda: NOON) as line:
        assert line.send(LETTER) is None
        assert line.send(Letter("def", "dao@example.go.th", "สอง\nBcc: everybody@example.go.th", "ทดสอบ")) is None

    assert [(sender, to) for sender, to, _ in handler.taken] == [
        ("office@example.go.th", "ana@example.go.th"), ("office@example.go.th", "dao@example.go.th"),
    ]  # fmt: skip
    first, second = (message_from_bytes(raw, policy=policy.default) for _, _, raw in handler.taken)
    assert first["Subject"] == "สุจริต"
    assert first["Message-ID"] == "<abc@example.go.th>"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first.get_content().strip().splitlines() == ["ทดสอบ", "บรรทัดสอง"]
    assert second["Bcc"] is None
    assert second["Subject"] == "สอง Bcc: everybody@example.go.th"


@pytest.mark.parametrize(
    ("no", "reason"),
    [
        ({"sender": "550 not you"}, "sender"),
        ({"ana@example.go.th": "550 no such user"}, "recipient"),
        ({"ana@example.go.th": "451 come back later"}, "recipient"),
        ({"data": "554 no"}, "refused"),
    ],
)
def test_a_refusal_is_told_and_the_next_letter_goes_all_the_same(
    office: tuple[Office, int], no: dict[str, str], reason: str
) -> None:
    handler, port = office
    handler.no = no
    with Line(here(port), lambda: NOON) as line:
        assert line.send(LETTER) == Refused(reason)
        handler.no = {}
        assert line.send(LETTER) is None
    assert len(handler.taken) == 1


def test_a_line_that_breaks_after_the_letter_was_handed_over_leaves_its_fate_unknown(
    office: tuple[Office, int],
) -> None:
    handler, port = office
    handler.cut = True
    with Line(here(port), lambda: NOON) as line:
        assert line.send(LETTER) == Unsure("cut")


def test_a_server_that_is_not_there_is_told_once_and_not_asked_again() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with Line(here(port), lambda: NOON) as line:
        assert line.send(LETTER) == Refused("unreachable")
        assert line.send(LETTER) == Refused("unreachable")


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with Line(here(deaf.getsockname()[1]), lambda: NOON, seconds=0.2) as line:
            assert line.send(LETTER) == Refused("late")


def test_a_server_that_knows_no_encryption_or_no_user_is_told(office: tuple[Office, int]) -> None:
    _, port = office
    with Line(here(port, security="starttls"), lambda: NOON) as line:
        assert line.send(LETTER) == Refused("secure")
    with Line(here(port, security="tls"), lambda: NOON, seconds=2) as line:
        assert line.send(LETTER) == Refused("secure")
    with Line(here(port, user="me", password="secret"), lambda: NOON) as line:
        assert line.send(LETTER) == Refused("login")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # this one has no TLS
def test_user_and_password_are_given_and_a_wrong_one_is_told() -> None:
    def checks(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"me", b"right"), handled=False)

    handler = Office()
    controller = Server(handler, authenticator=checks, auth_require_tls=False, auth_required=True)
    port = controller.port
    controller.start()
    try:
        with Line(here(port, user="me", password="wrong"), lambda: NOON) as line:
            assert line.send(LETTER) == Refused("login")
        with Line(here(port, user="me", password="right"), lambda: NOON) as line:
            assert line.send(LETTER) is None
    finally:
        controller.stop()
    assert len(handler.taken) == 1


def test_every_reason_has_words() -> None:
    assert all(text.th and text.en for text in REASONS.values())
    assert set(REASONS) >= {"unreachable", "late", "secure", "login", "sender", "recipient", "refused", "cut"}


@pytest.mark.parametrize("text", ["a@b.th", "ana.t+x@office.go.th"])
def test_an_address_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize("text", ["", "a", "a@b", "a@b.th\nBcc: c@d.th", "a b@c.th", "a@b.th, c@d.th", "ก@b.th", "<a@b.th>", "a" * 250 + "@b.th"])  # fmt: skip
def test_what_is_no_address_is_none(text: str) -> None:
    assert not is_address(text)


# The settings.


def test_the_password_lies_beside_the_keys_for_its_owner_only_and_never_in_the_database(ground: Ground) -> None:
    with ground.write() as writing:
        set_post(writing.db, here(25, user="me", password="secret-word"), ground.keys)
    file = ground.keys / PASSWORD_FILE
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ground.read() as db:
        assert post_of(db, ground.keys) == here(25, user="me", password="secret-word")
        assert "secret-word" not in "\n".join(db.conn.iterdump())

    with ground.write() as writing:
        set_post(writing.db, here(26, user="me"), ground.keys)
    with ground.read() as db:
        assert post_of(db, ground.keys) == here(26, user="me", password="secret-word"), "an empty one leaves it"
    with ground.write() as writing:
        set_post(writing.db, here(26, host=""), ground.keys)
    with ground.read() as db:
        assert post_of(db, ground.keys) is None
    assert not file.exists()


# Many letters, each once.


@pytest.fixture
def ready(ground: Ground, opened: house.House, cast: Who, office: tuple[Office, int], clock: Clock) -> Office:
    """Ana and Dao gave addresses, a server is set, and 7 days are left."""
    handler, port = office
    with ground.write() as writing:
        set_post(writing.db, here(port), ground.keys)
        set_to(writing.db, ADDRESS, "https://office.example")
        for code in ("ANA", "DAO"):
            store.set_address(writing, cast(code).id, f"{code.lower()}@example.go.th")
    clock.at = NOON.replace(year=2027, month=9, day=23)
    return handler


def states(ground: Ground) -> dict[str, str]:
    with ground.read() as db:
        names = {person.id: person.code for person in ground.directory.everybody(db)}
        return {names[each.person]: each.state for each in store.deliveries(db, PROGRAMME)}


def test_whoever_gave_an_address_and_is_not_done_gets_one_letter_a_mark(
    ground: Ground, opened: house.House, cast: Who, ready: Office, clock: Clock
) -> None:
    for _ in range(3):
        remind(ground)
    assert [to for _, to, _ in ready.taken] == ["ana@example.go.th", "dao@example.go.th"]
    text = message_from_bytes(ready.taken[0][2], policy=policy.default)
    assert "เหลืออีก 7 วัน" in text["Subject"]
    assert "https://office.example/?openExternalBrowser=1" in text.get_content()

    clock.goes(days=2)  # still the mark of 7 days
    remind(ground)
    assert len(ready.taken) == 2
    clock.goes(days=4)  # one day left
    came = remind(ground)
    assert isinstance(came, Sent)
    assert (came.sent, came.failed, came.unsure) == (2, 0, 0)
    assert len(ready.taken) == 4


def test_nobody_is_reminded_who_is_done_or_not_enrolled_or_gave_no_address(
    ground: Ground, opened: house.House, cast: Who, ready: Office, clock: Clock
) -> None:
    walks(opened, cast("DAO"))
    with ground.write() as writing:
        store.set_address(writing, cast("ANA").id, "")
    remind(ground)
    assert ready.taken == []


@pytest.mark.parametrize("day", [date(2027, 8, 1), date(2027, 9, 20), date(2027, 10, 1)])
def test_on_other_days_and_after_the_end_nothing_is_due(
    ground: Ground, opened: house.House, cast: Who, ready: Office, clock: Clock, day: date
) -> None:
    clock.at = NOON.replace(year=day.year, month=day.month, day=day.day)
    with ground.read() as db:
        assert due(ground, db, day) == []


def test_a_letter_that_was_taken_up_and_whose_fate_is_unknown_is_never_sent_again(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    with ground.write() as writing:  # the process died between the row and the letter
        assert store.taken(writing, PROGRAMME, cast("ANA").id, 7, again=False)

    remind(ground)
    remind(ground, again=True)

    assert [to for _, to, _ in ready.taken] == ["dao@example.go.th"]
    assert states(ground) == {"ANA": "sending", "DAO": "sent"}


def test_what_failed_is_tried_again_on_request_only_and_what_went_is_not(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    ready.no = {"ana@example.go.th": "550 no such user"}
    came = remind(ground)
    assert isinstance(came, Sent)
    assert (came.sent, came.failed, came.reasons) == (1, 1, ["recipient"])
    remind(ground)
    assert states(ground) == {"ANA": "failed", "DAO": "sent"}

    ready.no = {}
    remind(ground, again=True)

    assert states(ground) == {"ANA": "sent", "DAO": "sent"}
    assert sorted(to for _, to, _ in ready.taken) == ["ana@example.go.th", "dao@example.go.th"]


def test_a_line_cut_in_the_middle_leaves_one_unknown_and_the_rest_sent(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    ready.cut = True
    came = remind(ground)
    assert isinstance(came, Sent)
    assert (came.sent, came.unsure) == (0, 2)
    ready.cut = False
    remind(ground, again=True)
    assert ready.taken == []


def test_two_processes_that_send_at_once_send_each_letter_once(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    with ground.read() as db:
        letters, post = due(ground, db, date(2027, 9, 23)), post_of(db, ground.keys)
    assert post is not None
    threads = [threading.Thread(target=send, args=(ground, post, letters)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(to for _, to, _ in ready.taken) == ["ana@example.go.th", "dao@example.go.th"]


def test_a_server_that_is_away_fails_all_of_them_and_asks_it_once(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ground.write() as writing:
        set_post(writing.db, here(port), ground.keys)
    came = remind(ground)
    assert isinstance(came, Sent)
    assert (came.failed, came.reasons) == (2, ["unreachable"])


def test_the_server_goes_round_once_a_day_in_office_hours(
    ground: Ground, opened: house.House, cast: Who, ready: Office, clock: Clock
) -> None:
    rounds = Rounds()
    clock.at = clock.at.replace(hour=0)  # seven in the morning in Bangkok
    rounds.tick(ground)
    assert ready.taken == []
    clock.at = clock.at.replace(hour=2)
    rounds.tick(ground)
    assert len(ready.taken) == 2
    with ground.write() as writing:
        store.set_address(writing, cast("TAM").id, "tam@example.go.th")
    rounds.tick(ground)
    assert len(ready.taken) == 2, "not again on the same day"
    clock.goes(days=1)
    rounds.tick(ground)
    assert len(ready.taken) == 3


def test_without_a_mail_server_nothing_is_asked_and_the_command_says_where_to_set_one(ground: Ground) -> None:
    assert remind(ground) == Refused("server")
    shown = CliRunner().invoke(command, obj=ground)
    assert shown.exit_code == 1
    assert "no mail server is set" in shown.output


def test_the_command_sends_and_says_how_many(ground: Ground, opened: house.House, cast: Who, ready: Office) -> None:
    ready.no = {"ana@example.go.th": "550 no"}
    shown = CliRunner().invoke(command, obj=ground)
    assert shown.exit_code == 0
    assert "1 sent, 1 failed, 0 unknown" in shown.output
    assert REASONS["recipient"].en in shown.output
    ready.no = {}
    assert "1 sent, 0 failed" in CliRunner().invoke(command, ["--again"], obj=ground).output


def test_an_address_is_exported_and_erased_with_the_person(
    ground: Ground, opened: house.House, cast: Who, ready: Office
) -> None:
    remind(ground)
    ana = cast("ANA")
    with ground.read() as db:
        kept = store.export(db, ana.id)
    assert kept["email"] == "ana@example.go.th"
    assert [(row["days"], row["state"]) for row in kept["reminders"]] == [(7, "sent")]
    with ground.write() as writing:
        store.erase(writing, ana.id)
    with ground.read() as db:
        assert store.export(db, ana.id) == {"email": "", "reminders": [], "begun": []}
        assert store.address(db, cast("DAO").id) == "dao@example.go.th"


# The pages.


@pytest.fixture
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)


def test_a_manager_sees_their_own_people_s_groups_with_a_message_to_copy(
    opened: house.House, cast: Who, front: None, clock: Clock
) -> None:
    sits(opened, cast("ANA"), "pre")
    with opened.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://office.example")
    clock.at = NOON.replace(year=2027, month=9, day=23)
    tab = Tab(opened, cast("BENTO")).open("reminders")

    assert tab.shows("ยังไม่เริ่ม · 1 คน")
    assert tab.shows("ขั้นต่อไป: STRONG 6 ตัวอักษร")
    assert tab.shows("เหลืออีก 7 วัน")
    assert tab.shows("?openExternalBrowser=1")
    assert tab.shows("นางสาวอานา ทดสอบ")
    assert not tab.shows("นางสาวดาว ทดสอบ"), "another unit"
    assert not tab.shows("SMTP")

    english = Tab(opened, cast("ADISA"), "en").open("reminders")
    assert english.shows("Not started · 4 people")
    assert english.shows("Dear colleagues")


def test_who_has_come_to_the_pledge_is_named_to_nobody_and_told_that_signing_is_free(
    opened: house.House, cast: Who, front: None
) -> None:
    walks(opened, cast("ANA"), steps=4)
    tab = Tab(opened, cast("BENTO")).open("reminders")
    assert tab.shows("ขั้นต่อไป: คำมั่นสุจริต · 1 คน")
    assert tab.shows("จะลงนามหรือไม่ขึ้นอยู่กับท่าน")
    assert not tab.shows("นางสาวอานา ทดสอบ")


def test_the_administrator_sets_a_mail_server_and_tests_it_and_what_is_wrong_is_said(
    opened: house.House, cast: Who, front: None, office: tuple[Office, int]
) -> None:
    handler, port = office
    adisa = cast("ADISA")
    tab = Tab(opened, adisa).open("reminders")
    tab.app.text_input(key="post/host").set_value("127.0.0.1")
    tab.app.number_input(key="post/port").set_value(port)
    tab.app.radio(key="post/security").set_value("none")
    tab.app.text_input(key="post/sender").set_value("not an address")
    tab.submit()
    assert tab.shows("ยังไม่ได้บันทึก: อีเมลผู้ส่งไม่ถูกต้อง")
    tab.app.text_input(key="post/sender").set_value("office@example.go.th")
    tab.submit()
    assert tab.shows("บันทึกเซิร์ฟเวอร์อีเมลแล้ว")
    assert "post/test" not in tab.keys, "first one's own address"

    home = Tab(opened, adisa).open()
    home.app.text_input(key="address/mine").set_value("nonsense")
    assert home.submit().shows("ยังไม่ได้บันทึก: อีเมลไม่ถูกต้อง")
    home.app.text_input(key="address/mine").set_value("adisa@example.go.th")
    assert home.submit().shows("จะส่งการเตือนไปที่ adisa@example.go.th")

    tab = Tab(opened, adisa).open("reminders").click("post/test")
    assert tab.shows("เซิร์ฟเวอร์รับอีเมลทดสอบถึง adisa@example.go.th แล้ว")
    handler.no = {"adisa@example.go.th": "550 no"}
    assert tab.click("post/test").shows("ยังส่งไม่ได้: เซิร์ฟเวอร์ไม่รับอีเมลผู้รับ")

    home = Tab(opened, adisa).open()
    home.app.text_input(key="address/mine").set_value("")
    assert home.submit().shows("ลบอีเมลแล้ว")


def test_a_manager_sends_what_is_due_and_tries_again_what_failed_for_their_own_units_only(
    opened: house.House, cast: Who, front: None, ready: Office
) -> None:
    ready.no = {"ana@example.go.th": "550 no"}
    tab = Tab(opened, cast("BENTO")).open("reminders").click("mail/send")
    assert tab.shows("ส่งแล้ว 0 ไม่สำเร็จ 1 ไม่ทราบผล 0")
    assert states(opened.ground) == {"ANA": "failed"}, "Dao is of another unit"
    ready.no = {}
    tab.click("mail/again")
    assert states(opened.ground) == {"ANA": "sent"}
    assert "mail/again" not in tab.keys


def test_a_learner_is_asked_for_no_address_while_no_letters_can_go(opened: house.House, cast: Who, front: None) -> None:
    tab = Tab(opened, cast("ANA")).open()
    assert [each.key for each in tab.app.text_input] == []


def test_after_the_set_up_the_one_person_is_led_to_adding_people(opened: house.House, cast: Who, front: None) -> None:
    adisa = cast("ADISA")
    assert not Tab(opened, adisa).open().shows("ขั้นต่อไป: เพิ่มบุคลากร")


def test_alone_the_administrator_s_home_says_what_comes_next(opened: house.House, front: None, tmp_path: Path) -> None:
    house.admit_all(opened.ground, [Draft("ADISA", "นาง", "อดิสา ทดสอบ", "นักจัดการงานทั่วไป", OFFICE, "administrator")])
    with opened.ground.read() as db:
        [adisa] = opened.ground.directory.everybody(db)
    tab = Tab(opened, adisa).open()
    assert tab.shows("ขั้นต่อไป: เพิ่มบุคลากร")
    assert tab.shows("เหลืออีก 311 วัน")
    assert "alone/people" in tab.keys
