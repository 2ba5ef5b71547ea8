"""Questions through an assistant, one by one: what it answered, how long it took, and how each metric scores it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any, Protocol, TypeAlias

import numpy as np

from eval import groundedness, metrics
from eval.metrics import Decision
from eval.questions import Fault, Question
from rag.answer import Answer

DEPTH = 5
"""How many passages must hold the evidence for a question not to be listed as a miss."""


class Asker(Protocol):
    """Whatever answers questions; `rag.Assistant` is one, a baseline another."""

    def ask(self, question: str, /) -> Answer: ...


def _metric(label: str, reduce: Callable[..., Any] = np.mean, form: str = ".2f") -> Any:
    """A field of Scores: its row in the table, what sums it up over questions, and how that is printed."""
    return field(default=None, metadata={"label": label, "reduce": reduce, "form": form})


@dataclass(frozen=True, slots=True)
class Scores:
    """Every metric of one question; None where it does not apply. The formulas are in `eval.metrics`."""

    all_evidence_at_1: float | None = _metric("evidence @1")
    all_evidence_at_3: float | None = _metric("evidence @3")
    all_evidence_at_5: float | None = _metric("evidence @5")
    all_evidence_at_10: float | None = _metric("evidence @10")
    evidence_recall_at_5: float | None = _metric("share @5")
    mrr_at_10: float | None = _metric("MRR @10")
    ndcg_at_10: float | None = _metric("nDCG @10")
    fact_recall: float | None = _metric("fact recall")
    all_facts: float | None = _metric("all facts")
    verdict: float | None = _metric("verdict")
    rows_f1: float | None = _metric("rows F1")
    right_measure: float | None = _metric("right measure")
    exact_match: float | None = _metric("exact match")
    span_f1: float | None = _metric("F1 CMRC2018")
    overlap_f1: float | None = _metric("F1 SQuAD")
    quoted_facts: float | None = _metric("quoted facts")
    citation_precision: float | None = _metric("cite prec.")
    citation_recall: float | None = _metric("cite recall")
    source_precision: float | None = _metric("cite source")
    quote_fidelity: float | None = _metric("quote fidelity", form=".3f")
    groundedness: float | None = _metric("grounded")
    support_precision: float | None = _metric("support prec.")
    number_fidelity: float | None = _metric("numbers held")
    answered: float | None = _metric("answered")
    declined_rightly: float | None = _metric("decline recall")
    declined_wrongly: float | None = _metric("false declines")
    answer_length: float | None = _metric("length", np.median, ".0f")


@dataclass(frozen=True, slots=True)
class Scored:
    """One question asked, answered in `seconds` of wall clock, and scored.

    `answer` is the Answer as plain JSON values, so that a run that stopped can go on from its file; `risk` the loss of
    answering in [0, 1], None for a decline; `misses` the reasons for which it counts as missed, none if it does not.
    """

    question: Question
    answer: Mapping[str, Any]
    seconds: float
    scores: Scores
    risk: float | None = None
    misses: tuple[str, ...] = ()

    @property
    def decision(self) -> Decision:
        answer = self.answer
        return Decision(self.question.answerable, answer["declined"], answer["confidence"], self.risk)


@dataclass(frozen=True, slots=True)
class Run:
    """A file of questions asked: its `name` and `sha256`, the `limit` set on it, the results in the file's order, the
    `faults` of the gold against the shelf, the `settings` of what was asked, how many `workers` asked, and the most
    memory held meanwhile."""

    name: str
    sha256: str
    limit: int | None
    scored: tuple[Scored, ...]
    faults: tuple[Fault, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    workers: int = 1
    peak_mib: float = 0.0


Text: TypeAlias = Callable[[str], str]
"""Gives a report's text by its source."""


def ask_all(questions: Sequence[Question], assistant: Asker, text: Text) -> Iterator[Scored]:
    """Ask every question in turn and score it, each as it is taken."""
    warm(questions, assistant)
    yield from (ask_one(question, assistant, text) for question in questions)


def warm(questions: Iterable[Question], assistant: Asker) -> None:
    """Ask one question in each language: loading a model or a dictionary is not the time of an answer."""
    for question in {question.language: question for question in reversed([*questions])}.values():
        assistant.ask(question.question)


def ask_one(question: Question, assistant: Asker, text: Text) -> Scored:
    """Ask a question and score the answer."""
    began = perf_counter()
    answer = assistant.ask(question.question)
    seconds = perf_counter() - began
    scores, risk = score(question, answer, text), metrics.risk(question, answer)
    return Scored(question, answer.to_dict(), seconds, scores, risk, misses(question, answer, scores))


def score(question: Question, answer: Answer, text: Callable[[str], str]) -> Scores:
    """Every metric of one answer against its gold."""
    ranks = metrics.evidence_ranks(question, answer)
    return Scores(
        all_evidence_at_1=metrics.all_evidence(ranks, 1),
        all_evidence_at_3=metrics.all_evidence(ranks, 3),
        all_evidence_at_5=metrics.all_evidence(ranks, 5),
        all_evidence_at_10=metrics.all_evidence(ranks, 10),
        evidence_recall_at_5=metrics.evidence_recall(ranks, 5),
        mrr_at_10=metrics.reciprocal_rank(ranks, 10),
        ndcg_at_10=metrics.ndcg(ranks, 10),
        fact_recall=metrics.fact_recall(question, answer),
        all_facts=metrics.all_facts(question, answer),
        verdict=metrics.verdict(question, answer),
        rows_f1=metrics.rows_f1(question, answer),
        right_measure=metrics.right_measure(question, answer),
        exact_match=metrics.exact_match(question, answer),
        span_f1=metrics.span_f1(question, answer),
        overlap_f1=metrics.overlap_f1(question, answer),
        quoted_facts=metrics.quoted_facts(question, answer),
        citation_precision=metrics.citation_precision(question, answer),
        citation_recall=metrics.citation_recall(question, answer),
        source_precision=metrics.source_precision(question, answer),
        quote_fidelity=metrics.quote_fidelity(answer, text),
        groundedness=groundedness.groundedness(answer),
        support_precision=groundedness.support_precision(answer),
        number_fidelity=groundedness.number_fidelity(answer),
        answered=metrics.answered(answer),
        declined_rightly=metrics.declined_rightly(question, answer),
        declined_wrongly=metrics.declined_wrongly(question, answer),
        answer_length=metrics.answer_length(answer),
    )


def misses(question: Question, answer: Answer, scores: Scores) -> tuple[str, ...]:
    """Why a question counts as missed, each reason in a few words; empty if it does not.

    It does if it is answered or declined wrongly, if a required fact is not stated, if some evidence is not within the
    first DEPTH passages, or if a quote is not its span of the report.
    """
    reasons = []
    if not question.answerable and not answer.declined:
        reasons.append("answered, though the shelf does not hold it")
    if question.answerable and answer.declined:
        reasons.append("declined, though the shelf holds it")
    elif untold := metrics.untold(question, answer):
        reasons.append("not stated: " + " · ".join(fact[0] for fact in untold))
    for gold, rank in zip(question.evidence, metrics.evidence_ranks(question, answer), strict=True):
        if rank is None or rank > DEPTH:
            place = f"at rank {rank}" if rank else f"not in the {len(answer.evidence)} passages"
            reasons.append(f"evidence {place}: {gold.source}: {gold.quote}")
    if (scores.quote_fidelity or 0.0) < 1 and answer.citations:
        reasons.append("a quote is not its span of the report")
    return tuple(reasons)
