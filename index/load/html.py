"""Saved web pages: the main content through trafilatura, headings with their level, tables as rows."""

from __future__ import annotations

import re
from typing import Any

from lxml.html import HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|table|p)\b", re.I | re.S
)

_LABEL = re.compile(r"(?:发文字号|文号|发文机关|发布机构|成文日期|发布日期|发文日期|公开日期)\s*[:：]")
_LONGEST_LABEL = 160


def is_html(text: str) -> bool:
    return _OPENING.match(text.lstrip("\ufeff")[:4096]) is not None


def read(text: str) -> Loaded:
    """Paragraphs, headings and table rows (cells set apart by " | ") of the page's main content."""
    page = bare_extraction(text, include_tables=True, include_comments=False, favor_recall=True, deduplicate=False)
    if not isinstance(page, Document) or page.body is None:
        raise Unreadable("a web page without any main content")
    lines = [line for element in page.body for line in _lines(element)]
    title = (page.title or "").strip()
    if title and not any(title in line.text for line in lines[:5]):
        lines.insert(0, Line(title, level=1, solid=True))
    seen = "\n".join(line.text for line in lines)
    lines[1:1] = [Line(label, solid=True) for label in _labels(text) if label not in seen]
    return Loaded("html", tuple(lines))


def _labels(text: str) -> list[str]:
    """The line in which a site gives a paper's number, date and publisher; extraction takes it for furniture."""
    found: list[str] = []
    page = document_fromstring(text.encode(), parser=HTMLParser(encoding="utf-8"))
    for element in page.iter("p", "div", "td", "li", "span"):
        words = " ".join(element.text_content().split())
        if len(words) <= _LONGEST_LABEL and _LABEL.search(words) and not any(words in other for other in found):
            found = [*(other for other in found if other not in words), words]
    return found


def _lines(element: Any) -> list[Line]:
    if element.tag == "table":
        return [Line("\t".join(cells), solid=True) for row in element.iter("row") if (cells := _cells(row))]
    if element.tag == "list":
        return [Line(words, solid=True) for item in element.iter("item") if (words := _words(item))]
    level = int(element.get("rend", "h0")[1:]) if element.tag == "head" else 0
    return [Line(part, level=level, solid=True) for part in _words(element).split("\n") if part]


def _cells(row: Any) -> list[str]:
    return [_words(cell).replace("\n", "") for cell in row.iter("cell")]


def _words(element: Any) -> str:
    """All text below an element; `<lb/>` breaks the line."""
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "lb" else _words(child), child.tail or ""]
    return "\n".join(line.strip() for line in "".join(pieces).strip().split("\n"))
