"""The tab of the shelf in a real Chromium: added to file by file, looked through, taken from, closed in the midst."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page, expect

from chat.conversation.welcome import header_html
from chat.library.live import LiveShelf
from chat.library.tab import _Events, shelf_tab
from chat.server.serve import serve
from rag.settings import Settings


@pytest.fixture
def live(tmp_path: Path, embedder: Any) -> LiveShelf:
    folder = tmp_path / "reports"
    folder.mkdir()
    for body, year in (("云湖区", 2023), ("松溪区", 2024)):
        said = f"{body}{year}年法治政府建设报告\n\n一、许可\n共办理行政许可事项{year}项，<b>按时</b>办结。\n"
        (folder / f"{body}{year}.txt").write_text(said)
    live = LiveShelf(folder, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False))
    live.reindex()
    return live


@pytest.fixture
def gate(live: LiveShelf, embedder: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What is added stands still before it is indexed until this is set."""
    gate, passages = threading.Event(), embedder.passages

    def held(texts: Sequence[str], advance: Callable[[int], None]) -> Any:
        gate.wait(30)
        return passages(texts, advance)

    monkeypatch.setattr(embedder, "passages", held)
    yield gate
    gate.set()


@pytest.fixture
def report(tmp_path: Path) -> Callable[[str], Path]:
    """A file with the report of a district, as somebody has it at home."""

    def made(body: str) -> Path:
        path = tmp_path / f"{body}2023.txt"
        path.write_text(f"{body}2023年法治政府建设报告\n\n一、许可\n共办理行政许可事项987项。\n")
        return path

    return made


def drop(tab: Page, *files: Path) -> None:
    tab.locator("#shelf-drop input[type=file]").set_input_files(files)


