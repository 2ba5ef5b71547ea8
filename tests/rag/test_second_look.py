"""Which passages are looked at again, and in which order they come out."""

import numpy as np
import pytest

from index.report import Hit, Passage, Report
from rag.second_look import read_of_each, reranked
from rag.settings import Settings
from rag.span_model import Look, SpanModel

MODEL: SpanModel = object()  # type: ignore[assignment]
REPORT = Report("a.txt", "0" * 64, "云湖区2023年报告")


def hit(number: int) -> Hit:
    return Hit(Passage(number, REPORT, (), 0, 1, None, "甲"), 1 - number / 10)


def look(here: float) -> Look:
    return Look(here, np.zeros(0, np.float32), np.zeros(0, np.float32), ())


@pytest.mark.parametrize(("lists", "depth"), [(1, 5), (2, 5), (3, 3), (5, 2), (40, 2)])
def test_many_lists_are_read_less_deep(lists: int, depth: int) -> None:
    settings = Settings(reading=5, reading_in_all=10, plain_reading=6)
    assert read_of_each(lists, MODEL, settings) == depth
    assert read_of_each(lists, None, settings) == 6


def test_what_was_looked_at_is_ordered_anew_and_the_rest_follows() -> None:
    looks = {0: look(-1.0), 1: look(2.0), 2: look(-3.0)}
    assert [it.passage.id for it in reranked([hit(n) for n in range(5)], looks, 3)] == [1, 0, 2, 3, 4]


def test_equals_keep_the_order_of_their_ids() -> None:
    looks = {0: look(1.0), 1: look(1.0)}
    assert [it.passage.id for it in reranked([hit(1), hit(0)], looks, 2)] == [0, 1]


def test_without_looks_nothing_moves() -> None:
    assert reranked([hit(1), hit(0)], {}, 2) == [hit(1), hit(0)]
