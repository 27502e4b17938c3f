"""Programmes, projects and plans: each report says which of them it is of, and counts by their own criterion and year."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

import docx
import pytest
from conftest import Clock
from paperwork import report as made_up
from story import ROOT, Tab, walks
from test_outcomes_documents import pages_of, squeezed, words_of, workbook
from web import Web
from world import BEGINS, JOINED, agree, plainly, world

import house
from core.calendar import fiscal_span
from core.directory import Person
from core.facts import TopicPublished
from core.reading import read
from outcomes import load
from outcomes.account import account, close, restate
from outcomes.amount import shown
from outcomes.documents.book import book
from outcomes.documents.memo import memo
from outcomes.documents.sheet_pdf import pdf
from outcomes.documents.voice import Voice
from outcomes.figures import Period, criteria_of
from outcomes.headline import figures as headline
from outcomes.indicators import Stated, project_line
from outcomes.plan import Plan
from outcomes.report import Report
from outcomes.reported import Wanted, report
from outcomes.store import asked

Who = Callable[[str], Person]
SHIPPED = "bma-health-2566-2570"
JANUARY = datetime(2027, 1, 10, 5, tzinfo=UTC)
QUARTER = Period(2570, 1)
OWN = re.search(r"```yaml title=our-plan\n(.*?)```", (ROOT / "outcomes" / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def adopts(opened: house.House, text: str = OWN[1] if OWN else "") -> None:
    """The office writes a plan of its own: that of the room's README."""
    folder = opened.ground.content / "outcomes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "our-plan.yaml").write_text(text, encoding="utf-8")
    opened.publish()
    assert opened.problems == []


def plan() -> Plan:
    """The shipped plan."""
    found, problems = read(next(load.shelf.folder.glob("*.yaml")), Plan, "plan")
    assert problems == []
    assert found is not None
    return found


def fair(opened: house.House) -> None:
    """A second programme, of another project of the plan."""
    text = (ROOT / "programmes" / "content" / "strong-2570.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^title:\n(  .*\n)+", 'title: {th: "บริการเป็นธรรม", en: "Fair service"}\n', text)
    for line in ("code: FAIR-2570", 'plan: "2.1.1(1)"'):
        text = re.sub(rf"(?m)^{line.split(':')[0]}: .*$", line, text)
    folder = opened.ground.content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fair-2570.yaml").write_text(text, encoding="utf-8")
    opened.publish()
    assert opened.problems == []


def reports(opened: house.House, period: Period = QUARTER) -> list[Report]:
    """The report of each project of a period."""
    with opened.ground.read() as db:
        found = account(db, period)
        scopes = [*found.scopes(db).values()] or [[]]
        return [report(db, found, Wanted(served, "", opened.ground.clock())) for served in scopes]


# The criterion


def test_programmes_of_one_project_count_each_by_its_own_criterion_and_say_so() -> None:
    """Six have 70 where 60 is asked, and six where 80 is: six have reached theirs, and nobody has reached 80."""
    with world() as made:
        made.publish("p-2569", 2569, 60)
        made.publish("q-2569", 2569, 80)
        made.clock.goes(days=40)
        for n in range(12):
            made.tell(JOINED, f"x{n}", "one")
            made.scores(f"x{n}", "pre", "1/2", "p-2569" if n < 6 else "q-2569")
            made.scores(f"x{n}", "post", "7/10", "p-2569" if n < 6 else "q-2569")
        slugs = ["p-2569", "q-2569"]
        found = made.figures(2569, 1, slugs)
        assert (found["post"], found["reached"]) == (12, 6)
        assert (found.knowledge[""].tested, found.knowledge[""].reached) == (12, 6)
        agree(found, plainly(made.facts(), 2569, 1, slugs, "top"))
        with made.ground.read() as db:
            rows = asked.programmes(db, 2569)
        assert criteria_of(rows) == (60, 80)
        line = project_line(plan().projects[0], Stated(found, 12, 1, {}, criteria_of(rows)))
        told = next(each.figure for each in line.indicators if each.id == "A-O2")
        assert "ถึงเกณฑ์ของหลักสูตรที่เรียน (ร้อยละ 60 / 80) 6 คน" in told.th
        assert "at the criterion of their own programme (60 / 80 %): 6" in told.en
        assert "ทำแบบทดสอบหลังเรียนแล้ว 12 คน" in told.th


