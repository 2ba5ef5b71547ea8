"""A run on one page: what stands on it, that it is only text, and what may be missing."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest

from eval.page import page
from eval.page.document import plain
from eval.page.listing import NO_GOLD, TOP, source_kinds
from eval.record import record
from eval.run import Run, ask_all
from eval.summary import summarise

EAST = "rule-of-law/东区2023.txt"


class Reading(HTMLParser):
    """Tags and text of a page, and the text inside each element of a class or of a language."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.unclosed = "", list[str]()
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.unclosed[-1:] not in (["style"], ["script"]):
            self.text += data

    def all(self, tag: str, css: str | None = None) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag and css in (None, attributes.get("class"))]


def test_the_page_is_whole_and_every_element_is_closed(run: dict[str, Any]) -> None:
    reading = Reading(page(run))
    assert reading.unclosed == []
    assert [one for one in ("header", "main", "form") if len(reading.all(one)) != 1] == []
    ids = [attributes["id"] for _, attributes in reading.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert reading.all("html") == [{"lang": "en"}]


def test_nothing_on_the_page_leads_elsewhere(run: dict[str, Any]) -> None:
    reading = Reading(page(run))
    assert {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in reading.tags} == set()
    addresses = [a[key] for _, a in reading.tags for key in ("href", "src", "action", "srcset", "style") if key in a]
    assert addresses == ["#questions"]
    policy = str(reading.all("meta")[1]["content"])
    assert reading.all("meta")[1]["http-equiv"] == "Content-Security-Policy"
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
    assert "http" not in policy and "img-src data:" in policy


def test_a_run_is_told_with_what_it_was_made(run: dict[str, Any]) -> None:
    shown = Reading(page(run)).text
    for told in ("dev.jsonl", "Baogao 0.1.0", "1,054 reports", "embedder bundled", "with the span model", "3.11.7"):
        assert told in shown
    assert "size 320" in shown and "damaged/坏.pdf gibberish" in shown and "no report of that name" in shown
    assert "cd" * 32 not in shown


def test_every_figure_stands_in_the_table_with_its_interval_and_its_n(run: dict[str, Any]) -> None:
    shown = Reading(page(run)).text
    assert "all evidence @5" + "0.750.25–1.00n 2" * 2 in shown
    assert "never heard of" + "0.140.14–0.14n 3" * 2 in shown
    assert "latency p95, s" + "0.7500.750–0.750n 3" * 2 in shown
    assert "90% bootstrap interval" in shown and "verdict" not in shown


def test_a_chart_shows_the_figures_that_there_are(run: dict[str, Any]) -> None:
    reading = Reading(page(run))
    named = [chart["aria-label"] for chart in reading.all("svg")]
    assert named == ["Main figures and their intervals", "Recall at k", "Risk by coverage", "Latency"]
    bars = len(reading.all("rect", "bar")) - 2
    assert (bars, len(reading.all("rect", "bar lower"))) == (3, 2)
    for told in ("groundedness: 0.86", "all 0.031", "zh: 5, 0.75", "p50 0.25 s", "0.9000.125"):
        assert told in reading.text


def test_a_question_is_shown_with_its_answer_its_proofs_and_its_gold(run: dict[str, Any]) -> None:
    run["results"] = run["results"][:1]
    reading = Reading(page(run))
    shown = reading.text[reading.text.index("1 of 1 questions shown") :]
    for told in ("q1 · fact · zh", "277项", "or 二百七十七项", "confidence 0.88", f"{EAST}, p. 4", "二、主要工作"):
        assert told in shown
    assert "东区共办理277项。 [1]" in shown and "同上。 [1]" in shown
    assert shown.count("共办理277项") == 4  # the claim, its citation, the gold quote, the passage of another report
    assert "found at rank 2" in shown and shown.count("holds a gold quote") == 1
    assert len(reading.all("li", "golden")) == 1 and "另外。" * 67 not in shown


def test_badges_say_missed_declined_or_ok(run: dict[str, Any]) -> None:
    reading = Reading(page(run))
    questions = reading.all("details", "question")
    assert ["data-missed" in question for question in questions] == [False, True, False]
    assert [question["data-kind"] for question in questions] == ["fact", "list", "unanswerable"]
    assert "not stated: 东湖公园" in reading.text
    tiles = [f"{name}{count}" for name, count in (("questions", 3), ("missed", 1), ("declined", 1))]
    assert "".join(tiles) in reading.text


def test_what_newer_answers_hold_is_shown(run: dict[str, Any]) -> None:
    run["results"] = run["results"][:1]
    run["results"][0]["answer"] |= {"items": ["商圈", "公园"], "rows": [{"label": "东区", "figure": "277项"}]}
    shown = Reading(page(run)).text
    assert "Items商圈公园" in shown and "东区277项" in shown and "Span: 277项" in shown


@pytest.mark.parametrize(
    ("sources", "kinds"),
    [((EAST, "national/a.txt", EAST), ("rule-of-law", "national")), (("a.txt",), (TOP,)), ((), (NO_GOLD,))],
)
def test_the_kind_of_source_is_the_first_folder(sources: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    evidence = [{"source": source, "quote": "。"} for source in sources]
    assert source_kinds({"question": {"evidence": evidence}}) == kinds


def test_the_real_record_of_a_run_becomes_a_page(questions: Any, make: Any, shelf: Any) -> None:
    class Asker:
        def ask(self, question: str, /) -> Any:
            return (
                make.reply(("共277项。", [make.cite("东区/2023.txt", "共277项")]))
                if "东区" in question
                else make.reply()
            )

    scored = tuple(ask_all(questions, Asker(), shelf.text))
    told = json.loads(record(Run("q.jsonl", "0" * 64, None, scored), summarise(scored), {"reports": 3}))
    reading = Reading(page(told))
    assert reading.unclosed == [] and len(reading.all("details", "question")) == len(questions)
    assert page(told) == page(told)


# Hostile reports and questions


def test_no_text_of_a_run_becomes_markup(run: dict[str, Any], hostile: str, attacks: Sequence[str]) -> None:
    safe, attacked = Reading(page(run)), Reading(hostile)
    assert attacked.unclosed == []
    assert {tag for tag, _ in attacked.tags} <= {tag for tag, _ in safe.tags} | {"li"}
    known = {key for _, attributes in safe.tags for key in attributes}
    assert {key for _, attributes in attacked.tags for key in attributes} <= known
    assert len(attacked.all("script")) == len(attacked.all("style")) == 1
    assert attacks[0] in attacked.text and attacks[4] in attacked.text


def test_what_turns_lines_around_or_cannot_be_written_is_left_out(hostile: str) -> None:
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b") & set(hostile)
    assert hostile.encode() and "倒过来的" in Reading(hostile).text


def test_chinese_words_are_marked_as_chinese(run: dict[str, Any]) -> None:
    run["questions"]["name"] = "not stated: 2.6万亿元 <b> 4.5%"
    assert '<h1>not stated<span lang="zh">: 2.6万亿元 &lt;</span>b&gt; 4.5%</h1>' in page(run)


# Runs that lack something


def test_a_run_without_anything_is_a_page() -> None:
    reading = Reading(page({}))
    assert reading.unclosed == [] and "0 of 0 questions shown" in reading.text
    assert reading.all("svg") == []


def lacking(value: Any) -> Iterator[Callable[[Any], None]]:
    """For every key, however deep, a function that takes it from a copy, and one that makes it null."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        if isinstance(value, dict):
            yield lambda whole, key=key: whole.pop(key)
            yield lambda whole, key=key: whole.update({key: None})
        if isinstance(inner, dict | list):
            yield from (lambda whole, key=key, take=take: take(whole[key]) for take in lacking(inner))


def test_any_key_may_be_missing_or_null(run: dict[str, Any]) -> None:
    run["results"] = run["results"][1:]
    run["summaries"] = run["summaries"][:1]
    for take in list(lacking(run)):
        told = copy.deepcopy(run)
        take(told)
        assert Reading(page(told)).unclosed == []


def test_plain_words_for_values_of_json() -> None:
    assert (
        plain({"size": 320, "means": ["ocr"], "limit": None, "on": True}) == "size 320, means ocr, limit none, on yes"
    )
    assert plain([]) == "none"
