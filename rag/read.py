"""Passages → the words that answer. Extractive: what is shown is what the report says, character for character.

Each sentence of the best passages is scored as the answer: how much of the question's rarer words it and its passage
share, how near it is in meaning, how its passage was ranked, and whether it has the shape that is asked for (a number
with the right measure word, a percentage, a date, a list). The sum goes through a logistic function, so the score is a
probability; its weights were fitted on questions with known answers (docs/measurements.md says which, and how to
repeat it). What wins is cut to the clauses that stand for themselves.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from index import Hit, Index, Passage
from index.embed import Floats
from index.regions import stem
from index.split import SplitSettings, units
from index.words import fold, words
from rag import years
from rag.glossary import Terms
from rag.question import Group, Query
from rag.settings import Settings
from rag.wording import items_asked, measure_asked

_SENTENCE = re.compile(r"[^。！？；;\n]+(?:[。！？；;]+[”』」’）】]*)?")
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?")
_LONGEST = 80  # characters from which a sentence is cut to its clauses
_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百千两]+)"
# A count or an amount: a year is none, and 一 alone is more often an article than a number.
_QUANTITY = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d\d\s*(?:年|[-—至到]))\d[\d,.]*(?!\d|周年|届|号)|"
    r"(?:[两三四五六七八九十百千][一二三四五六七八九十百千万]*|一[十百千万]+)\s*[余多]?\s*[个家件项次名人条万亿部座所场种类批天小分年]"
)
_SHAPE_WORTH = 0.3  # of a clause that has what is asked for, in shares of the question's words
_LENGTH_COST = 0.004  # of each character
_DATE = re.compile(r"\d\s*[年月日时]|小时|分钟|天")
_PERCENT = re.compile(r"\d\s*(?:[%％‰]|个百分点)|百分之|倍|成")
_ITEMS = re.compile(r"[、；，]|[一二三四五六七八九]是")
_EXPLAINS = re.compile(r"[（(：:]|即|是指|指的是|包括|分别|就是|为[“\"]|以.+为")
_SPAN = 0.25  # cosines of this model lie between about 0.7 and 0.95


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence; each about 0 to 1.

    `words` share of the question's rarity found in it; `near` the same for the two neighbouring clauses that hold most
    of it and have the shape asked for; `context` the same for its passage; `meaning` cosine of its unit, stretched from
    [0.7, 0.95]; `lead` the same less that of the best unit read; `rank` score of its passage; `shape` 1 where it has
    what is asked for; `measure` 1 where a number stands before the measure word of the question.
    """

    words: float
    near: float
    context: float
    meaning: float
    lead: float
    rank: float
    shape: float
    measure: float


