"""The chat in a real Chromium: asked, read, clicked, attacked; and nothing fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from chat.conversation.feedback import Feedback
from chat.conversation.page import AT_ONCE
from chat.server.serve import Serving
from rag.answer import Answer, Row, Scope

TURN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""All that was going to run by itself has run."""
WATCH_GROWTH = """() => {
  window.grown = [];
  const note = () => window.grown.push(document.querySelector("#live .answer")?.textContent.length ?? 0);
  new MutationObserver(note).observe(document.querySelector("#live"), {subtree: true, childList: true,
    characterData: true});
}"""


def test_a_question_is_answered_bit_by_bit_and_each_sentence_is_cited(
    visit: Callable[..., Any], answer: Answer
) -> None:
    seen = visit()
    seen.page.evaluate(WATCH_GROWTH)
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_text(["[1]", "[2]", "[1]"])
    expect(seen.page.locator("#live .understood")).to_contain_text("云湖区")
    grown = seen.page.evaluate("window.grown")
    assert len(set(grown)) > 4 and grown == sorted(grown)
    expect(seen.page.locator("#box textarea")).to_have_value("")


def test_a_citation_opens_its_source_and_brings_the_quote_into_view(visit: Callable[..., Any], answer: Answer) -> None:
    seen = visit(viewport={"width": 1280, "height": 420})
    seen.ask(answer.question)
    second, mark = seen.page.locator("#source-1-2"), seen.page.locator("#source-1-2 mark")
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    second.locator("summary").click()
    expect(mark).not_to_be_visible()
    seen.page.get_by_role("link", name="出处 2").click()
    expect(mark).to_be_in_viewport(ratio=1)
    expect(mark).to_have_text(answer.citations[1].quote)
    expect(second).to_have_class("source chosen")
    seen.page.get_by_role("link", name="出处 1").first.click()
    expect(seen.page.locator("#source-1-1 mark")).to_be_in_viewport(ratio=1)
    expect(seen.page.locator(".chosen")).to_have_count(1)


def test_the_keyboard_is_enough(visit: Callable[..., Any], answer: Answer) -> None:
    seen = visit()
    import time

    time.sleep(3)
    print(
        "F",
        seen.page.evaluate("document.activeElement.outerHTML.slice(0,200)"),
        seen.page.evaluate("document.querySelector('#narrow').outerHTML"),
    )
    seen.page.keyboard.type(answer.question)
    seen.page.keyboard.press("Enter")
    cites = seen.page.locator("#live .cite")
    expect(cites).to_have_count(3)
    for _ in range(6 + 1 + 1):  # past the filter and what can be done with the answer
        seen.page.keyboard.press("Shift+Tab")
    expect(cites.last).to_be_focused()
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator("#source-1-1 summary")).to_be_focused()
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    expect(cites.first).to_be_focused()


def test_a_follow_up_keeps_the_conversation_and_the_sources_of_both(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    seen.ask("那火星呢？")
    expect(seen.page.locator("#live .declined")).to_contain_text("没有一份报告提到“那火星呢？”")
    expect(seen.page.locator(".group:visible h2")).to_have_text("最接近的段落")
    seen.page.locator("#past .cite").first.click()
    expect(seen.page.locator("#source-1-1 mark")).to_be_in_viewport()
    assert [turn.question for turn in assistant.asked[-1][1]] == [answer.question]
    seen.page.get_by_role("button", name="新对话").click()
    expect(seen.page.locator(".exchange")).to_have_count(0)
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    assert assistant.asked[-1][1] == ()


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", ("提问", "出处", "您的问题")), ("en-US", ("Ask", "Sources", "Your question"))]
)
def test_the_interface_speaks_the_browsers_language(
    visit: Callable[..., Any], answer: Answer, locale: str, words: tuple[str, str, str]
) -> None:
    seen = visit(locale=locale)
    send, sources, label = words
    seen.page.get_by_label(label).fill(answer.question)
    seen.page.get_by_role("button", name=send, exact=True).click()
    expect(seen.page.get_by_role("heading", name=sources)).to_be_visible()
    assert seen.page.evaluate("document.documentElement.lang") == {"zh-CN": "zh-CN", "en-US": "en"}[locale]


def test_an_example_can_be_asked(visit: Callable[..., Any], assistant: Any) -> None:
    seen = visit()
    example = seen.page.locator(".welcome button").first
    question = example.inner_text()
    example.click()
    expect(seen.page.locator("#live .question")).to_have_text(question)
    expect(seen.page.locator("#live .declined")).to_be_visible()
    assert assistant.asked == [(question, ())]


