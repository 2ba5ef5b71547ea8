"""The metrics, each a pure function: formula, range, edge cases and source stand in its docstring.

None means that the metric does not apply to the question; such a question is left out of the mean, never counted as 0.
Texts are compared as `eval.text_match` says. Metrics of one question take the gold `Question` and the `Answer`; those
of retrieval take the ranks at which the gold was found; those of a whole run take its `Decision`s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log2
from typing import TypeAlias

from eval.questions import Fact, Question, told
from eval.text_match import fold, holds, stands, units
from rag.answer import Answer, Citation, Claim

SHORT = 3
"""A form of this many folded characters or fewer matches too easily to count wherever it stands."""

Ranks: TypeAlias = tuple[int | None, ...]
"""For each gold quote the rank, from 1, of the first passage that holds it; None where none does."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one question: `risk` is the loss of answering in [0, 1], None where it was declined."""

    answerable: bool
    declined: bool
    confidence: float
    risk: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """Answering only at `confidence` and above would answer `coverage` of all questions, `risk` of those wrongly."""

    coverage: float
    risk: float
    confidence: float


# Evidence: what was retrieved


def evidence_ranks(question: Question, answer: Answer) -> Ranks:
    """Where each gold quote was found: a passage holds it if the source is the same and its text contains the quote.

    A quote that the splitter has cut in two is found nowhere, as no passage shows it whole.
    """
    return tuple(
        next(
            (
                rank
                for rank, hit in enumerate(answer.evidence, start=1)
                if hit.passage.report.source == gold.source and holds(hit.passage.text, gold.quote)
            ),
            None,
        )
        for gold in question.evidence
    )


def evidence_recall(ranks: Ranks, k: int) -> float | None:
    """Share of the gold quotes held by the first k passages: |{q : rank(q) ≤ k}| / |Q|, in [0, 1].

    None without gold. With one quote it is success at k. (Recall at k: Manning et al. 2008, §8.4.)
    """
    return len(_within(ranks, k)) / len(ranks) if ranks else None


def all_evidence(ranks: Ranks, k: int) -> float | None:
    """1 if every gold quote is held by the first k passages, else 0; None without gold, or with more quotes than k.

    The strict form of recall: a comparison of four bodies is lost when three are found.
    """
    return float(len(_within(ranks, k)) == len(ranks)) if 0 < len(ranks) <= k else None


def reciprocal_rank(ranks: Ranks, k: int) -> float | None:
    """1 / rank of the first passage that holds any gold quote, 0 if none of the first k does; None without gold.

    In [0, 1]; its mean is the MRR (Voorhees 1999, TREC-8).
    """
    return 1 / min(_within(ranks, k), default=float("inf")) if ranks else None


def ndcg(ranks: Ranks, k: int) -> float | None:
    """DCG / ideal DCG at k, in [0, 1], with DCG = Σ 1 / log2(1 + rank) over passages that first hold some gold quote.

    A passage that repeats a quote gains nothing, one that holds two counts once, and the ideal puts one passage for
    each of those and one for each quote not found at the top; so perfect ranking is 1 however the gold is spread.
    None without gold. (Järvelin and Kekäläinen 2002, binary gains.)
    """
    if not ranks:
        return None
    found = _within(ranks, k)
    needed = len(set(found)) + len(ranks) - len(found)
    return _dcg(set(found)) / _dcg(range(1, min(needed, k) + 1))


def _within(ranks: Ranks, k: int) -> list[int]:
    return [rank for rank in ranks if rank is not None and rank <= k]


def _dcg(ranks: set[int] | range) -> float:
    return sum(1 / log2(1 + rank) for rank in sorted(ranks))


# Answer: what was said


def said(answer: Answer) -> str:
    """The words put forward as fact: one claim a line, and nothing for a decline, whose notice asserts nothing."""
    return "\n".join(claim.text for claim in answer.claims)


def short(answer: Answer) -> str:
    """The answer without its sentence: of each claim the span that answers on its own, or the claim where there is
    none. What span metrics compare, as reading comprehension does."""
    return "\n".join(claim.span or claim.text for claim in answer.claims)


def untold(question: Question, answer: Answer) -> tuple[Fact, ...]:
    """The required facts that the answer does not state.

    A fact is stated if any of its forms stands in a claim; a form of at most SHORT characters ("10", "满意") counts
    only if the fact also stands in that claim's quotes. What is worked out (a verdict, a derived fact) counts by the
    answer's words alone.
    """
    return tuple(fact for fact in question.facts if not _stated(question, fact, answer))


def _stated(question: Question, fact: Fact, answer: Answer) -> bool:
    if fact in question.worked_out:
        return told(fact, [said(answer)])
    return any(_claimed(fact, claim) for claim in answer.claims)


def _claimed(fact: Fact, claim: Claim) -> bool:
    spoken = [form for form in fact if stands(form, claim.text)]
    return any(len(fold(form)) > SHORT for form in spoken) or (bool(spoken) and told(fact, _quotes(claim.citations)))


