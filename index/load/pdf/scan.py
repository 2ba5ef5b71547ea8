"""Which pages of a PDF have to be read from their picture, and that picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pypdfium2

from index.load.page_layout.words import Word
from index.load.sanity import Unreadable, is_gibberish
from index.reasons import Code

if TYPE_CHECKING:
    from PIL import Image

_DPI = 200
_MOST_PIXELS = 25_000_000  # A3 at 200 dpi has 8 million; a page may call itself metres wide
_POINTS = 72  # to the inch
_STRAY = 30  # characters: a page number, a stamp, a date of scanning
_PICTURE = 0.5  # share of the page that a scan covers at least
_INK = 0.05  # share of the page that a picture covers where there is no text at all
_OUTLINES = 100  # curves: letters drawn as shapes


def needs_ocr(page: Any, words: Sequence[Word]) -> bool:
    """Is a pdfplumber page a picture of text, or its text layer gibberish? A blank page is neither."""
    length = sum(len(word.text) for word in words)
    if not length:
        return _pictured(page) >= _INK or len(page.curves) >= _OUTLINES
    return (length < _STRAY and _pictured(page) >= _PICTURE) or is_gibberish(word.text for word in words)


def pictures(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Image.Image]]:
    """The pages (from 1) at 200 dpi; huge ones at less. Raises Unreadable where one cannot be drawn."""
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            for number in pages:
                with closing(document[number - 1]) as page:
                    yield number, _picture(page)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Code.PDF_PAGE_BROKEN) from error


def _picture(page: Any) -> Image.Image:
    width, height = page.get_size()
    scale = min(_DPI / _POINTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    with closing(page.render(scale=scale)) as bitmap:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
    return picture


def _pictured(page: Any) -> float:
    """The share of the page that pictures cover; strips of one scan add up."""
    x0, top, x1, bottom = page.bbox
    covered = sum(
        max(min(it["x1"], x1) - max(it["x0"], x0), 0) * max(min(it["bottom"], bottom) - max(it["top"], top), 0)
        for it in page.images
    )
    return float(covered / max((x1 - x0) * (bottom - top), 1))
