"""Tables → rows that can be read alone: each with its caption, its labels and every value under its column heads.

    第二十条第（五）项 | 行政许可 | 本年处理决定数量: 550      (the words of such a row: `index.report.Row.words`)

A loader gives a table as a grid: rows of equal length in which the text of a merged cell stands in every slot that it
covers, and "" stands in empty slots. A table that goes on over a page is one grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeVar

from index.language.dates import FIGURES
from index.language.script import HAN
from index.report import Cell, Row

T = TypeVar("T")
Grid = Sequence[Sequence[str]]
Span = tuple[int, int]

_FIGURE = re.compile(rf"[-+±≈约]?\s*[\d０-９][\d０-９,，.．]*\s*(?:[%％‰]|[{HAN}]{{0,3}})|[-—–/／]+|无")
_YEAR = re.compile(rf"{FIGURES}\s*年?(?:度|[年月]?[末底初]|\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?")
# Heads of columns of numbers that name the row, as far as they come first.
_SERIAL = re.compile(
    r"序号|编号|编码|代码|\bNo\b\.?|\bcode\b|^(?:#|rank|名次|排名|位次|year|年份|年度)$|"
    r"^(?:[类類款项項目节節](?:\s+|$))+$|^(?:[类類]?款[项項]?目?)$|科\s*目(?:名称?|名稱)?\s*[类類款项項目节節]$",
    re.I,
)
_UNIT = re.compile(r"[（(]?\s*(?:计量|金额)?单位\s*[:：]")
_HAN = re.compile(rf"[{HAN}]")
_LONGEST_CAPTION = 40
_BREAK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")


def rows_of(grid: Grid, caption: str = "") -> list[Row | None]:
    """What each row of the grid holds, as yet without a place in a text; None for captions, heads and empty rows.

    A short row of one merged cell is a caption of what follows, beside the one given; what follows has heads of its
    own or keeps those before. Heads are the rows before the first that holds a figure, as far as they belong together;
    where no row holds one, the first. Heads may be repeated, and others may follow that begin with the same cell.
    """
    found: list[Row | None] = []
    heads = _NO_HEADS
    inner = ""
    groups = [(it, list(rows)) for it, rows in groupby(([_flat(cell) for cell in row] for row in grid), key=is_whole)]
    for at, (is_caption, rows) in enumerate(groups):
        if is_caption:
            inner = _caption([row[0] for row in rows], inner)
            found += [None] * len(rows)
        for block in [] if is_caption else _blocks(rows):
            heads = _heads(block, heads, at == 0 and len(groups) > 1)
            found += _block_rows(block, heads, " ".join(_distinct(filter(None, (caption, inner)))))
    return found


def placed(row: Row | None, text: str, is_caption: bool = False) -> Row | None:
    """The row in the text that shows it, with the spans of its cells that stand in there, found from left to right.

    A caption within a table is a row that says itself: it is no heading, though it may be numbered as one. `row` is
    None for it, and for a head, which stays without one.
    """
    if row is None:
        return Row(0, len(text), caption=text) if is_caption else None
    labels: list[Span] = []
    for label in row.labels:
        labels += filter(None, [_find(label, text, labels)])
    cells, at = [], 0
    for cell in row.cells:
        start, end = _find(cell.text, text, labels, at) or (None, None)
        cells.append(replace(cell, start=start, end=end))
        at = end or at
    return replace(row, start=0, end=len(text), cells=tuple(cells))


def _find(words: str, text: str, taken: Sequence[Span], first: int = 0) -> Span | None:
    """Where the words stand between blanks, the first time from `first` on, clear of what is taken. A label that is set
    in several lines may stand before, between and behind the cells."""
    start = text.find(words, first)
    while start >= 0:
        end = start + len(words)
        is_whole = not text[max(start - 1, 0) : start].strip() and not text[end : end + 1].strip()
        if is_whole and all(end <= left or right <= start for left, right in taken):
            return start, end
        start = text.find(words, start + 1)
    return None


def _flat(cell: str) -> str:
    """A cell on one line; typesetting that broke it, even after each character, is undone."""
    words = _BREAK.sub("", cell.strip()).split()
    return ("" if len(words) > 1 and all(_HAN.fullmatch(word) for word in words) else " ").join(words)


def is_whole(row: Sequence[str]) -> bool:
    """Is the row one merged cell: a caption within the table, or a note?"""
    return len(row) > 1 and bool(row[0]) and len({*row}) == 1


def _caption(rows: Sequence[str], before: str) -> str:
    """The last short one, with the one above where it gives but units. Long ones are notes and change nothing."""
    short = [row for row in _distinct(rows) if len(row) <= _LONGEST_CAPTION and not row.endswith("。")]
    return " ".join(short[-2 if _UNIT.match(short[-1]) else -1 :]) if short else before


def _blocks(rows: Grid) -> Iterator[Grid]:
    """Rows under the same heads, together with these."""
    start = 0
    depth = _head_count(rows)
    for at, row in enumerate(rows):
        begins = (
            row[0] and row[0] == rows[start][0] and not _holds_value(row) and row not in rows[start : start + depth]
        )
        if depth and at >= start + depth and begins:
            yield rows[start:at]
            start, depth = at, _head_count(rows[at:])
    yield rows[start:]


@dataclass(frozen=True, slots=True)
class _Heads:
    """`rows`: those that are heads; `stub`: how many leading columns name the row; `shared`: what heads all others;
    `named`: what heads each column, top down."""

    rows: Grid
    stub: int
    shared: tuple[str, ...]
    named: tuple[tuple[str, ...], ...]


_NO_HEADS = _Heads((), 0, (), ())


def _heads(rows: Grid, before: _Heads, may_stand_alone: bool) -> _Heads:
    depth = _head_count(rows, may_stand_alone)
    if not depth and len(before.named) == len(rows[0]):
        return before
    columns = (
        [_distinct(column) for column in zip(*_mended(rows[:depth]), strict=True)] if depth else [[] for _ in rows[0]]
    )
    data = [row for row in rows if row not in rows[:depth]]
    stub = _stub_width(data, [" ".join(column) for column in columns])
    shared = _shared(columns[stub:])
    named = (tuple(filter(None, column[shared:])) for column in columns)
    return _Heads(rows[:depth], stub, tuple(columns[-1][:shared]), tuple(named))


def _mended(heads: Grid) -> Grid:
    """An empty head belongs to the one beside it where a head below stands under both: a stray ruling parts them."""
    mended = [[*row] for row in heads]
    for row, below in pairwise(mended):
        places = [*pairwise(range(len(row)))]
        for empty, full in (*((right, left) for left, right in places), *reversed(places)):
            if not row[empty] and below[empty] and below[empty] == below[full]:
                row[empty] = row[full]
    return mended


def _block_rows(rows: Grid, heads: _Heads, caption: str) -> list[Row | None]:
    caption = " ".join(filter(None, (caption, *heads.shared)))
    return [None if row in heads.rows or not any(row) else _row(row, heads, caption) for row in rows]


def _row(row: Sequence[str], heads: _Heads, caption: str) -> Row:
    cells = _distinct(map(Cell, heads.named[heads.stub :], row[heads.stub :]))
    labels = _distinct(filter(None, row[: heads.stub]))
    return Row(0, 0, caption, tuple(labels), tuple(cell for cell in cells if cell.text))


def _head_count(rows: Grid, may_stand_alone: bool = False) -> int:
    """Rows before the first that holds a value, as far as they belong together; years alone head columns. A single row
    is a head only above the first caption inside a table."""
    first = next((at for at, row in enumerate(rows) if _holds_value(row)), None)
    most = len(rows) - (not may_stand_alone) if first is None else first
    depth = min(1, most)
    while depth < most and _goes_on(rows[:depth], rows[depth], first is not None):
        depth += 1
    return depth


def _goes_on(heads: Grid, row: Sequence[str], with_figures: bool) -> bool:
    """Is the row part of the heads above? It shares a merged cell with them or has no row head; or the columns cannot
    be told apart without it: where no figures show what is no head, all of them must be merged."""
    if not row[0] or any(cell and cell == above for cell, above in zip(row, heads[-1], strict=True)):
        return True
    columns = [*zip(*heads, strict=True)]
    merged = [column in columns[:at] + columns[at + 1 :] for at, column in enumerate(columns)]
    return any(merged) if with_figures else all(merged)


def _holds_value(row: Sequence[str]) -> bool:
    figures = [cell for cell in row[1:] or row if _FIGURE.fullmatch(cell)]
    return bool(figures) and not all(_YEAR.fullmatch(cell) for cell in figures)


def _stub_width(rows: Grid, named: Sequence[str]) -> int:
    """How many leading columns name the row: those before the first column of figures; serial numbers, codes and years
    that come first name it too."""
    width = len(named)
    serials = next((at for at in range(width) if not _SERIAL.search(named[at])), width)
    for at in range(serials, width):
        column = [row[at] for row in rows if row[at]]
        if column and sum(map(_is_figure, column)) >= len(column) / 2:
            return at
    return min(width - 1, serials + 1)


def _shared(columns: Sequence[Sequence[str]]) -> int:
    """How many heads, from the top, stand over all columns alike: they head the table, not its columns."""
    depth = min(map(len, columns), default=0) - 1
    return next((at for at in range(depth) if len({column[at] for column in columns}) > 1), max(depth, 0))


def _is_figure(cell: str) -> bool:
    return _FIGURE.fullmatch(cell) is not None


def _distinct(items: Iterable[T]) -> list[T]:
    """Neighbours that are equal, once: the slots of a merged cell."""
    return [item for item, _ in groupby(items)]
