"""Words in ruled grids → tables: which grids are tables, what each row shows, and the lines they become."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from index.language.script import HAN
from index.language.sentence_ends import line_ends_clause
from index.load.page_layout.aligned import aligned_grids
from index.load.page_layout.grids import Grid, grids_of
from index.load.page_layout.open_rows import with_rows
from index.load.page_layout.words import Placed, TextLine, Word, text_lines

_CUT, _TORN = 0.2, 0.1  # shares of words that run across rulings, and through whose characters these run, of no table
_THROUGH = 0.3  # of a character's size: nearer to its middle a ruling runs through it
_TALL = 4  # lines in a cell of the only row: two columns of text between rulings, not a table
_CAPTION = 40  # the most characters of a caption
_STACKED = 3.0  # points by which the middles of characters may differ that stand one below the other
_SLIVER = 8.0  # points to which a column without words is none
_CHINESE = re.compile(f"[{HAN}]")
_CLOSING = "）)】」』》”’。，、；："


@dataclass(frozen=True, slots=True)
class Row:
    """`lines`: as they stand one below the other; `text`: in one line, with tabs between cells; `cells`: for each
    column the number of the cell that covers it, none for a line that is printed across the table."""

    lines: tuple[TextLine, ...]
    text: str
    cells: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """One cell covers all columns."""
        return len({*self.cells}) == 1

    @property
    def is_running(self) -> bool:
        """Running text rather than a caption."""
        return len(self.lines) > 1 or len(self.text) > _CAPTION or line_ends_clause(self.text)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What of a table stands on one page (from 1). `edges`: of its columns; `texts`: of its cells, by their number."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[Row, ...]
    texts: Mapping[int, str]

    def words_in(self, row: Row) -> int:
        """How many different cells of the row hold words."""
        return sum(number in self.texts for number in {*row.cells})


def tables_of(page: Any, words: Sequence[Word]) -> tuple[list[Table], list[Word]]:
    """The tables of a pdfplumber page from the top down, and the words that stand in none."""
    tables: list[Table] = []
    words = _take(tables, page.page_number, grids_of(page), words)
    words = _take(tables, page.page_number, aligned_grids(text_lines(page.page_number, words)), words)
    return sorted(tables, key=lambda table: (table.top, table.x0)), words


def _take(tables: list[Table], page: int, grids: Sequence[Grid], words: Sequence[Word]) -> list[Word]:
    """Adds the tables that the words make in the grids; returns the words that stand in none."""
    for grid in grids:
        inside = [word for word in words if grid.holds(*_middle(word))]
        if table := _table(page, with_rows(page, grid, inside), inside):
            tables.append(table)
            taken = {id(word) for word in inside}
            words = [word for word in words if id(word) not in taken]
    return list(words)


def _table(page: int, grid: Grid, words: Sequence[Word]) -> Table | None:
    """None for a drawing, for two columns of text with rulings around them, and where words run across the rulings."""
    lines = text_lines(page, words)
    across = {id(word) for line in lines for run in line.runs() if _is_printed_across(grid, run, words) for word in run}
    own = _upright(grid, [word for word in words if id(word) not in across])
    pieces = [piece for word in own for piece in _pieces(grid, word)]
    texts = _texts(page, pieces)
    columns = _columns(grid, texts)
    cut, torn = len(pieces) - len(own), sum(_is_torn(grid, word) for word in own)
    if len(columns) < 2 or (cut > _CUT * len(own) and torn > _TORN * len(own)):
        return None
    over = [Row((line,), line.text) for line in text_lines(page, [word for word in words if id(word) in across])]
    rows = sorted([*_rows(grid, columns, text_lines(page, own)), *over], key=lambda row: row.lines[0].top)
    edges = (*(grid.xs[at] for at in columns), grid.xs[columns[-1] + 1])
    table = Table(page, edges[0], grid.ys[0], edges[-1], grid.ys[-1], edges, tuple(rows), texts)
    return table if _may_be_one(table) else None


def _upright(grid: Grid, words: Sequence[Word]) -> list[Word]:
    """The words, with the characters of a cell of the first column that are set one below the other, beside several
    rows, as one word at the height of what stands beside its first."""
    cells: dict[int, list[Word]] = {}
    for word in words:
        cells.setdefault(grid.cell_at(*_middle(word)), []).append(word)
    heights = Counter(row[0] for row in grid.cells)
    stacked = {number: inside for number, inside in cells.items() if heights[number] > 1 and _is_stacked(inside)}
    stood = {id(word) for inside in stacked.values() for word in inside}
    placed = [word for word in words if id(word) not in stood]
    for number, inside in stacked.items():
        row = next(at for at, cells in enumerate(grid.cells) if number in cells)
        beside = [at for at, word in enumerate(placed) if grid.row_at(_middle(word)[1]) == row]
        word = _laid(inside, placed[beside[0]].top if beside else inside[0].top)
        placed.insert(next((at for at in beside if placed[at].x0 > word.x0), len(placed)), word)
    return placed


def _is_stacked(words: Sequence[Word]) -> bool:
    if len(words) < 2 or not all(_CHINESE.fullmatch(word.text) for word in words):
        return False
    middles, tops = [_middle(word)[0] for word in words], sorted(word.top for word in words)
    return max(middles) - min(middles) <= _STACKED and all(b - a >= words[0].size / 2 for a, b in pairwise(tops))


def _laid(words: Sequence[Word], top: float) -> Word:
    """Characters from the top down as one word at a height."""
    text, middle = "".join(word.text for word in sorted(words, key=lambda word: word.top)), _middle(words[0])[0]
    return replace(words[0], text=text, top=top, bottom=top + words[0].size, middles=(middle,) * len(text))


def _may_be_one(table: Table) -> bool:
    rows = [row for row in table.rows if table.words_in(row) > 1]
    return len(rows) > 1 or (len(rows) == 1 and len(rows[0].lines) <= _TALL)


def _middle(word: Word) -> tuple[float, float]:
    return (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2


def _is_printed_across(grid: Grid, run: Sequence[Word], words: Sequence[Word]) -> bool:
    """Runs through rulings and through the words of another line: what a broken layout left over or under it."""
    y = _middle(run[0])[1]
    if len({grid.cell_at(x, y) for word in run for x in word.middles}) == 1:
        return False
    line, mine = TextLine(0, tuple(run)), {id(word) for word in run}
    return any(_overlap(line, other) for other in words if id(other) not in mine)


def _overlap(one: Placed, other: Placed) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 1 and high > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def _pieces(grid: Grid, word: Word) -> list[tuple[int, Word]]:
    """A word with the number of its cell. One that runs on into the next cell is cut at the ruling."""
    y = _middle(word)[1]
    cells: list[int] = []
    for char, x in zip(word.text, word.middles, strict=True):  # a mark that closes what stands before stays with it
        cells.append(cells[-1] if cells and char in _CLOSING else grid.cell_at(x, y))
    letters = groupby(zip(cells, word.text, strict=True), itemgetter(0))
    return [(cell, replace(word, text="".join(char for _, char in part))) for cell, part in letters]


def _is_torn(grid: Grid, word: Word) -> bool:
    """Does a ruling run through a character, and not only between two? A full cell may touch the next."""
    first, last = word.middles[0], word.middles[-1]
    y = _middle(word)[1]
    return grid.cell_at(first, y) != grid.cell_at(last, y) and any(
        abs(x - edge) < _THROUGH * word.size for edge in grid.xs[1:-1] if first < edge < last for x in word.middles
    )


def _texts(page: int, pieces: Sequence[tuple[int, Word]]) -> dict[int, str]:
    """The text of each cell that holds any, its lines set apart by newlines."""
    words: dict[int, list[Word]] = {}
    for number, word in pieces:
        words.setdefault(number, []).append(word)
    return {number: "\n".join(line.text for line in text_lines(page, inside)) for number, inside in words.items()}


def _columns(grid: Grid, texts: Mapping[int, str]) -> list[int]:
    """All columns but slivers between two rulings that hold no words of their own."""
    kept = [*range(len(grid.xs) - 1)]
    for at in [at for at in kept if grid.xs[at + 1] - grid.xs[at] < _SLIVER]:
        others = [column for column in kept if column != at]
        elsewhere = {row[column] for row in grid.cells for column in others}
        if all(row[at] in elsewhere or row[at] not in texts for row in grid.cells):
            kept = others
    return kept


def _rows(grid: Grid, columns: Sequence[int], lines: Sequence[TextLine]) -> Iterator[Row]:
    """The rows that hold words. The order of the lines is kept, also of those between two rows."""
    rows = Counter(number for row in grid.cells for number in {*row})
    of_one_row = {number for number, count in rows.items() if count == 1}
    at = 0
    placed = [at := max(at, _row_of(grid, line, of_one_row)) for line in lines]
    for row, group in groupby(zip(placed, lines, strict=True), itemgetter(0)):
        own = tuple(line for _, line in group)
        text = " ".join(_shown(grid, line) for line in own)
        yield Row(own, text, tuple(grid.cells[row][column] for column in columns))


def _row_of(grid: Grid, line: TextLine, of_one_row: Container[int]) -> int:
    """The row in which most words of cells of one row stand; else the row at the height of the line."""
    places = [_middle(word) for word in line.words]
    votes = Counter(grid.row_at(y) for x, y in places if grid.cell_at(x, y) in of_one_row)
    return votes.most_common(1)[0][0] if votes else grid.row_at((line.top + line.bottom) / 2)


def _shown(grid: Grid, line: TextLine) -> str:
    """The words of a line: a tab between those of different cells, a blank within a cell."""
    text = ""
    last: int | None = None
    for word in line.words:
        cell = grid.cell_at(*_middle(word))
        text += ("" if last is None else " " if cell == last else "\t") + word.text
        last = cell
    return text
