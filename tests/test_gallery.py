"""What the gallery's comparison sees, and what it lets pass; that every page is in it; and its page."""

from io import BytesIO
from pathlib import Path
from typing import get_args

import gallery
import pytest
from album import VIEWS, Album
from chromium import launched
from likeness import POINTS, SQUARES, likeness, small
from machine import NAME, is_ours
from machine import drawn as drawn_by
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Error as PlaywrightError
from shot import Shot, State, nothing
from shots import SHOTS
from starlette.routing import Route

import house
from core.server import Server
from core.static import FOLDER

JADE, ROSE, INK, PAPER = "#0F766E", "#B42318", "#1B2A41", "#FBFAF6"
SIZE = (390, 1200)


def drawn(shift: int = 0, button: str = JADE, lines: int = 3, paper: str = PAPER, tint: str = "#F3F0E7") -> bytes:
    """A page with a card of some lines and a button, as a screenshot gives it."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((16, 200 + shift, 374, 420 + shift), 16, fill="#FFFFFF", outline="#E3DFD3")
    font = ImageFont.truetype(FOLDER.parent / "core" / "fonts" / "Sarabun-Regular.ttf", 17)
    for line in range(lines):
        draw.text((36, 220 + shift + 34 * line), "คำตอบที่บันทึกไว้ยังอยู่ครบ", INK, font=font)
    draw.rounded_rectangle((36, 340, 200, 388), 12, fill=button)
    draw.rounded_rectangle((16, 460, 374, 508), 12, fill=tint)
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


KEPT = small(drawn())


def test_the_same_page_is_alike() -> None:
    assert likeness(KEPT, small(drawn()))
    assert likeness(KEPT, small(drawn(paper="#FAF9F5"))), "a level of one colour is no change that anybody sees"


@pytest.mark.parametrize(
    "changed",
    [drawn(shift=8), drawn(shift=-8), drawn(button=ROSE), drawn(lines=2)],
    ids=["a card shifted by 8 px", "shifted up", "a button in rose and not in jade", "a line of text is missing"],
)
def test_what_somebody_would_see_is_caught(changed: bytes) -> None:
    found = likeness(KEPT, small(changed))
    assert not found
    assert found.differ > 2 * POINTS, "caught with room to spare"


def test_a_pale_ground_that_is_gone_is_caught_by_the_mean_of_its_squares() -> None:
    found = likeness(KEPT, small(drawn(tint=PAPER)))
    assert found.differ <= POINTS, "no point differs by much"
    assert found.paler > 2 * SQUARES
    assert not found
    assert "another tint" in str(found)


def test_a_page_of_another_height_is_told_in_px() -> None:
    found = likeness(KEPT, small(_cropped(drawn(), 1100)))
    assert not found
    assert "390 × 1200 px and 390 × 1100 px" in str(found)


def _cropped(shot: bytes, height: int) -> bytes:
    kept = BytesIO()
    Image.open(BytesIO(shot)).crop((0, 0, SIZE[0], height)).save(kept, "PNG")
    return kept.getvalue()


def test_a_difference_is_drawn_and_its_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "KEPT", tmp_path)
    tmp_path.joinpath("card.webp").write_bytes(KEPT)

    monkeypatch.setattr(gallery, "NOW", tmp_path)
    assert gallery.told("card", KEPT) == ""
    assert not tmp_path.joinpath("apart", "card.png").exists()
    told = gallery.told("card", small(drawn(shift=8)))

    picture = tmp_path / "apart" / "card.png"
    assert str(picture) in told
    with Image.open(picture) as shown:
        assert shown.width == 3 * SIZE[0] // 2 + 32
    assert "make gallery UPDATE=1" in gallery.told("new", KEPT)


# What answers a path of its own, and is no page: papers and data, and ways on.
FILES = {
    "/certificates/{id}.pdf", "/certificates/{id}.png", "/badges/{slug}.svg", "/badges/{slug}.png", "/my-data.zip",
    "/outcomes.json", "/outcomes.csv", "/reports/{name}", "/paper-tests.pdf", "/items.csv", "/programme-poster.pdf",
    "/programme-handout.pdf", "/healthz", "/favicon.png", "/favicon.ico", "/apple-touch-icon.png",
    "/apple-touch-icon-precomposed.png", "/manifest.webmanifest", "/language/{code}", "/first-step",
    "/v/{token}",  # the same page as /V/{token}, for whoever types it
}  # fmt: skip


def test_every_page_of_the_house_is_in_the_gallery() -> None:
    shown = {
        shot.path.split("?")[0]
        for shot in SHOTS
        if not shot.plain and not shot.fresh and shot.state in ("full", "empty")
    }
    pages = {page.path for room in house.ROOMS for page in room.pages}
    assert pages - shown == set(), "give these a shot in shots.py"


def test_every_plain_page_is_in_the_gallery(opened: house.House) -> None:
    server = Server(opened.ground, house.ROOMS, lambda: ([], []))
    known = {"{set_up}": "/set-up/one", "{valid}": "/V/one"}
    shown = [known.get(shot.path, f"/{shot.path.split('?')[0]}") for shot in SHOTS if shot.plain]
    pages = [route for route in server.routes if isinstance(route, Route) and route.path not in FILES]
    unseen = {route.path for route in pages if not any(route.path_regex.fullmatch(path) for path in shown)}
    assert unseen == set(), "give these a shot in shots.py; what answers no HTML stands in FILES"
    assert {route.path for route in server.routes if isinstance(route, Route)} >= FILES, "what is gone goes from FILES"


def test_every_state_of_a_page_that_shows_nothing_is_in_the_gallery() -> None:
    states = {shot.state for shot in SHOTS}
    assert states == set(get_args(State))


def test_what_a_shot_does_on_streamlit_s_pages_is_waited_for() -> None:
    assert [shot.name for shot in SHOTS if shot.act is not nothing and not shot.plain and not shot.then] == []


class Still:
    """A camera that takes the pictures that it is given, one time after the other."""

    def __init__(self, *times: bytes | PlaywrightError):
        self.times = list(times)

    def pictures(self, shot: Shot) -> dict[str, bytes]:
        match self.times.pop(0):
            case bytes() as now:
                return {shot.name: now}
            case error:
                raise error


def test_a_picture_that_differs_once_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "KEPT", tmp_path)
    monkeypatch.setattr(gallery, "NOW", tmp_path)
    tmp_path.joinpath("card.webp").write_bytes(KEPT)
    late, card = small(drawn(shift=8)), Shot("card", "")

    assert gallery.differs(Still(late, KEPT), card) == []
    assert gallery.differs(Still(PlaywrightError("no page"), KEPT), card) == []
    assert "points differ" in gallery.differs(Still(late, late), card)[0]
    with pytest.raises(PlaywrightError, match="again"):
        gallery.differs(Still(PlaywrightError("no page"), PlaywrightError("again")), card)


def test_each_shot_has_a_name_of_its_own_and_what_is_kept_has_a_shot() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(names) == len(set(names))
    wanted = {f"{name}-{view}" for name in names for view in VIEWS}
    assert {kept.stem for kept in gallery.KEPT.glob("*.webp")} - wanted == {NAME}, "and the machine that drew them"


def test_the_gallery_s_page_opens_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "NOW", tmp_path / "now")
    monkeypatch.setattr(gallery, "KEPT", tmp_path / "kept")
    tmp_path.joinpath("kept").mkdir()
    tmp_path.joinpath("kept", "one-390-light-th.webp").write_bytes(KEPT)
    gallery.told("one-390-light-th", small(drawn(shift=8)))

    page = Album(gallery.NOW, gallery.KEPT).page((Shot("one", ""), Shot("two", "")))

    assert 'data-kept="../kept/one-390-light-th.webp"' in page
    assert 'src="now/one-390-light-th.webp"' in page
    assert 'data-apart="apart/one-390-light-th.png"' in page
    assert "http" not in page
    assert page.count("<figure") == page.count("<section") == 1
    assert page.count('class="differs"') == 2, "the picture and its page"


# Machines that draw otherwise


@pytest.mark.browser
def test_a_machine_with_other_signs_is_told_from_this_one(tmp_path: Path) -> None:
    for browser in launched(gallery.FONTS):
        picture = drawn_by(browser)
        assert is_ours(browser, tmp_path), "nothing is kept yet"
        tmp_path.joinpath(f"{NAME}.webp").write_bytes(picture)
        assert is_ours(browser, tmp_path), "it draws the same twice"
    bare = tmp_path / "bare.conf"
    bare.write_text(f"<fontconfig><dir>{FOLDER.parent}/core/fonts</dir></fontconfig>", encoding="utf-8")
    for browser in launched(bare):
        assert not is_ours(browser, tmp_path), "without the family of the signs"


def test_the_machines_picture_stays_where_pictures_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, now = tmp_path / "kept", tmp_path / "now" / "now"
    now.mkdir(parents=True)
    monkeypatch.setattr(gallery, "KEPT", kept)
    monkeypatch.setattr(gallery, "NOW", tmp_path / "now")
    for name in (NAME, "of-a-page-that-is-no-more-390-light-th"):
        now.joinpath(f"{name}.webp").write_bytes(KEPT)
    gallery.keep(())
    gallery.keep(("home",))
    assert [each.stem for each in kept.glob("*.webp")] == [NAME]
