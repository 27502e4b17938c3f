"""Slips on paper: each person's own link, eight on a sheet, in the order of the list, and nothing of them kept."""

import re
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from conftest import OFFICE, PASSWORD, Clock
from hypothesis import given
from hypothesis import strategies as st
from web import Read, Web, signed_out

import house
from core.directory import Person, Unit
from core.language import Text
from core.settings import OFFICE_ADDRESS, set_to
from people.person import Draft
from people.slip import ACROSS, CODE, DOWN, HIGH, WIDE, Slip, pdf
from people.slips import AT_MOST, batches

Who = Callable[[str], Person]
DAY = date(2026, 11, 23)
LINK = re.compile(r"/join/[0-9a-f]{40}")


@pytest.fixture
def web(opened: house.House) -> Web:
    with opened.ground.write() as writing:
        set_to(writing.db, OFFICE_ADDRESS, "http://192.168.1.20:8501")
    return Web(opened)


def text_of(document: bytes) -> str:
    """All words on the paper, in the order in which they are read."""
    opened = pypdfium2.PdfDocument(document)
    return "\n".join(str(page.get_textpage().get_text_range()).replace("\r\n", "\n") for page in opened)


def codes_of(document: bytes) -> list[str]:
    """What a phone reads off the paper, whatever stands where."""
    found = []
    for page in pypdfium2.PdfDocument(document):
        found += [each.text for each in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    return found


def slip(number: int, name: str = "นางสาวมาลี ทดสอบ", unit: str = "กลุ่มงานหนึ่ง") -> Slip:
    return Slip(name, f"P{number:03d}", unit, f"https://sujarit.example.go.th/join/{number:040x}")


# The paper


def test_eight_stand_on_a_sheet_in_the_order_of_the_list_each_with_its_own_code() -> None:
    slips = [slip(number) for number in range(11)]
    document = pdf(slips, "สำนักงานทดสอบ", date(2026, 12, 22), DAY, "th")
    opened = pypdfium2.PdfDocument(document)
    assert [page.get_size() for page in opened] == [pytest.approx((595.28, 841.89), abs=0.1)] * 2
    words = text_of(document)
    assert re.findall(r"รหัสเข้าใช้งาน (P\d+)", words) == [each.code for each in slips]
    assert [f"https://sujarit.example.go.th{path}" for path in LINK.findall(words)] == [each.address for each in slips]
    assert words.count("ใช้ได้ครั้งเดียว ถึงวันที่ 22 ธ.ค. 2569") == 11
    assert words.count("2. ตั้งรหัสผ่านของท่านเอง") == 11
    scanned = codes_of(document)
    assert sorted(scanned) == sorted(f"{each.address}?openExternalBrowser=1" for each in slips)


def test_the_code_is_thirty_millimetres_and_all_words_stay_within_their_slip() -> None:
    long = slip(
        1, "นายกฤษฎางค์ปิ่นแก้ว ณ กรุงเทพมหานครศรีอยุธยา" * 2, "ศูนย์บริการสาธารณสุข ๔๒ ถนอม ทองสิมา กลุ่มงานเวชศาสตร์ครอบครัว" * 2
    )
    document = pdf([long] * 8, "สำนักงานเขตทดสอบ กรุงเทพมหานคร" * 2, date(2026, 12, 22), DAY, "th")
    page = pypdfium2.PdfDocument(document)[0]
    scale = 72 / 25.4
    for read in zxingcpp.read_barcodes(page.render(scale=3).to_pil()):
        corner, across = read.position.top_left, read.position.top_right
        assert abs((across.x - corner.x) / 3 / scale - CODE) < 0.7, "mm"
    text = page.get_textpage()
    for place in range(text.count_rects()):
        left, bottom, right, top = (value / scale for value in text.get_rect(place))
        column, row = int(left // WIDE), int((297 - top) // HIGH)
        assert right <= (column + 1) * WIDE - 3, "beyond the cut at the right"
        assert 297 - bottom <= (row + 1) * HIGH - 2, "beyond the cut below"


def test_a_letter_that_the_font_lacks_shows_as_a_mark_and_is_not_left_out() -> None:
    words = text_of(pdf([slip(1, "สมชาย 漢 ทดสอบ")], "สำนักงานทดสอบ", DAY, DAY, "en"))
    assert "สมชาย ? ทดสอบ" in words
    assert "Opens once, until 23 Nov 2026" in words


# Who is printed


UNITS = {
    id: Unit(id, Text(th=id, en=id), above) for id, above in (("top", ""), ("a", "top"), ("aa", "a"), ("b", "top"))
}


@given(st.lists(st.sampled_from(sorted(UNITS)), max_size=3 * AT_MOST))
def test_every_way_of_choosing_keeps_the_order_and_together_they_are_everybody(where: list[str]) -> None:
    people = [{"id": str(number), "unit": unit} for number, unit in enumerate(where)]
    found = batches(people, UNITS)
    assert [row for each in found if each.unit is None for row in each.people] == people
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert 1 <= len(each.people) <= AT_MOST
        assert [int(row["id"]) for row in each.people] == sorted(int(row["id"]) for row in each.people)
    below_a = [row for each in found if each.unit and each.unit.th == "a" for row in each.people]
    assert below_a == ([row for row in people if row["unit"] in ("a", "aa")] if below_a else [])


def printed(answer_content: bytes) -> dict[str, str]:
    """Code → link of every slip."""
    words = text_of(answer_content)
    return dict(zip(re.findall(r"รหัสเข้าใช้งาน (\w+)", words), LINK.findall(words), strict=True))


def test_slips_are_for_administrators_and_bring_each_person_in_by_a_link_of_their_own(web: Web, cast: Who) -> None:
    cast("ANA")
    house.passwords(web.ground, ["ADISA"], PASSWORD)
    for code in ("ANA", "TAM", "BENTO"):
        client = web.signed_in(cast(code))
        assert [client.get("/slips").status_code, client.post("/slips").status_code] == [403, 403]
    assert signed_out(web.guest().get("/slips").headers["location"])
    adisa = web.signed_in(cast("ADISA"))
    asked = Read(adisa.get("/slips").text)
    assert "4 คน" in asked.text
    assert "ใบเดิมของผู้ที่เลือกจะใช้ไม่ได้" in asked.text, "it is said before it is done"
    answer = adisa.post("/slips")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/pdf", "no-store")
    links = printed(answer.content)
    assert links.keys() == {"ANA", "BENTO", "TAM", "DAO"}
    for code, link in links.items():
        assert cast(code).full_name in web.guest().get(link).text
    assert set(codes_of(answer.content)) == {
        f"http://192.168.1.20:8501{link}?openExternalBrowser=1" for link in links.values()
    }
    again = printed(adisa.post("/slips", params={"person": cast("ANA").id}).content)
    assert again.keys() == {"ANA"}
    assert [web.guest().get(link).status_code for link in links.values()].count(200) == 3, (
        "Ana's former slip opens nothing"
    )
    with web.ground.read() as db:
        dump = "\n".join(db.conn.iterdump())
    assert not any(link.rsplit("/", 1)[1] in dump for link in (*links.values(), *again.values()))


def test_an_administrator_of_a_unit_prints_the_slips_of_that_unit_and_no_others(web: Web, cast: Who) -> None:
    cast("ANA")
    house.admit_all(web.ground, [Draft("UNA", "", "อูนา ทดสอบ", "", f"{OFFICE} > กลุ่มงานหนึ่ง", "administrator")])
    house.passwords(web.ground, ["UNA"], PASSWORD)
    una = web.signed_in(cast("UNA"))
    assert "2 คน" in Read(una.get("/slips").text).text
    assert printed(una.post("/slips").content).keys() == {"ANA", "BENTO"}
    for code in ("DAO", "ADISA"):
        answer = una.post("/slips", params={"person": cast(code).id})
        assert answer.headers["content-type"].startswith("text/html")
        assert "/join/" not in answer.text


def test_one_unit_can_be_chosen_and_who_has_a_password_meanwhile_is_not_printed(web: Web, cast: Who) -> None:
    adisa = web.signed_in(cast("ADISA"))
    options = [each["value"] for each in Read(adisa.get("/slips").text).all("option")]
    with web.ground.read() as db:
        units = {unit.name.th: unit.id for unit in web.ground.directory.units(db).values()}
    second = next(each for each in options if each.startswith(units["กลุ่มงานสอง"]))
    assert printed(adisa.post("/slips", data={"batch": second}).content).keys() == {"DAO"}
    house.passwords(web.ground, ["DAO"], PASSWORD)
    answer = adisa.post("/slips", data={"batch": second})
    assert "รายชื่อเปลี่ยนไประหว่างนี้" in answer.text, "the list moved: nobody else is printed by mistake"
    house.passwords(web.ground, ["ANA", "BENTO", "TAM", "ADISA"], PASSWORD)
    assert "ทุกคนตั้งรหัสผ่านแล้ว ไม่มีใบที่ต้องพิมพ์" in adisa.post("/slips").text


def test_the_links_end_after_the_day_that_the_paper_says(web: Web, cast: Who, clock: Clock) -> None:
    adisa = web.signed_in(cast("ADISA"))
    answer = adisa.post("/slips").content
    link = printed(answer)["ANA"]
    assert "ถึงวันที่ 22 ธ.ค. 2569" in text_of(answer)
    clock.goes(days=29, hours=11)  # 22 December, 23:00 in Bangkok
    assert web.guest().get(link).status_code == 200
    clock.goes(days=1)
    assert web.guest().get(link).status_code == 404


def test_sheets_have_marks_to_cut_along() -> None:
    """Of the lines between the slips something is drawn at the paper's edge and where cuts meet, and no more."""
    document = pdf([slip(1)], "สำนักงานทดสอบ", DAY, DAY, "th")
    picture = pypdfium2.PdfDocument(document)[0].render(scale=3).to_pil().convert("L")
    scale = 3 * 72 / 25.4

    def dark(x: float, y: float) -> bool:
        box = (int(x * scale) - 2, int(y * scale) - 2, int(x * scale) + 3, int(y * scale) + 3)
        return bool(picture.crop(box).getextrema()[0] < 200)

    for row in range(1, DOWN):
        assert dark(3, HIGH * row)
        assert dark(207, HIGH * row)
        assert dark(WIDE, HIGH * row)
        assert not dark(40, HIGH * row)
    for column in range(1, ACROSS):
        assert dark(WIDE * column, 3)
        assert dark(WIDE * column, 294)
