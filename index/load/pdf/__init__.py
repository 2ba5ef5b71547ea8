"""PDF files: text layers through pdfplumber in reading order, tables as rows, and pages that are pictures by OCR."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from index.load.lines import Loaded, silent
from index.load.page_layout.columns import Block, Page
from index.load.page_layout.order import in_order
from index.load.page_layout.tables import Table, tables_of
from index.load.page_layout.words import text_lines, words_of
from index.load.pdf.scan import needs_ocr, pictures
from index.load.pdf.streams import mend
from index.load.sanity import Unreadable, is_gibberish
from index.reasons import Code

mend()
MAX_PAGES = 2000
# What pdfminer and pdfplumber raise over damaged files.
_BROKEN = (
    PDFException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    struct.error,
    zlib.error,
)


def read(data: bytes, ocr: bool = True, progress: Callable[[int, int], None] = silent) -> Loaded:
    """The lines of all pages. Pages that are pictures, or whose text layer is gibberish, are read by OCR: `progress` is
    told how many of them are done, and how many there are; 0 of 0 after each page whose text layer was looked at.
    Without OCR such pages are left out, and named in `unread`.

    Raises Unreadable for encrypted and broken files, for more than 2,000 pages, and where no page could be read.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font, thousands of times
    read_pages = list(_pages(data, progress))
    pictured = [page.number for page, is_picture in read_pages if is_picture]
    scans = _scans(data, pictured, progress) if ocr and pictured else {}
    unread = tuple(number for number in pictured if number not in scans)
    lines = in_order([scans.get(page.number, page) for page, _ in read_pages])
    if unread and not lines:
        raise Unreadable(Code.GIBBERISH_BY_OCR if ocr else Code.PAGES_WITHOUT_OCR)
    return Loaded("pdf", tuple(lines), len(read_pages), tuple(scans), unread)


def _pages(data: bytes, progress: Callable[[int, int], None]) -> Iterator[tuple[Page, bool]]:
    with _refusing_broken_files():
        document = pdfplumber.open(io.BytesIO(data))
        pages = document.pages
    with document:
        if len(pages) > MAX_PAGES:
            raise Unreadable(Code.TOO_MANY_PAGES, MAX_PAGES)
        for page in pages:
            with _refusing_broken_files():
                page.objects  # noqa: B018  parses the page
            yield _page(page)
            page.close()  # frees the page's objects: long files would keep them all
            progress(0, 0)


@contextmanager
def _refusing_broken_files() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise Unreadable(Code.LOCKED) from error
        raise Unreadable(Code.PDF_BROKEN) from error


def _page(page: Any) -> tuple[Page, bool]:
    """A pdfplumber page, without blocks where it has to be read from its picture."""
    words = words_of(page)
    is_picture = needs_ocr(page, words)
    tables, free = ([], []) if is_picture else tables_of(page, words)
    blocks: list[Block] = sorted([*text_lines(page.page_number, free), *tables], key=lambda block: block.top)
    return Page(page.page_number, page.bbox, tuple(blocks)), is_picture


def _scans(data: bytes, pages: Sequence[int], progress: Callable[[int, int], None]) -> dict[int, Page]:
    """Pages as they are read from their pictures, by their numbers; without those that are gibberish there too."""
    from index.load import ocr

    scans = {}
    for done, (number, picture) in enumerate(pictures(data, pages), 1):
        page = ocr.read_page(picture, number)
        if not is_gibberish(text for block in page.blocks for text in _texts(block)):
            scans[number] = page
        progress(done, len(pages))
    return scans


def _texts(block: Block) -> Iterable[str]:
    return block.texts.values() if isinstance(block, Table) else [block.text]
