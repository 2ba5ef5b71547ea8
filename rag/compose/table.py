"""One measure of several bodies in several years, side by side: each figure as its report writes it, with the words
that prove it, or that the report does not state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from index.figures import Kind
from rag.answer import Citation
from rag.compose.figures import finding_of, written
from rag.read.cells import StatedCell, stated
from rag.search import Search


@dataclass(frozen=True, slots=True)
class TableCell:
    """A figure that a report states.

    `value` is the number as written, its scale not applied (5.5 of 不低于5.5%); `value_to` the upper end of a range,
    else None; `unit` what is written behind it ("万人", "%"); `written` both, with `hedge`, the words that soften it.
    `amount` is the same in the smallest unit of what it measures (people, yuan, percent): these compare. `measure` is
    how the report names it, `kind` result, target, estimate or requirement, `period` the time that it is of ("2025",
    "2024 H1"; empty where the report does not say); `citation` the words that state it.
    """

    value: Decimal
    written: str
    unit: str
    amount: Decimal
    hedge: tuple[str, ...]
    kind: Kind
    period: str
    citation: Citation
    measure: str = ""
    value_to: Decimal | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": plain_number(self.value),
            "value_to": None if self.value_to is None else plain_number(self.value_to),
            "written": self.written,
            "unit": self.unit,
            "amount": plain_number(self.amount),
            "hedge": list(self.hedge),
            "kind": self.kind,
            "period": self.period,
            "measure": self.measure,
            "source": self.citation.source,
            "citation": self.citation.to_dict(),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """What the reports state of a measure: `cells[r][c]` of the body `rows[r]` in the year `columns[c]`.

    A cell is None where the report does not state it, or where there is no such report. `measure` is in the words
    asked with, `language` theirs: "zh" or "en". A year is None where the reports are about none. Without rows where no
    report states a figure of such a measure: then nothing is known of who does not state it.
    """

    measure: str
    rows: tuple[str, ...] = ()
    columns: tuple[int | None, ...] = ()
    cells: tuple[tuple[TableCell | None, ...], ...] = ()
    language: str = "zh"

    @property
    def found(self) -> tuple[TableCell, ...]:
        """The cells that are stated, row by row."""
        return tuple(it for row in self.cells for it in row if it)

    def sources(self, row: int) -> tuple[str, ...]:
        """The files that the cells of a row are from."""
        return tuple(dict.fromkeys(it.citation.source for it in self.cells[row] if it))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: `rows` each with its body, sources and cells in the order of `columns`."""
        return {
            "measure": self.measure,
            "language": self.language,
            "columns": list(self.columns),
            "rows": [
                {
                    "body": body,
                    "sources": list(self.sources(at)),
                    "cells": [it.to_dict() if it else None for it in self.cells[at]],
                }
                for at, body in enumerate(self.rows)
            ],
        }

    def to_csv(self) -> str:
        """One line a body: of each year the figure as written, its number and unit; last, the files. No field is read
        as a formula."""
        from rag.compose.table_forms import table_csv

        return table_csv(self)

    def to_xlsx(self) -> bytes:
        """A workbook of two sheets: the table, and one line a figure with its number, unit, file, page and words."""
        from rag.compose.table_forms import table_xlsx

        return table_xlsx(self)

    def __repr__(self) -> str:
        """One short line: the whole is in the fields and in `to_dict`."""
        short = self.measure if len(self.measure) <= 60 else f"{self.measure[:59]}…"
        size = f"{len(self.rows)} rows × {len(self.columns)} columns"
        return f"Table({short!r}, {size}, {len(self.found)} stated)"

    def _repr_html_(self) -> str:
        """For notebooks."""
        from rag.compose.table_forms import table_html

        return table_html(self)


def plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def tabled(search: Search, measure: str) -> Table:
    """The figures that a question asks for, as a table; `measure` is the question's own words."""
    cells = _of_every_year(search)
    language = search.query.language
    kept = dict(_kept(search, cells))
    rows = tuple(dict.fromkeys(it.body for it in cells))
    columns = tuple(sorted({it.year for it in cells}, key=lambda year: year or 0))
    return Table(measure, rows, columns, tuple(tuple(kept.get((b, y)) for y in columns) for b in rows), language)


def _of_every_year(search: Search) -> tuple[StatedCell, ...]:
    """Each body in the same years: where the newest reports of some are older, those of all in every such year."""
    found = stated(search)
    asked = search.query.figure
    if found is None or asked is None:
        return ()
    years = {it.year for it in found.cells}
    if len(years) > 1 and not asked.years:
        known = tuple(sorted(year for year in years if year))
        found = stated(search.about(replace(search.query, figure=replace(asked, years=known)))) or found
    return found.cells


def _kept(search: Search, cells: tuple[StatedCell, ...]) -> Iterator[tuple[tuple[str, int | None], TableCell]]:
    """The cells that a report states, of the unit that most of them have: people are not beside percent."""
    measures = [it.figure.quantity.measure for it in cells if it.figure]
    most = max(measures, key=measures.count, default="")
    for it in cells:
        cell = _cell(search, it) if it.figure and it.figure.quantity.measure == most else None
        if cell:
            yield (it.body, it.year), cell


def _cell(search: Search, it: StatedCell) -> TableCell | None:
    """None where the words of the report do not hold the figure."""
    figure, found = it.figure, finding_of(search, it)
    if figure is None or found is None:
        return None
    return TableCell(
        value=figure.value,
        written=written(figure),
        unit=figure.unit,
        amount=figure.amount,
        hedge=figure.hedge,
        kind=figure.kind,
        period=str(figure.period),
        citation=found.citation,
        measure=figure.measure,
        value_to=figure.value_to,
    )
