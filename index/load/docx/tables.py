"""Tables of Word files: their cells with the columns and rows that each covers, merged ones once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.language.numerals import number
from index.load.cells import Cell
from index.load.docx.xml import W, children, value

_BROAD = 63  # columns that a table of Word may have


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in its row: `cell` is None for columns that the row leaves out, `goes_on` where it continues one above."""

    cell: Any | None
    columns: int
    goes_on: bool


def is_frame(rows: Sequence[Mapping[int, Slot]]) -> bool:
    """Is the table but a frame around paragraphs, without a row of two cells?"""
    return all(len(row) < 2 for row in rows)


def cells(rows: Sequence[Mapping[int, Slot]], text_of: Callable[[Any | None], str]) -> list[list[Cell]]:
    """The cells row by row; `text_of` reads one."""
    return [
        [
            Cell(text_of(slot.cell), slot.columns, _height(rows, at, column))
            for column, slot in row.items()
            if not slot.goes_on
        ]
        for at, row in enumerate(rows)
    ]


def slots(table: Any) -> list[dict[int, Slot]]:
    """The rows of a table that were not deleted: their cells by the column that they begin in."""
    rows: list[dict[int, Slot]] = []
    for row in children(table):
        if row.tag == W + "tr" and row.find(f"{W}trPr/{W}del") is None:
            rows.append(_row(row, rows[-1] if rows else {}))
    return rows


def _row(row: Any, above: dict[int, Slot]) -> dict[int, Slot]:
    column = min(number(value(row.find(W + "trPr"), "gridBefore"), 0), _BROAD)
    slots = {0: Slot(None, column, False)} if column > 0 else {}
    for cell in children(row):
        if cell.tag == W + "tc":
            properties = cell.find(W + "tcPr")
            columns = max(1, min(number(value(properties, "gridSpan"), 1), _BROAD))
            merged = None if properties is None else properties.find(W + "vMerge")
            goes_on = merged is not None and merged.get(W + "val") != "restart" and column in above
            slots[column] = Slot(cell, columns, goes_on)
            column += columns
    return slots


def _height(rows: Sequence[Mapping[int, Slot]], at: int, column: int) -> int:
    """How many rows the cell that begins at a place covers."""
    end = at + 1
    while end < len(rows) and (slot := rows[end].get(column)) is not None and slot.goes_on:
        end += 1
    return end - at
