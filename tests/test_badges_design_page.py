"""The page on which the certificate is designed: its specimen follows, what is wrong is told, and only what is right is saved."""

import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from story import Chosen, Tab, walks
from test_badges_design import PICTURE, worded
from test_badges_picture import bomb, signature

import house
from badges import store
from badges.said import LAYOUTS
from badges.store import Look
from badges.words import DEFAULT, Words
from core.db import value
from core.directory import Person

Who = Callable[[str], Person]


@pytest.fixture(autouse=True)
def front(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    """app.py stands on the opened house."""
    monkeypatch.setattr(house, "house", lambda: opened)


def opened_by(opened: house.House, who: Person, language: Any = "th") -> Tab:
    return Tab(opened, who, language).open("certificate-design")


def in_force(opened: house.House) -> tuple[Words, Look]:
    with opened.ground.read() as db:
        return store.words_in_force(db), store.look(db)


def specimen(tab: Tab) -> Image.Image:
    """The specimen as it is shown."""
    found = re.search(r'class="sj-sheet[^>]*src="data:image/png;base64,([^"]+)"', tab.html)
    assert found, "there is no specimen"
    return Image.open(BytesIO(b64decode(found[1])))


def named(tab: Tab, name: str) -> str:
    """The key of a field as it is now."""
    return f"design/{tab.app.session_state['design-n']}/{name}"


def chooses(tab: Tab, key: str, value: str) -> Tab:
    tab.app.radio(key=named(tab, key)).set_value(value)
    return tab.run()


def types(tab: Tab, key: str, text: str) -> Tab:
    found = [*tab.app.text_area, *tab.app.text_input]
    next(each for each in found if each.key == named(tab, key)).set_value(text)
    return tab.run()


def test_the_specimen_follows_every_change_and_nothing_is_saved_yet(opened: house.House, cast: Who) -> None:
    tab = opened_by(opened, cast("ADISA"))
    seen = {layout: specimen(chooses(tab, "layout", layout)) for layout in LAYOUTS}
    assert tab.shows("ยังไม่ได้กำหนดผู้ลงนาม")
    before = specimen(chooses(tab, "signers", "1")).tobytes()
    assert tab.shows("มีผู้ลงนามที่ยังไม่มีทั้งชื่อและรูปลายมือชื่อ")
    types(tab, "position/0/th", "ผู้อำนวยการโรงพยาบาล")

    assert seen["portrait"].height > seen["portrait"].width
    assert len({each.tobytes() for each in seen.values()}) == 3
    assert specimen(tab).tobytes() != before
    assert tab.shows("มีการแก้ไขที่ยังไม่ได้บันทึก")
    assert in_force(opened) == (DEFAULT, Look())


def test_what_is_saved_is_in_force_and_the_page_says_so(opened: house.House, cast: Who) -> None:
    tab = chooses(chooses(opened_by(opened, cast("ADISA")), "layout", "modern"), "numerals", "th")
    types(chooses(tab, "signers", "2"), "position/0/th", " ผู้อำนวยการ ")
    types(tab, "head/th", "ด้วยความร่วมมือของ {organisation}")
    tab.click("design-save")

    words, look = in_force(opened)
    assert tab.shows("บันทึกแล้ว")
    assert tab.shows("ตรงกับแบบที่ใช้อยู่")
    assert (look.layout, words.numerals, words.head.th) == ("modern", "th", "ด้วยความร่วมมือของ {organisation}")
    assert [signer.position.th for signer in words.signers] == ["ผู้อำนวยการ", ""]
    assert opened_by(opened, cast("ADISA")).shows("ตรงกับแบบที่ใช้อยู่")


def test_a_slip_stands_below_its_field_and_keeps_the_design_as_it_was(opened: house.House, cast: Who) -> None:
    tab = types(opened_by(opened, cast("ADISA"), "en"), "passed/th", "{name} {programme}")

    assert tab.shows("the place {day} stands 0 times — it has to stand exactly once")
    assert tab.shows("Something has to be mended first")
    tab.click("design-save")
    assert tab.shows("Nothing was saved: mend what is said below “Wording: those who met the criterion” (Thai)")
    assert in_force(opened) == (DEFAULT, Look())
    assert tab.app.text_area(key=named(tab, "passed/th")).value == "{name} {programme}"  # what was typed is kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{name}\n{unit}\n“{programme}”\n" + "ข้อความที่ยาวมากบรรทัดหนึ่งซึ่งไม่ควรอยู่ในเกียรติบัตร\n" * 8 + "{day}", "ยาวเกินพื้นที่"),
        ("{name} {programme} {day} 王小明", "แบบอักษรไม่มีตัว 王小明"),
    ],
)
def test_what_does_not_go_onto_the_paper_is_told_and_not_saved(
    opened: house.House, cast: Who, text: str, said: str
) -> None:
    tab = types(chooses(opened_by(opened, cast("ADISA")), "layout", "classic"), "passed/th", text)
    tab.click("design-save")

    assert tab.shows("ยังไม่ได้บันทึก")
    assert tab.shows(said)
    assert in_force(opened)[0] == DEFAULT


def test_undo_brings_back_what_is_in_force(opened: house.House, cast: Who) -> None:
    worded(opened, "ผู้อำนวยการ", look=Look("modern"))
    tab = types(chooses(opened_by(opened, cast("ADISA")), "layout", "portrait"), "position/0/th", "หัวหน้า")
    tab.click("design-cancel")

    assert tab.app.radio(key=named(tab, "layout")).value == "modern"
    assert tab.app.text_input(key=named(tab, "position/0/th")).value == "ผู้อำนวยการ"
    assert tab.shows("ตรงกับแบบที่ใช้อยู่")


