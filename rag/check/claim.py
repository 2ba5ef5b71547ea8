"""Is every claim held up by exactly what it cites? A claim with a fault is not shown as fact.

Held against the cited words (`told`) and what their report says of itself: numbers with their units, years, names of
places and bodies, negation beside its predicate, direction beside its number. What is verbatim needs no more than its
label looked at. Sums, differences and ratios of the cited numbers count as cited where the claim says that it reckons.

What no word shows (a paraphrase that says something else in other words) is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from index.language.gazetteer import provinces, spellings, stem
from index.language.pinyin import in_pinyin
from index.report import Report
from rag.answer import Claim
from rag.check import numbers, years
from rag.check.direction import direction_turned, negation_turned
from rag.check.evidence import Cited, figures_of, folded, places_of
from rag.check.owners import misplaced
from rag.understand.years import YEAR

_BODY = re.compile(
    r"国务院|[\u4e00-\u9fff]{2}(?:(?<![布格结大开])局|委员会|办公室|(?<![大餐客])厅|医院|大学|公司|集团|法院|检察院|银行)"
)
_ANCHOR = 2  # characters beside a place that tell where it stands
_LABEL = re.compile(r"(?:\([^()]{1,60}\):?|[^,。;:()|、]{1,24}(?:\([^()]{1,40}\))?:)+")


def unsupported(claim: Claim) -> tuple[str, ...]:
    """The words of a claim that its citations do not hold, as they stand there folded; empty where all is held."""
    text, cited = folded(claim.text), [Cited.of(citation) for citation in claim.citations]
    rest = _beyond_quotes(text, cited)
    label = _label(rest)
    alone = [replace(it, told="") for it in cited]  # a label tells whose words they are, not what they speak of
    found = (*_faults(label, alone), *_faults(rest[len(label) :], cited), *misplaced(rest, cited, _whose(rest, cited)))
    return tuple(dict.fromkeys(found))


def _beyond_quotes(text: str, cited: Sequence[Cited]) -> str:
    """What is left of the claim before words that stand in a quote from clause to clause; all of it where none do."""
    starts = [0, *(it.end() for it in re.finditer(r"[:)“]", text))]
    return next((text[:at] for at in starts if any(_stands(text[at:], it.told) for it in cited)), text)


def _stands(words: str, told: str) -> bool:
    bare = words.rstrip("。.;,”")
    return bool(bare) and re.search(rf"(?<![\w.%-]){re.escape(bare)}(?![\w.%])", told) is not None


def _label(text: str) -> str:
    """ "青浦区(2023年):" at the head of a claim: it names a place or a year and no number."""
    match = _LABEL.match(text)
    names = (
        match and not figures_of(match[0]) and (places_of(match[0]) or YEAR.search(match[0]) or _BODY.search(match[0]))
    )
    return match[0] if match and names else ""


def _faults(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    if text:
        for check in (numbers.unstated, years.unstated, _names, _english_names, negation_turned, direction_turned):
            yield from check(text, cited)


def _names(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    named = [name for name, _ in places_of(text)]
    wider = [name for it in cited for name in it.report.regions[:-1] if stem(name) in text]
    for name in (*named, *wider):
        if not any(it.is_of(name) or _is_within(it.report, name, text) for it in cited):
            yield name
    if len(cited) == 1:
        yield from _swapped(text, named, cited[0].told)
        yield from _displaced(text, cited[0].told)
    for body in _BODY.findall(text):
        if not any(body in it.names for it in cited):
            yield body


def _swapped(text: str, named: Sequence[str], told: str) -> Iterator[str]:
    """Places that stand more often than in the one quote, where another of its places stands less often."""
    less = any(text.count(stem(name)) < told.count(stem(name)) for name, _ in places_of(told))
    yield from (name for name in named if less and text.count(stem(name)) > told.count(stem(name)) > 0)


def _displaced(text: str, told: str) -> Iterator[str]:
    """What stands between the same words as a place of the quote and is another: names that no gazetteer knows."""
    for name, at in places_of(told):
        before, after = told[max(0, at - _ANCHOR) : at], told[at + len(name) :][:_ANCHOR]
        head = re.escape(before) or r"(?<![\u4e00-\u9fff])"
        there = re.findall(rf"{head}([\u4e00-\u9fff]{{2,6}}?){re.escape(after)}", text) if after else []
        if there and not any(stem(name) in it for it in there):
            yield there[0]


def _is_within(report: Report, name: str, text: str) -> bool:
    """A wider place may be named beside the one that the report is about."""
    return any(stem(name) == stem(wide) for wide in report.regions[:-1]) and stem(report.region) in text


def _narrowest(places: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of places that stand right behind one another (上海市青浦区), the last."""
    starts = {at for _, at in places}
    return [(name, at) for name, at in places if at + len(name) not in starts]


def _english_names(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Words in the form of a place spelled in Latin letters that no cited place is spelled as."""
    if not re.search("[A-Z][a-z]", text):
        return
    told = "\n".join(it.names for it in cited).lower()
    regions = {it.report.region for it in cited} | {name for it in cited for name, _ in places_of(it.names)}
    spelled = {word for name in regions if name for word in _spelled(name)}
    wide = {word for it in cited for name in it.report.regions[:-1] for word in _spelled(name)}
    narrow_named = any(word in text.lower() for it in cited for word in _spelled(it.report.region))
    for word in _latin_places(text):
        if word not in spelled and word not in told and not (narrow_named and word in wide):
            yield word


def _spelled(name: str) -> list[str]:
    return [form for spelling in spellings(name) for form in {spelling, spelling.split()[0]}] if name else []


def _latin_places(text: str) -> list[str]:
    foreign = [it for it in sorted(_province_spellings()) if re.search(rf"\b{it}\b", text.lower())]
    return foreign + in_pinyin(text)


@cache
def _province_spellings() -> frozenset[str]:
    return frozenset(spelling for name in provinces().values() for spelling in spellings(name))


def _whose(text: str, cited: Sequence[Cited]) -> list[tuple[str, int]]:
    """The places named, with their offsets, in order; those of the reports without rank and in Latin letters too."""
    own = [
        (it.report.region, found.start())
        for it in cited
        for word in (stem(it.report.region), *(rf"\b{word}\b" for word in _spelled(it.report.region)))
        if word
        for found in re.finditer(word, text, re.I)
    ]
    return sorted([*_narrowest(places_of(text)), *own], key=lambda it: it[1])
