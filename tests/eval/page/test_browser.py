"""The page in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from eval.page import page
from eval.page.listing import NO_GOLD


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, list[str], str]]]:
    """Opens a page from a file, and gives it with what went wrong or was asked for, and the file's address."""
    contexts = []

    def show(markup: str, **kind: Any) -> tuple[Page, list[str], str]:
        file = tmp_path / "run.html"
        file.write_text(markup, encoding="utf-8")
        contexts.append(browser.new_context(**kind))
        tab, seen = contexts[-1].new_page(), list[str]()
        tab.set_default_timeout(40_000)
        tab.on("console", lambda message: seen.append(message.text))
        tab.on("pageerror", lambda error: seen.append(str(error)))
        tab.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        tab.context.on("request", lambda request: seen.append(request.url))
        tab.goto(file.as_uri())
        return tab, seen, file.as_uri()

    yield show
    for context in contexts:
        context.close()


def test_an_evaluator_finds_the_misses_and_reads_one(run: dict[str, Any], opened: Callable[..., Any]) -> None:
    tab, seen, address = opened(page(run))
    shown = tab.get_by_role("status")
    expect(shown).to_have_text("3 of 3 questions shown")
    tab.get_by_label("Only misses").check()
    expect(shown).to_have_text("1 of 3 questions shown")
    expect(tab.locator("#q1")).to_be_hidden()
    expect(tab.locator("#q2 .misses")).to_be_hidden()
    tab.locator("#q2 > summary").click()
    expect(tab.locator("#q2 .misses")).to_contain_text("not stated: 东湖公园")
    tab.get_by_role("button", name="Show all").click()
    expect(shown).to_have_text("3 of 3 questions shown")
    assert seen == [address]


@pytest.mark.parametrize(
    ("choose", "left"),
    [
        (lambda tab: tab.get_by_role("combobox", name="Kind").select_option("unanswerable"), "#q3"),
        (lambda tab: tab.get_by_label("Language").select_option("en"), "#q2"),
        (lambda tab: tab.get_by_label("Source").select_option(NO_GOLD), "#q3"),
        (lambda tab: tab.get_by_label("Search").fill("东湖 ＮＯＴ"), "#q2"),
    ],
)
def test_every_filter_leaves_what_it_is_for(
    run: dict[str, Any], opened: Callable[..., Any], choose: Any, left: str
) -> None:
    tab, _, _ = opened(page(run))
    choose(tab)
    expect(tab.get_by_role("status")).to_have_text("1 of 3 questions shown")
    expect(tab.locator(left)).to_be_visible()


def test_the_keyboard_is_enough(run: dict[str, Any], opened: Callable[..., Any]) -> None:
    tab, _, _ = opened(page(run))
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("link", name="Skip to the questions")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.get_by_label("Only misses")).to_be_focused()
    tab.keyboard.press("Space")
    expect(tab.get_by_role("status")).to_have_text("1 of 3 questions shown")
    tab.get_by_label("Search").press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    expect(tab.locator("#q2 > summary")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#q2 .misses")).to_be_visible()


def test_a_hostile_run_does_nothing_in_a_browser(hostile: str, opened: Callable[..., Any]) -> None:
    tab, seen, address = opened(hostile, viewport={"width": 390, "height": 844})
    for one in tab.locator(".question > summary").all():
        one.click()
    tab.get_by_label("Search").fill("alert(1)")
    expect(tab.get_by_role("status")).to_have_text("3 of 3 questions shown")
    assert seen == [address]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_script_that_got_in_all_the_same_would_not_run(run: dict[str, Any], opened: Callable[..., Any]) -> None:
    tab, seen, _ = opened(page(run).replace("</main>", "<script>alert(1)</script><img src=x onerror=alert(2)></main>"))
    tab.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")  # scripts had their turn
    assert {"1", "2"} & set(seen) == set() and "Content Security Policy" in "".join(seen)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_by_day_and_by_night(
    run: dict[str, Any], opened: Callable[..., Any], scheme: str, width: int
) -> None:
    tab, _, _ = opened(page(run), viewport={"width": width, "height": 844}, color_scheme=scheme)
    tab.locator("#q2 > summary").click()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ground = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(247, 246, 243)", "dark": "rgb(21, 23, 26)"}[scheme]
