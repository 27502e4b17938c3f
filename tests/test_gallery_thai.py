"""Every page in Thai, in each state, width and theme, against the pictures that are kept; two files, so that two run at once."""

from collections.abc import Iterator

import pytest
from camera import Camera
from chromium import launched
from gallery import FONTS, KEPT, differs
from machine import OTHER, is_ours
from playwright.sync_api import Browser
from shot import Shot
from shots import SHOTS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not any(KEPT.glob("*.webp")), reason="no pictures are kept yet: `make gallery UPDATE=1` keeps them"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from launched(FONTS)


@pytest.fixture(scope="module")
def camera(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Camera]:
    if not is_ours(browser, KEPT):
        pytest.skip(OTHER)
    with Camera(browser, tmp_path_factory.mktemp("gallery"), "th") as found:
        yield found


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_looks_as_it_was_kept(camera: Camera, shot: Shot) -> None:
    wrong = differs(camera, shot)
    assert not wrong, "\n".join(wrong)
