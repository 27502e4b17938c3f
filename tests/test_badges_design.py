"""The certificate's design: every layout holds what is put on it, words are checked, and what was issued keeps them."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from story import client, walks
from test_badges_certificate import ADDRESS, ENGLISH, SHEET, WORDIEST, pdfium_text, rows, signed_by, signs, spelled
from test_badges_picture import signature

import house
from badges import store
from badges.certificate import pdf, percent, png
from badges.picture import drawn_anew
from badges.routes import routes
from badges.said import LAYOUTS, Layout, Sheet
from badges.sheet import sheet_of
from badges.specimen import LEAST, looked_at
from badges.store import Look
from badges.words import DEFAULT, FIRST, MAY, MUST, Both, Numerals, Words, filled, wrongs
from core import follow
from core.db import Database, value
from core.db import rows as found_rows
from core.directory import Person
from core.language import Text
from core.paper import MM, qr_modules

Who = Callable[[str], Person]
SIXTY = "ผู้อำนวยการโรงพยาบาลส่งเสริมสุขภาพตำบลเขวาใหญ่ รักษาราชการแทน"
CROWDED = replace(
    WORDIEST,
    words=DEFAULT.model_copy(
        update={
            "passed": Text(
                th="ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า\n{name}\n{unit}\nได้ผ่านการอบรมออนไลน์ หลักสูตร\n“{programme}”\n"
                "ซึ่งจัดขึ้นเพื่อเสริมสร้างวัฒนธรรมองค์กรที่สุจริต\nขอให้มีความสุขและเจริญก้าวหน้าในหน้าที่ราชการ\nให้ไว้ ณ วันที่ {day}",
                en=DEFAULT.passed.en,
            ),
            "signers": (signs("นางสาวปิ่นทิพย์ ผู้ใหญ่ดี", SIXTY), signs("", SIXTY)),
        }
    ),
)
Box = tuple[float, float, float, float]


def picture_of(kind: str = "signature") -> bytes:
    made = drawn_anew(signature("RGB", "white", "navy"), "signature" if kind == "signature" else "emblem")
    assert isinstance(made, bytes)
    return made


PICTURE = picture_of()
FULL = replace(CROWDED, signatures=(PICTURE, PICTURE), emblem=picture_of("emblem"))


def apart(boxes: list[Box]) -> list[tuple[Box, Box]]:
    """The pairs of boxes that overlap by more than half a point."""
    return [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[:place]
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.5 and min(one[3], other[3]) - max(one[1], other[1]) > 0.5
    ]


def pictures(document: bytes) -> list[Box]:
    """The boxes (left, bottom, right, top; points) of the page's pictures."""
    opened = pypdfium2.PdfDocument(document)
    raw = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    boxes = [item.get_bounds() for item in opened[0].get_objects() if item.type == raw]
    opened.close()
    return boxes


def lines(document: bytes) -> list[Box]:
    """The box of each line of text: what stands on one baseline without a wide gap, such as between two signers."""
    opened = pypdfium2.PdfDocument(document)
    found: dict[float, list[Box]] = {}
    for item in opened[0].get_objects():
        if item.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
            found.setdefault(round(item.get_matrix().f, 1), []).append(item.get_bounds())
    opened.close()
    rows_, raised = dict[float, list[Box]](), list[tuple[float, Box]]()
    for base, letters in found.items():
        row: list[Box] = []
        for left, bottom, right, top in sorted(letters):
            if row and left - row[-1][2] < 10:
                row[-1] = _both(row[-1], (left, bottom, right, top))
            else:
                row.append((left, bottom, right, top))
        narrow = [box for box in row if box[2] - box[0] < 8]
        raised += [(base, box) for box in narrow]
        rows_[base] = [box for box in row if box not in narrow]
    for (
        base,
        mark,
    ) in raised:  # a mark that shaping lifts stands on a baseline of its own: it belongs to the nearest line
        near = min(
            ((abs(base - each), each, place) for each, row in rows_.items() for place, box in enumerate(row) if box[0] - 2 <= mark[0] <= box[2] + 2),
            default=None,
        )  # fmt: skip
        assert near is not None
        assert near[0] < 12
        rows_[near[1]][near[2]] = _both(rows_[near[1]][near[2]], mark)
    return [box for row in rows_.values() for box in row]


