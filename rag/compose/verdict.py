"""Figures of several reports side by side, as data: their order, what they come to together, their course.

The figures are read from the cited words (`quantities`), never from anywhere else; what is worked out of them is
exact (`decimal`). `rag.compose.verdict_words` puts it in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.language.quantities import Quantity
from rag.compose.claim import Finding
from rag.read.pick_figure import head, ranked
from rag.search import Search, to_the_point
from rag.understand.query import Group, Query

_KINDS: dict[str, Literal["order", "total", "trend"]] = {"compare": "order", "aggregate": "total", "trend": "trend"}


VerdictKind = Literal["order", "total", "trend", "mean", "difference", "filter"]


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure of a comparison: whose it is and of which year; what states it; the figure, and as it is written.
    `is_by_year` where all figures are of one body and differ by their year; `is_target` tells a target beside its
    result, None where no result is held against a target."""

    body: str
    year: int | None
    finding: Finding
    quantity: Quantity
    written: str
    is_by_year: bool = False
    is_target: bool | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What figures come to: their order, sum, course, mean, difference, or which of `stated` figures a filter keeps.

    `figures` in the order in which they are given: from the most down, or from the least up where that is asked for
    (`lowest`), for an order; year by year for a trend. `adjective` is the pair of words by which the question compares,
    empty where it names none; `most_named` how many figures are named beside those that come first. `top` how many of
    an order are asked for, `both_ends` whether those that come last too.
    """

    kind: VerdictKind
    figures: tuple[Operand, ...]
    lowest: bool = False
    adjective: str = ""
    most_named: int = 0
    top: int = 1
    both_ends: bool = False
    stated: int = 0

    @property
    def leads(self) -> bool:
        """Is it what is asked for, and goes first? Where it names those that stand behind it."""
        return self.kind in ("order", "filter")

    @property
    def first(self) -> tuple[Operand, ...]:
        """Those that come first, as many as are asked for and those that are equal to the last of them."""
        least = self.figures[min(self.top, len(self.figures)) - 1].quantity.amount
        return tuple(it for at, it in enumerate(self.figures) if at < self.top or it.quantity.amount == least)

    @property
    def last(self) -> tuple[Operand, ...]:
        """Those that come last, where they are asked for."""
        least = self.figures[-1].quantity.amount
        return tuple(it for it in self.others if it.quantity.amount == least) if self.both_ends else ()

    @property
    def others(self) -> tuple[Operand, ...]:
        return self.figures[len(self.first) :]

    @property
    def others_named(self) -> tuple[Operand, ...]:
        return self.others[: self.most_named]

    @property
    def named(self) -> tuple[Operand, ...]:
        """All whose figures the verdict names."""
        if self.kind != "order":
            return self.figures
        return (*self.first, *(self.last or self.others_named))


def operands(search: Search, findings: Sequence[Finding | None]) -> list[Operand]:
    """The figure that each group states, of the measure that most of them do; groups that state none are left out."""
    query, share = search.query, search.relevance.share
    alone = len({group.body for group in query.parts}) == 1
    stated = [
        (group, it, ranked(query, it.citation.standalone, it.span, share))
        for group, it in zip(query.parts, findings, strict=True)
        if it and not (alone and _year(group) is None)
    ]
    measure = _measure(query, [likely for *_, likely in stated])
    figures = [
        Operand(group.body, _year(group), it, figure, it.citation.standalone[figure.start : figure.end], alone)
        for group, it, likely in stated
        if (figure := next((one for one in likely if one.measure == measure), None))
    ]
    return figures if len(figures) <= search.settings.few_figures else _apt(search, figures)


def _apt(search: Search, figures: Sequence[Operand]) -> list[Operand]:
    """Those of many figures that stand behind words to the point: one of another matter might come first."""
    heads = [head(it.finding.citation.standalone, it.quantity) for it in figures]
    apt = to_the_point(heads, search.relevance.share, search.settings.relevance_of_many)
    return [it for it, is_apt in zip(figures, apt, strict=True) if is_apt]


def _measure(query: Query, figures: Sequence[Sequence[Quantity]]) -> str:
    """The measure asked for, where a figure has it; else that of most of the likeliest."""
    if query.measure and any(it.measure == query.measure for likely in figures for it in likely):
        return query.measure
    measures = Counter(it.measure for likely in figures for it in likely[:1])
    return measures.most_common(1)[0][0] if measures else ""


def _year(group: Group) -> int | None:
    return group.years[0] if len(group.years) == 1 else None


def asks_for_one(query: Query) -> bool:
    """Does the kind of question ask what several figures come to?"""
    return query.kind in _KINDS


def verdict(search: Search, figures: Sequence[Operand]) -> Verdict | None:
    """What the figures come to: their order for a comparison, their sum for a total; None for fewer than two."""
    query = search.query
    if len(figures) < 2 or not asks_for_one(query):
        return None
    kind = _KINDS[query.kind]
    if kind == "total":
        return Verdict(kind, tuple(figures))
    if kind == "trend" and all(it.year for it in figures):
        return Verdict(kind, tuple(sorted(figures, key=lambda it: it.year or 0)))
    ordered = tuple(in_order(query, figures))
    lowest = query.direction == "lowest"
    return Verdict("order", ordered, lowest, query.adjective, search.settings.figures_shown)


def in_order(query: Query, figures: Sequence[Operand]) -> list[Operand]:
    """From the highest down; from the lowest up where that is asked for."""
    return sorted(figures, key=lambda it: it.quantity.amount, reverse=query.direction != "lowest")
