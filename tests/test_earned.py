"""What is earned: told where it was earned, said how long it holds, and printed by whoever answers for it."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story import PROGRAMME, Tab, brief_of, reads, sits, walks
from test_badges_certificate import ENGLISH, SHEET, SIGNERS, content, pdfium_text
from test_badges_design import EVERY, apart, lines

import house
import pledges.load
from badges.certificate import pdf
from badges.credential import Credential, lasting, tells, whole
from badges.load import shelf
from badges.said import Layout, issuer
from badges.words import DEFAULT, Signer
from core.directory import Person
from core.language import LANGUAGES, Language, Text
from core.path import Step
from core.reading import read
from core.settings import FESTIVE, set_to
from core.ui import petals

Who = Callable[[str], Person]
SIGNED = {"programme": PROGRAMME, "pledge": "integrity"}
NEWS = 'class="sj-card sj-news"'


@pytest.fixture(autouse=True)
def _one_house(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "house", lambda: opened)


# Where nobody signs.


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", [True, False])
def test_a_sheet_that_nobody_signs_names_its_issuer_and_has_no_empty_line(
    layout: Layout, language: Language, address: bool
) -> None:
    base = SHEET if language == "th" else ENGLISH
    sheet = replace(base, layout=layout, words=DEFAULT, address=SHEET.address if address else None)
    document = pdf(sheet)

    assert issuer(sheet).replace(" ", "") in "".join(pdfium_text(document).split())
    assert dotted(document) == 0
    assert apart(lines(document)) == []


@EVERY
@pytest.mark.parametrize("signers", [(Signer(),), (Signer(), Signer()), SIGNERS[:1], SIGNERS])
def test_each_signer_has_a_line_with_a_name_or_without(layout: Layout, signers: tuple[Signer, ...]) -> None:
    sheet = replace(SHEET, layout=layout, words=DEFAULT.model_copy(update={"signers": signers}))

    assert dotted(pdf(sheet)) == len(signers)
    assert issuer(sheet) == ""


def dotted(document: bytes) -> int:
    """How many dotted lines there are to sign on."""
    return len(re.findall(r"\[0 1\.1\] 0 d", content(document)))


# How long it holds.


@given(st.integers(1, 36500))
def test_how_long_it_holds_is_said_in_years_only_when_they_are_whole(days: int) -> None:
    said = lasting(days)
    number, word = said.th.split()

    assert (word == "ปี") == (days % 365 == 0)
    assert int(number) * (365 if word == "ปี" else 1) == days
    assert said.en.endswith("s") == (int(number) != 1)


def test_the_path_says_how_long_the_certificate_holds_before_it_is_earned(opened: house.House, cast: Who) -> None:
    (step,) = [each for each in steps(opened, cast("ANA")) if each.kind == "certificate"]
    assert step.detail == Text(th="ออกให้เมื่อครบทุกขั้น ใช้ได้ 1 ปี", en="Issued when every step is done; valid for 1 year")

    walks(opened, cast("ANA"))
    (step,) = [each for each in steps(opened, cast("ANA")) if each.kind == "certificate"]
    assert "ใช้ได้ถึง 23\u00a0พ.ย.\u00a02570" in step.detail.th
    assert Tab(opened, cast("ANA")).open("certificates").shows("ใช้ได้ถึง 23 พฤศจิกายน พ.ศ. 2570<br>ออกให้เมื่อ")


def steps(opened: house.House, person: Person) -> list[Step]:
    with opened.ground.read() as db:
        return list(opened.paths.steps(db, brief_of(opened).slug, person))


# Told where it is earned.


def test_a_signature_s_news_come_with_it_and_nowhere_again(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=4)
    tab = Tab(opened, ana).open("pledge", **SIGNED)
    assert NEWS not in tab.html
    tab.click("sign")

    assert tab.html.count(NEWS) == 1
    assert tab.html.index(NEWS) > tab.html.index("ลงนามแล้ว ขอบคุณมาก")
    assert 'href="/certificates" target="_self">เปิดเกียรติบัตร' not in tab.html  # the page's one button leads there
    for page in ("", "certificates"):
        assert NEWS not in tab.open(page).html
    assert NEWS not in tab.open("pledge", **SIGNED).html


def test_a_result_tells_what_was_earned_by_it(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    sits(opened, ana, "pre", 3)
    for lesson in ("strong", "gifts"):
        reads(opened, ana, lesson)
    Tab(opened, ana).open()
    sits(opened, ana, "post")
    tab = Tab(opened, ana).open("test", programme=PROGRAMME, moment="post")

    assert tab.html.count(NEWS) == 1
    assert tab.shows("“รอบรู้สุจริต”")


def test_whoever_opens_the_certificates_first_is_told_there(opened: house.House, cast: Who) -> None:
    walks(opened, cast("ANA"))
    tab = Tab(opened, cast("ANA"))

    assert tab.open("certificates").html.count(NEWS) == 1
    assert NEWS not in tab.open().html


def test_without_the_play_the_receipt_says_plainly_that_the_certificate_is_ready(
    opened: house.House, cast: Who
) -> None:
    ana = cast("ANA")
    walks(opened, ana, steps=4)
    with opened.ground.write() as writing:
        set_to(writing.db, FESTIVE, "no")
    tab = Tab(opened, ana).open("pledge", **SIGNED).click("sign")

    assert NEWS not in tab.html
    assert tab.shows("เกียรติบัตรของท่านพร้อมแล้ว")
    assert tab.shows("ใช้ได้ถึง 23\u00a0พ.ย.\u00a02570")


def test_petals_stand_behind_pictures_or_alone_and_never_with_words() -> None:
    assert petals().startswith('<div class="petals">')
    assert petals("<img>").startswith('<div class="petals shown">')
    assert re.sub("<[^>]+>", "", petals("<img>")) == ""


# The words of the badges.


def test_a_badge_s_word_is_in_its_title() -> None:
    found = shipped()
    assert len(found) == 7
    for credential in found:
        for language in LANGUAGES:
            assert credential.drawn[language].casefold() in credential.title[language].casefold()


def shipped() -> list[Credential]:
    """The badges that the program brings."""
    files = shelf.folder.glob("*.yaml")
    found = [each for file in files for each in read(file, Credential, file.stem) if isinstance(each, Credential)]
    return [each for each in found if each.shape == "badge"]


@pytest.mark.parametrize(
    ("rule", "one"),
    [
        ({"lesson": "all"}, True),
        ({"lesson": "gifts"}, False),
        ({"test": "pre"}, False),
        ({"all": [{"test": "post"}, {"any": [{"lesson": "all"}, {"pledge": "all"}]}]}, True),
        ({"any": [{"lesson": "gifts"}, {"reached": 70}], "all": None}, False),
    ],
)
def test_all_lessons_are_those_of_one_programme(rule: dict[str, object], one: bool) -> None:
    assert whole(rule) is one


def test_a_badge_for_all_lessons_needs_several() -> None:
    assert [tells({"lesson": "all"}, lessons) for lessons in (1, 2)] == [False, True]
    assert tells({"lesson": "gifts"}, 1)


def test_all_lessons_names_its_programme_and_one_lack_is_said_once(opened: house.House, cast: Who) -> None:
    ana = cast("ANA")
    tab = Tab(opened, ana).open("certificates")
    assert tab.shows("ให้แก่ผู้ที่: เรียนครบทุกบทเรียน ในหลักสูตร “สุจริตเริ่มที่เรา")

    walks(opened, ana, steps=2)
    tab.open("certificates")
    assert tab.html.count("เหลืออีกขั้นเดียว: ") == tab.html.count("ได้พร้อมกันด้วยขั้นเดียวกันนี้") == 1


# Beside the pledge.


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_signing_means_is_three_points_and_the_rest_is_folded(
    opened: house.House, cast: Who, language: Language
) -> None:
    walks(opened, cast("ANA"), steps=4)
    html = Tab(opened, cast("ANA"), language).open("pledge", **SIGNED).html
    shown, folded = html[html.index('class="sj-note"') :].split("<details>")

    assert shown.count("<li>") == 3
    assert folded.count("<li>") == 3
    assert ("สมัครใจ" if language == "th" else "voluntary") in shown


def test_a_note_of_one_line_is_a_paragraph(opened: house.House, cast: Who) -> None:
    own = opened.ground.content / "pledges" / "integrity.yaml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(_pledge(), encoding="utf-8")
    opened.publish()
    assert opened.problems == []
    walks(opened, cast("ANA"), steps=4)
    html = Tab(opened, cast("ANA")).open("pledge", **SIGNED).html

    assert '<div class="sj-note"><p>ลงนามด้วยความสมัครใจ &lt;b&gt;</p></div>' in html


def _pledge() -> str:
    shipped_text = (pledges.load.shelf.folder / "integrity.yaml").read_text(encoding="utf-8")
    return shipped_text[: shipped_text.index("note:")] + 'note: {th: "ลงนามด้วยความสมัครใจ <b>", en: "Voluntary"}\n'