def _both(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


SHEETS = {"short": SHEET, "long": WORDIEST, "English": ENGLISH, "crowded": CROWDED, "full": FULL}
EVERY = pytest.mark.parametrize("layout", LAYOUTS)


@EVERY
@pytest.mark.parametrize("name", SHEETS)
def test_all_that_is_printed_is_whole_and_within_the_frame(layout: Layout, name: str) -> None:
    sheet = replace(SHEETS[name], layout=layout)
    document, copied = pdf(sheet), pdfium_text(pdf(sheet))
    width, height = (210, 297) if sheet.portrait else (297, 210)
    boxes = rows(document)

    assert [line for line in spelled(document) if line not in copied.replace("\r\n", "\n")] == []
    assert min(left for left, _, _, _ in boxes) >= 13 * MM
    assert max(right for _, _, right, _ in boxes) <= (width - 13) * MM
    assert min(bottom for _, bottom, _, _ in boxes) >= 12 * MM
    assert max(top for _, _, _, top in boxes) <= (height - 12) * MM


@EVERY
@pytest.mark.parametrize("name", SHEETS)
def test_no_text_stands_on_another_or_on_a_picture(layout: Layout, name: str) -> None:
    document = pdf(replace(SHEETS[name], layout=layout))

    assert len(pictures(document)) == (3 if name == "full" else 0)
    assert len(lines(document)) >= 11
    assert apart([*lines(document), *pictures(document)]) == []


@EVERY
def test_the_code_is_at_least_35_mm_wide_and_stands_clear_of_all_words(layout: Layout) -> None:
    for address in (ADDRESS, "HTTPS://SUJARIT.EXAMPLE.GO.TH/V/ABCDEFGH2345"):
        sheet = replace(CROWDED, layout=layout, address=address)
        seen = Image.open(BytesIO(png(pdf(sheet), 300))).convert("L")
        (code,) = zxingcpp.read_barcodes(seen)
        left, right = code.position.top_left.x, code.position.top_right.x
        top, bottom = code.position.top_left.y, code.position.bottom_left.y
        module = (right - left) / (len(qr_modules(address)) - 8)
        inside = (
            left - 3 * module,
            seen.height - bottom - 3 * module,
            right + 3 * module,
            seen.height - top + 3 * module,
        )
        quiet: Box = tuple(each / 300 * 72 for each in inside)  # type: ignore[assignment]

        assert code.text == address
        assert (right - left) / 300 * 25.4 >= 35
        assert [pair for pair in apart([quiet, *lines(pdf(sheet))]) if quiet in pair] == []


@EVERY
@pytest.mark.parametrize(("dpi", "size"), [(150, 1.0), (200, 0.62)], ids=["print", "phone"])
def test_the_code_is_read_from_a_print_and_from_a_phones_screen(layout: Layout, dpi: int, size: float) -> None:
    """A phone shows the picture of the certificate, 2339 pixels wide, on some 1440."""
    seen = Image.open(BytesIO(png(pdf(replace(SHEET, layout=layout, address=ADDRESS[:400])), dpi))).convert("L")
    seen = seen.resize((round(seen.width * size), round(seen.height * size)), Image.Resampling.BICUBIC)

    assert [code.text for code in zxingcpp.read_barcodes(seen)] == [ADDRESS[:400]]


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$%*+-./:", min_size=20, max_size=400))
def test_codes_are_read_back_by_another_library(text: str) -> None:
    mine = qr_modules(text)
    picture = Image.new("L", (len(mine) * 4, len(mine) * 4), 255)
    for y, row in enumerate(mine):
        for x, dark in enumerate(row):
            if dark:
                picture.paste(0, (x * 4, y * 4, x * 4 + 4, y * 4 + 4))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]