def test_the_standard_wording_is_filled_in_on_request_and_saved_only_then(opened: house.House, cast: Who) -> None:
    tab = types(opened_by(opened, cast("ADISA")), "head/th", "ชื่ออื่น").click("design-save")
    tab.click("design-standard")

    assert tab.app.text_input(key=named(tab, "head/th")).value == DEFAULT.head.th
    assert in_force(opened)[0].head.th == "ชื่ออื่น"
    tab.click("design-save")
    assert in_force(opened)[0].head == DEFAULT.head


def test_somebody_elses_change_meanwhile_is_not_overwritten(opened: house.House, cast: Who) -> None:
    tab = types(opened_by(opened, cast("ADISA")), "head/th", "ของฉัน")
    theirs = worded(opened, "ผู้อำนวยการ")
    tab.click("design-save")

    assert tab.shows("มีผู้เปลี่ยนแบบไประหว่างที่ท่านแก้")
    assert in_force(opened)[0] == theirs
    assert tab.app.text_input(key=named(tab, "head/th")).value == "ของฉัน"


def test_a_field_that_nobody_touched_is_sent_with_its_value(opened: house.House, cast: Who) -> None:
    """A run that the next click cuts short must leave no field empty: each carries what it begins with, in every run."""
    tab = opened_by(opened, cast("ADISA"))
    for _ in range(2):
        tab.run()
        assert all(each.proto.default for each in tab.app.text_area)
        assert tab.app.text_input(key=named(tab, "head/th")).proto.default == "{organisation}"


def test_an_office_may_have_thai_alone(opened: house.House, cast: Who) -> None:
    tab = opened_by(opened, cast("ADISA"))
    tab.app.checkbox(key=named(tab, "english")).uncheck()
    tab.run().click("design-save")

    assert not in_force(opened)[1].english
    assert [each.key for each in tab.app.text_area] == [named(tab, "passed/th"), named(tab, "attended/th")]


def uploads(monkeypatch: pytest.MonkeyPatch, name: str, raw: bytes) -> None:
    """The first uploader of this name holds a file."""
    held = f"upload/{name}/0"
    monkeypatch.setattr(st, "file_uploader", lambda *_, key, **__: Chosen(raw, "a.png") if key == held else None)


def test_a_signature_is_shown_saved_and_taken_away(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads(monkeypatch, "picture/0", signature("RGBA", (0, 0, 0, 0), (20, 40, 140, 255)))
    tab = chooses(opened_by(opened, cast("ADISA")), "signers", "2")
    assert 'class="sj-picture"' in tab.html
    types(tab, "position/0/th", "ผู้อำนวยการ").click("design-save")
    (saved, _) = in_force(opened)[0].signers
    with opened.ground.read() as db:
        assert store.picture(db, saved.picture).startswith(b"\xff\xd8")
    tab.click("away/picture/0")
    assert 'class="sj-picture"' not in tab.html
    tab.click("design-save")

    assert in_force(opened)[0].signers[0].picture == ""
    with opened.ground.read() as db:
        assert value(db, "select count(*) from badges_pictures") == 0  # nothing bore it


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"a text", "เปิดเป็นรูปภาพไม่ได้"),
        (bomb(60_000, 60_000), "รูปมีจุดภาพมากเกินไป"),
        (b"\x89PNG" + b"\0" * 6_000_000, "แฟ้มใหญ่ 6.0 MB"),
    ],
    ids=["text", "bomb", "large"],
)
def test_what_is_no_picture_is_told_where_it_was_chosen(
    opened: house.House, cast: Who, monkeypatch: pytest.MonkeyPatch, raw: bytes, said: str
) -> None:
    uploads(monkeypatch, "emblem", raw)
    tab = opened_by(opened, cast("ADISA"))

    assert tab.shows(said)
    assert tab.shows("ตรงกับแบบที่ใช้อยู่")


def test_a_signature_on_issued_certificates_can_be_removed_for_good(opened: house.House, cast: Who) -> None:
    worded(opened, "ผู้อำนวยการคนก่อน", PICTURE)
    walks(opened, cast("ANA"))
    worded(opened, "ผู้อำนวยการคนใหม่")
    tab = opened_by(opened, cast("ADISA"))
    (remove,) = [key for key in tab.keys if key and key.startswith("remove/")]
    tab.click(remove)

    assert tab.shows("ลบรูปแล้ว")
    assert not [key for key in tab.keys if key and key.startswith("remove/")]
    with opened.ground.read() as db:
        assert value(db, "select count(*) from badges_pictures") == 0
    assert list(opened.audit()) == []


def test_the_english_page_says_what_has_no_english_name(opened: house.House, cast: Who) -> None:
    tab = opened_by(opened, cast("ADISA"), "en")
    tab.app.segmented_control(key="specimen/language").set_value("en")

    assert tab.run().shows("The organisation has no English name")


def test_in_english_a_learner_reads_that_the_name_is_the_rosters(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))

    assert Tab(opened, cast("ANA"), "en").open("certificates").shows("The name stands as on the roster")
    assert not Tab(opened, cast("ANA"), "th").open("certificates").shows("The name stands as on the roster")
