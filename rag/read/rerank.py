"""The passages that were found, ranked again: a reader looks at each together with the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from index import Hit
from rag.read.sentences import pieces
from rag.read.span_model import Look, context
from rag.search import Search

Looks = Mapping[int, Look]
"""By passage id, what the reader says of it; empty where there is none."""


class Reader(Protocol):
    """Points at the words that answer: the span model that comes with the package, or another."""

    def look(self, question: str, pages: Sequence[tuple[str, str]]) -> list[Look]:
        """What it says of each page, given as (what its report says of itself, its text)."""


def read_by(reader: Reader, search: Search, lists: Sequence[Sequence[Hit]]) -> Looks:
    """What the reader says of the passages of all lists, each read once."""
    found = {hit.passage.id: hit.passage for hits in lists for hit in hits}
    split = search.index.manifest.split
    pages = [(context(it), "".join(piece.text for piece in pieces(it, split))) for it in found.values()]
    return dict(zip(found, reader.look(search.query.text, pages), strict=True))


def reranked(hits: Sequence[Hit], looks: Looks, weight: float) -> list[Hit]:
    """Those that were looked at change places among themselves, by their score and how likely they hold the answer,
    the likelihood weighed by `weight`."""
    seen = [hit for hit in hits if hit.passage.id in looks]
    ranked = iter(sorted(seen, key=lambda hit: (-hit.score - weight * looks[hit.passage.id].here, hit.passage.id)))
    return [next(ranked) if hit.passage.id in looks else hit for hit in hits]
