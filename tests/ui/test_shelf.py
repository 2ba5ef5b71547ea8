"""The shelf as a table, and the tab around it in a real Chromium: added to, looked through, taken from, attacked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page, expect

from chat.live import LiveShelf
from chat.serve import serve
from chat.shelf import shelf_html, shelf_tab
from chat.welcome import header_html
from index import Index
from index.report import Report
from rag.settings import Settings


class Still:
    """As much of an index as the table asks for."""

    def __init__(self, *reports: Report) -> None:
        self.reports = reports

    def passages_of(self, source: str) -> list[None]:
        return [None] * len(source)


def plain(source: str = "a.txt", title: str = "云湖区2023年报告", **said: Any) -> Report:
    return Report(source, "0" * 64, title, **said)


def rows(index: Any, **asked: str) -> list[str]:
    html = shelf_html(cast(Index, index), "zh", chosen="", **asked)
    return [part.split('"')[0] for part in html.split('data-source="')[1:]]


def test_a_report_is_a_row_with_all_that_it_says_of_itself(example_index: Index) -> None:
    html = shelf_html(example_index, "zh")
    assert html.count("<tr>") == len(example_index.reports) + 1 and 'scope="col"' in html
    for report in example_index.reports:
        assert f">{report.title}<" in html and f">{report.source}<" in html and f">{report.issuer}<" in html
    assert "<button" not in html and html.count('<th scope="row">') == len(example_index.reports)
    assert f"共 {len(example_index.reports)} 份报告" in html


def test_what_one_must_know_of_a_report_is_said() -> None:
    report = plain(scanned=(1, 2), unread=(3,), copy_of="甲.pdf", superseded_by="乙.pdf", pages=9, year=2023)
    html = shelf_html(cast(Index, Still(report)), "en")
    for words in ("2 read from pictures", "1 pages are pictures", ">甲.pdf<", ">乙.pdf<", ">9<", ">2023<", ">5<"):
        assert words in html


def test_the_rows_are_those_asked_for() -> None:
    lake = plain("湖.txt", issuer="云湖区政务服务办公室", regions=("青岚市", "云湖区"), year=2023)
    hill = plain("HILL.pdf", "青山区2024年报告", issuer="青山区政府", regions=("青山区",), year=2024)
    index = Still(lake, hill, plain("b.txt", "无题"))
    assert rows(index) == ["湖.txt", "HILL.pdf", "b.txt"]
    assert rows(index, query="青岚 2023") == ["湖.txt"] and rows(index, query="ｈｉｌｌ") == ["HILL.pdf"]
    assert rows(index, body="青山区") == ["HILL.pdf"] and rows(index, year="2023") == ["湖.txt"]
    assert rows(index, body="青山区", year="2023") == [] and rows(index, query="<b>") == []
    assert "没有符合条件的报告" in shelf_html(cast(Index, index), "zh", "火星")


def test_a_hostile_report_is_only_words(hostile: tuple[Any, Any]) -> None:
    bad = hostile[0].reports[0]
    others = {"copy_of": bad.title, "superseded_by": bad.title}
    odd = plain('"><img src=x onerror=alert(1)>', bad.title, issuer=bad.title, regions=(bad.title,), **others)
    for chosen in (None, odd.source):
        html = shelf_html(cast(Index, Still(odd)), "zh", chosen=chosen)
        tags = ("script", "img", "svg", "a ", "iframe", "form", "meta", "link", "style")
        assert not [tag for tag in tags if f"<{tag}" in html]
        assert "\u202e" not in html and "&lt;script&gt;alert(1)" in html
        assert html.count('"') % 2 == 0 and html.count("<tr") == 2


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
    tab.set_default_timeout(30_000)
    tab.goto(str(page.local_url))
    tab.locator(".reports").wait_for()
    yield tab
    tab.context.close()
    page.close()


def test_reports_are_added_looked_for_downloaded_and_removed(tab: Page, live: LiveShelf, tmp_path: Path) -> None:
    good, bad, name = tmp_path / "青山区2023.txt", tmp_path / "坏.pdf", "<img src=x>2023.txt"
    good.write_text("青山区2023年法治政府建设报告\n\n一、许可\n共办理行政许可事项987项。\n")
    bad.write_bytes(b"%PDF-1.4 nothing")
    tab.locator("#shelf-drop input[type=file]").set_input_files([good, bad])
    said = tab.locator("#shelf-said li")
    expect(said).to_have_count(2, timeout=30_000)  # the processes that read files may have to start
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
    expect(tab.locator("#shelf-said")).to_have_text("已移除： 青山区2023.txt", timeout=30_000)
    assert not (tmp_path / "reports" / good.name).exists()
    (tmp_path / "reports" / name).write_text("望江区2023年报告\n\n一、许可\n共办理行政许可事项7项。\n")
    tab.get_by_label("查找报告").fill("")
    tab.get_by_role("button", name="按文件夹重新索引").click()
    expect(tab.locator(".reports")).to_contain_text(name, timeout=30_000)
    assert tab.locator(".reports img").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("tab", ["read only"], indirect=True)
def test_a_read_only_shelf_is_looked_through_and_says_why(tab: Page) -> None:
    expect(tab.get_by_text("这个书架只供查阅")).to_be_visible()
    expect(tab.locator(".reports tbody tr")).to_have_count(2)
    assert tab.locator(".reports button, #shelf-drop, input[type=file]").count() == 0
    tab.get_by_label("年度").click()
    tab.get_by_role("option", name="2024").click()
    expect(tab.locator(".reports tbody tr")).to_have_count(1)
