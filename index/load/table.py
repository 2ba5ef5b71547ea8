"""Tables → rows that can be read alone: each with its caption, its row heads and every value under its column heads.

    第二十条第（五）项 | 行政许可 | 本年处理决定数量: 550

A loader gives a table as a grid: rows of equal length in which the text of a merged cell stands in every slot that it
covers, and "" stands in empty slots. A table that goes on over a page is one grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

T = TypeVar("T")
Grid = Sequence[Sequence[str]]

_FIGURE = re.compile(r"[-+±≈约]?\s*[\d０-９][\d０-９,，.．]*\s*(?:[%％‰]|[\u4e00-\u9fff]{0,3})|[-—–/／]+|无")
_YEAR = re.compile(r"(?:19|20)\d\d\s*年?度?")
_SERIAL = re.compile(r"序号|编号|No\.?", re.I)
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")


def row_text(row: Sequence[str]) -> str:
    """A row as it is shown: its cells set apart by tabs, each merged cell once."""
    return "\t".join(_distinct(row)).strip("\t")


def tell(grid: Grid, caption: str = "") -> list[str]:
    """What each row of the grid says when read alone; "" for captions, heads and empty rows.

    A row of one merged cell is a caption: what follows has heads of its own. Heads are the rows before the first that
    holds a figure outside the row heads; where no row does, the first.
    """
    told: list[str] = []
    cleaned = [[_flat(cell) for cell in row] for row in grid]
    for is_caption, rows in groupby(cleaned, key=_is_caption):
        block = list(rows)
        if is_caption:
            caption = block[-1][0]
            told += [""] * len(block)
        else:
            told += _block(block, caption)
    return told


def _flat(cell: str) -> str:
    """A cell on one line; typesetting that broke it, even after each character, is undone."""
    return " ".join(_BREAK.sub("", cell.strip()).split())


def _is_caption(row: Sequence[str]) -> bool:
    return len(row) > 1 and bool(row[0]) and len({*row}) == 1


def _block(rows: Grid, caption: str) -> list[str]:
    heads = _head_count(rows)
    columns = [_distinct([row[at] for row in rows[:heads]]) for at in range(len(rows[0]))]
    stub = _stub_width(rows[heads:], [" ".join(column) for column in columns])
    shared = _shared(columns[stub:])
    caption = " ".join(filter(None, (caption, *columns[-1][:shared])))
    named = [" ".join(filter(None, column[shared:])) for column in columns]
    repeated = {tuple(row) for row in rows[:heads]}
    return [
        "" if at < heads or tuple(row) in repeated else _tell(row, named, stub, caption) for at, row in enumerate(rows)
    ]


def _tell(row: Sequence[str], named: Sequence[str], stub: int, caption: str) -> str:
    values = [
        f"{head}: {value}" if head and head != value else value
        for head, value in _distinct(zip(named[stub:], row[stub:], strict=True))
        if value
    ]
    parts = [caption, " ".join(_distinct(filter(None, row[:stub]))), "；".join(values)]
    return " | ".join(filter(None, parts)) if any(row) else ""


def _head_count(rows: Grid) -> int:
    """Rows before the first that holds a value; years alone head columns. A single row has no head."""
    first = next((at for at, row in enumerate(rows) if _holds_value(row)), None)
    if first is None:
        return 1 if len(rows) > 1 else 0
    return first


def _holds_value(row: Sequence[str]) -> bool:
    figures = [cell for cell in row[1:] or row if _FIGURE.fullmatch(cell)]
    return bool(figures) and not all(_YEAR.fullmatch(cell) for cell in figures)


def _stub_width(rows: Grid, named: Sequence[str]) -> int:
    """How many leading columns name the row: those before the first column of figures that is no serial number."""
    width = len(named)
    for at in range(width):
        column = [row[at] for row in rows if row[at]]
        if column and sum(map(_is_figure, column)) > len(column) / 2 and not _SERIAL.search(named[at]):
            return at
    return min(width - 1, 2 if named and _SERIAL.search(named[0]) else 1)


def _shared(columns: Sequence[Sequence[str]]) -> int:
    """How many heads, from the top, stand over all columns alike: they head the table, not its columns."""
    depth = min(map(len, columns), default=0) - 1
    return next((at for at in range(depth) if len({column[at] for column in columns}) > 1), max(depth, 0))


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None


def _distinct(items: Iterable[T]) -> list[T]:
    """Neighbours that are equal, once: the slots of a merged cell."""
    return [item for item, _ in groupby(items)]
