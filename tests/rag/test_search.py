"""One question ready to be answered, built alike by what serves it and by what fits weights."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.questions import Question
from index import Index
from rag.assistant import Assistant
from rag.read.span_model import Look
from rag.search import Search, understood
from rag.settings import Settings
from train import fit_reader

POLITE = "您好，请问云湖区２０２３年行政许可事项有多少项？谢谢！"


class Recorder:
    """A reader that remembers the questions that it was given, and points at nothing."""

    def __init__(self) -> None:
        self.questions: set[str] = set()

    def look(self, question: str, pages: Sequence[tuple[str, str]]) -> list[Look]:
        self.questions.add(question)
        raise _Seen


class _Seen(Exception):
    """Enough was seen."""


def test_a_question_is_understood_without_politeness_and_in_one_width(example_index: Index) -> None:
    plain = understood(example_index, "云湖区2023年行政许可事项有多少项？")
    assert understood(example_index, POLITE) == plain


def test_relevance_weighs_the_questions_words(example_index: Index) -> None:
    search = Search.of(example_index, understood(example_index, POLITE), Settings())
    assert search.relevance.share("行政许可事项") > search.relevance.share("行政") >= 0.0
    assert search.relevance.share("") == 0.0


def test_weights_are_fitted_on_the_question_that_is_served(example_index: Index) -> None:
    served, fitted = Recorder(), Recorder()
    question = Question("a", POLITE, "zh", "fact", answerable=True)
    with pytest.raises(_Seen):
        Assistant(example_index, reader=served).ask(POLITE)
    with pytest.raises(_Seen):
        list(fit_reader.weigh(example_index, [question], Settings(), fitted))
    assert served.questions == fitted.questions == {"云湖区2023年行政许可事项有多少项？"}
