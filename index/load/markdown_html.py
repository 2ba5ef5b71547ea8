"""Tables that stand as HTML in Markdown, as converters of PDFs write them (docling, MinerU)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring

from index.load.html_blocks import Rows, strip, tables

_OPENS = re.compile(r"<table\b", re.I)
_CLOSES = re.compile(r"</table\s*>", re.I)
_TAG = re.compile(r"</?(?:html|body|table|thead|tbody|tr|td|th|div|p|center)\b[^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Embedded:
    """HTML tables in lines [start, end): the `rows` of each, and the words `before` and `after` them on their lines."""

    start: int
    end: int
    rows: tuple[Rows, ...]
    before: str
    after: str


def embedded(lines: Sequence[str]) -> Iterator[Embedded]:
    """The tables of data among the lines, in order; one that is never closed ends them."""
    start, depth = 0, 0
    for at, line in enumerate(lines):
        opened = len(_OPENS.findall(line))
        if not depth and not opened:
            continue
        start = at if not depth else start
        depth += opened - len(_CLOSES.findall(line))
        if depth <= 0:
            depth = 0
            if found := _read(lines[start : at + 1], start, at + 1):
                yield found


def _read(lines: Sequence[str], first: int, end: int) -> Embedded | None:
    """None where they hold no data, or are not closed as they were opened."""
    markup = "\n".join(lines)
    opening, closings = _OPENS.search(markup), [it.end() for it in _CLOSES.finditer(markup)]
    if not opening or not closings or closings[-1] < opening.start():
        return None
    start, stop = opening.start(), closings[-1]
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(markup[start:stop].replace("\0", "").encode(), parser)
    except ParserError:
        return None
    strip(page)
    rows = tuple(tables(page).values())
    return Embedded(first, end, rows, _bare(markup[:start]), _bare(markup[stop:])) if rows else None


def _bare(text: str) -> str:
    return _TAG.sub("", text).strip()
