"""The first lines of paragraphs in a PDF, told by their indents, which a text layer does not hold as blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from index.language.line_marks import columns
from index.language.sentence_ends import line_ends_without_full_stop
from index.load.page_layout.words import TextLine, clusters

_LEAST, _MOST = 1.2, 3.5  # characters by which a first line is set in
_RUNNING = 20  # display columns of a line of running text
_FEWEST = 2  # such lines show where lines begin
_SAME_EDGE = 2.0  # points
_SHORT = 2  # characters by which a full line may end before the others

Column = tuple[int, float]  # the page and where its lines begin


@dataclass(frozen=True, slots=True)
class Edges:
    """Of the lines of running text: `first` those that begin a paragraph, set in after a line that is at its end (after
    one that breaks off inside a sentence, an indent is that of a list or a quotation); `full` those that reach the edge
    of their column."""

    first: Set[TextLine]
    full: Set[TextLine]


def edges_of(lines: Sequence[TextLine | None]) -> Edges:
    """Lines in reading order, None where a table stands."""
    written = [line for line in lines if line]
    margins = _margins(written)
    places = {line: column for line in written if (column := _column(line, margins))}
    ends: dict[Column, float] = {}
    for line, column in places.items():
        ends[column] = max(ends.get(column, 0.0), line.x1)
    first = {
        line
        for last, line in pairwise([None, *lines])
        if line in places
        and line.x0 - places[line][1] >= _LEAST * line.size
        and (last not in places or _is_at_its_end(last, ends[places[last]]))
    }
    full = {line for line, column in places.items() if line.x1 >= ends[column] - line.size}
    return Edges(first, full)


def _margins(lines: Iterable[TextLine]) -> list[float]:
    """Where running text begins, but for lines that are set in from there."""
    running = [line for line in lines if columns(line.text) >= _RUNNING]
    alike = [near for near in clusters(running, lambda line: line.x0, _SAME_EDGE) if len(near) >= _FEWEST]
    begins = [(near[0].x0, near[0].size) for near in alike]
    return [at for at, size in begins if not any(_LEAST * size <= at - other <= _MOST * size for other, _ in begins)]


def _column(line: TextLine, margins: Sequence[float]) -> Column | None:
    near = [at for at in margins if -_SAME_EDGE <= line.x0 - at <= _MOST * line.size]
    return (line.page, max(near)) if near else None


def _is_at_its_end(line: TextLine, edge: float) -> bool:
    """A full stop does not count: sentences of Latin text end at the edge by chance, before lines that are set in alike
    (UN documents set in all lines of a numbered paragraph but its first)."""
    return line.x1 < edge - _SHORT * line.size or line_ends_without_full_stop(line.text)
