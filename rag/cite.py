"""Claims → exact spans of the source."""

from __future__ import annotations

from index import Index, Report
from rag.answer import Citation, Claim
from rag.phrases import labelled
from rag.question import Group, Query
from rag.read import Found


def cite(index: Index, query: Query, group: Group | None, found: Found) -> Claim:
    """A claim that says what was found, word for word, and cites it.

    Where several bodies or years are asked about, it says whose words these are.
    """
    report = found.passage.report
    quote = index.text(report.source)[found.start : found.end]
    said = " ".join(found.passage.told(found.start, found.end).split())
    if len(query.groups) > 1 and group is not None:
        said = labelled(query.language, _whose(group, report), _year(query, report), said)
    return Claim(said, (Citation(found.passage, found.start, found.end, quote),))


def _whose(group: Group, report: Report) -> str:
    return group.label or report.region or report.issuer or report.title


def _year(query: Query, report: Report) -> int | None:
    """The year that the words are about; none where another was asked for (a target stands in the report before)."""
    asked = query.scope.years
    return report.year if not asked or report.year in asked else None
