"""Asking, recording and showing a run."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rich.console import Console, RenderableType

from eval.questions import Fault
from eval.record import record
from eval.run import Run, Scored, ask_all
from eval.summary import summarise
from eval.terminal import render, render_misses
from rag.answer import Answer


class Counting:
    """Answers the second question rightly, declines the others, and remembers what it was asked."""

    def __init__(self, make: Any) -> None:
        self.make, self.asked = make, list[str]()

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        if question.startswith("How often"):
            return self.make.reply(("4次", [self.make.cite("东区/2023.txt", "学法4次")]), confidence=0.5)
        return self.make.reply()


@pytest.fixture
def scored(questions: Any, shelf: Any, make: Any) -> tuple[Scored, ...]:
    return tuple(ask_all(questions[:2], Counting(make), shelf.text))


def text(shown: RenderableType, width: int = 100) -> str:
    console = Console(width=width, highlight=False, force_terminal=False)
    with console.capture() as capture:
        console.print(shown)
    return capture.get()


def test_asks_in_order_after_warming_up_with_the_first_in_each_language(questions: Any, shelf: Any, make: Any) -> None:
    assistant = Counting(make)
    asking = ask_all(questions[:3], assistant, shelf.text)
    scored = [next(asking)]
    languages = {question.language for question in questions[:3]}
    assert len(assistant.asked) == len(languages) + 1  # each is asked as it is taken
    scored += asking
    assert assistant.asked[len(languages) :] == [question.question for question in questions[:3]]
    assert questions[0].question in assistant.asked[: len(languages)]
    assert [one.question.id for one in scored] == ["q1", "q2", "q3"]
    assert all(one.seconds >= 0 for one in scored)
    assert tuple(ask_all((), assistant, shelf.text)) == ()


def without_timings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_timings(item) for key, item in value.items() if key != "timings"}
    return [without_timings(item) for item in value] if isinstance(value, list) else value


def test_record_is_the_same_but_for_timings(questions: Any, shelf: Any, make: Any) -> None:
    def run() -> str:
        scored = tuple(ask_all(questions, Counting(make), shelf.text))
        return record(Run("q.jsonl", "0" * 64, None, scored), summarise(scored), {"format": 1})

    one, other = (json.dumps(without_timings(json.loads(run()))) for _ in range(2))
    assert one == other


def test_record_holds_everything(scored: tuple[Scored, ...]) -> None:
    run = Run("q.jsonl", "0" * 64, 2, scored, (Fault(3, "quote not there"),))
    found = json.loads(record(run, summarise(scored), {"embedder": "little"}))
    assert found["questions"] == {"name": "q.jsonl", "sha256": "0" * 64, "limit": 2}
    assert found["index"] == {"embedder": "little"}
    assert found["faults"] == [{"line": 3, "what": "quote not there"}]
    assert {"python", "system", "machine"} == set(found["platform"])
    assert {"seed", "resamples", "level", "depth", "short", "workers", "assistant"} == set(found["settings"])
    second = found["results"][1]
    assert second["question"]["facts"] == [["4次", "four", "4"]]
    assert second["answer"]["citations"][0]["quote"] == "学法4次"
    assert second["scores"]["fact_recall"] == 1
    assert second["scores"]["verdict"] is None
    assert second["misses"] == ["evidence not in the 0 passages: 东区/2023.txt: 学法4次"]
    assert found["summaries"][0]["figures"]["fact_recall"]["n"] == 2
    assert found["summaries"][0]["risk_coverage"] == [{"coverage": 0.5, "risk": 0.0, "confidence": 0.5}]
    assert set(found["summaries"][0]["timings"]) == {"p50", "p95"}


def test_versions_name_what_answers_depend_on(scored: tuple[Scored, ...]) -> None:
    versions = json.loads(record(Run("q", "", None, scored), (), {}))["versions"]
    assert {"baogao", "numpy", "sentence-transformers", "faiss-cpu"} <= set(versions)


def test_table_shows_each_mean_with_its_n(scored: tuple[Scored, ...]) -> None:
    shown = text(render(summarise(scored)))
    (line,) = (line for line in shown.splitlines() if "fact recall" in line and "[" in line)
    assert line.split() == ["fact", "recall", "0.50", "[0.00,", "1.00]", "·2", "0.00", "·1", "1.00", "·1"]
    assert "verdict" not in shown  # no question that it applies to


def test_misses_show_question_answer_gold_and_reason(scored: tuple[Scored, ...]) -> None:
    shown = text(render_misses(scored[:1]))
    assert [line.split(maxsplit=1) for line in shown.splitlines() if line.strip()] == [
        ["q1", "fact, zh  东区2023年有多少许可事项？"],
        ["declined", "报告中没有找到：277项"],
        ["gold", "277项 | 277"],
        ["missed", "declined, though the shelf holds it"],
        ["missed", "evidence not in the 0 passages: 东区/2023.txt: 共277项"],
    ]


def test_what_a_report_says_is_never_taken_for_markup(questions: Any, shelf: Any, make: Any) -> None:
    class Marked:
        def ask(self, question: str) -> Answer:
            answer: Answer = make.reply(("[red]〔2024〕[/red] [3号]", []))
            return answer

    assert "[red]〔2024〕[/red] [3号]" in text(render_misses(tuple(ask_all(questions[:1], Marked(), shelf.text))))
