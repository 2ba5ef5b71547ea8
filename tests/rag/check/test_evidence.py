"""Figures of a text as they compare."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.check.evidence import figures_of, folded


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("RMB 837.42 billion", "8374.2亿元"),
        ("837.42 billion yuan", "8374.2億元"),
        ("RMB 1.362 bn", "13亿6,200萬元"),
        ("7.5 per cent", "7.5%"),
        ("0.3 percentage points", "0.3个百分点"),
        ("11,420 cases", "11420件"),
        ("two hospitals", "2家医院"),
        ("5 working days", "5个工作日"),
        ("$5 billion", "US$5,000 million"),
        ("共二百七十七项", "277项"),
        ("8件", "现行有效件数：8"),
    ],
)
def test_what_is_stated_by(said: str, source: str) -> None:
    (one,), (other,) = figures_of(folded(said)), figures_of(folded(source))
    assert one.is_stated_by(other)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("RMB 837.4 billion", "8374.2亿元"),
        ("$5 billion", "50亿元"),
        ("7.5 percentage points", "7.5%"),
        ("5 days", "5个工作日"),
        ("100 visits", "100人"),
    ],
)
def test_what_is_not(said: str, source: str) -> None:
    (one,), (other,) = figures_of(folded(said)), figures_of(folded(source))
    assert not one.is_stated_by(other)


def test_years_are_no_figures() -> None:
    assert [it.written for it in figures_of(folded("3,120 in 2023 (2022: 3,744), 二〇二三年"))] == ["3,120", "3,744"]


def test_the_upper_end_of_a_range_is_not_below_zero() -> None:
    assert [str(it.amount) for it in figures_of("增长6%-6.5%")] == ["6", "6.5"]


def test_a_figure_below_zero() -> None:
    assert [it.amount for it in figures_of("增长-3.5%")] == [Decimal("-3.5")]