def test_the_indicator_counts_everybody_tested_after_whether_or_not_before() -> None:
    with world() as made:
        made.publish("p-2569", 2569, 60)
        made.clock.goes(days=40)
        for n in range(12):
            made.tell(JOINED, f"x{n}", "one")
            if n < 6:
                made.scores(f"x{n}", "pre", "1/2")
            made.scores(f"x{n}", "post", "7/10")
        found = made.figures(2569, 1, ["p-2569"])
        assert (found["matched"], found["post"]) == (6, 12)
        line = project_line(plan().projects[0], Stated(found, 12, 1, {}, (60,)))
        told = next(each.figure for each in line.indicators if each.id == "A-O2")
        assert "ทำแบบทดสอบหลังเรียนแล้ว 12 คน" in told.th
        assert told.en.startswith("12 took the post-test")


def test_two_criteria_are_printed_as_two_in_every_document() -> None:
    found = made_up(criteria=(60, 80))
    assert "เกณฑ์ร้อยละ 60 / 80 ของคะแนนเต็มเป็นเกณฑ์ของหน่วยงานเอง ตามหลักสูตรที่แต่ละคนเรียน" in words_of(memo(found))
    assert "เกณฑ์ของหน่วยงาน60/80" in squeezed(" ".join(pages_of(pdf(found))))
    told = {each.key: each for each in headline(found)}
    assert (told["knowledge.criterion"].number, told["knowledge.criterion"].shown()) == (None, "60 / 80")
    assert {row[0]: row[3] for row in workbook(book(found))["Figures"]}["knowledge.criterion"] == "60 / 80"


# The plan


def test_an_office_s_own_plan_takes_the_place_of_the_shipped_one_in_the_years_that_it_covers(
    opened: house.House,
) -> None:
    with opened.ground.read() as db:
        assert set(load.plans(db, 2570)) == {SHIPPED}
    adopts(opened)
    with opened.ground.read() as db:
        assert set(load.plans(db, 2570)) == {"our-plan"}
        assert set(load.plans(db, 2571)) == {"our-plan"}
        assert set(load.plans(db, 2569)) == {SHIPPED}, "the office's own begins in 2570"
        assert load.ita(db, 2569) is not None, "the ITA's numbers are the same for every office"
    (found,) = reports(opened)
    assert found.plan is not None
    assert found.plan.th.startswith("แผนปฏิบัติการป้องกันการทุจริตของหน่วยงาน")
    assert [project.code for project in found.projects] == ["1.1"]
    assert "กรุงเทพมหานคร" not in words_of(memo(found))


def test_the_shipped_plan_changed_by_the_office_is_the_office_s_own(opened: house.House) -> None:
    text = next(load.shelf.folder.glob("*.yaml")).read_text(encoding="utf-8")
    folder = opened.ground.content / "outcomes"
    folder.mkdir(parents=True, exist_ok=True)
    changed = text.replace("fiscal_years: [2566, 2570]", "fiscal_years: [2567, 2570]")
    assert changed != text
    (folder / f"{SHIPPED}.yaml").write_text(changed, "utf-8")
    opened.publish()
    adopts(opened)
    with opened.ground.read() as db:
        assert set(load.plans(db, 2570)) == {"our-plan", SHIPPED}


