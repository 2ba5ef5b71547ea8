"""Quantities told in English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.quantities import quantities
from rag.compose.english import before_quote, in_english, rewritten


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年8374.2亿元，增长7.5%", ["RMB 837.42 billion", "7.5%"]),
        ("总量2.6万亿元", ["RMB 2.6 trillion"]),
        ("100万美元", ["USD 1 million"]),
        ("5.7万家", ["57,000"]),
        ("新增5.7万家企业", ["57,000 companies"]),
        ("12家三甲医院", ["12 hospitals"]),
        ("提高0.3个百分点", ["0.3 percentage points"]),
        ("下降百分之五", ["5%"]),
        ("接待593万人次", ["5.93 million visits"]),
        ("1200万亩、12.5公里", ["12 million mu", "12.5 km"]),
        ("30万平方米、5吨", ["300,000 square metres", "5 tonnes"]),
        ("用电3.2亿千瓦时，装机5万千瓦", ["320 million kWh", "50,000 kW"]),
        ("设立5年过渡期，1年后评估", ["5 years", "1 year"]),
        ("约300项", ["about 300 items"]),
        ("超5.7万户", ["over 57,000 households"]),
        ("突破3000亿元", ["over RMB 300 billion"]),
        ("100余人", ["more than 100 people"]),
        ("470余项涉企事项", ["more than 470 items"]),
        ("3000件以上", ["at least 3,000 items"]),
        ("不少于20次", ["at least 20 times"]),
        ("10个工作日以内", ["at most 10 working days"]),
        ("30分钟左右", ["about 30 minutes"]),
        ("二百七十七项", ["277 items"]),
        ("1234567人", ["1,234,567 people"]),
        ("2329万标准箱", ["23.29 million"]),
        ("13亿6,200萬元", ["RMB 1.362 billion"]),
        ("net profit of $5 billion", ["$5 billion"]),
        ("增长6%－6.5%左右", ["about 6% to 6.5%"]),
        ("2—3家企业", ["2 to 3 companies"]),
        ("12345热线", []),
        ("2024年3月5日第三次会议", []),
    ],
)
def test_in_english(text: str, told: list[str]) -> None:
    assert in_english(text) == told


def test_before_a_quote_stands_what_is_asked() -> None:
    quote = "2023年青浦区共纳入行政许可事项清单277项，网办率95%"
    items, share = quantities(quote)
    assert before_quote("Qingpu District, 2023", quote, [items]) == "Qingpu District, 2023: 277 items — "
    assert before_quote("Qingpu District", quote, [items, share]) == "Qingpu District: 277 items, 95% — "


def test_nothing_stands_in_front_of_a_quote_where_no_quantity_is_told() -> None:
    assert before_quote("Qingpu", "增长5%", []) == "Qingpu: "


@given(st.decimals(0, 99999, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_the_value_is_kept(number: Decimal, scale: str) -> None:
    (told,) = in_english(f"共{number}{scale}元")
    figure, _, word = told.removeprefix("RMB ").replace(",", "").partition(" ")
    size = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}[word]
    assert Decimal(figure) * size == number * {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]


@pytest.mark.parametrize(
    ("written", "amount", "expected"),
    [("RMB 3.2 bn", 11 * 10**8, "RMB 1.1 bn"), ("£412.6 million", 10**9, "£1,000 million"), ("5km", 1500, "1.5km")],
)
def test_an_amount_is_written_as_another_english_figure_is(written: str, amount: int, expected: str) -> None:
    assert rewritten(Decimal(amount), quantities(written)[0], written) == expected
