"""The reports of a shelf as a table."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from chat.choices import body_of
from chat.markup import render
from chat.messages import say

if TYPE_CHECKING:
    from index import Index, Report

COLUMNS = ("title", "issuer", "region", "year", "pages", "passages", "indexed")


def shelf_html(
    index: Index, language: str, query: str = "", body: str = "", year: str = "", chosen: str | None = None
) -> Markup:
    """The reports that match, as a table; with `chosen`, the source of one or "", each can be chosen by its title."""
    found = [it for it in index.reports if _matches(it, query, body, year)]
    rows = [(it, _cells(it, _passages(index)[it.source])) for it in found]
    heads = [_head(name, language) for name in COLUMNS]
    count = len(index.reports)
    return render("reports.html", rows=rows, heads=heads, count=count, chosen=chosen, language=language)


def _head(column: str, language: str) -> str:
    return say("shelf_year" if column == "year" else f"shelf_{column}", language)


def _matches(report: Report, query: str, body: str, year: str) -> bool:
    """Does it hold every word of the query in what it says of itself, and is it of that body and year?"""
    words = (report.title, report.issuer, *report.regions, str(report.year or ""), report.number, report.source)
    text = _plain(" ".join(words))
    is_meant = all(word in text for word in _plain(query).split())
    return is_meant and body in ("", body_of(report)) and year in ("", str(report.year))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=2)
def _passages(index: Index) -> Counter[str]:
    """How many passages each report has: an opened index does not change."""
    return Counter({report.source: len(index.passages_of(report.source)) for report in index.reports})


def _cells(report: Report, passages: int) -> tuple[str, ...]:
    """What stands in the columns after the title."""
    year, pages = str(report.year or ""), str(report.pages or "")
    return report.issuer, report.region, year, pages, str(passages), _day(report.indexed)


def _day(moment: str) -> str:
    """Of a moment in UTC, the day that it fell on here."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat() if moment else ""
