"""A second look at the passages that were found: the span model reads each together with the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Hit, Index
from rag.question import Query
from rag.sentences import pieces
from rag.settings import Settings
from rag.span_model import Look, SpanModel, context

_SHARE = 0.1  # of the model's log-odds, beside the score of the search: alone they put half-answers first

Looks = Mapping[int, Look]
"""By passage id, what the model says of it."""


def second_look(model: SpanModel, index: Index, query: Query, lists: Sequence[Sequence[Hit]], depth: int) -> Looks:
    """Looks at the first `depth` passages of each list, all at once."""
    found = {hit.passage.id: hit.passage for hits in lists for hit in hits[:depth]}
    pages = [(context(it), "".join(piece.text for piece in pieces(it, index.manifest.split))) for it in found.values()]
    return dict(zip(found, model.look(query.text, pages), strict=True))


def read_of_each(lists: int, model: SpanModel | None, settings: Settings) -> int:
    """How many passages of each list are read: fewer where there are many lists, never less than two."""
    if model is None:
        return settings.plain_reading
    return min(settings.reading, max(2, settings.reading_in_all // lists))


def reranked(hits: Sequence[Hit], looks: Looks, depth: int) -> list[Hit]:
    """The first `depth` by their score and how likely they hold the answer, the others after them as they were; without
    looks, all as they were."""
    if not looks:
        return list(hits)
    seen = sorted(hits[:depth], key=lambda hit: (-hit.score - _SHARE * looks[hit.passage.id].here, hit.passage.id))
    return [*seen, *hits[depth:]]
