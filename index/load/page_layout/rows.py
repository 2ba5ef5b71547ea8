"""The rows of the tables of a PDF, joined over pages, with what each holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import eq

from index.load.page_layout.tables import Row as PageRow
from index.load.page_layout.tables import Table
from index.load.page_layout.words import clusters
from index.load.table_heads import placed, rows_of
from index.report import Row

_SAME_EDGE = 6.0  # points by which the edges of a table may move from one page to the next
_FILLED = 0.25  # share of slots with words below which a grid is a drawing

Cell = tuple[int, int]  # the part of the table, the number of the cell there


def continues(above: Table, below: Table) -> bool:
    """The same table on the next page: the same outer edges, and no column edge that the other crosses."""
    fewer, more = sorted((above.edges, below.edges), key=len)
    ends = (abs(above.edges[at] - below.edges[at]) <= _SAME_EDGE for at in (0, -1))
    inner = (any(abs(edge - other) <= _SAME_EDGE for other in more) for edge in fewer)
    return below.page == above.page + 1 and all(ends) and all(inner)


def read_rows(parts: Sequence[Table], caption: str) -> dict[PageRow, Row | None]:
    """What each row of a table holds, None for heads. Rows that are not in it are those whose lines are ordinary text.

    Each part stands on a page of its own.
    """
    rows = [row for part in parts for row in part.rows]
    grid = _grid(parts)
    bound = [at for at, row in enumerate(rows) if row.cells]
    plain = _plain([rows[at] for at in bound])
    kept = [(at, texts) for at, texts, is_plain in zip(bound, grid, plain, strict=True) if not is_plain]
    if not _is_table([texts for _, texts in kept]):
        return {}
    read = zip((rows[at] for at, _ in kept), rows_of([texts for _, texts in kept], caption), strict=True)
    return {row: placed(found, row.text, is_caption=row.is_whole) for row, found in read}


def _is_table(grid: Sequence[Sequence[str]]) -> bool:
    rows = [row for row in grid if len({*filter(None, row)}) > 1]
    filled = [bool(text) for row in grid for text in row]
    return len(rows) > 1 and sum(filled) >= _FILLED * len(filled)


def _plain(rows: Sequence[PageRow]) -> list[bool]:
    """Which rows are no part of the table: running text in a box above, inside or below, and captions of nothing."""
    inner = [at for at, row in enumerate(rows) if not row.is_whole]
    first, last = (inner[0], inner[-1]) if inner else (0, 0)
    return [row.is_whole and (row.is_running or not first - 1 <= at <= last) for at, row in enumerate(rows)]


def _grid(parts: Sequence[Table]) -> list[list[str]]:
    """The texts of all parts in their common columns, a merged cell's in every slot, cut by the page or not."""
    edges = [sum(near) / len(near) for near in clusters([e for part in parts for e in part.edges], float, _SAME_EDGE)]
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    slots = [list(_slots(number, part, middles)) for number, part in enumerate(parts)]
    texts = {(number, cell): text for number, part in enumerate(parts) for cell, text in part.texts.items()}
    heads = [[texts.get(cell, "") for cell in row] for row in slots[0] if len({*row}) > 1]
    for above, below in pairwise(slots):
        said = ([texts.get(cell, "") for cell in row] for row in below)
        repeated = sum(takewhile(bool, map(eq, heads, said)))
        if above and below[repeated:]:
            _carry_over(texts, above, below[repeated:])
    return [[texts.get(cell, "") for cell in row] for part in slots for row in part]


def _slots(number: int, part: Table, middles: Sequence[float]) -> Iterator[list[Cell]]:
    for row in part.rows:
        if row.cells:
            yield [(number, row.cells[max(sum(edge <= x for edge in part.edges[:-1]) - 1, 0)]) for x in middles]


def _carry_over(texts: dict[Cell, str], above: Sequence[Sequence[Cell]], below: Sequence[Sequence[Cell]]) -> None:
    """Gives the text of a cell that the page cuts to its empty lower part."""
    heights = Counter(cell for part in (above, below) for row in part for cell in {*row})
    for upper, lower in {*zip(above[-1], below[0], strict=True)}:
        width = [at for at, cell in enumerate(above[-1]) if cell == upper]
        same = width == [at for at, cell in enumerate(below[0]) if cell == lower]
        if same and upper in texts and lower not in texts and heights[upper] + heights[lower] > 2:
            texts[lower] = texts[upper]
