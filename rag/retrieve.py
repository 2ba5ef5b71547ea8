"""The best passages within the scope: lexical and dense, fused by score, one ranked list for each body asked about.

Scores of the two arms are brought to [0, 1] by their own greatest and smallest and summed with weights that depend on
the question's language (a convex combination; Bruch et al. 2023, arXiv:2210.11934): words of an English question are
not in a Chinese report, so there the lexical arm weighs little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from index import Hit
from rag.search import Search


def retrieve(search: Search) -> list[list[Hit]]:
    """One ranked list a group of the query, or a single one over the whole shelf; best first, ties by passage id."""
    scopes: list[Sequence[str] | None] = [group.sources for group in search.query.groups] or [None]
    return [_ranked(search, sources) for sources in scopes]


def interleave(lists: Sequence[Sequence[Hit]], k: int) -> list[Hit]:
    """The first of each list, then the second of each: no body crowds out another. A passage is taken once."""
    turns = [hit for row in zip_longest(*lists) for hit in row if hit is not None]
    return list({hit.passage.id: hit for hit in reversed(turns)}.values())[::-1][:k]


def _ranked(search: Search, sources: Sequence[str] | None) -> list[Hit]:
    index, query, settings = search.index, search.query, search.settings
    dense = index.dense(search.vector, settings.candidates, sources)
    lexical = index.lexical(query.lookup, settings.candidates, sources, search.terms)
    weight = settings.lexical_weight[query.language]
    scores = _fuse(dense, lexical, weight)
    passages = {hit.passage.id: hit.passage for hit in (*dense, *lexical)}
    favoured = {
        id_: score + settings.preference * (passages[id_].report.source in query.preferred)
        for id_, score in scores.items()
    }
    order = sorted(favoured, key=lambda id_: (-favoured[id_], id_))
    return [Hit(passages[id_], favoured[id_]) for id_ in order[: settings.depth]]


def _fuse(dense: Sequence[Hit], lexical: Sequence[Hit], weight: float) -> Mapping[int, float]:
    by_meaning, by_words = _unit(dense), _unit(lexical)
    ids = by_meaning.keys() | by_words.keys()
    return {id_: (1 - weight) * by_meaning.get(id_, 0.0) + weight * by_words.get(id_, 0.0) for id_ in ids}


def _unit(hits: Sequence[Hit]) -> dict[int, float]:
    """Scores moved to [0, 1]; a list of equals gets 1."""
    if not hits:
        return {}
    low, high = hits[-1].score, hits[0].score
    return {hit.passage.id: (hit.score - low) / (high - low) if high > low else 1.0 for hit in hits}
