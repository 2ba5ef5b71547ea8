"""Figures of English prose: a number's measure is the noun phrase before its verb, or the one behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from index.figures.figure import Figure, Period, What
from index.figures.periods import base_named, read_period
from index.figures.prose import Context, Place
from index.language.quantities import Quantity, quantities
from index.language.units import CURRENCIES, SHARE

_HEDGES = re.compile(
    r"(about|approximately|around|roughly|nearly|almost|some|over|more than|less than|fewer than|under|up to|at least|"
    r"at most|no less than|no more than|not less than|not more than|above|below|exceed(?:ed|ing|s)?)\s*$",
    re.I,
)
_UP = r"increased?|increases|rose|rises?|grew|grows?|grown|up|gained|climbed|expanded|growth of|an increase of|rise of"
_DOWN = r"decreased?|decreases|fell|falls?|declined?|declines|down|dropped|reduced|shrank|a decrease of|fall of|decline of"
_CHANGES = re.compile(rf"(?:{_UP}|{_DOWN})(?:\s+(?:by|of|to|from|a|an))*\s*$", re.I)
_FALLS = re.compile(rf"(?:{_DOWN})(?:\s+(?:by|of|to|from|a|an))*\s*$", re.I)
_TO = re.compile(r"\bto\s*$", re.I)
_VERB = re.compile(
    rf"\b(?:was|were|is|are|be|been|being|had|has|have|total(?:led|ed|s|ing)?|amount(?:ed|s|ing)? to|stood at|reach(?:ed|es|ing)?|"
    rf"came to|(?:is|was|are|were) (?:expected|anticipated|estimated|forecast|projected|planned) to|account(?:ed|s|ing) for|"
    rf"represent(?:ed|s|ing)|employ(?:ed|s)?|serv(?:ed|es)|achiev(?:ed|es|ing)|set|remained|averag(?:ed|es)|{_UP}|{_DOWN})\b",
    re.I,
)
_OF = re.compile(r"(?P<name>[A-Za-z][\w’'/&-]*(?: [\w’'/&()-]+){0,7}) of\s*$")
_BEHIND = re.compile(
    r"\s*(?:of |in |for )?(?P<name>(?:(?:the|total|new|annual|its|our)\s+)?[a-z][\w’'-]*(?: (?!was|were|is|are|in\b|by\b|and\b|from\b|to\b|as\b|at\b|on\b|for\b|compared|during|which|that|or\b|than|with\b)[a-z][\w’'-]*){0,4})"
)
_NO_NOUN = re.compile(r"(?:in|by|and|from|to|as|at|on|for|compared|during|which|that|or|than|with|per|year|years|over|respectively|was|were|is|are|higher|lower|more|less)\b", re.I)
_LEADING = re.compile(
    r"^(?:[\s,;:.“\"'()—–-]|(?:and|but|while|with|the|a|an|its|our|their|also|however|there|this|these|that|which|we|it|they|"
    r"in (?:fiscal )?(?:19|20)\d\d|for (?:the )?(?:full |fiscal )?year(?: ended [\w ]+)?(?: (?:19|20)\d\d)?|for (?:fiscal )?(?:19|20)\d\d|during (?:19|20)\d\d|"
    r"year-on-year|in total|overall|of which|including|by)\b)+",
    re.I,
)
_SCOPE = re.compile(r"^In ([A-Z][\w&/’' -]{2,40}?), ", re.M)
_PLANS = re.compile(r"\b(?:target|plan(?:s|ned)?|aims?|will|expects?|expected|anticipate[sd]?|forecast|budget(?:ed)?|goal|projected)\b", re.I)
_SIGNS = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "RMB", "￥": "RMB"}


def read_sentence(text: str, place: Place, before: Context) -> tuple[list[Figure], Context]:
    """As `prose.read_sentence`, of an English sentence."""
    context = before
    found: list[Figure] = []
    at = 0
    scope = _SCOPE.match(text)
    period = read_period(text, place.this_year, place.around.period) or place.around.period
    for it in quantities(text):
        if _is_no_figure(text, it):
            continue
        figure, context = _read(text, at, it, place, context, period)
        if figure:
            found.append(replace(figure, owner=scope[1] if scope else ""))
        at = it.end
    return found, replace(context, subject="")


def _is_no_figure(text: str, it: Quantity) -> bool:
    written, before, behind = text[it.start : it.end], text[max(0, it.start - 12) : it.start], text[it.end : it.end + 4]
    if it.unit or it.scale != 1:
        return it.measure in ("years", "months") and it.value < 3
    if re.search(r"(?:[A-Za-z]-?|§|#|\b(?:No|Note|Item|Part|Section|Article|Table|Figure|Page|Chapter|Annex|Rule|Form|Act)\.?\s)$", before):
        return True
    return bool(re.fullmatch(r"(?:19|20)\d\d", written) or re.match(r"[-/–]\d|[A-Za-z]|\.\d|\)", behind)) or len(written) < 2


def _read(
    text: str, at: int, it: Quantity, place: Place, context: Context, period: Period
) -> tuple[Figure | None, Context]:
    lead = text[at : it.start].rstrip("$£€¥ ")
    lead = re.sub(r"(?:US|HK|RMB|USD)\s*$", "", lead)
    hedges: list[str] = []
    while hedge := _HEDGES.search(lead):
        hedges.insert(0, hedge[1].lower())
        lead = lead[: hedge.start()].rstrip()
    changes = bool(_CHANGES.search(lead)) and not _TO.search(lead)
    measure, span, is_new = _measure(text, lead, at, it, context)
    if not measure:
        return None, context
    what = _what(it, changes, measure)
    sign = -1 if _FALLS.search(lead) and what in ("growth", "change") else 1
    value = (it.value / it.scale).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    figure = Figure(
        place.source,
        measure,
        span,
        "target" if _PLANS.search(lead) else "result",
        what,
        value * sign,
        None,
        _unit(text[it.start : it.end], it),
        replace(it, value=it.value * sign),
        tuple(hedges),
        period,
        base_named(text[it.start :]) if changes else "",
        "",
        (0, len(text.rstrip())),
        place.headings,
    )
    return figure, replace(context, subject=measure, at=span) if is_new else context


def _measure(
    text: str, lead: str, at: int, it: Quantity, context: Context
) -> tuple[str, tuple[int, int] | None, bool]:
    if found := _OF.search(lead):
        name = _bare(found["name"])
        if name and not re.fullmatch(rf"(?:{_UP}|{_DOWN}|total|a total|an? \w+)", name, re.I):
            start = at + lead.rfind(name)
            return name, (start, start + len(name)), True
    verbs = list(_VERB.finditer(lead))
    if verbs:
        clause = re.split(r"[;:]|, (?:and|while|but) ", lead[: verbs[0].start()])[-1]
        name = _bare(clause)
        if name:
            start = at + lead.rfind(name)
            return name, (start, start + len(name)), True
    behind = _BEHIND.match(text, it.end)
    if behind and not _NO_NOUN.match(behind["name"]):
        return behind["name"].strip(), behind.span("name"), True
    if context.subject:
        return context.subject, context.at, False
    name = _bare(re.split(r"[;,]", lead)[-1])
    start = at + lead.rfind(name)
    return name, (start, start + len(name)) if name else None, True


def _bare(words: str) -> str:
    rest = _LEADING.sub("", words).strip(" ,.;:—–-(")
    return re.sub(r"\s+(?:in|for|of|during|as of) (?:fiscal )?(?:19|20)\d\d$", "", rest)


def _what(it: Quantity, changes: bool, measure: str) -> What:
    if it.measure == "points":
        return "change"
    if it.measure == SHARE:
        return "growth" if changes or re.search(r"growth|increase$", measure, re.I) else "share"
    if changes:
        return "change"
    return "per_head" if re.search(r"per capita|per head|per person", measure, re.I) else "level"


def _unit(written: str, it: Quantity) -> str:
    """As written behind the number, a currency by its code: "USD billion", "per cent"."""
    sign = next((code for sign, code in _SIGNS.items() if written.startswith(sign)), "")
    behind = re.sub(r"^[^\d]*[\d.,]+\s*-?", "", written).strip()
    if it.measure == SHARE:
        return "%"
    if it.measure in CURRENCIES and sign:
        return f"{sign} {behind}".strip()
    return behind
