"""Figures of the cells of tables: the measure is the row and the column, under the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from index.figures.figure import Figure, Kind, Period, What
from index.figures.periods import read_period
from index.language.quantities import Quantity, quantities
from index.language.units import SHARE, unit
from index.report import Cell, Report, Row

_NUMBER = re.compile(r"[(（]?\s*[-−—]?\s*[$£€¥￥]?\s*\d[\d,，]*(?:\.\d+)?\s*[)）]?\s*(?:%|％)?")
_UNIT = re.compile(r"单位[:：]?\s*(?:人民币)?([\u4e00-\u9fff%]{1,5})|[（(]([\u4e00-\u9fff%]{1,5})[)）]|in (thousands|millions|billions)", re.I)
_ENGLISH = {"thousands": Decimal(10**3), "millions": Decimal(10**6), "billions": Decimal(10**9)}
_GROWTH = re.compile(r"增长|增速|增幅|涨幅|同比|增减|change", re.I)


def read_row(report: Report, row: Row, headings: tuple[str, ...], around: Period, kind: Kind) -> Iterator[Figure]:
    """One figure a cell that is a number; the row's labels and the column's heads say what it counts."""
    for cell in row.cells:
        quantity = _number(row, cell)
        if quantity is None or cell.start is None or cell.end is None:
            continue
        told = " ".join((*cell.heads, row.label))
        period = read_period(f"{row.caption} {told}", around.last, around) or around
        own = read_period(" ".join(cell.heads), around.last, around)
        yield Figure(
            report.source,
            " ".join(filter(None, (row.label, cell.head))),
            None,
            kind,
            _what(quantity, told),
            quantity.value / quantity.scale,
            None,
            _unit_of(row, cell, quantity),
            quantity,
            (),
            own or period,
            "",
            "",
            (row.start, row.end),
            headings,
            row.labels,
            cell.heads,
            row.caption,
        )


def _number(row: Row, cell: Cell) -> Quantity | None:
    """The value of a cell that holds a number and nothing else; in brackets it is below zero."""
    text = cell.text.strip()
    if not _NUMBER.fullmatch(text) or cell.start is None or cell.end is None:
        return None
    digits = re.sub(r"[^\d.]", "", text)
    below = text[0] in "(（-−—" and not text.startswith("—")
    name, scale = _unit_and_scale(row, cell, text)
    known = unit(name)
    value = Decimal(digits) * scale * (-1 if below else 1)
    return Quantity(value, name, known.measure if known else "", cell.start, cell.end, False, scale, 0)


def _unit_and_scale(row: Row, cell: Cell, text: str) -> tuple[str, Decimal]:
    """Of the cell, else of the nearest words above it that name a unit: 单位：万元, "in millions"."""
    if text.endswith(("%", "％")):
        return "%", Decimal(1)
    return next(_units(row, cell), ("", Decimal(1), ""))[:2]


def _units(row: Row, cell: Cell) -> Iterator[tuple[str, Decimal, str]]:
    for said in (*reversed(cell.heads), *reversed(row.labels), row.caption):
        for found in _UNIT.finditer(said):
            name = found[1] or found[2] or ""
            if found[3]:
                yield "", _ENGLISH[found[3].lower()], found[3].lower()
            for read in quantities(f"1{name}"):
                if (read.unit or read.scale != 1) and read.end == len(name) + 1:
                    yield read.unit, read.scale, name


def _unit_of(row: Row, cell: Cell, quantity: Quantity) -> str:
    return quantity.unit if quantity.measure == SHARE else next(_units(row, cell), ("", Decimal(1), quantity.unit))[2]


def _what(quantity: Quantity, told: str) -> What:
    if quantity.measure == SHARE:
        return "growth" if _GROWTH.search(told) else "share"
    return "level"
