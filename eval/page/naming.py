"""How figures are called and written on the page; one that is not known here is read as it is spelt."""

from __future__ import annotations

from dataclasses import fields

from eval.run import Scores

_NAMES = {
    "mrr_at_10": "MRR @10",
    "ndcg_at_10": "nDCG @10",
    "span_f1": "span F1 (CMRC2018)",
    "overlap_f1": "overlap F1 (SQuAD)",
    "source_precision": "citation source",
    "declined_rightly": "decline recall",
    "declined_wrongly": "false declines",
    "decline_f1": "decline F1",
    "answer_length": "length, characters",
    "p50": "latency p50, s",
    "p95": "latency p95, s",
}
_FORMS = {metric.name: metric.metadata["form"] for metric in fields(Scores)} | {"p50": ".3f", "p95": ".3f"}


def label(name: str) -> str:
    """A figure's name in words.

    >>> label("all_evidence_at_5"), label("brand_new")
    ('all evidence @5', 'brand new')
    """
    return _NAMES.get(name) or name.replace("_at_", " @").replace("_", " ")


def formatted(name: str, value: float) -> str:
    """A figure's value with as many places as the table on a terminal gives it."""
    return f"{value:{_FORMS.get(name, '.2f')}}"