def test_layouts_differ_and_frames_stand_at_the_edge() -> None:
    seen = {layout: Image.open(BytesIO(png(pdf(replace(SHEET, layout=layout)), 50))).convert("L") for layout in LAYOUTS}

    assert seen["portrait"].height > seen["portrait"].width
    apart_by = ImageChops.difference(seen["classic"], seen["modern"]).histogram()
    assert sum(apart_by[40:]) > 0.1 * sum(apart_by)
    for picture in seen.values():  # nothing is printed where office printers cannot, and a frame stands inside
        edge = round(7 / 25.4 * 50)
        inner = (edge, edge, picture.width - edge, picture.height - edge)
        outside = picture.copy()
        outside.paste(255, inner)
        assert ImageChops.invert(outside).getbbox() is None
        where = ImageChops.invert(picture).getbbox()
        assert where is not None
        assert where[0] <= round(9.6 / 25.4 * 50)


@pytest.mark.parametrize(
    ("numerals", "day", "number", "programme"),
    [
        ("th", "ให้ไว้ ณ วันที่ ๒๑ พฤศจิกายน พุทธศักราช ๒๕๖๙", "เลขที่ ๐๐๑๒/๒๕๗๐", "“หลักสูตรปี ๒๕๗๐”"),
        ("day", "ให้ไว้ ณ วันที่ ๒๑ พฤศจิกายน พุทธศักราช ๒๕๖๙", "เลขที่ 0012/2570", "“หลักสูตรปี 2570”"),
        ("arabic", "ให้ไว้ ณ วันที่ 21 พฤศจิกายน พุทธศักราช 2569", "เลขที่ 0012/2570", "“หลักสูตรปี 2570”"),
    ],
)
def test_numerals_are_thai_or_arabic(numerals: Numerals, day: str, number: str, programme: str) -> None:
    words = signed_by(numerals=numerals)
    printed = spelled(pdf(replace(SHEET, words=words, programme="หลักสูตรปี 2570")))

    assert {day, number, programme} <= {*printed}
    english = spelled(pdf(replace(ENGLISH, words=words)))
    assert {"No. 0012/2570", "Given on 21 November 2026"} <= {*english}


def test_a_unit_that_is_the_organisation_is_not_named_twice() -> None:
    printed = spelled(pdf(replace(SHEET, unit=SHEET.organisation)))

    assert printed.count(SHEET.organisation) == 1


def test_a_long_line_breaks_between_words() -> None:
    sheet = replace(
        SHEET, programme="ความขัดแย้งระหว่างประโยชน์ส่วนบุคคลกับประโยชน์ส่วนรวมในการปฏิบัติหน้าที่ราชการของเจ้าหน้าที่", layout="portrait"
    )
    broken = [line for line in spelled(pdf(sheet)) if line.startswith("“") or line.endswith("”")]

    assert len(broken) == 2
    assert not any(line.startswith(("โยชน์", "ชน์")) for line in broken)
    assert "".join(broken) == f"“{sheet.programme}”"


# Words.


@given(
    st.dictionaries(st.sampled_from(["name", "unit", "programme", "day"]), st.text(max_size=30)), st.text(max_size=60)
)
def test_places_are_filled_once_and_values_never_read_again(values: dict[str, str], around: str) -> None:
    around = around.replace("{", "").replace("}", "")
    text = around + "".join(f"{{{name}}}|" for name in values)

    assert filled(text, values) == around + "".join(f"{value}|" for value in values.values())
    assert filled("{name}", {"name": "{day}", "day": "never"}) == "{day}"


@given(st.text(alphabet="{}abname dayprogramme\n", max_size=80))
def test_wording_is_accepted_only_with_its_places_whole_and_once(text: str) -> None:
    right = not list(wrongs("passed", text, "en"))
    left = text
    for name in MAY["passed"]:
        left = left.replace(f"{{{name}}}", "")
    once = all(text.count(f"{{{name}}}") == 1 for name in MUST["passed"])

    if right:
        assert once
        assert "{" not in left
        assert "}" not in left
    else:
        assert not once or "{" in left or "}" in left or not text.strip() or len(text.splitlines()) > 12


