"""Several processes ask, and the answers are those of one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from eval.questions import read
from eval.run import Asker, Text
from eval.spread import ask_spread, peak_mib
from index import Index
from rag import Assistant
from rag.settings import Settings

QUESTIONS = Path(__file__).parents[2] / "examples" / "questions.jsonl"


def opened(folder: Path) -> tuple[Asker, Text]:
    shelf = Index.open(folder)
    return Assistant(shelf, Settings(span_model=False)), shelf.text


def test_two_processes_answer_as_one_does(index_folder: Path) -> None:
    questions = read(QUESTIONS)[:6]
    one, two = (list(ask_spread(questions, partial(opened, index_folder), workers)) for workers in (1, 2))
    assert [it.question.id for it in two] == [it.id for it in questions]
    assert [it.scores for it in one] == [it.scores for it in two]


def test_memory_is_that_of_a_process() -> None:
    assert 50 < peak_mib() < 100_000
