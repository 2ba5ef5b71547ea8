"""What was found → what is answered: claims, a verdict on them, how many reports state it, the nearest instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Index
from rag.answer import Claim, Coverage, Row
from rag.check.claim import unsupported
from rag.compose import claim_words, verdict_words
from rag.compose.claim import Finding, decided, finding
from rag.compose.list_items import items
from rag.compose.verdict import Operand, asks_for_one, in_order, operands, verdict
from rag.read.extract import Found
from rag.search import Search, to_the_point
from rag.understand.query import EVERYTHING, Group, Query


@dataclass(frozen=True, slots=True)
class Composed:
    """The claims of an answer, and of the groups asked about which state it; `coverage` None where one was asked.
    `rows` and `items` as in the Answer."""

    claims: tuple[Claim, ...]
    coverage: Coverage | None = None
    rows: tuple[Row, ...] = ()
    items: tuple[str, ...] = ()


def composed(search: Search, found: Sequence[Found | None], sure: float) -> Composed:
    """Claims of what is at least `sure`; those that their citations do not hold are left out."""
    query, settings = search.query, search.settings
    stated = [_stated(search, group, it, sure) for group, it in zip(query.parts, found, strict=True)]
    if len(stated) > settings.at_a_glance:
        stated = _to_the_point(search, stated)
    findings = [it for it in stated if it]
    figures = operands(search, stated) if len(findings) > 1 else []
    claims = tuple(claim_words.claim(query, it, beside=len(query.groups) > 1) for it in findings)
    weighed = _verdict(search, figures)
    return Composed(
        claims + weighed if len(claims) <= settings.at_a_glance else weighed + claims,
        _coverage(query.parts, stated),
        _rows(query, figures),
        _items(search, findings),
    )


def _to_the_point(search: Search, stated: Sequence[Finding | None]) -> list[Finding | None]:
    texts = [it.citation.standalone if it else "" for it in stated]
    apt = to_the_point(texts, search.relevance.share, search.settings.relevance_of_many)
    return [it if is_apt else None for it, is_apt in zip(stated, apt, strict=True)]


def _stated(search: Search, group: Group, found: Found | None, sure: float) -> Finding | None:
    it = finding(search, group, found) if found and found.confidence >= sure else None
    if it is None or not it.is_held:
        return None
    return decided(search, it, found) if found and search.query.kind == "yesno" else it


def _verdict(search: Search, figures: Sequence[Operand]) -> tuple[Claim, ...]:
    weighed = verdict(search, figures)
    claim = verdict_words.verdict_claim(search.query, weighed) if weighed else None
    return (claim,) if claim and not unsupported(claim) else ()


def _rows(query: Query, figures: Sequence[Operand]) -> tuple[Row, ...]:
    """Only figures of one kind stand side by side: where none is asked for, those of a quote are beside the point."""
    if len(figures) < 2 or not (asks_for_one(query) or query.shape in ("number", "percent")):
        return ()
    ordered = in_order(query, figures) if query.kind == "compare" else figures
    return tuple(verdict_words.row(query, it) for it in ordered)


def _items(search: Search, findings: Sequence[Finding]) -> tuple[str, ...]:
    if search.query.kind != "list" or len(findings) != 1:
        return ()
    (it,), settings = findings, search.settings
    return items(it.citation.standalone, it.span, settings.fewest_items, settings.item_length)


def _coverage(groups: Sequence[Group], stated: Sequence[Finding | None]) -> Coverage | None:
    if len(groups) < 2:
        return None
    pairs = list(zip(groups, stated, strict=True))
    return Coverage(
        tuple(group.label for group, it in pairs if it), tuple(group.label for group, it in pairs if not it)
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


def nearest(search: Search, found: Sequence[Found | None], sure: float) -> tuple[Claim, ...]:
    """The surest that another year's or another body's report says instead, with whose and of which year it is."""
    best = max((it for it in found if it and it.confidence >= sure), key=lambda it: it.confidence, default=None)
    if best is None:
        return ()
    query = replace(search.query, groups=())
    it = finding(search.about(query), EVERYTHING, best)
    if it is None:
        return ()
    if query.language == "zh":  # of the whole report, as it stands there
        it = replace(it, said=" ".join(it.citation.standalone.split()), period=it.report.year)
    return (claim_words.claim(query, it, beside=True),)
