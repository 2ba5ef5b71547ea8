"""What is shown of the sentence that answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from index import Passage
from index.language.tokens import words
from index.report import Report
from rag.read import extract
from rag.read.features import Features, Sentence
from rag.read.span_model import Look
from rag.understand.query import EVERYTHING, Query
from tests.rag.conftest import search_for

LONG = (
    "全年共受理各类申请一千二百余件并全部按期办结，同比增长一成以上，其中通过网上办理的占比为88.8%，"
    "比上一年提高3.2个百分点，群众满意度持续保持在较高水平，窗口服务能力建设取得新的进展。"
)
FEATURES = Features(0, 0, 0, 0, 0, 0, 1, 0)


class Shelf:
    """An index of one report."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self, source: str) -> str:
        return self._text


def rare(content: str) -> Callable[[str], float]:
    """How much of what is looked for a text holds, every word as rare as any other."""
    asked = content.split()
    return lambda text: sum(word in words(text) for word in asked) / len(asked)


def shown(text: str, answer: str | None, kind: str = "fact", shape: str = "percent") -> str:
    """The words shown where the first sentence wins and the model points at `answer`."""
    end = text.index("。") + 1
    passage = Passage(0, Report("a.txt", "0" * 64, "报告"), (), 0, len(text), None, text)
    pointed = (text.index(answer), text.index(answer) + len(answer)) if answer else None
    sentence = Sentence(passage, 0, end, FEATURES, pointed)
    query = Query("网上办理占比是多少？", "zh", kind, shape, "网上 办理 占比")
    start, end = extract._trimmed(search_for(query, Shelf(text), rare(query.content)), sentence)
    return text[start:end]


def test_a_short_sentence_is_shown_whole() -> None:
    assert shown("网上办理占比88.8%，提高3.2个百分点。", "88.8%") == "网上办理占比88.8%，提高3.2个百分点。"


def test_a_long_sentence_is_cut_to_the_clauses_that_hold_the_words_pointed_at() -> None:
    assert "88.8%" in shown(LONG, "88.8%")
    assert "3.2个百分点" in shown(LONG, "3.2个百分点")
    assert len(shown(LONG, "88.8%")) <= 80
    assert not shown(LONG, "88.8%").endswith("，")


def test_without_the_model_a_long_sentence_is_cut_where_a_shape_is_asked_for() -> None:
    assert "88.8%" in shown(LONG, None)
    assert shown(LONG, None, shape="") == LONG


def test_lists_are_not_cut_and_go_on_to_their_end() -> None:
    text = "建立三项制度。一是首问负责；二是限时办结；三是容缺受理。此外无。"
    assert shown(text, "三项制度。一是首问负责；二是限时办结；三是容缺受理", kind="list") == text[: text.index("此外")]
    assert shown(LONG, None, kind="list") == LONG


def test_numbered_points_go_on_to_the_last_of_them() -> None:
    text = "一是首问负责还不够。二是限时办结偶有超期。三是容缺受理范围偏窄。下一步将加强培训。"
    assert shown(text, None, kind="list", shape="") == text[: text.index("下一步")]


class Reads:
    """A reader that is sure of what holds some words, and of nothing else."""

    def __init__(self, words: str) -> None:
        self._words = words
        self.asked: list[str] = []

    def look(self, question: str, pages: Sequence[tuple[str, str]]) -> list[Look]:
        self.asked += [text for _, text in pages]
        nothing = np.zeros(0, np.float32)
        return [Look(9.0 if self._words in text else -9.0, nothing, nothing, ()) for _, text in pages]


def test_of_sentences_that_are_alike_the_one_that_answers_alone_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "网上办理占比88.8%。现场办理占比11.2%。"
    passage = Passage(0, Report("a.txt", "0" * 64, "报告"), (), 0, len(text), None, text)
    both = [Sentence(passage, 0, 11, FEATURES, (6, 11)), Sentence(passage, 12, 22, FEATURES, (18, 23))]
    monkeypatch.setattr(extract, "described", lambda *_: both)
    query = Query("现场办理占比是多少？", "zh", "fact", "percent", "现场 办理 占比")
    nothing = np.zeros(0, np.float32)
    search, looks = search_for(query, Shelf(text), rare(query.content)), {0: Look(0.0, nothing, nothing, ())}
    sure, unsure = (extract.read(search, EVERYTHING, [], looks, Reads(words)) for words in ("现场", "无"))
    assert sure and text[sure.start : sure.end].startswith("现场")
    assert unsure and unsure.confidence < 0.3 < sure.confidence
