"""What speaks for a sentence as the answer, in numbers; and the weights that make a probability of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from index import Hit, Passage
from index.language.sentence_ends import clauses
from rag.read.answer_type import has_measure, has_shape
from rag.read.rerank import Looks
from rag.read.sentences import Piece, pieces_of
from rag.read.span_model import Look
from rag.search import Search

HERE = 5.0  # by which the span model's log-odds are divided: then they are about as large as the other features
_COSINES = 0.25  # cosines of the bundled model lie between about 0.7 and 0.95
_FAINTEST = -12.0  # log-probability of a span from which it says nothing


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a sentence; each about 0 to 1, but for `here`, which has a sign and no bound.

    `words` share of the question's rarity found in it; `near` the same for the two neighbouring clauses that hold most
    of it and have the shape asked for; `context` the same for its passage; `meaning` cosine of its unit, stretched from
    [0.7, 0.95]; `lead` the same less that of the best unit read; `rank` score of its passage; `shape` 1 where it has
    what is asked for; `measure` 1 where a number stands before the measure word of the question. `here` the span
    model's log-odds that the passage answers, a fifth of them; `span` its log-probability of the likeliest answer that
    begins in the sentence, stretched from [-12, 0]; both 0 without the model.
    """

    words: float
    near: float
    context: float
    meaning: float
    lead: float
    rank: float
    shape: float
    measure: float
    here: float = 0.0
    span: float = 0.0


MODEL_FEATURES = ("here", "span")
"""The last of them, which are the span model's."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds that a sentence answers: `bias` and one weight a feature; `alone` that of what the span model says of
    the words that would be cited, read alone (as `here`). `slope` and `shift` make of the best sentence's the log-odds
    that the answer is right (Platt 1999), fitted where nothing was trained; there `here` counts once more, and
    `sure_alone` weighs the words read alone: the span model tells near misses better than it tells sentences."""

    bias: float
    of: tuple[float, ...]
    slope: float = 1.0
    here: float = 0.0
    shift: float = 0.0
    alone: float = 0.0
    sure_alone: float = 0.0

    def score(self, features: Features, alone: float = 0.0) -> float:
        values: tuple[float, ...] = astuple(features)
        return self.bias + sum(w * x for w, x in zip(self.of, values, strict=True)) + self.alone * alone

    def confidence(self, features: Features, alone: float = 0.0) -> float:
        """The probability that the answer is right."""
        log_odds = self.slope * self.score(features) + self.here * features.here + self.sure_alone * alone + self.shift
        return 1 / (1 + math.exp(-log_odds))


# by the question's language; fitted by train/fit_reader.py (docs/measurements.md)
PLAIN: Mapping[str, Weights] = {
    "zh": Weights(-8.71, (5.17, 5.09, 0.17, 1.91, 2.68, 3.65, 0.01, 0.82, 0.0, 0.0), 0.67, 0.0, 1.76),
    "en": Weights(-6.50, (2.87, 2.56, 0.30, 1.11, 1.31, 2.09, 0.01, 0.0, 0.0, 0.0), 0.55, 0.0, 0.98),
}
"""Without the span model."""
WITH_MODEL: Mapping[str, Weights] = {
    "zh": Weights(-7.48, (3.19, 3.14, 0.10, 1.18, 1.65, 2.25, 0.01, 0.51, 1.37, 2.04), 0.22, 1.37, 1.33, 1.0, 2.26),
    "en": Weights(-6.39, (2.08, 1.85, 0.22, 0.80, 0.95, 1.51, 0.01, 0.0, 2.22, 2.58), 0.45, 0.0, 0.91, 1.0, 1.39),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, by its span in the report's text, and what speaks for it. `answer` are the words in it
    that the span model points at, as (start, end) in the report's text; they may end in a later sentence."""

    passage: Passage
    start: int
    end: int
    features: Features
    answer: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Its words, as they stand in the report."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def described(search: Search, hits: Sequence[Hit], looks: Looks) -> list[Sentence]:
    """Every sentence of the passages with what speaks for it."""
    scored = {hit.passage.id: search.index.units(search.vector, hit.passage) for hit in hits}
    best = max((cosine for units in scored.values() for *_, cosine in units), default=0.0)
    return [
        sentence
        for hit in hits
        for sentence in _of_passage(search, hit, scored[hit.passage.id], best, looks.get(hit.passage.id))
    ]


def _of_passage(
    search: Search, hit: Hit, units: Sequence[tuple[int, int, float]], best: float, look: Look | None
) -> list[Sentence]:
    passage, query, share = hit.passage, search.query, search.relevance.share
    context = share("\n".join((*passage.headings, passage.text)))
    scored = [(piece, cosine) for first, last, cosine in units for piece in pieces_of(passage, first, last)]
    places = Places([piece for piece, _ in scored])
    found = []
    for at, (piece, cosine) in enumerate(scored):
        begin, end = places.begins[at], places.begins[at] + len(piece.text)
        first, last, likely = look.best(begin, end) if look else (begin, begin, _FAINTEST)
        features = Features(
            words=share(piece.text),
            near=max((share(pair) for pair in _pairs(piece.text) if has_shape(pair, query)), default=0.0),
            context=context,
            meaning=(cosine - 0.7) / _COSINES,
            lead=(cosine - best) / _COSINES,
            rank=hit.score,
            shape=float(has_shape(piece.text, query)),
            measure=float(has_measure(piece.text, query)),
            here=look.here / HERE if look else 0.0,
            span=1 - max(likely, _FAINTEST) / _FAINTEST if look else 0.0,
        )
        answer = (places.in_report(first), places.in_report(last - 1) + 1) if look and last > first else None
        found.append(Sentence(passage, piece.start, piece.end, features, answer))
    return found


class Places:
    """Where each piece begins in the text that the model reads, and from there the way back into the report's text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self.begins = [sum(len(piece.text) for piece in pieces[:at]) for at in range(len(pieces))]

    def in_report(self, at: int) -> int:
        """In a row of a table, which reads in other words than it stands in, only the row is known."""
        number = max(number for number, begin in enumerate(self.begins) if begin <= at)
        piece = self._pieces[number]
        return min(piece.start + at - self.begins[number], piece.end - 1)


def _pairs(text: str) -> list[str]:
    """Every clause with the one after it."""
    each = [text[start:end] for start, end in clauses(text)]
    return [first + second for first, second in zip(each, [*each[1:], ""], strict=True)]
