"""The Chromium that tests, benchmarks and docs/screenshots.py drive."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

# The one without windows first: the others render their own menus and tabs too, which costs a third of a test's time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS = (*QUIET.split(), "--disable-component-update", "--disable-sync")


def launch(tools: Playwright) -> Browser:
    """The first of `NAMES` that is installed, else playwright's own.

    Raises:
        playwright.sync_api.Error: none is.
    """
    return tools.chromium.launch(executable_path=next(filter(None, map(shutil.which, NAMES)), None), args=FLAGS)
