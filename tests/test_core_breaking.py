"""Where lines break: no word that readers know as one is cut, and a number stays with what it counts."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paperwork import report

from core.breaking import parts
from core.calendar import MONTHS_TH, SHORT_TH
from core.paper import Paper
from core.words_th import HELD, UNITS
from outcomes.documents.blocks import reworded
from outcomes.documents.voice import Voice
from outcomes.documents.words import document
from outcomes.load import shelf
from outcomes.notes import NOTES


def said() -> list[str]:
    """Every Thai text that the report's documents print, and every one of the shipped plan."""
    texts: list[str] = []

    def keep(text: str) -> str:
        texts.append(" ".join(text.split()))
        return text

    for block in document(report(), Voice("th")):
        reworded(block, keep)
    plan = next(shelf.folder.glob("*.yaml")).read_text(encoding="utf-8")
    texts += [" ".join(found.split()) for found in re.findall(r'th: "([^"]+)"', plan)]
    return sorted({*texts, *(note.th for note in NOTES)})


SAID = [text for text in said() if re.search("[ก-๛]", text)]


def breaks(text: str) -> set[int]:
    """The places within a text at which a line may end."""
    places, at = set(), 0
    for part in parts(text)[:-1]:
        at += len(part)
        places.add(at)
    return places


def test_every_text_that_is_printed_keeps_its_words_its_years_and_its_units_together() -> None:
    assert len(SAID) > 60
    units = sorted(UNITS, key=len, reverse=True)
    for text in SAID:
        assert "".join(parts(text)) == text
        places = breaks(text)
        for word in HELD:
            for found in re.finditer(re.escape(word), text):
                assert not places & set(range(found.start() + 1, found.end())), (word, parts(text))
        for found in re.finditer(r"\S \d", text):
            counted = re.search(rf"\d (?:{'|'.join(map(re.escape, units))})$", text[: found.start() + 1])
            assert counted or found.end() - 1 not in places, (found[0], parts(text))
        for found in re.finditer(r" ๆ", text):
            assert found.end() - 1 not in places, parts(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("กันยายน", "กัน|ยายน"),
        ("ตัวเลขทั้งหมด", "ทั้ง|หมด"),
        ("กรุงเทพมหานคร", "มหาน|คร"),
        ("ไตรมาส", "ไตร|มาส"),
        ("ร้อยละ", "ร้อย|ละ"),
        ("ปีงบประมาณ", "ปีงบประม|าณ"),
        ("นครราชสีมา", "นคร|ราชสีมา"),
    ],
)  # what the refuter saw on paper
def test_what_was_seen_cut_is_whole(text: str, cut: str) -> None:
    first, last = cut.split("|")
    assert first + last in text
    assert not any(part.endswith(first) and after.startswith(last) for part, after in zip(parts(text), parts(text)[1:], strict=False))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("วันที่ 30 กันยายน พ.ศ. 2570", ["วันที่ 30 กันยายน ", "พ.ศ. 2570"]),
        ("ไตรมาส 1 ไตรมาส 2 ไตรมาส 3", ["ไตรมาส 1 ", "ไตรมาส 2 ", "ไตรมาส 3"]),
        ("ทดสอบ 78 คน จาก 100 คน", ["ทดสอบ 78 คน ", "จาก 100 คน"]),
        ("อื่น ๆ และต่าง ๆ", ["อื่น ๆ ", "และ", "ต่าง ๆ"]),
        ("ณ 23 มิ.ย. 2569 และ 24 มี.ค. 2570", ["ณ 23 มิ.ย. 2569 ", "และ 24 มี.ค. 2570"]),
        ("12 คน 5 ข้อ", ["12 คน ", "5 ข้อ"]),
    ],
)
def test_a_number_stays_with_its_word_and_its_unit_and_no_more(text: str, lines: list[str]) -> None:
    assert parts(text) == lines


@given(
    st.lists(
        st.sampled_from([*sorted(HELD), *MONTHS_TH, *SHORT_TH, "12", "2570", "พ.ศ.", "คน", "ๆ", " ", "(", ")", "the"]),
        max_size=30,
    )
)
def test_whatever_is_broken_is_the_same_text_and_no_line_begins_with_what_clings(words: list[str]) -> None:
    text = " ".join("".join(words).split())
    found = parts(text)
    assert "".join(found) == text
    assert not any(re.match("[ะ-ฺๅ-๎ฯๆ]", part) for part in found[1:])


def test_what_is_held_together_and_too_wide_for_its_column_breaks_at_a_space_and_in_no_word() -> None:
    paper = Paper("x", "th", date(2026, 1, 1))
    lines = paper.wrap("ไม่น้อยกว่า 80 เปอร์เซ็นต์", 9.5, 18).lines
    paper.finished()
    assert lines == ("ไม่น้อยกว่า", "80", "เปอร์เซ็นต์")


def test_a_long_chain_of_counts_still_breaks() -> None:
    paper = Paper("x", "th", date(2026, 1, 1))
    lines = paper.wrap("12 คน 13 คน 14 คน 15 คน 16 คน 17 คน", 11, 30).lines
    paper.finished()
    assert len(lines) > 1
    assert all(re.fullmatch(r"(\d\d คน ?)+", line) for line in lines)
