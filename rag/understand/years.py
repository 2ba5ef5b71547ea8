"""Which years a question means, and which reports speak of a year.

A report about one year sets the targets of the next, and a work report is named after the year in which it is given
(docs/decisions/0006-year-reported-and-year-named.md): `index.figures.halves` tells its halves apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.figures.halves import YEAR as YEAR
from index.figures.halves import own_report, year_of_heading, years_in
from index.figures.halves import this_year as this_year
from index.language.gazetteer import stem
from index.report import Report
from rag.understand import question_type

_LAST = r"去年|上一?年(?!级)|last year|previous year"
_BEFORE_LAST = r"(?<![目当以之此年提])前年|(?:the )?year before last"
_THIS = r"今年|本年|this year"
TOLD = re.compile("|".join((YEAR.pattern, _BEFORE_LAST, _LAST, _THIS)), re.I)
"""A year in figures, and the words that stand for one."""
_SINCE = re.compile(r"(?:19|20)\d\d\s*年?\s*(?:以来|起)|since\s+(?:19|20)\d\d", re.I)
_YEAR_BEFORE_LAST = re.compile(_BEFORE_LAST, re.I)
_LAST_YEAR = re.compile(_LAST, re.I)
_THIS_YEAR = re.compile(_THIS, re.I)
_REPORTED_YEAR = re.compile(r"本年")  # of tables and accounts; 今年 in a question is the asker's own
_NAMES_REPORT = re.compile(
    r"((?:19|20)\d\d)(?=\s*年?度?[^，。？?,]{0,16}?(?:报告|年报))|the ((?:19|20)\d\d) one\b|"
    r"((?:19|20)\d\d)\s+(?:[A-Za-z']+\s+){0,5}?report\b|report\s+(?:for|of)\s+((?:19|20)\d\d)",
    re.I,
)


def years(text: str, reports: Sequence[Report]) -> tuple[int, ...]:
    """Years named, and "last year", the one before and "this year" as the shelf sees them: its newest reports are
    about last year. Years to come too: only words that name them can speak of them."""
    latest = max((report.year for report in reports if report.year), default=None)
    told = [int(year) for year in YEAR.findall(_SINCE.sub("", text))]
    if not told and latest:
        told = _relative(text, latest, reports)
    return tuple(dict.fromkeys(told))


def _relative(text: str, latest: int, reports: Iterable[Report]) -> list[int]:
    told = [latest - 1] if _YEAR_BEFORE_LAST.search(text) else []
    if _LAST_YEAR.search(text):
        return [*told, latest]
    if told or not _THIS_YEAR.search(text):
        return told
    newest = [year for it in reports if it.year == latest and (year := this_year(it))]
    return [max(newest)] if _REPORTED_YEAR.search(text) else [latest + 1]


def speaking(reports: Iterable[Report], asked: Sequence[int], text: str) -> list[Report]:
    """The reports that may answer for the years asked for, going by the wording of the question."""
    planned = question_type.plans(text)
    named = _named_reports(text)
    return [
        report
        for report in reports
        if any(_speaks_of(report, year, planned) and not _is_next(report, year, planned, named) for year in asked)
    ]


def of_year(reports: Sequence[Report], year: int, text: str) -> list[Report]:
    """Of several reports those that answer for one of the years asked for: where the question names reports by their
    years, those so named, if there are any; else those about the year. Those of no year too."""
    by_name = year in _named_reports(text)
    fitting = [report for report in reports if _fits(report, year, by_name)]
    return [r for r in reports if r.year is None or r in (fitting or [it for it in reports if it.year == year])]


def periods(text: str, asked: Sequence[int]) -> tuple[int, ...]:
    """Of the years asked for, those that do more than name a report ("2025年政府工作报告")."""
    named = _named_reports(text)
    return tuple(year for year in asked if year not in named)


def of_figures(text: str, asked: Sequence[int], reports: Iterable[Report]) -> tuple[int, ...]:
    """The years that figures are asked of. Where a year only names a report ("看2025年报告"), a result is of the year
    that this report is about, and a plan of the year by which it is named."""
    if question_type.plans(text):
        return tuple(asked)
    if spoken := periods(text, asked):
        return spoken
    about = {it.year for it in reports if it.year and not years_in(it.title).isdisjoint(asked)}
    return tuple(sorted(about)) or tuple(asked)


def of_another(headings: Iterable[str], asked: Sequence[int]) -> bool:
    """Do the headings name years ("2023 年报告"), and none that is asked for?"""
    named = {year for heading in headings for year in years_in(heading)}
    return bool(asked and named) and named.isdisjoint(asked)


def of_another_report(headings: Sequence[str], report: Report, asked: Sequence[int]) -> bool:
    """Do the words stand in another report of the same file, about a year that is not asked for?"""
    _, own = own_report(headings, report)
    return own is not report and bool(asked) and own.year not in asked


def in_other_half(headings: Sequence[str], report: Report, asked: Sequence[int]) -> bool:
    """A report on one year has a second half, of plans for the next: do the headings say that the words stand in the
    half that is not asked for?"""
    headings, report = own_report(headings, report)
    halves = {report.year, report.year + 1} if report.year else set()
    told = [year for heading in headings if (year := year_of_heading(heading, report)) in halves]
    return bool(told) and not halves.isdisjoint(asked) and told[-1] not in asked


def told_of(headings: Sequence[str], report: Report) -> int | None:
    """The year that words under these headings are about: that of their half, else the report's."""
    headings, report = own_report(headings, report)
    halves = {report.year, report.year + 1} if report.year else set()
    told = [year for heading in headings if (year := year_of_heading(heading, report)) in halves]
    return told[-1] if told else report.year


def preferred(report: Report, asked: Sequence[int], text: str) -> bool:
    """Does the wording favour the report? A target stands in the one given that year, a result in the one about it."""
    named, planned = _named_reports(text), question_type.plans(text)
    return any(_fits(report, year, planned or year in named) for year in asked)


def by_body(text: str, bodies: Iterable[str], years: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The year that follows each body ("长宁2022年…涵江2023年"), where all years are told so; else nothing."""
    after = {body: re.search(rf"{re.escape(stem(body))}\w{{0,4}}?((?:19|20)\d\d)", text) for body in bodies if body}
    found: dict[str, tuple[int, ...]] = {body: (int(match[1]),) for body, match in after.items() if match}
    told = {year for own in found.values() for year in own}
    return found if len(found) == len(after) and told == set(years) else {}


def _named_reports(text: str) -> set[int]:
    """The years by which the question names a report: 按2025年政府工作报告."""
    return {int(year) for found in _NAMES_REPORT.findall(text) for year in found if year}


def _speaks_of(report: Report, year: int, planned: bool) -> bool:
    if report.year is None:
        return True
    given = this_year(report)  # of a report that is named after no year
    return year in (report.year, given) or year in years_in(report.title) or (planned and report.year + 1 == year)


def _is_next(report: Report, year: int, planned: bool, named: set[int]) -> bool:
    """Is a target asked for by naming the report that sets it, and this the one a year later, which sets the next?"""
    return planned and year in named and report.year == year and years_in(report.title) == {year + 1}


def _fits(report: Report, year: int, planned: bool) -> bool:
    titled = years_in(report.title)
    return year in titled if planned and titled else report.year == year
