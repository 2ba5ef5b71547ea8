"""What was read → what it states, as data: the words, whose they are and of which period, and the span that holds them.

No words of our own are made here (`rag.compose.claim_words` makes them, last), so none has to be read back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index import Report
from index.figures.halves import is_planned
from index.language.quantities import Quantity, quantities
from index.language.units import COUNT
from rag.answer import Citation, Claim, Decision
from rag.check.claim import unsupported
from rag.compose.yes_no import decides
from rag.read.extract import Found
from rag.read.pick_figure import ranked
from rag.read.table_rows import said as in_a_sentence
from rag.search import Search
from rag.understand import years
from rag.understand.bodies import label
from rag.understand.query import Group


@dataclass(frozen=True, slots=True)
class Finding:
    """What one group's reports state.

    `said` are the report's words on one line, `citation` where they stand, `span` those of them that answer on their
    own, empty where the whole does. `owner` is the body whose words these are, `period` the year that they are about,
    None where that is not known; `is_planned` whether they tell what is meant to be then. `figures` are the numbers of
    `said` that are given in English too; `decision` is what the words say to a yes or no question.
    """

    said: str
    citation: Citation
    span: str = ""
    owner: str = ""
    period: int | None = None
    figures: tuple[Quantity, ...] = ()
    is_planned: bool = False
    decision: Decision = ""

    @property
    def report(self) -> Report:
        return self.citation.passage.report

    @property
    def is_held(self) -> bool:
        """Do the cited words hold what is said?"""
        return not unsupported(Claim(self.said, (self.citation,)))


def finding(search: Search, group: Group, found: Found) -> Finding | None:
    """What was found, word for word. None where the words are of a part of the body asked about, beside other bodies:
    a district does not state it for its province."""
    query, text = search.query, search.index.text(found.passage.report.source)
    report, beside = found.passage.report, len(query.groups) > 1
    if beside and group.body in report.regions[:-1]:
        return None
    said = " ".join(in_a_sentence(found.passage, found.start, found.end).split())
    pointed = _pointed(text, found)
    likely = ranked(query, said, pointed, search.relevance.share) if query.shape in ("number", "percent") else []
    asked = group if beside or query.language == "en" else None
    return Finding(
        said,
        Citation(found.passage, found.start, found.end, text[found.start : found.end]),
        span=pointed or (said[likely[0].start : likely[0].end] if likely else ""),
        owner=_owner(asked, report),
        period=_period(asked, found),
        is_planned=is_planned(said, found.passage.headings, report),
        figures=tuple(likely[:1] or _worth_giving(said, search.settings.figures_in_front)),
    )


def _within_bound(search: Search, said: str) -> bool | None:
    """Whether the number that was found is within the bound that is asked about; None where there is none of the
    measure."""
    bound = search.query.threshold
    if bound is None:
        return None
    found = (it for it in ranked(search.query, said, "", search.relevance.share) if it.measure == bound.measure)
    number = next(found, None)
    return None if number is None else bound.holds(number.amount)


def decided(search: Search, it: Finding, found: Found) -> Finding:
    """The same with what its words say to a yes or no question: what the reader says, where it can tell."""
    if found.decision:
        return replace(it, decision=found.decision)
    said, settings = it.citation.standalone, search.settings
    answer = _within_bound(search, said)
    if answer is None:
        is_sure = found.confidence >= settings.sure_of_yes
        answer = decides(search.query, said, is_sure or search.relevance.share(said) >= settings.says_yes)
    return replace(it, decision="" if answer is None else "yes" if answer else "no")


def _pointed(text: str, found: Found) -> str:
    """The words of the quote that the reader points at; empty where there are none."""
    first, last = found.answer or (found.end, found.end)
    return text[max(first, found.start) : min(last, found.end)].strip("，,；;。 \n")


def _worth_giving(said: str, most: int) -> list[Quantity]:
    """The numbers worth giving in English where none is asked for: of money, shares, sizes; not what is counted."""
    return [it for it in quantities(said) if it.measure not in ("", COUNT)][:most]


def _owner(group: Group | None, report: Report) -> str:
    """The body asked about, as the question has it, where the report is its own; else as the report has it. An office
    is always named as one."""
    asked = group.body if group and not report.body.office else ""
    return asked if asked and asked not in report.regions[:-1] else label(report)


def _period(group: Group | None, found: Found) -> int | None:
    """The year that the words are about, by their half of the report; in a report on several, the one asked for."""
    asked = group.years if group else ()
    return years.told_of(found.passage.headings, found.passage.report) or (asked[0] if len(asked) == 1 else None)
