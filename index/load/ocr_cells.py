"""What detection overlooks in the cells of a table: figures as small as a single thin "1"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from index.load.ocr_engine import Box, Run
from index.load.pdf_grids import Grid

_RULING = 4  # pixels at the edges of a cell that its rulings may take
_CONTRAST = 64  # of 255: between ink and paper
_PADDING = 0.6  # of the height of what is written, around it
_HEIGHTS = (0.3, 2.0)  # times the usual height of a line: other ink is dirt, or a drawing
_LONGEST = 8  # times its height: longer ink is a ruling
_FILLED = 2  # cells in which something was found: fewer make no table


def overlooked(picture: Image.Image, grids: Sequence[Grid], runs: Sequence[Run], scale: float) -> list[Box]:
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
    inside = grey[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if not inside.size or int(inside.max()) - int(inside.min()) < _CONTRAST:
        return None
    ys, xs = np.nonzero(inside < (int(inside.max()) + int(inside.min())) / 2)
    height, width = int(np.ptp(ys)) + 1, int(np.ptp(xs)) + 1
    least, most = _HEIGHTS
    if not least * usual <= height <= most * usual or width > _LONGEST * height:
        return None
    pad = round(_PADDING * height)
    x0, y0 = left + int(xs.min()) - pad, top + int(ys.min()) - pad
    x1, y1 = x0 + width + 2 * pad, y0 + height + 2 * pad
    return max(x0, left), max(y0, top), min(x1, right), min(y1, bottom)
