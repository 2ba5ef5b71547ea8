"""Grids whose rulings part the columns and not the rows, as budgets have them: each row of the table is told by the
lines on which its figures stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index.load.page_layout.aligned import FIGURE
from index.load.page_layout.grids import Grid
from index.load.page_layout.words import Word, clusters, text_lines

_FEWEST = 3  # figures one below the other in a cell
_SAME_LINE = 3.0  # points by which the tops of a line's figures may differ


def with_rows(page: int, grid: Grid, words: Sequence[Word]) -> Grid:
    """The grid with a row for each line of figures, where two cells or more of a row hold nothing but figures one below
    the other; else as it is."""
    heights = Counter(number for row in grid.cells for number in {*row})
    ys, cells = [grid.ys[0]], list[tuple[int, ...]]()
    fresh = max(heights, default=0) + 1
    for row, bottom in zip(grid.cells, grid.ys[1:], strict=True):
        alone = all(heights[number] == 1 for number in row)
        tops = _tops(page, grid, row, words) if alone else []
        for top in tops[1:]:
            cells.append(tuple(fresh + number for number in row))
            fresh += max(row) + 1
            ys.append(top - 1)
        cells.append(row)
        ys.append(bottom)
    return Grid(grid.xs, tuple(ys), tuple(cells))


def _tops(page: int, grid: Grid, row: Sequence[int], words: Iterable[Word]) -> list[float]:
    """The tops of the lines on which at least two columns have a figure; none where fewer than two are of figures."""
    inside: dict[int, list[Word]] = {number: [] for number in row}
    for word in words:
        number = grid.cell_at((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2)
        if number in inside:
            inside[number].append(word)
    stacks = [tops for those in inside.values() if (tops := list(_figures(page, those)))]
    if len(stacks) < 2:
        return []
    lines = clusters([top for tops in stacks for top in tops], float, _SAME_LINE)
    return [min(line) for line in lines if len(line) >= 2]


def _figures(page: int, words: Sequence[Word]) -> Iterator[float]:
    """The top of each line of a cell of nothing but figures, of which it has several."""
    lines = text_lines(page, words)
    if len(lines) >= _FEWEST and all(FIGURE.fullmatch(line.text) for line in lines):
        yield from (line.top for line in lines)
