"""A web page → its blocks as a browser shows them: paragraphs, headings, list items and tables of data, in order.

Hidden elements, scripts, forms' fields, navigation and footers are no blocks; tables that only lay out the page are
read as what they hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from index.language.numerals import COUNTING, draw, number
from index.load.cells import Cell

_SKIPPED = frozenset(
    "script style noscript template svg iframe object embed applet canvas audio video map select option datalist "
    "button textarea input nav footer menu dialog head title meta link rt rp".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_NUMBERED = re.compile(rf"[（(]?(?:\d+|[{COUNTING}]+|[a-zA-Z])\s*[、.．）)]|第.{{1,4}}[条章节]|[①-⑳]")
_EDGE = "\x1f"  # where an element begins or ends within a line
_BREAK = re.compile(
    r"(?<=[^\x00-\x7f])[ \t]*[\r\n]\s*(?=[^\x00-\x7f])"
)  # in Chinese a line break of the source is nothing
_LABEL_CELL = re.compile(r".{1,12}[:：]")
_WHOLE_PAGE = 300  # characters: a cell longer than this, and most of its table, is no datum
_MOST = 0.6
_HEADING = re.compile("h[1-6]")
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_BLANKS = re.compile(r"[ \t\r\n\xa0]+")

Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table with its `rows`.

    `element` is the box that it stands in, `level` that of a heading, else 0. `apart` is the text with a blank
    wherever an element begins or ends, `linked` how many characters of it are links.
    """

    text: str
    element: Any
    level: int = 0
    linked: int = 0
    apart: str = ""
    rows: Rows = ()


def strip(page: Any) -> None:
    """Takes away what a browser does not show, or shows around the text."""
    for element in [*page.iterdescendants()]:
        if element.tag in _SKIPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            element.drop_tree()


def tables(page: Any) -> dict[Any, Rows]:
    """The rows of each table of data. Tables that lay out the page become plain boxes."""
    found = {}
    for table in [*page.iter("table")]:
        rows = _rows(table) if table.find(".//table") is None else ()
        if _is_data(table, rows):
            found[table] = rows
        else:
            for part in (table, *_own_parts(table)):
                part.tag = "div"
    return found


def _own_parts(table: Any) -> Iterator[Any]:
    """Its sections, rows and cells, not those of tables within."""
    for part in [*table]:
        if part.tag in ("tbody", "thead", "tfoot", "tr"):
            yield from _own_parts(part)
            yield part
        elif part.tag in ("td", "th", "caption"):
            yield part


def _rows(table: Any) -> Rows:
    rows = [tuple(_cell(cell) for cell in row.iter("td", "th")) for row in table.iter("tr")]
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    captions = (replace(_cell(caption), columns=width) for caption in table.iter("caption"))
    return (*((caption,) for caption in captions), *(row for row in rows if row))


def _cell(cell: Any) -> Cell:
    text = "\n".join(block.text for block in blocks(cell, {}))
    rows = number(cell.get("rowspan"), 1)
    return Cell(text, max(1, number(cell.get("colspan"), 1)), rows if rows > 0 else 1 << 30)


def _is_data(table: Any, rows: Rows) -> bool:
    """Several rows and columns, none of its cells the page itself, and not made of links."""
    lengths = [len(cell.text) for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2 or not sum(lengths):
        return False
    links = sum(len("".join(link.itertext()).strip()) for link in table.iter("a"))
    return links <= _MOST * sum(lengths) and max(lengths) <= max(_WHOLE_PAGE, _MOST * sum(lengths))


def is_form(rows: Rows) -> bool:
    """Do labels with a colon and their values take turns, as in the box of a paper's number and date?"""
    return all(
        len(row) % 2 == 0 and all(_LABEL_CELL.fullmatch(cell.text.strip()) for cell in row[::2] if cell.text.strip())
        for row in rows
    )


def blocks(root: Any, data: Mapping[Any, Rows]) -> list[Block]:
    """The blocks below an element; `data` are the rows of its tables of data."""
    walk = _Walk(data)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walk.leave(element, root)
            continue
        walk.enter(element)
        if element in data:
            events.skip_subtree()
    return walk.found


class _Walk:
    """Where a walk through a page is: the pieces of the line begun, and the boxes that it is in."""

    def __init__(self, data: Mapping[Any, Rows]) -> None:
        self.found: list[Block] = []
        self._data = data
        self._pieces: list[str] = []
        self._boxes: list[Any] = []
        self._counts: dict[Any, int] = {}  # list items so far
        self._item = ""  # the number of a list item that has not begun
        self._links = 0  # that are open
        self._linked = 0

    def enter(self, element: Any) -> None:
        self._links += element.tag == "a"
        if element.tag in _BLOCKS:
            self._flush()
            self._boxes.append(element)
            self._item = self._number(element) if element.tag == "li" else self._item
        elif element.tag == "br":
            self._flush()
        else:
            self._pieces.append(_EDGE)
        if element in self._data:
            texts = (cell.text for row in self._data[element] for cell in row)
            self.found.append(Block("\n".join(texts), element, rows=self._data[element]))
        else:
            self._add(element.text)

    def leave(self, element: Any, root: Any) -> None:
        self._links -= element.tag == "a"
        if element.tag in _BLOCKS:
            self._flush()
            self._boxes.pop()
        else:
            self._pieces.append(_EDGE)
        if element is not root:
            self._add(element.tail)
        else:
            self._flush()

    def _add(self, text: str | None) -> None:
        """Text of the line; in preformatted boxes each line break is one."""
        preformatted = bool(self._boxes) and self._boxes[-1].tag == "pre"
        for at, part in enumerate((text or "").split("\n") if preformatted else [text or ""]):
            if at:
                self._flush()
            self._pieces.append(part)
            self._linked += len("".join(part.split())) * (self._links > 0)

    def _flush(self) -> None:
        raw = "".join(self._pieces)
        text = _closed_up(raw.replace(_EDGE, ""))
        if text:
            level = next((int(box.tag[1]) for box in reversed(self._boxes) if _HEADING.fullmatch(box.tag)), 0)
            item, self._item = "" if _NUMBERED.match(text) else self._item, ""
            apart = _closed_up(raw.replace(_EDGE, " "))
            self.found.append(Block(item + text, self._boxes[-1] if self._boxes else None, level, self._linked, apart))
        self._pieces, self._linked = [], 0

    def _number(self, item: Any) -> str:
        """What a browser draws before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or _UNMARKED.search(parent.get("style", "") + item.get("style", "")):
            return ""
        count = number(item.get("value"), self._counts.get(parent, number(parent.get("start"), 1) - 1) + 1)
        self._counts[parent] = count
        return draw(count, _LIST_FORMATS.get(parent.get("type", ""), "decimal")) + ". "


def _closed_up(text: str) -> str:
    """White space as a browser shows it."""
    return _BLANKS.sub(" ", _BREAK.sub("", text)).strip()