@pytest.mark.parametrize(
    ("field", "text", "remedy"),
    [
        ("passed", "{nam} {name} {programme} {day}", "there is no place {nam} in this text — use {name}"),
        ("passed", "{name} {programme}", "the place {day} stands 0 times"),
        ("passed", "{name} {name} {programme} {day}", "the place {name} stands 2 times"),
        ("passed", "{name} {programme} {day} {", "a curly bracket has no partner"),
        ("passed", "{name}{programme}{day}" + "\nx" * 12, "it has 13 lines — at most 12"),
        ("passed", "{name}{programme}{day}" + "x" * 600, "shorten it to 600"),
        ("attended", "{name} has completed {programme} {day}", "is said only of those who met the criterion"),
        ("title_attended", "Certificate of Completion", "is said only of those who met the criterion"),
        ("title_passed", "{name}", "write plain words"),
        ("head", "  ", "the text is empty"),
    ],
)
def test_a_slip_in_the_words_is_told_with_its_remedy(field: str, text: str, remedy: str) -> None:
    assert remedy in " ".join(each.en for each in wrongs(field, text, "en"))


def test_nobody_is_said_to_have_passed_who_did_not_in_thai_either() -> None:
    said = "{name} %sหลักสูตร {programme} {day}"

    for claim in ("ได้ผ่านการอบรม", "ผ่านเกณฑ์", "สอบผ่าน"):
        assert list(wrongs("attended", said % claim, "th"))
        assert not list(wrongs("passed", said % claim, "th"))
    assert not list(wrongs("attended", said % "ได้เข้าร่วมการอบรมผ่านระบบออนไลน์", "th"))


def test_the_programs_own_words_are_right() -> None:
    for field in MAY:
        for language in ("th", "en"):
            assert list(wrongs(field, getattr(DEFAULT, field)[language], language)) == []


# What was issued keeps its words.


def sheet(opened: house.House, person: Person) -> tuple[Sheet, str]:
    with opened.ground.read() as db:
        found = next(each for each in store.held(db, person.id) if each.credential == "strong")
        data = store.printed(db, found.id)
        assert data is not None
        return sheet_of(opened.ground, db, found.id, data, "th"), found.id


def worded(opened: house.House, position: str, picture: bytes = b"", look: Look | None = None) -> Words:
    """Bring a design into force."""
    with opened.ground.write() as writing:
        digest = store.keep_picture(writing.db, picture) if picture else ""
        signer = signs("", position).model_copy(update={"picture": digest})
        words = DEFAULT.model_copy(update={"signers": (signer,)})
        store.design(writing.db, words, look or Look())
    return words


def test_what_was_issued_keeps_its_words_and_follows_the_look(opened: house.House, cast: Who) -> None:
    first = worded(opened, "ผู้อำนวยการคนก่อน", PICTURE)
    walks(opened, cast("ANA"))
    second = worded(opened, "ผู้อำนวยการคนใหม่", look=Look("portrait", english=False))
    walks(opened, cast("DAO"))

    old, new = sheet(opened, cast("ANA"))[0], sheet(opened, cast("DAO"))[0]
    assert (old.words, old.signatures, old.layout) == (first, (PICTURE,), "portrait")
    assert (new.words, new.signatures, new.layout) == (second, (b"",), "portrait")
    assert "ผู้อำนวยการคนก่อน" in spelled(pdf(old))
    assert list(opened.audit()) == []


def test_a_removed_signature_leaves_an_empty_line_where_it_was_issued(opened: house.House, cast: Who) -> None:
    worded(opened, "ผู้อำนวยการ", PICTURE)
    walks(opened, cast("ANA"))
    worded(opened, "ผู้อำนวยการคนใหม่")
    with opened.ground.write() as writing:
        (earlier,) = store.earlier_signatures(writing.db)
        store.remove_picture(writing.db, earlier)

    kept = sheet(opened, cast("ANA"))[0]
    assert kept.signatures == (b"",)
    assert "ผู้อำนวยการ" in spelled(pdf(kept))
    assert list(opened.audit()) == []


def test_pictures_and_words_that_nothing_bears_are_not_kept(opened: house.House) -> None:
    worded(opened, "ผู้อำนวยการ", PICTURE)
    worded(opened, "ผู้อำนวยการคนใหม่")

    with opened.ground.read() as db:
        assert found_rows(db, "select * from badges_pictures") == []
        assert len(found_rows(db, "select * from badges_words")) == 1


