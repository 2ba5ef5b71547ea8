"""What was found → what is answered: claims, a verdict on them, how many reports state it, the nearest instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Index
from rag import compare, phrases
from rag.answer import Claim, Coverage
from rag.check import unsupported
from rag.cite import cite
from rag.english import unframed
from rag.features import Wanted
from rag.glossary import Terms
from rag.polarity import decides
from rag.question import EVERYTHING, Group, Query
from rag.read import Found

_VERDICTS = frozenset({"compare", "aggregate", "trend"})


@dataclass(frozen=True, slots=True)
class Composed:
    """The claims of an answer, and of the groups asked about which state it; `coverage` None where one was asked."""

    claims: tuple[Claim, ...]
    coverage: Coverage | None = None


def composed(index: Index, query: Query, found: Sequence[Found | None], sure: float, terms: Terms) -> Composed:
    """Claims of what is at least `sure`; those that their citations do not hold are left out."""
    groups = query.groups or (EVERYTHING,)
    wanted = Wanted(index, query, terms)
    pairs = [_held(index, query, group, it, sure, wanted) for group, it in zip(groups, found, strict=True)]
    claims = tuple(it[1] for it in pairs if it)
    return Composed(claims + _verdict(query, groups, pairs, wanted), _coverage(groups, pairs))


def _held(
    index: Index, query: Query, group: Group, found: Found | None, sure: float, wanted: Wanted
) -> tuple[Found, Claim] | None:
    if found is None or found.confidence < sure:
        return None
    claim = cite(index, query, group, found)
    if query.kind == "yesno":
        claim = _decided(query, claim, wanted)
    return None if unsupported(replace(claim, text=unframed(claim.text))) else (found, claim)


def _decided(query: Query, claim: Claim, wanted: Wanted) -> Claim:
    said = claim.citations[0].told
    word = phrases.decided(query.language, decides(query, said, wanted.share(said)))
    return replace(claim, text=f"{word}{claim.text}")


def _verdict(
    query: Query, groups: Sequence[Group], pairs: Sequence[tuple[Found, Claim] | None], wanted: Wanted
) -> tuple[Claim, ...]:
    if query.kind not in _VERDICTS or len(groups) < 2:
        return ()
    figures = compare.operands(query, groups, pairs, wanted.share)
    told = compare.verdict(query, figures)
    claim = Claim(told, tuple(dict.fromkeys(c for it in figures for c in it.claim.citations)))
    return (claim,) if told and not unsupported(claim) else ()


def _coverage(groups: Sequence[Group], pairs: Sequence[tuple[Found, Claim] | None]) -> Coverage | None:
    if len(groups) < 2:
        return None
    told = list(zip(groups, pairs, strict=True))
    return Coverage(
        tuple(group.label for group, it in told if it), tuple(group.label for group, it in told if it is None)
    )


def anywhere(index: Index, query: Query) -> Query:
    """The same question of the same bodies in the nearest year that is there, and of all for places that are not."""
    groups = tuple(replace(it, sources=_nearest_in_time(index, it), absent=(), years=()) for it in query.groups)
    return replace(query, groups=groups, periods=(), elsewhere=())


def _nearest_in_time(index: Index, group: Group) -> tuple[str, ...]:
    if not group.absent:
        return group.sources
    apart = {it: min(abs((index.report(it).year or 0) - year) for year in group.absent) for it in group.sources}
    return tuple(it for it in group.sources if apart[it] == min(apart.values()))


def nearest(index: Index, query: Query, found: Sequence[Found | None], sure: float) -> tuple[Claim, ...]:
    """The surest that another year's or another body's report says instead, told whose and of which year it is."""
    best = max((it for it in found if it and it.confidence >= sure), key=lambda it: it.confidence, default=None)
    if best is None:
        return ()
    claim = cite(index, replace(query, groups=()), None, best)
    if query.language == "en":  # says itself whose words they are
        return (claim,)
    report, said = best.passage.report, " ".join(claim.citations[0].told.split())
    named = phrases.labelled(query.language, report.region or report.issuer or report.title, report.year, said)
    return (replace(claim, text=named),)
