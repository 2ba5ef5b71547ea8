"""The ruled grids of a PDF page: which cell covers which slot, merged cells and borders cut by the page included.

Only what is drawn thin or as an outline rules a table: a filled box is the background of a paragraph, a highlight or
the shade of a cell, and its sides say nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.table import merge_edges
from pdfplumber.utils.geometry import obj_to_edges

from index.load.page_layout.words import clusters

_THIN = 3.0  # points to which a filled box is a drawn line
_NEAR = 3.0  # points within which two rulings are one, or meet
_OPEN = 3  # rulings that end alike show a side of the table that is not drawn
_MOST_MEETINGS = 1_000_000  # pairs of rulings: beyond, the page is a drawing
_MOST_SLOTS = 50_000
_MOST_POINTS = 32  # of an outline with round corners

Slot = tuple[int, int]  # row, column


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line at `at` points from the left (or the top), from `start` to `end` the other way."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of columns and rows, and for each row and column a number that the slots of one cell share."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def area(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def row_at(self, y: float) -> int:
        return _slot(self.ys, y)

    def cell_at(self, x: float, y: float) -> int:
        return self.cells[_slot(self.ys, y)][_slot(self.xs, x)]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def grids_of(page: Any) -> list[Grid]:
    """The grids of a pdfplumber page of two columns or more, the smallest first."""
    vertical, horizontal = _rulings(page)
    if len(vertical) * len(horizontal) > _MOST_MEETINGS:
        return []
    found = (_grid(*group) for group in _connected(vertical, horizontal))
    return sorted((grid for grid in found if grid), key=lambda grid: (grid.area, grid.ys))


def _slot(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def _rulings(page: Any) -> tuple[list[Ruling], list[Ruling]]:
    """Vertical and horizontal rulings within the page: printers draw on where a table is cut by its foot."""
    curves = (it for it in page.curves if len(it["pts"]) <= _MOST_POINTS)
    drawn = [it for it in (*page.lines, *page.rects, *curves) if _rules(it)]
    edges = [edge for it in drawn for edge in obj_to_edges(it) if edge["orientation"]]
    merged = merge_edges(edges, *[_NEAR] * 4) if edges else []
    x0, top, x1, bottom = page.bbox
    down = (
        _clipped(e["x0"], e["top"], e["bottom"], (x0, x1), (top, bottom)) for e in merged if e["orientation"] == "v"
    )
    across = (_clipped(e["top"], e["x0"], e["x1"], (top, bottom), (x0, x1)) for e in merged if e["orientation"] == "h")
    return [*filter(None, down)], [*filter(None, across)]


def _rules(drawn: dict[str, Any]) -> bool:
    return bool(drawn["stroke"]) or min(drawn["width"], drawn["height"]) <= _THIN


def _clipped(
    at: float, start: float, end: float, across: tuple[float, float], along: tuple[float, float]
) -> Ruling | None:
    start, end = max(start, along[0]), min(end, along[1])
    return Ruling(at, start, end) if across[0] - _NEAR <= at <= across[1] + _NEAR and end - start > _NEAR else None


def _connected(vertical: Sequence[Ruling], horizontal: Sequence[Ruling]) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """Rulings that meet, directly or through others, together."""
    waiting = set(vertical)
    free = set(horizontal)
    while waiting:
        first = waiting.pop()
        down, fresh = [first], [first]
        across: list[Ruling] = []
        while fresh:
            met = {h for h in free if any(_meet(v, h) for v in fresh)}
            free -= met
            across += met
            fresh = [v for v in waiting if any(_meet(v, h) for h in met)]
            waiting -= set(fresh)
            down += fresh
        if across:
            yield down, across


def _meet(v: Ruling, h: Ruling) -> bool:
    return h.start - _NEAR <= v.at <= h.end + _NEAR and v.start - _NEAR <= h.at <= v.end + _NEAR


def _grid(vertical: Sequence[Ruling], horizontal: Sequence[Ruling]) -> Grid | None:
    """None for a single column, and for more slots than any page has room for."""
    vertical, horizontal = [*vertical, *_undrawn(vertical, horizontal)], [*horizontal, *_undrawn(horizontal, vertical)]
    xs = tuple(sorted({ruling.at for ruling in vertical}))
    ys = tuple(sorted({ruling.at for ruling in horizontal}))
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SLOTS:
        return None
    walls = {((r, xs.index(v.at) - 1), (r, xs.index(v.at))) for v in vertical for r in _along(ys, v)}
    floors = {((ys.index(h.at) - 1, c), (ys.index(h.at), c)) for h in horizontal for c in _along(xs, h)}
    return Grid(xs, ys, _cells(len(ys) - 1, len(xs) - 1, walls | floors))


def _undrawn(rulings: Sequence[Ruling], crossing: Sequence[Ruling]) -> list[Ruling]:
    """Where several that cross end alike and no ruling stands: the open side of a table, or one cut by the page."""
    ends = [end for ruling in crossing for end in (ruling.start, ruling.end)]
    places = [sum(alike) / len(alike) for alike in clusters(ends, float, _NEAR) if len(alike) >= _OPEN]
    first, last = min(ruling.at for ruling in crossing), max(ruling.at for ruling in crossing)
    return [Ruling(at, first, last) for at in places if all(abs(at - ruling.at) > _NEAR for ruling in rulings)]


def _along(edges: Sequence[float], ruling: Ruling) -> list[int]:
    """The slots whose middle the ruling passes."""
    middles = [(one + other) / 2 for one, other in pairwise(edges)]
    return [at for at, middle in enumerate(middles) if ruling.start <= middle <= ruling.end]


def _cells(rows: int, columns: int, parted: Set[tuple[Slot, Slot]]) -> tuple[tuple[int, ...], ...]:
    """Slots that no ruling parts are one cell."""
    slots = [(r, c) for r in range(rows) for c in range(columns)]
    free = set(slots)
    numbers: dict[Slot, int] = {}
    for number, start in enumerate(slots):
        reached = [start] if start in free else []
        while reached:
            slot = reached.pop()
            free.discard(slot)
            numbers[slot] = number
            reached += [
                other for other in _beside(slot) if other in free and not {(slot, other), (other, slot)} & parted
            ]
    return tuple(tuple(numbers[r, c] for c in range(columns)) for r in range(rows))


def _beside(slot: Slot) -> tuple[Slot, ...]:
    r, c = slot
    return (r, c + 1), (r, c - 1), (r + 1, c), (r - 1, c)
