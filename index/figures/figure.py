"""A number that a report states, typed: what it counts, of whom, of when, and how surely it is said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from index.language.quantities import Quantity

Kind = Literal["result", "target", "estimate", "requirement"]
What = Literal["level", "growth", "change", "share", "rank", "per_head", "cumulative"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """The years `first` to `last`, both counted, None where that is not known.

    `part` of the year where it is less than all of it: "H1", "Q1", "Q1-Q3", "M03", or "..M11" for up to a month.
    """

    first: int | None = None
    last: int | None = None
    part: str = ""

    @property
    def is_known(self) -> bool:
        return self.last is not None

    def __str__(self) -> str:
        """2024, 2024 H1, 2020–2024; empty where nothing is known."""
        first, last = self.first or "", self.last or ""
        years = str(last) if first == last else f"{first}–{last}"
        return f"{years} {self.part}".strip()

    @property
    def is_whole(self) -> bool:
        """Whole years, or up to the end of one?"""
        return self.part in ("", "..M12")

    def is_year(self, year: int) -> bool:
        """Is it that whole year, and no more?"""
        return self.first == self.last == year and self.is_whole


NO_PERIOD = Period()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report, with what the report says of it.

    `measure` is what it counts, as the report words it, with the words of a table's row and column for a cell; `at` its
    span, None where it is put together of several places. `kind`: a result, a target for a time to come, an estimate of
    a result, or a requirement that a rule sets. `what` of the measure: its level, growth in percent, change (a
    difference), share or rate, rank, level by head, or a sum over years.
    `value` and `value_to` (the upper end of a range, else None) are as written, scale not applied; `unit` is written
    behind them ("亿元", "%", "million dollars"); `quantity` the same as it compares, with the span of the number.
    `hedge` are the words that soften it (约, 以上, 力争, "nearly"), in order. `period` is the time that it is of,
    `base` what a growth or change is from, as written; `owner` a body or place other than the report's own, as written.
    `clause` is the span that states it; `headings` stand above it. A cell has the path of its `row`, of its `column`,
    and the `caption` of the table; all three are empty in prose.
    All spans are offsets in the report's text.
    """

    source: str
    measure: str
    at: Span | None
    kind: Kind
    what: What
    value: Decimal
    value_to: Decimal | None
    unit: str
    quantity: Quantity
    hedge: tuple[str, ...]
    period: Period
    base: str
    owner: str
    clause: Span
    headings: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    caption: str = ""

    @property
    def start(self) -> int:
        """Of the number, in the report's text."""
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def is_cell(self) -> bool:
        return bool(self.row or self.column)

    @property
    def amount(self) -> Decimal:
        """In the smallest unit of its measure: comparable with every other of the same."""
        return self.quantity.amount

    def moved(self, by: int) -> Figure:
        """The same figure in a text that begins `by` characters further on."""
        quantity = replace(self.quantity, start=self.start + by, end=self.end + by)
        return replace(self, at=self.at and _moved(self.at, by), clause=_moved(self.clause, by), quantity=quantity)


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
