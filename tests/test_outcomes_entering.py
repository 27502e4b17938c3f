"""Figures entered by hand: what is typed is understood or answered, changes are kept, and closed figures stay."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from conftest import NOON, Clock
from hypothesis import given
from hypothesis import strategies as st
from story import Tab
from world import world

import house
from core.calendar import fiscal_span, thai_digits
from core.directory import Person
from core.language import Text
from outcomes import load
from outcomes.account import account, close
from outcomes.figures import Period
from outcomes.plan import Indicator, Plan
from outcomes.store import entered
from outcomes.store.audit import audit
from outcomes.store.entered import Entry
from outcomes.typed import Typed, amount_of, stands_on, wrongs

PLAN, PROJECT = "bma-health-2566-2570", "2.1.1(1)"
YEAR = fiscal_span(2570)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


# What is typed


@given(st.integers(0, 10**9), st.integers(0, 9999), st.booleans(), st.booleans())
def test_an_amount_is_the_same_in_either_digits_with_and_without_commas(
    whole: int, part: int, commas: bool, thai: bool
) -> None:
    said = f"{whole:,}" if commas else str(whole)
    said += f".{part:04}" if part else ""
    found = amount_of(thai_digits(said) if thai else f" {said} ", percent=False)
    assert found == Decimal(f"{whole}.{part:04}")


@given(st.decimals(0, 100, places=2))
def test_per_cent_goes_from_0_to_100(share: Decimal) -> None:
    assert amount_of(f"{share}", percent=True) == share == amount_of(f"{share} %", percent=True)
    over = amount_of(f"{share + 100 + Decimal('0.01')}", percent=True)
    assert isinstance(over, Text)
    assert "100" in over.en


@pytest.mark.parametrize(
    "text", ["", " ", "-1", "1,5", "12,34", "๑.๒.๓", "หก", "1e9", "٣", "5 %", "∞", "1.23456", "9" * 13]
)
def test_what_is_no_amount_is_answered(text: str) -> None:
    assert isinstance(amount_of(text, percent=False), Text)


@given(st.text(max_size=12))
def test_whatever_is_typed_gives_an_amount_of_0_or_more_or_an_answer(text: str) -> None:
    found = amount_of(text, percent=False)
    assert isinstance(found, Text) or (found >= 0 and found.as_tuple().exponent >= -4)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1/10/2569", date(2026, 10, 1)),
        ("๒๓ พ.ย. ๒๕๖๙", TODAY),
        ("2026-11-23", TODAY),
        ("30/9/2569", "is not in the chosen fiscal year"),
        ("24/11/2569", "is still to come"),
        ("1/10/2570", "is not in the chosen fiscal year"),
        ("31/11/2569", "is no day"),
        ("", "is no day"),
    ],
)
def test_a_day_lies_in_the_year_and_is_not_to_come(text: str, found: date | str) -> None:
    said = stands_on(text, YEAR, TODAY)
    assert said == found if isinstance(found, date) else isinstance(said, Text) and found in said.en


def test_evidence_is_always_needed_and_a_reason_where_a_figure_changes() -> None:
    def said(typed: Typed, standing: Decimal | None = None) -> list[str]:
        return [each.en.split(" — ")[0] for each in wrongs(typed, standing)]

    assert said(Typed("5", "", "กท 1", "")) == []
    assert said(Typed("5", "", " ", "")) == ["the evidence is missing"]
    assert said(Typed("5", "", "กท 1", ""), Decimal(0)) == ["there is a figure for that day already, 0"]
    assert said(Typed("5", "", "ก" * 501, "ก" * 501), Decimal(0)) == [
        "the evidence is longer than 500 characters",
        "the reason is longer than 500 characters",
    ]


# The plan


def shipped() -> dict[str, Indicator]:
    plan = next(iter(load.shelf.folder.glob("bma*.yaml")))
    found = house.check(plan.parent / "nowhere")[0]["outcomes"][plan.stem]
    assert isinstance(found, Plan)
    return {each.id: each for project in found.projects for each in (*project.outputs, *project.outcomes)}


def test_shares_are_those_whose_measure_says_so_and_complaints_are_neither_good_nor_bad() -> None:
    found = shipped()
    assert [id for id, each in found.items() if each.percent] == ["B-R1", "C-O1"]
    assert [id for id, each in found.items() if each.neutral] == ["C-R1", "D-R1"]


@pytest.mark.parametrize("channel", ["javascript:alert(1)", "example.org", 'https://x"onclick=', "https://a b"])
def test_a_channel_is_an_address_of_the_web(channel: str) -> None:
    with pytest.raises(ValueError, match="channel"):
        Indicator(id="D-O1", text=Text(th="ก", en="a"), channel=channel)
    assert Indicator(id="D-O1", text=Text(th="ก", en="a"), channel="https://example.go.th/ร้องเรียน").channel


# Kept


AT = datetime(2026, 3, 1, tzinfo=UTC)


def entry(day: date, amount: int | None, reason: str = "", indicator: str = "B-O1") -> Entry:
    return Entry(
        2569, PLAN, indicator, day, None if amount is None else Decimal(amount), "กท 1/2569", reason, "boss", AT
    )


@given(st.lists(st.tuples(st.sampled_from([10, 40, 100, 160]), st.none() | st.integers(0, 9)), max_size=12))
def test_of_each_day_the_last_entry_stands_and_of_the_days_the_latest_that_has_a_figure(
    told: list[tuple[int, int | None]],
) -> None:
    first = fiscal_span(2569).first
    days = [date.fromordinal(first.toordinal() + n) for n, _ in told]
    with world() as made:
        for day, (_, amount) in zip(days, told, strict=True):
            with made.ground.write() as writing:
                entered.enter(writing, entry(day, amount))
        last = {day: amount for day, (_, amount) in zip(days, told, strict=True)}
        with made.ground.read() as db:
            for quarter in (1, 2, 3):
                end = fiscal_span(2569, quarter).last
                left = [day for day, amount in last.items() if amount is not None and day <= end]
                found = entered.standing(db, 2569, end).get(PLAN, {}).get("B-O1")
                assert found == (
                    {"day": max(left).isoformat(), "amount": str(last[max(left)]), "evidence": "กท 1/2569"}
                    if left
                    else None
                )
            assert len(entered.entries(db, 2569, PLAN, "B-O1")) == len(told)


def test_a_figure_entered_after_the_closing_leaves_the_closed_one() -> None:
    with world() as made:
        made.publish("p-2569", 2569)
        with made.ground.write() as writing:
            entered.enter(writing, entry(date(2025, 12, 1), 5))
        made.clock.goes(days=190)
        assert close(made.ground, Period(2569, 1), "boss") is None
        with made.ground.write() as writing:
            entered.enter(writing, entry(date(2025, 12, 1), 6, "นับขาด"))
        with made.ground.read() as db:
            closed = account(db, Period(2569, 1)).closed
            assert closed is not None
            assert closed.account["entered"][PLAN]["B-O1"]["amount"] == "5"
            assert entered.standing(db, 2569, date(2025, 12, 31))[PLAN]["B-O1"]["amount"] == "6"


@pytest.mark.parametrize(
    "column",
    ["seq", "fiscal_year", "plan", "indicator", "day", "amount", "evidence", "reason", "salt", "by", "at"],
)
def test_the_audit_finds_a_change_of_any_column(column: str) -> None:
    with world() as made:
        with made.ground.write() as writing:
            entered.enter(writing, entry(date(2025, 12, 1), 5))
        with made.ground.store.write() as db:
            assert list(audit(db, {})) == []
            more = "+ 1" if column in ("seq", "fiscal_year") else "|| '0'"
            db.conn.execute(f"update outcomes_entered set {column} = {column} {more}")
            assert any("entered figure" in each.place for each in audit(db, {}))
            db.conn.execute("delete from outcomes_entered")
            assert len(list(audit(db, {}))) == 1


# The page

Who = Callable[[str], Person]


def page(opened: house.House, cast: Who, indicator: str = "B-O1", year: int = 2570) -> Tab:
    """The page, with an indicator chosen by hand."""
    tab = Tab(opened, cast("ADISA")).open("entering")
    tab.app.selectbox(key="at/fiscal_year").set_value(str(year))
    tab.run().app.selectbox(key="at/project").set_value(f"{PLAN}/{PROJECT}")
    tab.run().app.radio[0].set_value(indicator)
    return tab.run()


def types(tab: Tab, amount: str, day: str, evidence: str = "กท 0701/12", reason: str | None = None) -> Tab:
    tab.app.text_input[0].set_value(amount)
    tab.app.text_input[1].set_value(day)
    tab.app.text_area[0].set_value(evidence)
    if reason is not None:
        tab.app.text_input[2].set_value(reason)
    return tab.submit()


def test_the_page_is_for_those_over_the_whole_organisation(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("BENTO")).open("entering")
    assert tab.shows("ผู้ดูแลระบบของทั้งหน่วยงาน")
    assert list(tab.app.radio) == []


def test_what_the_system_counts_is_not_entered(opened: house.House, cast: Who) -> None:
    tab = page(opened, cast)
    tab.app.selectbox(key="at/project").set_value(f"{PLAN}/1.1.3(2)")
    assert [option.split()[0] for option in tab.run().app.radio[0].options] == ["A-R1"]
    tab.app.selectbox(key="at/fiscal_year").set_value("2566")  # no programme served the project then
    assert [option.split()[0] for option in tab.run().app.radio[0].options] == ["A-O1", "A-O2", "A-R1"]


def test_a_figure_is_entered_changed_with_its_reason_and_withdrawn(opened: house.House, cast: Who) -> None:
    tab = types(page(opened, cast), "๖", "20/11/2569", "ดู https://example.go.th/a?b=1&c=2")
    assert tab.shows("บันทึกแล้ว")
    assert 'href="https://example.go.th/a?b=1&amp;c=2"' in tab.html
    assert tab.shows("6 ช่องทาง")
    tab = types(tab, "7", "20/11/2569")
    assert tab.shows("เขียนเหตุผลที่แก้")
    assert tab.app.text_input[0].value == "7"
    assert tab.app.text_area[0].value == "กท 0701/12"
    tab.app.text_input[2].set_value("นับช่องทางใหม่")
    tab.submit()
    assert tab.shows("6 ช่องทาง → 7 ช่องทาง")
    assert tab.shows("นางอดิสา ทดสอบ")
    tab.click(next(str(key) for key in tab.keys if str(key).startswith("back/")))
    tab.app.button[-2].click()
    assert tab.run().shows("เขียนเหตุผลที่ถอน")
    tab.app.text_input[-1].set_value("บันทึกผิดปี")
    tab.app.button[-2].click()
    tab.run()
    assert tab.shows("7 ช่องทาง → ถอนแล้ว")
    with opened.ground.read() as db:
        assert entered.standing(db, 2570, YEAR.last) == {}
        assert [each.reason for each in entered.entries(db, 2570, PLAN, "B-O1")] == ["บันทึกผิดปี", "นับช่องทางใหม่", ""]
    assert list(opened.audit()) == []


def test_every_mistake_is_said_at_once_and_nothing_is_written(opened: house.House, cast: Who) -> None:
    tab = types(page(opened, cast, "B-R1"), "101", "1/1/2580", "")
    for said in ("มากกว่า 100", "ไม่อยู่ในปีงบประมาณที่เลือก", "ยังไม่มีหลักฐาน"):
        assert tab.shows(said)
    assert tab.app.text_input[0].value == "101"
    with opened.ground.read() as db:
        assert entered.entries(db, 2570, PLAN, "B-R1") == []


def test_the_same_once_more_is_kept_once(opened: house.House, cast: Who) -> None:
    tab = types(page(opened, cast), "6", "20/11/2569")
    assert types(tab, "6.0", "20/11/2569").shows("บันทึกไว้แล้ว")
    with opened.ground.read() as db:
        assert len(entered.entries(db, 2570, PLAN, "B-O1")) == 1


def test_an_entry_for_a_closed_quarter_says_that_its_figure_stays(opened: house.House, cast: Who, clock: Clock) -> None:
    cast("ADISA")
    clock.at = NOON.replace(year=2027, month=1, day=10)
    assert close(opened.ground, Period(2570, 1), cast("ADISA").id) is None
    tab = types(page(opened, cast), "6", "20/11/2569")
    assert tab.shows("ไตรมาส 1 ปิดงวดแล้ว ตัวเลขที่ปิดไปยังเป็นตามเดิม")
    tab = types(tab, "8", "5/1/2570")
    assert not tab.shows("ตัวเลขที่ปิดไปยังเป็นตามเดิม")


def test_who_entered_it_stands_without_a_name_when_erased(opened: house.House, cast: Who) -> None:
    types(page(opened, cast), "6", "20/11/2569")
    assert opened.export("ADISA")["outcomes"]["entered"][0]["amount"] == "6"
    with opened.ground.write() as writing:
        before = entered.entries(writing.db, 2570, PLAN, "B-O1")
    house.admit_all(opened.ground, [house.Draft("BOSS", "นาง", "บอส ทดสอบ", "หัวหน้า", "สำนักงานทดสอบ", "administrator")])
    opened.erase("ADISA")
    tab = Tab(opened, cast("BOSS")).open("entering", fiscal_year="2570", project=f"{PLAN}/{PROJECT}")
    assert tab.shows("(ลบข้อมูลแล้ว)")
    assert not tab.shows("อดิสา")
    with opened.ground.read() as db:
        assert entered.entries(db, 2570, PLAN, "B-O1") == before
    assert list(opened.audit()) == []
