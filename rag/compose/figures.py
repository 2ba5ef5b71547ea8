"""Figures that reports state → claims, as data: each figure with the sentence that states it, and what several come to.

A figure is quoted with its own clause, from where its measure is named on; a cell of a table as a cell: row, column and
value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from index.figures import Figure
from index.figures.numbers import ranges
from index.language.gazetteer import stem
from index.language.quantities import quantities
from index.language.units import COUNT
from rag.answer import Citation, Claim, Coverage, Decision, Row
from rag.check.claim import unsupported
from rag.compose import claim_words, verdict_words
from rag.compose.answer import Composed
from rag.compose.claim import Finding
from rag.compose.verdict import Operand, Verdict
from rag.read.cells import Stated, StatedCell
from rag.search import Search
from rag.understand.query import FigureAsked, Query, Threshold

_HEDGES_OF = {
    ">": ("超过", "超", "突破", "逾", "以上", "over", "more than"),
    ">=": ("不低于", "不少于", "以上", "at least"),
}
_CEILINGS = ("以内", "以下", "不超过", "不高于", "at most", "below")
_BETTER_LOW = re.compile(r"失业|价格|物价|能耗|浓度|赤字|unemployment|consumer price|inflation|deficit", re.I)


def composed(search: Search, stated: Stated) -> Composed:
    """The claims on the cells that a question asks for; none where no report states one of them."""
    asked = search.query.figure
    if asked is None:
        return Composed(())
    operands = list(_operands(search, stated))
    chosen, verdict = _weighed(asked, search, stated, operands)
    beside = len({(it.body, it.year) for it in stated.cells}) > 1
    claims = [_claim(search.query, it, _decision(search.query, asked, it, operands), beside) for it in chosen]
    told = _verdict_claim(search.query, verdict) if verdict else ()
    shown = tuple(claims[: search.settings.claims_of_figures])
    glance = len(shown) <= search.settings.at_a_glance and verdict is not None and not verdict.leads
    return Composed(
        (*shown, *told) if glance else (*told, *shown),
        _coverage(stated, operands),
        _rows(search.query, operands) if _places(operands) > 1 else (),
    )


def _operands(search: Search, stated: Stated) -> Iterator[Operand]:
    """The cells that a report states, of one measure and unit, each with its sentence."""
    by_year = len({it.body for it in stated.cells}) == 1 and len({it.year for it in stated.cells}) > 1
    asked = search.query.figure
    is_paired = len({it.figure.kind == "target" for it in stated.found if it.figure}) > 1
    measures = [it.figure.quantity.measure for it in stated.found if it.figure]
    measure = max(measures, key=measures.count, default="")
    for cell in stated.found:
        found = finding_of(search, cell)
        if cell.figure and found and cell.figure.quantity.measure == measure:
            is_target = cell.figure.kind == "target" if asked and asked.against_plan and is_paired else None
            yield Operand(cell.body, cell.year, found, cell.figure.quantity, written(cell.figure), by_year, is_target)


def finding_of(search: Search, cell: StatedCell) -> Finding | None:
    """A cell with the words that state it; None where those do not hold it."""
    it, passage = cell.figure, cell.passage
    if it is None or passage is None:
        return None
    text = search.index.text(it.source)
    start, end = _quoted(it, text, passage.start, passage.end)
    said = _of_cell(it, text, passage.read_alone(start, end)) if it.is_cell else " ".join(text[start:end].split())
    quantity = replace(it.quantity, start=0, end=0)
    every = ranges(said, list(quantities(said)))
    figures = [replace(one, end=(upper or one).end) for one, upper in every if one.value == abs(it.quantity.value)]
    found = Finding(
        said,
        Citation(passage, start, end, text[start:end]),
        span=written(it),
        owner=cell.body,
        period=cell.year,
        is_planned=it.kind == "target",
        figures=tuple(figures[:1]) or (() if it.is_cell else (quantity,)),
    )
    return found if found.is_held else None


def written(it: Figure) -> str:
    """The figure as the report writes it, with its hedge: 不低于5.5%, 5%左右, 5.0%—5.5%."""
    number = f"{it.value:f}{it.unit}" if it.value_to is None else f"{it.value:f}{it.unit}—{it.value_to:f}{it.unit}"
    before = "".join(word for word in it.hedge if word not in _BEHIND)
    behind = "".join(word for word in it.hedge if word in _BEHIND)
    english = before.isascii() and bool(before)
    return f"{before}{' ' if english else ''}{number}{behind}"


_BEHIND = ("左右", "以上", "以内", "以下", "上下")


def _quoted(it: Figure, text: str, first: int, last: int) -> tuple[int, int]:
    """From where the measure is named, if that is in the same passage, to the end of the clause; a row whole."""
    start, end = it.clause
    if it.at and first <= it.at[0] < start and "\n" not in text[it.at[0] : start].rstrip("\n"):
        start = it.at[0]
    start, end = max(start, first), min(end, last)
    lead = text[start:end]
    return start + len(lead) - len(lead.lstrip(" \n　—·，、")), start + len(lead.rstrip())


def _of_cell(it: Figure, text: str, alone: str) -> str:
    """Row, column and value; with the unit where only the caption tells it. `alone` is the row with its caption."""
    value = " ".join(text[it.start : it.end].split())
    value += it.unit if it.quantity.measure == COUNT and not value.endswith(it.unit) else ""
    row, column = " ".join(it.row), " ".join(it.column)
    is_apart = it.unit and it.unit in alone and it.unit not in f"{row}{column}{value}"
    unit = f"（单位：{it.unit}）" if is_apart and not it.unit.isascii() else ""
    return f"{'，'.join(filter(None, (row + unit, column)))}：{value}"


def _weighed(
    asked: FigureAsked, search: Search, stated: Stated, operands: Sequence[Operand]
) -> tuple[Sequence[Operand], Verdict | None]:
    """The figures that answer, and what they come to."""
    query, settings = search.query, search.settings
    if asked.operation in ("filter", "threshold"):
        kept = [it for it in operands if _is_within(asked, it)]
        if asked.operation == "threshold":
            return operands, None
        return kept, Verdict("filter", tuple(kept), stated=len(operands)) if kept else None
    if _places(operands) < 2:
        beside_target = len(operands) == 2 and operands[0].is_target is not None and all(map(_is_exact, stated.found))
        return operands, Verdict("difference", tuple(operands)) if beside_target else None
    is_whole = len(operands) == len(stated.cells)
    if asked.operation in ("total", "mean", "difference"):
        kind = asked.operation
        return operands, Verdict(kind, tuple(operands)) if is_whole else None
    if asked.operation == "rank" or query.kind == "compare":
        lowest = query.direction == "lowest" and not asked.both_ends
        order = sorted(operands, key=lambda it: it.quantity.amount, reverse=not lowest)
        return _winners(asked, order), Verdict(
            "order", tuple(order), lowest, query.adjective, settings.figures_shown, asked.top, asked.both_ends
        )
    if all(it.is_by_year for it in operands):
        return operands, Verdict("trend", tuple(sorted(operands, key=lambda it: it.year or 0)))
    return operands, None


def _places(those: Iterable[Operand | StatedCell]) -> int:
    """Bodies and years that they are of; several figures may be of one."""
    return len({(it.body, it.year) for it in those})


def _is_exact(it: StatedCell) -> bool:
    """Does it state one number, and no range?"""
    return it.figure is not None and it.figure.value_to is None


def _winners(asked: FigureAsked, order: Sequence[Operand]) -> list[Operand]:
    """The first of a ranking with those that are equal to the last of them, and its end where both are asked for."""
    least = order[min(asked.top, len(order)) - 1].quantity.amount
    first = [it for at, it in enumerate(order) if at < asked.top or it.quantity.amount == least]
    last = [it for it in order if it.quantity.amount == order[-1].quantity.amount and it not in first]
    if asked.both_ends or (len(order) == 2 and not asked.top > 1):
        return [*first, *last]
    return first


def _is_within(asked: FigureAsked, it: Operand) -> bool:
    if asked.hedge:  # “5.5%以上”, not “5.5%左右”: as the report writes it
        return asked.hedge in it.written and any(it.quantity.amount == bound.amount for bound in asked.bounds)
    return all(holds(bound, it) for bound in asked.bounds)


def holds(bound: Threshold, it: Operand) -> bool:
    """Does the figure satisfy a bound? "over 100" does where the report says so of the very number."""
    if bound.measure and bound.measure != it.quantity.measure:
        return False
    if it.quantity.amount == bound.amount and any(word in it.written for word in _HEDGES_OF.get(bound.comparison, ())):
        return True
    return bound.holds(it.quantity.amount)


def _claim(query: Query, it: Operand, decision: Decision, beside: bool) -> Claim:
    return claim_words.claim(query, replace(it.finding, decision=decision), beside=beside)


def _decision(query: Query, asked: FigureAsked, it: Operand, operands: Sequence[Operand]) -> Decision:
    """What a figure says to a yes or no question: whether it is within the bounds; of a result, whether it meets its
    target."""
    if query.kind == "yesno" and asked.against_plan:
        target = next((one for one in operands if one.is_target), None)
        return "" if it.is_target or target is None else "yes" if _meets(it, target) else "no"
    if asked.operation == "threshold":
        return "yes" if all(holds(bound, it) for bound in asked.bounds) else "no"
    return ""


def _meets(result: Operand, target: Operand) -> bool:
    """Is a result at least its target, or at most where that is a ceiling, or of what is better when lower?"""
    is_ceiling = any(word in target.written for word in _CEILINGS) or _BETTER_LOW.search(target.finding.said)
    apart = result.quantity.amount - target.quantity.amount
    return apart <= 0 if is_ceiling else apart >= 0


def _verdict_claim(query: Query, verdict: Verdict) -> tuple[Claim, ...]:
    claim = verdict_words.verdict_claim(query, verdict)
    return () if unsupported(claim) else (claim,)


def _coverage(stated: Stated, operands: Sequence[Operand]) -> Coverage | None:
    if _places(stated.cells) < 2:
        return None
    names = [_name(it, stated) for it in stated.cells]
    there = {(it.body, it.year) for it in operands}
    pairs = list(zip(stated.cells, names, strict=True))
    return Coverage(
        tuple(name for it, name in pairs if (it.body, it.year) in there),
        tuple(name for it, name in pairs if (it.body, it.year) not in there),
    )


def _name(it: StatedCell, stated: Stated) -> str:
    bodies = {cell.body for cell in stated.cells}
    years = {cell.year for cell in stated.cells}
    body = it.body if len(bodies) > 1 else ""
    return f"{body} {it.year}".strip() if len(years) > 1 and it.year else body or stem(it.body)


def _rows(query: Query, operands: Sequence[Operand]) -> tuple[Row, ...]:
    """Side by side, from the highest down, or year by year."""
    by_year = all(it.is_by_year for it in operands)
    lowest = query.direction == "lowest"
    ordered = sorted(
        operands,
        key=lambda it: Decimal(it.year or 0) if by_year else (it.quantity.amount if lowest else -it.quantity.amount),
    )
    return tuple(verdict_words.row(query, it) for it in ordered)
