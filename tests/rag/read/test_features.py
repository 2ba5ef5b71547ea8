"""What speaks for a sentence, with and without the model that points at words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index import Index
from rag.read.features import PLAIN, WITH_MODEL, Features, Places, Sentence, Weights, described
from rag.read.sentences import Piece
from rag.read.span_model import Look
from rag.search import Search, understood
from rag.settings import Settings

QUESTION = "云湖区2023年行政许可事项有多少项？"
NOTHING = Features(0, 0, 0, 0, 0, 0, 0, 0)


def sentences(index: Index, looks: dict[int, Look] | None = None) -> list[Sentence]:
    search = Search.of(index, understood(index, QUESTION), Settings())
    hits = index.lexical("行政许可事项", 3, [source for group in search.query.groups for source in group.sources])
    return described(search, hits, looks or {})


def test_a_sentence_is_its_span_of_the_report(example_index: Index) -> None:
    found = sentences(example_index)
    assert found
    for it in found:
        assert it.passage.start <= it.start < it.end <= it.passage.end
        assert (it.features.here, it.features.span, it.answer) == (0.0, 0.0, None)


def test_the_words_pointed_at_are_found_again_in_the_report(example_index: Index) -> None:
    target = sentences(example_index)[0]
    length = target.end - target.start
    sure = np.log(np.array([0.98, 0.02], np.float32))
    look = Look(2.5, sure, sure[::-1].copy(), ((0, 1), (1, length)))
    found = sentences(example_index, {target.passage.id: look})[0]
    assert found.answer == (target.start, target.end)
    assert found.features.here == pytest.approx(0.5)
    assert found.features.span == pytest.approx(1, abs=0.01)


def test_confidence_rises_with_what_speaks_for_a_sentence() -> None:
    for weights in (*PLAIN.values(), *WITH_MODEL.values()):
        low, high = (replace(NOTHING, here=it, span=max(it, 0.0), words=max(it, 0.0)) for it in (-1.0, 1.0))
        assert 0 < weights.confidence(low) < weights.confidence(high) < 1


def test_slope_and_shift_make_a_probability_of_a_score() -> None:
    weights = Weights(-1.0, (1.0,) * 10, slope=2.0, shift=1.0)
    assert weights.score(NOTHING) == -1.0
    assert weights.confidence(NOTHING) == pytest.approx(1 / (1 + np.exp(1.0)))


def test_the_model_counts_where_it_is_there() -> None:
    assert all(weights.of[-2:] == (0.0, 0.0) for weights in PLAIN.values())
    assert all(all(it > 0 for it in weights.of[-2:]) for weights in WITH_MODEL.values())


def test_the_way_back_from_what_is_read_to_the_report() -> None:
    places = Places(
        [Piece(10, 17, "许可286项。"), Piece(20, 28, "行政许可 | 本年处理决定数量: 550"), Piece(28, 31, "以上。")]
    )
    assert [places.in_report(at) for at in (0, 6, 7)] == [10, 16, 20]
    assert places.in_report(7 + 15) == 27, "a row that is told in more words than it stands in ends where it ends"
    assert places.in_report(places.begins[2]) == 28
