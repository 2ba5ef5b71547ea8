"""A passage as the model is shown it, and what is made of it: its clauses that would be cited, others, none."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from typing import Any

from index.language.sentence_ends import clauses, sentences
from rag.read.sentences import runs

Span = tuple[int, int]
_CLAUSE_ENDS = "，,。；;！？\n"
_LONGEST = 120  # characters of a clause that is cited, about as `rag.settings.Settings.clause_length` has it


@dataclass(frozen=True, slots=True)
class Page:
    """A passage as the model is shown it: what it is told of its report, the text, and the answer's characters."""

    about: str
    text: str
    span: Span | None = None


def page_from_dict(data: dict[str, Any]) -> Page:
    return Page(data["about"], data["text"], tuple(data["span"]) if data["span"] else None)


def locate(part: str, text: str) -> Span | None:
    """The characters of `text` that are `part`, white space and width aside."""
    letters, origin = _folded(text)
    at = letters.find(_folded(part)[0])
    if at < 0 or not part.strip():
        return None
    return origin[at], origin[at + len(_folded(part)[0]) - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    pieces = [(unicodedata.normalize("NFKC", letter).casefold(), at) for at, letter in enumerate(text)]
    kept = [(letter, at) for piece, at in pieces for letter in piece if not letter.isspace()]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]


def cut_out(page: Page) -> Page:
    """The page without the clauses in which the answer stands."""
    assert page.span is not None
    start, end = page.span
    first = max(page.text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
    marks = [at for mark in _CLAUSE_ENDS if (at := page.text.find(mark, end - 1)) >= 0]
    return Page(page.about, page.text[:first] + page.text[min(marks, default=len(page.text)) + 1 :])


def cited(page: Page, chance: random.Random) -> Page:
    """The page cut to what would be cited: the sentence that holds the answer, or some of its clauses."""
    assert page.span is not None
    first, last = page.span
    around = [(start, end) for start, end in sentences(page.text, 0, len(page.text)) if start <= first and last <= end]
    start, end = around[0] if around else (first, last)
    cut = [
        (start + begin, start + stop)
        for begin, stop in runs(clauses(page.text[start:end]), _LONGEST)
        if start + begin <= first and last <= start + stop
    ]
    whole = [(start, end)] if end - start <= _LONGEST or not cut else []
    return _part(page, *chance.choice(whole or cut))


def besides(page: Page) -> list[Page]:
    """The sentences of the page that do not touch the answer."""
    assert page.span is not None
    first, last = page.span
    spans = sentences(page.text, 0, len(page.text))
    return [Page(page.about, page.text[start:end]) for start, end in spans if end <= first or start >= last]


def unmarked(page: Page) -> Page:
    """The same, as a page that does not answer."""
    return Page(page.about, page.text)


def _part(page: Page, start: int, end: int) -> Page:
    assert page.span is not None
    return Page(page.about, page.text[start:end], (page.span[0] - start, page.span[1] - start))


def likeliest(page: Page, question: str) -> Page:
    """The sentence of a page that does not answer that shares most pairs of letters with the question."""
    asked = _pairs(question)
    spans = list(sentences(page.text, 0, len(page.text))) or [(0, len(page.text))]
    start, end = max(spans, key=lambda it: len(asked & _pairs(page.text[slice(*it)])))
    return Page(page.about, page.text[start:end])


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
