"""Systems whose faults are known fail exactly the metrics that measure those faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from eval.questions import Question
from eval.run import Scored, ask_all
from eval.summary import summarise
from rag.answer import Answer, Citation, Claim

EVIDENCE = {
    "all_evidence_at_1",
    "all_evidence_at_3",
    "all_evidence_at_5",
    "all_evidence_at_10",
    "evidence_recall_at_5",
    "mrr_at_10",
    "ndcg_at_10",
}
STATED = {"fact_recall", "all_facts"}
SPAN = {"exact_match", "span_f1", "overlap_f1"}
CITED = {"quoted_facts", "citation_precision"}
GROUNDED = {"groundedness", "support_precision", "number_fidelity"}
MORE_DIGITS = str.maketrans("0123456789", "1234567890")


class Known:
    """Answers the known questions by a rule that is given the gold."""

    def __init__(self, questions: tuple[Question, ...], rule: Callable[[Question], Answer]) -> None:
        self.answers = {question.question: rule(question) for question in questions}

    def ask(self, question: str) -> Answer:
        return self.answers[question]


@pytest.fixture
def oracle(make: Any, shelf: Any) -> Callable[[Question], Answer]:
    """States the first form of each fact, cites the gold quotes that hold it, or all of them for a verdict."""

    def line(source: str, quote: str) -> str:
        return next(line for line in shelf.text(source).splitlines() if quote in line)

    def rule(question: Question) -> Answer:
        cited = [make.cite(gold.source, gold.quote) for gold in question.evidence]
        claims = [(fact[0], [c for c in cited if fact[0] in c.quote] or cited) for fact in question.facts]
        lines = dict.fromkeys((gold.source, line(gold.source, gold.quote)) for gold in question.evidence)
        return make.reply(*claims, evidence=[make.hit(*found) for found in lines])

    return rule


def ask(questions: tuple[Question, ...], rule: Callable[[Question], Answer], shelf: Any) -> tuple[Scored, ...]:
    return tuple(ask_all(questions, Known(questions, rule), shelf.text))


def figures(questions: tuple[Question, ...], rule: Callable[[Question], Answer], shelf: Any) -> dict[str, float | None]:
    return {figure.name: figure.estimate.value for figure in summarise(ask(questions, rule, shelf))[0].figures}


def changed(one: dict[str, float | None], other: dict[str, float | None]) -> tuple[set[str], set[str]]:
    """The names whose figure differs, and those that apply no longer."""
    return (
        {name for name in one if other[name] is not None and other[name] != one[name]},
        {name for name in one if other[name] is None},
    )


def test_an_oracle_is_perfect(questions: Any, oracle: Any, shelf: Any) -> None:
    found = figures(questions, oracle, shelf)
    assert found.pop("answer_length") == 5.0
    assert found.pop("answered") == 0.75
    assert {found.pop(name) for name in ("declined_wrongly", "risk_area")} == {0}
    assert set(found.values()) == {1}
    assert not any(scored.misses for scored in ask(questions, oracle, shelf))


def test_silence_answers_nothing_and_declines_too_much(questions: Any, oracle: Any, shelf: Any, make: Any) -> None:
    def silent(question: Question) -> Answer:
        return make.reply()

    failed, void = changed(figures(questions, oracle, shelf), figures(questions, silent, shelf))
    assert failed == EVIDENCE | STATED | SPAN | {
        "verdict",
        "rows_f1",
        "quoted_facts",
        "answered",
        "declined_wrongly",
        "decline_precision",
        "decline_f1",
    }
    assert (
        void
        == {
            "citation_precision",
            "citation_recall",
            "source_precision",
            "right_measure",
            "quote_fidelity",
            "answer_length",
            "risk_area",
        }
        | GROUNDED
    )
    missed = ask(questions, silent, shelf)
    assert [bool(scored.misses) for scored in missed] == [True] * 6 + [False] * 2
    assert missed[0].misses == (
        "declined, though the shelf holds it",
        "evidence not in the 0 passages: 东区/2023.txt: 共277项",
    )


def test_a_babbler_is_long_never_declines_and_gives_no_verdict(
    questions: Any, oracle: Any, shelf: Any, make: Any
) -> None:
    def babbler(question: Question) -> Answer:
        passages = oracle(question).evidence or (make.hit("西区/2023.txt", "学法6次。"),)
        claims = [(h.passage.text, [make.cite(h.passage.report.source, h.passage.text)]) for h in passages]
        return make.reply(*claims, evidence=passages)

    failed, void = changed(figures(questions, oracle, shelf), figures(questions, babbler, shelf))
    # the facts are all there but for the verdict of the comparison
    assert failed == STATED | SPAN | {
        "verdict",
        "rows_f1",
        "answered",
        "declined_rightly",
        "decline_f1",
        "risk_area",
        "answer_length",
    }
    assert void == {"decline_precision"}
    missed = ask(questions, babbler, shelf)
    assert [scored.question.id for scored in missed if scored.misses] == ["q4", "q7", "q8"]
    assert missed[3].misses == ("not stated: 东区更多：277项，西区214项",)
    assert missed[6].misses == ("answered, though the shelf does not hold it",)


def test_a_liar_fails_only_what_it_says(questions: Any, oracle: Any, shelf: Any) -> None:
    def liar(question: Question) -> Answer:
        told = oracle(question)
        return replace(told, claims=tuple(replace(c, text=c.text.translate(MORE_DIGITS)) for c in told.claims))

    failed, void = changed(figures(questions, oracle, shelf), figures(questions, liar, shelf))
    assert (failed, void) == (STATED | SPAN | GROUNDED | {"risk_area"}, set())


def test_a_forger_is_caught_by_the_text_of_the_reports(questions: Any, oracle: Any, shelf: Any) -> None:
    def forged(citation: Citation) -> Citation:
        return replace(citation, quote=citation.quote.translate(MORE_DIGITS))

    def forger(question: Question) -> Answer:
        told = oracle(question)
        claims = (Claim(c.text.translate(MORE_DIGITS), tuple(map(forged, c.citations))) for c in told.claims)
        return replace(told, claims=tuple(claims))

    failed, void = changed(figures(questions, oracle, shelf), figures(questions, forger, shelf))
    assert (failed, void) == (
        STATED | SPAN | CITED | GROUNDED | {"right_measure", "quote_fidelity", "risk_area"},
        set(),
    )
    assert "a quote is not its span of the report" in ask(questions, forger, shelf)[0].misses


def test_a_citer_of_the_wrong_year_fails_evidence_and_citations(
    questions: Any, oracle: Any, shelf: Any, make: Any
) -> None:
    """What it says is right; what it found and cites is the same sentence of the next year's report."""

    def later(source: str, start: int, end: int) -> tuple[str, str]:
        source = source.replace("东区/2023", "东区/2024")
        return source, shelf.text(source)[start:end]

    def cited(citation: Citation) -> Citation:
        return make.cite(*later(citation.source, citation.start, citation.end))

    def found(hit: Any) -> Any:
        start = shelf.text(hit.passage.report.source).find(hit.passage.text)
        return make.hit(*later(hit.passage.report.source, start, start + len(hit.passage.text)))

    def wrong_year(question: Question) -> Answer:
        told = oracle(question)
        claims = tuple(replace(c, citations=tuple(map(cited, c.citations))) for c in told.claims)
        return replace(told, claims=claims, evidence=tuple(map(found, told.evidence)))

    failed, void = changed(figures(questions, oracle, shelf), figures(questions, wrong_year, shelf))
    # a fact of three characters or fewer ("4次") is not believed without a quote that holds it
    assert failed == EVIDENCE | CITED | STATED | GROUNDED | {"citation_recall", "source_precision", "risk_area"}
    assert void == set()
