"""What a question fixes beside its measure."""

from __future__ import annotations

import pytest

from rag.understand import slots


@pytest.mark.parametrize(
    ("text", "fineness"),
    [
        ("创业板是哪一天开出来的？", "day"),
        ("高速是哪个月通车的？", "month"),
        ("On what date was it opened?", "day"),
        ("In which month did it open?", "month"),
        ("哪一年建成的？", ""),
        ("增长几个百分点？", ""),
    ],
)
def test_how_fine_a_date_is_asked_for(text: str, fineness: str) -> None:
    assert slots.date_fineness(text) == fineness


@pytest.mark.parametrize(
    ("text", "alone", "whole"),
    [
        ("光是2007年这一年解决了多少人？", True, False),
        ("Counting only those launched during 2023 itself, how many?", True, False),
        ("2024年1至12月全年收到多少件？", False, True),
        ("2024年收到多少件？", False, False),
    ],
)
def test_the_time_asked_for(text: str, alone: bool, whole: bool) -> None:
    assert (slots.asks_for_year_alone(text), slots.asks_for_whole_year(text)) == (alone, whole)


@pytest.mark.parametrize(
    ("text", "stock", "both_ends"),
    [
        ("到2022年底，自助服务专区总共有多少个？", True, False),
        ("知识库到2022年底一共攒了多少条问答？", True, False),
        ("到2022年底，一共新增了多少个？", False, False),
        ("2020年减轻的负担总共有多少钱？", False, False),
        ("How many were there in total by the end of 2022?", True, False),
        ("劳动生产率要从多少提高到多少？", False, True),
        ("From what level to what level did it fall?", False, True),
        ("2022年办了多少件？", False, False),
    ],
)
def test_all_there_is_and_both_ends_of_a_change(text: str, stock: bool, both_ends: bool) -> None:
    assert (slots.asks_for_stock(text), slots.asks_from_to(text)) == (stock, both_ends)


@pytest.mark.parametrize(
    "text",
    [
        "2024年存在哪些问题",
        "眼下还有哪些难处？",
        "自己承认有哪些没做好的地方？",
        "点出了哪几条不足？",
        "觉得自己还差在哪儿？",
        "What problems did the report admit?",
    ],
)
def test_questions_for_problems(text: str) -> None:
    assert slots.asks_for_problems(text)


@pytest.mark.parametrize(
    "text", ["解决了多少个问题？", "问题整改率是多少？", "哪些项目建成了？", "How many problems were solved?"]
)
def test_other_questions_are_not_for_problems(text: str) -> None:
    assert not slots.asks_for_problems(text)


def test_numbers_that_the_question_states() -> None:
    assert [int(it.value) for it in slots.givens("Of the 48 events, how many were online?")] == [48]
    assert slots.givens("2023年有多少场？") == ()
