"""Figures as they are kept in a store: one JSON list each."""

from __future__ import annotations

import json
from dataclasses import astuple
from decimal import Decimal

from index.figures.figure import Figure, Period
from index.language.quantities import Quantity


def to_json(it: Figure) -> str:
    """All of a figure but the report that states it."""
    upper = None if it.value_to is None else str(it.value_to)
    said = (it.measure, it.at, it.kind, it.what, str(it.value), upper, it.unit, it.hedge, it.base, it.owner)
    place = (it.clause, it.headings, it.row, it.column, it.caption)
    quantity = [str(part) if isinstance(part, Decimal) else part for part in astuple(it.quantity)]
    return json.dumps((said, quantity, astuple(it.period), place), ensure_ascii=False, separators=(",", ":"))


def from_json(source: str, text: str) -> Figure:
    """The figure of the report `source` that `to_json` wrote."""
    said, quantity, period, place = json.loads(text)
    measure, at, kind, what, value, upper, unit, hedge, base, owner = said
    clause, headings, row, column, caption = place
    amount, name, counted, start, end, rough, scale, places = quantity
    return Figure(
        source,
        measure,
        at and (at[0], at[1]),
        kind,
        what,
        Decimal(value),
        None if upper is None else Decimal(upper),
        unit,
        Quantity(Decimal(amount), name, counted, start, end, rough, Decimal(scale), places),
        tuple(hedge),
        Period(*period),
        base,
        owner,
        (clause[0], clause[1]),
        tuple(headings),
        tuple(row),
        tuple(column),
        caption,
    )
