"""The reports of a shelf as a table."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from chat.choices import body_of
from chat.messages import inline, safe, say

if TYPE_CHECKING:
    from index import Index, Report

COLUMNS = ("title", "issuer", "region", "year", "pages", "passages", "indexed")


def shelf_html(
    index: Index, language: str, query: str = "", body: str = "", year: str = "", chosen: str | None = None
) -> str:
    """The reports that match, as a table; with `chosen`, the source of one or "", each can be chosen by its title."""
    found = [it for it in index.reports if _matches(it, query, body, year)]
    rows = "".join(_row(it, _passages(index)[it.source], language, chosen) for it in found)
    heads = "".join(f'<th scope="col">{_head(name, language)}</th>' for name in COLUMNS)
    counted = say("shelf_count", language, count=len(index.reports), shown=len(found))
    none = "" if found else f'<p class="empty">{say("shelf_none", language)}</p>'
    return (
        f'<table class="reports"><caption aria-live="polite">{counted}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{none}"
    )


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


def _row(report: Report, passages: int, language: str, chosen: str | None) -> str:
    year, pages = str(report.year or ""), str(report.pages or "")
    cells = (report.issuer, report.region, year, pages, str(passages), _day(report.indexed))
    told = "".join(
        f'<td data-label="{_head(name, language)}">{inline(cell) if cell else ""}</td>'
        for name, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    mark = ' class="picked"' if report.source == chosen else ""
    return f'<tr{mark}><th scope="row">{_title(report, chosen)}{_below(report, language)}</th>{told}</tr>'


def _day(moment: str) -> str:
    """Of a moment in UTC, the day that it fell on here."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat() if moment else ""


def _title(report: Report, chosen: str | None) -> str:
    title = inline(report.title or report.source)
    if chosen is None:
        return title
    pressed = "true" if report.source == chosen else "false"
    return f'<button type="button" data-source="{safe(report.source)}" aria-pressed="{pressed}">{title}</button>'


def _below(report: Report, language: str) -> str:
    """The file, and what one must know of the report, each on a line of its own."""
    notes = "".join(f'<small class="note">{note}</small>' for note in _notes(report, language))
    return f'<small class="file">{inline(report.source)}</small>{notes}'


def _notes(report: Report, language: str) -> Iterator[str]:
    if report.scanned:
        yield say("shelf_scanned", language, pages=len(report.scanned))
    if report.unread:
        yield say("shelf_unread", language, pages=len(report.unread))
    if report.copy_of:
        yield f"{say('shelf_copy', language)} {inline(report.copy_of)}"
    if report.superseded_by:
        yield f"{say('shelf_superseded', language)} {inline(report.superseded_by)}"
