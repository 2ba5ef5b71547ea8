"""What was found → what is answered: claims, a verdict on them, how many reports state it, the nearest instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index import Index
from index.language.dictionary import Terms
from rag.answer import Claim, Coverage, Row
from rag.check.claim import unsupported
from rag.compose import phrases
from rag.compose.claim import cite
from rag.compose.english import unframed
from rag.compose.list_items import items
from rag.compose.verdict import Operand, in_order, operands, verdict
from rag.compose.yes_no import decides
from rag.read.extract import Found
from rag.read.features import Wanted, to_the_point
from rag.understand.bodies import label
from rag.understand.understand import EVERYTHING, Group, Query

_VERDICTS = frozenset({"compare", "aggregate", "trend"})
_AT_A_GLANCE = 4  # claims; behind more of them a verdict would be overlooked


@dataclass(frozen=True, slots=True)
class Composed:
    """The claims of an answer, and of the groups asked about which state it; `coverage` None where one was asked.
    `rows` and `items` as in the Answer."""

    claims: tuple[Claim, ...]
    coverage: Coverage | None = None
    rows: tuple[Row, ...] = ()
    items: tuple[str, ...] = ()


def composed(index: Index, query: Query, found: Sequence[Found | None], sure: float, terms: Terms) -> Composed:
    """Claims of what is at least `sure`; those that their citations do not hold are left out."""
    groups = query.groups or (EVERYTHING,)
    wanted = Wanted(index, query, terms)
    held = [_held(index, query, group, it, sure, wanted) for group, it in zip(groups, found, strict=True)]
    if len(groups) > _AT_A_GLANCE:
        held = _to_the_point(held, wanted)
    claims = tuple(it for it in held if it)
    figures = operands(query, groups, held, wanted.share) if len(claims) > 1 else []
    weighed = _verdict(query, figures)
    ordered = claims + weighed if len(claims) <= _AT_A_GLANCE else weighed + claims
    listed = items(claims[0]) if query.kind == "list" and len(claims) == 1 else ()
    return Composed(ordered, _coverage(groups, held), _rows(query, figures), listed)


def _to_the_point(held: Sequence[Claim | None], wanted: Wanted) -> list[Claim | None]:
    apt = to_the_point([it.citations[0].told if it else "" for it in held], wanted.share)
    return [it if is_apt else None for it, is_apt in zip(held, apt, strict=True)]


def _held(index: Index, query: Query, group: Group, found: Found | None, sure: float, wanted: Wanted) -> Claim | None:
    if found is None or found.confidence < sure:
        return None
    claim = cite(index, query, group, found, wanted)
    if query.kind == "yesno":
        claim = _decided(query, claim, wanted)
    return None if unsupported(replace(claim, text=unframed(claim.text))) else claim


def _decided(query: Query, claim: Claim, wanted: Wanted) -> Claim:
    said = claim.citations[0].told
    word = phrases.decided(query.language, decides(query, said, wanted.share(said)))
    return replace(claim, text=f"{word}{claim.text}")


def _verdict(query: Query, figures: Sequence[Operand]) -> tuple[Claim, ...]:
    if query.kind not in _VERDICTS:
        return ()
    told = verdict(query, figures)
    named = [it for it in figures if it.name in told]
    claim = Claim(told, tuple(dict.fromkeys(c for it in named for c in it.claim.citations)))
    return (claim,) if told and not unsupported(claim) else ()


def _rows(query: Query, figures: Sequence[Operand]) -> tuple[Row, ...]:
    """Only figures of one kind stand side by side: where none is asked for, those of a quote are beside the point."""
    if len(figures) < 2 or not (query.kind in _VERDICTS or query.shape in ("number", "percent")):
        return ()
    ordered = in_order(query, figures) if query.kind == "compare" else figures
    return tuple(Row(it.name, it.written, float(it.quantity.amount), it.claim.citations[0]) for it in ordered)


def _coverage(groups: Sequence[Group], held: Sequence[Claim | None]) -> Coverage | None:
    if len(groups) < 2:
        return None
    told = list(zip(groups, held, strict=True))
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


def nearest(index: Index, query: Query, found: Sequence[Found | None], sure: float, terms: Terms) -> tuple[Claim, ...]:
    """The surest that another year's or another body's report says instead, told whose and of which year it is."""
    best = max((it for it in found if it and it.confidence >= sure), key=lambda it: it.confidence, default=None)
    if best is None:
        return ()
    claim = cite(index, replace(query, groups=()), None, best, Wanted(index, query, terms))
    if query.language == "en":  # says itself whose words they are
        return (claim,)
    report, said = best.passage.report, " ".join(claim.citations[0].told.split())
    named = phrases.labelled(query.language, label(report), report.year, said)
    return (replace(claim, text=named),)
