"""What the gallery's comparison sees, and what it lets pass; that every page is in it; and its page."""

from io import BytesIO
from pathlib import Path

import gallery
import pytest
from likeness import POINTS, likeness, small
from PIL import Image, ImageDraw, ImageFont
from shot import Shot
from shots import SHOTS

import house
from core.static import FOLDER

JADE, ROSE, INK, PAPER = "#0F766E", "#B42318", "#1B2A41", "#FBFAF6"
SIZE = (390, 1200)


def drawn(shift: int = 0, button: str = JADE, lines: int = 3, paper: str = PAPER) -> bytes:
    """A page with a card of some lines and a button, as a screenshot gives it."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((16, 200 + shift, 374, 420 + shift), 16, fill="#FFFFFF", outline="#E3DFD3")
    font = ImageFont.truetype(FOLDER.parent / "core" / "fonts" / "Sarabun-Regular.ttf", 17)
    for line in range(lines):
        draw.text((36, 220 + shift + 34 * line), "คำตอบที่บันทึกไว้ยังอยู่ครบ", INK, font=font)
    draw.rounded_rectangle((36, 340, 200, 388), 12, fill=button)
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

    assert gallery.told("card", KEPT, tmp_path) == ""
    assert not tmp_path.joinpath("apart", "card.png").exists()
    told = gallery.told("card", small(drawn(shift=8)), tmp_path)

    picture = tmp_path / "apart" / "card.png"
    assert str(picture) in told
    with Image.open(picture) as shown:
        assert shown.width == 3 * SIZE[0] // 2 + 32
    assert "make gallery UPDATE=1" in gallery.told("new", KEPT, tmp_path)


def test_every_page_of_the_house_is_in_the_gallery() -> None:
    shown = {shot.path.split("?")[0] for shot in SHOTS if not shot.plain}
    pages = {page.path for room in house.ROOMS for page in room.pages}
    assert pages - shown == set()


def test_each_shot_has_a_name_of_its_own_and_what_is_kept_has_a_shot() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(names) == len(set(names))
    wanted = {f"{name}-{view}" for name in names for view in gallery.VIEWS}
    assert {kept.stem for kept in gallery.KEPT.glob("*.webp")} - wanted == set()


def test_the_gallery_s_page_opens_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "NOW", tmp_path / "now")
    monkeypatch.setattr(gallery, "KEPT", tmp_path / "kept")
    tmp_path.joinpath("kept").mkdir()
    tmp_path.joinpath("kept", "one-390-light-th.webp").write_bytes(KEPT)
    gallery.told("one-390-light-th", small(drawn(shift=8)), gallery.NOW)

    page = gallery.page((Shot("one", ""),))

    assert 'src="../kept/one-390-light-th.webp"' in page
    assert 'src="now/one-390-light-th.webp"' in page
    assert "http" not in page
    assert page.count("<section") == page.count("class=differs") == 1
