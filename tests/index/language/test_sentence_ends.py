"""Where sentences and clauses end, and where a mark ends nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.sentence_ends import (
    clause_end,
    clauses,
    has_marks,
    last_sentence_end,
    line_ends_clause,
    line_ends_sentence,
    parts,
    sentence_end,
    sentences,
    shielded,
)


def sentences_of(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


def clauses_of(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in clauses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("许可286项。办结143件；其余在办。", ["许可286项。", "办结143件；", "其余在办。"]),
        ("区长说：“全部办结。”其余在办。", ["区长说：“全部办结。”", "其余在办。"]),
        ("公布《三问三答。》其余在办。", ["公布《三问三答。》", "其余在办。"]),
        ("一、概况\n许可286项", ["一、概况", "许可286项"]),
        ("The Group employed 3,908 people. Women held 31%.", ["The Group employed 3,908 people.", "Women held 31%."]),
        ("It grew by 4.5%. In 2022 it fell.", ["It grew by 4.5%.", "In 2022 it fell."]),
        ("“We grew.” The board agreed.", ["“We grew.”", "The board agreed."]),
        ("Did it grow? It did! All agreed.", ["Did it grow?", "It did!", "All agreed."]),
        ("See Note No. 3 of the accounts.", ["See Note No. 3 of the accounts."]),
        ("The U.S. Government paid.", ["The U.S. Government paid."]),
        ("Calder Inc. Group paid Mr. Smith.", ["Calder Inc. Group paid Mr. Smith."]),
        (
            "It rose (2022: 3,744; restated. See note). It fell.",
            ["It rose (2022: 3,744; restated. See note).", "It fell."],
        ),
        ("1. The Group grew.", ["1. The Group grew."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲一，乙二：丙三", ["甲一，", "乙二：", "丙三"]),
        ("收到11,420件，办结11,000件", ["收到11,420件，", "办结11,000件"]),
        ("收到11，420件，办结完毕", ["收到11，420件，", "办结完毕"]),
        ("At year end, it had 3,744 people (2022: 3,908).", ["At year end,", "it had 3,744 people (2022: 3,908)."]),
        ("Staff 2022: 3,744, 2023: 3,908", ["Staff 2022: 3,744,", "2023: 3,908"]),
        ("每天9:30至17:00，比例为2.31:1", ["每天9:30至17:00，", "比例为2.31:1"]),
        (
            "年末3,908人（2022年：3,744人；2021年：3,500人），女性31%",
            ["年末3,908人（2022年：3,744人；2021年：3,500人），", "女性31%"],
        ),
        ("年末3,908人（上年：3，744人），女性31%", ["年末3,908人（上年：3，744人），", "女性31%"]),
        (
            "It had 3,908 people [2022: 3,744; 2021: 3,500], more",
            ["It had 3,908 people [2022: 3,744; 2021: 3,500],", "more"],
        ),
        ("其中（主动公开5件，申请3件）均办结", ["其中（主动公开5件，", "申请3件）均办结"]),
        ("5,6月办结", ["5,", "6月办结"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses_of(text) == expected


def test_the_first_mark_behind_an_offset() -> None:
    text = "增长11,420件，下降4.5%。"
    assert text[: clause_end(text, 2)] == "增长11,420件"
    assert text[: clause_end(text, 10)] == "增长11,420件，下降4.5%"
    assert clause_end("增长", 0) == 2
    assert clause_end("people rose.Women fell by 5", 0) == 11, "the checker reads text without blanks"


def test_ends_of_sentences_by_offset() -> None:
    text = "甲。乙”；\n丙 It fell. It rose"
    assert sentence_end(text) == 2
    assert sentence_end(text, 3) == 5
    assert text[: sentence_end(text, 7)] == "甲。乙”；\n丙 It fell."
    assert sentence_end("甲乙") is None
    assert text[: last_sentence_end(text)].endswith("fell. ")
    assert last_sentence_end("约4.5") == 0


def test_parts_are_cut_at_enumerations_and_not_at_colons() -> None:
    assert parts("生产总值：31,534亿元、增长3.3%，居前") == ["生产总值：31,534亿元", "增长3.3%", "居前"]


def test_lines_that_end_with_a_sentence() -> None:
    assert all(map(line_ends_sentence, ("完成。", "满意。”", "如下：", "十项；", "set by law.", "in the year 2023.")))
    assert not any(map(line_ends_sentence, ("完成", "《条例》", "公里3.", "一，")))


def test_lines_that_end_with_a_clause_are_no_headings() -> None:
    assert all(map(line_ends_clause, ("完成。", "十项；", "一，", "甲、", "Is it so?", "one,")))
    assert not any(map(line_ends_clause, ("一、概况", "统计表：", "Calder Inc.", "")))


def test_lines_of_running_text_hold_marks() -> None:
    assert has_marks("甲，乙") and has_marks("It grew, then fell")
    assert not has_marks("一张统计表")


@given(st.text(alphabet="甲A1年 。；，,:：.()（）”\n!?No", max_size=40))
def test_sentences_and_clauses_cover_the_text(text: str) -> None:
    assert len(shielded(text)) == len(text)
    spans = list(sentences(text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(first[1] == second[0] for first, second in pairwise(spans))
