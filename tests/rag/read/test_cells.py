"""Which stated figure is the one asked for, of each body and year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rag import Assistant
from rag.read.cells import Stated, passage_of, stated
from rag.search import Search, understood
from tests.rag.districts import shelved

REPORT = "{title}\n\n一、{before}年工作回顾\n\n{text}\n"


def cells(assistant: Assistant, question: str) -> Stated | None:
    index = assistant.index
    return stated(Search.of(index, understood(index, question, None, (), ""), assistant.settings))


def told(it: Stated | None) -> dict[tuple[str, int | None], str]:
    """The stated cells: number and unit by body and year."""
    assert it
    return {(one.body, one.year): f"{one.figure.value}{one.figure.unit}" for one in it.found if one.figure}


@pytest.fixture
def of_text(tmp_path: Path) -> Callable[[str], Assistant]:
    """Answers on the one report that says such a text of 2023."""
    title = "云湖区2024年政府工作报告"
    return lambda text: shelved(tmp_path, {f"{title}.txt": REPORT.format(title=title, before=2023, text=text)})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("云湖区2023年地区生产总值是多少？", {("云湖区", 2023): "1200亿元"}),
        ("云湖区2022年地区生产总值是多少？", {("云湖区", 2022): "1100亿元"}),
        ("云湖区2023年地区生产总值增长多少？", {("云湖区", 2023): "6.1%"}),
        ("云湖区2024年地区生产总值增长目标是多少？", {("云湖区", 2024): "6%"}),
        ("云湖区2023年城镇新增就业多少人？", {("云湖区", 2023): "5.2万人"}),
        ("云湖区2024年城镇新增就业目标是多少？", {("云湖区", 2024): "5万人"}),
        ("云湖区2023年农村居民人均可支配收入是多少？", {("云湖区", 2023): "31000元"}),
        ("云湖区2023年贷款余额是多少？", {("云湖区", 2023): "900亿元"}),
        ("松溪区2023年各项存款余额是多少？", {("松溪区", 2023): "1100亿元"}),
        ("松溪区2023年非税收入是多少？", {("松溪区", 2023): "20亿元"}),
        ("云湖区2023年税收收入是多少？", {("云湖区", 2023): "80亿元"}),
        ("云湖区2023年本年新收政府信息公开申请数量是多少？", {("云湖区", 2023): "44"}),
        (
            "云湖区2021到2023年地区生产总值是多少？",
            {("云湖区", 2021): "1000亿元", ("云湖区", 2022): "1100亿元", ("云湖区", 2023): "1200亿元"},
        ),
        ("各区2023年粮食产量是多少？", {("云湖区", 2023): "35.5万吨"}),
    ],
)
def test_the_figure_of_a_body_and_year(
    districts: Assistant, question: str, expected: dict[tuple[str, int | None], str]
) -> None:
    assert told(cells(districts, question)) == expected


def test_a_cell_has_the_passage_of_its_number(districts: Assistant) -> None:
    found = cells(districts, "云湖区2023年粮食产量是多少？")
    assert found
    (cell,) = found.cells
    assert cell.figure and cell.passage
    assert cell.passage == passage_of(districts.index, cell.figure)
    assert districts.index.text(cell.figure.source)[cell.figure.start : cell.figure.end] == "35.5万吨"
    assert cell.passage.report.source == cell.figure.source == "云湖区2024年政府工作报告.txt"


def test_a_body_whose_report_does_not_state_it_is_silent(districts: Assistant) -> None:
    found = cells(districts, "各区2023年粮食产量是多少？")
    assert found
    assert [(it.body, it.year) for it in found.silent] == [("望江区", 2023), ("松溪区", 2023)]
    assert [it.body for it in found.found] == ["云湖区"]


def test_the_measure_is_as_most_reports_word_it(districts: Assistant) -> None:
    found = cells(districts, "2023年各区GDP是多少？")
    assert found
    assert (found.measure, found.what) == ("地区生产总值", "level")


def test_where_not_all_state_the_level_the_growth_of_all_is_compared(districts: Assistant) -> None:
    found = cells(districts, "云湖区和松溪区2023年社会消费品零售总额哪个更高？")
    assert found and found.what == "growth"
    assert told(found) == {("云湖区", 2023): "7.5%", ("松溪区", 2023): "5.5%"}


@pytest.mark.parametrize(
    "question",
    [
        "云湖区2023年城镇居民人均可支配收入是多少？",  # it states that of the country people
        "松溪区2023年农村居民人均可支配收入是多少？",
        "云湖区2023年各项存款余额是多少？",
        "松溪区2023年各项贷款余额是多少？",
        "云湖区2023年非税收入是多少亿元？",
        "松溪区2023年税收收入是多少亿元？",
        "云湖区2023年社会消费品零售总额是多少亿元？",  # it states the growth
        "云湖区2024年地区生产总值是多少亿元？",
        "云湖区2022年粮食产量是多少？",  # another year
        "松溪区2023年粮食产量是多少？",  # another body
        "云湖区2023年城镇新增就业目标是多少？",  # the result is no target
    ],
)
def test_a_sibling_a_growth_and_another_year_are_no_answer(districts: Assistant, question: str) -> None:
    found = cells(districts, question)
    assert found
    assert told(found) == {}
    assert len(found.silent) == 1


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("近五年地区生产总值年均增长7.2%。", "云湖区2023年地区生产总值增长多少？"),
        ("上半年，粮食产量3万吨。", "云湖区2023年粮食产量是多少？"),
        ("2023年，全国粮食产量6.95亿吨。", "云湖区2023年粮食产量是多少？"),
        ("2023年，全市粮食产量80万吨。", "云湖区2023年粮食产量是多少？"),
        ("2023年，全市生产总值9000亿元。", "云湖区2023年地区生产总值是多少？"),
        ("2023年，全省粮食产量800万吨。", "云湖区2023年粮食产量是多少？"),
        ("2023年，夏粮产量12万吨。", "云湖区2023年粮食产量是多少？"),
        ("2023年，高速公路里程120公里。", "云湖区2023年公路里程是多少公里？"),
        ("2023年，工业税收收入12亿元。", "云湖区2023年税收收入是多少亿元？"),
        ("2023年，新建学校3所。", "云湖区2023年学校有多少万人？"),
    ],
)
def test_a_part_a_mean_of_years_and_another_owner_are_no_answer(
    of_text: Callable[[str], Assistant], text: str, question: str
) -> None:
    found = cells(of_text(text), question)
    assert found is None or told(found) == {}


def test_the_same_text_answers_where_it_states_the_very_figure(of_text: Callable[[str], Assistant]) -> None:
    text = "2023年，粮食产量14万吨，其中夏粮产量12万吨。上半年，粮食产量3万吨。全市粮食产量80万吨。"
    assert told(cells(of_text(text), "云湖区2023年粮食产量是多少？")) == {("云湖区", 2023): "14万吨"}


def test_the_whole_city_is_a_citys_own(tmp_path: Path) -> None:
    title = "青岚市2024年政府工作报告"
    text = REPORT.format(title=title, before=2023, text="2023年，全市粮食产量80万吨。")
    found = cells(shelved(tmp_path, {f"{title}.txt": text}), "青岚市2023年粮食产量是多少？")
    assert told(found) == {("青岚市", 2023): "80万吨"}


@pytest.mark.parametrize(
    "question",
    [
        "云湖区2023年法治政府建设有哪些举措？",
        "什么是地区生产总值？",
        "云湖区2023年共享单车有多少辆？",  # a measure of which no report states a figure
    ],
)
def test_no_figure_is_asked_for_or_known(districts: Assistant, question: str) -> None:
    assert cells(districts, question) is None


def test_all_bodies_are_those_of_one_rank(tmp_path: Path) -> None:
    bodies = {"云湖区": "12万吨", "松溪区": "9万吨", "青岚市": "80万吨"}
    texts = {
        f"{body}2024年政府工作报告.txt": REPORT.format(
            title=f"{'' if body == '青岚市' else '青岚市'}{body}2024年政府工作报告",
            before=2023,
            text=f"2023年，粮食产量{amount}。",
        )
        for body, amount in bodies.items()
    }
    found = cells(shelved(tmp_path, texts), "2023年哪个区粮食产量最高？")
    assert sorted(told(found).values()) == ["12万吨", "9万吨"]


def test_where_names_are_asked_for_no_figure_answers(districts: Assistant) -> None:
    assert cells(districts, "云湖区2023年城镇新增就业涵盖哪些人？") is None
    assert cells(districts, "云湖区2023年城镇新增就业多少人？") is not None
