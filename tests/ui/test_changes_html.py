"""What is said of changes to the shelf: a line for each file, in either language, hostile names only words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chat.library.accepts import Objection
from chat.library.changes_html import added_html, failure_html, outcome_html, reason, removed_html, steps_html
from chat.library.progress import Added, Step
from index import Outcome
from index.engine.manifest import Refused
from index.errors import BaogaoError, IndexBusy, ShelfMissing, UnreadableReport
from index.reasons import Code, Reason
from index.report import Report


@pytest.mark.parametrize(
    ("step", "said", "bar"),
    [
        (Step("a.pdf"), "waiting", ' value="0" max="1"'),
        (Step("a.pdf", "reading"), "reading", ""),
        (Step("a.pdf", "reading", 3, 10), "recognising pages, 3 of 10", ' value="3" max="10"'),
        (Step("a.pdf", "read"), "read, to be indexed", ' value="1" max="1"'),
        (Step("a.pdf", "indexing", 64, 100), "indexing", ' value="64" max="100"'),
        (Step("a.pdf", "indexing"), "indexing", ""),
    ],
)
def test_a_file_has_a_labelled_bar_that_stands_where_it_is(step: Step, said: str, bar: str) -> None:
    html = steps_html([step], "en")
    assert "<label>" in html and f"<small>{said}</small> <progress{bar}></progress></label>" in html
    assert 'aria-busy="true"' in html and ">a.pdf<" in html and steps_html([step], "zh") != html


def test_a_file_that_is_refused_says_so_in_its_place() -> None:
    refused = Added("b.pdf", refusal=UnreadableReport("b.pdf", Reason.of(Code.EMPTY)))
    html = steps_html([Step("a.pdf"), refused, Step("c.pdf")], "zh")
    assert html.index("a.pdf") < html.index("文件是空的") < html.index("c.pdf") and html.count("<progress") == 2


def test_in_the_end_what_was_refused_comes_first() -> None:
    taken = Added("a.pdf", Report("a.pdf", "", "云湖区报告"))
    untitled, refused = Added("c.txt", Report("c.txt", "", "")), Added("b.pdf", refusal=Objection("shelf_last"))
    html = added_html([taken, untitled, refused], "en")
    assert html.index("b.pdf") < html.index(">云湖区报告<") < html.index(">c.txt<") and "aria-busy" not in html
    assert added_html([], "en") == ""


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Objection("shelf_last"), "这是书架上最后一份报告，不能移除；请先添加别的。"),
        (IndexBusy("another process"), "书架正在更新，请稍后再试。"),
        (UnreadableReport("a.txt", Reason.of(Code.EMPTY)), "文件是空的"),
        (ShelfMissing("/srv: no such folder of reports"), "/srv: no such folder of reports"),
    ],
)
def test_why_a_change_was_not_made_is_one_line(error: BaogaoError, said: str) -> None:
    assert reason(error, "zh") == said and reason(error, "en").isascii()


def test_a_new_reading_tells_what_changed_and_what_cannot_be_read() -> None:
    refused = (Refused("坏.docx", "0" * 64, Reason.of(Code.EMPTY)),)
    html = outcome_html(Outcome(Path("idx"), ("a.txt",), (), ("b.txt", "c.txt"), (), refused, 9, True), "zh")
    assert "新增 1，替换 0，移除 2，未变 0" in html and "坏.docx" in html and "文件是空的" in html


def test_a_hostile_name_is_only_words(hostile: tuple[Any, Any]) -> None:
    name = hostile[0].reports[0].title
    refused = Added(name, refusal=UnreadableReport(name, Reason.of(Code.WORDS, name)))
    for html in (
        steps_html([Step(name), Step(name, "reading", 1, 2), refused], "zh"),
        added_html([refused, Added(name, Report(name, "", name))], "zh"),
        failure_html(name) + removed_html(name, "en"),
    ):
        tags = ("script", "img", "svg", "a ", "iframe", "form", "meta", "link", "style", "input")
        assert not [tag for tag in tags if f"<{tag}" in html]
        assert "\u202e" not in html and "&lt;script&gt;alert(1)" in html and html.count('"') % 2 == 0
