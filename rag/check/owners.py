"""Of several citations: each number of a claim is said of a body and a year whose citation states it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from index.language.direction import FALLS, RISES, rises
from index.language.negation import NEGATOR
from rag.check.evidence import Cited, figures_of
from rag.check.numbers import is_reckoned, is_stated
from rag.check.years import years_named

_CHANGE = re.compile(
    rf"(?P<late>(?:19|20)\d\d)年?比(?P<early>(?:19|20)\d\d)年?(?P<not>{NEGATOR})?(?P<way>{RISES}|{FALLS})"
)


def misplaced(text: str, cited: Sequence[Cited], places: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Of several citations, a number must stand in one of the body and the year that it is said of, and a change from
    year to year go the way that their numbers do. `places` are those named, with their offsets, in order."""
    if len(cited) < 2:
        return
    figures, years = figures_of(text), years_named(text)
    stated: dict[str, Decimal] = {}
    for figure in figures:
        if not is_stated(figure, cited) or is_reckoned(figure, text, figures, cited):
            continue
        body = next((name for name, at in reversed(places) if at < figure.start), "")
        year = next((it[1] for it in reversed(years) if it.start() < figure.start), "")
        own = [it for it in cited if body and it.is_of(body)] or cited
        own = [it for it in own if year in it.years | it.about] or own
        stated.setdefault(year, figure.amount)
        if not is_stated(figure, own):
            yield f"{body}{figure.written}"
    yield from (it[0] for it in _CHANGE.finditer(text) if not _goes_so(it, stated))


def _goes_so(change: re.Match[str], stated: Mapping[str, Decimal]) -> bool:
    """ "2024年比2023年增加", of the amounts stated for the years; true where one of them is not stated."""
    late, early = change["late"], change["early"]
    if late == early or change["not"]:
        return False
    risen = stated[late] >= stated[early] if late in stated and early in stated else None
    return risen is None or risen == (rises(change["way"]))
