"""Is every claim held up by exactly what it cites? A claim with a fault is not shown as fact.

Its owner and period are held as data against the reports cited. What it states is held as text against the cited
words (`quoted`) and what their report says of itself: numbers with their units, years, names of places and bodies,
negation beside its predicate, direction beside its number. What is verbatim needs no more than a label before it looked
at, which a model may have made up. Sums, differences and ratios of the cited numbers count as cited where the claim
says that it reckons.

What no word shows (a paraphrase that says something else in other words) is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answer import Claim
from rag.check import names, numbers, years
from rag.check.direction import direction_turned, negation_turned
from rag.check.evidence import Cited, folded
from rag.check.owners import misplaced
from rag.understand.years import YEAR


def unsupported(claim: Claim) -> tuple[str, ...]:
    """The words of a claim that its citations do not hold, as they stand there folded; empty where all is held."""
    cited = [Cited.of(citation) for citation in claim.citations]
    rest = _beyond_quotes(folded(claim.stated), cited)
    label = names.label(rest)
    found = (
        *names.of_others(claim.owner, cited),
        *years.of_others(claim.period, cited),
        *_label_faults(label, cited),
        *_faults(rest[len(label) :], cited),
        *misplaced(rest, cited, names.named_at(rest, cited)),
    )
    return tuple(dict.fromkeys(found))


def _label_faults(label: str, cited: Sequence[Cited]) -> Iterator[str]:
    """A label tells whose words they are, not what they speak of; but a year may be one that they name."""
    named = {year for it in cited for year in YEAR.findall(it.quoted)}
    yield from (it for it in _faults(label, [replace(it, quoted="") for it in cited]) if it not in named)


def _beyond_quotes(text: str, cited: Sequence[Cited]) -> str:
    """What is left of the claim before words that stand in a quote from clause to clause; all of it where none do."""
    starts = [0, *(it.end() for it in re.finditer(r"[:)“]", text))]
    return next((text[:at] for at in starts if any(_stands(text[at:], it.quoted) for it in cited)), text)


def _stands(words: str, quoted: str) -> bool:
    bare = words.rstrip("。.;,”")
    return bool(bare) and re.search(rf"(?<![\w.%-]){re.escape(bare)}(?![\w.%])", quoted) is not None


def _faults(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    if text:
        checks = (numbers.unstated, years.unstated, names.names, names.english_names, negation_turned, direction_turned)
        for check in checks:
            yield from check(text, cited)
