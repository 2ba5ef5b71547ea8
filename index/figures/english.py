"""Figures of English prose: a number's measure is the noun phrase before its verb, or the one behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from index.figures.clause_number import as_written
from index.figures.context import Context, Place
from index.figures.figure import NO_PERIOD, Figure, Period, Span, What
from index.figures.patterns import any_of
from index.figures.periods import base_named, read_period
from index.language.dates import FIGURES
from index.language.direction import FALLS, RISES
from index.language.quantities import Quantity, quantities
from index.language.units import CURRENCIES, SHARE

_BOUNDS = r"(?:no |not )?(?:more|less|fewer) than|at (?:least|most)|up to|exceed(?:ed|ing|s)?"
_HEDGES = re.compile(
    rf"\b({_BOUNDS}|{any_of('about approximately around roughly nearly almost some over under above below')})\s*$", re.I
)
_UP = rf"{RISES}|\b(?:climbed|expanded|higher|(?:growth|an increase|rise) of)\b"
_DOWN = rf"{FALLS}|\b(?:declines|lower|(?:a decrease|a decline|fall|decline) of)\b"
_LINK = r"(?:\s+(?:by|of|to|from|a|an))*\s*$"
_CHANGES = re.compile(rf"(?:{_UP}|{_DOWN}){_LINK}", re.I)
_FALLS = re.compile(rf"(?:{_DOWN}){_LINK}", re.I)
_TO = re.compile(r"\bto\s*$", re.I)
_FORECAST = r"(?:expected|anticipated|estimated|forecast|projected|planned)"
_VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|being|had|has|have|total(?:led|ed|ling|ing)|totals|amount(?:ed|s|ing)? to|stood at|"
    rf"reach(?:ed|es|ing)?|came to|(?:is|was|are|were) {_FORECAST} to|account(?:ed|s|ing) for|represent(?:ed|s|ing)|"
    r"employ(?:ed|s)?|serv(?:ed|es)|achiev(?:ed|es|ing)|set|remained|averag(?:ed|es))\b|"
    rf"{_UP}|{_DOWN}",
    re.I,
)
_OF = re.compile(r"(?P<name>[A-Za-z][\w’'/&-]*(?: [\w’'/&()-]+){0,7}) of\s*$")
_NO_NAME_OF = re.compile(rf"(?:{_UP}|{_DOWN}|a total|total|an? \w+)", re.I)
_ENDS_NOUN = (
    "was were is are in by and from to as at on for compared during which that or than with has have had will who"
)
_BEHIND = re.compile(
    r"\s*(?:of |in |for )?(?P<name>(?:(?:the|total|new|annual|its|our)\s+)?[a-z][\w’'-]*"
    rf"(?: (?!(?:{any_of(_ENDS_NOUN)})\b)[a-z][\w’'-]*){{0,4}})"
)
_NO_NOUN = re.compile(rf"(?:{any_of(_ENDS_NOUN, 'per year years over respectively higher lower more less')})\b", re.I)
_WHEN = (
    rf"(?:in|for|during|as of|at) (?:the )?(?:full |fiscal )?(?:year )?(?:ended )?(?:[A-Z][a-z]+ \d{{1,2}}, )?{FIGURES}"
)
_CONNECTORS = (
    "and but while with the a an its our their also however there this these that which we it they overall including by"
)
_LEADING = re.compile(
    rf"^(?:[\s,;:.“\"'()·•–—*-]|(?:{_WHEN}|for (?:the )?(?:full |fiscal )?year|year-on-year|in total|of which|"
    rf"{any_of(_CONNECTORS)})\b)+",
    re.I,
)
_TRAILING = re.compile(rf"\s+{_WHEN}$", re.I)
_YEAR_BEHIND = re.compile(
    rf"\s*(?:\([^()]*\)\s*)?(?:[a-z]+ ){{0,2}}(?:in|for|during|as of|as at|at) "
    rf"(?:the )?(?:end of )?(?:full |fiscal )?(?:year )?(?:[A-Z][a-z]+ \d{{1,2}}, )?{FIGURES}"
)
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|versus|(?:up|down|rose|fell|grew|declined|(?:in|de)creas\w+) from)\s*[A-Z$£€¥]*\s*$",
    re.I,
)
_CLAUSES = re.compile(r"[;:]|, (?:and|while|but) ")
_ADVERBIAL = re.compile(r"^(?:in|at|on|for|during|as of|within)\b[^,]*, (?=\S)", re.I)
_SCOPE = re.compile(r"^[\s·•*–-]*In ([A-Z][\w&/’' -]{2,40}?), ", re.M)
_POINT = re.compile(r"\s*[·•*–-]\s")  # a list's next point: what was said of a part of the whole ends
_PART = re.compile(r"([A-Za-z][a-z]+(?: [a-z]+)*) in ([A-Z][a-z]+(?:(?: and)? [A-Z][a-z]+)*)$")
_PLANS = re.compile(
    r"\b(?:target|plan(?:s|ned)?|aims?|will|expects?|expected|anticipate[sd]?|forecast|budget(?:ed)?|goal|projected)\b",
    re.I,
)
_GROWTH = re.compile(r"growth|increase$", re.I)
_PER_HEAD = re.compile(r"per capita|per head|per person", re.I)
_NUMBERED = any_of(r"No\.? Nos\.? Note Item Part Section Article Table Figure Page Chapter Annex Rule Form Act")
_NAME_BEGINS = re.compile(rf"(?:[A-Za-z]-?|§|#|\b(?:{_NUMBERED})\s)$")
_NAME_GOES_ON = re.compile(r"[-/–]\d|[A-Za-z]|\.\d|\)")
_YEAR = re.compile(FIGURES)
_SIGNED = re.compile(r"(?:US|HK|RMB|USD)\s*$")
_DIGITS = re.compile(r"^[^\d]*[\d.,]+\s*-?")
_SIGNS = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "RMB", "￥": "RMB"}
_FAR = 120  # characters about a number that tell of a change
_NEAR = 12  # characters before a number in which a name may begin


class _Named(NamedTuple):
    """A measure, its span, and whether it is named here rather than carried on."""

    name: str
    at: Span | None
    is_new: bool = True


def read_sentence(text: str, place: Place, before: Context) -> tuple[list[Figure], Context]:
    """As `prose.read_sentence`, of an English sentence."""
    context, found, at = replace(before, period=NO_PERIOD), list[Figure](), 0
    scope = found_scope[1] if (found_scope := _SCOPE.match(text)) else "" if _POINT.match(text) else before.owner
    every = [it for it in quantities(text) if not _is_name(text, it)]
    for it, upper in _ranges(text, every):
        context = replace(context, period=_period(text, at, it, place, context))
        figure, context = _read(text, at, it, upper, place, context)
        if figure:
            found.append(_owned(figure, scope))
        at = (upper or it).end
    return found, replace(context, subject="", owner=scope)


def _is_name(text: str, it: Quantity) -> bool:
    """Is a number part of a name, a heading or a date (No. 3, Form 10-K, 2018)?"""
    written, before, behind = (
        text[it.start : it.end],
        text[max(0, it.start - _NEAR) : it.start],
        text[it.end : it.end + _NEAR],
    )
    if it.unit or it.scale != 1:
        return it.measure in ("years", "months") and it.value < 3
    if _NAME_BEGINS.search(before):
        return True
    return bool(_YEAR.fullmatch(written) or _NAME_GOES_ON.match(behind)) or len(written) < 2


def _ranges(text: str, every: list[Quantity]) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Numbers in order, the two ends of a range ("$1.7 billion to $1.9 billion") together."""
    at = 0
    while at < len(every):
        it, following = every[at], every[at + 1] if at + 1 < len(every) else None
        between = text[it.end : following.start].strip() if following else ""
        is_range = following and between in ("to", "-", "–") and it.unit == following.unit and it.unit
        before = text[max(0, it.start - _FAR) : it.start]
        if is_range and not before.endswith("from ") and not _CHANGES.search(before):
            yield it, following
            at += 2
        else:
            yield it, None
            at += 1