def test_a_closed_quarter_keeps_the_plan_of_its_day(opened: house.House, cast: Who, clock: Clock) -> None:
    walks(opened, cast("ANA"))
    clock.at = JANUARY
    assert close(opened.ground, QUARTER, cast("ADISA").id) is None
    before = reports(opened)[0]
    adopts(opened)
    after = reports(opened)[0]
    assert (after.plan, after.projects) == (before.plan, before.projects)
    assert restate(opened.ground, QUARTER, cast("ADISA").id, "แผนของหน่วยงานเอง") is None
    assert [project.code for project in reports(opened)[0].projects] == ["1.1"]


def test_without_a_plan_the_letter_speaks_of_none(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    with opened.ground.write() as writing:
        writing.db.conn.execute("delete from library_current where room = 'outcomes'")
    (found,) = reports(opened)
    assert (found.plan, found.project, found.projects) == (None, None, ())
    text = words_of(memo(found))
    assert "ตาม–" not in text
    assert "ได้ดำเนินการตามแนวทางป้องกันการทุจริตของหน่วยงาน หลักสูตร “" in text
    assert "ในระบบยังไม่มีแผนที่ครอบคลุมปีงบประมาณนี้" in text
    assert "ยังไม่มีหลักสูตร" not in text
    assert len(pages_of(pdf(found))) >= 3


# Whose report it is


def test_each_of_two_projects_has_a_report_that_names_it(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    fair(opened)
    first, second = sorted(reports(opened), key=lambda each: each.project.th if each.project else "")
    for found, other, project in ((first, second, "1.1.3(2)"), (second, first, "2.1.1(1)")):
        name = found.programmes[0]
        letter = words_of(memo(found)).split("จึงเรียนมา")[0]
        assert f"โครงการ {project} " in letter
        assert f"หลักสูตร “{name.th}”" in letter
        assert other.programmes[0].th not in letter
        assert f"programme “{name.en}”" in words_of(memo(found, Voice("en")))
        assert squeezed(f"หลักสูตร “{name.th}”") in squeezed(pages_of(pdf(found))[0])
        assert name.th in [row[0] for row in workbook(book(found))["Method"]]


def test_the_closing_page_offers_the_pack_of_each_project_by_name(opened: house.House, cast: Who, clock: Clock) -> None:
    walks(opened, cast("ANA"))
    fair(opened)
    clock.at = JANUARY
    assert close(opened.ground, QUARTER, cast("ADISA").id) is None
    tab = Tab(opened, cast("ADISA")).open("closing", fiscal_year="2570", quarter="1")
    links = re.findall(r'href="(/reports/2570-1\.zip\?[^"]+)"', tab.html)
    assert [re.search(r"project=([^&]+)", unquote(link))[1] for link in links] == ["fair-2570", "strong-2570"]  # type: ignore[index]
    client = Web(opened).signed_in(cast("ADISA"))
    assert [client.get(link.replace("&amp;", "&")).status_code for link in links] == [200, 200]


# A year without a programme


def test_a_year_without_a_programme_is_closed_and_handed_in(opened: house.House, cast: Who, clock: Clock) -> None:
    cast("ANA")
    clock.at = datetime(2028, 1, 10, 5, tzinfo=UTC)  # the first quarter of fiscal year 2571 is over
    assert close(opened.ground, Period(2571, 1), cast("ADISA").id) is None
    client = Web(opened).signed_in(cast("ADISA"))
    for ending in ("docx", "pdf", "xlsx", "zip"):
        assert client.get(f"/reports/2571-1.{ending}").status_code == 200, ending
    text = words_of(client.get("/reports/2571-1.docx").content)
    assert "ในปีนี้ไม่มีหลักสูตรในระบบ" in text
    assert text.count("ปีงบประมาณนี้ไม่มีหลักสูตรในระบบ จึงไม่มีตัวเลขของส่วนนี้") == 4
    assert [f"{n}." for n in range(1, 10) if f"\n{n}. " not in text] == []
    assert client.get("/reports/2571-1.docx?project=strong-2571").status_code == 404
    (found,) = reports(opened, Period(2571, 1))
    assert [each.key for each in headline(found)] == ["topics.published"]
    tab = Tab(opened, cast("ADISA")).open("results", fiscal_year="2571", quarter="1")
    assert "/reports/2571-1.docx" in tab.html or tab.shows("ปีงบประมาณที่ไม่มีข้อมูล")


# Topics


def test_topics_are_those_that_the_years_programmes_teach() -> None:
    with world() as made:
        made.clock.at = fiscal_span(2568).begins
        for slug in ("gifts", "old"):
            made.tell(TopicPublished("v", {"th": slug, "en": slug}), subject=slug)
        made.clock.at = BEGINS
        made.publish("p-2569", 2569)  # it teaches "gifts"
        made.tell(TopicPublished("v", {"th": "new", "en": "new"}), subject="new")
        made.clock.goes(days=100)
        made.tell(TopicPublished("v", {"th": "later", "en": "later"}), subject="later")
        with made.ground.read() as db:
            told = {(year, quarter): [row["slug"] for row in account(db, Period(year, quarter)).topics(db)]
                    for year, quarter in ((2569, 1), (2569, 2))}  # fmt: skip
        assert told == {(2569, 1): ["gifts"], (2569, 2): ["gifts"]}, "what nobody is taught was put before nobody"


def test_the_figure_of_topics_says_which_are_counted_and_the_annex_says_why_an_old_one_is_there() -> None:
    text = words_of(memo(made_up(first=datetime(2026, 10, 4, tzinfo=UTC).date())))
    assert "เรื่องที่เผยแพร่ครั้งแรกก่อนปีงบประมาณนี้ คือเรื่องที่หลักสูตรของปีนี้ยังใช้อยู่" in text
    assert "ยังใช้อยู่" not in words_of(memo(made_up()))


# Units


def test_the_rows_of_the_units_add_up_to_the_total_which_stands_once(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))  # ADISA and TAM work in the office itself, in none of its groups
    (found,) = reports(opened)
    below = [line.people for line in found.units]
    assert [line.name.th for line in found.units][-1] == "สังกัดโดยตรง ไม่อยู่ในหน่วยงานย่อย"
    for word in ("enrolled", "not_started", "under_way", "finished"):
        assert sum(getattr(people, word) for people in below) == getattr(found.participation, word)
    table = next(
        table for table in docx.Document(BytesIO(memo(found))).tables if table.rows[0].cells[0].text == "หน่วยงาน"
    )
    assert [row.cells[0].text for row in table.rows][1:] == ["รวมทั้งหมด", *(line.name.th for line in found.units)]
    assert table.rows[1].cells[1].text == shown(found.participation.enrolled)
    assert [row[0] for row in workbook(book(found))["Units"]][1:] == [
        "รวมทั้งหมด",
        *(line.name.th for line in found.units),
    ]


# The way in


def test_a_report_s_link_keeps_what_it_asks_for_through_the_sign_in(opened: house.House, cast: Who) -> None:
    web = Web(opened)
    asked_for = "/reports/2570-1.docx?project=strong-2570&unit=x&language=en"
    answer = web.guest().get(asked_for)
    assert answer.status_code == 303
    assert unquote(answer.headers["location"]) == f"/sign-in?back={asked_for}"
    assert "&" not in answer.headers["location"]


def test_the_document_is_laid_out_so_that_a_table_stays_with_its_heading() -> None:
    with ZipFile(BytesIO(memo(made_up()))) as archive:
        body = archive.read("word/document.xml").decode()
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", body, re.DOTALL)
    heads = [re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL)[0] for table in tables if "w:tblHeader" in table]
    assert len(heads) == 8
    assert all(head.count("<w:keepNext/>") == head.count("<w:tc>") for head in heads)
    assert all(table.count("<w:tr>") == table.count("<w:cantSplit/>") for table in tables)
    lead = body[: body.index("ตัวชี้วัดของโครงการ")].rsplit("<w:p>", 3)[1:]
    assert all("<w:keepNext" in paragraph or "Caption" in paragraph for paragraph in lead)
