"""The things that a list names, one by one, in its own words."""

from __future__ import annotations

import re

from rag.answer import Claim

_POINT = re.compile(r"(?:[;；。\n]|^|[:：]|\s)\s*(?:[一二三四五六七八九十]是|[(（][一二三四五六七八九十\d][)）]|[①-⑩])")
_LEAD = re.compile(
    r"^.*(?:包括|包含|分为|分别[是为]|[即有为是]|[:：])(?=\S)|^(?:以及|和|及|与)|^其中[,，]?"
)  # what stands before the first thing
_TAIL = re.compile(r"(?:等[^、，,；;。]{0,12})?[。；;，,]?$")
_LONGEST = 40  # characters of one thing of an enumeration
_FEWEST = 3  # things, with two marks between them, that make an enumeration


def items(claim: Claim) -> tuple[str, ...]:
    """The things that a claim enumerates: its numbered points (一是…；二是…), or what 、 parts; empty for fewer than
    three, as what stands between one mark need not be a list."""
    said = claim.citations[0].told
    points = [_shorn(it) for it in _POINT.split(said)[1:]]
    if len(points) >= _FEWEST:
        return tuple(points)
    runs = (_enumerated(clause) for clause in re.split(r"[。；;\n]", claim.span or said))
    return max(runs, key=len, default=())


def _enumerated(clause: str) -> tuple[str, ...]:
    """The run of short things that 、 parts, without what leads up to it and what ends it."""
    mark = "、" if clause.count("、") >= _FEWEST - 1 else "[，,]" if not clause.count("、") else "(?!)"
    parts = re.split(mark, clause)
    first, rest = _LEAD.sub("", parts[0]), [_LEAD.sub("", it) if n else it for n, it in enumerate(parts[1:], 1)]
    found = [_shorn(it) for it in (first, *rest)]
    fits = len(found) >= _FEWEST and all(0 < len(it) <= _LONGEST for it in found)
    return tuple(found) if fits else ()


def _shorn(text: str) -> str:
    return _TAIL.sub("", text.strip()).strip("，,、；;。 “”")
