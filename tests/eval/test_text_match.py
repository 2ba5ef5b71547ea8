from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text_match import fold, holds, stands, units

PLAIN = st.text("青浦区年共项277４９％，：“”abcXYZ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２７７ 项", "277项"),
        ("99.97％", "99.97%"),
        ("时间：上午", "时间∶上午"),
        ("“一网通办”", '"一网通办"'),
        ("「一网\n通办」", "“一网通办”"),
        ("Beijing’s", "BEIJING'S"),
        ("（一）", "(一)"),
        ("\ufeff报\u200b告\u3000", "报告"),
    ],
)
def test_fold_makes_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_numbers_apart() -> None:
    assert fold("3.16%") == "3.16%"
    assert fold("277项") != fold("278项")


@given(PLAIN, PLAIN, st.sampled_from([" ", "\n", "\u3000", "\t"]))
def test_white_space_anywhere_makes_no_difference(before: str, after: str, space: str) -> None:
    assert fold(before + space + after) == fold(before + after) == fold(fold(before + after))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("16", "公布一批16个事项"),
        ("16", "共１６ 个"),
        ("16", "13 16 0"),
        ("16", "15,16,17"),
        ("48场", "48 场"),
        ("4.1%", "失业率4.1％左右"),
        ("5.7万", "营业性演出5.7万场"),
        ("四次", "开展四次"),
        ("five", "It held five sessions."),
        ("5 session", "5 sessions"),
        ("GDP", "人均GDP增长"),
        ("一样多", "演出场次一样多"),
    ],
)
def test_stands(form: str, text: str) -> None:
    assert stands(form, text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("16", "160"),
        ("16", "3.16"),
        ("16", "16.3"),
        ("16", "216个"),
        ("16", "16,000"),
        ("155", "1,155件"),
        ("5%", "15%"),
        ("四次", "十四次"),
        ("ten", "often"),
        ("five", "twenty-five"),
        ("six", "sixty"),
        ("", "anything"),
        (" ", "any thing"),
    ],
)
def test_stands_not(form: str, text: str) -> None:
    assert not stands(form, text)


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_a_number_stands_only_where_it_is_whole(one: int, other: int) -> None:
    assert stands(str(one), f"共{other}项") == (one == other)


def test_holds_compares_folded_and_refuses_the_empty() -> None:
    assert holds("组织“政府开放月”系列活动 48 场，", "活动48场,")
    assert not holds("活动47场", "活动48场")
    assert not holds("活动47场", "  ")


def test_units() -> None:
    assert units("The GDP增长 9.86 万亿元！") == ("gdp", "增", "长", "9.86", "万", "亿", "元")
    assert units("，。 ") == ()
