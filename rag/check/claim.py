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

from index.language.gazetteer import stem
from index.language.place_mentions import places_of
from rag.answer import Claim
from rag.check import names, numbers, years
from rag.check.direction import direction_turned, negation_turned
from rag.check.evidence import Cited, folded
from rag.check.owners import misplaced


def unsupported(claim: Claim) -> tuple[str, ...]:
    """The words of a claim that its citations do not hold, as they stand there folded; empty where all is held."""
    text, cited = folded(claim.text), [Cited.of(citation) for citation in claim.citations]
    rest = _beyond_quotes(text, cited)
    own, label = names.label(rest, cited)
    rest = rest[len(own) :]
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


def _faults(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    if text:
        checks = (numbers.unstated, years.unstated, names.names, names.english_names, negation_turned, direction_turned)
        for check in checks:
            yield from check(text, cited)


def _whose(text: str, cited: Sequence[Cited]) -> list[tuple[str, int]]:
    """The places named, with their offsets, in order; those of the reports without rank and in Latin letters too."""
    own = [
        (it.report.region, found.start())
        for it in cited
        for word in (stem(it.report.region), *(rf"\b{word}\b" for word in names.spelled(it.report.region)))
        if word
        for found in re.finditer(word, text, re.I)
    ]
    return sorted([*names.narrowest(places_of(text)), *own], key=lambda it: it[1])
