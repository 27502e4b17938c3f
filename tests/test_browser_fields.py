"""Fields on Streamlit's pages: an edge that stands out, and a ring that is seen around the whole of whatever has the focus."""

import re
from io import BytesIO

import pytest
from chromium import settled
from phones import Office
from PIL import Image
from places import Place, entered, shown
from playwright.sync_api import Browser
from test_contrast import ratio

pytestmark = pytest.mark.browser

KINDS = {  # each kind: where one stands, and its root
    "a text": ("/organisation", ".stTextInput [data-testid=stTextInputRootElement]"),
    "a number": ("/organisation", "[data-testid=stNumberInputContainer]"),
    "a choice": ("/results", ".stSelectbox [role=group]"),
    "several": ("/programme?template=no-gift", ".stMultiSelect [role=group]"),
    "a long text": ("/entering?fiscal_year=2569&quarter=4", "[data-testid=stTextAreaRootElement]"),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_seen_and_so_is_that_it_has_the_focus(
    browser: Browser, office: Office, kind: str, theme: str
) -> None:
    path, selector = KINDS[kind]
    context = entered(browser, office, "ADMIN", "th", color_scheme=theme)
    page = context.new_page()
    shown(page, office, Place(kind, "ADMIN", path))
    settled(page)
    root = page.locator(selector).first
    root.scroll_into_view_if_needed()
    edge, ground = root.evaluate(
        "each => [getComputedStyle(each).borderTopColor, getComputedStyle(document.querySelector('.stApp')).backgroundColor]"
    )
    assert ratio(hexed(edge), hexed(ground)) >= 3, (edge, ground)

    box = root.bounding_box()
    assert box
    sides = {  # beside the field, where nothing but its ring can be
        "left": {"x": box["x"] - 6, "y": box["y"] + 8, "width": 5, "height": box["height"] - 16},
        "right": {"x": box["x"] + box["width"] + 1, "y": box["y"] + 8, "width": 5, "height": box["height"] - 16},
    }
    page.keyboard.press("Shift")  # somebody who uses keys
    root.locator("input,textarea").first.focus()
    page.wait_for_timeout(300)
    for side, clip in sides.items():
        colours = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB").getcolors()  # type: ignore[arg-type]
        assert colours
        seen = max(ratio(f"#{r:02x}{g:02x}{b:02x}", hexed(ground)) for _, (r, g, b) in colours)  # type: ignore[misc]
        assert seen >= 3, f"no ring on the {side} of {kind}"
    context.close()


def hexed(colour: str) -> str:
    """A colour as a browser tells it, as the sheets write it."""
    return "#" + "".join(f"{int(each):02x}" for each in re.findall(r"\d+", colour)[:3])
