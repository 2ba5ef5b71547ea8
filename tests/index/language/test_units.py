"""The table of units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.language.scales import scale_word
from index.language.units import english_unit, plain, unit


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("RMB", "元"),
        ("US$", "美元"),
        ("$", "美元"),
        ("per cent", "%"),
        ("Kilometers", "公里"),
        ("tons", "吨"),
        ("working days", "个工作日"),
        ("times", None),
        ("items", None),
    ],
)
def test_english_words(word: str, name: str | None) -> None:
    found = english_unit(word)
    assert (found.names[0] if found else None) == name


def test_a_unit_has_one_entry() -> None:
    known = unit("公里")
    assert known is not None and known == unit("千米") and (known.measure, known.factor) == ("length", Decimal(1000))
    assert unit("标准箱") is None


def test_plain_text_is_as_long_as_before() -> None:
    assert plain("５萬個") == "5万个"


@pytest.mark.parametrize(("size", "word"), [(10**4, "万"), (10**8, "亿"), (10**12, "万亿"), (1, ""), (1000, "")])
def test_scale_words(size: int, word: str) -> None:
    assert scale_word(Decimal(size)) == word