@pytest.mark.fails_on_purpose
def test_bad_questions_and_failures_are_one_plain_line(visit: Callable[..., Any]) -> None:
    seen = visit()
    seen.ask("")
    expect(seen.page.get_by_role("alert")).to_have_text("请先写下您的问题。")
    seen.ask("问" * 10_000)
    expect(seen.page.get_by_role("alert")).to_contain_text("10,000")
    seen.ask("崩溃")
    expect(seen.page.locator("#live .failure")).to_contain_text("没能回答这个问题")
    expect(seen.page.locator("#complaint")).to_have_text("")
    expect(seen.page.locator("#box textarea")).to_have_value("崩溃")


def test_one_question_too_many_is_told_so_and_can_be_asked_again(visit: Callable[..., Any], assistant: Any) -> None:
    assistant.go.clear()
    seen = visit(serving=Serving(waiting=2))  # the page itself begins with two events
    for number in range(AT_ONCE + 2):
        assert seen.page.request.post(f"{seen.page.url}gradio_api/call/ask", data={"data": ["一", None, None, ""]}).ok
        # Each leaves the queue before the next comes, but for the last two, which wait there.
        until(lambda so_far=number: len(assistant.asked) == min(so_far + 1, AT_ONCE), seen.page)
    seen.ask("二")
    expect(seen.page.get_by_text("排队的问题太多，请稍后再问一次。")).to_be_visible()
    expect(seen.page.locator("#box textarea")).to_have_value("二")
    assistant.go.set()


