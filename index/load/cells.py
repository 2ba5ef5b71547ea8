"""Cells of a table as a format gives them → the lines of its rows, each with what it holds (`index.report.Row`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from index.language.sentence_ends import line_ends_clause
from index.load.lines import Line
from index.load.sanity import Unreadable
from index.load.table_heads import is_whole, placed, rows_of
from index.reasons import Code

MAX_SLOTS = 2_000_000  # rows times columns
WIDEST = 1000  # columns that one cell may cover, as in HTML
_LONGEST_CAPTION = 40
_BOX = re.compile("[□☐☑√✓]")  # of a form: □适用 √不适用
_UNIT = re.compile(r"[（(]?\s*(?:计量|金额)?单位\s*[:：]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many columns and rows it covers, each at least 1. `text` may hold line breaks."""

    text: str
    columns: int = 1
    rows: int = 1


def table_lines(rows: Sequence[Sequence[Cell]], caption: str = "") -> list[Line]:
    """A line for each row that shows something: a cell is shown in the first row that it covers, and belongs to all.

    `rows` holds each cell once; a cell stands in the first slots that those to its left and above leave free, as in
    HTML ("forming a table"). Raises Unreadable for more than two million slots.
    """
    grid = _without_empty_columns(_spread(rows))
    read = rows_of(grid, caption) if grid and len(grid[0]) > 1 else [None] * len(grid)
    lines = []
    for cells, texts, row in zip(rows, grid, read, strict=True):
        shown = "\t".join(" ".join(cell.text.split()) for cell in cells).strip("\t")
        if shown:
            lines.append(Line(shown, solid=True, row=placed(row, shown, is_caption=is_whole(texts))))
    return lines


def caption_above(lines: Sequence[Line]) -> str:
    """The short line that ends no sentence directly above a table, with the one before it where it gives but units."""
    above = list(islice((line for line in reversed(lines) if line.text.strip()), 2))
    captions = list(takewhile(_may_be_caption, above))
    if captions and not _UNIT.match(captions[0].text.strip()):
        captions = captions[:1]
    return " ".join(line.text.strip() for line in reversed(captions))


def _may_be_caption(line: Line) -> bool:
    text = line.text.strip()
    return (
        not line.row
        and not _BOX.match(text)
        and len(text) <= _LONGEST_CAPTION
        and "\t" not in text
        and not line_ends_clause(text)
    )


def _spread(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """The rectangular grid in which a cell's text stands in every slot that it covers."""
    taken: dict[tuple[int, int], str] = {}
    width = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            _cover(taken, at, column, cell, len(rows))
            column += min(cell.columns, WIDEST)
        width = max(width, column)
    if width * len(rows) > MAX_SLOTS:
        raise Unreadable(Code.TABLE_TOO_LARGE, f"{MAX_SLOTS:,}")
    width = max((column + 1 for _, column in taken), default=0)
    return [[taken.get((at, column), "") for column in range(width)] for at in range(len(rows))]


def _cover(taken: dict[tuple[int, int], str], at: int, column: int, cell: Cell, height: int) -> None:
    for below in range(at, min(at + cell.rows, height)):
        for right in range(column, column + min(cell.columns, WIDEST)):
            taken.setdefault((below, right), cell.text)
    if len(taken) > MAX_SLOTS:
        raise Unreadable(Code.TABLE_TOO_LARGE, f"{MAX_SLOTS:,}")


def _without_empty_columns(grid: list[list[str]]) -> list[list[str]]:
    filled = [any(row[at].strip() for row in grid) for at in range(len(grid[0]))] if grid else []
    return [[text for text, keep in zip(row, filled, strict=True) if keep] for row in grid]
