"""The wall poster and the hand-out of a programme: what they say, that it fits, where the code leads, and who prints them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from story import PROGRAMME, Tab, brief_of
from web import Web, signed_out

import house
from core.directory import Person
from core.language import Language, Text
from core.path import Brief, Step
from core.settings import ADDRESS, OFFICE_ADDRESS, ORGANISATION_TH, set_to
from programmes import handout, wall
from programmes.announcement import Announcement
from programmes.asked import ask, kept, voluntary

Who = Callable[[str], Person]
DAY = date(2026, 11, 22)
HOUSE = Text(th="สำนักงานเขตทดสอบ", en="Test District Office")
BRIEF = Brief(
    "strong-2570", "v", "STRONG-2570", Text(th="สุจริตเริ่มที่เรา ปีงบประมาณ 2570", en="Integrity begins with us"),
    date(2026, 10, 1), date(2027, 9, 30), 2570, (), 70, "integrity", "strong",
)  # fmt: skip
ADDRESS_SHOWN = "https://sujarit.example.go.th"


def step(kind: str, th: str, minutes: int = 0) -> Step:
    return Step(kind, th, Text(th=th, en=f"{kind} {minutes}"), Text(th="-", en="-"), kind, done=False, minutes=minutes)


LESSONS = tuple(step("lesson", f"เรื่องที่ {n} ผู้ใหญ่กับน้ำใจที่ไม่หวังผล", 5 + n) for n in range(1, 12))
AROUND = (step("test", "ก่อนเรียน", 15), step("test", "หลังเรียน", 15), step("pledge", "คำมั่น", 2))


def said(lessons: int = 6, **changed: object) -> Announcement:
    pre, post, pledge = AROUND
    steps = (pre, *LESSONS[:lessons], post, pledge, step("certificate", "เกียรติบัตร"))
    return replace(Announcement(HOUSE, BRIEF, steps, ADDRESS_SHOWN), **changed)  # type: ignore[arg-type]


def sheet(document: bytes) -> pypdfium2.PdfPage:
    """The one page of a document."""
    pages = pypdfium2.PdfDocument(document)
    assert len(pages) == 1
    return pages[0]


def words(page: pypdfium2.PdfPage) -> str:
    """What a reader finds in it, the ends of lines left out."""
    return str(page.get_textpage().get_text_range()).replace("\r\n", "").replace(" ", "")


def lines(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Where its text stands: left, bottom, right, top, in points."""
    text = page.get_textpage()
    return [text.get_rect(place) for place in range(text.count_rects())]


def scanned(page: pypdfium2.PdfPage) -> str:
    found = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert len(found) == 1
    return str(found[0].text)


def holds(page: pypdfium2.PdfPage, *texts: str) -> list[str]:
    """Those texts that a page lacks."""
    found = words(page)
    return [text for text in texts if text.replace(" ", "") not in found]


LANGUAGES: tuple[Language, ...] = ("th", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_poster_says_whose_it_is_what_it_is_how_to_begin_and_until_when(language: Language) -> None:
    page = sheet(wall.pdf(said(), language, DAY))
    until = "30 กันยายน พ.ศ. 2570" if language == "th" else "30 September 2027"
    lacking = holds(page, HOUSE[language], BRIEF.title[language], *said().what(language), *said().begins(language), until, ADDRESS_SHOWN)  # fmt: skip
    assert lacking == []
    assert scanned(page) == f"{ADDRESS_SHOWN}/?openExternalBrowser=1"
    assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)


