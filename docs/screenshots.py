"""Takes the pictures in docs/screenshots anew: `make screenshots`, or python docs/screenshots.py --index DIR.

The chat is served from the index of the example shelf, asked in a real Chromium, and pictured as it stands.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.request import urlopen

import typer
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "screenshots"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
COMPARE = "2023年云湖区和松溪区的行政许可事项各有多少项？"
FACT = "云湖区2023年行政许可事项有多少项？"
ENGLISH = "How many items were on Wangjiang District's administrative licensing list in 2023?"
DECLINED = "松溪区2021年行政许可事项有多少项？"


@contextmanager
def chat(index: Path) -> Iterator[str]:
    """The address of a chat that runs as long as the block does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, ROOT / "ui.py", "--index", index, "--port", str(port)])
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


def picture(browser: Browser, address: str, name: str, question: str, size: dict[str, int], **context: str) -> None:
    """One question asked in a fresh window of that size, and the window when the answer stands."""
    page = browser.new_page(viewport=size, locale=context.get("locale", "zh-CN"), color_scheme=context.get("scheme"))
    page.goto(address)
    if question:
        ask(page, question)
    page.wait_for_timeout(600)
    page.screenshot(path=PICTURES / f"{name}.png")
    page.close()


def ask(page: Page, question: str) -> None:
    page.locator("#box textarea").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_selector("#live section[aria-busy=false] article", timeout=60_000)


def main(index: Annotated[Path, typer.Option(help="An index of the example shelf.")] = Path("baogao-index")) -> None:
    """Picture the chat: an answer, a comparison, English, a decline, a phone, dark."""
    PICTURES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with chat(index) as address, sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=chromium, args=FLAGS)
        picture(browser, address, "start", "", WIDE)
        picture(browser, address, "answer", FACT, WIDE)
        picture(browser, address, "several-bodies", COMPARE, WIDE)
        picture(browser, address, "english", ENGLISH, WIDE, locale="en-US")
        picture(browser, address, "declined", DECLINED, WIDE)
        picture(browser, address, "phone", FACT, PHONE)
        picture(browser, address, "dark", COMPARE, WIDE, scheme="dark")
        browser.close()


if __name__ == "__main__":
    typer.run(main)
