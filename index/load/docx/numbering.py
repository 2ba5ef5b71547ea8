"""Numbers that Word draws before paragraphs: "一、", "（一）", "1.", "第一章" (ECMA-376 part 1, 17.9 and 17.18.59)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.language.numerals import draw, number
from index.load.docx.xml import W, value

LEVELS = 9
_CLOSING = "、）】〕》．。：)"  # no blank after these


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` holds %1 … %9 for the counters of the levels, `restart` the level that resets it."""

    start: int
    format: str
    text: str
    gap: bool
    restart: int | None
    style: str
    legal: bool


class Numbering:
    """The lists of a document, and how far each has counted. `styles` are the roots of style elements by id."""

    def __init__(self, root: Any | None, styles: dict[str, Any]) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._list: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._first: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root, styles)

    def _read(self, root: Any, styles: dict[str, Any]) -> None:
        links: dict[str, str] = {}
        for element in root.iter(W + "abstractNum"):
            key = element.get(W + "abstractNumId", "")
            self._abstract[key] = dict(_levels(element))
            links[key] = value(element, "numStyleLink")
        lists = {element.get(W + "numId", ""): element for element in root.iter(W + "num")}
        for key, element in lists.items():
            abstract = value(element, "abstractNumId")
            style = styles.get(links.get(abstract, ""))
            if style is not None:  # the list is described where its style says
                other = lists.get(value(style.find(f"{W}pPr/{W}numPr"), "numId"))
                abstract = value(other, "abstractNumId", abstract)
            self._add(key, abstract, element)

    def _add(self, key: str, abstract: str, element: Any) -> None:
        self._list[key] = abstract
        self._levels[key] = dict(self._abstract.get(abstract, {}))
        self._first[key] = {}
        for override in element.iter(W + "lvlOverride"):
            self._levels[key].update(_levels(override))
            start = value(override, "startOverride")
            if start:
                self._first[key][number(override.get(W + "ilvl"), 0)] = number(start, 1)

    def level_of(self, key: str, style: str) -> int:
        """The level, from 0, that a style of paragraphs is linked to."""
        return next((at for at, level in self._levels.get(key, {}).items() if level.style == style), 0)

    def label(self, key: str, at: int) -> str:
        """Counts one paragraph of a list at a level, from 0: what is drawn before its text; empty for bullets."""
        levels = self._levels.get(key, {})
        if at not in levels:
            return ""
        counters = self._count(key, at, levels)
        level = levels[at]
        if level.format == "bullet":
            return ""
        text = level.text
        for other in range(at + 1):
            shown = levels.get(other, level)
            count = counters[other]
            drawn = draw(shown.start if count is None else count, "decimal" if level.legal else shown.format)
            text = text.replace(f"%{other + 1}", drawn)
        return text + " " * (level.gap and bool(text) and not text.endswith(tuple(_CLOSING)))

    def _count(self, key: str, at: int, levels: dict[int, Level]) -> list[int | None]:
        counters = self._counters.setdefault(self._list[key], [None] * LEVELS)
        first = self._first[key].pop(at, None)  # a list begins anew once, where it is first used
        last = counters[at]
        counters[at] = first if first is not None else levels[at].start if last is None else last + 1
        for below in range(at + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or at < restart:
                counters[below] = None
        return counters


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for element in parent.iter(W + "lvl"):
        at = number(element.get(W + "ilvl"), LEVELS)
        restart = value(element, "lvlRestart")
        if 0 <= at < LEVELS:
            yield (
                at,
                Level(
                    number(value(element, "start"), 0),
                    next((each.get(W + "val", "") for each in reversed([*element.iter(W + "numFmt")])), "decimal"),
                    value(element, "lvlText"),
                    value(element, "suff", "tab") != "nothing",
                    number(restart, 0) if restart else None,
                    value(element, "pStyle"),
                    element.find(W + "isLgl") is not None,
                ),
            )
