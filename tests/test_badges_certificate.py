"""Certificates: what is printed is what is copied, seen and scanned.

The reference picture is made anew, when the design changes, by `python -m tests.test_badges_certificate`.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from fpdf import FPDF
from fpdf.fonts import TTFFont
from PIL import Image, ImageChops, ImageFilter, ImageStat

from badges.certificate import pdf, png, unprintable
from badges.said import Sheet
from badges.words import DEFAULT, Both, Numerals, Signer, Words
from core.paper import MM, qr_modules

REFERENCE = Path(__file__).parent / "references" / "certificate-marks.png"
MEAN, BLOCK = 0.1, 16.0  # of 255: the whole page, and the worst square of 6 by 6 pixels

MARKS = "ที่ ปี่ น้ำ ผู้ใหญ่ กตัญญู ฐานะ"
SEVENTY = "ณัฏฐ์ธัญญกานต์กตัญญุตาภิรมย์ปี่ จุฬาลักษณ์กัญญาณัฐน้ำทิพย์ผู้ใหญ่ฐานกุล"
ADDRESS = "HTTPS://SUJARIT.EXAMPLE.GO.TH/V/" + ("6BF+70O/9DL*TH$JEJC8SO" * 30)[:568]


def signs(name: str, position: str) -> Signer:
    return Signer(name=Both(th=name), position=Both(th=position))


def signed_by(*signers: Signer, numerals: Numerals = "day") -> Words:
    return DEFAULT.model_copy(update={"signers": signers, "numerals": numerals})


SIGNERS = (
    signs("นายแพทย์ตัวอย่าง ทดสอบระบบ", "นายแพทย์สาธารณสุขจังหวัดตัวอย่าง"),
    signs("นางตัวอย่าง ปี่ทดสอบ", "สาธารณสุขอำเภอสาธิต"),
)
SHEET = Sheet(
    organisation="สำนักงานสาธารณสุขอำเภอสาธิต จังหวัดตัวอย่าง",
    holder=MARKS,
    unit="โรงพยาบาลส่งเสริมสุขภาพตำบลเขวาใหญ่",
    programme="ผู้ใหญ่ไม่ทนต่อการทุจริต: ที่นี่ไม่รับของขวัญ",
    passed=True,
    number="0012/2570",
    issued=date(2026, 11, 21),
    expires=date(2027, 11, 20),
    language="th",
    address=ADDRESS,
    words=signed_by(*SIGNERS),
)
WORDIEST = replace(
    SHEET,
    organisation="กองสร้างเสริมสุขภาพและป้องกันโรคไม่ติดต่อ สำนักอนามัย กรุงเทพมหานคร ศาลาว่าการ 2",
    holder=f"ว่าที่ร้อยตรีหญิง ดร. {SEVENTY}",
    unit="กลุ่มงานส่งเสริมสุขภาพและป้องกันควบคุมโรคติดต่อ โรงพยาบาลส่งเสริมสุขภาพตำบลเขวาใหญ่",
    programme="การเสริมสร้างจิตพอเพียงต้านทุจริตและการแยกแยะผลประโยชน์ส่วนตนกับผลประโยชน์ส่วนรวมของเจ้าหน้าที่ ปี 2570",
    words=signed_by(
        signs(f"พันตำรวจเอกหญิง ดร. {SEVENTY}", "ผู้อำนวยการเขตสุขภาพที่ 13 ปฏิบัติหน้าที่แทนสาธารณสุขจังหวัด"),
        SIGNERS[1],
    ),
)
ENGLISH = replace(
    SHEET,
    organisation="Kantharawichai District Public Health Office",
    holder="Ms. Katanyu Pithongnamphet",
    unit="Nguyễn Văn Đức Unit, Khwao Yai Subdistrict Health Promoting Hospital",
    programme="No Gift Policy in Daily Work",
    passed=False,
    language="en",
    words=signed_by(signs("Dr. Thanandorn Srisuriyawong", "Provincial Chief Medical Officer")),
)


def pdfium_text(document: bytes) -> str:
    opened = pypdfium2.PdfDocument(document)
    text: str = opened[0].get_textpage().get_text_range()
    bounded: str = opened[0].get_textpage().get_text_bounded()
    opened.close()
    assert text == bounded
    return text


def poppler_text(document: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=document, capture_output=True, check=True).stdout.decode()


def content(document: bytes) -> str:
    """The page's drawing operators."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", document, re.DOTALL)
    texts = [zlib.decompress(stream) for stream in streams if stream[:1] == b"\x78"]
    return next(text for text in texts if b" BDC" in text).decode("latin-1")


