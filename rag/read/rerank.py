"""A second look at the passages that were found: the span model reads each together with the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index import Hit, Index
from rag.read.sentences import pieces
from rag.read.span_model import Look, SpanModel, context
from rag.understand.understand import Query

_SHARE = 0.1  # of the model's log-odds, beside the score of the search: alone they put half-answers first

Looks = Mapping[int, Look]
"""By passage id, what the model says of it."""


def second_look(model: SpanModel, index: Index, query: Query, lists: Sequence[Sequence[Hit]]) -> Looks:
    """Looks at the passages of all lists at once."""
    found = {hit.passage.id: hit.passage for hits in lists for hit in hits}
    pages = [(context(it), "".join(piece.text for piece in pieces(it, index.manifest.split))) for it in found.values()]
    return dict(zip(found, model.look(query.text, pages), strict=True))


def reranked(hits: Sequence[Hit], looks: Looks) -> list[Hit]:
    """Those that were looked at change places among themselves, by their score and how likely they hold the answer."""
    seen = [hit for hit in hits if hit.passage.id in looks]
    ranked = iter(sorted(seen, key=lambda hit: (-hit.score - _SHARE * looks[hit.passage.id].here, hit.passage.id)))
    return [next(ranked) if hit.passage.id in looks else hit for hit in hits]
