"""Two runs of the same questions, side by side: what differs beyond chance, and which questions flipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.run import Scores
from eval.summary import Estimate, estimate

FLIPS = ("all_facts", "verdict", "declined_rightly", "declined_wrongly", "all_evidence_at_5")
"""The metrics of which each question that changed is listed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric in both runs, over the questions that it applies to in both; `change` is the mean of second less
    first, with its paired bootstrap interval."""

    label: str
    first: float
    second: float
    change: Estimate

    @property
    def is_clear(self) -> bool:
        """Does the interval leave 0 out?"""
        low, high = self.change.low, self.change.high
        return low is not None and high is not None and not low <= 0 <= high


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose score of a metric changed."""

    id: str
    question: str
    metric: str
    first: float
    second: float


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every metric of two runs, paired by question id; those that apply to no question of both are left out.

    The bootstrap draws questions, and takes each with both its scores (Efron and Tibshirani 1993, §16).
    """
    pairs = _pairs(first, second)
    found = (_difference(field.metadata["label"], _scores(pairs, field.name)) for field in fields(Scores))
    return tuple(it for it in found if it)


def flips(first: Mapping[str, Any], second: Mapping[str, Any]) -> tuple[Flip, ...]:
    """The questions whose score changed in one of FLIPS, in the order of the first run."""
    return tuple(
        Flip(a["question"]["id"], a["question"]["question"], name, a["scores"][name], b["scores"][name])
        for a, b in _pairs(first, second)
        for name in FLIPS
        if None not in (was := a["scores"].get(name), now := b["scores"].get(name)) and was != now
    )


def render(first: Mapping[str, Any], second: Mapping[str, Any]) -> RenderableType:
    """A table of the metrics, clear changes marked, and the flipped questions."""
    table = Table("", "first", "second", "change", "n", title="Second less first, paired", title_justify="left")
    for it in differences(first, second):
        told = f"{it.change.value:+.3f} [{it.change.low:+.3f}, {it.change.high:+.3f}]"
        style = "bold" if it.is_clear else ""
        table.add_row(it.label, f"{it.first:.3f}", f"{it.second:.3f}", Text(told, style), str(it.change.n))
    lines = [
        Text(f"{it.id}  {it.metric} {it.first:.2f} → {it.second:.2f}  {it.question}") for it in flips(first, second)
    ]
    return Group(table, Text(f"\n{len(lines)} scores of questions changed"), *lines)


def _pairs(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    other = {it["question"]["id"]: it for it in second["results"]}
    return [(it, other[it["question"]["id"]]) for it in first["results"] if it["question"]["id"] in other]


def _scores(pairs: Sequence[tuple[Any, Any]], name: str) -> list[tuple[float, float]]:
    both = ((a["scores"].get(name), b["scores"].get(name)) for a, b in pairs)
    return [(was, now) for was, now in both if was is not None and now is not None]


def _difference(label: str, both: Sequence[tuple[float, float]]) -> Difference | None:
    if not both:
        return None
    was, now = np.array(both).T
    return Difference(label, float(was.mean()), float(now.mean()), estimate([b - a for a, b in both]))
