"""Tables without rulings, as financial statements have them: columns of figures that end at the same place, line by
line, beside a column of labels. They become the grids that rulings would have made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.load.page_layout.grids import Grid
from index.load.page_layout.words import GUTTER, TextLine, Word, clusters

_SAME_EDGE = 7.0  # points by which the right edges of a column's figures may differ: brackets stand out
_FEWEST = 3  # rows of two figures or more that make a table
_LABELS = 3  # lines without figures that may stand between two rows: a group's name, the first line of a long label
_HEADS = 3  # lines above the first row that may be heads
FIGURE = re.compile(
    r"(?:US|HK|A|C|NT)?[$€£¥￥]?\s*[(（]?\s*[-–—+−]?\s*[$€£¥￥]?\s*\d[\d,，.]*\s*[)）]?\s*(?:%|％|pp|bp|bps|pts?|x|倍)?\s*[)）]?\*?|"
    r"[-–—−]+|[$€£¥￥]?\s*[-–—−]+|n/?[am]|nil|不适用|未披露",
    re.I,
)
_MONEY = re.compile(r"[$€£¥￥]|US\$|HK\$|RMB")

Run = tuple[Word, ...]


def aligned_grids(lines: Sequence[TextLine]) -> list[Grid]:
    """The grids of figures on a page, whose free lines these are, from the top down."""
    found: list[Grid] = []
    for block in _blocks(lines):
        grid = _grid(block, lines)
        if grid and not any(grid.ys[0] < other.ys[-1] and other.ys[0] < grid.ys[-1] for other in found):
            found.append(grid)
    return found


def _blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Runs of lines that hold figures in columns, with few labels in between."""
    block: list[TextLine] = []
    labels = 0
    for line in lines:
        if len(_figures(line)) >= 2:
            block.append(line)
            labels = 0
        elif block and labels < _LABELS and (len(_figures(line)) == 1 or _is_label(line, block)):
            block.append(line)
            labels += not _figures(line)
        else:
            yield _trimmed(block)
            block, labels = [], 0
    yield _trimmed(block)


def _trimmed(block: Sequence[TextLine]) -> list[TextLine]:
    """Without the labels at its end, which stand above what comes next."""
    last = max((at for at, line in enumerate(block) if _figures(line)), default=-1)
    return list(block[: last + 1])


def _runs(line: TextLine) -> list[Run]:
    """The words of a line, parted where a column may begin; the sign of a currency with the figure behind it."""
    runs: list[Run] = []
    for run in line.runs():
        if runs and _MONEY.fullmatch(_text(runs[-1])):
            run = (*runs.pop(), *run)
        runs.append(run)
    return runs


def _figures(line: TextLine) -> list[Run]:
    """The figures at the end of a line, each alone in its column."""
    runs, found = _runs(line), 0
    for run in reversed(runs):
        if not FIGURE.fullmatch(_text(run)):
            break
        found += 1
    return runs[len(runs) - found :]


def _text(run: Run) -> str:
    return " ".join(word.text for word in run)


def _is_label(line: TextLine, block: Sequence[TextLine]) -> bool:
    """Does the line end where the labels do, left of all figures?"""
    return line.x1 < min(run[0].x0 for row in block for run in _figures(row)) + GUTTER


def _grid(block: Sequence[TextLine], lines: Sequence[TextLine]) -> Grid | None:
    rows = [line for line in block if len(_figures(line)) >= 2]
    if len(rows) < _FEWEST or not any(len(_runs(line)) > len(_figures(line)) for line in rows):
        return None
    columns = _columns([run for line in block for run in _figures(line)], len(rows))
    if len(columns) < 2:
        return None
    first = lines.index(block[0])
    above = _heads(lines[max(0, first - _HEADS) : first], block[0], columns)
    body = [*above, *block]
    left = min(min(line.x0 for line in body), columns[0][0]) - 1
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(columns)]
    labels = [run[-1].x1 for line in block for run in _runs(line)[: len(_runs(line)) - len(_figures(line))]]
    edge = max([x for x in labels if x < columns[0][0]], default=columns[0][0] - GUTTER)
    xs = (left, (edge + columns[0][0]) / 2, *inner, max(columns[-1][1], *(line.x1 for line in body)) + 1)
    ys = (body[0].top - 1, *(line.top - 1 for line in body[1:]), body[-1].bottom + 1)
    if any(one >= other for one, other in (*pairwise(xs), *pairwise(ys))):
        return None
    return Grid(xs, ys, tuple(_cells(line, xs, at * len(xs)) for at, line in enumerate(body)))


def _columns(figures: Sequence[Run], rows: int) -> list[tuple[float, float]]:
    """The left and right edges of the columns in which at least a third of the rows have a figure; none where two of
    them overlap: then figures stand there by chance."""
    alike = [near for near in clusters(figures, lambda run: run[-1].x1, _SAME_EDGE) if 3 * len(near) >= rows]
    spans = [(min(run[0].x0 for run in near), max(run[-1].x1 for run in near)) for near in alike]
    return [] if any(one[1] >= other[0] for one, other in pairwise(spans)) else spans


def _heads(above: Sequence[TextLine], first: TextLine, columns: Sequence[tuple[float, float]]) -> list[TextLine]:
    """The lines directly above that stand over the columns of figures."""
    found: list[TextLine] = []
    below = first
    for line in reversed(above):
        runs = [run for run in line.runs() if run[-1].x1 > columns[0][0]]
        is_near = below.top - line.bottom <= 2 * line.size
        if not is_near or not runs or any(run[0].x0 < columns[0][0] - 4 * GUTTER for run in runs):
            break
        found.insert(0, line)
        below = line
    return found


def _cells(line: TextLine, xs: Sequence[float], first: int) -> tuple[int, ...]:
    """A number for each slot of a line; those that one run of words stands over share theirs."""
    numbers = [first + at for at in range(len(xs) - 1)]
    for run in line.runs():
        over = [at for at, (start, end) in enumerate(pairwise(xs)) if run[0].x0 < end and start < run[-1].x1]
        for at in over:
            numbers[at] = numbers[over[0]]
    return tuple(numbers)