def _quotes(citations: Sequence[Citation]) -> list[str]:
    return [citation.quote for citation in citations]


def fact_recall(question: Question, answer: Answer) -> float | None:
    """Share of the required facts that the answer states (see `untold`), in [0, 1].

    0 for a decline; None where no facts are required. It does not punish length: read it beside `answer_length`.
    """
    return 1 - len(untold(question, answer)) / len(question.facts) if question.facts else None


def all_facts(question: Question, answer: Answer) -> float | None:
    """1 if every required fact is stated, else 0; None where no facts are required."""
    return float(not untold(question, answer)) if question.facts else None


def verdict(question: Question, answer: Answer) -> float | None:
    """1 if the verdict (the last fact of a compare, aggregate or yesno question) stands in the answer, else 0; or None.

    Verdicts are listed phrasings, so a right one in other words misses: an underestimate.
    """
    return None if question.verdict is None else float(told(question.verdict, [said(answer)]))


def rows_f1(question: Question, answer: Answer) -> float | None:
    """F1 of what a ranking or a filter chooses, in [0, 1]: with m the derived facts in the claims, of n, and x excluded
    names in them, F1 = 2m / (m + x + n). 0 for a decline; None for a question that excludes nothing.
    """
    if not question.excluded:
        return None
    words = [said(answer)]
    chosen = sum(told(question.facts[at], words) for at in question.derived)
    wrong = sum(told(name, words) for name in question.excluded)
    return 2 * chosen / (chosen + wrong + len(question.derived))


def right_measure(question: Question, answer: Answer) -> float | None:
    """Of the citations from reports that the gold quotes, the share that overlap a quote of theirs, in [0, 1].

    Is it the measure asked for? A number of another measure, or of another part of the same report, is true and
    grounded, and no answer. None for a decline, and where nothing is cited of those reports.
    """
    gold = {(it.source, fold(it.quote)) for it in question.evidence}
    cited = [(it.source, fold(it.quote)) for it in answer.citations if it.source in {source for source, _ in gold}]
    if not cited:
        return None
    return sum(any(it == at and (a in b or b in a) for it, b in gold) for at, a in cited) / len(cited)


def exact_match(question: Question, answer: Answer) -> float | None:
    """1 if the answer is one of the forms, punctuation and spacing aside, else 0; None unless one span is the answer.

    SQuAD's EM (Rajpurkar et al. 2016) over the units of CMRC2018 (Cui et al. 2019), of what `short` gives. A right
    sentence around the span scores 0 where the answer does not tell its span.
    """
    spoken = units(short(answer))
    return None if question.span is None else float(any(units(form) == spoken for form in question.span))


def span_f1(question: Question, answer: Answer) -> float | None:
    """CMRC2018's F1 (Cui et al. 2019), in [0, 1]: with m the longest run of units that answer and form share,
    P = m / |answer|, R = m / |form|, F1 = 2PR / (P + R) = 2m / (|answer| + |form|); the best over forms.

    Units are Chinese characters, numbers and words. 0 for a decline; None unless one span is the answer.
    """
    return _best_f1(question.span, answer, _longest_run)


def overlap_f1(question: Question, answer: Answer) -> float | None:
    """SQuAD's F1 (Rajpurkar et al. 2016), in [0, 1]: as `span_f1`, with m the size of the multiset intersection.

    Never below `span_f1`. 0 for a decline; None unless one span is the answer.
    """
    return _best_f1(question.span, answer, _overlap)


Units: TypeAlias = tuple[str, ...]


def _best_f1(span: Fact | None, answer: Answer, shared: Callable[[Units, Units], int]) -> float | None:
    if span is None:
        return None
    spoken = units(short(answer))
    return max(_f1(shared(spoken, units(form)), len(spoken), len(units(form))) for form in span)


def _f1(shared: int, spoken: int, gold: int) -> float:
    return 2 * shared / (spoken + gold) if shared else 0.0


def _longest_run(spoken: Units, gold: Units) -> int:
    return SequenceMatcher(None, spoken, gold, autojunk=False).find_longest_match().size


def _overlap(spoken: Units, gold: Units) -> int:
    return (Counter(spoken) & Counter(gold)).total()


def answer_length(answer: Answer) -> float | None:
    """Characters of what is asserted, white space aside, from 0; None for a decline."""
    return None if answer.declined else float(len(fold(said(answer))))


# Citations: what it was proved by


def quoted_facts(question: Question, answer: Answer) -> float | None:
    """Share of the provable facts that stand in some cited quote, in [0, 1]; 0 for a decline, None without such facts.

    Provable are the facts that stand in the gold evidence, which leaves out the verdicts of comparisons.
    """
    quotes = _quotes(answer.citations)
    return _share([told(fact, quotes) for fact in question.provable])


