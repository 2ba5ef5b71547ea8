"""Takes the pictures in docs/screenshots anew: `make screenshots`, or python -m docs.screenshots.

The example shelf is copied and indexed aside, served, asked in a real Chromium, and pictured as it stands.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.chromium import launch
from chat.server.users import put
from index import sync

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "screenshots"
REPORTS = ROOT / "examples" / "reports"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
COMPARE = "2023年云湖区、松溪区和望江区的行政许可事项各有多少项？"
FACT = "云湖区2023年行政许可事项有多少项？"
PRINTED = "云湖区2023年新收到政府信息公开申请多少件？"
ENGLISH = "How many items were on Wangjiang District's administrative licensing list in 2023?"
DECLINED = "松溪区2021年行政许可事项有多少项？"


@contextmanager
def chat(*options: str | Path) -> Iterator[str]:
    """The address of a chat with these options that runs as long as the block does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, ROOT / "ui.py", "--port", str(port), *options])
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        try:
            urlopen(address, timeout=1)
            return
        except (URLError, TimeoutError, ConnectionError):
            if server.poll() is not None:
                raise SystemExit("the chat did not start; its own message stands above") from None
            time.sleep(0.5)
    raise SystemExit("the chat did not start within two minutes")


def asking(question: str) -> Callable[[Page], None]:
    """Asks it, and waits until its answer is whole."""

    def ask(page: Page) -> None:
        page.locator("#box textarea").fill(question)
        page.keyboard.press("Enter")
        page.locator("#live .actions").wait_for(timeout=60_000)

    return ask


def start(page: Page) -> None:
    """The page as it is found."""


def peek(page: Page) -> None:
    """What a citation quotes, under the pointer."""
    asking(FACT)(page)
    page.locator("#live .cite").first.hover()


def printed(page: Page) -> None:
    """A page of a PDF with the quote boxed."""
    asking(PRINTED)(page)
    page.locator("button.page").first.click()
    page.locator(".sheet img").wait_for()


def narrowed(page: Page) -> None:
    """The filter beside the question, open."""
    page.locator("#narrow button").first.click()
    page.locator("#bodies input").click()
    page.get_by_role("option").first.wait_for()


def shelf(page: Page) -> None:
    """The reports, one of them chosen."""
    page.get_by_role("tab").nth(1).click()
    page.locator(".reports button").nth(2).click()
    page.locator("#shelf-choice h3").wait_for()


def adding(page: Page) -> None:
    """Files that were added, and one that was refused."""
    page.get_by_role("tab").nth(1).click()
    with tempfile.TemporaryDirectory() as folder:
        good, bad = Path(folder) / "青岚市2022年度报告.txt", Path(folder) / "扫描件.docx"
        good.write_text("青岚市2022年法治政府建设报告\n\n一、许可\n共办理行政许可事项301项。\n", encoding="utf-8")
        bad.write_bytes(b"PK\x03\x04")
        page.locator("#shelf-drop input[type=file]").set_input_files([good, bad])
        page.locator("#shelf-said .bad").wait_for(timeout=60_000)
        page.locator("#shelf-said .good").wait_for(timeout=60_000)


STATES: dict[str, tuple[Callable[[Page], None], dict[str, Any]]] = {
    "start": (start, {}),
    "answer": (asking(FACT), {}),
    "quote": (peek, {}),
    "several-bodies": (asking(COMPARE), {}),
    "english": (asking(ENGLISH), {"locale": "en-US"}),
    "declined": (asking(DECLINED), {}),
    "page": (printed, {}),
    "narrowed": (narrowed, {}),
    "phone": (asking(FACT), {"viewport": PHONE}),
    "phone-shelf": (shelf, {"viewport": PHONE}),
    "dark": (asking(COMPARE), {"color_scheme": "dark"}),
    "shelf": (shelf, {}),
    "shelf-dark": (shelf, {"color_scheme": "dark"}),
    "adding": (adding, {}),
}


def picture(browser: Browser, address: str, name: str, steps: Callable[[Page], None], **window: Any) -> None:
    """A fresh window of that kind after those steps."""
    page = browser.new_page(**{"viewport": WIDE, "locale": "zh-CN", **window})
    page.goto(address)
    page.wait_for_function("document.querySelector('.welcome') || document.querySelector('input[type=password]')")
    steps(page)
    page.wait_for_timeout(700)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def main() -> None:
    """Pictures every state of the page."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tools:
        reports, index, users = (Path(folder) / name for name in ("reports", "index", "users"))
        shutil.copytree(REPORTS, reports)
        sync(reports, index)
        put(users, "xiaowang", "a password for the picture")
        browser = launch(tools)
        with chat("--index", index, "--reports", reports) as address:
            for name, (steps, window) in STATES.items():
                picture(browser, address, name, steps, **window)
        with chat("--index", index, "--users", users) as address:
            picture(browser, address, "login", start)
        browser.close()


if __name__ == "__main__":
    main()