def spelled(document: bytes) -> list[str]:
    """Each printed line, as its span spells it, in reading order."""
    spellings = re.findall(r"<FEFF([0-9A-F]*)>", content(document))
    return [bytes.fromhex(spelling).decode("utf-16-be") for spelling in spellings]


def lines_of(text: str) -> list[str]:
    return [line for line in re.split(r"[\r\n\f]+", text) if line]


@pytest.mark.parametrize("read", [pdfium_text, poppler_text])
@pytest.mark.parametrize("sheet", [SHEET, WORDIEST, ENGLISH, replace(SHEET, address=None)])
def test_every_line_is_copied_as_it_is_printed(read: Any, sheet: Sheet) -> None:
    document = pdf(sheet)
    copied = lines_of(read(document))

    # What stands side by side, two signers, may be copied as one line; each must still be whole within it.
    foot = next(place for place, line in enumerate(spelled(document)) if line.startswith("("))
    assert [line for line in spelled(document)[:foot] if line not in copied] == []
    assert [line for line in spelled(document)[foot:] if not any(line in found for found in copied)] == []


@pytest.mark.parametrize("read", [pdfium_text, poppler_text])
@pytest.mark.parametrize("word", [*MARKS.split(), "ปั้นจั่น", "ฏูฐุ", "น้ํา", "กฺ ๆ ฯลฯ ๏ ๚", "STRONG น้ำ 2570 กี่ปี"])
def test_hard_thai_is_copied_exactly(read: Any, word: str) -> None:
    assert word in lines_of(read(pdf(replace(SHEET, holder=word))))


@pytest.mark.parametrize("read", [pdfium_text, poppler_text])
def test_a_name_of_seventy_characters_is_whole(read: Any) -> None:
    copied = lines_of(read(pdf(replace(SHEET, holder=SEVENTY))))

    assert [len(name) for name in SEVENTY.split()] == [31, 39]
    assert SEVENTY in copied or all(name in copied for name in SEVENTY.split())


