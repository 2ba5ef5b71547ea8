"""Scanned pages → lines in reading order.

What is read from the picture is given places in points, as a text layer would have them, so that columns, tables and
paragraphs are found by the code that finds them in PDF files.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from index.load.lines import Line
from index.load.ocr.engine import read, read_boxes
from index.load.ocr.overlooked import overlooked_before, overlooked_in_cells
from index.load.ocr.rulings import strokes
from index.load.ocr.words import joined, sheet, words
from index.load.page_layout.columns import Block, Page
from index.load.page_layout.grids import grids_of
from index.load.page_layout.order import in_order
from index.load.page_layout.tables import tables_of
from index.load.page_layout.words import text_lines

if TYPE_CHECKING:
    from PIL import Image

_BEGINNING = re.compile(r"[^\W_]|—")  # of a line: a numbering or a dash; other marks are dirt


def lines(picture: Image.Image, page: int | None = None, threads: int = 1) -> list[Line]:
    """The lines of a page, columns one after the other; [] where nothing is read. The first line of a paragraph that is
    set in begins with two full-width blanks; rows of ruled tables tell what they say when read alone.

    `threads`: cores that may work on it. Raises Unreadable where OCR is not installed.
    """
    return [replace(line, page=page) for line in in_order([read_page(picture, page or 1, threads)])]


def read_page(picture: Image.Image, number: int, threads: int = 1) -> Page:
    """What stands on a page (its number from 1), in points of A4; `in_order` makes lines of all pages of a file."""
    level, runs = read(picture, threads)
    drawn = strokes(level, median(run.bottom - run.top for run in runs)) if runs else []
    page = sheet(number, level.size, drawn)
    missing = overlooked_before(level, runs, drawn), overlooked_in_cells(level, grids_of(page), runs, page.scale)
    before, in_cells = (read_boxes(level, boxes, threads) for boxes in missing)
    runs += [*(run for run in before if _BEGINNING.search(run.text)), *in_cells]
    tables, free = tables_of(page, words(runs, drawn, page.scale))
    blocks: list[Block] = sorted([*text_lines(number, joined(free)), *tables], key=attrgetter("top"))
    return Page(number, page.bbox, tuple(blocks))
