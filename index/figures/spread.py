"""Measures that one clause names together: "城镇、农村居民收入分别增长5%、7%", "M2和社会融资规模均增长12%"."""

from __future__ import annotations

import re

from index.figures import patterns as w

_AND = re.compile(r"[、和与及]|以及")
_NO_NAME = re.compile(r"(?:均|将|要|预计|力争|年均)$")
_EACH = re.compile(r"[均都皆]")
_NAMED_WHOLE = re.compile(rf"(?:{w.HEAD}|[A-Z]\d?)$")


def spread(lead: str, count: int) -> list[str]:
    """For each of `count` numbers the measure that 分别 gives it in the words before the first; empty where none is."""
    marks = list(w.ARE_SPREAD.finditer(lead)) if count > 1 else []
    if not marks:
        return [""] * count
    named = _NO_NAME.sub("", w.strip_leading(lead[: marks[-1].start()])[1])
    items = [it for it in _AND.split(named) if it.strip()]
    if len(items) == 1 and count == 2 and "城乡" in items[0]:  # the two are named in one word
        return [items[0].replace("城乡", it) for it in ("城镇", "农村")]
    return [_whole(it, items[-1]) for it in items] if len(items) == count else [""] * count


def together(subject: str, predicates: str) -> list[str]:
    """The measures of each of which one number is stated; empty where it is stated of one."""
    if not _EACH.search(predicates):
        return []
    items = [it for it in _AND.split(w.strip_leading(subject)[1]) if it.strip()]
    names = [_whole(it, items[-1]) for it in items]
    return names if len(names) > 1 and all(map(_NAMED_WHOLE.search, names)) else []


def _whole(item: str, last: str) -> str:
    """An item with the noun that it shares with the last of its enumeration: 城镇 of "城镇和农村居民收入"."""
    if item == last or _NAMED_WHOLE.search(item):
        return item
    tails = (last[cut:] for cut in range(min(len(item), 2), len(last) - 1))
    return next((item + tail for tail in tails if _NAMED_WHOLE.search(tail)), item)
