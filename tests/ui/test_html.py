"""What is shown of an answer, as HTML: numbered, marked, escaped."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from chat.choices import Choices
from chat.conversation import history
from chat.conversation.answer_html import answer_html, failure_html, past_html, understood_html
from chat.conversation.page_image import draw
from chat.conversation.sources_html import AROUND_QUOTE, around, panel_html, picture_html, sources_html
from chat.conversation.state import Talk, Update, converse, growing, reopened
from chat.conversation.welcome import EXAMPLES, example_questions, welcome_html
from chat.messages import WORDS, language_of
from index.language.script import HAN
from index.report import Report
from rag.answer import Answer, Claim, Scope, Turn
from rag.markup import BIDI_CONTROLS

HARMLESS = {"article", "section", "h1", "h2", "h3", "p", "div", "ul", "ol", "li", "bdi", "a", "button", "span", "mark"}
HARMLESS |= {"details", "summary", "blockquote", "table", "caption", "tr", "th", "td", "i", "select", "option"}
HARMLESS |= {"thead", "tbody", "small", "svg", "polyline", "circle"}
ATTRIBUTES = {"class", "id", "href", "aria-label", "aria-live", "aria-busy", "aria-hidden", "role", "title", "open"} | {
    f"data-{name}" for name in ("question", "copy", "done", "do", "kind", "was", "turn", "number", "place", "quote")
}
ATTRIBUTES |= {"data-sort", "data-value", "viewbox", "points", "cx", "cy", "r"}
ATTRIBUTES |= {"hidden", "dir", "lang", "type", "scope", "style", "selected", "value"}


class Reading(HTMLParser):
    """Tags, attributes and text of a piece of HTML, and the text inside its marks."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self._depth = "", 0
        self.marked: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "mark":
            self.marked.append("")
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._depth:
            self.marked[-1] += data

    def all(self, tag: str, css: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag and attributes.get("class") == css]


def test_citations_are_numbered_in_the_order_of_their_first_use(answer: Answer) -> None:
    cites = Reading(answer_html(answer, "zh", turn=3)).all("a", "cite")
    assert [cite["href"] for cite in cites] == ["#source-3-1", "#source-3-2", "#source-3-1"]


