"""What was found on the pages of a PDF, in reading order → lines with levels and with what rows of tables tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from index.load.cells import caption_above
from index.load.lines import Line
from index.load.pdf_columns import Block, Scan, Stretch
from index.load.pdf_headings import body_size, heading_levels
from index.load.pdf_rows import continues, told_rows
from index.load.pdf_tables import Row, Table
from index.load.pdf_words import TextLine
from index.outline import numbering

_LABEL_LEVEL = 25  # between 一、 (20) and （一） (30) in index.outline
_NEAR = 40.0  # points between a table and the line of its caption
_CONTINUED = re.compile(r"[（(]?(?:续|接)(?:上?表|上?页).{0,20}|附?表.{0,30}[（(]续.{0,3}[）)]")


def as_lines(stretches: Sequence[Stretch], furniture: Set[Block]) -> list[Line]:
    """The lines of all pages. The label of one of two reports side by side comes before each stretch of it."""
    blocks = [_Labelled(block, stretch.label) for stretch in stretches for block in stretch.blocks]
    told = _told(blocks, furniture)
    text = [line for it in blocks for line in _text(it.block, told) if line not in furniture]
    levels = heading_levels(text, body_size(text))
    labels = {stretch.label for stretch in stretches if stretch.label}
    lines: list[Line] = []
    for stretch in stretches:
        if stretch.label:
            lines.append(Line(stretch.label, stretch.blocks[0].page))
        for block in stretch.blocks:
            lines += _lines(block, levels, told)
    return _whole([replace(line, level=_LABEL_LEVEL, told="") if line.text in labels else line for line in lines])


def _whole(lines: Iterable[Line]) -> list[Line]:
    """A heading that was set in several lines is one."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else line
        if (
            0 < line.level == last.level < _LABEL_LEVEL
            and line.page == last.page
            and not numbering(line.text)
            and whole
        ):
            blank = " " if last.text[-1].isascii() and line.text[0].isascii() else ""
            whole[-1] = replace(last, text=last.text + blank + line.text)
        else:
            whole.append(line)
    return whole


@dataclass(frozen=True, slots=True)
class _Labelled:
    block: Block
    label: str


def _text(block: Block, told: Mapping[Row, str | None]) -> Sequence[TextLine]:
    """The lines of a block that belong to no table."""
    if isinstance(block, Table):
        return [line for row in block.rows if told[row] is None for line in row.lines]
    return [block] if isinstance(block, TextLine) else []


def _lines(block: Block, levels: Mapping[TextLine, int], told: Mapping[Row, str | None]) -> Iterable[Line]:
    if isinstance(block, Scan):
        return block.lines
    if isinstance(block, Table):
        return _rows(block, levels, told)
    return [Line(block.text, block.page, levels.get(block, 0))]


def _rows(table: Table, levels: Mapping[TextLine, int], told: Mapping[Row, str | None]) -> Iterator[Line]:
    for row in table.rows:
        says = told[row]
        if says is None:
            yield from (Line(line.text, table.page, levels.get(line, 0)) for line in row.lines)
        else:
            yield Line(row.text, table.page, solid=True, told=says)


def _told(blocks: Sequence[_Labelled], furniture: Set[Block]) -> dict[Row, str | None]:
    """What each row of all tables tells; None where its lines are ordinary text."""
    told: dict[Row, str | None] = {}
    body = [it for it in blocks if it.block not in furniture]
    for at, (one, label) in enumerate((it.block, it.label) for it in body):
        if isinstance(one, Table) and one.rows[0] not in told:
            parts = [one]
            for other in body[at + 1 :]:
                if isinstance(other.block, TextLine) and _CONTINUED.fullmatch(other.block.text):
                    continue
                if not isinstance(other.block, Table) or other.label != label or not continues(parts[-1], other.block):
                    break
                parts.append(other.block)
            told |= told_rows(parts, _caption(body[max(at - 2, 0) : at], one, label))
    return told


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
