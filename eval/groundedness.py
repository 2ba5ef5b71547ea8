"""Is what an answer says held up by what it cites? By the product's own checker, where no gold tells.

These figures say what `rag.check` sees: numbers, units, years, names, negation, direction. A sentence that says
something else in other words passes. They are reported beside the metrics that gold decides (`eval.metrics`), never in
their place.
"""

from __future__ import annotations

from dataclasses import replace

from rag.answer import Answer, Claim
from rag.check.claim import unsupported
from rag.check.evidence import figures_of, folded


def groundedness(answer: Answer) -> float | None:
    """Share of the claims that all their citations together hold up, in [0, 1]; None for a decline.

    ALCE's citation recall (Gao et al. 2023), with support decided by the checker instead of an entailment model.
    """
    return _share([not unsupported(claim) for claim in answer.claims])


def support_precision(answer: Answer) -> float | None:
    """Share of the citations that do their part, in [0, 1]; None without citations.

    As ALCE's citation precision (Gao et al. 2023): a citation does not, if its claim is not held up at all, or if the
    claim's other citations hold it up while this one alone does not.
    """
    return _share([_does_its_part(claim, at) for claim in answer.claims for at in range(len(claim.citations))])


def number_fidelity(answer: Answer) -> float | None:
    """Share of the numbers with their units in the claims that the citations state, or that follow from them by a sum
    or a difference which the claim names, in [0, 1]; None where no claim holds a number."""
    held = []
    for claim in answer.claims:
        faults = unsupported(claim)
        held += [it.written not in faults for it in figures_of(folded(claim.stated))]
    return _share(held)


def _does_its_part(claim: Claim, at: int) -> bool:
    cited = claim.citations
    if unsupported(claim):
        return False
    others = replace(claim, citations=cited[:at] + cited[at + 1 :])
    alone = replace(claim, citations=cited[at : at + 1])
    return len(cited) == 1 or bool(unsupported(others)) or not unsupported(alone)


def _share(verdicts: list[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None