def rows(document: bytes) -> list[tuple[float, float, float, float]]:
    """The box (left, bottom, right, top; points) of what stands on each baseline, from the top down."""
    opened = pypdfium2.PdfDocument(document)
    texts = [item for item in opened[0].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    boxes: dict[float, list[tuple[float, float, float, float]]] = {}
    for item in texts:
        boxes.setdefault(round(item.get_matrix().f, 1), []).append(item.get_bounds())
    opened.close()
    sides = [tuple(zip(*boxes[baseline], strict=True)) for baseline in sorted(boxes, reverse=True)]
    return [(min(left), min(bottom), max(right), max(top)) for left, bottom, right, top in sides]


@pytest.mark.parametrize("sheet", [SHEET, WORDIEST, ENGLISH, replace(ENGLISH, holder="W" * 120)])
def test_nothing_leaves_the_frame(sheet: Sheet) -> None:
    texts = rows(pdf(sheet))

    assert min(left for left, _, _, _ in texts) >= 20 * MM
    assert min(bottom for _, bottom, _, _ in texts) >= 13 * MM
    assert max(right for _, _, right, _ in texts) <= (297 - 20) * MM
    assert max(top for _, _, _, top in texts) <= (210 - 13) * MM


@pytest.mark.parametrize("sheet", [SHEET, WORDIEST, ENGLISH, replace(SHEET, holder="ฎุฏูญู " * 12 + "ปี่น้ำ " * 12)])
def test_no_mark_touches_the_line_above(sheet: Sheet) -> None:
    lines = rows(pdf(replace(sheet, words=DEFAULT)))

    assert len(lines) >= 11
    for upper, lower in pairwise(lines):
        assert upper[1] > lower[3] - 0.5  # points; boxes are rounded to thousandths of an em


def test_a_span_holds_exactly_one_text_object() -> None:
    operators = re.sub(r"\((?:\\.|[^\\()])*\)", "()", content(pdf(SHEET)), flags=re.DOTALL)
    found = re.findall(r"\b(BDC|EMC|BT|ET)\b|(?<=\s)(q|Q)(?=\s)", " " + operators)
    inside = re.findall(r"BDC((?:(?!BDC|EMC).)*)EMC", " ".join(a or b for a, b in found))

    assert len(inside) == len(spelled(pdf(SHEET))) == operators.count("BDC") == operators.count("EMC")
    assert {tuple(words.split()) for words in inside} <= {("BT", "ET"), ("q", "BT", "ET", "Q")}


@pytest.mark.parametrize("sheet", [SHEET, WORDIEST, ENGLISH])
def test_it_is_small_and_always_the_same(sheet: Sheet) -> None:
    document = pdf(sheet)

    assert len(document) <= 30_000
    assert document == pdf(sheet)
    assert b"(D:20261121000000" in document  # the day of issue, and no clock
    assert b"/Subtype /Image" not in document


def test_it_names_its_title_and_language() -> None:
    opened = pypdfium2.PdfDocument(pdf(SHEET))
    assert opened.get_metadata_dict()["Title"] == "เกียรติบัตร 0012/2570"
    assert b"/Lang (th-TH)" in pdf(SHEET)
    assert b"/Lang (en)" in pdf(ENGLISH)


def test_only_who_passed_is_said_to_have_passed() -> None:
    assert "ได้ผ่านการอบรมออนไลน์ หลักสูตร" in spelled(pdf(SHEET))
    assert "ได้เข้าร่วมการอบรมออนไลน์ หลักสูตร" in spelled(pdf(replace(SHEET, passed=False)))
    assert "has taken part in the online course" in spelled(pdf(ENGLISH))
    assert "Certificate of Completion" in spelled(pdf(replace(ENGLISH, passed=True)))


def test_dates_keep_to_one_system_of_numerals() -> None:
    assert "ให้ไว้ ณ วันที่ ๒๑ พฤศจิกายน พุทธศักราช ๒๕๖๙" in spelled(pdf(SHEET))
    assert "ใช้ได้ถึงวันที่ ๒๐ พฤศจิกายน พุทธศักราช ๒๕๗๐" in spelled(pdf(SHEET))
    assert {"เลขที่ 0012/2570"} <= set(spelled(pdf(SHEET)))
    assert {"Given on 21 November 2026", "Valid until 20 November 2027"} <= set(spelled(pdf(ENGLISH)))


def test_without_an_address_it_says_why_there_is_no_code() -> None:
    thai, english = (pdf(replace(sheet, address=None)) for sheet in (SHEET, ENGLISH))

    assert "เพราะหน่วยงานยังไม่ได้กำหนดที่อยู่เว็บสาธารณะ" in spelled(thai)[-1]
    assert "the organisation has set no public web address" in spelled(english)[-1]
    assert zxingcpp.read_barcodes(Image.open(BytesIO(png(thai)))) == []


@pytest.mark.parametrize("address", [ADDRESS, "HTTPS://SUJARIT.EXAMPLE.GO.TH/V/ABCDEFGH2345"])
@pytest.mark.parametrize("degrees", [0, 3])
def test_the_code_is_read_from_a_blurred_and_turned_print(address: str, degrees: int) -> None:
    sharp = Image.open(BytesIO(png(pdf(replace(SHEET, address=address)))))
    seen = sharp.filter(ImageFilter.GaussianBlur(1.2))
    seen = seen.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")

    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [address]


def test_the_code_of_six_hundred_characters_is_version_15_with_modules_of_0_42_mm() -> None:
    modules = qr_modules(ADDRESS)
    quiet = modules[:4] + modules[-4:] + [row[:4] + row[-4:] for row in modules]
    (scale,) = re.findall(r"([\d.]+) 0 0 -[\d.]+ [\d.]+ [\d.]+ cm", content(pdf(SHEET)))

    assert len(ADDRESS) == 600
    assert len(modules) == 17 + 4 * 15 + 2 * 4
    assert not any(any(row) for row in quiet)
    assert float(scale) >= 0.42


def test_it_refuses_what_it_cannot_print() -> None:
    assert unprintable(SHEET) == unprintable(WORDIEST) == unprintable(ENGLISH) == ""
    assert unprintable(replace(SHEET, holder="王小明 สมศรี")) == "王小明"
    with pytest.raises(ValueError, match="王小明"):
        pdf(replace(SHEET, holder="王小明 สมศรี"))
    with pytest.raises(ValueError, match="too long"):
        pdf(replace(SHEET, address=ADDRESS * 3))
    with pytest.raises(ValueError, match="at most 2"):
        Words.of({**signed_by(*SIGNERS).body(), "signers": [each.model_dump() for each in SIGNERS * 2]})


def picture(sheet: Sheet) -> Image.Image:
    """The sheet in greys at 120 dpi."""
    return Image.open(BytesIO(png(pdf(sheet), dpi=120))).convert("L")


def difference(seen: Image.Image) -> tuple[float, float]:
    """How far from the reference: the mean of all pixels, and the mean of the worst square of 6 by 6."""
    apart = ImageChops.difference(seen, Image.open(REFERENCE).convert("L"))
    squares = apart.resize((apart.width // 6, apart.height // 6), Image.Resampling.BOX)
    return ImageStat.Stat(apart).mean[0], float(squares.getextrema()[1])  # type: ignore[arg-type]


def test_every_mark_stands_where_the_reference_has_it() -> None:
    mean, block = difference(picture(SHEET))

    assert mean < MEAN
    assert block < BLOCK


def test_the_reference_would_show_missing_shaping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FPDF, "set_text_shaping", lambda self, use_shaping_engine=True: None)
    mean, block = difference(picture(SHEET))

    assert mean > MEAN
    assert block > 2 * BLOCK


def test_the_reference_would_show_a_single_shifted_tone_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    shape_text = TTFFont.shape_text

    def careless(self: TTFFont, text: str, *rest: Any) -> Sequence[dict[str, Any]]:
        glyphs = shape_text(self, text, *rest)
        if text == SHEET.holder:  # the mark of ปี่, which stands aside for the stem of ป, is left where it was
            moved = max(glyphs, key=lambda glyph: abs(glyph["x_offset"]))
            moved["x_offset"] = 0
        return glyphs

    monkeypatch.setattr(TTFFont, "shape_text", careless)
    mean, block = difference(picture(SHEET))

    assert mean < MEAN  # too little for the page's mean to tell
    assert block > BLOCK


def test_no_text_library_of_the_system_decides_how_thai_looks() -> None:
    blocked = (  # Pillow's own text engine, where raqm and fribidi would come in: nothing asks for it
        "import sys, hashlib; sys.modules['PIL._imagingft'] = None; sys.path[:0] = ['.', 'tests']\n"
        "from test_badges_certificate import SHEET, pdf, png\n"
        "document = pdf(SHEET)\n"
        "print(hashlib.sha256(document).hexdigest(), hashlib.sha256(png(document)).hexdigest())"
    )
    said = subprocess.run(
        [sys.executable, "-c", blocked], cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True
    )

    document = pdf(SHEET)
    expected = [hashlib.sha256(each).hexdigest() for each in (document, png(document))]
    assert said.stdout.split() == expected


if __name__ == "__main__":
    picture(SHEET).save(REFERENCE, optimize=True)
