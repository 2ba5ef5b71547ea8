"""What a text denies, and the words that hold a negating character and deny nothing."""

from __future__ import annotations

import pytest

from index.language.negation import asks_denial, denials, english_negations, negated, polarity


@pytest.mark.parametrize(
    "text",
    [
        "编制了未来三年发展规划",
        "不断深化改革，不仅推进了试点",
        "无锡的无人机企业增加",
        "坚定不移、不折不扣抓落实",
        "落实无还本续贷，不良贷款率下降",
        "保护未成年人，纠治不正之风",
        "时限不超过3天，不足50家",
        "是否办结由部门核实",
    ],
)
def test_nothing_is_denied(text: str) -> None:
    assert denials(text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("未发生违纪", 0),
        ("全年没有收费", 2),
        ("服务意识不强", 4),
        ("投诉零发生", 2),
        ("未来三年不收费", 4),
        ("不断增加，不再收费", 5),
        ("国际收支不平衡", 4),
        ("没收到来信", 0),
        ("尚无数据", 1),
        ("各方不同意", 2),
    ],
)
def test_something_is_denied(text: str, at: int) -> None:
    assert denials(text)[0] == at


def test_what_is_denied() -> None:
    assert negated("未发生事故，未来可期，从没有收费") == {"发生", "收费"}
    assert polarity("未完成3项，完成5项，不断完成", "完成") == (1, 2)
    assert polarity("不超过50家", "超过") == (1, 0), "a bound turns its predicate round"


def test_english() -> None:
    assert english_negations("It did not grow and wasn't cut") == ["not", "n't"]
    assert english_negations("See No. 3") == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("是不是没有超期的？", True),
        ("有没有超期的？", False),
        ("是不是第一？", False),
        ("未来产业有无基金？", False),
        ("Was nobody fined, or did they not pay?", True),
    ],
)
def test_questions_asked_in_the_negative(question: str, expected: bool) -> None:
    assert asks_denial(question) is expected
