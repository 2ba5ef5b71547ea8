"""What somebody opened, typed, chose, scrolled to or focused stays so, however late an update of the page arrives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from chat.conversation import page as chat_page
from chat.library.live import LiveShelf
from rag.answer import Answer, Claim

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
OTHER, HALF = "青山区2023年办理行政许可事项多少项？", "这句话只写了一半"
Late = Callable[[type, str], Any]


@pytest.fixture
def asked(visit: Callable[..., Any], answer: Answer, assistant: Any) -> Any:
    """A page with one answer, whose next question is answered only when `assistant.go` is set."""
    assistant.answers[OTHER] = replace(answer, question=OTHER)
    seen = visit(viewport={"width": 1280, "height": 420})
    seen.ask(answer.question)
    seen.page.locator("#live .actions").wait_for()
    assistant.go.clear()
    seen.ask(OTHER)
    expect(seen.page.locator("#past .question")).to_have_text(answer.question)
    expect(seen.page.locator("#live .question")).to_have_text(OTHER)
    return seen


def arrive(seen: Any, assistant: Any) -> None:
    """The answer that was held back, to its end."""
    assistant.go.set()
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    seen.page.locator("#live .actions").wait_for()


def test_the_filter_stays_open_with_what_is_chosen_in_it(desk: Page, late: Late, two_reports: LiveShelf) -> None:
    desk.get_by_role("tab", name="书架").click()
    desk.locator(".reports").wait_for()
    two_reports.add([("云湖区2024.docx", EXAMPLES / "云湖区2024年信息公开年报.docx")])
    gate = late(chat_page._Events, "back")
    desk.get_by_role("tab", name="对话").click()
    gate.reached()
    desk.get_by_role("button", name="限定范围").click()
    years = desk.locator("#years")
    years.get_by_label("年度").click()
    desk.get_by_role("option", name="2023", exact=True).click()
    expect(years.get_by_text("2023", exact=True)).to_be_visible()
    gate.set()
    years.get_by_label("年度").click()
    expect(desk.get_by_role("option", name="2024", exact=True)).to_be_visible()
    expect(years.get_by_text("2023", exact=True)).to_be_visible()
    expect(desk.get_by_role("button", name="限定范围")).to_have_attribute("aria-expanded", "true")


@pytest.mark.fails_on_purpose
@pytest.mark.parametrize("question", [OTHER, "崩溃"])
def test_a_half_typed_question_stays_when_an_answer_or_a_failure_arrives(
    visit: Callable[..., Any], answer: Answer, assistant: Any, question: str
) -> None:
    assistant.answers[OTHER] = answer
    assistant.go.clear()
    seen = visit()
    seen.ask(question)
    box = seen.page.locator("#box textarea")
    expect(box).to_have_value("")
    box.press_sequentially(HALF)
    assistant.go.set()
    seen.page.locator("#live .actions, #live .failure").first.wait_for()
    expect(box).to_have_value(HALF)
    expect(box).to_be_focused()


def test_a_half_typed_question_stays_when_an_example_is_asked(visit: Callable[..., Any]) -> None:
    seen = visit()
    seen.page.locator("#box textarea").fill(HALF)
    seen.page.locator(".welcome button").first.click()
    expect(seen.page.locator("#live .declined")).to_be_visible()
    expect(seen.page.locator("#box textarea")).to_have_value(HALF)


def test_the_welcome_does_not_come_over_a_question_that_was_asked_before_it(
    visit: Callable[..., Any], late: Late, answer: Answer, assistant: Any
) -> None:
    seen = visit()
    gate = late(chat_page._Events, "begin")
    seen.page.reload()
    gate.reached()
    assistant.go.clear()
    seen.page.get_by_label("您的问题").wait_for()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .waiting")).to_be_visible()
    gate.set()
    arrive(seen, assistant)
    expect(seen.page.locator(".welcome")).to_have_count(0)
    expect(seen.page.locator("#live .question")).to_have_text(answer.question)


def test_the_focus_is_not_taken_from_what_somebody_went_to(visit: Callable[..., Any], late: Late) -> None:
    seen = visit()
    gate = late(chat_page._Events, "remember")
    seen.page.goto(f"{seen.page.url}?lang=zh")
    gate.reached()
    filter_button = seen.page.get_by_role("button", name="限定范围")
    filter_button.focus()
    gate.set()
    seen.page.wait_for_url(lambda url: "?" not in url)  # what is done last when the page begins
    expect(filter_button).to_be_focused()


def test_a_conversation_chosen_from_the_history_is_the_one_that_was_shown_there(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    seen = visit()
    for question in ("第一问？", "第二问？"):
        seen.ask(question)
        seen.page.locator("#live .actions").wait_for()
        seen.page.get_by_role("button", name="新对话").click()
        seen.page.locator(".welcome").wait_for()
    assistant.go.clear()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .waiting")).to_be_visible()
    seen.page.get_by_label("历史").first.click()
    expect(seen.page.get_by_role("option", name="第一问？")).to_be_visible()
    arrive(seen, assistant)
    seen.page.get_by_role("option", name="第一问？").click()
    expect(seen.page.locator("#live .question")).to_have_text("第一问？")


def test_the_reading_position_stays(asked: Any, assistant: Any) -> None:
    asked.page.locator("#past .question").hover()
    asked.page.mouse.wheel(0, -5000)
    asked.page.wait_for_function("document.scrollingElement.scrollTop === 0")
    arrive(asked, assistant)
    assert asked.page.evaluate("document.scrollingElement.scrollTop") == 0


def test_a_new_answer_is_followed_where_nobody_scrolled(asked: Any, assistant: Any) -> None:
    arrive(asked, assistant)
    expect(asked.page.locator("#live .answer")).to_be_in_viewport(ratio=1)


def test_a_source_that_was_opened_meanwhile_stays_open_and_one_that_was_closed_stays_closed(
    asked: Any, assistant: Any
) -> None:
    asked.page.locator("#source-1-1 summary").click()
    expect(asked.page.locator("#source-1-1 mark")).not_to_be_visible()
    asked.page.locator("#past .cite").nth(1).click()
    expect(asked.page.locator("#source-1-2")).to_have_class("source chosen")
    arrive(asked, assistant)
    expect(asked.page.locator("#panel #source-2-1")).to_have_count(1)
    expect(asked.page.locator("#source-1-2")).to_have_class("source chosen")
    expect(asked.page.locator("#source-1-2 mark")).to_be_visible()
    expect(asked.page.locator("#source-1-1 mark")).not_to_be_visible()


def test_lines_that_were_unfolded_stay_so_when_the_next_question_is_asked(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    cited: Sequence[Any] = answer.citations
    assistant.answers[OTHER] = replace(
        answer, question=OTHER, claims=tuple(Claim(f"第{n}句。", (cited[0],)) for n in range(9))
    )
    seen = visit()
    seen.ask(OTHER)
    seen.page.locator("#live .actions").wait_for()
    seen.page.locator("#live summary").click()
    expect(seen.page.get_by_text("第8句。")).to_be_visible()
    assistant.go.clear()
    seen.ask(answer.question)
    expect(seen.page.locator("#past .question")).to_have_text(OTHER)
    expect(seen.page.get_by_text("第8句。")).to_be_visible()
    arrive(seen, assistant)
    expect(seen.page.get_by_text("第8句。")).to_be_visible()


def test_a_quote_that_is_looked_at_stays(asked: Any, answer: Answer, assistant: Any) -> None:
    cite, peek = asked.page.locator("#past .cite").nth(1), asked.page.locator("#peek")
    cite.focus()
    expect(peek).to_contain_text(answer.citations[1].quote)
    arrive(asked, assistant)
    expect(peek).to_contain_text(answer.citations[1].quote)
    expect(cite).to_be_focused()


def test_the_page_of_a_report_stays_in_sight(desk: Page, late: Late) -> None:
    box = desk.locator("#box textarea")
    box.fill("云湖区2023年新收到政府信息公开申请多少件？")
    box.press("Enter")
    desk.locator("#live .actions").wait_for()
    gate = late(chat_page._Events, "answer")
    box.fill("松溪区2023年办理行政许可事项多少项？")
    box.press("Enter")
    gate.reached()
    desk.get_by_role("button", name="看原页").first.click()
    picture = desk.locator(".sheet img")
    expect(picture).to_be_in_viewport()
    gate.set()
    expect(desk.locator("#past .question")).to_have_count(1)
    desk.locator("#live .actions").wait_for()
    expect(picture).to_be_in_viewport()
