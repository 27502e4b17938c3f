"""The report's documents say what the report says: the same figure, as it is printed, in every one of them."""

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from paperwork import HEAD, both, report
from PIL import Image
from python_calamine import CalamineWorkbook

from core.language import LANGUAGES, Language
from core.reading import read
from core.signing import Signer, verify
from outcomes.amount import WHY, Amount, Hidden, number, shown
from outcomes.documents.book import book
from outcomes.documents.memo import memo
from outcomes.documents.pack import pack
from outcomes.documents.readme import VERIFY
from outcomes.documents.sheet_pdf import pdf
from outcomes.documents.voice import Voice
from outcomes.headline import figures
from outcomes.ita import FILES, Ita
from outcomes.report import HistoryLine, Participation, Report, TopicLine, UnitLine

REFERENCES = Path(__file__).parent / "references"
HIDDEN = WHY[Hidden.FEW]
SIGNER = Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def words_of(document: bytes) -> str:
    """Everything that is written in a DOCX, in its order: paragraphs, cells, and the foot."""
    opened = docx.Document(BytesIO(document))
    parts = [*opened.element.body.iter(qn("w:p")), *opened.sections[0].footer._element.iter(qn("w:p"))]
    return "\n".join("".join(each.text or "" for each in part.iter(qn("w:t"))) for part in parts)


def squeezed(text: str) -> str:
    """Text without spaces and breaks: a line may end anywhere."""
    return re.sub(r"\s+", "", text)


