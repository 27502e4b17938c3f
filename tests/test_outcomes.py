"""The made-up office's whole year: its figures counted a second way, its closings, its reports, its open data."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
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
                period = Period(year, quarter)
                live = Account(period, None)
                told = [(live, facts)]
                for closed in closings.editions(db, year, quarter):  # frozen: what the record said up to then
                    told.append((Account(period, closed), facts[: closed.snapshot["seq"]]))
                for kept, known in told:
                    for programmes in kept.scopes(db).values():
                        for unit in kept.units(db):
                            found = kept.figures(db, programmes, unit)
                            agree(found, plainly(known, year, quarter, [row["slug"] for row in programmes], unit))
                            seen += found["enrolled"]
    assert seen > 1000


def test_the_story_has_moves_leavers_paper_a_correction_after_closing_and_what_was_entered(office: house.House) -> None:
    kinds = [fact.kind for fact in everything(office)]
    moves = sorted(
        (fact.body.get("on", ""), fact.at.date().isoformat())
        for fact in everything(office)
        if fact.kind == "UnitChanged"
    )
    assert moves == [("", "2026-03-16"), ("2026-03-02", "2026-05-11")], "both moved in March, one was entered in May"
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
        assert each.before != each.after or "คิดใหม่ทั้งหมด" in each.what.th, "what would tell of fewer than five"
        assert each.why


ENDINGS = ("docx", "pdf", "xlsx")


def lines(ending: str, content: bytes) -> list[list[str]]:
    """The lines of a document's tables, cell by cell; of a PDF the printed lines, word by word."""
    if ending == "docx":
        return [
            [cell.text for cell in row.cells] for table in Document(io.BytesIO(content)).tables for row in table.rows
        ]
    if ending == "pdf":
        pdf = pypdfium2.PdfDocument(content)
        return [line.split() for n in range(len(pdf)) for line in pdf[n].get_textpage().get_text_range().splitlines()]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_name("Figures").to_python()]


def test_one_figure_is_the_same_in_every_report_and_in_the_open_data(office: house.House) -> None:
    manager = client(office, routes, somebody(office, "MANAGER"))
    with office.ground.read() as db:
        found = account(db, Period(2569, 4))
        told = report(db, found, Wanted(next(iter(found.scopes(db).values())), "", office.ground.clock()))
    shown = {figure.key: figure for figure in figures(told)}
    public = client(office, routes).get("/outcomes.json?fiscal_year=2569").json()["quarters"][0]
    assert public["quarter"] == 4
    page = client(office, routes).get("/outcomes?fiscal_year=2569").text
    made = {ending: lines(ending, manager.get(f"/reports/2569-4.{ending}").content) for ending in ENDINGS}
    rows = {row[0]: row for row in made["docx"]}
    printed = {line[0]: line for line in reversed(made["pdf"]) if len(line) > 4}  # the table before the picture
    keyed = {row[0]: row[3] for row in made["xlsx"]}
    for key, place, word in (
        ("knowledge.tested", ("ทั้งฉบับ", 1), 1),
        ("knowledge.pre_mean", ("ทั้งฉบับ", 3), 3),
        ("knowledge.post_mean", ("ทั้งฉบับ", 4), 5),
        ("participation.finished", ("รวมทั้งหมด", 4), 4),
    ):
        figure = shown[key]
        assert figure.number is not None, key
        assert rows[place[0]][place[1]].split()[0] == figure.shown(), key
        assert printed[place[0]][word] == figure.shown(), key
        assert float(keyed[key]) == figure.number, key
        if public["figures"][key] is not None:  # what is not public is null there, and nothing else
            assert public["figures"][key] == figure.number, key
            label = re.escape(escape(figure.label.th))
            assert re.search(rf"<th scope=row>{label}</th><td>{re.escape(escape(figure.said('th')))}</td>", page), key
    assert [public["figures"][key] for key in ("knowledge.tested", "knowledge.pre_mean")] == [
        shown[key].number for key in ("knowledge.tested", "knowledge.pre_mean")
    ]


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


def test_an_office_of_thirty_tells_the_whole_year_too(tmp_path: Path) -> None:
    """The office of the issue: closings, a correction after one, moves in March, leavers, tests on paper."""
    list(demo.fill(tmp_path / "data", 30, 7, until=datetime(2026, 10, 12, tzinfo=UTC)))
    opened = house.open_house(tmp_path / "data", clock=lambda: datetime(2026, 10, 12, 6, tzinfo=UTC), synchronous="OFF")
    facts = everything(opened)
    kinds = [fact.kind for fact in facts]
    assert [kinds.count(kind) for kind in ("PeriodClosed", "PeriodRestated", "UnitChanged", "PersonLeft")] == [
        4,
        1,
        2,
        2,
    ]
    assert {fact.kind for fact in facts if fact.body.get("paper")} == {"QuizStarted", "QuizFinished"}
    assert {"FigureEntered", "HistoryBrought", "PersonAlsoIn"} <= {*kinds}
    with opened.ground.read() as db:
        found = account(db, Period(2569, 2))
        for programmes in found.scopes(db).values():
            for unit in found.units(db):
                told = found.figures(db, programmes, unit)
                known = facts[: found.closed.snapshot["seq"]] if found.closed else facts
                agree(told, plainly(known, 2569, 2, [row["slug"] for row in programmes], unit))
    opened.ground.store.close()
