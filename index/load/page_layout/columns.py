"""Reading order: pages of two columns, and two reports printed side by side over several pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise

from index.language.line_marks import numbering
from index.load.page_layout.tables import Table
from index.load.page_layout.words import GUTTER, TextLine, clusters, text_lines

_COLUMN_LINES = 3  # lines of text that make a column, where no other page has shown it to be one
_RUNNING = 0.6  # share of a column's width that running text fills, in half of its lines at least
_SAME_EDGE = 6.0  # points by which the edge of a column may move from page to page
_SAME_LINE = 3.0
_MANY = 3  # columns that are told by where their lines begin
_LONG = 8  # characters of a line of such a column: what is shorter stands in a table
_LABEL = 20  # the most characters of a label over a column
_CHAPTER = 20  # the rank of 一、 in index.outline: it heads both columns


Block = TextLine | Table


@dataclass(frozen=True, slots=True)
class Page:
    """A page (from 1), its box (left, top, right, bottom in points), and its blocks from the top down; lines run over
    the full width."""

    number: int
    box: tuple[float, float, float, float]
    blocks: tuple[Block, ...]

    @property
    def middle(self) -> float:
        return (self.box[0] + self.box[2]) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks in reading order; `label`: of the one of two reports side by side that they belong to, else empty."""

    blocks: tuple[Block, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Across:
    blocks: tuple[Block, ...]
    is_furniture: bool = False


@dataclass(frozen=True, slots=True)
class _Beside:
    left: tuple[Block, ...]
    right: tuple[Block, ...]
    labels: tuple[str, str] | None = None


_Piece = _Across | _Beside


def in_reading_order(pages: Sequence[Page], furniture: Set[Block]) -> list[Stretch]:
    """Columns one after the other, page by page. Where the columns of a page begin with short lines that are the same
    but for their figures ("2023 年报告", "2024 年报告"), two reports stand side by side from there on: all of the left
    comes first, over the pages, then all of the right, until the next head over both. `furniture` holds the
    lines that belong to the margins.
    """
    read = [list(_Reader(page, furniture).pieces()) for page in pages]
    known = [piece for pieces in read for piece in pieces if isinstance(piece, _Beside) and piece.left and piece.right]
    if not known:
        across = ([it for it in pieces if isinstance(it, _Across)] for pieces in read)
        return [Stretch(tuple(block for it in pieces for block in it.blocks)) for pieces in across]
    labelled = any(piece.labels for piece in known)
    flow = _Flow()
    for page in pages:
        flow.add(_Reader(page, furniture, known, labelled).pieces())
    return flow.finished()


class _Flow:
    """Puts pieces in order. The right of two reports waits until the left is complete."""

    def __init__(self) -> None:
        self._stretches: list[Stretch] = []
        self._labels: tuple[str, str] | None = None
        self._left: list[Block] = []
        self._right: list[Block] = []

    def add(self, page: Iterable[_Piece]) -> None:
        is_foot = False
        for piece in page:
            if isinstance(piece, _Beside):
                is_foot = True
                self._labels = piece.labels or self._labels
                self._add_columns(piece)
            elif piece.is_furniture and (self._left or self._right):
                (self._right if is_foot else self._left).extend(piece.blocks)
            else:
                self.finished().append(Stretch(piece.blocks))

    def _add_columns(self, piece: _Beside) -> None:
        if self._labels:
            self._left += piece.left
            self._right += piece.right
        else:
            self._stretches.append(Stretch((*piece.left, *piece.right)))

    def finished(self) -> list[Stretch]:
        """All that was added; what waited comes last."""
        if self._labels:
            waiting = zip((self._left, self._right), self._labels, strict=True)
            self._stretches += [Stretch(tuple(blocks), label) for blocks, label in waiting if blocks]
        self._left, self._right = [], []
        return self._stretches


class _Reader:
    """The pieces of one page. `known`: columns found on this page and others."""

    def __init__(
        self, page: Page, furniture: Set[Block], known: Sequence[_Beside] = (), labelled: bool = False
    ) -> None:
        self._page, self._furniture, self._known, self._labelled = page, furniture, known, labelled
        text = [block for block in page.blocks if block not in furniture]
        self._first = min((block.x0 for block in text), default=0.0)
        self._last = max((block.x1 for block in text), default=0.0)

    def pieces(self) -> Iterator[_Piece]:
        """In columns of three and more those columns; else what crosses the middle of the page, and what stands beside
        it."""
        starts = _starts([it for it in self._page.blocks if isinstance(it, TextLine) and it not in self._furniture])
        for in_columns, group in groupby(self._page.blocks, lambda it: bool(starts) and self._fits(it, starts)):
            blocks = tuple(group)
            if in_columns:
                yield _Across(self._one_by_one(blocks, starts))
            else:
                yield from self._halves(blocks)

    def _fits(self, block: Block, starts: Sequence[float]) -> bool:
        if not isinstance(block, TextLine) or block in self._furniture:
            return False
        return all(_column_of(run[0].x0, starts) == _column_of(run[-1].x1 - GUTTER, starts) for run in block.runs())

    def _one_by_one(self, blocks: Sequence[Block], starts: Sequence[float]) -> tuple[Block, ...]:
        words = [word for block in blocks if isinstance(block, TextLine) for word in block.words]
        columns = [[word for word in words if _column_of(word.x0, starts) == at] for at in range(len(starts))]
        return tuple(line for column in columns for line in text_lines(self._page.number, column))

    def _halves(self, blocks: Sequence[Block]) -> Iterator[_Piece]:
        for kind, group in groupby(blocks, self._kind):
            alike = tuple(group)
            if kind != "free":
                yield _Across(alike, kind == "furniture")
                continue
            for part in self._parts(alike):
                yield from self._beside(part) or [_Across(part)]

    def _kind(self, block: Block) -> str:
        if block in self._furniture:
            return "furniture"
        return "across" if self._crosses(block) else "free"

    def _crosses(self, block: Block) -> bool:
        runs = (
            [(run[0].x0, run[-1].x1) for run in block.runs()] if isinstance(block, TextLine) else [(block.x0, block.x1)]
        )
        return any(start < self._page.middle < end for start, end in runs)

    def _parts(self, blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
        """Two reports side by side are cut before each head over both."""
        heads = [at for at, block in enumerate(blocks) if self._labelled and self._is_head(block)]
        if heads and blocks[: heads[0]] and all(_labels(*self._sides((block,))) for block in blocks[: heads[0]]):
            heads = heads[1:]
        bounds = [0, *heads, len(blocks)]
        return [blocks[start:end] for start, end in pairwise(bounds) if end > start]

    def _is_head(self, block: Block) -> bool:
        """一、, with nothing beside it in the right column."""
        return (
            isinstance(block, TextLine)
            and 0 < numbering(block.text) <= _CHAPTER
            and not any(
                other.x1 > self._page.middle and other.top < block.bottom and block.top < other.bottom
                for other in self._page.blocks
            )
        )

    def _sides(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
        words = [word for block in blocks if isinstance(block, TextLine) for word in block.words]
        sides: list[list[Block]] = []
        for is_left in (True, False):
            own = [word for word in words if (word.x0 < self._page.middle) == is_left]
            tables = [it for it in blocks if not isinstance(it, TextLine) and (it.x0 < self._page.middle) == is_left]
            sides.append(sorted([*text_lines(self._page.number, own), *tables], key=lambda block: block.top))
        return sides[0], sides[1]

    def _beside(self, blocks: tuple[Block, ...]) -> list[_Piece]:
        """What stands over both columns, then the columns; empty where there are none."""
        left, right = self._sides(blocks)
        if not (self._are_columns(left, right) or self._is_rest(left, right)):
            return []
        head = _head(left, right)
        labels = _labels(_below(left, head), _below(right, head))
        if labels:
            left, right = _below(left, head)[1:], _below(right, head)[1:]
            over, head = head, _head(left, right)
        else:
            over = []
        if self._labelled and not any(self._is_head(block) for block in head):
            head = []  # the columns of one of two reports need not begin at the same height
        columns = _Beside(tuple(_below(left, head)), tuple(_below(right, head)), labels)
        return [_Across((*over, *head)), columns] if over or head else [columns]

    def _are_columns(self, left: Sequence[Block], right: Sequence[Block]) -> bool:
        if not (left and right) or min(it.x0 for it in right) - max(it.x1 for it in left) < GUTTER:
            return False
        wide = ((left, self._page.middle - self._first), (right, self._last - self._page.middle))
        return all(_is_column(side, width) for side, width in wide) or self._are_known(left, right)

    def _are_known(self, left: Sequence[Block], right: Sequence[Block]) -> bool:
        return any(_begins_as(left, other.left) and _begins_as(right, other.right) for other in self._known)

    def _is_rest(self, left: Sequence[Block], right: Sequence[Block]) -> bool:
        """The end of one of two reports, where the other was shorter."""
        if not self._labelled or (left and right) or any(self._is_head(block) for block in (*left, *right)):
            return False
        width = self._page.middle - self._first
        return self._are_known(left, right) and any(it.x1 - it.x0 >= _RUNNING * width for it in (*left, *right))


def _starts(lines: Sequence[TextLine]) -> list[float]:
    """Where the columns of a page begin, from the left, if there are three or more of running text; else none."""
    parted = [runs for line in lines if len(runs := list(line.runs())) >= _MANY]
    columns = clusters([run for runs in parted for run in runs], lambda run: run[0].x0, _SAME_EDGE)
    columns = [column for column in columns if len(column) >= _COLUMN_LINES]
    if len(columns) < _MANY:
        return []
    starts = [min(run[0].x0 for run in column) for column in columns]
    ends = [max(run[-1].x1 for run in column) for column in columns]
    if any(start - end < GUTTER for end, start in zip(ends, starts[1:], strict=False)):
        return []
    full = [
        sum(run[-1].x1 - run[0].x0 >= _RUNNING * (end - start) for run in column) >= len(column) / 2
        and sum(len(word.text) for run in column for word in run) >= _LONG * len(column)
        for column, start, end in zip(columns, starts, ends, strict=True)
    ]
    return starts if all(full) else []


def _column_of(x: float, starts: Sequence[float]) -> int:
    return max(sum(start - _SAME_EDGE <= x for start in starts) - 1, 0)


def _is_column(blocks: Sequence[Block], width: float) -> bool:
    """Holds a table or running text."""
    lines = [block for block in blocks if isinstance(block, TextLine)]
    full = sum(line.x1 - line.x0 >= _RUNNING * width for line in lines)
    return len(lines) < len(blocks) or (len(lines) >= _COLUMN_LINES and full >= len(lines) / 2)


def _begins_as(blocks: Sequence[Block], other: Sequence[Block]) -> bool:
    """Stands where the other column stands; true also of a column without words."""
    return not blocks or abs(min(it.x0 for it in blocks) - min(it.x0 for it in other)) <= _SAME_EDGE


def _head(left: Sequence[Block], right: Sequence[Block]) -> list[Block]:
    """What stands in one column above the place where the other begins."""
    start = max(column[0].top for column in (left, right)) if left and right else 0.0
    return [block for block in (*left, *right) if block.bottom <= start]


def _below(column: Sequence[Block], head: Sequence[Block]) -> list[Block]:
    return [block for block in column if block not in head]


def _labels(left: Sequence[Block], right: Sequence[Block]) -> tuple[str, str] | None:
    """The first lines, where they are short and the same but for their figures."""
    if not (left and right):
        return None
    one, two = left[0], right[0]
    if not (isinstance(one, TextLine) and isinstance(two, TextLine)) or abs(one.top - two.top) > _SAME_LINE:
        return None
    shapes = {re.sub(r"\d+", "0", line.text) for line in (one, two)}
    differ = one.text != two.text and len(shapes) == 1 and len(one.text) <= _LABEL
    return (one.text, two.text) if differ and re.search(r"[^\W\d]", one.text) else None
