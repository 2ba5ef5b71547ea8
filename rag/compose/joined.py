"""The answers to several questions in one → one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer import Answer, Claim
from rag.compose import phrases


def joined(whole: Answer, parts: Sequence[Answer], asked: Sequence[str], least: float, most: int) -> Answer:
    """The answer to the whole with what its parts alone add, and which of them the reports do not answer.

    `parts` are the answers to the questions `asked`, in order; those below the confidence `least` add nothing. `most`
    passages are kept as evidence.
    """
    sure = [it for it in parts if not it.declined and it.confidence >= least]
    claims = list(whole.claims)
    for part in sure:
        claims += [it for it in part.claims if not any(_is_within(it, other) for other in claims)]
    if len(claims) == len(whole.claims):
        return whole
    silent = [question for question, part in zip(asked, parts, strict=True) if part.declined]
    found = {hit.passage.id: hit for it in (whole, *sure) for hit in it.evidence}
    cited = [citation.passage.id for claim in claims for citation in claim.citations]
    first = dict.fromkeys((*(it for it in cited if it in found), *found))
    return replace(
        whole,
        claims=tuple(claims),
        declined=False,
        notice=phrases.not_found(whole.language, silent),
        nearest=(),
        confidence=min(it.confidence for it in (*([] if whole.declined else [whole]), *sure)),
        evidence=tuple(found[it] for it in first)[:most],
    )


def _is_within(one: Claim, other: Claim) -> bool:
    """Does another claim quote all that this one does?"""
    return all(
        any(a.passage.id == b.passage.id and b.start <= a.start and a.end <= b.end for b in other.citations)
        for a in one.citations
    )
