"""Quantities of Chinese words given in English: 8374.2亿元 is RMB 837.42 billion. The words themselves stay Chinese.

Values are exact decimals: what is given in English is what the report says, rounded nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from index.figures.numbers import ranges
from index.language.quantities import Quantity, quantities
from index.language.scales import ENGLISH_SCALES, SCALES
from index.language.units import COUNT, unit

_DECIMALS = 4  # up to which 5.7 million is easier to read than all its digits
_WORDS = tuple((word, ENGLISH_SCALES[word]) for word in ("trillion", "billion", "million"))
# What stands behind 家 and 所 says what they count; alone they tell nothing.
_COUNTED: Mapping[str, tuple[str, str]] = {
    "企业": ("company", "companies"),
    "公司": ("company", "companies"),
    "单位": ("organisation", "organisations"),
    "部门": ("department", "departments"),
    "机构": ("institution", "institutions"),
    "医院": ("hospital", "hospitals"),
    "学校": ("school", "schools"),
    "高校": ("university", "universities"),
    "项目": ("project", "projects"),
    "事项": ("item", "items"),
    "岗位": ("job", "jobs"),
    "小区": ("residential compound", "residential compounds"),
    "城市": ("city", "cities"),
    "社区": ("community", "communities"),
    "村": ("village", "villages"),
}
_NOUN = re.compile(rf"\w{{0,6}}?({'|'.join(_COUNTED)})")
_BEFORE = (
    (re.compile(r"(?:不少于|不低于|至少)$"), "at least "),
    (re.compile(r"(?:不超过|至多)$"), "at most "),
    (re.compile(r"(?:超过?|突破|逾|多于)$"), "over "),
    (re.compile(r"(?:近|接近)$"), "nearly "),
    (re.compile(r"(?:大?约|大概)$"), "about "),
)
_BEHIND = ((re.compile("以上"), "at least "), (re.compile("以[下内]"), "at most "), (re.compile("左右|上下"), "about "))


def in_english(text: str) -> list[str]:
    """The quantities of a Chinese clause in English, in order; those whose unit has no English without one.

    Numbers that count nothing (12345热线, G60) are left out.
    """
    found = (replace(it, end=(upper or it).end) for it, upper in ranges(text, list(quantities(text))))
    return [_given(text, it) for it in found if _counts(text, it)]


def before_quote(label: str, quote: str, figures: Sequence[Quantity]) -> str:
    """What stands in English before a Chinese quote of one line: whose it is, and those of its quantities."""
    counting = [_given(quote, it) for it in figures if _counts(quote, it)]
    return f"{label}: {', '.join(dict.fromkeys(counting))} — " if counting else f"{label}: "


def rewritten(amount: Decimal, like: Quantity, written: str) -> str:
    """An amount as an English figure is written: RMB 1.1 bn, like RMB 3.2 bn."""
    value = round(amount / like.factor / like.scale, 4).normalize()
    return re.sub(r"\d[\d,]*(?:\.\d+)?", f"{value:,f}", written, count=1)


def is_english(written: str) -> bool:
    """Is a figure written with English words or signs?"""
    return re.search("[A-Za-z$£€]", written) is not None


def _counts(text: str, it: Quantity) -> bool:
    return bool(it.unit or it.scale >= SCALES["万"])


def _given(text: str, it: Quantity) -> str:
    """In English; as it stands where it is."""
    written = text[it.start : it.end]
    if is_english(written):
        return written
    known = unit(it.unit)
    upper = next(ranges(written, list(quantities(written))))[1]
    prefix, behind = known.prefix if known else "", _unit(text, it)
    low = f"{_number(it.value)}{behind if known and known.close else ''} to " if upper else ""
    return f"{_rough(text, it)}{prefix}{low}{_number(upper.value if upper else it.value)}{behind}"


def _number(value: Decimal) -> str:
    """In words from a million on, where that leaves few decimals; no digit is ever dropped."""
    for word, size in _WORDS:
        figure = _plain(value.scaleb(-size.adjusted()))
        if value >= size and len(figure.partition(".")[2]) <= _DECIMALS:
            return f"{figure} {word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    digits = f"{value:,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _unit(text: str, it: Quantity) -> str:
    known = unit(it.unit)
    noun = _NOUN.match(text, it.end) if it.measure == COUNT else None
    one, many = _COUNTED[noun[1]] if noun else (known.singular, known.plural) if known else ("", "")
    word = one if it.value == 1 else many
    return f"{'' if known and known.close else ' '}{word}" if word else ""


def _rough(text: str, it: Quantity) -> str:
    """How the report hedges the number; "" where it does not."""
    before, within, behind = text[max(0, it.start - 3) : it.start], text[it.start : it.end], text[it.end : it.end + 2]
    if found := next((hedge for words, hedge in _BEFORE if words.search(before)), ""):
        return found
    if re.search(r"[余多]", within):
        return "more than "
    return next((hedge for words, hedge in _BEHIND if words.match(behind)), "")
