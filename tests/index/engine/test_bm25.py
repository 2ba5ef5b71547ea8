"""BM25 over words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.engine.bm25 import Lexical
from index.language.tokens import words

TEXTS = ("云湖区办理行政许可277项", "松溪区办理行政许可214项", "望江区开展普法宣传", "云湖区云湖区云湖区")


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical.build([words(text) for text in TEXTS])


def ranked(scores: np.ndarray) -> list[int]:
    return [int(at) for at in np.argsort(-scores, kind="stable") if scores[at] > 0]


def test_the_passage_with_the_rare_word_comes_first(lexical: Lexical) -> None:
    assert ranked(lexical.scores(words("行政许可277项")))[0] == 0
    assert ranked(lexical.scores(words("普法"))) == [2]


def test_scores_are_one_a_passage_and_zero_where_nothing_is_shared(lexical: Lexical) -> None:
    assert lexical.scores(words("天气")).tolist() == [0] * 4
    assert lexical.scores([]).tolist() == [0] * 4
    assert lexical.scores(words("行政")).dtype == np.float32


def test_a_word_asked_twice_counts_once(lexical: Lexical) -> None:
    assert lexical.scores(words("普法 普法")).tolist() == lexical.scores(words("普法")).tolist()


def test_a_phrase_counts_only_whole(lexical: Lexical) -> None:
    assert ranked(lexical.phrase(words("云湖区办理"))) == [0]
    assert ranked(lexical.phrase(words("云湖天气"))) == []


def test_how_many_passages_hold_a_word(lexical: Lexical) -> None:
    assert [lexical.holders(word) for word in ("许可", "云湖", "普法", "天气")] == [2, 2, 1, 0]


def test_saved_and_loaded_is_the_same(lexical: Lexical, tmp_path: Path) -> None:
    lexical.save(tmp_path / "lexical")
    loaded = Lexical.load(tmp_path / "lexical", len(TEXTS))
    for query in ("行政许可277项", "云湖", "天气"):
        assert loaded.scores(words(query)).tolist() == lexical.scores(words(query)).tolist()


def test_passages_without_words(tmp_path: Path) -> None:
    Lexical.build([[], words("普法"), []]).save(tmp_path / "lexical")
    assert ranked(Lexical.load(tmp_path / "lexical", 3).scores(words("普法"))) == [1]
