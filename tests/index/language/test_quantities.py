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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("收入13亿6,200萬元", [("13亿6,200萬元", "1362000000", "元")]),
        ("資產583億6,200萬元", [("583億6,200萬元", "58362000000", "元")]),
        ("歲入2兆9,391億元", [("2兆9,391億元", "2939100000000", "元")]),
        ("規模2兆元", [("2兆元", "2000000000000", "元")]),
        ("100兆宽带", [("100", "100", "")]),
        ("由1万6千多户增加到2万5千公里", [("1万6千多户", "16000", "户"), ("2万5千公里", "25000", "公里")]),
        ("一亿三千万元、三万五千六百户", [("一亿三千万元", "130000000", "元"), ("三万五千六百户", "35600", "户")]),
        ("12亿零三百万元", [("12亿零三百万元", "1203000000", "元")]),
        ("减税4万多亿元", [("4万多亿元", "4000000000000", "元")]),
        ("40万3岁以下婴幼儿", [("40万", "400000", ""), ("3岁", "3", "岁")]),
        ("500千伏、2万千瓦", [("500千", "500000", ""), ("2万千瓦", "20000", "千瓦")]),
        ("新增5萬個、3戶", [("5萬個", "50000", "个"), ("3戶", "3", "户")]),
        ("１２，３４５元", [("１２，３４５元", "12345", "元")]),
        ("廿三项", [("廿三项", "23", "项")]),
        ("第一百零十条", []),
    ],
)
def test_compound_and_traditional_scales(text: str, found: list[tuple[str, str, str]]) -> None:
    assert read(text) == [(words, Decimal(value), unit) for words, value, unit in found]


def read(text: str) -> list[tuple[str, Decimal, str]]:
    return [(text[it.start : it.end], it.value, it.unit) for it in quantities(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("revenue of RMB 3.2 bn", [("RMB 3.2 bn", "3200000000", "money")]),
        ("net profit of $5 billion", [("$5 billion", "5000000000", "dollars")]),
        (
            "US$5bn and HK$13.5 million",
            [("US$5bn", "5000000000", "dollars"), ("HK$13.5 million", "13500000", "hong kong dollars")],
        ),
        ("£412.6 million, £450m", [("£412.6 million", "412600000", "pounds"), ("£450m", "450000000", "pounds")]),
        ("up 4.5 per cent", [("4.5 per cent", "4.5", "share")]),
        ("1.2 percentage points to 7.5%", [("1.2 percentage points", "1.2", "points"), ("7.5%", "7.5", "share")]),
        ("11,420 cases", [("11,420", "11420", "")]),
        ("fell to 3,120 (2022: 3,744).", [("3,120", "3120", ""), ("3,744", "3744", "")]),
        ("more than one million jobs", [("one million", "1000000", "")]),
        ("one of them", []),
        ("20.6 μg/m³", [("20.6 μg/m³", "20.6", "concentration")]),
        ("two million people", [("two million people", "2000000", "people")]),
        ("12 square kilometres, 5km", [("12 square kilometres", "12000000", "area"), ("5km", "5000", "length")]),
        (
            "5 thousand tonnes, 3.5 trillion",
            [("5 thousand tonnes", "5000000", "weight"), ("3.5 trillion", "3500000000000", "")],
        ),
        ("450m away, 5 haircuts", [("5", "5", "")]),
        ("on 31 December 2022, in 2022, FY2023, fiscal 2023/24 and May 5, 2023", []),
        ("the 14th session", []),
        ("A$5 million", [("5 million", "5000000", "")]),
    ],
)
def test_english(text: str, found: list[tuple[str, str, str]]) -> None:
    told = [(text[it.start : it.end], it.amount, it.measure) for it in quantities(text)]
    assert told == [(words, Decimal(amount), measure) for words, amount, measure in found]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("RMB 837.42 billion", "8374.2亿元"),
        ("837.42 billion yuan", "8374.2億元"),
        ("23.29 million tonnes", "2329万吨"),
        ("7.5 percent", "7.5%"),
        ("5 working days", "5个工作日"),
    ],
)
def test_english_and_chinese_compare(english: str, chinese: str) -> None:
    (one,), (other,) = quantities(english), quantities(chinese)
    assert (one.amount, one.measure) == (other.amount, other.measure)


@pytest.mark.parametrize(
    ("text", "step"), [("8374.2亿元", "10000000"), ("5.7万家", "1000"), ("3公里", "1000"), ("RMB 3.2 bn", "100000000")]
)
def test_the_last_digit_that_is_written(text: str, step: str) -> None:
    assert quantities(text)[0].step == Decimal(step)


def test_english_hedges() -> None:
    assert [it.rough for it in quantities("over 3,000 households, 20 tonnes")] == [True, False]


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
        ("GDP一共有多少个亿？", "zh", "money"),
        ("最后收了多少？", "zh", "money"),
        ("投资增长多少个百分点？", "zh", "points"),
        ("the total value of imports", "en", "money"),
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
        ("Profit rose to $5 billion", "money", True),
        ("出口5亿美元", "money", False),
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


def test_an_amount_to_the_cent_needs_no_currency() -> None:
    assert states("TRAVEL AIRFARE AND RETURN 920.68", "money")
    assert not states("GROWTH 9.68%", "money") and not states("RATIO 920.6", "money")


def test_pieces_are_no_people() -> None:
    assert not states("开通货线91条", "people") and states("接待游客91万人次", "people")


def test_the_scale_that_a_question_expects() -> None:
    assert (scale_asked("出口多少万辆？"), scale_asked("出口多少辆？")) == (Decimal(10**4), Decimal(1))


def test_the_digits_of_a_number_are_not_counted() -> None:
    assert quantities("增长达到两位数") == []
    assert [it.value for it in quantities("两位专家")] == [2]
