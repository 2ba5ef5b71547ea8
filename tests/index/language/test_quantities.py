"""Numbers with their units, and what a number asked for measures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.quantities import measure_asked, quantities, scale_asked, states


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年8374.2亿元，增长7.5%", [("837420000000.0", "元", False), ("7.5", "%", False)]),
        ("企业超5.7万家，培训100余人", [("57000.0", "家", True), ("100", "人", True)]),
        ("共二百七十七项", [("277", "项", False)]),
        ("两万人、三十余家", [("20000", "人", False), ("30", "家", True)]),
        ("完成10,025台", [("10025", "台", False)]),
        ("下降百分之五", [("5", "%", False)]),
        ("吞吐量2329万标准箱", [("23290000", "", False)]),
        ("设立5年过渡期", [("5", "年", False)]),
        ("2024年3月5日", []),
        ("第三次会议，一是、二是", []),
        ("一、总体情况", []),
    ],
)
def test_quantities(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(it.value, it.unit, it.rough) for it in quantities(text)] == [(Decimal(v), u, r) for v, u, r in found]


def test_amounts_of_one_measure_compare() -> None:
    first, second = (quantities(text)[0] for text in ("5公里", "4800米"))
    assert first.measure == second.measure == "length"
    assert first.amount > second.amount


@given(st.integers(0, 10**9), st.sampled_from(["项", "元", "%", "公里", ""]))
def test_a_number_is_found_where_it_stands(number: int, unit: str) -> None:
    text = f"共有{number}{unit}。"
    (it,) = quantities(text)
    assert it.value == number
    assert text[it.start : it.end] == f"{number}{unit}"


@pytest.mark.parametrize(
    ("question", "language", "measure"),
    [
        ("收入多少亿元？", "zh", "money"),
        ("旅游总收入是多少亿？", "zh", "money"),
        ("花了多少钱？", "zh", "money"),
        ("有多少万人？", "zh", "people"),
        ("常住人口是多少？", "zh", "people"),
        ("办了几项？", "zh", "count"),
        ("多长时间内回应？", "zh", "years"),
        ("收了多少水？", "zh", ""),
        ("几类水质？", "zh", ""),
        ("How many items were listed?", "en", "count"),
        ("How many tourists came?", "en", "people"),
        ("What was the city's GDP in 2024?", "en", "money"),
        ("How fast did GDP grow?", "en", ""),
        ("How many years in a row?", "en", "years"),
    ],
)
def test_measure_asked(question: str, language: str, measure: str) -> None:
    assert measure_asked(question, language) == measure


@pytest.mark.parametrize(
    ("text", "measure", "expected"),
    [
        ("收入593.6亿元", "money", True),
        ("接待2.6亿人次", "money", False),
        ("城镇化率突破60%", "people", False),
        ("新增12户", "count", True),
        ("增长186.8%", "count", False),
        ("1分钟首次响应", "years", True),
        ("行政事业性收费 | 本年收费金额: 7730.28", "money", True),
    ],
)
def test_states(text: str, measure: str, expected: bool) -> None:
    assert states(text, measure) is expected


@pytest.mark.parametrize(
    ("text", "scale", "is_stated"),
    [("出口25万辆", 10**4, True), ("每4辆就有1辆", 10**4, False), ("出口9000辆", 10**4, True), ("整车4辆", 1, True)],
)
def test_a_number_far_below_the_scale_asked_for_does_not_count(text: str, scale: int, is_stated: bool) -> None:
    assert states(text, "count", Decimal(scale)) == is_stated


def test_pieces_are_no_people() -> None:
    assert not states("开通货线91条", "people") and states("接待游客91万人次", "people")


def test_the_scale_that_a_question_expects() -> None:
    assert (scale_asked("出口多少万辆？"), scale_asked("出口多少辆？")) == (Decimal(10**4), Decimal(1))