def _read(
    text: str, at: int, it: Quantity, upper: Quantity | None, place: Place, context: Context
) -> tuple[Figure | None, Context]:
    lead, hedges = _hedged(_SIGNED.sub("", text[at : it.start].rstrip("$£€¥ ")))
    changes = _CHANGES.search(lead) is not None and not (_TO.search(lead) or _COMPARED.search(lead))
    measure = _measure(text, lead, at, upper or it, context)
    if not measure.name:
        return None, context
    what = _what(it, changes, measure.name)
    sign = -1 if what in ("growth", "change") and _FALLS.search(lead) else 1
    figure = Figure(
        place.source,
        measure.name,
        measure.at,
        "target" if _PLANS.search(lead) else "result",
        what,
        as_written(it) * sign,
        as_written(upper) * sign if upper else None,
        _unit(text[it.start : it.end], it),
        replace(it, value=it.value * sign, end=(upper or it).end),
        hedges,
        _behind(text, upper or it, place) or _before(text[at : it.start], context.period),
        base_named(text[it.start : it.end + _FAR]) if changes else "",
        "",
        (0, len(text.rstrip())),
        place.headings,
    )
    return figure, replace(context, subject=measure.name, at=measure.at) if measure.is_new else context


def _owned(it: Figure, scope: str) -> Figure:
    """Of a part of the whole: "In Brazil, …" or "Sales in Health Care"."""
    part = _PART.match(it.measure)
    if scope or not part:
        return replace(it, owner=scope)
    at = it.at and (it.at[0], it.at[0] + len(part[1]))
    return replace(it, measure=part[1], at=at, owner=part[2])


