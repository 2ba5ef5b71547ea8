"""Claims → exact spans of the source."""

from __future__ import annotations

import re

from index import Index, Report
from index.language.gazetteer import stem
from index.language.quantities import COUNT, Quantity, quantities
from rag.answer import Citation, Claim
from rag.compose.english import framed
from rag.compose.phrases import english_name, labelled
from rag.compose.pick_figure import ranked
from rag.read.extract import Found
from rag.read.features import Wanted
from rag.read.table_rows import said as said_plainly
from rag.understand import years
from rag.understand.bodies import label
from rag.understand.understand import Group, Query

_TOLD = 3  # numbers told in English before a quote where none is asked for


def cite(index: Index, query: Query, group: Group | None, found: Found, wanted: Wanted) -> Claim:
    """A claim that says what was found, word for word, and cites it.

    It says whose words these are and of which year where several are asked about, or where they do not say so.
    """
    report, text = found.passage.report, index.text(found.passage.report.source)
    said = " ".join(said_plainly(found.passage, found.start, found.end).split())
    pointed = _pointed(text, found)
    likely = ranked(query, said, pointed, wanted.share) if query.shape in ("number", "percent") else []
    if query.language == "en":
        told = framed(said, _english_label(query, group, found), likely[:1] or _told(said))
    elif len(query.groups) > 1 and group is not None:
        told = labelled(query.language, _whose(group, report), _year(group, found), said)
    else:
        told = _standing_alone(found, said)
    span = pointed or (said[likely[0].start : likely[0].end] if likely else "")
    return Claim(told, (Citation(found.passage, found.start, found.end, text[found.start : found.end]),), span)


def _pointed(text: str, found: Found) -> str:
    """The words of the quote that the span model points at; empty where there are none."""
    first, last = found.answer or (found.end, found.end)
    return text[max(first, found.start) : min(last, found.end)].strip("，,；;。 \n")


def _told(said: str) -> list[Quantity]:
    """The numbers worth telling in English where none is asked for: of money, shares, sizes; not what is counted."""
    return [it for it in quantities(said) if it.measure not in ("", COUNT)][:_TOLD]


def _whose(group: Group, report: Report) -> str:
    return label(report) if report.body.office else group.body or label(report)


def _year(group: Group | None, found: Found) -> int | None:
    """The year that the words are about, by their half of the report; in a report on several, the one asked for."""
    asked = group.years if group else ()
    return years.told_of(found.passage.headings, found.passage.report) or (asked[0] if len(asked) == 1 else None)


def _english_label(query: Query, group: Group | None, found: Found) -> str:
    """Whose words these are and of which year, in English: "Qingpu (2023)"."""
    report = found.passage.report
    body = _whose(group, report) if group else label(report)
    year = _year(group, found)
    return f"{english_name(body, query.text)} ({year})" if year else english_name(body, query.text)


def _standing_alone(found: Found, said: str) -> str:
    """Whose words these are and of which year, in brackets before them, as far as they do not say so themselves."""
    report = found.passage.report
    body = report.body.label
    place = report.region or body
    year = _year(None, found)
    lacks_body = body and stem(place) not in said
    lacks_year = year and not re.search(r"(?:19|20)\d\d|去年|今年", said)
    told = "，".join(filter(None, (body if lacks_body else "", f"{year}年" if lacks_year else "")))
    return f"（{told}）{said}" if told else said
