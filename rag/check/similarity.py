"""Does a quote mean what a claim says? Scored by the embedding model, beside the words that `check` compares.

Cosines of one model lie close together, and how close differs from report to report: right and wrong pairs overlap.
What parts them is how far the quote stands out among all sentences of its own report (a standard score). It tells
another matter; it does not tell another number, year or body of the same matter, which is what `check` is for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index import Index
from index.engine.base import Floats
from rag.answer import Citation, Claim


def meant(index: Index, claims: Sequence[Claim], least: float) -> list[bool]:
    """For each claim: does the best of its quotes stand out by at least `least` standard deviations?"""
    if not claims:
        return []
    vectors = index.embedder.queries([claim.text for claim in claims])
    return [
        max(standing_out(index, vector, citation) for citation in claim.citations) >= least
        for vector, claim in zip(vectors, claims, strict=True)
    ]


def standing_out(index: Index, vector: Floats, citation: Citation) -> float:
    """How much nearer the quote is to the vector than the sentences of its report are, in their standard deviations;
    infinite where none is nearer, as in a report of a few sentences the nearest may not stand out."""
    units = [unit for passage in index.passages_of(citation.source) for unit in index.units(vector, passage)]
    cosines = np.array([cosine for *_, cosine in units])
    quoted = [cosine for start, end, cosine in units if start < citation.end and end > citation.start]
    if not quoted:
        return -np.inf
    nearest = max(quoted)
    return np.inf if nearest >= cosines.max() else (nearest - float(cosines.mean())) / float(cosines.std())