def citation_precision(question: Question, answer: Answer) -> float | None:
    """Share of the citations whose quote holds at least one provable fact, in [0, 1].

    None without citations or without provable facts. ALCE's precision (Gao et al. 2023), with support decided by
    verbatim containment instead of an entailment model: a citation of mere context counts against it.
    """
    facts = question.provable
    return _share([any(told(fact, [quote]) for fact in facts) for quote in _quotes(answer.citations)] if facts else [])


def citation_recall(question: Question, answer: Answer) -> float | None:
    """Share of the provable facts stated in claims that stand in the quotes of the same claim, in [0, 1].

    A fact stated in two claims counts twice, and a short one counts here wherever it is said. None where no claim
    states one. ALCE's recall (Gao et al. 2023), with support decided by verbatim containment.
    """
    return _share(
        [
            told(fact, _quotes(claim.citations))
            for claim in answer.claims
            for fact in question.provable
            if told(fact, [claim.text])
        ]
    )


def source_precision(question: Question, answer: Answer) -> float | None:
    """Share of the citations that are of a report which the gold evidence names, in [0, 1].

    None without citations or gold. Of near-identical reports another year's or body's can hold the same number: that is
    caught here and not by `citation_precision`. A report that repeats the fact but is not in the gold counts as wrong.
    """
    gold = {evidence.source for evidence in question.evidence}
    return _share([citation.source in gold for citation in answer.citations] if gold else [])


def quote_fidelity(answer: Answer, text: Callable[[str], str]) -> float | None:
    """Share of the citations with `text(source)[start:end] == quote`, character for character; anything but 1 is a bug.

    In [0, 1]; None without citations. `text` gives a report's text by its source.
    """
    return _share([text(cited.source)[cited.start : cited.end] == cited.quote for cited in answer.citations])


def _share(verdicts: Sequence[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None


# Declining: knowing what the shelf does not hold


def answered(answer: Answer) -> float:
    """1 if the question was answered, 0 if it was declined; its mean is the coverage."""
    return float(not answer.declined)


def declined_rightly(question: Question, answer: Answer) -> float | None:
    """1 if an unanswerable question was declined, else 0; None for an answerable one. Mean: the recall of declining."""
    return None if question.answerable else float(answer.declined)


def declined_wrongly(question: Question, answer: Answer) -> float | None:
    """1 if an answerable question was declined, else 0; None for an unanswerable one. Mean: the false-decline rate."""
    return float(answer.declined) if question.answerable else None


def decline_precision(decisions: Sequence[Decision]) -> float | None:
    """Share of the declined questions that are unanswerable, in [0, 1].

    None if none was declined, or if the set lacks either kind of question, when the figure would be given beforehand.
    """
    return _share([not d.answerable for d in decisions if d.declined]) if _mixed(decisions) else None


def decline_f1(decisions: Sequence[Decision]) -> float | None:
    """2·tp / (2·tp + fp + fn) of declining as the detection of unanswerable questions, in [0, 1].

    0 if none is rightly declined; None if the set lacks either kind of question.
    """
    if not _mixed(decisions):
        return None
    right = sum(d.declined and not d.answerable for d in decisions)
    return 2 * right / (sum(d.declined for d in decisions) + sum(not d.answerable for d in decisions))


def _mixed(decisions: Sequence[Decision]) -> bool:
    return len({d.answerable for d in decisions}) == 2


def risk(question: Question, answer: Answer) -> float | None:
    """The loss of having answered: 1 - `all_facts`, and 1 for an unanswerable question; None for a decline."""
    if answer.declined:
        return None
    return 1 - (all_facts(question, answer) or 0.0)


def risk_coverage(decisions: Sequence[Decision]) -> tuple[Point, ...]:
    """The risk-coverage curve: for each confidence given, most confident first, coverage and risk of answering so far.

    Coverage is of all questions, risk the mean loss of those answered, both in [0, 1]. Equal confidences are one point,
    since no threshold parts them; declined questions are never covered, so the curve may end before 1, and is empty
    if all were declined. (El-Yaniv and Wiener 2010.)
    """
    taken = sorted(((d.confidence, d.risk) for d in decisions if d.risk is not None), reverse=True)
    points, lost = [], 0.0
    for count, (confidence, loss) in enumerate(taken, start=1):
        lost += loss
        if count == len(taken) or taken[count][0] != confidence:
            points.append(Point(count / len(decisions), lost / count, confidence))
    return tuple(points)


def risk_area(decisions: Sequence[Decision]) -> float | None:
    """Area under the risk-coverage curve over the coverage it reaches: the mean risk, in [0, 1], lower is better.

    None if nothing was answered. Right answers held with more confidence than wrong ones lower it at equal accuracy;
    systems that decline unequally often are compared by the curve, not by this. (AURC: Geifman et al. 2019.)
    """
    points = risk_coverage(decisions)
    starts = [0.0, *(point.coverage for point in points)]
    area = sum(point.risk * (point.coverage - start) for point, start in zip(points, starts, strict=False))
    return area / points[-1].coverage if points else None
