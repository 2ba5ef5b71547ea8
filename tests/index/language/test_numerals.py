"""Numerals as they are read, and counters as they are drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.numerals import decimal, draw, in_figures, number, whole


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("２", 2),
        ("二十一", 21),
        ("十", 10),
        ("百零三", 103),
        ("二〇", 20),
        ("廿三", 23),
        ("(四)", 4),
        ("Ⅳ", 4),
        ("xiv", 14),
        ("MCMXCIV", 1994),
        ("③", 3),
        ("㈡", 2),
        ("十十", 0),
        ("甲", 0),
    ],
)
def test_numberings(text: str, expected: int) -> None:
    assert whole(text) == expected


@given(st.integers(1, 9999))
def test_a_roman_or_chinese_counter_is_read_as_it_is_drawn(count: int) -> None:
    assert whole(draw(count, "upperRoman")) == whole(draw(count, "chineseCounting")) == count
    assert whole(draw(count, "chineseLegalSimplified")) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11,420", "11420"),
        ("1，234，567.8", "1234567.8"),
        ("１２", "12"),
        ("3.50", "3.50"),
        ("二百七十七", "277"),
        ("两千", "2000"),
        ("二〇二四", "2024"),
        ("廿", "20"),
        ("零", "0"),
    ],
)
def test_numbers(text: str, expected: str) -> None:
    assert decimal(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["百", "十十", "一十零", ""])
def test_what_is_no_number_as_it_stands(text: str) -> None:
    assert decimal(text) is None


@pytest.mark.parametrize("text", ["二〇二四", "二零二四", "二○二四", "二O二四", "2024"])
def test_years_in_numerals(text: str) -> None:
    assert in_figures(text) == "2024"
