"""Styles of a Word file: which heading level, list and visibility a paragraph inherits (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.language.numerals import number
from index.load.docx.xml import W, is_on, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_TITLE = re.compile(r"title|标题", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", re.I)
_BODY = 9  # the outline level of running text


class Styles:
    """The styles of a document by id; `root` is None where the file has none."""

    def __init__(self, root: Any | None) -> None:
        elements = [] if root is None else [*root.iter(W + "style")]
        self.by_id = {element.get(W + "styleId", ""): element for element in elements}
        usual = (
            e for e in elements if e.get(W + "type") == "paragraph" and e.get(W + "default") in ("1", "true", "on")
        )
        self._default = next((element.get(W + "styleId", "") for element in usual), "")

    def of(self, properties: Any | None) -> str:
        """The id of the style that a paragraph's properties name."""
        return value(properties, "pStyle", self._default)

    def level(self, properties: Any | None) -> int:
        """The heading level from 1; 0 for running text. What is said nearest to the paragraph holds."""
        own = value(properties, "outlineLvl")
        if own:
            return _outline_level(own)
        for style in self._chain(self.of(properties)):
            inherited = value(style.find(W + "pPr"), "outlineLvl")
            name = value(style, "name")
            if inherited:
                return _outline_level(inherited)
            if mark := _HEADING.fullmatch(name):
                return int(mark[1])
            if _TITLE.fullmatch(name):
                return 1
        return 0

    def is_contents(self, properties: Any | None) -> bool:
        """Does the paragraph belong to the table of contents that Word makes?"""
        style = self.by_id.get(self.of(properties))
        return style is not None and _CONTENTS.fullmatch(value(style, "name")) is not None

    def list_of(self, properties: Any | None) -> tuple[str, str, str]:
        """A paragraph's list: its id, the level as written, and the style that says so; empty where none does."""
        own = None if properties is None else properties.find(W + "numPr")
        key, level = value(own, "numId"), value(own, "ilvl")
        if key:
            return key, level or "0", ""
        for style in self._chain(self.of(properties)):
            inherited = style.find(f"{W}pPr/{W}numPr")
            if key := value(inherited, "numId"):
                return key, level, style.get(W + "styleId", "")
        return "", "", ""

    def is_hidden(self, *names: str) -> bool:
        """Does one of these styles hide its text?"""
        chains = (style for name in names for style in self._chain(name))
        said = (style.find(f"{W}rPr/{W}vanish") for style in chains)
        return next((is_on(mark) for mark in said if mark is not None), False)

    def _chain(self, name: str) -> Iterator[Any]:
        """A style and those that it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while name in self.by_id and name not in seen:
            seen.add(name)
            yield self.by_id[name]
            name = value(self.by_id[name], "basedOn")


def _outline_level(text: str) -> int:
    level = number(text, _BODY)
    return level + 1 if 0 <= level < _BODY else 0
