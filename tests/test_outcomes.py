"""The made-up office's whole year: its figures counted a second way, its closings, its reports, its open data."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from python_calamine import CalamineWorkbook
from story import client
from world import agree, plainly

import demo
import house
from core.directory import Person
from core.record import Fact, after
from outcomes.account import Account, account
from outcomes.figures import Period
from outcomes.headline import figures
from outcomes.reported import Wanted, report
from outcomes.routes import routes
from outcomes.store import closings

YEARS = {2569: (1, 2, 3, 4), 2570: (1, 2)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[house.House]:
    """The made-up office, as it was told; the months after its story are still to come."""
    folder = tmp_path_factory.mktemp("office") / "data"
    list(demo.fill(folder, 100, 7, until=datetime(2026, 11, 21, 5, tzinfo=UTC)))
    found = house.open_house(folder, clock=lambda: datetime(2026, 11, 21, 6, tzinfo=UTC), synchronous="OFF")
    yield found
    found.ground.store.close()


def everything(opened: house.House) -> list[Fact]:
    with opened.ground.read() as db:
        return after(db, 0, 1_000_000)


def somebody(opened: house.House, code: str) -> Person:
    with opened.ground.read() as db:
        found = opened.ground.directory.by_code(db, code)
    assert found is not None
    return found


def test_in_the_whole_demo_both_ways_agree_for_every_unit_quarter_and_project(office: house.House) -> None:
    facts, seen = everything(office), 0
    for year, quarters in YEARS.items():
        for quarter in quarters:
            with office.ground.read() as db:
                live = Account(Period(year, quarter), None)
                for programmes in live.scopes(db).values():
                    for unit in live.units(db):
                        found = live.figures(db, programmes, unit)
                        agree(found, plainly(facts, year, quarter, [row["slug"] for row in programmes], unit))
                        seen += found["enrolled"]
    assert seen > 500


def test_the_story_has_moves_leavers_paper_a_correction_after_closing_and_what_was_entered(office: house.House) -> None:
    kinds = [fact.kind for fact in everything(office)]
    for kind in ("UnitChanged", "PersonLeft", "PersonAlsoIn", "FigureEntered", "HistoryBrought"):
        assert kind in kinds
    assert [kinds.count(kind) for kind in ("PeriodClosed", "PeriodRestated")] == [4, 1]
    facts = [fact for fact in everything(office) if fact.body.get("paper")]
    assert {fact.kind for fact in facts} == {"QuizStarted", "QuizFinished"}
    assert [fact for fact in facts if fact.body.get("sat", "") and fact.body["sat"] < fact.at.date().isoformat()]
    with office.ground.read() as db:
        first, second = closings.editions(db, 2569, 2)
    assert first.account != second.account
    assert list(office.audit()) == []


def test_the_restated_quarter_says_what_it_was_what_it_is_and_why(office: house.House) -> None:
    with office.ground.read() as db:
        found = account(db, Period(2569, 2))
        told = report(db, found, Wanted(next(iter(found.scopes(db).values())), "", office.ground.clock()))
    assert told.restated
    for each in told.restated:
        assert each.before != each.after
        assert each.why


ENDINGS = ("docx", "pdf", "xlsx")


def words(ending: str, content: bytes) -> str:
    """All text of a document."""
    if ending == "docx":
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if ending == "pdf":
        pdf = pypdfium2.PdfDocument(content)
        return "\n".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return "\n".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )


def test_one_figure_is_the_same_in_every_report_and_in_the_open_data(office: house.House) -> None:
    manager = client(office, routes, somebody(office, "MANAGER"))
    with office.ground.read() as db:
        found = account(db, Period(2569, 4))
        told = report(db, found, Wanted(next(iter(found.scopes(db).values())), "", office.ground.clock()))
    shown = {figure.key: figure for figure in figures(told)}
    public = client(office, routes).get("/outcomes.json?fiscal_year=2569").json()["quarters"][0]
    assert public["quarter"] == 4
    page = client(office, routes).get("/outcomes?fiscal_year=2569").text
    texts = {ending: words(ending, manager.get(f"/reports/2569-4.{ending}").content) for ending in ENDINGS}
    for key in ("knowledge.tested", "knowledge.pre_mean", "knowledge.post_mean", "participation.finished"):
        figure = shown[key]
        assert public["figures"][key] == figure.number
        assert figure.shown() in page
        assert all(figure.shown() in text or str(figure.number) in text for text in texts.values()), key


def test_the_evidence_pack_of_a_closed_quarter_holds_its_signed_snapshot_and_the_reports(office: house.House) -> None:
    manager = client(office, routes, somebody(office, "MANAGER"))
    pack = zipfile.ZipFile(io.BytesIO(manager.get("/reports/2569-4.zip").content))
    assert {"snapshot.json", "snapshot.sig", "public-key.pem", "report.docx", "topics.csv", "pledges.csv"} <= {
        *pack.namelist()
    }
    with office.ground.read() as db:
        assert pack.read("snapshot.json") == closings.editions(db, 2569, 4)[-1].signed
    assert manager.get("/reports/2570-1.zip").status_code == 404, "there is no pack of an open quarter"
    assert manager.get("/reports/2569-5.docx").status_code == 404
    assert client(office, routes, somebody(office, "TRAINER")).get("/reports/2569-4.docx").status_code == 403


def test_the_demo_is_the_same_twice(tmp_path: Path) -> None:
    until = datetime(2026, 1, 20, tzinfo=UTC)
    for name in ("one", "two"):
        list(demo.fill(tmp_path / name, 45, 3, until=until))
    heads = []
    for name in ("one", "two"):
        opened = house.open_house(tmp_path / name, synchronous="OFF")
        facts = everything(opened)
        heads.append([(fact.kind, fact.person, fact.subject, fact.at) for fact in facts if fact.at < until])
        opened.ground.store.close()
    assert heads[0] == heads[1]
