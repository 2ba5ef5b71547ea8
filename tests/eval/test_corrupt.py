"""Corruptions change one thing of their kind, and nothing where there is none."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.corrupt import body, corruptions, direction, negation, number, unit, year

PLACES = ("云湖区", "松溪区", "望江区")
TEXT = "（云湖区，2023年）办结286项，增长7.5%，投资3.2亿元，未发生事故。"
SEEDS = st.integers(0, 10**6)


def outcomes(corrupt: object, text: str) -> set[str | None]:
    assert callable(corrupt)
    return {corrupt(text, Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("corrupt", "text", "found"),
    [
        (year, "2023年共2008人", {"2022年共2008人", "2024年共2008人"}),
        (unit, "投资3元", {"投资3万元"}),
        (unit, "公路5公里", {"公路5米", "公路5海里"}),
        (unit, "费用0元", {None}),
        (direction, "收入增长5%", {"收入下降5%"}),
        (direction, "收入持平", {None}),
        (negation, "未发生事故", {"发生事故"}),
        (negation, "完成任务", {"未完成任务", "没有完成任务", "不完成任务"}),
        (negation, "未来可期", {None}),
        (number, "共有5项", {"共有4项", "共有6项", "共有50项"}),
        (number, "六千余条", {"五千余条", "七千余条"}),
        (number, "2023年", {None}),
        (number, "邮箱a1@126.com", {None}),
    ],
)
def test_what_comes_out(corrupt: object, text: str, found: set[str | None]) -> None:
    assert outcomes(corrupt, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("云湖区办结5件", {"松溪区办结5件", "望江区办结5件"}),
        ("云湖办结5件", {"松溪办结5件", "望江办结5件"}),
        ("Yunhu had 5", {"Songqi had 5", "Wangjiang had 5"}),
        ("别处办结5件", {None}),
    ],
)
def test_places_are_swapped_as_they_are_written(text: str, found: set[str | None]) -> None:
    assert {body(text, Random(seed), PLACES) for seed in range(60)} == found


@pytest.mark.parametrize("kind", [*corruptions(PLACES)])
@given(seed=SEEDS)
def test_one_seed_gives_one_text_and_never_the_same_as_before(kind: str, seed: int) -> None:
    corrupt = corruptions(PLACES)[kind]
    found = corrupt(TEXT, Random(seed))
    assert found is not None
    assert found != TEXT
    assert found == corrupt(TEXT, Random(seed))


@given(value=st.integers(1, 10**7).filter(lambda it: not 1900 <= it < 2100), seed=SEEDS)
def test_another_number_is_another_value(value: int, seed: int) -> None:
    found = number(f"共{value}项", Random(seed))
    assert found is not None
    changed = int(found[1:-1])
    assert changed != value
    assert changed == value * 10 or len(str(changed)) == len(str(value))


@given(text=st.text(), seed=SEEDS, kind=st.sampled_from([*corruptions(PLACES)]))
def test_any_text_is_taken(text: str, seed: int, kind: str) -> None:
    assert corruptions(PLACES)[kind](text, Random(seed)) != text
