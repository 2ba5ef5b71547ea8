"""The questions of a run on its page: what to filter them by, and each with its answer, its gold and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from eval.page.lenient import listed, mapping, mappings, number, string
from eval.page.markup import render
from eval.page.naming import formatted, label
from eval.text_match import holds

EXCERPT = 200
"""Characters of a passage that are shown."""
NO_GOLD, TOP = "no gold source", "top folder"

Record = Mapping[str, Any]


def is_missed(result: Record) -> bool:
    return bool(listed(result, "misses"))


def is_declined(result: Record) -> bool:
    return mapping(result, "answer").get("declined") is True


def source_kinds(result: Record) -> tuple[str, ...]:
    """The first folders of the gold sources, each once."""
    sources = [string(gold, "source") for gold in mappings(mapping(result, "question"), "evidence")]
    folders = [source.partition("/")[0] if "/" in source else TOP for source in sources]
    return tuple(dict.fromkeys(folders)) or (NO_GOLD,)


@dataclass(frozen=True, slots=True)
class _Claims:
    """Claims with the numbers of their citations, and every citation once, in the order of first use."""

    claims: list[tuple[Record, str]]
    cited: list[Record]


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage that was found: its beginning, how near it was, and whether it holds a gold quote."""

    passage: Record
    excerpt: str
    score: str
    is_golden: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    """One question as the page shows it: what was asked, what was answered, what was to be answered, how it scored."""

    question: Record
    answer: Record
    misses: list[Any]
    is_declined: bool
    known: str  # id, kind, language
    source: str  # its kinds of source, a slash before and after each
    claims: _Claims
    whole: str  # the answer's text where it has no claims
    rows: list[tuple[str, ...]]
    nearest: _Claims
    understood: str
    facts: list[tuple[Any, str]]  # each with its other forms
    is_to_decline: bool
    proofs: list[tuple[Record, str]]  # each with where it was found
    scores: list[tuple[str, str]]
    passages: list[_Passage]


def questions(results: Sequence[Record]) -> Markup:
    """The filters, how many questions they let through, and the questions in the order of the run."""
    asked = [mapping(result, "question") for result in results]
    return render(
        "questions.html",
        entries=[_entry(result) for result in results],
        kinds=_choices(string(question, "kind") for question in asked),
        languages=_choices(string(question, "language") for question in asked),
        sources=_choices(kind for result in results for kind in source_kinds(result)),
    )


def _choices(values: Iterable[str]) -> list[str]:
    return sorted(set(values) - {""})


def _entry(result: Record) -> _Entry:
    question, answer = mapping(result, "question"), mapping(result, "answer")
    golds, passages = mappings(question, "evidence"), mappings(answer, "evidence")
    known = (string(question, key) for key in ("id", "kind", "language"))
    return _Entry(
        question=question,
        answer=answer,
        misses=listed(result, "misses"),
        is_declined=is_declined(result),
        known=" · ".join(one for one in known if one),
        source="/".join(["", *source_kinds(result), ""]),
        claims=_claims(mappings(answer, "claims")),
        whole=_whole(answer),
        rows=[tuple(string(row, key) for key in ("label", "figure", "value")) for row in mappings(answer, "rows")],
        nearest=_claims(mappings(answer, "nearest")),
        understood=" · ".join(_understood(answer, number(mapping(result, "timings"), "ask"))),
        facts=[_fact(fact) for fact in listed(question, "facts") if isinstance(fact, list) and fact],
        is_to_decline=question.get("answerable") is False,
        proofs=[(gold, _where(gold, passages)) for gold in golds],
        scores=_scores(mapping(result, "scores")),
        passages=[_passage(passage, golds) for passage in passages],
    )


# What was answered


def _claims(claims: Sequence[Record]) -> _Claims:
    cited: list[Record] = []
    for citation in (one for claim in claims for one in mappings(claim, "citations")):
        cited += [] if citation in cited else [citation]
    return _Claims([(claim, _numbers(claim, cited)) for claim in claims], cited)


def _numbers(claim: Record, cited: Sequence[Record]) -> str:
    return "".join(f" [{cited.index(citation) + 1}]" for citation in mappings(claim, "citations"))


def _whole(answer: Record) -> str:
    whole = string(answer, "text")
    return "" if answer.get("claims") or whole == string(answer, "notice") else whole


def _understood(answer: Record, seconds: float | None) -> Iterable[str]:
    """What was made of the question, how sure the answer was, how long it took."""
    scope, confidence = mapping(answer, "scope"), number(answer, "confidence")
    asked_of = [*listed(scope, "bodies"), *listed(scope, "years"), *listed(scope, "sources")]
    yield f"understood as {string(answer, 'kind') or 'unknown'} {string(answer, 'measure')}".strip()
    yield ", ".join(map(str, asked_of)) or "everywhere"
    if confidence is not None:
        yield f"confidence {confidence:.2f}"
    if seconds is not None:
        yield f"{seconds:.2f} s"


# What was to be answered, and how it was scored


def _fact(forms: Sequence[Any]) -> tuple[Any, str]:
    return forms[0], ", ".join(map(str, forms[1:]))


def _where(gold: Record, passages: Sequence[Record]) -> str:
    ranks = (rank for rank, passage in enumerate(passages, start=1) if _proves(passage, gold))
    rank = next(ranks, None)
    return f"found at rank {rank}" if rank else f"in none of the {len(passages)} passages"


def _proves(passage: Record, gold: Record) -> bool:
    same = passage.get("source") == gold.get("source")
    return same and holds(string(passage, "text"), string(gold, "quote"))


def _scores(scores: Record) -> list[tuple[str, str]]:
    known = [(name, value) for name in scores if (value := number(scores, name)) is not None]
    return [(label(name), formatted(name, value)) for name, value in known]


def _passage(passage: Record, golds: Sequence[Record]) -> _Passage:
    full, score = string(passage, "text"), number(passage, "score")
    excerpt = full[:EXCERPT] + ("…" if len(full) > EXCERPT else "")
    shown = "" if score is None else f"score {score:.2f}"
    return _Passage(passage, excerpt, shown, any(_proves(passage, gold) for gold in golds))
