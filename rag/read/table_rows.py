"""Rows of a table that differ in their label only: the question names one of them, and the others are about another
matter, however alike they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.report import Passage

_SHORTEST = 3  # characters of a label that a question does not hold by chance
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:[（(][一二三四五六七八九十\d]+[）)])?")
_MATTERS = re.compile(r"单位|(?:19|20)\d\d\s*年")  # in a caption: without it the figures say less, or another thing


@dataclass(frozen=True, slots=True)
class Told:
    """A row as it is told, "caption | label | head: value；head: value".

    `table` is what the rows of one table agree in, though each may have a caption of its own.
    """

    caption: str
    label: str
    figures: str
    table: tuple[object, ...]


def row_at(passage: Passage, start: int, end: int) -> Told | None:
    """The row of a table that is that span; None where it is none, or has no label within its own words."""
    if not passage.is_row(start, end):
        return None
    before, _, figures = passage.told(start, end).rpartition(" | ")
    caption, _, label = before.rpartition(" | ")
    label = _NUMBERING.sub("", label)
    own = "".join(passage.text[start - passage.start : end - passage.start].split())
    if not label or "".join(label.split()) not in own:  # a caption is told with the row, and does not stand in it
        return None
    heads = tuple(it.rpartition(": ")[0] for it in figures.split("；"))
    return Told(caption, label, figures, (passage.id, heads))


def said(passage: Passage, start: int, end: int) -> str:
    """The words of a span as a sentence says them: a row of a table by its label and figures, with its caption only
    where that tells their unit or year; else it stands with the source."""
    row = row_at(passage, start, end)
    if row is None or _MATTERS.search(row.caption):
        return passage.told(start, end)
    return f"{row.label}，{row.figures.replace(': ', '：')}"


def of_another(rows: Sequence[Told | None], question: str) -> list[bool]:
    """Which of the rows are not the question's, as it names another of the same table by its whole label, and has no
    more to do with theirs. What is no row is nobody's."""
    named = [row for row in rows if row and len(row.label) >= _SHORTEST and row.label in question]
    return [row is not None and any(_is_beside(row, it, question) for it in named) for row in rows]


def _is_beside(row: Told, named: Told, question: str) -> bool:
    is_other = row.table == named.table and row.label not in question
    return is_other and _shared(row.label, question) <= _shared(named.label, question)


def _shared(label: str, question: str) -> set[str]:
    """The pairs of neighbouring characters that both hold."""
    return {a + b for a, b in pairwise(label)} & {a + b for a, b in pairwise(question)}
