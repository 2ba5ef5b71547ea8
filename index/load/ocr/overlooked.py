"""What detection overlooks: a thin figure alone in the cell of a table, and a numbering before its line ("二、")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from index.load.ocr.engine import Box, Run
from index.load.ocr.rulings import Stroke, parts
from index.load.page_layout.grids import Grid

_RULING = 4  # pixels at the edges of a cell that its rulings may take
_CONTRAST = 64  # of 255: between ink and paper
_PADDING = 0.6  # of the height of what is written, around it
_HEIGHTS = (0.3, 2.0)  # times the usual height of a line: other ink is dirt, or a drawing
_LONGEST = 8  # times its height: longer ink is a ruling
_FILLED = 2  # cells in which something was found: fewer make no table
# All of these in heights of the line.
_REACH = 3.0  # before a line, in which its numbering stands
_MARGIN = 0.2  # above and below a line: what fills it too is a ruling or a bar
_GAP = 0.9  # between the characters of a numbering, and between it and its line
_SPECK = 0.02  # squared: less ink is dirt
_NARROWEST = 0.25  # numbering


def overlooked_in_cells(picture: Image.Image, grids: Sequence[Grid], runs: Sequence[Run], scale: float) -> list[Box]:
    """Boxes around ink in cells without words; `scale`: points of the grids to a pixel of the picture."""
    grey = np.asarray(picture.convert("L"))
    usual = median(run.bottom - run.top for run in runs) if runs else 0.0
    found = (_around_ink(grey, cell, usual) for grid in grids for cell in _empty_cells(grid, runs, scale))
    return [box for box in found if box]


def _empty_cells(grid: Grid, runs: Sequence[Run], scale: float) -> Iterator[Box]:
    """The insides of cells without words."""
    middles = (((run.x0 + run.x1) / 2 * scale, (run.top + run.bottom) / 2 * scale) for run in runs)
    filled = {grid.cell_at(*middle) for middle in middles if grid.holds(*middle)}
    slots = defaultdict(list)
    for row, cells in enumerate(grid.cells):
        for column, number in enumerate(cells):
            slots[number].append((row, column))
    for number, own in slots.items():
        if number not in filled and len(filled) >= _FILLED:
            (top, left), (bottom, right) = own[0], own[-1]
            edges = (grid.xs[left], grid.ys[top], grid.xs[right + 1], grid.ys[bottom + 1])
            x0, y0, x1, y1 = (round(edge / scale) for edge in edges)
            yield x0 + _RULING, y0 + _RULING, x1 - _RULING, y1 - _RULING


def _around_ink(grey: NDArray[np.uint8], cell: Box, usual: float) -> Box | None:
    """The box of what is written in a cell, a little larger than it; None where nothing is."""
    left, top, right, bottom = cell
    ink = _ink(grey[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)])
    if ink is None:
        return None
    ys, xs = np.nonzero(ink)
    height, width = int(np.ptp(ys)) + 1, int(np.ptp(xs)) + 1
    least, most = _HEIGHTS
    if not least * usual <= height <= most * usual or width > _LONGEST * height:
        return None
    pad = round(_PADDING * height)
    x0, y0 = left + int(xs.min()) - pad, top + int(ys.min()) - pad
    x1, y1 = x0 + width + 2 * pad, y0 + height + 2 * pad
    return max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)


def _ink(grey: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """1 where it is dark, else 0; None where it is all of one shade."""
    if not grey.size or int(grey.max()) - int(grey.min()) < _CONTRAST:
        return None
    return (grey < (int(grey.max()) + int(grey.min())) / 2).astype(np.uint8)


def overlooked_before(picture: Image.Image, runs: Sequence[Run], drawn: Sequence[Stroke]) -> list[Box]:
    """Boxes around ink that stands close before a line and belongs to no other."""
    grey = np.asarray(picture.convert("L"))
    rulings = [stroke for stroke in drawn if stroke.x0 == stroke.x1]
    found = (_before(grey, run, runs, rulings) for run in runs if run.x1 - run.x0 > run.bottom - run.top)
    return [box for box in found if box]


def _before(grey: NDArray[np.uint8], run: Run, runs: Sequence[Run], rulings: Sequence[Stroke]) -> Box | None:
    height, middle = run.bottom - run.top, (run.top + run.bottom) / 2
    ends = [
        *(it.x1 for it in runs if it.top <= middle <= it.bottom and it.x0 < run.x0),
        *(it.x0 + _RULING for it in rulings if it.top <= middle <= it.bottom and it.x0 < run.x0),
    ]
    left = int(max(0.0, run.x0 - _REACH * height, *(min(end, run.x0) for end in ends)))
    top, bottom = (int(max(0.0, at)) for at in (run.top - _MARGIN * height, run.bottom + _MARGIN * height))
    ink = _ink(grey[top:bottom, left : int(run.x0)])
    if ink is None:
        return None
    start = _start(ink, height)
    if ink.shape[1] - start < _NARROWEST * height:
        return None
    return max(left, left + start - round(_MARGIN * height)), int(run.top), int(run.x0), int(run.bottom)


def _start(ink: NDArray[np.uint8], height: float) -> int:
    """The column at which characters begin that follow one another up to the right edge."""
    start = int(ink.shape[1])
    for part in sorted(parts(ink), key=attrgetter("right"), reverse=True):
        if start - part.right > _GAP * height or part.y == 0 or part.bottom == len(ink):
            break
        if part.area >= _SPECK * height**2:
            start = min(start, part.x)
    return start
