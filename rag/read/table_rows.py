"""Rows of a table that differ in their label only: the question names one of them, and the others are about another
matter, however alike they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.report import Cell, Passage, Row
from rag.understand.query import Query

_SHORTEST = 3  # characters of a label that a question does not hold by chance
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:[（(][一二三四五六七八九十\d]+[）)])?")
_MATTERS = re.compile(r"单位|(?:19|20)\d\d\s*年")  # in a caption: without it the figures say less, or another thing


@dataclass(frozen=True, slots=True)
class Labelled:
    """A row of a table by its own label, without numbering.

    `table` is what the rows of one table agree in, though each may have a caption of its own.
    """

    label: str
    row: Row
    table: tuple[object, ...]


def row_at(passage: Passage, start: int, end: int) -> Labelled | None:
    """The row of a table that is that span; None where it is none, or has no label within its own words."""
    row = passage.row_at(start, end)
    if row is None or not row.cells:
        return None
    label = _NUMBERING.sub("", row.label)
    own = "".join(passage.text[start - passage.start : end - passage.start].split())
    if not label or "".join(label.split()) not in own:  # the label of a merged cell stands with a row above
        return None
    return Labelled(label, row, (passage.id, tuple(cell.heads for cell in row.cells)))


def said(passage: Passage, start: int, end: int) -> str:
    """The words of a span as a sentence says them: a row of a table by its label and figures, with its caption only
    where that tells their unit or year; else it stands with the source."""
    found = row_at(passage, start, end)
    if found is None or _MATTERS.search(found.row.caption):
        return passage.read_alone(start, end)
    return f"{found.label}，{'；'.join(map(_figure, found.row.cells))}"


def _figure(cell: Cell) -> str:
    return f"{cell.head}：{cell.text}" if cell.is_headed else cell.text


def of_another(rows: Sequence[Labelled | None], query: Query) -> list[bool]:
    """Which of the rows are not the question's, as it names another of the same table by its whole label, and has no
    more to do with theirs. What is no row is nobody's."""
    question = query.content
    named = [row for row in rows if row and len(row.label) >= _SHORTEST and row.label in question]
    return [row is not None and any(_is_beside(row, it, question) for it in named) for row in rows]


def _is_beside(row: Labelled, named: Labelled, question: str) -> bool:
    is_other = row.table == named.table and row.label not in question
    return is_other and _shared(row.label, question) <= _shared(named.label, question)


def _shared(label: str, question: str) -> set[str]:
    """The pairs of neighbouring characters that both hold."""
    return {a + b for a, b in pairwise(label)} & {a + b for a, b in pairwise(question)}
