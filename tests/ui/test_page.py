"""The whole page over real files in a real Chromium: reports brought along, asked about, and shown as printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from chat.library.live import LiveShelf

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
BROUGHT = "云湖区2024年信息公开年报.docx"
REQUESTS = "云湖区{}新收到政府信息公开申请多少件？"


def ask(desk: Page, question: str) -> None:
    desk.locator("#box textarea").fill(question)
    desk.locator("#box textarea").press("Enter")
    expect(desk.locator("#live .question")).to_have_text(question)
    desk.locator("#live .actions").wait_for()


def test_a_report_is_brought_along_and_asked_about(desk: Page, tmp_path: Path) -> None:
    ask(desk, REQUESTS.format("2024年"))
    expect(desk.locator("#live .declined")).to_be_visible()
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    desk.get_by_role("tab", name="书架").click()
    desk.locator("#shelf-drop input[type=file]").set_input_files([EXAMPLES / BROUGHT, broken])
    said = desk.locator("#shelf-said")
    expect(said).to_contain_text("已加入： 云湖区人民政府2024年政府信息公开工作年度报告")
    expect(said).to_contain_text("未加入： 坏.docx — 文件已损坏")
    assert faults(desk) == []
    expect(desk.locator(".reports tbody tr")).to_have_count(3)
    desk.get_by_role("tab", name="对话").click()
    desk.get_by_role("button", name="限定范围").click()
    desk.get_by_label("年度").first.click()
    expect(desk.get_by_role("option", name="2024", exact=True)).to_be_visible()
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="重问").click()
    expect(desk.locator("#live .answer")).to_contain_text("214件")
    desk.locator("#live .cite").first.click()
    expect(desk.locator("#panel mark")).to_contain_text("214")
    expect(desk.locator(".chosen .foot")).to_contain_text(BROUGHT)


def test_the_page_of_a_pdf_is_shown_as_printed(desk: Page) -> None:
    ask(desk, REQUESTS.format("2023年"))
    expect(desk.locator("#live .answer")).to_contain_text("187件")
    desk.get_by_role("button", name="看原页").first.click()
    picture = desk.locator(".sheet img")
    expect(picture).to_be_in_viewport()
    assert picture.evaluate("it => it.naturalWidth") > 600
    assert desk.locator(".sheet").evaluate("it => it.scrollTop") > 0, "the quote is further down"
    assert faults(desk) == []
    desk.keyboard.press("Escape")
    expect(picture).not_to_be_visible()
    button = desk.get_by_role("button", name="看原页").first
    expect(button).to_be_focused()
    button.press("Enter")
    expect(desk.locator(".sheet img")).to_be_in_viewport()
    desk.get_by_role("button", name="关闭").click()
    expect(desk.locator(".sheet img")).not_to_be_visible()


def test_years_narrow_a_question_that_names_none(desk: Page) -> None:
    desk.get_by_role("button", name="限定范围").click()
    desk.get_by_label("年度").first.click()
    desk.get_by_role("option", name="2023").click()
    ask(desk, REQUESTS.format(""))
    expect(desk.locator("#live .understood")).to_contain_text("2023年")
    expect(desk.locator("#live .answer")).to_contain_text("187件")


def test_the_keyboard_leads_to_the_shelf_and_axe_has_nothing_to_say_against_it(desk: Page) -> None:
    desk.get_by_role("tab", name="书架").focus()
    desk.keyboard.press("Enter")
    title = desk.locator(".reports").get_by_role("button").first
    expect(title).to_be_visible()
    title.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("button", name="移除", exact=True)).to_be_visible()
    assert faults(desk) == []


def faults(desk: Page) -> list[tuple[str, str]]:
    """What axe-core finds wrong with the page as it stands, of whatever weight: the rule, and where."""
    found = Axe().run(desk).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("is_seen", [False, True])
def test_a_choice_that_left_the_shelf_is_dropped_from_the_filter_and_the_question_answered(
    desk: Page, two_reports: LiveShelf, is_seen: bool
) -> None:
    """Whether or not the page has heard of it: gradio checks against the choices that it gave out last."""
    desk.get_by_role("button", name="限定范围").click()
    for body in ("松溪区", "云湖区"):
        desk.get_by_label("地区或机构").first.click()
        desk.get_by_role("option", name=body).first.click()
    two_reports.remove("松溪区2023年度法治政府建设报告.txt")
    if is_seen:
        desk.get_by_role("tab", name="书架").click()
        desk.locator(".reports").wait_for()
        desk.get_by_role("tab", name="对话").click()
        desk.get_by_label("地区或机构").first.click()
        expect(desk.get_by_role("option", name="松溪区")).to_have_count(0)
        desk.keyboard.press("Escape")
    ask(desk, REQUESTS.format("2023年"))
    expect(desk.locator("#live .answer")).to_contain_text("187件")
    expect(desk.locator("#complaint")).to_contain_text("松溪区政务服务管理办公室")
    expect(desk.locator("#bodies")).not_to_contain_text("松溪区")
    expect(desk.locator("#bodies")).to_contain_text("云湖区")
    ask(desk, REQUESTS.format("2023年"))
    expect(desk.locator("#complaint")).to_be_empty()