def test_certificates_of_before_words_could_be_set_still_print(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    with opened.ground.read() as db:
        found = next(each for each in store.held(db, cast("ANA").id) if each.credential == "strong")
        data = dict(store.printed(db, found.id) or {})
        del data["words"]
        before = sheet_of(opened.ground, db, found.id, data, "th")

    assert before.words == FIRST
    assert "ได้ผ่านการอบรมออนไลน์ หลักสูตร" in spelled(pdf(before))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("update badges_words set body = replace(body, 'เกียรติบัตร', 'ใบประกาศ')", "they are not those that"),
        ("delete from badges_words", "the words that it was issued with are gone"),
        ("update badges_credentials set data = replace(data, 'words', 'wordz')", "is not what was sealed"),
    ],
)
def test_audit_tells_changed_words(opened: house.House, cast: Who, change: str, said: str) -> None:
    walks(opened, cast("ANA"))
    with opened.ground.write() as writing:
        writing.db.conn.execute(change)

    assert said in " ".join(str(each) for each in opened.audit())


def test_the_picture_on_the_web_follows_the_design(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    worded(opened, "ผู้อำนวยการ", look=Look("portrait", english=False))
    _, id = sheet(opened, cast("ANA"))
    asked = client(opened, routes, cast("ANA"))
    shown = Image.open(BytesIO(asked.get(f"/certificates/{id}.png?language=en").content))

    assert shown.size == (1654, 2339)
    assert "เกียรติบัตร" in pdfium_text(asked.get(f"/certificates/{id}.pdf?language=en").content)  # Thai alone is offered


def test_two_programmes_with_one_certificate_issue_one_each(opened: house.House, cast: Who) -> None:
    from story import ROOT

    text = (ROOT / "programmes" / "content" / "strong-2570.yaml").read_text(encoding="utf-8")
    folder = opened.ground.content / "programmes"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "second-2570.yaml").write_text(text.replace("STRONG-2570", "SECOND-2570"), encoding="utf-8")
    opened.publish()
    ana = cast("ANA")
    walks(opened, ana)
    walks(opened, ana, programme="second-2570")

    with opened.ground.read() as db:
        held = [each for each in store.held(db, ana.id) if each.credential == "strong"]
        badges = [each for each in store.held(db, ana.id) if each.credential != "strong"]
        assert sorted(each.programme for each in held) == ["second-2570", "strong-2570"]
        assert len({each.credential for each in badges}) == len(badges)
        assert opened.paths.next(db, "second-2570", ana) is None
    assert list(opened.audit()) == []


def test_a_specimen_says_so_and_is_nobodys() -> None:
    shown = replace(SHEET, specimen=True)
    picture, document = looked_at(shown)

    assert "ตัวอย่าง" in pdfium_text(document)
    assert len(picture) < 150_000
    assert percent(SHEET) >= LEAST


def test_a_nameless_signer_has_a_line_and_no_empty_brackets() -> None:
    words = DEFAULT.model_copy(
        update={
            "signers": (signs("", "ผู้อำนวยการ").model_copy(update={"position": Both(th="ผู้อำนวยการ", en="Director")}),)
        }
    )
    printed = spelled(pdf(replace(SHEET, words=words)))

    assert "ผู้อำนวยการ" in printed
    assert not any("(" in line for line in printed)
    assert "Director" in spelled(pdf(replace(ENGLISH, words=words)))


@pytest.mark.parametrize(("certificates", "read_again"), [(("strong", "strong"), True), (("strong", "fair"), False)])
def test_what_two_programmes_held_back_is_issued_after_the_update(
    certificates: tuple[str, str], read_again: bool
) -> None:
    db = Database(memory=True)
    follow.migrations.apply(db)
    store.migrations.apply(db, stop_before="m005_words")
    for place, name in enumerate(certificates):
        body = json.dumps({"fiscal_year": 2570, "certificate": name})
        db.conn.execute("insert into badges_programmes values (?, ?)", (f"p{place}", body))
    row = ("id", "ana", "strong", "p0", "2570", 0, "1/2570", "{}", "salt")
    db.conn.execute(f"insert into badges_credentials values ({', '.join('?' * 9)})", row)
    db.conn.execute("insert into follow_cursors values ('badges', 7)")
    store.migrations.apply(db)

    assert (value(db, "select seq from follow_cursors") is None) is read_again
    assert list(db.conn.execute("select * from badges_credentials")) == [row]
    db.conn.close()
