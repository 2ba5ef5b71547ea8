"""What a question says of numbers beside their measure: the way it compares, and the number it compares with."""

from __future__ import annotations

import re
from typing import Literal

from index.language.quantities import Quantity, quantities
from rag.understand.query import Direction, Threshold

_NEUTRAL = re.compile(
    r"[高大多快长]了?还是[低小少慢短]了?|[低小少慢短]了?还是[高大多快长]了?|多少|"
    r"\b(?:higher|more|larger|bigger|greater) or (?:lower|less|fewer|smaller)\b|"
    r"\b(?:lower|less|fewer|smaller) or (?:higher|more|larger|bigger|greater)\b",
    re.I,
)
_LOWEST = re.compile(
    r"最[低少小慢短]|更[低少小慢短]|谁[低少小]|\b(?:lowest|least|fewest|smallest|lower|fewer|smaller)\b", re.I
)
_HIGHEST = re.compile(
    r"最[高多大快长]|更[高多大快长]|谁[高多大]|\b(?:highest|most|largest|biggest|greatest|higher|more|larger|bigger)\b",
    re.I,
)
_ADJECTIVES = ("高低", "大小", "快慢", "长短", "多少")
_LEADS = "更最边谁个年"
_ADDED = re.compile(r"新增|增加|净增|新建|新开|\b(?:add|new|increase)")

_Comparison = Literal[">", ">=", "<", "<="]
_BEFORE: tuple[tuple[_Comparison, str], ...] = (
    ("<=", r"(?:不超过|不多于|不高于|不大于|至多|最多)$|\b(?:at most|no more than|not more than|up to)\s*$"),
    (">=", r"(?:不低于|不少于|不小于|至少|达到)$|\b(?:at least|no less than|not less than)\s*$"),
    (
        ">",
        r"(?:超过?|突破|多于|高于|大于|逾)了?$|\b(?:over|above|(?:more|higher) than|exceed(?:s|ed|ing)?|"
        r"(?:sur)?pass(?:ed|es)?|topp?(?:ed|s)?)\s*$",
    ),
    ("<", r"(?:少于|低于|小于|不足|不到|不满)$|\b(?:under|below|(?:less|fewer|lower) than)\s*$"),
)
_BEHIND: tuple[tuple[_Comparison, str], ...] = (
    (">=", r"\s*(?:及?以上|or (?:more|higher|greater|above|over)\b|and (?:above|over)\b)"),
    ("<=", r"\s*(?:及?以[下内]|or (?:less|fewer|lower|below)\b)"),
)
_LEADING, _FOLLOWING = 16, 12  # characters beside a number in which a comparison with it stands


def direction(text: str) -> Direction:
    """Does the question ask for the most or for the least? Empty where it names neither, or asks which of both."""
    asked = _NEUTRAL.sub("", text)
    if _LOWEST.search(asked):
        return "lowest"
    return "highest" if _HIGHEST.search(asked) else ""


def adjective(text: str) -> str:
    """The pair of words by which the question compares (高低, 多少); empty where it names none."""
    asked = text.replace("多少", "")
    return next((pair for pair in _ADJECTIVES if any(f"{lead}{it}" in asked for it in pair for lead in _LEADS)), "")


def asks_for_added(text: str) -> bool:
    """Does the question ask for what is new (新增) rather than for all there is?"""
    return _ADDED.search(text) is not None


def threshold(text: str) -> Threshold | None:
    """The first number that the question compares with; None where there is none."""
    found = ((it, _comparison(text, it)) for it in quantities(text))
    return next((Threshold(sign, it.amount, it.unit, it.measure) for it, sign in found if sign), None)


def _comparison(text: str, it: Quantity) -> _Comparison | None:
    before = text[max(0, it.start - _LEADING) : it.start]
    behind = text[it.end : it.end + _FOLLOWING]
    leading = (sign for sign, words in _BEFORE if re.search(words, before, re.I))
    return next(leading, None) or next((sign for sign, words in _BEHIND if re.match(words, behind, re.I)), None)
