"""PDF files with a text layer: visual lines page by page, columns one after the other, through pdfplumber."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Callable
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable

MAX_PAGES = 2000
_GUTTER = 8.0  # points of white that set two columns apart
_BALANCE = 0.3  # each column holds at least this share of the words below the head
_HEAD = 0.35  # lines across both columns stand in this upper share of the page

# Some PDF fonts name a character by the radical of the same shape; the radical is never what the author wrote.
_SUPPLEMENT = dict(
    zip(
        "⺁⺟⺠⺩⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂母民王竹虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_RADICALS = str.maketrans({chr(n): unicodedata.normalize("NFKC", chr(n)) for n in range(0x2F00, 0x2FD6)} | _SUPPLEMENT)


def read(data: bytes) -> Loaded:
    """Raises Unreadable for encrypted and broken files and for more than 2,000 pages."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, thousands of times
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                raise Unreadable(f"has more than {MAX_PAGES} pages; split it")
            lines = [line for page in document.pages for line in _lines(page)]
            return Loaded("pdf", tuple(lines), pages=len(document.pages))
    except (PDFException, PdfminerException, MalformedPDFException, ValueError, KeyError, TypeError) as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise Unreadable("is locked with a password; save an open copy") from error
        raise Unreadable("a broken PDF file; export it again") from error


def _lines(page: Any) -> list[Line]:
    text = "\n".join(part.extract_text() for part in _columns(page)).translate(_RADICALS)
    page.close()  # frees the page's objects: long files would keep them all
    return [Line(line, page=page.page_number) for line in text.splitlines()]


def _columns(page: Any) -> list[Any]:
    """The page whole, or cut into head, left and right where a white gutter runs down its middle."""
    words = page.extract_words()
    x0, top, x1, bottom = page.bbox
    middle = (x0 + x1) / 2
    head = max((word["bottom"] for word in words if word["x0"] < middle < word["x1"]), default=top)
    if head > top + _HEAD * (bottom - top) or not _two_columns([w for w in words if w["top"] >= head], middle):
        return [page]
    boxes = [(x0, top, x1, head), (x0, head, middle, bottom), (middle, head, x1, bottom)]
    return [page.filter(_inside(box)) for box in boxes]


def _inside(box: tuple[float, float, float, float]) -> Callable[[dict[str, Any]], bool]:
    """Is an object's centre inside the box? Each belongs to one of several adjoining boxes."""
    x0, top, x1, bottom = box
    return lambda it: x0 <= (it["x0"] + it["x1"]) / 2 < x1 and top <= (it["top"] + it["bottom"]) / 2 < bottom


def _two_columns(words: list[Any], middle: float) -> bool:
    """Both halves hold running text, and white lies between them."""
    left = [word["x1"] for word in words if word["x1"] <= middle]
    right = [word["x0"] for word in words if word["x0"] >= middle]
    if not words or min(len(left), len(right)) < _BALANCE * len(words):
        return False
    return bool(min(right) - max(left) >= _GUTTER)