def test_on_a3_it_is_the_same_poster_larger() -> None:
    small, large = sheet(wall.pdf(said(), "th", DAY)), sheet(wall.pdf(said(), "th", DAY, large=True))
    assert large.get_size() == pytest.approx((841.89, 1190.55), abs=0.1)
    assert words(large) == words(small)
    assert scanned(large) == scanned(small)
    ratios = {round(b[3] / a[3], 1) for a, b in zip(lines(small), lines(large), strict=True)}
    assert ratios == {1.4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hand_out_says_what_when_what_is_voluntary_kept_and_whom_to_ask(language: Language) -> None:
    page = sheet(handout.pdf(said(), language, DAY))
    topics = [each.title[language] for each in said().topics]
    minutes = [f"{each.minutes} นาที" if language == "th" else f"{each.minutes} minutes" for each in said().topics]
    text = (
        *topics,
        *minutes,
        *voluntary(said(), language),
        *kept(language),
        ask(language)[0],
        *said().begins(language),
    )
    assert holds(page, HOUSE[language], BRIEF.title[language], ADDRESS_SHOWN, *text) == []
    assert scanned(page) == f"{ADDRESS_SHOWN}/?openExternalBrowser=1"


def test_the_minutes_are_all_steps_and_never_too_few() -> None:
    assert said().minutes == 85, "5+1…6 minutes of lessons are 51, two tests 30, the pledge 2: 83, rounded up"
    assert "ราว 85 นาที" in said().what("th")[1]


def test_without_pledge_or_certificate_nothing_is_said_of_them() -> None:
    bare = said(steps=(*LESSONS[:2],))
    assert voluntary(bare, "th") == ()
    page = sheet(handout.pdf(bare, "th", DAY))
    assert holds(page, "สมัครใจ") == ["สมัครใจ"]
    assert holds(sheet(wall.pdf(bare, "th", DAY)), "เกียรติบัตร") == ["เกียรติบัตร"]
    first = said(steps=(step("certificate", "เกียรติบัตร"), AROUND[2]))
    assert len(voluntary(first, "th")) == 1, "a certificate that comes before the pledge does not wait for it"


def test_newcomers_read_of_their_own_days() -> None:
    page = sheet(wall.pdf(said(brief=replace(BRIEF, days=14)), "th", DAY))
    assert holds(page, "14 วัน", "30 กันยายน") == ["30 กันยายน"]


WIDE_AND_TALL = ("ญ่ฐิปฏิญญาที่ไม่เอื้อพวกพ้อง ", "โครงการเสริมสร้างความรู้ ", "ผู้ใหญ่บ้าน", "ก" * 40, "x ")
TITLES = st.lists(st.sampled_from(WIDE_AND_TALL), min_size=1, max_size=7).map(lambda parts: "".join(parts)[:160])


@settings(max_examples=12)
@given(title=TITLES, house_name=TITLES, lessons=st.integers(0, 11), address=st.sampled_from((ADDRESS_SHOWN, f"http://{'a' * 60}.go.th:8501")))  # fmt: skip
def test_whatever_the_titles_everything_stands_on_one_page_and_nothing_on_another(
    title: str, house_name: str, lessons: int, address: str
) -> None:
    long = said(
        lessons, organisation=Text(th=house_name, en="x"), brief=replace(BRIEF, title=Text(th=title, en="x")), address=address
    )  # fmt: skip
    poster, paper = sheet(wall.pdf(long, "th", DAY)), sheet(handout.pdf(long, "th", DAY))
    for page in (poster, paper):
        wide, high = page.get_size()
        outside = [
            at for at in lines(page) if not (at[0] > 28 and at[2] < wide - 28 and at[1] > 34 and at[3] < high - 28)
        ]
        assert outside == [], "within the margins"
        assert scanned(page) == f"{address}/?openExternalBrowser=1"
        assert _overlapping(page) == []
    assert holds(paper, *(each.title.th for each in long.topics)) == []


def _overlapping(page: pypdfium2.PdfPage) -> list[tuple[float, ...]]:
    """Lines that stand over one another: their middles are nearer than a third of the smaller one's height."""
    found = lines(page)
    return [
        (*a, *b)
        for place, a in enumerate(found)
        for b in found[:place]
        if min(a[2], b[2]) - max(a[0], b[0]) > 1
        and abs((a[1] + a[3]) - (b[1] + b[3])) / 2 < min(a[3] - a[1], b[3] - b[1]) / 3
    ]


# Who prints them, and from where


@pytest.fixture
def web(opened: house.House, monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setattr(house, "house", lambda: opened)
    return Web(opened)


PATHS = [f"/programme-{kind}.pdf?programme={PROGRAMME}" for kind in ("poster", "handout")]


@pytest.mark.parametrize("path", PATHS)
def test_without_an_address_it_says_how_to_set_one_and_prints_nothing(web: Web, cast: Who, path: str) -> None:
    for who, way in (("BENTO", "ขอให้ผู้ดูแลระบบตั้งที่หน้า"), ("ADISA", 'href="/organisation"')):
        answer = web.signed_in(cast(who)).get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (409, "text/html; charset=utf-8")
        assert "localhost" in answer.text
        assert way in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_the_code_leads_to_the_public_address_and_else_to_the_offices(web: Web, cast: Who, path: str) -> None:
    bento = web.signed_in(cast("BENTO"))
    for name, address in ((OFFICE_ADDRESS, "http://192.168.1.20:8501"), (ADDRESS, ADDRESS_SHOWN)):
        with web.ground.write() as writing:
            set_to(writing.db, name, address)
            set_to(writing.db, ORGANISATION_TH, "เทศบาลทดสอบ")
        page = sheet(bento.get(path).content)
        assert scanned(page) == f"{address}/?openExternalBrowser=1"
        assert holds(page, "เทศบาลทดสอบ", address) == []


@pytest.mark.parametrize("path", PATHS)
def test_learners_and_strangers_get_none_and_what_is_not_there_is_said(web: Web, cast: Who, path: str) -> None:
    with web.ground.write() as writing:
        set_to(writing.db, ADDRESS, "https://sujarit.example.go.th")
    assert signed_out(web.guest().get(path).headers["location"])
    assert web.signed_in(cast("ANA")).get(path).status_code == 403
    gone = web.signed_in(cast("BENTO")).get(path.replace(PROGRAMME, "nothing"))
    assert gone.status_code == 404
    assert "ไม่มีหลักสูตรนี้" in gone.text


def test_the_outline_is_of_nobody_and_is_there_before_a_programme_runs(opened: house.House, cast: Who) -> None:
    with opened.ground.read() as db:
        steps = opened.paths.outline(db, PROGRAMME)
        assert opened.paths.outline(db, "nothing") == []
    assert [each.kind for each in steps][:2] == ["test", "lesson"]
    assert not any(each.done or each.begun for each in steps)
    assert all(each.minutes for each in steps if each.kind == "lesson")
    assert brief_of(opened).topics == tuple(each.name for each in steps if each.kind == "lesson")


def test_reminders_and_programmes_lead_to_the_papers(opened: house.House, cast: Who, web: Web) -> None:
    links = [f"/programme-{kind}.pdf?programme={PROGRAMME}" for kind in ("poster", "handout")]
    html = Tab(opened, cast("BENTO")).open("reminders").html
    assert [link for link in links if link not in html] == []
    assert "size=a3" in html
    assert "language=en" in html
