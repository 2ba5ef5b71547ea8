"""What was found on the pages of a PDF, in reading order → lines with levels and with the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from index.language.line_marks import numbering
from index.load.cells import caption_above
from index.load.lines import Line
from index.load.page_layout.columns import Block, Stretch
from index.load.page_layout.headings import body_size, heading_levels
from index.load.page_layout.indents import edges_of
from index.load.page_layout.rows import continues, read_rows
from index.load.page_layout.tables import Row as PageRow
from index.load.page_layout.tables import Table
from index.load.page_layout.words import TextLine
from index.report import Row

_LABEL_LEVEL = 25  # between 一、 (20) and （一） (30) in index.outline
_NEAR = 40.0  # points between a table and the line of its caption
_BLANKS = "\u3000\u3000"
_CONTINUED = re.compile(r"[（(]?(?:续|接)(?:上?表|上?页).{0,20}|附?表.{0,30}[（(]续.{0,3}[）)]")


def as_lines(stretches: Sequence[Stretch], furniture: Set[Block]) -> list[Line]:
    """The lines of all pages. The label of one of two reports side by side comes before each stretch of it; the first
    line of a paragraph that is set in begins with two blanks."""
    return _whole(_Writer(stretches, furniture).lines())


@dataclass(frozen=True, slots=True)
class _Labelled:
    block: Block
    label: str


class _Writer:
    """Writes lines with what only all of them together show: tables over pages, sizes, margins."""

    def __init__(self, stretches: Sequence[Stretch], furniture: Set[Block]) -> None:
        self._stretches = stretches
        self._labels = {stretch.label for stretch in stretches if stretch.label}
        blocks = [_Labelled(it, stretch.label) for stretch in stretches for it in stretch.blocks]
        self._rows_read = _read(blocks, furniture)
        text = [line for stretch in stretches for block in stretch.blocks for line in self._text(block)]
        body = [line for line in text if line not in furniture]
        written = [line for line in body if line]
        self._levels = heading_levels(written, body_size(written))
        self._edges = edges_of(body)

    def lines(self) -> Iterator[Line]:
        for stretch in self._stretches:
            if stretch.label:
                yield Line(stretch.label, stretch.blocks[0].page, _LABEL_LEVEL)
            for block in stretch.blocks:
                yield from self._rows(block) if isinstance(block, Table) else [self._line(block)]

    def _text(self, block: Block) -> Iterator[TextLine | None]:
        """The lines of a block that belong to no table; None for rows that do."""
        if isinstance(block, TextLine):
            yield block
            return
        for row in block.rows:
            yield from [None] if row in self._rows_read else row.lines

    def _line(self, line: TextLine) -> Line:
        level = _LABEL_LEVEL if line.text in self._labels else self._levels.get(line, 0)
        is_set_in = line in self._edges.first and not level and not line.text.startswith(_BLANKS)
        text = _BLANKS + line.text if is_set_in else line.text
        return Line(text, line.page, level, full=line in self._edges.full)

    def _rows(self, table: Table) -> Iterator[Line]:
        for row in table.rows:
            if row not in self._rows_read:
                yield from map(self._line, row.lines)
            elif row.text in self._labels:
                yield Line(row.text, table.page, _LABEL_LEVEL, solid=True)
            else:
                yield Line(row.text, table.page, solid=True, row=self._rows_read[row])


def _whole(lines: Iterable[Line]) -> list[Line]:
    """A heading that was set in several lines is one."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last and _goes_on(last, line):
            blank = " " if last.text[-1].isascii() and line.text[0].isascii() else ""
            whole[-1] = replace(last, text=last.text + blank + line.text)
        else:
            whole.append(line)
    return whole


def _goes_on(last: Line, line: Line) -> bool:
    return 0 < last.level == line.level < _LABEL_LEVEL and last.page == line.page and not numbering(line.text)


def _read(blocks: Sequence[_Labelled], furniture: Set[Block]) -> dict[PageRow, Row | None]:
    """What each row of all tables holds, None for heads; rows that are not in it are ordinary text."""
    read: dict[PageRow, Row | None] = {}
    seen: set[Table] = set()
    body = [it for it in blocks if it.block not in furniture]
    for at, (one, label) in enumerate((it.block, it.label) for it in body):
        if isinstance(one, Table) and one not in seen:
            parts = [one]
            for other in body[at + 1 :]:
                if isinstance(other.block, TextLine) and _CONTINUED.fullmatch(other.block.text):
                    continue
                if not isinstance(other.block, Table) or other.label != label or not continues(parts[-1], other.block):
                    break
                parts.append(other.block)
            read |= read_rows(parts, _caption(body[max(at - 2, 0) : at], one, label))
            seen |= {*parts}
    return read


def _caption(above: Sequence[_Labelled], table: Table, label: str) -> str:
    """The label of the report that the table belongs to, and the short lines directly above it."""
    near: list[Line] = []
    top = table.top
    for block in (it.block for it in reversed(above) if it.label == label):
        if not isinstance(block, TextLine) or block.page != table.page or not 0 <= top - block.bottom + 1 <= _NEAR:
            break
        near.insert(0, Line(block.text))
        top = block.top
    return " ".join(filter(None, (label, caption_above(near))))
