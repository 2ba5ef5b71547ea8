"""One question ready to be answered: understood, as a vector, in other words, against one index.

It is built once an ask and travels through all stages; whatever fits weights builds it the same way, so that weights
are fitted on the question that is served.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index import Index, Report
from index.engine.base import Floats
from index.language.dates import counts_from_republic, western
from index.language.dictionary import Terms
from index.language.normalise import is_traditional, normal
from index.language.tokens import fold, words
from rag.answer import Scope, Turn
from rag.settings import Settings
from rag.understand.expansion import other_words
from rag.understand.politeness import without_politeness
from rag.understand.query import Query
from rag.understand.understand import understand


class Relevance:
    """How much of what is asked for a text holds: the question's words, weighed by how rare they are on the shelf."""

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


@dataclass(frozen=True, slots=True)
class Search:
    """What every stage needs of a question.

    `vector` is the question's, float32 (dimension,); `terms` the other words in which reports may say what it asks for;
    `relevance` tells how much of it a text holds.
    """

    index: Index
    query: Query
    vector: Floats
    terms: Terms
    relevance: Relevance
    settings: Settings

    @classmethod
    def of(cls, index: Index, query: Query, settings: Settings) -> Search:
        terms = other_words(query.language, query.content, index.holds)
        vector = index.embedder.queries([query.text])[0]
        return cls(index, query, vector, terms, Relevance(index, query, terms), settings)

    @classmethod
    def of_figures(cls, index: Index, query: Query, settings: Settings) -> Search:
        """For figures alone, which are found by the name of their measure: the vector is empty, no model is loaded."""
        return cls(index, query, np.zeros(0, np.float32), [], Relevance(index, query, []), settings)

    def about(self, query: Query) -> Search:
        """The same words looked for in other places or years."""
        return replace(self, query=query)


def understood(
    index: Index, question: str, scope: Scope | None = None, history: Sequence[Turn] = (), kind: str = ""
) -> Query:
    """The question as it is served: normalised, without politeness, against the reports that are answered from."""
    asked = western(normal(question), bare=is_traditional(question) or counts_from_republic(question))
    return understand(without_politeness(asked), served(index, scope), scope, history, kind)


def served(index: Index, scope: Scope | None = None) -> list[Report]:
    """The reports that are answered from: copies and superseded editions only where the caller names them."""
    named = scope.sources if scope else ()
    return [report for report in index.reports if report.is_current or report.source in named]


def to_the_point(texts: Sequence[str], share: Callable[[str], float], least: float) -> list[bool]:
    """Of the answers of many, those that hold at least the share `least` of what the one that holds most does: among so
    many some are about another matter. `share` tells how much of the question a text holds, in [0, 1]."""
    shares = [share(text) for text in texts]
    return [it >= least * max(shares) for it in shares]
