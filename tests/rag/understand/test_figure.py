"""Which figure a question asks for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from index.report import Report
from rag.understand.query import FigureAsked, Threshold
from rag.understand.understand import understand


def asked(question: str, reports: tuple[Report, ...]) -> FigureAsked:
    figure = understand(question, reports).figure
    assert figure
    return figure


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("云湖区2023年度岁入执行数是多少？", "岁入执行数"),
        ("云湖区2023年末员工总数是多少？", "员工总数"),
        ("云湖区2023年地区生产总值是多少？", "地区生产总值"),
        ("云湖区2023年地区生产总值比松溪区多多少？", "地区生产总值"),
        ("云湖区和松溪区2023年粮食产量哪个更高？", "粮食产量"),
        ("云湖区和松溪区2023年粮食产量谁更多？", "粮食产量"),
        ("2023年哪些区粮食产量超过30万吨？", "粮食产量"),
        ("2023年粮食产量最高的区是哪个？", "粮食产量"),
        ("What was the grain output of Yunhu District in 2023?", "粮食总产量"),
        ("What was Yunhu District's grain output in 2023?", "粮食总产量"),
        ("Which districts had a grain output over 300,000 tonnes in 2023?", "粮食总产量"),
        ("Which two counties had the highest grain output in 2023?", "粮食总产量"),
        ("Did Songxi District's fiscal revenue exceed 10 billion yuan in 2023?", "一般公共预算收入"),
        ("How many new urban jobs were created in Yunhu in 2023?", "城镇新增就业"),
        ("How many frobnications of new urban jobs were there in 2023?", "frobnications urban jobs"),
    ],
)
def test_what_is_left_is_the_name_of_the_measure(question: str, words: str, reports: tuple[Report, ...]) -> None:
    found = asked(question, reports).words
    kept = [it for it in found.split() if it not in ("区", "和")]
    assert " ".join(kept) == words


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("云湖区2023年粮食产量是多少？", "value"),
        ("哪个区粮食产量最高？", "rank"),
        ("云湖区和松溪区粮食产量谁更高？", "rank"),
        ("哪些区粮食产量超过30万吨？", "filter"),
        ("云湖区粮食产量是否超过30万吨？", "threshold"),
        ("云湖区粮食产量超过30万吨了吗？", "threshold"),
        ("云湖区和松溪区粮食产量合计多少？", "total"),
        ("云湖区和松溪区粮食产量加起来是多少？", "total"),
        ("三个区粮食产量平均多少？", "mean"),
        ("云湖区粮食产量比松溪区多多少？", "difference"),
        ("云湖区和松溪区粮食产量相差多少？", "difference"),
        ("What was the grain output of Yunhu District?", "value"),
        ("Which district had the highest grain output?", "rank"),
        ("Which district had higher grain output, Yunhu or Songxi?", "rank"),
        ("Which districts had a GDP over 90 billion yuan?", "filter"),
        ("Did Yunhu's GDP exceed 90 billion yuan?", "threshold"),
        ("What was the combined grain output of Yunhu and Songxi?", "total"),
        ("What is the average of the grain output of Yunhu and Songxi?", "mean"),
        ("How many more jobs did Yunhu create than Songxi?", "difference"),
    ],
)
def test_what_comes_of_the_figures(question: str, operation: str, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).operation == operation


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("云湖区2023年GDP增长多少？", "growth"),
        ("云湖区2023年GDP增速是多少？", "growth"),
        ("云湖区2023年居民消费价格涨幅是多少？", "growth"),
        ("What was Yunhu District's GDP growth in 2023?", "growth"),
        ("云湖区2023年GDP是多少亿元？", "level"),
        ("云湖区2023年城镇新增就业多少万人？", "level"),
        ("云湖区2023年城镇化率是多少？", ""),
    ],
)
def test_level_or_growth(question: str, what: str, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).what == what


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("云湖区2021到2023年粮食产量是多少？", (2021, 2022, 2023)),
        ("云湖区2021年至2023年粮食产量是多少？", (2021, 2022, 2023)),
        ("云湖区2021—23年粮食产量是多少？", (2021, 2022, 2023)),
        ("云湖区2021年和2023年粮食产量是多少？", (2021, 2023)),
        ("云湖区粮食产量是多少？", ()),
        ("What was Yunhu's grain output from 2021 to 2023?", (2021, 2022, 2023)),
        ("What was Yunhu's grain output in 2021 and 2023?", (2021, 2023)),
    ],
)
def test_every_year_of_a_span(question: str, years: tuple[int, ...], reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).years == years


@pytest.mark.parametrize(
    ("question", "top"),
    [
        ("哪个区粮食产量最高？", 1),
        ("粮食产量最高的三个区是哪些？", 3),
        ("粮食产量前两名是哪两个区？", 2),
        ("粮食产量排名前10的区有哪些？", 10),
        ("Which two districts had the highest grain output?", 2),
        ("What are the top three districts by grain output?", 3),
    ],
)
def test_how_many_of_a_ranking(question: str, top: int, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).top == top


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("粮食产量最高和最低的区分别是哪个？", True),
        ("Which districts had the highest and lowest grain output?", True),
        ("哪个区粮食产量最低？", False),
        ("Which district had the lowest grain output?", False),
    ],
)
def test_both_ends_of_a_ranking(question: str, both: bool, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).both_ends is both


_BETWEEN = [(">=", "90000000000", "money"), ("<=", "100000000000", "money")]


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        ("哪些区GDP超过900亿元？", [(">", "90000000000", "money")]),
        ("哪些区增长不低于6%？", [(">=", "6", "share")]),
        ("云湖区GDP过了900亿元吗？", [(">", "90000000000", "money")]),
        ("哪些区GDP在900亿元到1000亿元之间？", _BETWEEN),
        ("哪些区GDP在900到1000亿元之间？", _BETWEEN),
        ("哪些区增长在5%和6%之间？", [(">=", "5", "share"), ("<=", "6", "share")]),
        ("Which districts had a GDP over 90 billion yuan?", [(">", "90000000000", "money")]),
        ("Which districts had a GDP between 90 and 100 billion yuan?", _BETWEEN),
        ("Which districts grew between 5% and 6%?", [(">=", "5", "share"), ("<=", "6", "share")]),
        ("云湖区2023年GDP是多少亿元？", []),
    ],
)
def test_the_bounds(question: str, bounds: list[tuple[Any, str, str]], reports: tuple[Report, ...]) -> None:
    found = [(it.comparison, it.amount, it.measure) for it in asked(question, reports).bounds]
    assert found == [(sign, Decimal(amount), measure) for sign, amount, measure in bounds]


def test_a_bound_has_the_unit_that_it_is_written_with(reports: tuple[Report, ...]) -> None:
    assert asked("哪些区增长不低于6%？", reports).bounds == (Threshold(">=", Decimal(6), "%", "share"),)


def test_a_hedge_that_is_quoted(reports: tuple[Report, ...]) -> None:
    assert asked("哪些区的增长目标写的是“6%以上”？", reports).hedge == "以上"
    assert asked("哪些区的增长目标在6%以上？", reports).hedge == ""


@pytest.mark.parametrize(
    ("question", "by_year", "is_national"),
    [
        ("哪一年粮食产量最高？", True, False),
        ("In which year was grain output highest?", True, False),
        ("云湖区历年粮食产量是多少？", True, False),
        ("全国2023年粮食产量是多少？", False, True),
        ("云湖区2023年粮食产量是多少？", False, False),
    ],
)
def test_years_or_the_country(question: str, by_year: bool, is_national: bool, reports: tuple[Report, ...]) -> None:
    figure = asked(question, reports)
    assert (figure.by_year, figure.is_national) == (by_year, is_national)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("云湖区的森林覆盖率现在有多高？", "森林覆盖率"),
        ("云湖区的存款余额到2023年越过了哪个大关？", "存款余额"),
        ("云湖区2021年到2023年逐年是多少？粮食产量", "粮食产量"),
        ("云湖区和松溪区的报告各写了粮食产量多少？", "粮食产量"),
        ("小巨人企业的累计数，云湖区比松溪区多几家？", "小巨人 企业"),
    ],
)
def test_words_of_asking_are_no_name(question: str, words: str, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).words.replace(" ", "") == words.replace(" ", "")


def test_bounds_in_words(reports: tuple[Report, ...]) -> None:
    (bound,) = asked("哪些区一般公共预算收入增长达到两位数？", reports).bounds
    assert (bound.comparison, bound.amount, bound.measure) == (">=", 10, "share")
    (bound,) = asked("Which districts created more than one million jobs?", reports).bounds
    assert (bound.comparison, bound.amount, bound.measure) == (">", 1_000_000, "")
    (bound,) = asked("Which districts set a target of 6% or higher?", reports).bounds
    assert (bound.comparison, bound.amount) == (">=", 6)


@pytest.mark.parametrize(
    ("question", "is_held"),
    [
        ("云湖区2023年GDP增长目标和实际结果各是多少？", True),
        ("What was the target for 2023 and what was the actual growth?", True),
        ("云湖区2023年GDP增长目标是多少？", False),
        ("云湖区2023年人均预期寿命实际是多少？", False),
        ("云湖区2023年GDP增长目标完成了吗？", True),
        ("Did Yunhu's GDP growth in 2023 reach what it had planned?", True),
    ],
)
def test_a_result_held_against_its_target(question: str, is_held: bool, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).against_plan == is_held


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was the per capita disposable income, in yuan, of Yunhu's urban residents in 2023?", "城镇居民"),
        ("What was the per capita disposable income of Yunhu's residents in 2023?", "居民人均可支配收入"),
        ("By how much did Yunhu's total imports and exports grow in 2023?", "外贸进出口总额"),
    ],
)
def test_a_qualifier_apart_from_the_name(question: str, words: str, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).words.startswith(words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年营业收入是多少？", "营业收入"),
        ("2023年楼宇科技板块的营业收入是多少？", "楼宇科技板块的营业收入"),
        ("2023年来自海外地区的营业收入是多少？", "来自海外地区的营业收入"),
        ("What was the operating income in 2023?", "营业利润"),
        ("What was the operating income of the Health Care segment in 2023?", "operating income Health Care segment"),
    ],
)
def test_a_part_of_a_company_is_not_the_whole(question: str, words: str, reports: tuple[Report, ...]) -> None:
    assert asked(question, reports).words == words


def test_what_is_counted_so_far_and_shares(reports: tuple[Report, ...]) -> None:
    assert asked("小巨人企业累计多少家？", reports).what == "cumulative"
    assert asked("第二产业增加值占比是多少？", reports).what == "share"
    assert asked("云湖区2023年GDP总量", reports).what == "level"
    assert asked("云湖区2023年GDP总量增长多少", reports).what == "growth"
    assert asked("哪三个地方的粮食产量最低？", reports).top == 3
    assert asked("total retail sales of consumer goods in Yunhu", reports).operation == "value"
