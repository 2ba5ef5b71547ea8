"""Dense search over passages that own one vector or several."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.engine.faiss_vectors import Vectors

ROWS = np.array([[1, 0], [0, 1], [0.6, 0.8], [0.8, 0.6], [-1, 0]], np.float32)
OWNERS = np.array([0, 0, 1, 2, 3])
EAST = np.array([1, 0], np.float32)


@pytest.fixture
def vectors() -> Vectors:
    return Vectors.build(ROWS, OWNERS)


def test_a_passage_scores_as_its_best_unit(vectors: Vectors) -> None:
    ids, scores = vectors.search(EAST, 4)
    assert ids.tolist() == [0, 2, 1, 3]
    assert scores.tolist() == pytest.approx([1, 0.8, 0.6, -1])


def test_ties_go_by_id() -> None:
    alike = Vectors.build(np.array([[0, 1], [1, 0], [1, 0], [0, 1], [1, 0]], np.float32), np.array([0, 0, 1, 2, 2]))
    assert [alike.search(EAST, k)[0].tolist() for k in (1, 2, 3)] == [[0], [0, 1], [0, 1, 2]]


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_as_many_passages_as_asked_for(vectors: Vectors, k: int) -> None:
    assert len(vectors.search(EAST, k)[0]) == k


def test_never_more_than_there_are(vectors: Vectors) -> None:
    assert vectors.search(EAST, 99)[0].tolist() == [0, 2, 1, 3]


def test_within_a_selection(vectors: Vectors) -> None:
    assert vectors.search(EAST, 5, np.array([3, 1]))[0].tolist() == [1, 3]
    assert vectors.search(EAST, 1, np.array([2]))[0].tolist() == [2]
    assert vectors.search(EAST, 5, np.empty(0, np.int64))[0].tolist() == []


def test_the_vectors_of_a_passage(vectors: Vectors) -> None:
    assert vectors.of(0).tolist() == ROWS[:2].tolist()
    assert vectors.of(3).tolist() == ROWS[4:].tolist()


def test_saved_and_loaded_is_the_same(vectors: Vectors, tmp_path: Path) -> None:
    vectors.save(tmp_path / "vectors")
    loaded = Vectors.load(tmp_path / "vectors")
    assert loaded.search(EAST, 4)[0].tolist() == vectors.search(EAST, 4)[0].tolist()
    assert loaded.of(1).tolist() == vectors.of(1).tolist()


def test_the_best_of_a_passage_with_many_units_does_not_crowd_out_others() -> None:
    rows = np.array([[1, 0]] * 50 + [[0, 1]], np.float32)
    assert Vectors.build(rows, np.array([0] * 50 + [1])).search(EAST, 2)[0].tolist() == [0, 1]


def test_it_finds_what_a_comparison_with_every_vector_finds() -> None:
    dice = np.random.default_rng(7)
    rows = dice.normal(size=(300, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    owners = np.sort(np.concatenate([np.arange(60), dice.integers(0, 60, 240)]))
    query, within = rows[17], np.arange(0, 60, 3)
    best = {int(owner): float((rows[owners == owner] @ query).max()) for owner in within}
    expected = sorted(best, key=lambda owner: -best[owner])[:10]
    assert Vectors.build(rows, owners).search(query, 10, within)[0].tolist() == expected
