"""The charts of a run on its page, each in a card with a sentence on how to read it and its numbers in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from eval.page import charts
from eval.page.charts import Axis, Bar, Line, Mark
from eval.page.lenient import mapping, mappings, number, string
from eval.page.markup import render
from eval.page.naming import label

MAIN = (
    "all_evidence_at_5",
    "mrr_at_10",
    "fact_recall",
    "verdict",
    "quoted_facts",
    "citation_precision",
    "citation_recall",
    "source_precision",
    "groundedness",
    "support_precision",
    "number_fidelity",
    "quote_fidelity",
    "declined_rightly",
    "decline_precision",
    "declined_wrongly",
    "risk_area",
)
"""The figures that are drawn as bars, where a run has them: all are shares."""
LOWER = frozenset({"declined_wrongly", "risk_area"})
"""Those of which less is better."""

_EVIDENCE_AT = re.compile(r"all_evidence_at_(\d{1,4})")

Record = Mapping[str, Any]
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Card:
    """A chart with how to read it, and heads and rows of its numbers, none where they stand elsewhere."""

    title: str
    how_to_read: str
    chart: Markup
    heads: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()


def cards(groups: Sequence[Record], results: Sequence[Record], level: float) -> Markup:
    """A card for each chart that there are numbers for; `groups` are the summaries over all and by language."""
    return render("cards.html", cards=list(_cards(groups, results, level)))


def _cards(groups: Sequence[Record], results: Sequence[Record], level: float) -> Iterable[_Card]:
    whole = next((group for group in groups if group.get("by") == "all"), {})
    if shown := [bar for name in MAIN for bar in _bar(name, mapping(mapping(whole, "figures"), name))]:
        yield _bars(shown, level)
    if found := _series(groups, _found_at):
        yield _recall(found)
    if curves := _series(groups, _curve):
        yield _risk(curves)
    if seconds := [one for result in results if (one := number(mapping(result, "timings"), "ask")) is not None]:
        yield _latency(seconds, mapping(whole, "timings"))


def _bars(shown: Sequence[Bar], level: float) -> _Card:
    how_to_read = (
        f"All questions; whiskers are {level:.0%} intervals. ↓ less is better. Numbers: the first table below."
    )
    return _Card("Main figures", how_to_read, charts.bars("Main figures and their intervals", shown))


def _bar(name: str, figure: Record) -> Iterable[Bar]:
    """None where the figure is missing or applies to no question; without an interval the whisker has no length."""
    value, low, high = (number(figure, key) for key in ("value", "low", "high"))
    if value is not None:
        low, high = value if low is None else low, value if high is None else high
        note = f"[{low:.2f}, {high:.2f}], {string(figure, 'n')} questions"
        yield Bar(label(name) + " ↓" * (name in LOWER), value, low, high, note, name in LOWER)


def _series(groups: Sequence[Record], points: Any) -> list[tuple[Record, Points]]:
    """The groups that have points, with them."""
    return [(group, found) for group in groups if (found := points(group))]


def _found_at(group: Record) -> Points:
    """(k, share of questions with all evidence in the first k passages), by k."""
    figures = mapping(group, "figures")
    at = [(int(match[1]), mapping(figures, name)) for name in figures if (match := _EVIDENCE_AT.fullmatch(name))]
    return tuple(
        (k, value) for k, figure in sorted(at, key=lambda one: one[0]) if (value := number(figure, "value")) is not None
    )


def _recall(found: Sequence[tuple[Record, Points]]) -> _Card:
    depths = sorted({k for _, points in found for k, _ in points})
    least = min(share for _, points in found for _, share in points)
    x = Axis("passages, k", tuple(depths) if len(depths) > 1 else charts.ticks(0, depths[0]))
    y = Axis("share of questions", charts.ticks(least, 1.0))
    drawn = charts.lines("Recall at k", [Line(string(group, "title"), points) for group, points in found], x, y)
    rows = [(string(group, "title"), f"{k:g}", f"{share:.2f}") for group, points in found for k, share in points]
    how_to_read = "Questions whose whole evidence stands in the first k passages."
    return _Card("Recall at k", how_to_read, drawn, ("questions", "k", "share"), rows)


def _curve(group: Record) -> Points:
    placed = [(number(point, "coverage"), number(point, "risk")) for point in mappings(group, "risk_coverage")]
    return tuple((x, y) for x, y in placed if x is not None and y is not None)


def _risk(curves: Sequence[tuple[Record, Points]]) -> _Card:
    worst = max(risk for _, points in curves for _, risk in points)
    x, y = (
        Axis("share of questions answered", charts.ticks(0, 1)),
        Axis("share answered wrongly", charts.ticks(0, worst)),
    )
    drawn = charts.lines("Risk by coverage", [Line(_with_area(group), points) for group, points in curves], x, y)
    rows = [(string(group, "title"), f"{x:.3f}", f"{y:.3f}") for group, points in curves for x, y in points]
    how_to_read = (
        "What goes wrong if only the surest are answered. In the legend the area below the curve: less is better."
    )
    return _Card("Risk and coverage", how_to_read, drawn, ("questions", "coverage", "risk"), rows)


def _with_area(group: Record) -> str:
    area = number(mapping(mapping(group, "figures"), "risk_area"), "value")
    return string(group, "title") + ("" if area is None else f" {area:.3f}")


def _latency(seconds: Sequence[float], timings: Record) -> _Card:
    counted = charts.bins(seconds)
    named = ((name, number(mapping(timings, name), "value")) for name in ("p50", "p95"))
    marks = [Mark(f"{name} {value:.2f} s", value) for name, value in named if value is not None]
    drawn = charts.histogram("Latency", counted, marks, "seconds to the whole answer")
    rows = [(f"{one.low:g}–{one.high:g}", str(one.count)) for one in counted]
    how_to_read = "How long an answer took, one question after another."
    return _Card("Latency", how_to_read, drawn, ("seconds", "questions"), rows)
