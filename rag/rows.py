"""Rows of a table that differ in their label only: the question names one of them, and the others are about another
matter, however alike they look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.report import Passage

_SHORTEST = 3  # characters of a label that a question does not hold by chance
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、)?(?:[（(][一二三四五六七八九十\d]+[）)])?")


def label(passage: Passage, start: int, end: int) -> str:
    """The label of the row that is that span, without its number; empty where the span is no row or the row has none.

    A row is told as "caption | label | head: value；head: value", the caption only where there is one.
    """
    if (start, end) not in {(row.start, row.end) for row in passage.rows}:
        return ""
    return _NUMBERING.sub("", passage.told(start, end).rpartition(" | ")[0].rpartition(" | ")[2])


def plainly(passage: Passage, start: int, end: int) -> str:
    """The words of a span as a sentence says them: a row of a table by its label and figures, without its caption,
    which stands with the source."""
    told, name = passage.told(start, end), label(passage, start, end)
    if not name:
        return told
    return f"{name}，{told.rpartition(' | ')[2].replace(': ', '：')}"


def of_another(labels: Sequence[str], question: str) -> list[bool]:
    """Which labels are not the question's, where it names one of the others; no label is nobody's."""
    named = {it for it in labels if len(it) >= _SHORTEST and it in question}
    return [bool(named and it) and it not in named for it in labels]
