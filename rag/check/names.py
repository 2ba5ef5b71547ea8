"""Are the places and bodies that a claim names those of the reports that it cites? And which words are its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from index.language.gazetteer import provinces, spellings, stem
from index.language.pinyin import in_pinyin
from index.language.place_mentions import places_of
from index.language.script import HAN
from index.report import Report
from rag.check.evidence import Cited, figures_of, folded
from rag.understand.bodies import labels
from rag.understand.years import YEAR

_BODY = re.compile(
    rf"国务院|[{HAN}]{{2}}(?:(?<![布格结大开])局|委员会|办公室|(?<![大餐客])厅|医院|大学|公司|集团|法院|检察院|银行)"
)
_LABEL = re.compile(r"(?:\([^()]{1,60}\):?|[^,。;:()|、]{1,24}(?:\([^()]{1,40}\))?:)+")
_ANCHOR = 2  # characters beside a place that tell it from others


def of_others(owner: str, cited: Sequence[Cited]) -> Iterator[str]:
    """The owner of a claim where it is none of the reports cited; empty stands for no owner."""
    if owner and not any(owner in labels(it.report) or folded(owner) in replace(it, quoted="").names for it in cited):
        yield owner


def label(text: str) -> str:
    """The label at the head of a sentence: what names a place, a body or a year and no number ("青浦区(2023年):")."""
    match = _LABEL.match(text)
    head = match[0] if match else ""
    is_named = places_of(head) or YEAR.search(head) or _BODY.search(head)
    return head if is_named and not figures_of(head) else ""


def named_at(text: str, cited: Sequence[Cited]) -> list[tuple[str, int]]:
    """The places named, with their offsets, in order; those of the reports without rank and in Latin letters too."""
    own = [
        (it.report.region, found.start())
        for it in cited
        for word in (
            stem(it.report.region),
            *(rf"(?<![A-Za-z]){word}(?![A-Za-z])" for word in spelled(it.report.region)),
        )
        if word
        for found in re.finditer(word, text, re.I)
    ]
    return sorted([*_narrowest(places_of(text)), *own], key=lambda it: it[1])


def names(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    named = [name for name, _ in places_of(text)]
    wider = [name for it in cited for name in it.report.regions[:-1] if stem(name) in text]
    for name in (*named, *wider):
        if not any(it.is_of(name) or _is_within(it.report, name, text) for it in cited):
            yield name
    if len(cited) == 1:
        yield from _swapped(text, named, cited[0].quoted)
        yield from _displaced(text, cited[0])
    for body in _BODY.findall(text):
        if not any(body in it.names for it in cited):
            yield body


def _swapped(text: str, named: Sequence[str], quoted: str) -> Iterator[str]:
    """Places that stand more often than in the one quote, where another of its places stands less often."""
    less = any(text.count(stem(name)) < quoted.count(stem(name)) for name, _ in places_of(quoted))
    yield from (name for name in named if less and text.count(stem(name)) > quoted.count(stem(name)) > 0)


def _displaced(text: str, cited: Cited) -> Iterator[str]:
    """What stands between the same words as a place of the quote and is another: names that no gazetteer knows."""
    quoted, own = cited.quoted, stem(cited.report.region)
    bare = [(own, it.start()) for it in re.finditer(re.escape(own), quoted)] if own else []
    for name, at in (*places_of(quoted), *bare):
        before, after = quoted[max(0, at - _ANCHOR) : at], quoted[at + len(name) :][:_ANCHOR]
        head = re.escape(before) or rf"(?<![{HAN}])"
        there = re.findall(rf"{head}([{HAN}]{{2,6}}?){re.escape(after)}", text) if after else []
        if there and not any(stem(name) in it for it in there):
            yield there[0]


def _is_within(report: Report, name: str, text: str) -> bool:
    """A wider place may be named beside the one that the report is about."""
    return any(stem(name) == stem(wide) for wide in report.regions[:-1]) and stem(report.region) in text


def _narrowest(places: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of places that stand right behind one another (上海市青浦区), the last."""
    starts = {at for _, at in places}
    return [(name, at) for name, at in places if at + len(name) not in starts]


def english_names(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Words in the form of a place spelled in Latin letters that no cited place is spelled as."""
    if not re.search("[A-Z][a-z]", text):
        return
    cited_names = "\n".join(it.names for it in cited).lower()
    regions = {it.report.region for it in cited} | {name for it in cited for name, _ in places_of(it.names)}
    held = {word for name in regions if name for word in spelled(name)}
    wide = {word for it in cited for name in it.report.regions[:-1] for word in spelled(name)}
    narrow_named = any(word in text.lower() for it in cited for word in spelled(it.report.region))
    for word in _latin_places(text):
        if word not in held and word not in cited_names and not (narrow_named and word in wide):
            yield word


def spelled(name: str) -> list[str]:
    return [form for spelling in spellings(name) for form in {spelling, *spelling.split()}] if name else []


def _latin_places(text: str) -> list[str]:
    foreign = [it for it in sorted(_province_spellings()) if re.search(rf"(?<![a-z]){it}(?![a-z])", text.lower())]
    return foreign + in_pinyin(text)


@cache
def _province_spellings() -> frozenset[str]:
    return frozenset(spelling for name in provinces().values() for spelling in spellings(name))