def _period(text: str, at: int, it: Quantity, place: Place, context: Context) -> Period:
    """The time told between the number before and this one, else the one told so far, else that of the section."""
    before = context.period if context.period.is_known else place.around.period
    return read_period(text[at : it.start], place.years, before) or before


def _behind(text: str, it: Quantity, place: Place) -> Period | None:
    """The year told right behind a number: "$3.2 billion ($5.44 per share) in 2018"."""
    found = _YEAR_BEHIND.match(text, it.end)
    return read_period(found[0], place.years, place.around.period) if found else None


def _before(lead: str, period: Period) -> Period:
    """The year before, of what another is compared with: "$5.4 billion, compared to $4.9 billion"."""
    if not _COMPARED.search(lead) or period.last is None or period.first != period.last:
        return period
    return Period(period.last - 1, period.last - 1, period.part)


def _hedged(lead: str) -> tuple[str, tuple[str, ...]]:
    hedges: list[str] = []
    while hedge := _HEDGES.search(lead):
        hedges.insert(0, hedge[1].lower())
        lead = lead[: hedge.start()].rstrip()
    return lead, tuple(hedges)


def _measure(text: str, lead: str, at: int, it: Quantity, context: Context) -> _Named:
    def here(name: str) -> _Named:
        start = at + lead.rfind(name)
        return _Named(name, (start, start + len(name)) if name else None)

    if (found := _OF.search(lead)) and (name := _bare(found["name"])) and not _NO_NAME_OF.fullmatch(name):
        return here(name)
    verb = _VERB.search(lead)
    if verb and (name := _bare(_CLAUSES.split(lead[: verb.start()])[-1])):
        return here(name)
    behind = _BEHIND.match(text, it.end)
    if behind and not _NO_NOUN.match(behind["name"]):
        return _Named(behind["name"].strip(), behind.span("name"))
    if context.subject:
        return _Named(context.subject, context.at, False)
    last = _bare(re.split(r"[;,]", lead)[-1])
    return here("" if _VERB.fullmatch(last) else last)


def _bare(words: str) -> str:
    """A clause without what introduces it: "In Brazil, total sales" → "total sales"."""
    rest = _ADVERBIAL.sub("", _LEADING.sub("", words).strip(" ,.;:—–-("))
    return _TRAILING.sub("", _LEADING.sub("", rest))


def _what(it: Quantity, changes: bool, measure: str) -> What:
    if it.measure == "points":
        return "change"
    if it.measure == SHARE:
        return "growth" if changes or _GROWTH.search(measure) else "share"
    if changes:
        return "change"
    return "per_head" if _PER_HEAD.search(measure) else "level"


def _unit(written: str, it: Quantity) -> str:
    """As written behind the number, a currency by its code: "USD billion", "per cent"."""
    sign = next((code for sign, code in _SIGNS.items() if written.startswith(sign)), "")
    behind = _DIGITS.sub("", written).strip()
    return f"{sign} {behind}".strip() if sign and it.measure in CURRENCIES else behind
