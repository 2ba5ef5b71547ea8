"""Questions with known answers: the nouns, the reader of `.jsonl` files, and the validator that names line and fault.

Gold is (source, quote), never a passage's number, so that splitting the reports anew keeps it valid.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

from eval.text_match import holds, stands
from index.errors import BaogaoError
from index.report import Report

KINDS = ("fact", "definition", "list", "compare", "aggregate", "yesno", "unanswerable")
LANGUAGES = ("zh", "en")
VERDICT_KINDS = frozenset({"compare", "aggregate", "yesno"})  # whose last fact is worked out, not quoted
SHOWN_FAULTS = 10

Fact: TypeAlias = tuple[str, ...]
"""One required fact: the surface forms that count for it; the first stands verbatim in the evidence."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that prove the answer: `quote` is in the text of the report at `source`, white space aside."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a right answer must hold; `facts` and `evidence` are empty exactly when not `answerable`.

    `kind` is one of KINDS, `language` one of LANGUAGES, `line` counts from 1 in the file that it was read from.
    `derived` are the places, from 0, of those `facts` that are worked out and stand in no quote; `excluded` names, each
    as its forms, that a right answer to a ranking or a filter does not give among those that it chooses.
    """

    id: str
    question: str
    language: str
    kind: str
    answerable: bool
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    line: int = 0
    derived: tuple[int, ...] = ()
    excluded: tuple[Fact, ...] = ()

    @property
    def verdict(self) -> Fact | None:
        """The last fact of a compare, aggregate or yesno question: worked out, so it need not stand in any report."""
        return self.facts[-1] if self.facts and self.kind in VERDICT_KINDS else None

    @property
    def worked_out(self) -> tuple[Fact, ...]:
        """The facts that need not stand in any report: those derived, and the verdict."""
        derived = tuple(self.facts[at] for at in self.derived)
        return (*derived, self.verdict) if self.verdict and self.verdict not in derived else derived

    @property
    def provable(self) -> tuple[Fact, ...]:
        """The facts that a quote can prove: those of which some form stands in the gold evidence."""
        quotes = [evidence.quote for evidence in self.evidence]
        return tuple(fact for fact in self.facts if told(fact, quotes))

    @property
    def span(self) -> Fact | None:
        """The forms of the one answer, where there is exactly one and it is no verdict; else None."""
        return self.facts[0] if len(self.facts) == 1 and self.verdict is None else None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a file of questions."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


class QuestionsInvalid(BaogaoError):
    """A file of questions that cannot be used; `faults` holds each line's, the message the first few."""

    exit_code = 7

    def __init__(self, path: Path, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(map(str, self.faults[:SHOWN_FAULTS]))
        more = len(self.faults) - SHOWN_FAULTS
        super().__init__(f"{path}: {shown}" + (f"; and {more} more" if more > 0 else ""))


class Shelf(Protocol):
    """The reports that the gold refers to; an `Index` is one."""

    @property
    def reports(self) -> tuple[Report, ...]: ...

    def text(self, source: str, /) -> str: ...


def told(fact: Fact, texts: Iterable[str]) -> bool:
    """Whether any form of `fact` stands in any of `texts`."""
    return any(stands(form, text) for text in texts for form in fact)


def read(path: Path) -> tuple[Question, ...]:
    """The questions of a `.jsonl` file, in its order; blank lines are skipped.

    Raises QuestionsInvalid with every faulty line, or when there is no question at all.
    """
    questions: dict[str, Question] = {}
    faults: list[Fault] = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            question = _parse(number, line)
            if question.id in questions:
                raise _FaultyLine(f"duplicate id {question.id!r}, first on line {questions[question.id].line}")
            questions[question.id] = question
        except _FaultyLine as fault:
            faults.append(Fault(number, str(fault)))
    if not questions and not faults:
        faults.append(Fault(1, "no questions in the file"))
    if faults:
        raise QuestionsInvalid(path, faults)
    return tuple(questions.values())


def verify(questions: Iterable[Question], shelf: Shelf) -> tuple[Fault, ...]:
    """The gold that `shelf` does not hold: a source that is not there, or a quote that its text does not contain."""
    sources = {report.source for report in shelf.reports}
    text = cache(shelf.text)
    faults = []
    for question in questions:
        for gold in question.evidence:
            if gold.source not in sources:
                faults.append(Fault(question.line, f"{question.id}: no report {gold.source!r} on the shelf"))
            elif not holds(text(gold.source), gold.quote):
                faults.append(Fault(question.line, f"{question.id}: quote not in {gold.source!r}: {gold.quote!r}"))
    return tuple(faults)


class _FaultyLine(Exception):
    """One line cannot become a question; `str()` says why."""


def _lines(path: Path) -> list[str]:
    if path.exists() and not path.is_file():
        raise QuestionsInvalid(path, [Fault(1, "cannot be read: not a file")])
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines: JSON strings may hold U+2028
    except OSError as error:
        raise QuestionsInvalid(path, [Fault(1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise QuestionsInvalid(path, [Fault(1, f"not UTF-8 at byte {error.start}")]) from error


def _parse(number: int, line: str) -> Question:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _FaultyLine(f"bad JSON at column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise _FaultyLine("bad JSON: nested too deeply") from error
    if not isinstance(record, dict):
        raise _FaultyLine("bad JSON: not an object")
    question = Question(
        id=_take(record, "id", str),
        question=_take(record, "question", str),
        language=_one_of(LANGUAGES, record, "language"),
        kind=_one_of(KINDS, record, "kind"),
        answerable=_take(record, "answerable", bool),
        facts=tuple(map(_fact, _take(record, "facts", list))),
        evidence=tuple(map(_evidence, _take(record, "evidence", list))),
        note=_take({"note": ""} | record, "note", str),
        line=number,
        derived=tuple(_take({"derived": []} | record, "derived", list)),
        excluded=tuple(map(_fact, _take({"excluded": []} | record, "excluded", list))),
    )
    _judge(question)
    return question


def _take(record: dict[str, Any], key: str, wanted: type[T]) -> T:
    if key not in record:
        raise _FaultyLine(f"missing key {key!r}")
    value = record[key]
    if not isinstance(value, wanted):
        raise _FaultyLine(f"{key!r} must be {wanted.__name__}, not {type(value).__name__}")
    return value


def _one_of(allowed: tuple[str, ...], record: dict[str, Any], key: str) -> str:
    value = _take(record, key, str)
    if value not in allowed:
        raise _FaultyLine(f"unknown {key} {value!r}; known are {', '.join(allowed)}")
    return value


def _fact(forms: object) -> Fact:
    if not isinstance(forms, list) or not forms or not all(isinstance(f, str) and f.strip() for f in forms):
        raise _FaultyLine(f"a fact must be a list of one or more surface forms, not {forms!r}")
    return tuple(forms)


def _evidence(record: object) -> Evidence:
    if not isinstance(record, dict):
        raise _FaultyLine(f"evidence must be an object with source and quote, not {record!r}")
    evidence = Evidence(_take(record, "source", str), _take(record, "quote", str))
    if not evidence.quote.strip():
        raise _FaultyLine(f"empty quote from {evidence.source!r}")
    return evidence


def _judge(question: Question) -> None:
    """Raise for gold that contradicts itself."""
    if not question.id or not question.question.strip():
        raise _FaultyLine("empty id or question")
    if question.answerable == (question.kind == "unanswerable"):
        raise _FaultyLine(f"kind {question.kind!r} with answerable {str(question.answerable).lower()}")
    if {bool(question.facts), bool(question.evidence)} != {question.answerable}:
        raise _FaultyLine("facts and evidence must be given for an answerable question, and for no other")
    quotes = [evidence.quote for evidence in question.evidence]
    if not all(isinstance(at, int) and 0 <= at < len(question.facts) for at in question.derived):
        raise _FaultyLine(f"derived must be places of facts, not {list(question.derived)!r}")
    for fact in question.facts:
        if fact not in question.worked_out and not told(fact[:1], quotes):
            raise _FaultyLine(f"fact not in its quotes: {fact[0]!r}")
