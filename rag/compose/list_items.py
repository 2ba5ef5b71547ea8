"""The things that a list names, one by one, in its own words."""

from __future__ import annotations

import re

_POINT = re.compile(r"(?:[;；。\n]|^|[:：]|\s)\s*(?:[一二三四五六七八九十]是|[(（][一二三四五六七八九十\d][)）]|[①-⑩])")
_LEAD = re.compile(
    r"^.*(?:包括|包含|分为|分别[是为]|[即有为是]|[:：])(?=\S)|^(?:以及|和|及|与)|^其中[,，]?"
)  # what stands before the first thing
_TAIL = re.compile(r"(?:等[^、，,；;。]{0,12})?[。；;，,]?$")


def items(said: str, span: str, fewest: int, longest: int) -> tuple[str, ...]:
    """The things that a report's words enumerate, of at most `longest` characters each: their numbered points
    (一是…；二是…), or what 、 parts in the `span` that answers. Empty for fewer than `fewest`: what stands between one
    mark need not be a list."""
    points = [_shorn(it) for it in _POINT.split(said)[1:]]
    if len(points) >= fewest:
        return tuple(points)
    runs = (_enumerated(clause, fewest, longest) for clause in re.split(r"[。；;\n]", span or said))
    return max(runs, key=len, default=())


def _enumerated(clause: str, fewest: int, longest: int) -> tuple[str, ...]:
    """The run of short things that 、 parts, without what leads up to it and what ends it."""
    mark = "、" if clause.count("、") >= fewest - 1 else "[，,]" if not clause.count("、") else "(?!)"
    parts = re.split(mark, clause)
    first, rest = _LEAD.sub("", parts[0]), [_LEAD.sub("", it) if n else it for n, it in enumerate(parts[1:], 1)]
    found = [_shorn(it) for it in (first, *rest)]
    fits = len(found) >= fewest and all(0 < len(it) <= longest for it in found)
    return tuple(found) if fits else ()


def _shorn(text: str) -> str:
    return _TAIL.sub("", text.strip()).strip("，,、；;。 “”")
