"""Scores of many questions summed up: each figure with the number of questions behind it and a bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import Field, dataclass, fields
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from eval import metrics
from eval.metrics import Decision, Point
from eval.questions import KINDS, LANGUAGES
from eval.run import Scored, Scores

SEED = 20240501
RESAMPLES = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over the `n` questions that it applies to, and its interval [low, high]; all None where n is 0.

    The interval is the percentile bootstrap over questions at LEVEL (Efron and Tibshirani 1993), seeded, so that the
    same scores give the same bounds. It says how far the figure depends on which questions were drawn, and nothing of
    gold that is wrong.
    """

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with its name in JSON, its label in the table and the format in which its value is shown."""

    name: str
    label: str
    estimate: Estimate
    form: str = ".2f"


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a group of questions: all of them, one language, one kind.

    `by` is "all", "language", "kind" or "source" (the folder of the gold's reports); `latency` is in seconds, and is
    all that varies between runs; `curve` is the risk-coverage curve.
    """

    by: str
    title: str
    questions: int
    figures: tuple[Figure, ...]
    latency: tuple[Figure, ...]
    curve: tuple[Point, ...]


def summarise(scored: Sequence[Scored]) -> tuple[Summary, ...]:
    """One summary over all, then one for each language and kind that occurs, in the order of LANGUAGES and KINDS, and
    one for each folder of the shelf that holds evidence."""
    groups = [("all", "all", list(scored))]
    groups += [("language", name, [s for s in scored if s.question.language == name]) for name in LANGUAGES]
    groups += [("kind", name, [s for s in scored if s.question.kind == name]) for name in KINDS]
    folders = sorted({folder for one in scored for folder in _folders(one)})
    groups += [("source", name, [s for s in scored if name in _folders(s)]) for name in folders]
    return tuple(_summary(by, title, group) for by, title, group in groups if group)


def _folders(scored: Scored) -> set[str]:
    """The folders in which the evidence stands; the shelf itself is one without a name."""
    return {str(PurePosixPath(gold.source).parent) for gold in scored.question.evidence}


def _summary(by: str, title: str, group: Sequence[Scored]) -> Summary:
    decisions = [scored.decision for scored in group]
    figures = _means([scored.scores for scored in group]) + _pooled(decisions)
    latency = _latency([scored.seconds for scored in group])
    return Summary(by, title, len(group), figures, latency, metrics.risk_coverage(decisions))


def _means(scores: Sequence[Scores]) -> tuple[Figure, ...]:
    return tuple(Figure(f.name, f.metadata["label"], _mean(scores, f), f.metadata["form"]) for f in fields(Scores))


def _mean(scores: Sequence[Scores], metric: Field[Any]) -> Estimate:
    values = (getattr(one, metric.name) for one in scores)
    return estimate([value for value in values if value is not None], metric.metadata["reduce"])


def _pooled(decisions: Sequence[Decision]) -> tuple[Figure, ...]:
    return (
        Figure("decline_precision", "decline prec.", pooled(decisions, metrics.decline_precision)),
        Figure("decline_f1", "decline F1", pooled(decisions, metrics.decline_f1)),
        Figure("risk_area", "risk area", pooled(decisions, metrics.risk_area)),
    )


def _latency(seconds: Sequence[float]) -> tuple[Figure, ...]:
    return (
        Figure("p50", "p50, s", estimate(seconds, np.median), ".3f"),
        Figure("p95", "p95, s", estimate(seconds, partial(np.quantile, q=0.95)), ".3f"),
    )


def estimate(values: Sequence[float], reduce: Callable[..., Any] = np.mean) -> Estimate:
    """`reduce` (a numpy reduction that takes `axis`) of one value a question, and its interval."""
    if not values:
        return Estimate(0)
    drawn = np.asarray(values)[_draws(len(values))]
    return Estimate(len(values), float(reduce(values, axis=-1)), *_interval(reduce(drawn, axis=-1)))


def pooled(decisions: Sequence[Decision], statistic: Callable[[Sequence[Decision]], float | None]) -> Estimate:
    """`statistic` of the whole set, which is no mean over questions; the interval is over resamples it applies to."""
    value = statistic(decisions)
    if value is None:
        return Estimate(0)
    resampled = (statistic([decisions[i] for i in draw]) for draw in _draws(len(decisions)).tolist())
    return Estimate(len(decisions), value, *_interval([one for one in resampled if one is not None]))


def _draws(n: int) -> Any:
    """RESAMPLES rows of n indices below n, drawn with replacement; the same for the same n."""
    return np.random.default_rng(SEED).integers(n, size=(RESAMPLES, n))


def _interval(resampled: Any) -> tuple[float, float]:
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
