"""Next year's programme by a form, and withdrawing one that nobody has begun: looked over, asked twice, nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Clock
from story import PROGRAMME, Tab, begins, brief_of, next_year, reads, signs, sits, walks

import house
import quizzes.load
import quizzes.store
from core.db import rows
from core.directory import Person
from core.facts import ProgrammeWithdrawn
from core.library import current
from core.path import Brief
from core.record import of_kind
from outcomes.store.rules import rules
from programmes import load, store
from programmes.programme import Programme
from programmes.written import written

Who = Callable[[str], Person]
NEXT = "strong-2571"


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def programme(opened: house.House, slug: str = PROGRAMME) -> Programme | None:
    with opened.ground.read() as db:
        known = load.programme(db, slug)
    return known[1] if known else None


def own(opened: house.House, slug: str) -> Path:
    return opened.ground.content / "programmes" / f"{slug}.yaml"


def prints(opened: house.House, person: Person, moment: str = "pre") -> None:
    with opened.ground.write() as writing:
        banks = quizzes.load.banks_of(writing.db, brief_of(opened).topics)
        new = opened.ground.new_id()
        assert quizzes.store.print_out(writing, new, person, PROGRAMME, "pre" if moment == "pre" else "post", banks)


def withdraws(opened: house.House, person: Person, slug: str) -> Tab:
    tab = Tab(opened, person).open("programmes").click(f"withdraw/{slug}")
    assert programme(opened, slug), "nothing is done before it is asked"
    return tab.click("withdraw/yes")


# Next year's.


def test_next_year_s_is_a_form_that_is_filled_in_and_nothing_happens_before_it_is_saved(
    opened: house.House, cast: Who
) -> None:
    tab = Tab(opened, cast("ADISA")).open("programmes").click(f"renew/{PROGRAMME}")
    assert programme(opened, NEXT) is None
    assert not own(opened, NEXT).exists()

    tab = Tab(opened, cast("ADISA")).open("programme", renew=PROGRAMME)
    values = {str(each.key).rsplit("/", 1)[-1]: each.value for each in (*tab.app.text_input, *tab.app.number_input)}
    assert values["th"] == "สุจริตเริ่มที่เรา ปีงบประมาณ 2571"
    assert (values["code"], values["year"]) == ("STRONG-2571", 2571)
    assert tab.shows("ชื่อแฟ้มคือ strong-2571")
    [code] = [each for each in tab.app.text_input if str(each.key).endswith("/code")]
    code.set_value("OURS-2571")
    tab.run().click("look")
    assert programme(opened, NEXT) is None
    tab.click("use")

    then = programme(opened, NEXT)
    assert then is not None
    assert (then.code, then.fiscal_year, then.stops[0]) == ("OURS-2571", 2571, ("test", "pre"))
    assert own(opened, NEXT).read_text(encoding="utf-8") == written(then)
    assert (opened.problems, opened.waiting) == ([], [])


def test_next_year_s_that_is_there_is_not_prepared_again(opened: house.House, cast: Who) -> None:
    next_year(opened, 2571)
    assert f"renew/{PROGRAMME}" not in Tab(opened, cast("ADISA")).open("programmes").keys
    tab = Tab(opened, cast("ADISA")).open("programme", renew=PROGRAMME)
    assert tab.shows("มี “สุจริตเริ่มที่เรา ปีงบประมาณ 2571” อยู่แล้ว")
    assert "look" not in tab.keys


def test_a_file_of_next_year_s_that_has_a_mistake_is_not_written_over(opened: house.House, cast: Who) -> None:
    own(opened, NEXT).parent.mkdir(parents=True, exist_ok=True)
    own(opened, NEXT).write_text("title: ยังไม่เสร็จ\n", encoding="utf-8")
    opened.publish()
    tab = Tab(opened, cast("ADISA")).open("programme", renew=PROGRAMME)
    assert tab.shows("มี “สุจริตเริ่มที่เรา ปีงบประมาณ 2571” อยู่แล้ว")
    assert "look" not in tab.keys


# Withdrawing.


def test_what_nobody_has_begun_is_withdrawn_and_its_file_kept(opened: house.House, cast: Who) -> None:
    next_year(opened, 2571)
    text = own(opened, NEXT).read_text(encoding="utf-8")
    with opened.ground.read() as db:
        version = current(db, "programmes", NEXT)

    tab = withdraws(opened, cast("TAM"), NEXT)

    assert tab.shows("แล้ว นำกลับมาใช้ได้จากท้ายหน้านี้")
    assert programme(opened, NEXT) is None
    [kept] = own(opened, NEXT).parent.glob(f"{NEXT}*")
    assert (kept.suffix, kept.read_text(encoding="utf-8")) == (".old", text)
    with opened.ground.read() as db:
        [fact] = of_kind(db, "ProgrammeWithdrawn")
        assert (fact.subject, fact.said) == (NEXT, ProgrammeWithdrawn(version or ""))
        assert NEXT not in [rule.slug for rule in rules(db)]
        assert not rows(db, "select 1 from outcomes_counts where closing = '' and scope = :s", {"s": NEXT})
    opened.publish()
    assert (programme(opened, NEXT), opened.waiting) == (None, [])
    assert list(opened.audit()) == []


def test_a_shipped_programme_that_was_withdrawn_does_not_come_back_by_itself_but_by_the_form(
    opened: house.House, cast: Who, clock: Clock
) -> None:
    assert PROGRAMME in [b.slug for b in _mine(opened, cast("ANA"))]
    tab = withdraws(opened, cast("ADISA"), PROGRAMME)
    assert _mine(opened, cast("ANA")) == []
    again = house.open_house(opened.ground.folder, clock=clock, synchronous="OFF")
    assert programme(again) is None
    again.ground.store.close()

    tab.open("programmes")
    assert f"back/{PROGRAMME}" in tab.keys
    tab = Tab(opened, cast("ADISA")).open("programme", programme=PROGRAMME)
    assert tab.shows("หลักสูตรนี้ถอนออกแล้ว")
    tab.click("look").click("use")
    assert [b.slug for b in _mine(opened, cast("ANA"))] == [PROGRAMME]
    with opened.ground.read() as db:
        assert PROGRAMME in [rule.slug for rule in rules(db)]
        assert load.put_aside(db) == {}
    assert f"back/{PROGRAMME}" not in Tab(opened, cast("ADISA")).open("programmes").keys
    assert list(opened.audit()) == []


def _mine(opened: house.House, person: Person) -> list[Brief]:
    with opened.ground.read() as db:
        return [*opened.paths.mine(db, person)]


def test_a_file_that_somebody_writes_after_a_withdrawal_waits_for_a_person(opened: house.House, cast: Who) -> None:
    with opened.ground.read() as db:
        known = load.programme(db, PROGRAMME)
    assert known
    withdraws(opened, cast("ADISA"), PROGRAMME)
    own(opened, PROGRAMME).parent.mkdir(parents=True, exist_ok=True)
    own(opened, PROGRAMME).write_text(written(known[1].model_copy(update={"criterion": 55})), encoding="utf-8")
    opened.publish()
    assert programme(opened) is None
    [waits] = opened.waiting
    assert opened.review("programmes", waits.slug) is None
    found = programme(opened)
    assert found is not None
    assert found.criterion == 55
    assert list(opened.audit()) == []


@pytest.mark.parametrize("how", ["begins", "prints"])
def test_what_somebody_has_begun_or_holds_on_paper_is_not_withdrawn(opened: house.House, cast: Who, how: str) -> None:
    tab = Tab(opened, cast("ADISA")).open("programmes").click(f"withdraw/{PROGRAMME}")
    if how == "begins":
        begins(opened, cast("ANA"), "pre")
    else:
        prints(opened, cast("ANA"))
    tab.app.button(key="withdraw/yes").click()
    tab.run()
    assert programme(opened) is not None
    assert tab.shows("เพราะมีผู้เริ่มแล้ว ถ้าต้องการปิด ให้แก้ไขวันสุดท้าย")
    assert f"withdraw/{PROGRAMME}" not in tab.open("programmes").keys


def test_whoever_thinks_again_withdraws_nothing(opened: house.House, cast: Who) -> None:
    tab = Tab(opened, cast("ADISA")).open("programmes").click(f"withdraw/{PROGRAMME}").click("withdraw/no")
    assert "withdraw/yes" not in tab.keys
    assert programme(opened) is not None


def test_the_house_withdraws_nothing_else_than_programmes(opened: house.House) -> None:
    assert opened.withdraw("lessons", "gifts") is not None
    with opened.ground.read() as db:
        assert current(db, "lessons", "gifts")


def test_an_audit_names_a_programme_that_went_out_of_force_without_a_fact(opened: house.House) -> None:
    with opened.ground.store.write() as db:
        db.conn.execute("delete from library_current where room = 'programmes'")
    assert [each.wrong for each in opened.audit() if "strong" in each.place] == ["it is no longer in force"]


# On paper.


def test_whose_answers_lie_on_paper_are_a_group_of_their_own_and_not_said_not_to_have_begun(
    opened: house.House, cast: Who
) -> None:
    ana, dao, bento = cast("ANA"), cast("DAO"), cast("BENTO")
    prints(opened, ana)
    begins(opened, bento, "pre")
    with opened.ground.read() as db:
        halts = opened.paths.halts(db, PROGRAMME, [ana, dao, bento])
    found = [(halt.step and halt.step.name, halt.paper, [p.code for p in halt.people]) for halt in halts]
    assert found == [(None, False, ["DAO"]), ("pre", False, ["BENTO"]), ("pre", True, ["ANA"])]

    tab = Tab(opened, cast("ADISA")).open("reminders")
    html = tab.html
    assert "แบบทดสอบก่อนเรียน: อยู่บนกระดาษ รอกรอกคำตอบ · 1 คน" in html
    assert "ยังไม่เริ่ม · 3 คน" in html
    on_paper = html[html.index("อยู่บนกระดาษ") :]
    assert "อานา" in on_paper
    assert "openExternalBrowser" not in on_paper, "there is nothing for them to do"


def test_whoever_puts_the_paper_aside_has_begun(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    prints(opened, ana)
    with opened.ground.write() as writing:
        attempt = quizzes.store.attempt(writing.db, ana.id, PROGRAMME, "pre")
        assert attempt
        assert quizzes.store.to_screen(writing, attempt.id)
    with opened.ground.read() as db:
        [halt] = opened.paths.halts(db, PROGRAMME, [ana])
    assert (halt.step and halt.step.name, halt.paper) == ("pre", False)


def test_a_later_test_on_paper_is_a_group_of_its_own_too(opened: house.House, cast: Who) -> None:
    ana, dao = cast("ANA"), cast("DAO")
    for person in (ana, dao):
        sits(opened, person, "pre")
        for lesson in ("strong", "gifts"):
            reads(opened, person, lesson)
    prints(opened, ana, "post")
    with opened.ground.read() as db:
        halts = opened.paths.halts(db, PROGRAMME, [ana, dao])
    assert [(halt.step and halt.step.name, halt.paper, [p.code for p in halt.people]) for halt in halts] == [
        ("post", False, ["DAO"]), ("post", True, ["ANA"]),
    ]  # fmt: skip


def test_a_printed_test_binds_the_programme_and_is_no_beginning(opened: house.House, cast: Who) -> None:
    prints(opened, cast("ANA"))
    with opened.ground.read() as db:
        assert store.begun(db, PROGRAMME)
        assert store.begun_by(db, PROGRAMME) == frozenset()
        assert store.begun_by(db, PROGRAMME, printed=True) == {cast("ANA").id}
        found = programme(opened)
    assert found
    own(opened, PROGRAMME).parent.mkdir(parents=True, exist_ok=True)
    own(opened, PROGRAMME).write_text(written(found.model_copy(update={"criterion": 55})), encoding="utf-8")
    opened.publish()
    assert [each.slug for each in opened.waiting] == [PROGRAMME]
    sits(opened, cast("DAO"), "pre")
    with opened.ground.read() as db:
        assert store.begun_by(db, PROGRAMME) == {cast("DAO").id}
    assert list(opened.audit()) == []


# Two programmes of one year.


def test_who_has_the_year_s_certificate_from_another_programme_has_not_finished_this_one(
    opened: house.House, cast: Who
) -> None:
    found = programme(opened)
    assert found
    other = found.model_copy(update={"code": "OTHER-2570", "plan": ""})
    own(opened, "other-2570").parent.mkdir(parents=True, exist_ok=True)
    own(opened, "other-2570").write_text(written(other), encoding="utf-8")
    opened.publish()
    walks(opened, cast("ANA"))
    with opened.ground.read() as db:
        assert opened.paths.finished(db, PROGRAMME) == {cast("ANA").id}
        assert opened.paths.finished(db, "other-2570") == frozenset()
    tab = Tab(opened, cast("ADISA")).open("programme", programme="other-2570")
    assert tab.shows("ในปีเดียวกันออกเกียรติบัตรใบเดียวกันนี้")
    assert tab.shows("ตั้งชื่อที่ผู้เรียนแยกออก")


# What stays of an erased person.


def test_what_stays_of_an_erased_person_is_what_the_room_says(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana)
    with opened.ground.write() as writing:
        store.set_address(writing, ana.id, "ana@example.go.th")
        assert store.taken(writing, PROGRAMME, ana.id, 7, again=False)
    with opened.ground.read() as db:
        assert store.export(db, ana.id)["begun"] == [{"programme": PROGRAMME, "score": "1"}]
    opened.erase("ANA")

    with opened.ground.read() as db:
        tables = [
            row["name"] for row in rows(db, "select name from sqlite_schema where type = 'table' and name like 'programmes_%'")
        ]  # fmt: skip
        kept = {name: [row for row in rows(db, f"select * from {name}") if ana.id in row.values()] for name in tables}
    marks = {"pre": '{"gifts":"0","strong":"3/4"}', "post": '{"gifts":"1","strong":"1"}'}
    assert {name: found for name, found in kept.items() if found} == {
        "programmes_walked": [{"programme": PROGRAMME, "person": ana.id, "score": "1", "printed": 0, **marks}]
    }
    said = opened.kept()["programmes"]
    assert "เริ่มหลักสูตรใด" in said.stays.th
    assert "คะแนนก่อนและหลังเรียน" in said.stays.th
    assert "which programmes were begun" in said.stays.en
    assert list(opened.audit()) == []


def test_a_signature_alone_is_a_beginning(opened: house.House, cast: Who) -> None:
    signs(opened, cast("ANA"))
    with opened.ground.read() as db:
        assert store.begun_by(db, PROGRAMME) == {cast("ANA").id}
