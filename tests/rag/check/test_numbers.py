"""A mean is reckoned: it has to come out of the figures that the claim states and cites."""

from __future__ import annotations

import pytest

from index.report import Passage, Report
from rag.answer import Citation, Claim
from rag.check.claim import unsupported


def cited(body: str, text: str) -> Citation:
    report = Report(f"{body}.txt", "0" * 64, f"{body}2024年政府工作报告", "", (body,), 2023)
    return Citation(Passage(1, report, (), 0, len(text), None, text), 0, len(text), text)


JOBS = (
    cited("云湖区", "城镇新增就业5.2万人。"),
    cited("望江区", "城镇新增就业3.3万人。"),
    cited("松溪区", "城镇新增就业4.1万人。"),
)
MONEY = (
    cited("云湖区", "地区生产总值1200亿元。"),
    cited("松溪区", "地区生产总值800亿元。"),
    cited("望江区", "地区生产总值950亿元。"),
)
GROWTH = (cited("云湖区", "地区生产总值增长6.1%。"), cited("松溪区", "地区生产总值增长5.2%。"))


def is_held(text: str, citations: tuple[Citation, ...]) -> bool:
    return not unsupported(Claim(text, citations))


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("平均4.2万人：云湖5.2万人，望江3.3万人，松溪4.1万人。", JOBS),
        ("平均983.33亿元：云湖1200亿元，松溪800亿元，望江950亿元。", MONEY),
        ("平均983.3亿元：云湖1200亿元，松溪800亿元，望江950亿元。", MONEY),
        ("平均1000亿元：云湖1200亿元，松溪800亿元。", MONEY[:2]),
        ("平均5.65%：云湖6.1%，松溪5.2%。", GROWTH),
        ("Average 983.33亿元: Yunhu 1200亿元, Songxi 800亿元, Wangjiang 950亿元.", MONEY),
    ],
)
def test_a_mean_that_comes_out_is_supported(text: str, citations: tuple[Citation, ...]) -> None:
    assert is_held(text, citations)


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("平均4.3万人：云湖5.2万人，望江3.3万人，松溪4.1万人。", JOBS),
        ("平均12.6万人：云湖5.2万人，望江3.3万人，松溪4.1万人。", JOBS),  # the sum
        ("平均1.9万人：云湖5.2万人，望江3.3万人。", JOBS[:2]),  # the difference
        ("平均983.34亿元：云湖1200亿元，松溪800亿元，望江950亿元。", MONEY),
        ("平均983.33万元：云湖1200亿元，松溪800亿元，望江950亿元。", MONEY),
        ("平均983.33亿元：云湖1200亿元，松溪800亿元。", MONEY[:2]),  # one is left out
        ("平均5.5%：云湖6.1%，松溪5.2%。", GROWTH),
        ("平均85.2%：云湖6.1%，松溪5.2%。", GROWTH),  # the ratio
        ("共983.33亿元：云湖1200亿元，松溪800亿元，望江950亿元。", MONEY),  # does not say that it is a mean
        ("平均983.33亿元。", MONEY),  # of which figures?
        ("Average 983.34亿元: Yunhu 1200亿元, Songxi 800亿元, Wangjiang 950亿元.", MONEY),
    ],
)
def test_a_mean_that_does_not_is_not(text: str, citations: tuple[Citation, ...]) -> None:
    assert not is_held(text, citations)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("云湖1200亿元，松溪800亿元，相差400亿元。", True),
        ("云湖1200亿元，松溪800亿元，相差300亿元。", False),
        ("Yunhu 1200亿元, Songxi 800亿元: Yunhu higher by 400亿元.", True),
        ("Yunhu 1200亿元, Songxi 800亿元: Yunhu higher by 500亿元.", False),
        ("合计2000亿元：云湖1200亿元＋松溪800亿元。", True),
        ("合计2001亿元：云湖1200亿元＋松溪800亿元。", False),
    ],
)
def test_a_difference_and_a_sum_come_out(text: str, right: bool) -> None:
    assert is_held(text, MONEY[:2]) is right


def test_percentages_lie_percentage_points_apart() -> None:
    assert is_held("云湖6.1%，松溪5.2%，相差0.9个百分点。", GROWTH)
    assert not is_held("云湖6.1%，松溪5.2%，相差0.8个百分点。", GROWTH)
