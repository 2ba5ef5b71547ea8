"""Is a term explained, or only used? What a definition asks for is explained by name, or spelled out beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.script import HAN

IN_SO_MANY_WORDS = 2
"""Of `explains_by_name`: nothing is left to guess."""
_CLOSING = r"[”\"』」’']?"
_NUMBERED = r"[\s\d①-⑳\[\]〔〕【】（）().、．:：注]*[“\"『「‘']?"
_SAYS_WHAT = re.compile(rf"{_CLOSING}[：:，]?(?:主要)?(?:是指|指的是|指|即|就是|包括|涵盖)")
_SET_BEFORE = re.compile(rf"{_CLOSING}(?:[：:]|是(?![否在]))")
_EXPLAINS_BEHIND = re.compile(
    rf"{_CLOSING}(?:[^，。；]{{0,8}}?(?:[（(：:—]|即|是指|指的是|指|就是|包括|涵盖|分别|为|是|要求|包含)|"
    rf"[^，。；]{{0,8}}?{_CLOSING}，(?:就是|即|是指|指|也就是|包括))"
)
_EXPLAINS_BEFORE = re.compile(
    r"(?:、[^，。；]{1,40}|[：:].{1,60}|，.{1,60}(?:的|等))[“\"『「‘']?$|以.{2,40}为.{0,10}的[“\"]?$"
)
_COUNTS = {"双": 2, "两": 2, **dict(zip("二三四五六七八九十", range(2, 11), strict=True))}
_COUNTED = re.compile(rf"(?P<count>[{''.join(_COUNTS)}])个?(?P<shared>[{HAN}])")
_MARKS = re.compile(r"[、，,；;。：:“”\"（）()]")


def is_explained(term: str, said: str) -> bool:
    """Does a text that uses the term also tell what it is, behind it or before it?"""
    before, _, behind = said.partition(term)
    return _EXPLAINS_BEHIND.match(behind) is not None or _EXPLAINS_BEFORE.search(before) is not None


def explains_by_name(term: str, said: str) -> int:
    """How plainly a text says what a term is: 2 where it says so in so many words (“一箱制”指…), as an entry in a list
    of terms does, or names as many things as the term counts ("六保": 保居民就业、保基本民生…); 1 where the term stands
    before a colon; else 0."""
    behind = [said[it.end() :] for it in re.finditer(re.escape(term), said)]
    if re.search(rf"^{_NUMBERED}{re.escape(term)}{_CLOSING}[：:]", said, re.M):  # an entry of a list of terms
        return IN_SO_MANY_WORDS
    if any(_SAYS_WHAT.match(it) for it in behind) or _is_spelled_out(term, said):
        return IN_SO_MANY_WORDS
    return int(any(_SET_BEFORE.match(it) for it in behind))


def _is_spelled_out(term: str, said: str) -> bool:
    """Do as many things stand in a row as the term counts, each with the word that they share?"""
    counted = _COUNTED.fullmatch(term)
    if not counted:
        return False
    pieces = [counted["shared"] in piece and counted[0] not in piece for piece in _MARKS.split(said)]
    return _longest_run(pieces) >= _COUNTS[counted["count"]]


def _longest_run(held: Sequence[bool]) -> int:
    longest = run = 0
    for it in held:
        run = run + 1 if it else 0
        longest = max(longest, run)
    return longest