# bias, then one weight a feature; by the question's language
_WEIGHTS: Mapping[str, tuple[float, ...]] = {
    "zh": (-10.17, 4.55, 4.23, -0.68, 1.76, 3.14, 3.57, 1.68, 0.76),
    "en": (-7.57, 2.87, 2.45, -0.12, 1.03, 1.49, 2.00, 1.23, 0.00),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, by its span in the report's text, and what speaks for it."""

    passage: Passage
    start: int
    end: int
    features: Features


@dataclass(frozen=True, slots=True)
class Found:
    """Words that answer: a span of the report's text, the passage that it stands in, and how likely it is right."""

    passage: Passage
    start: int
    end: int
    confidence: float


def read(
    index: Index, query: Query, group: Group, vector: Floats, hits: Sequence[Hit], terms: Terms, settings: Settings
) -> Found | None:
    """The likeliest answer in the first passages of one group's ranked list; None where there is none to read."""
    sentences = described(index, query, vector, hits[: settings.reading], terms)
    admitted = [it for it in sentences if it.features.shape and _in_scope(index, query, group, it)]
    if not admitted:
        return None
    best = max(admitted, key=lambda it: (probability(query.language, it.features), -it.passage.id, -it.start))
    start, end = _trimmed(index, query, terms, best)
    return Found(best.passage, start, end, probability(query.language, best.features))


def _in_scope(index: Index, query: Query, group: Group, sentence: Sentence) -> bool:
    """Where no report of the group is about the year or the place asked for, only words that name it can answer; nor
    do words of a report on several years that stand under another."""
    passage = sentence.passage
    if passage.report.year is None and years.of_another(passage.headings, group.years):
        return False
    said = passage.told(sentence.start, sentence.end)
    around = "\n".join((*passage.headings, passage.text))
    in_years = not group.absent or any(str(year) in said for year in group.absent)
    return in_years and all(stem(place) in around for place in query.elsewhere)


def described(index: Index, query: Query, vector: Floats, hits: Sequence[Hit], terms: Terms) -> list[Sentence]:
    """Every sentence of the passages with what speaks for it."""
    wanted = _Wanted(index, query, terms)
    units = [(hit, unit) for hit in hits for unit in index.units(vector, hit.passage)]
    best = max((score for _, (_, _, score) in units), default=0.0)
    context = {hit.passage.id: wanted.share("\n".join((*hit.passage.headings, hit.passage.text))) for hit in hits}
    return [
        Sentence(
            hit.passage, start, end, _features(text, query, wanted, context[hit.passage.id], score, best, hit.score)
        )
        for hit, (first, last, score) in units
        for start, end, text in _sentences(hit.passage, first, last)
    ]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is read at once: a sentence, or a row of a table as it is told; its span in the report's text."""

    start: int
    end: int
    text: str


def as_read(passage: Passage, split: SplitSettings) -> list[Piece]:
    """A passage as it is read, sentence by sentence and row by row, headings left out."""
    return [Piece(*it) for first, last in units(passage, split) for it in _sentences(passage, first, last)]


def _sentences(passage: Passage, first: int, last: int) -> Iterable[tuple[int, int, str]]:
    """The sentences of a unit, without outer blanks and Markdown marks, as (start, end, text); headings are none.

    A row of a table is one sentence, and says what it says when read alone.
    """
    if (first, last) in {(row.start, row.end) for row in passage.rows}:
        yield first, last, passage.told(first, last)
        return
    for match in _SENTENCE.finditer(passage.text, first - passage.start, last - passage.start):
        text = match[0].strip("*#_ \u3000\t\r\n")
        if text and text.rstrip("。：:") not in passage.headings:
            start = passage.start + match.start() + match[0].index(text)
            yield start, start + len(text), text


def _features(
    text: str, query: Query, wanted: _Wanted, context: float, cosine: float, best: float, rank: float
) -> Features:
    return Features(
        words=wanted.share(text),
        near=max((wanted.share(pair) for pair in _pairs(text) if _has_shape(pair, query)), default=0.0),
        context=context,
        meaning=(cosine - 0.7) / _SPAN,
        lead=(cosine - best) / _SPAN,
        rank=rank,
        shape=float(_has_shape(text, query)),
        measure=float(_has_measure(text, query)),
    )


def probability(language: str, features: Features) -> float:
    """In (0, 1)."""
    bias, *weights = _WEIGHTS[language]
    return 1 / (1 + math.exp(-bias - sum(w * x for w, x in zip(weights, astuple(features), strict=True))))


class _Wanted:
    """The words that an answer should share with the question, weighed by how rare they are on the shelf."""

    def __init__(self, index: Index, query: Query, terms: Terms) -> None:
        rare = index.rarity(query.content)
        self._words = rare if query.language == "zh" else {w: weight for w, weight in rare.items() if index.holds(w)}
        self._terms = [(choices, max(sum(index.rarity(c).values()) for c in choices)) for choices in terms]
        self._total = sum(self._words.values()) + sum(weight for _, weight in self._terms)

    def share(self, text: str) -> float:
        """In [0, 1]."""
        held = {*words(text)}
        folded = fold(text)
        found = sum(weight for word, weight in self._words.items() if word in held)
        found += sum(weight for choices, weight in self._terms if any(fold(choice) in folded for choice in choices))
        return found / self._total if self._total else 0.0


def _pairs(text: str) -> list[str]:
    """Every clause with the one after it."""
    clauses = _CLAUSE.findall(text)
    return [first + second for first, second in zip(clauses, [*clauses[1:], ""], strict=True)]


def _has_shape(text: str, query: Query) -> bool:
    """Does the text hold the kind of thing that is asked for?"""
    if query.kind in ("list", "definition") and (asked := items_asked(query.text)):
        return len(_ITEMS.findall(text)) >= asked - 1
    if query.kind == "definition":
        return bool(_EXPLAINS.search(text))
    if query.kind == "list":
        return bool(_ITEMS.search(text))
    if query.shape == "percent":
        return bool(_PERCENT.search(text))
    if query.shape == "date":
        return bool(_DATE.search(text))
    return query.shape != "number" or bool(_QUANTITY.search(text))


def _has_measure(text: str, query: Query) -> bool:
    """A number before the measure word that the question asks with: 多少项 → 277项, 多少钱 → 593.6亿元."""
    unit = measure_asked(query.text)
    return bool(unit and re.search(rf"{_NUMBER}\s*(?:[余多万亿千百]\s*)*{unit}", text))


def _trimmed(index: Index, query: Query, terms: Terms, sentence: Sentence) -> tuple[int, int]:
    """A long sentence cut to the run of clauses that answers.

    Only where a number, a share or a date is asked for can the clause that answers be told from the one that repeats
    the question; lists, definitions and the rest are left whole.
    """
    text = index.text(sentence.passage.report.source)[sentence.start : sentence.end]
    is_row = any(row.start == sentence.start for row in sentence.passage.rows)
    if len(text) <= _LONGEST or is_row or not query.shape or query.kind in ("list", "definition"):
        return sentence.start, sentence.end
    wanted = _Wanted(index, query, terms)

    def worth(run: tuple[int, int]) -> tuple[float, int]:
        said = text[run[0] : run[1]]
        shape = _SHAPE_WORTH * (_has_shape(said, query) + _has_measure(said, query))
        return wanted.share(said) + shape - _LENGTH_COST * len(said), -run[0]

    start, end = max(_runs([(clause.start(), clause.end()) for clause in _CLAUSE.finditer(text)]), key=worth)
    return sentence.start + start, sentence.start + len(text[:end].rstrip("，,：:"))


def _runs(clauses: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Every run of neighbouring clauses not longer than a sentence may be, and each clause alone."""
    for first in range(len(clauses)):
        for last in range(first, len(clauses)):
            if first == last or clauses[last][1] - clauses[first][0] <= _LONGEST:
                yield clauses[first][0], clauses[last][1]
