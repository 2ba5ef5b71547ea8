"""How long do people wait at a chat that is running?

    python ui.py --index DIR &
    python -m benchmarks.serving QUESTIONS.jsonl --address http://127.0.0.1:7860

One Chromium tells when the page is ready and when the first words of an answer stand on it. Then several programs, in
place of as many people, ask one question after the other by /ask, which waits in the same queue as the page.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from gradio_client import Client
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.chromium import launch
from eval.questions import read

out, aside = Console(highlight=False, soft_wrap=True), Console(stderr=True)

WATCH = """() => {
  const words = () => document.querySelector("#live .answer")?.textContent.trim();
  const seen = new MutationObserver(() => { if (words()) window.first ??= performance.now(); });
  seen.observe(document.querySelector("#live"), {childList: true, subtree: true, characterData: true});
  document.addEventListener("keydown", () => { [window.first, window.asked] = [undefined, performance.now()]; }, true);
}"""


def main(
    questions: Annotated[Path, typer.Argument(help="Questions to ask; they need no known answers.")],
    address: Annotated[str, typer.Option(help="Of the running chat.")] = "http://127.0.0.1:7860",
    people: Annotated[int, typer.Option(min=1, help="Who ask at once.")] = 10,
    each: Annotated[int, typer.Option(min=1, help="Questions that each of them asks.")] = 5,
    visits: Annotated[int, typer.Option(min=1, help="Times that the page is opened anew.")] = 10,
) -> None:
    """Prints the median, 95th percentile and longest of each wait, in seconds."""
    asked = [question.question for question in read(questions)]
    table = Table("wait", "n", "median", "p95", "longest")
    with sync_playwright() as tools:
        browser = launch(tools)
        _row(table, "page ready", [_ready(browser, address) for _ in track(range(visits), "page", console=aside)])
        _row(table, "Enter to first words", _first_words(browser.new_page(), address, asked))
        browser.close()
    _row(table, f"whole answer, {people} at once", _at_once(address, asked, people, each))
    out.print(table)


def _row(table: Table, name: str, waits: Sequence[float]) -> None:
    told = (np.median(waits), np.percentile(waits, 95), max(waits))
    table.add_row(name, str(len(waits)), *(f"{wait:.2f}" for wait in told))


def _ready(browser: Browser, address: str) -> float:
    """Seconds until somebody who has never been there can type."""
    page = browser.new_context().new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".welcome").wait_for()
    waited = time.perf_counter() - begun
    page.context.close()
    return waited


def _first_words(page: Page, address: str, questions: Sequence[str]) -> list[float]:
    """Seconds from Enter until an answer begins to stand on the page, each question in a conversation of its own."""
    page.goto(address)
    page.locator(".welcome").wait_for()
    page.evaluate(WATCH)
    waits = []
    for question in track(questions, "answers", console=aside):
        page.locator("#box textarea").fill(question)
        page.locator("#box textarea").press("Enter")
        page.locator("#live .actions").wait_for(timeout=60_000)
        waits.append(page.evaluate("(window.first - window.asked) / 1000"))
        page.locator("#new").click()
        page.locator(".welcome").wait_for()
    return waits


def _at_once(address: str, questions: Sequence[str], people: int, each: int) -> list[float]:
    """Seconds until each answer is there; fails where one of them does not come."""
    clients = [Client(address, verbose=False, download_files=False, analytics_enabled=False) for _ in range(people)]
    shares = [list(islice(cycle(questions), person * each, (person + 1) * each)) for person in range(people)]
    with ThreadPoolExecutor(people) as pool:
        return [wait for waits in pool.map(_asked, clients, shares) for wait in waits]


def _asked(client: Client, questions: Sequence[str]) -> list[float]:
    waits = []
    for question in questions:
        begun = time.perf_counter()
        answer = client.predict(question, api_name="/ask")
        waits.append(time.perf_counter() - begun)
        if answer["question"] != question:
            raise SystemExit(f"asked {question!r}, and was answered {answer['question']!r}")
    return waits


if __name__ == "__main__":
    typer.run(main)