@pytest.fixture
def tab(browser: Browser, live: LiveShelf, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The tab alone on a page, as a Chinese browser sees it; read only where a test asks for that."""
    shown = live
    if getattr(request, "param", "") == "read only":
        settings = Settings(span_model=False)
        shown = LiveShelf(None, live.index.folder.parent, embedder=live.index.embedder, settings=settings)
    with gr.Blocks(analytics_enabled=False, fill_width=True) as page:
        gr.HTML(header_html("zh"))
        with gr.Tab("书架"):
            shelf_tab(shown)
    server = threading.Thread(target=serve, args=(page, "127.0.0.1", None), daemon=True)
    server.start()
    while not page.local_url and server.is_alive():
        time.sleep(0.02)
    tab = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}).new_page()
    tab.set_default_timeout(40_000)
    tab.goto(str(page.local_url))
    tab.locator(".reports").wait_for()
    yield tab
    tab.context.close()
    page.close()


def test_reports_are_added_looked_for_downloaded_and_removed(
    tab: Page, live: LiveShelf, report: Callable[[str], Path], tmp_path: Path
) -> None:
    good, bad, name = report("青山区"), tmp_path / "坏.pdf", "<img src=x>2023.txt"
    bad.write_bytes(b"%PDF-1.4 nothing")
    expect(tab.get_by_text("每个不超过 200 MB")).to_be_visible()
    drop(tab, good, bad)
    said = tab.locator("#shelf-said ul:not([aria-busy]) li")
    expect(said).to_have_count(2)
    expect(said.nth(0)).to_contain_text("坏.pdf")
    expect(said.nth(1)).to_contain_text("青山区2023年法治政府建设报告")
    expect(tab.locator(".reports tbody tr")).to_have_count(3)
    tab.get_by_label("查找报告").fill("青山")
    expect(tab.locator(".reports tbody tr")).to_have_count(1)
    tab.locator(".reports").get_by_role("button", name="青山区2023年法治政府建设报告").press("Enter")
    with tab.expect_download() as download:
        tab.get_by_text("下载原件", exact=True).click()
    assert download.value.suggested_filename == good.name and download.value.path().read_bytes() == good.read_bytes()
    tab.get_by_role("button", name="移除", exact=True).click()
    assert len(live.index.reports) == 3  # not before it is confirmed
    tab.get_by_role("button", name="确定移除").click()
    expect(tab.locator("#shelf-said")).to_have_text("已移除： 青山区2023.txt")
    assert not (tmp_path / "reports" / good.name).exists()
    (tmp_path / "reports" / name).write_text("望江区2023年报告\n\n一、许可\n共办理行政许可事项7项。\n")
    tab.get_by_label("查找报告").fill("")
    tab.get_by_role("button", name="按文件夹重新索引").click()
    expect(tab.locator(".reports")).to_contain_text(name)
    assert tab.locator(".reports img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_file_has_a_line_and_a_bar_until_all_are_added(
    tab: Page, gate: threading.Event, report: Callable[[str], Path], tmp_path: Path
) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    drop(tab, report("青山区"), empty, report("望江区"))
    lines, zone = tab.locator("#shelf-said li"), tab.locator("#shelf-drop")
    for at, name in ((0, "青山区2023.txt"), (2, "望江区2023.txt")):
        bar = lines.nth(at).get_by_role("progressbar", name=f"{name} 正在编入索引")
        expect(bar).to_have_attribute("value", "0")
    expect(lines.nth(1)).to_have_text("未加入： 空.txt — 文件是空的")
    expect(zone).to_be_hidden()
    tab.get_by_label("查找报告").fill("山区")  # meanwhile one goes on looking
    expect(tab.locator(".reports tbody tr")).to_have_count(0)
    gate.set()
    expect(lines).to_contain_text(["空.txt", "青山区2023年", "望江区2023年"])
    expect(tab.get_by_role("progressbar")).to_have_count(0)
    expect(tab.locator(".reports tbody tr")).to_have_count(1)
    expect(zone).to_be_visible()


def test_what_a_closed_tab_had_begun_is_finished_and_others_wait_for_it(
    tab: Page, live: LiveShelf, gate: threading.Event, report: Callable[[str], Path], tmp_path: Path, browser: Browser
) -> None:
    drop(tab, report("青山区"))
    expect(tab.get_by_role("progressbar", name="正在编入索引")).to_be_visible(timeout=30_000)
    address = tab.url
    tab.context.close()
    other = browser.new_context(locale="zh-CN").new_page()
    other.goto(address)
    drop(other, report("望江区"))
    expect(other.get_by_role("progressbar", name="望江区2023.txt 等待读取")).to_be_visible()
    assert len(live.index.reports) == 2
    gate.set()
    expect(other.locator("#shelf-said li")).to_contain_text(["已加入： 望江区2023年"])
    expect(other.locator(".reports tbody tr")).to_have_count(4)
    assert {it.source for it in live.index.reports} == {path.name for path in (tmp_path / "reports").iterdir()}
    other.context.close()


@pytest.mark.parametrize("tab", ["read only"], indirect=True)
def test_a_read_only_shelf_is_looked_through_and_says_why(tab: Page) -> None:
    expect(tab.get_by_text("这个书架只供查阅")).to_be_visible()
    expect(tab.locator(".reports tbody tr")).to_have_count(2)
    assert tab.locator(".reports button, #shelf-drop, input[type=file]").count() == 0
    tab.get_by_label("年度").click()
    tab.get_by_role("option", name="2024").click()
    expect(tab.locator(".reports tbody tr")).to_have_count(1)


def held_look(tab: Page, late: Callable[[type, str], Any], file: Path) -> Any:
    """A file is added, and the look at the changed shelf is held back: the gate that lets it through."""
    gate = late(_Events, "again")
    drop(tab, file)
    expect(tab.locator("#shelf-said ul:not([aria-busy])")).to_contain_text("青山区")
    gate.reached()
    tab.locator(".reports").get_by_role("button", name="云湖区2023年法治政府建设报告").click()
    return gate


def test_a_look_at_the_shelf_that_comes_late_takes_no_choice_away(
    tab: Page, live: LiveShelf, late: Callable[[type, str], Any], report: Callable[[str], Path]
) -> None:
    """It was begun when nothing was chosen."""
    gate = held_look(tab, late, report("青山区"))
    expect(tab.get_by_role("button", name="移除", exact=True)).to_be_visible()
    gate.set()
    tab.get_by_label("地区或机构").click()
    expect(tab.get_by_role("option", name="青山区")).to_be_visible()  # it has come
    expect(tab.get_by_role("button", name="移除", exact=True)).to_be_visible()
    expect(tab.locator("#shelf-choice")).to_contain_text("云湖区2023年法治政府建设报告")


def test_what_somebody_chose_meanwhile_stays_when_the_changed_shelf_is_shown(
    tab: Page, live: LiveShelf, late: Callable[[type, str], Any], report: Callable[[str], Path]
) -> None:
    gate = held_look(tab, late, report("青山区"))
    tab.get_by_role("button", name="移除", exact=True).click()
    expect(tab.get_by_role("button", name="确定移除")).to_be_visible()
    tab.get_by_label("年度").click()
    tab.get_by_role("option", name="2023").click()
    expect(tab.locator(".reports tbody tr")).to_have_count(2)  # the new one too: a look is always at the latest shelf
    tab.get_by_label("查找报告").fill("云")
    expect(tab.locator(".reports tbody tr")).to_have_count(1)
    gate.set()
    tab.get_by_label("地区或机构").click()
    expect(tab.get_by_role("option", name="青山区")).to_be_visible()  # what came late is there
    expect(tab.get_by_role("button", name="确定移除")).to_be_visible()
    expect(tab.get_by_label("查找报告")).to_have_value("云")
    expect(tab.get_by_label("年度")).to_have_value("2023")
    expect(tab.locator(".reports tbody tr")).to_have_count(1)
