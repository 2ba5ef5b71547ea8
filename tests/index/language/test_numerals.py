"""Counters as they are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.numerals import draw, number


@pytest.mark.parametrize(
    ("format", "count", "drawn"),
    [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 2000, "二千"),
        ("chineseCountingThousand", 2003, "二千零三"),
        ("japaneseCounting", 21, "二十一"),
        ("chineseLegalSimplified", 15, "壹拾伍"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("none", 2, ""),
        ("bullet", 2, ""),
        ("somethingNew", 2, "2"),
        ("chineseCounting", 0, "0"),
        ("upperLetter", 10**9, "1000000000"),
    ],
)
def test_counters(format: str, count: int, drawn: str) -> None:
    assert draw(count, format) == drawn


@given(st.integers(1, 9999))
def test_chinese_numerals_differ_and_have_no_needless_noughts(count: int) -> None:
    text = draw(count, "chineseCountingThousand")
    assert not text.endswith("零") and "零零" not in text
    assert text != draw(count + 1, "chineseCountingThousand")


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("-1", -1), ("", 7), ("x", 7), (None, 7), ("1.5", 7)])
def test_numbers_of_attributes(text: str | None, value: int) -> None:
    assert number(text, 7) == value
