"""A Chromium for the tests, Debian's where it stands or else Playwright's own; and how long they wait for it."""

import os
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=20_000)  # ms: as long as the contexts wait; a busy machine is slow, and is not wrong

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launched(fonts: Path | None = None) -> Iterator[Browser]:
    """A Chromium of its own; `fonts`: what its machine has besides the product's own type, as fontconfig reads it."""
    env: dict[str, str | float | bool] = {**os.environ, **({"FONTCONFIG_FILE": str(fonts)} if fonts else {})}
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        found = playwright.chromium.launch(executable_path=path, args=FLAGS, env=env)
        yield found
        found.close()


def settled(page: Page) -> None:
    """Wait until the page is whole: while a run lasts, Streamlit shows new elements beside those of the run before."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
