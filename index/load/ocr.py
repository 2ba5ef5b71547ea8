"""Scanned pages → lines in reading order.

What is read from the picture is given places in points, as a text layer would have them, so that columns and tables are
found by the code that finds them in PDF files.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from index.load.lines import Line
from index.load.ocr_engine import read, read_boxes
from index.load.ocr_overlooked import overlooked_before, overlooked_in_cells
from index.load.ocr_words import joined, sheet, words
from index.load.pdf.columns import Block, Page, Stretch, in_reading_order
from index.load.pdf.grids import grids_of
from index.load.pdf.lines import as_lines
from index.load.pdf.margins import furniture
from index.load.pdf.tables import Table, tables_of
from index.load.pdf.words import TextLine, Word, text_lines
from index.load.rulings import strokes
from index.shapes import columns

if TYPE_CHECKING:
    from PIL import Image

_INDENT = (1.2, 3.0)  # characters by which the first line of a paragraph is set in
_RUNNING = 20  # display columns of a line that tells the width of a character
_BLANKS = "\u3000\u3000"
_BEGINNING = re.compile(r"[^\W_]|—")  # of a line: a numbering or a dash; other marks are dirt


def lines(picture: Image.Image, page: int | None = None, threads: int = 1) -> list[Line]:
    """The lines of a page, columns one after the other; [] where nothing is read. The first line of a paragraph that is
    set in begins with two full-width blanks; rows of ruled tables tell what they say when read alone.

    `threads`: cores that may work on it. Raises Unreadable where OCR is not installed.
    """
    return [replace(line, page=page) for line in in_order([read_page(picture, page or 1, threads)])]


def in_order(pages: Sequence[Page]) -> list[Line]:
    """The lines of pages that belong together: tables may go on over them."""
    margins = furniture(pages)
    return as_lines(in_reading_order(pages, margins), margins)


def read_page(picture: Image.Image, number: int, threads: int = 1) -> Page:
    """What stands on a page (its number from 1), in points of A4, before it is put in order."""
    level, runs = read(picture, threads)
    drawn = strokes(level) if runs else []
    page = sheet(number, level.size, drawn)
    missing = overlooked_before(level, runs, drawn), overlooked_in_cells(level, grids_of(page), runs, page.scale)
    before, in_cells = (read_boxes(level, boxes, threads) for boxes in missing)
    runs += [*(run for run in before if _BEGINNING.search(run.text)), *in_cells]
    tables, free = tables_of(page, words(runs, drawn, page.scale))
    blocks: list[Block] = sorted([*text_lines(number, joined(free)), *tables], key=attrgetter("top"))
    return _with_indents(Page(number, page.bbox, tuple(blocks)))


def _with_indents(page: Page) -> Page:
    """First lines of paragraphs that are set in begin with blanks."""
    firsts = {id(word) for stretch in in_reading_order([page], frozenset()) for word in _set_in(stretch)}
    return replace(page, blocks=tuple(_with_blanks(block, firsts) for block in page.blocks))


def _set_in(stretch: Stretch) -> Iterator[Word]:
    """The first words of lines that begin a little to the right of a margin."""
    running = [it for it in stretch.blocks if isinstance(it, TextLine) and columns(it.text) >= _RUNNING]
    if not running:
        return
    character = median(2 * (line.x1 - line.x0) / columns(line.text) for line in running)
    edges = {it.x0 for it in stretch.blocks if it in running or isinstance(it, Table)}
    margins = [edge for edge in edges if not _is_beside(edge, edges, character)]
    for block in stretch.blocks:
        if isinstance(block, TextLine) and _is_beside(block.x0, margins, character):
            yield block.words[0]


def _is_beside(start: float, edges: Iterable[float], character: float) -> bool:
    least, most = _INDENT
    return any(least * character <= start - edge <= most * character for edge in edges)


def _with_blanks(block: Block, firsts: Container[int]) -> Block:
    if not isinstance(block, TextLine):
        return block
    own = (replace(word, text=_BLANKS + word.text) if id(word) in firsts else word for word in block.words)
    return replace(block, words=tuple(own))
