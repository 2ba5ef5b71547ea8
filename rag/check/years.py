"""Years of a claim that its citations neither name nor are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.check.evidence import Cited, figures_of
from rag.understand.years import YEAR

_NAMES_REPORT = re.compile(
    r"((?:19|20)\d\d)年?度?[^,。]{0,16}?(?:报告|年报)|((?:19|20)\d\d)\b[\w ]{0,40}\breport", re.I
)


def unstated(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """The years that no citation speaks of; one that only names a report has to stand in the report's own words."""
    allowed = set().union(*(it.years if len(cited) == 1 else it.years | it.about | it.planned_for for it in cited))
    sources = "\n".join(f"{it.quoted}\n{it.own}" for it in cited)
    named = {*YEAR.findall("\n".join(it.own for it in cited))}
    naming = {it.start(group) for it in _NAMES_REPORT.finditer(text) for group in (1, 2) if it[group]}
    for it in years_named(text):
        numbering = text[it.start() - 1 : it.end() + 1]  # 〔2024〕 of a document's number
        held = numbering in sources if numbering[:1] in ("〔", "[") else it[1] in allowed
        if not held and not (it.start() in naming and it[1] in named):
            yield it[1]


def of_others(year: int | None, cited: Sequence[Cited]) -> Iterator[str]:
    """The year of a claim where no words cited are about it or name it; None stands for no year."""
    if year and not any(str(year) in {*it.about, *YEAR.findall(it.quoted)} for it in cited):
        yield str(year)


def years_named(text: str) -> list[re.Match[str]]:
    """The years in the text, in order, without numbers that look like one (2023人)."""
    covered = [(it.start, it.end) for it in figures_of(text)]
    return [it for it in YEAR.finditer(text) if not any(start <= it.start() < end for start, end in covered)]
