"""Claims → exact spans of the source."""

from __future__ import annotations

import re

from index import Index, Report
from index.regions import stem
from rag import years
from rag.answer import Citation, Claim
from rag.english import framed
from rag.phrases import english_name, labelled
from rag.quantities import SHARE
from rag.question import Group, Query
from rag.read import Found


def cite(index: Index, query: Query, group: Group | None, found: Found) -> Claim:
    """A claim that says what was found, word for word, and cites it.

    It says whose words these are and of which year where several are asked about, or where they do not say so.
    """
    report = found.passage.report
    quote = index.text(report.source)[found.start : found.end]
    said = " ".join(found.passage.told(found.start, found.end).split())
    if query.language == "en":
        measure = query.measure or (SHARE if query.shape == "percent" else "")
        said = framed(said, _english_label(query, group, found), measure)
    elif len(query.groups) > 1 and group is not None:
        said = labelled(query.language, _whose(group, report), _year(group, found), said)
    else:
        said = _standing_alone(found, said)
    return Claim(said, (Citation(found.passage, found.start, found.end, quote),))


def _whose(group: Group, report: Report) -> str:
    return group.body or report.region or report.issuer or report.title


def _year(group: Group | None, found: Found) -> int | None:
    """The year that the words are about, by their half of the report; in a report on several, the one asked for."""
    asked = group.years if group else ()
    return years.told_of(found.passage.headings, found.passage.report) or (asked[0] if len(asked) == 1 else None)


def _english_label(query: Query, group: Group | None, found: Found) -> str:
    """Whose words these are and of which year, in English: "Qingpu (2023)"."""
    report = found.passage.report
    body = group.body if group and group.label else report.region or report.issuer or report.title
    year = _year(group, found)
    return f"{english_name(body, query.text)} ({year})" if year else english_name(body, query.text)


def _standing_alone(found: Found, said: str) -> str:
    """Whose words these are and of which year, in brackets before them, as far as they do not say so themselves."""
    report = found.passage.report
    body = report.region or report.issuer
    year = _year(None, found)
    lacks_body = body and stem(body) not in said
    lacks_year = year and not re.search(r"(?:19|20)\d\d|去年|今年", said)
    told = "，".join(filter(None, (body if lacks_body else "", f"{year}年" if lacks_year else "")))
    return f"（{told}）{said}" if told else said
