"""The page of closings and its commands: what would be frozen, what was, what differs since, and that it can be verified."""

import csv
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import CAST, Clock
from hypothesis import given
from hypothesis import strategies as st
from story import Tab, client, walks
from world import BEGINS, SIGNER, world

import house
import sujarit
from core.db import rows
from core.directory import Person
from core.facts import PersonJoined, QuizFinished
from core.record import Fact, of_kind
from outcomes.account import account, close, restate, snapshot
from outcomes.difference import ANEW, differences
from outcomes.figures import Period
from outcomes.reported import Wanted, report
from outcomes.routes import routes
from outcomes.store import closings, entered
from outcomes.store.audit import audit
from outcomes.store.entered import Entry

Who = Callable[[str], Person]
JANUARY = datetime(2027, 1, 10, 5, tzinfo=UTC)  # the first quarter of fiscal year 2570 is over
QUARTER = Period(2570, 1)


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py and the command stand on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)
    monkeypatch.setenv(house.DATA, str(opened.ground.folder))


@pytest.fixture
def learned(opened: house.House, cast: Who, clock: Clock) -> house.House:
    """Ana finished, Dao is under way, and the quarter is over."""
    walks(opened, cast("ANA"))
    walks(opened, cast("DAO"), steps=2)
    clock.at = JANUARY
    return opened


def page(opened: house.House, cast: Who, quarter: int = 1) -> Tab:
    return Tab(opened, cast("ADISA")).open("closing", fiscal_year="2570", quarter=str(quarter))


def closes(opened: house.House, by: Person) -> None:
    assert close(opened.ground, QUARTER, by.id) is None


# The page


def test_the_page_is_for_those_over_the_whole_organisation(opened: house.House, cast: Who) -> None:
    assert Tab(opened, cast("BENTO")).open("closing").shows("ผู้ดูแลระบบของทั้งหน่วยงาน")


def test_a_quarter_that_lasts_says_from_when_it_can_be_closed(opened: house.House, cast: Who) -> None:
    tab = page(opened, cast)
    assert tab.shows("ปิดได้ตั้งแต่วันที่ 1 มกราคม พ.ศ. 2570")
    assert "closing/close" not in tab.keys