def test_an_answer_is_stopped_and_the_next_question_asked(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    assistant.go.clear()
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .waiting")).to_be_visible()
    seen.page.get_by_role("button", name="停止").click()
    expect(seen.page.locator(".exchange")).to_have_count(0)
    expect(seen.page.get_by_role("button", name="提问")).to_be_visible()
    assistant.go.set()
    box = seen.page.locator("#box textarea")
    box.fill(answer.question)

    def is_asked() -> bool:
        """As a person would: gradio takes no Enter before the server has let go of the question that was stopped."""
        if box.input_value():
            box.press("Enter")
        return len(assistant.asked) == 2

    until(is_asked, seen.page)
    expect(seen.page.locator("#live .cite")).to_have_count(3)


def test_a_hostile_shelf_runs_nothing_and_fetches_nothing(
    visit: Callable[..., Any], assistant: Any, hostile: tuple[Any, Answer]
) -> None:
    shelf, answer = hostile
    assistant.answers["打开"] = answer
    seen = visit(shelf, assistant, viewport={"width": 390, "height": 844})
    seen.ask("打开")
    attacked = "<script>alert(1)</script>"
    for css in (".answer p >> nth=0", ".rows", ".items", ".understood", ".notice"):
        expect(seen.page.locator(f"#live {css}")).to_contain_text(attacked)
    seen.page.locator("#live .cite").first.hover()
    expect(seen.page.locator("#peek")).to_contain_text(attacked)
    with seen.page.expect_download() as saved:
        seen.page.get_by_role("button", name="导出 Markdown").click()
    assert "&lt;script&gt;" in Path(saved.value.path()).read_text(encoding="utf-8")
    seen.page.locator("#live .cite").first.click()
    expect(seen.page.locator("mark")).to_contain_text("![x](http://evil.example/a.png) [y](javascript:alert(4))")
    seen.page.locator("#narrow button").click()
    seen.page.get_by_label("地区或机构").click()
    expect(seen.page.get_by_role("option").first).to_contain_text("onload=alert(3)")
    seen.ask("<img src=x onerror=alert(12)>")
    expect(seen.page.locator("#live .question")).to_have_text("<img src=x onerror=alert(12)>")
    expect(seen.page.get_by_label("历史").first).to_be_visible()
    seen.page.evaluate(TURN)
    assert seen.page.locator(".exchange img, .group img, .exchange script, iframe, .group form").count() == 0
    assert seen.dialogs == [] and seen.outside() == [] and seen.page.title() == "报告 Baogao"
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_question_box_and_the_sources_stay_in_sight_of_a_long_conversation(
    visit: Callable[..., Any], answer: Answer
) -> None:
    seen = visit(viewport={"width": 1280, "height": 600})
    for _ in range(4):
        seen.ask(answer.question)
        expect(seen.page.locator("#live .cite")).to_have_count(3)
        expect(seen.page.locator("#live .answer")).to_be_in_viewport(ratio=1)
    for css in ("#new", "#send", ".group:visible .source >> nth=0"):
        expect(seen.page.locator(css)).to_be_in_viewport()
    seen.page.locator("#past .cite").first.scroll_into_view_if_needed()
    seen.page.locator("#past .cite").first.click()
    expect(seen.page.locator("#source-1-1 mark")).to_be_in_viewport(ratio=1)
    expect(seen.page.locator("#past .cite").first).to_be_in_viewport()


def test_no_request_leaves_the_machine(visit: Callable[..., Any], answer: Answer) -> None:
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    seen.page.wait_for_load_state("load")
    assert len(seen.requests) > 10 and seen.outside() == []


def test_the_page_could_not_reach_out_if_it_tried(visit: Callable[..., Any]) -> None:
    page = visit().page
    refused = "address => fetch(address).then(() => 'fetched', () => 'refused')"
    assert page.evaluate(refused, "https://evil.example/") == "refused"
    with page.expect_event("console", lambda message: "Content Security Policy" in message.text):
        page.evaluate("new Image().src = 'https://evil.example/a.png'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it_by_day_and_by_night(visit: Callable[..., Any], answer: Answer, scheme: str) -> None:
    seen = visit(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ground = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(247, 246, 243)", "dark": "rgb(21, 23, 26)"}[scheme]
    seen.page.locator("#live .cite").nth(1).click()
    expect(seen.page.locator("#source-1-2 mark")).to_be_in_viewport(ratio=1)
    answer_box, source_box = (seen.page.locator(css).bounding_box() for css in ("#live .answer", "#source-1-1"))
    assert answer_box["y"] + answer_box["height"] <= source_box["y"]
    expect(seen.page.locator("#send")).to_be_in_viewport(ratio=1)


def until(is_so: Callable[[], bool], page: Any) -> None:
    """Waits for what happens behind the page, forty seconds at most."""
    for _ in range(400):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not happen")


def test_a_reload_brings_the_conversation_back(visit: Callable[..., Any], answer: Answer, assistant: Any) -> None:
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    seen.ask("那火星呢？")
    expect(seen.page.locator("#live .declined")).to_be_visible()
    seen.page.reload()
    expect(seen.page.locator("#live .declined")).to_be_visible()
    expect(seen.page.locator("#past .question")).to_have_text(answer.question)
    assert [question for question, _ in assistant.asked] == [answer.question, "那火星呢？"] * 2


def test_a_link_asks_its_question(visit: Callable[..., Any], answer: Answer) -> None:
    seen = visit()
    seen.page.goto(f"{seen.page.url}?q={answer.question}")
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    assert "?q" not in seen.page.url


def test_what_was_not_meant_is_taken_away_and_the_question_asked_again(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .actions")).to_be_visible()
    seen.page.get_by_role("button", name="不含青山区").click()
    until(lambda: len(assistant.asked) == 2, seen.page)
    assert assistant.scopes[-1].bodies == ("云湖区",)
    assert assistant.asked[-1] == (answer.question, ())


def test_what_was_meant_instead_is_chosen_and_the_question_asked_again(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    assistant.answers[answer.question] = replace(answer, scope=Scope(("云湖区",), (2023,)))
    seen = visit()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .actions")).to_be_visible()
    seen.page.get_by_label("把云湖区换成").select_option("青山区人民政府办公室")
    until(lambda: len(assistant.asked) == 2, seen.page)
    assert assistant.scopes[-1] == Scope(("青山区人民政府办公室",), (2023,))
    assert assistant.asked[-1] == (answer.question, ())


def test_a_citation_shows_its_quote_to_the_pointer_and_to_the_keyboard(
    visit: Callable[..., Any], answer: Answer
) -> None:
    seen = visit()
    seen.ask(answer.question)
    cites, peek = seen.page.locator("#live .cite"), seen.page.locator("#peek")
    expect(seen.page.locator("#live .actions")).to_be_visible()
    cites.nth(1).hover()
    expect(peek).to_contain_text(answer.citations[1].quote)
    expect(peek).to_be_in_viewport(ratio=1)
    seen.page.locator("#live .question").hover()
    expect(peek).to_have_count(0)
    cites.nth(0).focus()
    expect(peek).to_contain_text(answer.citations[0].quote)
    seen.page.keyboard.press("Escape")
    expect(peek).to_have_count(0)


def test_the_other_language_is_chosen_and_kept(visit: Callable[..., Any], answer: Answer) -> None:
    seen = visit(locale="zh-CN")
    seen.ask(answer.question)
    expect(seen.page.locator("#live .actions")).to_be_visible()
    seen.page.get_by_role("button", name="English").click()
    expect(seen.page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    assert seen.page.evaluate("document.documentElement.lang") == "en"
    seen.page.reload()
    seen.page.get_by_role("button", name="中文").click()
    expect(seen.page.get_by_role("heading", name="出处")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say_against_it(visit: Callable[..., Any], answer: Answer, scheme: str) -> None:
    seen = visit(color_scheme=scheme)
    before = faults(seen.page)
    seen.ask(answer.question)
    expect(seen.page.locator("#live .actions")).to_be_visible()
    seen.page.locator("#narrow button").click()
    expect(seen.page.get_by_label("年度")).to_be_visible()
    seen.page.locator("#live .cite").first.focus()
    answered = faults(seen.page)
    seen.ask("那火星呢？")
    expect(seen.page.locator("#live .declined")).to_be_visible()
    assert (before, answered, faults(seen.page)) == ([], [], [])


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds wrong with the page as it stands, of whatever weight: the rule, and where."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]


def test_the_filter_narrows_the_next_question(visit: Callable[..., Any], answer: Answer, assistant: Any) -> None:
    seen = visit()
    seen.page.get_by_role("button", name="限定范围").click()
    seen.page.get_by_label("地区或机构").click()
    seen.page.get_by_role("option", name="青山区人民政府办公室").click()
    seen.ask(answer.question)
    expect(seen.page.locator("#live .cite")).to_have_count(3)
    assert assistant.scopes[-1].bodies == ("青山区人民政府办公室",)


def test_the_last_question_can_be_edited_and_asked_again(
    visit: Callable[..., Any], answer: Answer, assistant: Any
) -> None:
    seen = visit()
    seen.ask(answer.question)
    seen.page.get_by_role("button", name="修改问题").click()
    expect(seen.page.locator("#box textarea")).to_have_value(answer.question)
    expect(seen.page.locator(".exchange")).to_have_count(0)
    seen.ask(answer.question)
    seen.page.get_by_role("button", name="重问").click()
    until(lambda: len(assistant.asked) == 3, seen.page)
    assert [history for _, history in assistant.asked] == [(), (), ()]


def test_what_did_not_help_is_kept_with_the_reason(visit: Callable[..., Any], answer: Answer, tmp_path: Path) -> None:
    kept = Feedback(tmp_path / "feedback.sqlite")
    seen = visit(feedback=kept)
    seen.ask(answer.question)
    seen.page.get_by_role("button", name="没用").click()
    seen.page.locator("#reason textarea").fill("年份不对")
    seen.page.locator("#reason textarea").press("Enter")
    expect(seen.page.locator("#complaint")).to_have_text("谢谢，已记下。")
    assert [(it.verdict, it.reason, it.question) for it in kept.rows()] == [
        (-1, "", answer.question),
        (-1, "年份不对", answer.question),
    ]


@pytest.mark.parametrize(("name", "suffix"), [("导出 Markdown", ".md"), ("导出 Word", ".docx")])
def test_a_conversation_is_saved(visit: Callable[..., Any], answer: Answer, name: str, suffix: str) -> None:
    seen = visit()
    seen.ask(answer.question)
    with seen.page.expect_download() as found:
        seen.page.get_by_role("button", name=name).click()
    assert found.value.suggested_filename == f"baogao{suffix}"
    assert Path(found.value.path()).stat().st_size > 200
    expect(seen.page.get_by_role("button", name="有用")).to_be_hidden()


@pytest.fixture
def compared(answer: Answer) -> Answer:
    """With three figures side by side, those of three years."""
    lake, hill = answer.citations
    figures = (
        ("2021年", "987项", 987.0, hill),
        ("2022年", "1,304项", 1304.0, lake),
        ("2023年", "1,204项", 1204.0, lake),
    )
    return replace(answer, rows=tuple(Row(*it, year=2021 + at) for at, it in enumerate(figures)))


def test_figures_side_by_side_are_sorted_and_stay_so(
    visit: Callable[..., Any], assistant: Any, compared: Answer
) -> None:
    assistant.answers[compared.question] = compared
    seen = visit()
    seen.ask(compared.question)
    rows, figure = seen.page.locator(".rows tbody th"), seen.page.get_by_role("button", name="数值")
    expect(rows).to_have_text(["2021年", "2022年", "2023年"])
    figure.click()
    expect(rows).to_have_text(["2022年", "2023年", "2021年"])
    expect(seen.page.locator(".rows thead th").nth(1)).to_have_attribute("aria-sort", "descending")
    figure.click()
    expect(rows).to_have_text(["2021年", "2023年", "2022年"])
    seen.ask("火星上有多少项？")
    expect(seen.page.locator("#past .rows tbody th")).to_have_text(["2021年", "2023年", "2022年"])
    expect(seen.page.locator("#past .course circle")).to_have_count(3)


@pytest.mark.parametrize(("name", "suffix"), [("下载 CSV", ".csv"), ("下载 Excel", ".xlsx")])
def test_figures_side_by_side_are_saved(
    visit: Callable[..., Any], assistant: Any, compared: Answer, name: str, suffix: str
) -> None:
    assistant.answers[compared.question] = compared
    seen = visit()
    seen.ask(compared.question)
    with seen.page.expect_download() as found:
        seen.page.get_by_role("button", name=name).click()
    assert found.value.suggested_filename == f"baogao{suffix}"
    assert Path(found.value.path()).stat().st_size > 100
