"""The sizes of scale words: 万, 亿, million. Behind a number they multiply it (`index.language.quantities`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import prod

SCALES: Mapping[str, Decimal] = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "兆": Decimal(10**12),  # as in Taiwan
}
ENGLISH_SCALES: Mapping[str, Decimal] = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "mn": Decimal(10**6),
    "bn": Decimal(10**9),
    "tn": Decimal(10**12),
}
SHORT_SCALES: Mapping[str, Decimal] = {"k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}
"""Scales only behind a currency (£450m): elsewhere m is as well a metre."""
SCALE = r"(?:[十百万亿]|千(?![瓦克米])|兆(?=\s*[\d,]+\s*亿|\s*元))"
"""A scale word behind a number, as a pattern; 千 of 千瓦 is none, nor the 兆 of a line's speed."""


def size(scales: str) -> Decimal:
    """Of scale words that stand behind one another: 万亿."""
    return prod((SCALES[scale] for scale in scales if scale in SCALES), start=Decimal(1))


def scale_word(amount: Decimal) -> str:
    """万, 亿 or 万亿; empty for other sizes."""
    return next((word for word in ("万", "亿", "万亿") if size(word) == amount), "")
