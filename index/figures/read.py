"""A report → its figures, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.figures import english
from index.figures.cells import read_row
from index.figures.figure import Figure, Period
from index.figures.halves import half_of, is_budget, this_year
from index.figures.periods import read_period
from index.figures.prose import Context, Place, read_sentence
from index.language.gazetteer import stem
from index.language.place_mentions import places_of
from index.language.sentence_ends import sentences
from index.report import Passage, Report, Row, Section

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_STOPS = re.compile(r"[。！？][”』」’）)】》\s]*$")


def figures(report: Report, text: str, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """The figures of a report's prose and of the cells of its tables, in the order in which they stand."""
    rows = [(row, it.headings) for it in passages for row in it.rows]
    found = [*_of_rows(report, rows), *_of_prose(report, text, sections, [row for row, _ in rows])]
    found = [_owned(it, report) for it in found]
    return tuple(sorted(found, key=lambda it: (it.start, it.end)))


def _owned(it: Figure, report: Report) -> Figure:
    """A measure that begins with the name of a place other than the report's own is of that place."""
    if it.owner or it.is_cell or not it.measure:
        return it
    named = [name for name, at in places_of(it.measure[:8]) if at == 0 and len(name) > 1]
    if not named or any(stem(named[0]) in place for place in report.regions):
        return it
    return replace(it, owner=named[0])


def _of_rows(report: Report, rows: Sequence[tuple[Row, tuple[str, ...]]]) -> Iterator[Figure]:
    for row, headings in rows:
        year, _ = half_of(headings, report)
        yield from read_row(report, row, headings, Period(year, year), "target" if is_budget(report) else "result")


def _of_prose(report: Report, text: str, sections: Sequence[Section], rows: Sequence[Row]) -> Iterator[Figure]:
    taken = [(row.start, row.end) for row in rows]
    for section in sections:
        year, is_plan = half_of(section.headings, report)
        whole = Period(year, year)
        named = read_period("，".join(section.headings[-1:]), this_year(report), whole)
        around = Context(period=named if named and not is_plan else whole, is_plan=is_plan)
        place = Place(report.source, section.headings, report.year, this_year(report), is_budget(report), around)
        context = Context()
        body = text[section.start : section.end]
        for begin, stop in sentences(body):
            start = section.start + begin
            if any(first < section.start + stop and start < last for first, last in taken):
                continue
            said = body[begin:stop]
            reader = read_sentence if _CHINESE.search(said) else english.read_sentence
            found, context = reader(said, place, context)
            yield from (it.moved(start) for it in found)
            if _STOPS.search(said):
                context = context.at_next_sentence()
