"""Which passages are looked at again, and in which order they come out."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from index.report import Hit, Passage, Report
from index.split import SplitSettings
from rag.read.rerank import read_by, reranked
from rag.read.span_model import Look
from rag.understand.query import Query
from tests.rag.conftest import search_for

REPORT = Report("a.txt", "0" * 64, "云湖区2023年报告")


def hit(number: int) -> Hit:
    return Hit(Passage(number, REPORT, (), 0, 1, None, "甲"), 1 - number / 10)


def look(here: float) -> Look:
    return Look(here, np.zeros(0, np.float32), np.zeros(0, np.float32), ())


def test_what_was_looked_at_changes_places_and_the_rest_stays() -> None:
    looks = {0: look(-1.0), 2: look(3.0), 4: look(-3.0)}
    assert [it.passage.id for it in reranked([hit(n) for n in range(5)], looks, 0.1)] == [2, 1, 0, 3, 4]


def test_equals_keep_the_order_of_their_ids() -> None:
    looks = {0: look(1.0), 1: look(2.0)}
    assert [it.passage.id for it in reranked([hit(1), hit(0)], looks, 0.1)] == [0, 1]


def test_without_looks_nothing_moves() -> None:
    assert reranked([hit(1), hit(0)], {}, 0.1) == [hit(1), hit(0)]


class Recorder:
    """A model that remembers the pages that it was shown; their number is its log-odds."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, str]] = []

    def look(self, question: str, pages: list[tuple[str, str]]) -> list[Look]:
        self.pages += pages
        return [look(float(at)) for at in range(len(pages))]


def test_a_passage_of_two_lists_is_looked_at_once() -> None:
    model: Any = Recorder()
    index: Any = SimpleNamespace(manifest=SimpleNamespace(split=SplitSettings()))
    lists = [[hit(3), hit(1)], [hit(1)], []]
    looks = read_by(model, search_for(Query("问", "zh", "fact", "", "问"), index), lists)
    assert looks.keys() == {3, 1}
    assert model.pages == [("云湖区2023年报告", "甲")] * 2
