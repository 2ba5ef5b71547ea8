"""Where a text names places: those that the gazetteer knows, with or without their rank, else told by their form."""

from __future__ import annotations

import re
from functools import cache

from index.language.gazetteer import gazetteer, leading, provinces, stem

# Stems of places that are everyday words too.
_EVERYDAY = frozenset("和平 新华 城关 市中 长安 东方 大同 平安 解放 前进 向阳 永定 安定 城区 郊区 矿区 市辖".split())


def places_of(text: str) -> list[tuple[str, int]]:
    """Places with their offsets, in order: those that the gazetteer knows, with or without rank, else told by form."""
    found, at, heads = [], 0, _known()
    while at < len(text):
        known = next((text[at : at + n] for n in range(12, 1, -1) if text[at : at + n] in heads), "")
        ranked = re.match(r"[市区县]", text[at + len(known) :]) if known and known not in gazetteer() else None
        name = f"{known}{ranked[0] if ranked else ''}" or _formed(text, at)
        if name:
            found.append((name, at))
        at += len(name) or 1
    return found


def _formed(text: str, at: int) -> str:
    """A place told by its form, unless a shorter one ends where it does ("目前望江区")."""
    name = leading(text[at : at + 12])
    return "" if any(leading(name[cut:]) for cut in range(1, len(name) - 2)) else name


@cache
def _known() -> frozenset[str]:
    stems = {stem(name) for name in gazetteer()} | {*provinces()}
    return frozenset({*gazetteer(), *(it for it in stems if len(it) > 1)} - _EVERYDAY)
