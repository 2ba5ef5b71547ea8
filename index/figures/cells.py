"""Figures of the cells of tables: the measure is the row and the column, under the caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from index.figures.context import Place
from index.figures.figure import Figure, Kind, What
from index.figures.numbers import RANK
from index.figures.periods import Years, read_period
from index.language.quantities import Quantity, quantities
from index.language.scales import ENGLISH_SCALES
from index.language.script import HAN
from index.language.units import SHARE, unit
from index.report import Cell, Row

_NUMBER = re.compile(r"[(（]?\s*[-−]?\s*[$£€¥￥]?\s*\d[\d,，]*(?:\.\d+)?\s*[)）]?\s*[%％]?")
_BELOW = tuple("(（-−")
_NO_DIGIT = re.compile(r"[^\d.]")
_UNIT = re.compile(
    rf"单位[:：]?\s*(?:人民币)?([{HAN}%]{{1,5}})|[（(]([{HAN}%]{{1,5}})[)）]|"
    r"in (thousand|million|billion)s",
    re.I,
)
_COUNTED = re.compile(r"([件项户次宗])数")  # the head of a column of numbers: 现行有效件数
_UNIT_ABOVE = re.compile(r"单位[:：]|in (?:thousand|million|billion)s", re.I)  # in a line of its own above a table
_DOLLARS = re.compile(r"dollars|US\$|\$|USD", re.I)
_GROWTH = re.compile(r"增长|增速|增幅|涨幅|涨跌|升降|同比|比上年|增减|change", re.I)
_RANKS = re.compile(r"位次|排名|名次")
_DONE = re.compile(r"决算|执行|完成|上年|实际")
_PLANNED = re.compile(r"目标|预期|计划数|预算数")
_NAME = re.compile(rf"[{HAN}A-Za-z]{{2}}")
_NAMES = re.compile(r"项目|科目|名称|指标|分类|内容")  # the head of a column of names


class _Unit(NamedTuple):
    """A unit that words about a cell name: as it compares, its scale, and as written."""

    name: str = ""
    scale: Decimal = Decimal(1)
    written: str = ""


def read_row(row: Row, place: Place, above: str = "") -> Iterator[Figure]:
    """One figure a cell that is a number; the row's labels and the column's heads say what it counts.

    `above` are the words over the table, which may tell its unit.
    """
    for at, cell in enumerate(row.cells):
        if found := _number(row, cell, above):
            yield _figure(row, cell, _label(row, at), place, *found)


def _figure(row: Row, cell: Cell, label: str, place: Place, quantity: Quantity, written: str) -> Figure:
    around = place.around.period
    heads, told = cell.head, f"{cell.head} {label}"
    told = told.replace("上年结转", "结转")  # counted in the year that the table is about
    years = Years(around.last, around.last)  # 本年 of a table is the year that it is about
    period = read_period(heads, years, around) or read_period(f"{row.caption} {told}", years, around)
    value = quantity.value / quantity.scale
    return Figure(
        place.source,
        " ".join(filter(None, (label, heads))),
        None,
        _kind(told, place),
        _what(quantity, f"{row.caption} {told}"),
        value,
        None,
        written,
        quantity,
        (),
        period or around,
        "",
        "",
        (row.start, row.end),
        place.headings,
        row.labels if label == row.label else (label,),
        cell.heads,
        row.caption,
    )


def _label(row: Row, at: int) -> str:
    """What names the value: the row's labels, or, where a column before it holds names, the nearest of these; a table
    of two sides has two such columns (收入 | 预算数 | 支出 | 预算数)."""
    named = [it for it in row.cells[:at] if _NAME.search(it.text) and not quantities(it.text)]
    nearest = named[-1] if named else None
    if nearest and (not _NAME.search(row.label) or _NAMES.search(nearest.head)):
        return nearest.text
    return row.label


def _number(row: Row, cell: Cell, above: str) -> tuple[Quantity, str] | None:
    """The value of a cell that holds a number and nothing else but its unit, with the unit as written; in brackets it
    is below zero."""
    text = cell.text.strip()
    if cell.start is None or cell.end is None or not text:
        return None
    if not _NUMBER.fullmatch(text):
        return _with_unit(cell.text, cell.start)
    own = _Unit("%", Decimal(1), "%") if text.endswith(("%", "％")) else _unit_of(row, cell, above)
    known = unit(own.name)
    value = Decimal(_NO_DIGIT.sub("", text)) * own.scale * (-1 if text.startswith(_BELOW) else 1)
    measure = RANK if _RANKS.search(cell.head) else known.measure if known else ""
    return Quantity(value, own.name, measure, cell.start, cell.end, False, own.scale, 0), own.written


def _with_unit(text: str, start: int) -> tuple[Quantity, str] | None:
    """Of a cell such as "918.54 万台": its one quantity, where that is all of it."""
    found = quantities(text)
    if len(found) != 1 or not (found[0].unit or found[0].scale != 1) or text[: found[0].start].strip():
        return None
    it = found[0]
    if text[it.end :].strip():
        return None
    return replace(it, start=start + it.start, end=start + it.end), text[it.start : it.end].lstrip("0123456789.,， ")


def _unit_of(row: Row, cell: Cell, above: str) -> _Unit:
    """By the nearest words that name a unit: 单位：万元, "in millions"."""
    near = (*reversed(cell.heads), *reversed(row.labels), *_units_beside(row), row.caption, _unit_line(above))
    counted = _COUNTED.search(" ".join((*row.labels, *cell.heads)))
    return next(
        (it for said in near for it in _named(said)), _Unit(counted[1], Decimal(1), counted[1]) if counted else _Unit()
    )


def _units_beside(row: Row) -> Sequence[str]:
    """A column of units says what its row's values are in."""
    return [f"（{it.text}）" for it in row.cells if it.heads and "单位" in it.heads[-1] and not it.text[:1].isdigit()]


def _unit_line(above: str) -> str:
    return next((line for line in reversed(above.splitlines()) if _UNIT_ABOVE.search(line)), "")


def _named(said: str) -> Iterator[_Unit]:
    for found in _UNIT.finditer(said):
        if found[3]:
            currency = ("美元", "USD ") if _DOLLARS.search(said) else ("", "")
            yield _Unit(currency[0], ENGLISH_SCALES[found[3].lower()], currency[1] + found[3].lower())
            continue
        name = found[1] or found[2]
        for it in quantities(f"1{name}"):
            if (it.unit or it.scale != 1) and it.end == len(name) + 1:
                yield _Unit(it.unit, it.scale, name)


def _what(quantity: Quantity, told: str) -> What:
    if quantity.measure == RANK:
        return "rank"
    if quantity.measure == SHARE:
        return "growth" if _GROWTH.search(told) else "share"
    return "level"


def _kind(told: str, place: Place) -> Kind:
    if _DONE.search(told):
        return "result"
    return "target" if place.is_budget or _PLANNED.search(told) else "result"