def test_no_two_elements_share_an_id(answer: Answer, shelf: Any) -> None:
    told = (answer, answer)
    page = past_html(told, "zh") + panel_html(told, shelf, "zh")
    ids = [attributes["id"] for _, attributes in Reading(page).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_something_on_the_page(answer: Answer, declined: Answer, shelf: Any) -> None:
    told = (answer, declined)
    tags = Reading(past_html(told, "zh") + panel_html(told, shelf, "zh")).tags
    ids = {attributes.get("id") for _, attributes in tags}
    links = {str(attributes["href"]).removeprefix("#") for name, attributes in tags if name == "a"}
    assert links and links <= ids


def test_exactly_the_quote_is_marked_inside_its_section(answer: Answer, shelf: Any) -> None:
    reading = Reading(sources_html(answer, shelf, "zh"))
    assert reading.marked == [citation.quote for citation in answer.citations]
    before, quote, after = around(shelf, answer.citations[0])
    assert before + quote + after in reading.text
    assert before[1:] + quote + after[:-1] in shelf.text(answer.citations[0].source)


def test_a_long_section_is_cut_around_the_quote_and_a_short_one_is_whole(answer: Answer, shelf: Any) -> None:
    long, short = answer.citations
    before, _, after = around(shelf, long)
    assert before.startswith("…") and after.endswith("…")
    assert len(before) <= AROUND_QUOTE + 1 and len(after) <= AROUND_QUOTE + 1
    assert "".join(around(shelf, short)).strip() == shelf.passage(short.source, 0).text.strip()


def test_a_source_says_where_it_stands(answer: Answer, shelf: Any) -> None:
    chinese = Reading(sources_html(answer, shelf, "zh")).text
    for words in ("云湖区人民政府2023年法治政府建设工作报告", "青山区人民政府办公室", "2023年", "第 3 页"):
        assert words in chinese
    assert "二、主要工作 › （一）行政许可" in chinese
    assert "page 3" in Reading(sources_html(answer, shelf, "en")).text


def test_what_was_understood_stands_above_the_answer(answer: Answer) -> None:
    markup = answer_html(answer, "zh")
    assert "理解为 云湖区×青山区×2023年" in Reading(markup).text
    assert markup.index("理解为") < markup.index("1,204")
    assert understood_html(Answer("？"), "zh") == ""


def test_what_was_understood_can_be_changed_to_what_the_shelf_has(answer: Answer) -> None:
    markup = understood_html(answer, "en", Choices(("东海区", "云湖区", "<b>"), (2024, 2023)))
    assert "Instead of 云湖区" in markup and "Without 青山区" in markup and "Without 2023" not in markup
    assert markup.count(">东海区</option>") == 2 and markup.count("<option selected>云湖区</option>") == 1
    assert markup.count(">2024</option>") == 1 and "<b>" not in markup
    assert "<select" not in understood_html(answer, "en")


def test_a_decline_looks_different_and_offers_the_nearest_passages(declined: Answer, shelf: Any) -> None:
    reply, sources = Reading(answer_html(declined, "en")), Reading(sources_html(declined, shelf, "en"))
    assert reply.all("div", "answer declined") and not reply.all("div", "answer")
    assert declined.notice in reply.text
    assert len(reply.all("a", "cite")) == len(sources.all("details", "source")) == 3
    assert "Nearest passages" in sources.text and not sources.marked


def test_only_the_last_answers_sources_are_shown(answer: Answer, declined: Answer, shelf: Any) -> None:
    groups = Reading(panel_html((answer, declined), shelf, "zh")).all("section", "group")
    assert ["hidden" in group for group in groups] == [True, False]


def test_a_report_without_a_title_goes_by_its_file_name(shelf: Any) -> None:
    untitled = Report("a.txt", "0" * 64, "")
    twin = type(shelf)({untitled: [((), "全年共办理12件。")]})
    answer = Answer("？", (Claim("12件", (twin.cite("a.txt", "12件"),)),))
    assert "a.txt" in Reading(sources_html(answer, twin, "zh")).text.split("全年")[0]


def test_a_hostile_shelf_is_only_ever_text(hostile: tuple[Any, Answer]) -> None:
    shelf, answer = hostile
    declined = Answer(answer.question, declined=True, notice=answer.notice, evidence=answer.evidence)
    for told in ((answer,), (declined,)):
        pieces = (past_html(told, "en"), panel_html(told, shelf, "en"), welcome_html(shelf, "en"))
        changeable = answer_html(told[0], "en", choices=Choices.of(shelf.reports))
        reading = Reading("".join((*pieces, changeable, failure_html(answer.question, answer.notice))))
        assert {tag for tag, _ in reading.tags} <= HARMLESS
        assert {name for _, attributes in reading.tags for name in attributes} <= ATTRIBUTES
        assert all(str(a["href"]).startswith("#") for _, a in reading.tags if "href" in a)
        assert all(re.fullmatch(r"width:[\d.]+%", str(a["style"])) for _, a in reading.tags if "style" in a)
        assert "<script>alert(1)</script>" in reading.text and "javascript:alert(4)" in reading.text


def test_characters_that_reverse_the_text_are_not_shown(hostile: tuple[Any, Answer]) -> None:
    shelf, answer = hostile
    shown = past_html((answer,), "zh") + panel_html((answer,), shelf, "zh") + welcome_html(shelf, "zh")
    assert not set(shown) & {chr(code) for code in BIDI_CONTROLS}
    assert "倒过来的 年报" in shown


def test_examples_come_from_the_shelf(shelf: Any) -> None:
    count = "2023年{}共办理行政许可事项多少项？"
    office = "青山区人民政府办公室"
    assert set(example_questions(shelf)) == {"云湖区" + count.format("全年"), office + count.format("全区")}


def test_the_example_shelf_is_asked_for_what_its_reports_count(example_index: Any) -> None:
    assert example_questions(example_index) == (
        "云湖区政务服务办公室2023年全年党组会研究法治议题多少次？",
        "云湖区2024年地区生产总值多少亿元？",
        "望江区行政审批服务局2022年局党组理论学习中心组专题学法多少次？",
        "松溪区政务服务管理办公室2023年全年召开专班会议多少次？",
    )


@pytest.mark.parametrize(
    ("clause", "asked"),
    [
        ("全年接待境外游客突破35.6万余人次", "全年接待境外游客多少万人次"),
        ("全区固定资产投资达1.2万亿元", "全区固定资产投资多少万亿元"),
        ("群众对政府工作满意率98%", ""),
        ("城市主干道路全长12公里", ""),
        ("全年召开专题会议3次以上的街道", ""),
    ],
)
def test_only_what_is_counted_makes_an_example(shelf: Any, clause: str, asked: str) -> None:
    report = Report("a.txt", "0" * 64, "甲", regions=("云湖区",), year=2020)
    made = example_questions(type(shelf)({report: [((), f"开头，{clause}，结尾。")]}))
    assert made == ((f"云湖区2020年{asked}？",) if asked else ())


def test_examples_of_a_large_shelf_are_few_and_of_different_bodies(shelf: Any) -> None:
    reports = [Report(f"{n}.txt", "0" * 64, f"报告{n}", regions=(f"第{n}区",), year=2020) for n in range(30)]
    crowd = type(shelf)({report: [(("一、财政收支情况",), "无。")] for report in reports})
    questions = example_questions(crowd)
    assert len(set(questions)) == EXAMPLES and all("财政收支情况" in question for question in questions)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("zh-TW", "zh"), ("en-US,en;q=0.9,zh;q=0.8", "en"), ("fr", "en"), ("", "en")],
)
def test_the_browser_says_which_language(accepted: str, language: str) -> None:
    request: Any = SimpleNamespace(headers={"accept-language": accepted}, cookies={})
    assert language_of(request) == language
    for chosen in ("zh", "en"):
        request.cookies["baogao-language"] = chosen
        assert language_of(request) == chosen
    request.cookies["baogao-language"] = "<script>"
    assert language_of(request) == language


