"""What a question says of numbers beside their measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rag.understand import comparison
from rag.understand.query import Threshold


@pytest.mark.parametrize(
    ("question", "sign", "amount", "measure"),
    [
        ("哪些区的收入超过100亿元？", ">", "10000000000", "money"),
        ("哪些县人口不到50万人？", "<", "500000", "people"),
        ("哪些区许可事项不少于280项？", ">=", "280", "count"),
        ("哪些区许可事项在280项以上？", ">=", "280", "count"),
        ("增速不超过5%的有哪些？", "<=", "5", "share"),
        ("哪些区增长高于5.5%？", ">", "5.5", "share"),
    ],
)
def test_a_threshold(question: str, sign: str, amount: str, measure: str) -> None:
    found = comparison.threshold(question)
    assert found and (found.comparison, found.amount, found.measure) == (sign, Decimal(amount), measure)


def test_the_unit_is_as_the_question_writes_it() -> None:
    assert comparison.threshold("哪些区办件超过3千件？") == Threshold(">", Decimal(3000), "件", "count")


@pytest.mark.parametrize("question", ["云湖区2023年收入多少亿元？", "云湖区建成公园35个了吗？", "2020年以上有哪些？"])
def test_a_question_without_a_threshold(question: str) -> None:
    assert comparison.threshold(question) is None


@pytest.mark.parametrize(
    ("question", "direction", "adjective"),
    [
        ("云湖和松溪谁的事项更多？", "highest", "多少"),
        ("哪个区失业率最低？", "lowest", "高低"),
        ("事项比上年多还是少？", "", "多少"),
        ("收入比上年高了还是低了？", "", "高低"),
        ("Was the target higher or lower than in 2022?", "", ""),
        ("有多少项？", "", ""),
        ("Which district had the fewest items?", "lowest", ""),
        ("Which district had more items?", "highest", ""),
    ],
)
def test_direction(question: str, direction: str, adjective: str) -> None:
    assert (comparison.direction(question), comparison.adjective(question)) == (direction, adjective)


def test_what_is_added_is_asked_for_by_name() -> None:
    assert comparison.asks_for_added("新增公园多少个？") and not comparison.asks_for_added("公园有多少个？")