def test_a_quarter_before_the_record_is_not_closed(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("closing")
    refused = close(opened.ground, Period(2569, 4), cast("ADISA").id)
    assert getattr(refused, "reason", "") == "before"
    assert tab.shows("ยังไม่สิ้นสุด")


def test_closing_shows_what_is_frozen_and_missing_and_asks(learned: house.House, cast: Who) -> None:
    tab = page(learned, cast)
    for said in ("กำลังเรียนอยู่ 1 คน", "B-O1", "D-R1", "แบบทดสอบบนกระดาษที่ยังไม่ได้กรอก", "ไม่แสดง (น้อยกว่า 5 คน)"):
        assert tab.shows(said), said
    assert not tab.shows("A-O1 ")  # it is counted
    assert tab.app.button(key="closing/close").disabled
    tab.app.checkbox[0].check()
    tab.run().click("closing/close")
    assert tab.shows("ปิดงวดแล้ว")
    assert tab.shows("โดย นางอดิสา ทดสอบ")
    with learned.ground.read() as db:
        closed = account(db, QUARTER).closed
        assert closed is not None
        assert (closed.by, closed.kid) == (cast("ADISA").id, learned.ground.signer.kid)
    for said in (closed.figures, closed.snapshot["head"], closed.kid, "sujarit outcomes verify", "/reports/2570-1.zip"):
        assert tab.shows(said), said
    assert tab.shows("บันทึกวันนี้ยังตรงกับที่ปิดไว้")


def test_what_changed_while_somebody_looked_is_not_closed_unseen(learned: house.House, cast: Who) -> None:
    tab = page(learned, cast)
    tab.app.checkbox[0].check()
    tab.run()
    late(learned, cast)
    tab.click("closing/close")
    assert tab.shows("ตัวเลขเปลี่ยนไประหว่างที่ท่านดู")
    with learned.ground.read() as db:
        assert account(db, QUARTER).closed is None


def late(opened: house.House, cast: Who) -> None:
    """A paper test of last December is typed in: the fact that it would tell."""
    dao = cast("DAO")
    with opened.ground.write() as writing:
        said = QuizFinished("strong-2570", "post", "B", {}, {}, {}, "9/10", "", paper=True, sat="2026-12-20")
        writing.tell(said, person=dao.id, unit=dao.unit, subject="late")


def test_a_later_correction_is_shown_beside_what_was_closed_and_stated_anew_with_its_reason(
    learned: house.House, cast: Who
) -> None:
    closes(learned, cast("ADISA"))
    late(learned, cast)
    tab = page(learned, cast)
    assert tab.shows("บันทึกเปลี่ยนไปจากที่ปิดไว้")
    assert '<th scope="row">ผู้ทำแบบทดสอบหลังเรียน</th><td class="n">1</td><td class="n">2</td>' in tab.html
    tab.submit()
    assert tab.shows("เขียนเหตุผล")
    tab.app.text_area[0].set_value("กระดาษคำตอบมาถึงช้า")
    tab.submit()
    assert tab.shows("ปรับปรุงงวดแล้ว")
    assert tab.shows("ปรับปรุง 1 ครั้ง")
    assert tab.shows("กระดาษคำตอบมาถึงช้า")
    assert (
        '<th scope="row">ผู้ทำแบบทดสอบหลังเรียน</th><td class="n">1</td><td class="n">2</td>' in tab.html
    )  # now of the editions
    with learned.ground.read() as db:
        first, second = closings.editions(db, 2570, 1)
        for each in (first, second):
            assert tab.shows(each.figures)
        assert list(audit(db, {second.kid: learned.ground.signer.public})) == []


def test_who_closed_it_stands_without_a_name_when_erased(learned: house.House, cast: Who) -> None:
    closes(learned, cast("ADISA"))
    boss = house.Draft("BOSS", "นาง", "บอส ทดสอบ", "หัวหน้า", CAST[0].unit, "administrator")
    house.admit_all(learned.ground, [boss])
    assert learned.export("ADISA")["outcomes"]["closed"][0]["quarter"] == 1
    learned.erase("ADISA")
    tab = Tab(learned, cast("BOSS")).open("closing", fiscal_year="2570", quarter="1")
    assert tab.shows("โดย (ลบข้อมูลแล้ว)")
    with learned.ground.read() as db:
        assert account(db, QUARTER).closed is not None
    assert list(learned.audit()) == []


# What differs

ACCOUNTS = st.fixed_dictionaries(
    {
        "programmes": st.just([]),
        "topics": st.lists(st.sampled_from(["a", "b"]), unique=True),
        "units": st.just({"top": {"above": "", "name": {"th": "ก", "en": "a"}}}),
        "roster": st.fixed_dictionaries({"top": st.integers(0, 3)}),
        "versions": st.just({}),
        "entered": st.dictionaries(
            st.just("plan"),
            st.dictionaries(st.sampled_from(["B-O1"]), st.fixed_dictionaries({"amount": st.sampled_from("12"), "day": st.just("2026-01-01"), "evidence": st.just("")})),
        ),
        "scopes": st.dictionaries(
            st.sampled_from(["p", "q"]),
            st.fixed_dictionaries(
                {
                    "top": st.fixed_dictionaries(
                        {
                            "counts": st.dictionaries(st.sampled_from(["enrolled", "post", "stopped/x"]), st.integers(1, 3)),
                            "criterion": st.integers(60, 61), "marks": st.booleans(), "share": st.booleans(), "knowledge": st.just({}),
                        }
                    )
                }
            ),
        ),
    }
)  # fmt: skip


@given(ACCOUNTS, ACCOUNTS)
def test_two_accounts_differ_just_where_something_is_told_of_it(closed: dict[str, Any], now: dict[str, Any]) -> None:
    assert bool(differences(closed, now)) == (closed != now)


def test_no_two_means_stand_beside_each_other() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.at = BEGINS
        for place in range(8):
            made.tell(*joined(f"x{place}"))
            made.scores(f"x{place}", "pre", f"{place}/10")
            made.scores(f"x{place}", "post", "9/10")
        with made.ground.read() as db:
            before = snapshot(db, Period(2569, 1))
        made.tell(*joined("late"))
        made.scores("late", "pre", "1/10")
        made.scores("late", "post", "2/10")
        with made.ground.read() as db:
            found = differences(before, snapshot(db, Period(2569, 1)))
    assert [(each.closed.en, each.now.en) for each in found if each.what.en.startswith("marks")] == [
        (ANEW[0].en, ANEW[1].en)
    ] * 2
    assert ("8", "9") in [(each.closed.en, each.now.en) for each in found]


def joined(person: str) -> tuple[Any, str, str]:
    return PersonJoined("member", ""), person, "one"


# The audit


@pytest.mark.parametrize(
    "column",
    [
        "fiscal_year",
        "quarter",
        "edition",
        "snapshot",
        "account",
        "groups",
        "figures",
        "kid",
        "signature",
        "reason",
        "salt",
        "by",
        "at",
    ],
)
@pytest.mark.parametrize("edition", [1, 2])
def test_the_audit_finds_a_change_of_any_column(column: str, edition: int) -> None:
    keys = {SIGNER.kid: SIGNER.public}
    with world() as made:
        made.publish("p-2569", 2569)
        made.clock.at = BEGINS
        made.tell(*joined("a"))
        made.clock.goes(days=190)
        assert close(made.ground, Period(2569, 1), "boss") is None
        made.scores("a", "post", "9/10", sat="2025-12-20")
        assert restate(made.ground, Period(2569, 1), "boss", "late") is None
        with made.ground.store.write() as db:
            assert list(audit(db, keys)) == []
            more = "+ 5" if column in ("fiscal_year", "quarter", "edition") else "|| ' '"
            db.conn.execute(f"update outcomes_closed set {column} = {column} {more} where edition = {edition}")
            assert any("closed period" in each.place for each in audit(db, keys))


# The commands


def said(*words: str) -> Result:
    return CliRunner().invoke(sujarit.main, ["outcomes", *words])


def test_the_command_closes_restates_and_says_what_it_froze(learned: house.House, cast: Who) -> None:
    assert "is no manager or administrator of the whole" in said("close", "2570", "1", "--by", "BENTO", "--yes").output
    assert "still running" in said("close", "2570", "2", "--by", "ADISA", "--yes").output
    assert said("close", "2570", "1", "--by", "ADISA").exit_code == 1  # asked, and not answered
    done = said("close", "2570", "1", "--by", "ADISA", "--yes")
    assert done.exit_code == 0
    assert "2570/1 edition 1" in done.output
    assert "closed already" in said("close", "2570", "1", "--by", "ADISA", "--yes").output
    assert "those that were closed" in said("restate", "2570", "1", "--by", "ADISA", "--reason", "x").output
    late(learned, cast)
    assert "write why" in said("restate", "2570", "1", "--by", "ADISA", "--reason", " ").output
    assert "edition 2" in said("restate", "2570", "1", "--by", "ADISA", "--reason", "มาช้า").output
    with learned.ground.read() as db:
        facts: list[Fact] = [*of_kind(db, "PeriodClosed"), *of_kind(db, "PeriodRestated")]
        assert [fact.person for fact in facts] == [cast("ADISA").id] * 2
        assert rows(db, "select reason from outcomes_closed order by edition") == [{"reason": ""}, {"reason": "มาช้า"}]


def packed(opened: house.House, folder: Path) -> Path:
    """The snapshot and its signature, as an evidence pack holds them."""
    with opened.ground.read() as db:
        closed = account(db, QUARTER).closed
    assert closed is not None
    (folder / "snapshot.json").write_bytes(closed.signed)
    (folder / "snapshot.sig.json").write_text(json.dumps(closed.signature_file))
    (folder / "key.pem").write_bytes(opened.ground.signer.public_pem())
    return folder / "snapshot.json"


def test_the_command_verifies_a_snapshot_with_the_office_s_key_or_another(
    learned: house.House, cast: Who, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(house.DATA, str(learned.ground.folder))
    closes(learned, cast("ADISA"))
    file = packed(learned, tmp_path)
    assert "✓ quarter 1 of 2570, edition 1" in said("verify", str(file)).output
    given = said("verify", str(file), "--key", str(tmp_path / "key.pem"))
    assert (given.exit_code, given.output[0]) == (0, "✓")
    (tmp_path / "other.pem").write_bytes(SIGNER.public_pem())
    assert "another key" in said("verify", str(file), "--key", str(tmp_path / "other.pem")).output
    raw = bytearray(file.read_bytes())
    raw[raw.index(b'"quarter":1') + 10] = ord("2")
    file.write_bytes(raw)
    changed = said("verify", str(file))
    assert (changed.exit_code, "the file was changed" in changed.output) == (1, True)
    file.write_bytes(b"{}")
    assert "not an evidence pack" in said("verify", str(file)).output


def test_verifying_needs_no_office_but_its_key(
    learned: house.House, cast: Who, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closes(learned, cast("ADISA"))
    file = packed(learned, tmp_path)
    monkeypatch.setenv(house.DATA, str(tmp_path / "nowhere"))
    monkeypatch.setattr(house, "house", lambda: pytest.fail("it opened a house"))
    assert said("verify", str(file), "--key", str(tmp_path / "key.pem")).exit_code == 0
    assert "--key" in said("verify", str(file)).output
    assert "there is no Sujarit here" in said("close", "2570", "1", "--by", "ADISA", "--yes").output
    assert not (tmp_path / "nowhere").exists()


def test_the_report_of_a_restated_quarter_says_old_new_and_why(learned: house.House, cast: Who) -> None:
    boss = cast("ADISA").id
    closes(learned, cast("ADISA"))
    late(learned, cast)
    with learned.ground.write() as writing:
        day, at = date(2026, 12, 1), writing.at
        entered.enter(writing, Entry(2570, "bma-health-2566-2570", "B-O1", day, Decimal(6), "กท 1", "", boss, at))
    assert restate(learned.ground, QUARTER, boss, "มาถึงช้า") is None
    with learned.ground.read() as db:
        found = account(db, QUARTER)
        made = report(db, found, Wanted(next(iter(found.scopes(db).values())), "", JANUARY))
    told = {each.what.en: (each.before, each.after, each.why) for each in made.restated}
    assert "people with a post-test" not in told  # one person differs: old and new beside each other would tell of them
    assert told["B-O1 (entered by hand)"] == ("–", "6", "มาถึงช้า")
    anew = next(each for each in made.restated if "worked out anew" in each.what.en)
    assert (anew.before, anew.after, anew.why) == ("–", "–", "มาถึงช้า")
    assert not any("criterion" in what for what in told)  # nothing that marks show


def test_the_pack_is_masked_as_the_public_page_is(learned: house.House, cast: Who) -> None:
    closes(learned, cast("ADISA"))
    answer = client(learned, routes, cast("ADISA")).get("/reports/2570-1.zip")
    with zipfile.ZipFile(BytesIO(answer.content)) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    for name in ("participation.csv", "pledges.csv", "certificates.csv"):
        table = [*csv.reader(StringIO(files[name].decode("utf-8-sig")))][1:]
        cells = [cell for row in table for cell in row[2:]]
        assert {cell for cell in cells if cell.isdigit()} <= {"0", "5"}, name  # on the roster; of fewer nothing is told
        assert {"ไม่แสดง (น้อยกว่า 5 คน)", "ไม่แสดง (อาจย้อนหาตัวบุคคลได้)"} & {*cells}, name
    with learned.ground.read() as db:
        closed = account(db, QUARTER).closed
    assert closed is not None
    assert files["snapshot.json"] == closed.signed
    assert (
        json.loads(closed.signed)["account"]["figures"]["strong-2570"]["counts"]
        .keys()
        .isdisjoint({"begun", "finished", "post", "reached", "signed", "certificate/passed"})
    )
    own = client(learned, routes, cast("ADISA")).get("/reports/2570-1.xlsx").content
    assert own != files["report.xlsx"]  # the office's own report tells its managers who finished


def test_a_figure_of_a_later_day_is_in_no_closing_of_the_quarter_before(learned: house.House, cast: Who) -> None:
    boss = cast("ADISA").id
    with learned.ground.write() as writing:
        for day, amount in ((date(2026, 12, 31), 6), (date(2027, 1, 1), 9)):
            entered.enter(
                writing, Entry(2570, "bma-health-2566-2570", "B-O1", day, Decimal(amount), "", "", boss, writing.at)
            )
    with learned.ground.read() as db:
        assert snapshot(db, QUARTER)["entered"]["bma-health-2566-2570"]["B-O1"]["amount"] == "6"