def pages_of(document: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(document)
    return [page.get_textpage().get_text_bounded() for page in opened]


def workbook(document: bytes) -> dict[str, list[list[object]]]:
    opened = CalamineWorkbook.from_filelike(BytesIO(document))
    return {name: list(map(list, opened.get_sheet_by_name(name).to_python())) for name in opened.sheet_names}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The Thai report in its three shapes."""
    found = report()
    return {"docx": memo(found), "pdf": pdf(found), "xlsx": book(found)}


# Amounts


@given(st.fractions(-(10**9), 10**9) | st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_what_is_printed_is_the_number_of_the_workbook(value: float | Fraction, digits: int) -> None:
    found = number(value, digits)
    assert found is not None
    assert float(shown(value, digits).replace(",", "")) == found
    true = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    assert abs(Fraction(shown(value, digits).replace(",", "")) - true) <= Fraction(1, 2 * 10**digits)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2.675, 2, "2.68"),  # below the half in its bits, on it as it is written
        (Fraction(11641, 200), 2, "58.21"),
        (Fraction(-1, 200), 2, "-0.01"),
        (-0.001, 2, "0.00"),
        (1234567, 0, "1,234,567"),
        (0, 0, "0"),
        (Hidden.FEW, 2, HIDDEN.th),
        (Hidden.GUARDED, 0, "ไม่แสดง (อาจย้อนหาตัวบุคคลได้)"),
        (None, 0, "ยังไม่มีข้อมูล"),
    ],
)
def test_halves_are_rounded_as_people_round_them(value: Amount, digits: int, text: str) -> None:
    assert shown(value, digits) == text


# The same figure everywhere


def test_every_figure_is_in_the_document_on_paper_and_in_the_workbook(made: dict[str, bytes]) -> None:
    written, printed = squeezed(words_of(made["docx"])), squeezed(" ".join(pages_of(made["pdf"])))
    rows = {row[0]: row[3] for row in workbook(made["xlsx"])["Figures"][1:]}
    found = list(figures(report()))
    assert len(found) == 25
    for each in found:
        text = squeezed(each.shown())
        assert text in written, each.key
        assert text in printed, each.key
        value = rows[each.key]
        assert shown(value if isinstance(value, float | int) else None, each.digits) == each.shown(), each.key


def test_each_figure_stands_beside_its_own_name() -> None:
    cells = [
        [cell.text for cell in row.cells]
        for table in docx.Document(BytesIO(memo(report()))).tables
        for row in table.rows
    ]
    assert ["รวมทั้งหมด", "1,234", "104", "45", "1,085", "87.93"] in cells
    assert ["แบบทดสอบทั้งฉบับ", "1,085", "1,040", "58.21 (14.34)", "81.46 (9.99)", "0.56", "912", "84.06"] in cells
    assert ["ผู้บริหาร", "12", "11", "91.67"] in cells
    assert ["บุคลากร", "1,222", "1,003", "82.08"] in cells
    assert ["ปรับปรุงเมื่อ 10 ม.ค. 2570: พบกระดาษคำตอบสองฉบับที่ยังไม่ได้บันทึก"] * 3 in cells
    assert ["เรียนจบ", "1,083", "1,085"] in cells


@pytest.mark.parametrize("language", LANGUAGES)
def test_document_and_paper_say_the_same_words(language: Language) -> None:
    voice = Voice(language)
    pages = [page.rsplit("\r\n", 1)[0] for page in pages_of(pdf(report(), voice))]  # without the number at the foot
    printed = squeezed(" ".join(pages)).replace(".", "")
    for line in words_of(memo(report(), voice)).splitlines():
        said = squeezed(line).replace(".", "")
        if len(said) > 3 and not said.startswith(("หน้า", "Page")):
            assert said in printed, line


def test_thai_is_written_as_it_was_given(made: dict[str, bytes]) -> None:
    found = report()
    assert found.plan is not None
    for text in (found.plan.th, found.organisation.th, found.projects[0].indicators[0].text.th, found.notes[0].th):
        assert text in words_of(made["docx"])
        assert squeezed(text) in squeezed(" ".join(pages_of(made["pdf"])))
    assert HEAD in words_of(made["docx"])
    assert "ข้อมูลย้อนหลังจากแบบฟอร์มเดิม ไม่ใช่บันทึกของระบบ" in words_of(made["docx"])


def test_english_is_english_throughout() -> None:
    bare = report(restated=(), history=())  # reasons and labels that people wrote stay in their words
    assert not re.search("[ก-๛]", words_of(memo(bare, Voice("en"))))
    assert not re.search("[ก-๛]", " ".join(pages_of(pdf(bare, Voice("en")))))


# What is hidden


def test_what_is_hidden_shows_its_words_and_no_number() -> None:
    few = Hidden.FEW
    hidden = Participation(few, few, few, few)
    line = TopicLine("whole", both("ทั้งฉบับ", "Whole"), *(few,) * 9)
    found = report(units=(UnitLine(both("หน่วยเล็ก", "Small"), 1, hidden),), knowledge=(line,))
    rows = [
        [cell.text for cell in row.cells] for table in docx.Document(BytesIO(memo(found))).tables for row in table.rows
    ]
    assert ["หน่วยเล็ก", *[HIDDEN.th] * 5] in rows
    assert ["ทั้งฉบับ", *[HIDDEN.th] * 7] in rows
    sheets = workbook(book(found))
    assert sheets["Units"][2] == ["หน่วยเล็ก", "Small", 1.0, *[HIDDEN.th] * 5]
    assert sheets["Knowledge"][1][3:] == [HIDDEN.th] * 9
    told = {row[0]: row[3] for row in sheets["Figures"]}
    assert {told[f"knowledge.{word}"] for word in ("tested", "pre_mean", "gain", "share")} == {HIDDEN.th}
    assert f"ก่อนเรียน {HIDDEN.th} หลังเรียน {HIDDEN.th}" in words_of(memo(found))


def test_a_test_that_nobody_brought_in_is_a_dash() -> None:
    lines = (HistoryLine(2568, "a", 40, None, 72.25, ""), HistoryLine(2569, "b", 4, None, None, ""))
    rows = [
        [cell.text for cell in row.cells] for row in docx.Document(BytesIO(memo(report(history=lines)))).tables[-1].rows
    ]
    assert rows[1:] == [["2568", "a", "40", "–", "72.25", ""], ["2569", "b", "4", HIDDEN.th, HIDDEN.th, ""]]


def test_a_gain_that_cannot_be_is_not_called_hidden() -> None:
    full = TopicLine("whole", both("ทั้งฉบับ", "Whole"), 9, 9, 100.0, 0.0, 100.0, 0.0, None, 9, 1.0)
    assert "คำนวณไม่ได้ (ก่อนเรียนได้เต็ม)" in words_of(memo(report(knowledge=(full,))))
    assert "คำนวณไม่ได้ (ก่อนเรียนได้เต็ม)" in workbook(book(report(knowledge=(full,))))["Knowledge"][1]


def test_a_period_without_anything_is_a_whole_report() -> None:
    nothing = report(
        projects=(), participation=Participation(0, 0, 0, 0), units=(), knowledge=(), pledges=(), topics=(), notes=(), restated=(), history=(), closed=None
    )  # fmt: skip
    text = words_of(memo(nothing))
    assert "ในงวดนี้ยังไม่มีผู้ทำแบบทดสอบ" in text
    assert "งวดดังกล่าวยังไม่ปิด" in text
    assert "ภาคผนวก" not in text
    assert len(pages_of(pdf(nothing))) >= 3
    assert len(workbook(book(nothing))["Figures"]) == 20  # the head, and no pledges


# The form


def test_the_memorandum_has_its_form(made: dict[str, bytes]) -> None:
    opened: Any = docx.Document(BytesIO(made["docx"]))
    lines = [paragraph.text for paragraph in opened.paragraphs[:5]]
    assert lines[0] == "บันทึกข้อความ"
    assert [line.split()[0].split("\t")[0] for line in lines[1:]] == ["ส่วนราชการ", "ที่", "เรื่อง", "เรียน"]
    assert "วันที่ 11 มกราคม พ.ศ. 2570" in lines[2]
    letter = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Letter"]
    assert [text.split()[0] for text in letter] == ["ตามที่", "บัดนี้", "จึงเรียนมาเพื่อโปรดทราบ"]
    headings = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Heading 1"]
    assert [text.split(".")[0] for text in headings[:9]] == [str(n) for n in range(1, 10)]
    assert [text.split()[1] for text in headings[9:]] == ["ก", "ข", "ค"]
    for asked in ("โปรดระบุปัญหาและอุปสรรค", "โปรดระบุข้อเสนอแนะ"):
        assert asked in words_of(made["docx"])
    assert words_of(made["docx"]).count("วางภาพกิจกรรมที่นี่") == 4


def test_word_is_told_all_that_it_needs(made: dict[str, bytes]) -> None:
    opened: Any = docx.Document(BytesIO(made["docx"]))
    fonts = opened.styles["Normal"].element.rPr
    assert {fonts.find(qn("w:rFonts")).get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")} == {"TH Sarabun New"}
    assert fonts.find(qn("w:szCs")).get(qn("w:val")) == "32"
    assert fonts.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
    shapes = [
        (section.page_width < section.page_height, round(section.left_margin.cm), round(section.right_margin.cm))
        for section in opened.sections
    ]
    assert shapes == [(True, 3, 2), (False, 3, 2), (True, 3, 2), (True, 3, 2), (True, 3, 2)]
    captioned = [table for table in opened.tables if table._tbl.tblPr.find(qn("w:tblDescription")) is not None]
    assert len(captioned) == 8
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in captioned)
    assert all(table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for table in captioned)
    (picture,) = opened.inline_shapes
    assert "58.21 → 81.46" in picture._inline.docPr.get("descr")
    codes = [each.text.strip() for each in opened.element.body.iter(qn("w:instrText"))]
    assert codes == ["SEQ ตารางที่ \\* ARABIC"] * 3 + ["SEQ ภาพที่ \\* ARABIC"] + ["SEQ ตารางที่ \\* ARABIC"] * 5
    with ZipFile(BytesIO(made["docx"])) as archive:
        assert b"Sarabun" in archive.read("word/fontTable.xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_picture_is_cut_off(language: Language) -> None:
    with ZipFile(BytesIO(memo(report(), Voice(language)))) as archive:
        picture = Image.open(BytesIO(archive.read("word/media/image1.png"))).convert("L")
    wide, high = picture.size
    edges = [(0, 0, wide, 3), (0, high - 3, wide, high), (0, 0, 3, high), (wide - 3, 0, wide, high)]
    assert [picture.crop(edge).getextrema() for edge in edges] == [(255, 255)] * 4


def test_thai_numerals_are_all_or_none() -> None:
    voice = Voice("th", "th")
    for text in (words_of(memo(report(), voice)), " ".join(pages_of(pdf(report(), voice)))):
        runs = [run for run in text.split() if not re.search("[A-Za-z]", run)]
        runs = [run for run in runs if not re.fullmatch(r"[0-9a-f?=&.:/-]+", run)]  # the tail of an address or digest
        assert [run for run in runs if re.search(r"\d", run, re.ASCII)] == []
        assert "๑๑ มกราคม พ.ศ. ๒๕๗๐" in text
    assert not re.search("[๐-๙]", words_of(memo(report())))


def test_the_same_report_is_the_same_bytes(made: dict[str, bytes]) -> None:
    again = report()
    assert {"docx": memo(again), "pdf": pdf(again), "xlsx": book(again)} == made


# Whatever stands in a name


@pytest.mark.parametrize("count", [1, 40, 300])
def test_every_unit_is_in_every_document(count: int) -> None:
    found = report(count)
    written, pages = words_of(memo(found)), pages_of(pdf(found))
    names = [line.name.th for line in found.units]
    assert [name for name in names if name not in written] == []
    printed = squeezed(" ".join(pages))
    assert [name for name in names if squeezed(name) not in printed] == []
    assert [row[0] for row in workbook(book(found))["Units"][2:]] == names
    with_units = [page for page in pages if "ศูนย์บริการสาธารณสุขที่" in squeezed(page)]
    assert all("ในหลักสูตร" in page for page in with_units), "the head stands on each page"
    assert len(with_units) >= count // 40


LONG = ["สำนักงาน" + "พัฒนาระบบและสนับสนุนบริการสุขภาพปฐมภูมิ" * 30, "ก" * 400, "ำ้" * 40, "W" * 300, "a b" * 90]


@pytest.mark.parametrize("name", LONG)
def test_a_long_name_stays_on_the_paper(name: str) -> None:
    found = report(units=(UnitLine(both(name, name), 6, Participation(9, 1, 1, 7)),))
    document = pypdfium2.PdfDocument(pdf(found))
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        wide = page.get_width()
        assert all(box[0] >= 29 * 72 / 25.4 - 1 and box[2] <= wide - 19 * 72 / 25.4 for box in boxes if box[2] > box[0])
    without = Counter("".join(pages_of(pdf(report(units=())))))
    assert Counter("".join(pages_of(pdf(found)))) - without >= Counter(squeezed(name)), (
        "no letter is lost between lines"
    )


def test_what_no_font_has_is_shown_as_a_box_and_breaks_nothing() -> None:
    found = report(units=(UnitLine(both("กลุ่ม\x07งาน 😀 <b>&", "x"), 0, Participation(9, 1, 1, 7)),))
    assert "กลุ่ม งาน 😀 <b>&" in words_of(memo(found))
    assert "□" in " ".join(pages_of(pdf(found)))


@pytest.mark.parametrize("start", ["=1+1", "+66", "-2+3", "@SUM(A1)", '=HYPERLINK("https://example.com")'])
def test_a_text_is_no_formula(start: str) -> None:
    found = report(units=(UnitLine(both(start, start), 0, Participation(9, 1, 1, 7)),))
    made = book(found)
    assert workbook(made)["Units"][2][0] == start
    with ZipFile(BytesIO(made)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    rows = read_csv(packed(found)["participation.csv"])
    assert rows[2][0] == f"'{start}"


def test_the_workbook_has_numbers_that_can_be_added() -> None:
    sheets = workbook(book(report()))
    assert list(sheets) == ["Figures", "Units", "Knowledge", "Indicators", "Topics", "Method"]
    assert sheets["Knowledge"][1][3:8] == [1085.0, 1040.0, 58.21, 14.34, 81.46]
    assert sheets["Topics"][1][2] == date(2026, 10, 1)
    assert sheets["Indicators"][1][:3] == ["1.1.3(2)", "A-O1", "output"]


# The pack


def packed(found: Report, ita: Ita | None = None) -> dict[str, bytes]:
    snapshot = json.dumps({"figures": {each.key: each.number for each in figures(found)}}).encode()
    signature = {"kid": SIGNER.kid, "algorithm": "Ed25519", "signature": SIGNER.sign(snapshot)}
    documents = {"docx": memo(found), "pdf": pdf(found), "xlsx": book(found)}
    whole = pack(found, documents, snapshot, signature, SIGNER.public_pem(), ita)
    assert whole == pack(found, documents, snapshot, signature, SIGNER.public_pem(), ita)
    with ZipFile(BytesIO(whole)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def read_csv(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def ita() -> Ita:
    found, problems = read(REFERENCES / "ita-2569.yaml", Ita, "ita-2569.yaml")
    assert problems == []
    assert found is not None
    return found


def test_the_pack_holds_the_evidence_and_says_what_it_is(ita: Ita) -> None:
    files = packed(report(), ita)
    assert {*FILES} < {*files}
    told = files["README.txt"].decode("utf-8-sig")
    assert [name for name in files if name != "README.txt" and told.count(f"  {name} ") != 2] == []
    assert "ปีงบประมาณ พ.ศ. 2569" in told
    assert "ไม่ใช่ปีของรายงานนี้" in told  # the report is of 2570
    assert read_csv(files["pledges.csv"])[1:] == [
        ["ผู้บริหาร", "Executives", "12", "11", "91.67"],
        ["บุคลากร", "Members", "1222", "1003", "82.08"],
    ]
    assert read_csv(files["certificates.csv"])[1][2] == "912"
    assert read_csv(files["topics.csv"])[1][2:] == ["2026-10-01", report().topics[0].link]
    assert read_csv(files["participation.csv"])[1][2:] == ["0", "1234", "104", "45", "1085", "87.93"]
    lines = read_csv(files["ita.csv"])
    assert [line[1] for line in lines[1:]] == ["O15"] * 3 + ["O20"] * 4
    assert {line[-1] for line in lines[1:]} == {"partly verified"}
    assert all(line[4] in files for line in lines[1:])


def test_the_pack_can_be_verified_without_this_system(tmp_path: Path) -> None:
    files = packed(report())
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    sums = {line[66:]: line[:64] for line in files["SHA256SUMS"].decode().splitlines()}
    assert sums == {name: sha256(raw).hexdigest() for name, raw in files.items() if name != "SHA256SUMS"}
    assert verify(SIGNER.public, files["snapshot.json"], json.loads(files["snapshot.sig.json"])["signature"])
    if openssl := shutil.which("openssl"):
        command = [openssl, *VERIFY.split()[1:]]
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0
        (tmp_path / "snapshot.json").write_bytes(files["snapshot.json"] + b" ")
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_an_ita_indicator_names_only_files_that_there_are(tmp_path: Path) -> None:
    text = (REFERENCES / "ita-2569.yaml").read_text(encoding="utf-8")
    (tmp_path / "x.yaml").write_text(
        text.replace("topics.csv", "photos.zip").replace("code: O20", "code: O15"), encoding="utf-8"
    )
    _, problems = read(tmp_path / "x.yaml", Ita, "x.yaml")
    told = [str(problem) for problem in problems]
    assert len(told) == 2
    assert "the indicator O15 stands twice" in told[0]
    assert "the evidence pack has no file “photos.zip”" in told[1]
    assert "use one of report.docx" in told[1]


# In a real office program


def rendered(raw: bytes, folder: Path) -> Iterator[str]:
    """The pages of a DOCX as LibreOffice lays them out."""
    (folder / "report.docx").write_bytes(raw)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    yield from pages_of((folder / "report.pdf").read_bytes())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here: nothing opens the DOCX")
def test_libreoffice_opens_the_document_with_every_figure(tmp_path: Path, made: dict[str, bytes]) -> None:
    pages = list(rendered(made["docx"], tmp_path))
    assert 6 <= len(pages) <= 16
    told = squeezed(" ".join(pages))
    assert [each.key for each in figures(report()) if squeezed(each.shown()) not in told] == []
    assert "บันทึกข้อความ" in squeezed(pages[0])
    assert "หน้า1" in squeezed(pages[0])
    assert "ตารางที่8" in told