def test_every_word_of_the_interface_is_there_in_both_languages() -> None:
    for chinese, english in WORDS.values():
        assert chinese and not re.search(rf"[{HAN}]", english)
        assert chinese.count("{") == english.count("{")


def test_an_answer_grows_to_its_whole(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.conversation.state.FRAME_SECONDS", 0)
    parts = list(growing(answer))
    assert parts[-1] is answer and len(parts) > 4
    lengths = [len(part.text) for part in parts]
    assert lengths == sorted(lengths) and all(answer.text.startswith(part.text) for part in parts)


def updates(assistant: Any, shelf: Any, question: str, told: tuple[Answer, ...] = ()) -> list[Update]:
    return list(converse(assistant, shelf, question, Talk(told, (None,) * len(told)), "en"))


@pytest.mark.parametrize("question", ["", "  \n", "问" * 10_000])
def test_what_cannot_be_asked_gets_one_plain_line(question: str, assistant: Any, shelf: Any) -> None:
    (update,) = updates(assistant, shelf, question)
    assert update.keys() == {"complaint"} and len(update["complaint"].splitlines()) == 1
    assert not assistant.asked


def test_a_follow_up_brings_the_conversation_along(assistant: Any, shelf: Any, answer: Answer) -> None:
    updates(assistant, shelf, " 那青山区呢？ ", told=(answer,))
    assert assistant.asked == [("那青山区呢？", (Turn(answer.question, answer.text),))]


def test_a_kept_conversation_is_shown_turn_by_turn_and_whole_at_the_end(
    assistant: Any, shelf: Any, answer: Answer
) -> None:
    turns = [history.turn(Answer(question), None) for question in (answer.question, "崩溃", "那火星呢？")]
    updates = list(reopened(assistant, shelf, turns, "zh", "小王"))
    assert ["talk" in update for update in updates] == [False, False, False, True]
    assert 'aria-busy="true"' in updates[0]["live"] and answer.question in updates[0]["live"]
    assert updates[-1]["talk"].of("小王") == updates[-1]["talk"] != updates[-1]["talk"].of("老李") == Talk(user="老李")
    assert [it.question for it in updates[-1]["talk"].answers] == [answer.question, "那火星呢？"]
    assert [it.question for it in assistant.asked[-1][1]] == [answer.question]


def test_a_failure_is_one_plain_line_and_a_traceback_in_the_log(
    assistant: Any, shelf: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        last = updates(assistant, shelf, "崩溃")[-1]
    assert json.loads(last["draft"])["becomes"] == "崩溃" and "talk" not in last
    assert "could not be answered" in last["live"] and "fire" not in last["live"]
    assert "RuntimeError: the disk is on fire" in caplog.text and "Traceback" in caplog.text


def test_an_error_that_the_user_can_mend_is_shown_as_it_is(assistant: Any, shelf: Any) -> None:
    assert "run python -m index build reports --out idx" in updates(assistant, shelf, "重建")[-1]["live"]


def test_a_scope_without_names_shows_its_years_only() -> None:
    assert Reading(understood_html(Answer("？", scope=Scope(years=(2022, 2023))), "en")).text.endswith("2022×2023×")


def test_importing_the_page_loads_no_model() -> None:
    heavy = "{'torch', 'transformers', 'sentence_transformers', 'faiss'}"
    code = f"import sys, ui; sys.exit(len({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_page_read_from_its_picture_says_so(answer: Answer, shelf: Any) -> None:
    cited = answer.citations[-1]
    report = replace(cited.passage.report, pages=9, scanned=(cited.page or 0,))
    scanned = replace(cited, passage=replace(cited.passage, report=report))
    told = replace(answer, claims=(Claim(cited.quote, (scanned,)),))
    assert "read from a picture" in sources_html(told, shelf, "en", 1, True)
    assert "read from a picture" not in sources_html(answer, shelf, "en", 1, True)


def test_a_source_that_left_the_shelf_still_shows_what_was_quoted(answer: Answer, shelf: Any) -> None:
    shown = sources_html(answer, replace(shelf, contents={}), "zh")
    assert all(citation.quote in shown for citation in answer.citations)


def test_a_page_is_shown_by_number_and_only_of_a_pdf(answer: Answer, shelf: Any) -> None:
    buttons = [a for tag, a in Reading(sources_html(answer, shelf, "zh")).tags if a.get("class") == "page"]
    assert [(a["data-turn"], a["data-number"]) for a in buttons] == [("1", "2")]


def test_a_picture_of_a_page_is_told_in_words_too(hostile: tuple[Any, Answer]) -> None:
    citation = hostile[1].citations[0]
    report = Path(__file__).parents[2] / "examples" / "reports" / "云湖区2023年政府信息公开工作年度报告.pdf"
    reading = Reading(picture_html(draw(report.read_bytes(), 2, "行政处罚", 1.0), citation, "zh"))
    assert 0.2 < float(next(str(a["data-top"]) for tag, a in reading.tags if tag == "img")) < 0.9
    assert {tag for tag, _ in reading.tags} == {"dialog", "button", "img"}
    assert all(str(a["src"]).startswith("data:image/png;base64,") and a["alt"] for t, a in reading.tags if t == "img")
    assert "不在" in Reading(picture_html(None, citation, "zh")).text
