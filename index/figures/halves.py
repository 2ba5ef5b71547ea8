"""The year that words of a report are about, by the headings above them: a work report has a second half, of plans.

A report about one year sets the targets of the next, and a work report is named after the year in which it is given
(docs/decisions/0006-year-reported-and-year-named.md). 今年 and 本年 in it are the year in which it is given; in an
annual report (of a company, a disclosure, final accounts) they are the year reported on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.figures.patterns import AIMS
from index.language.dates import FIGURES, month_alone, of_another_year, own_years
from index.report import Report

YEAR = re.compile(rf"(?<!\d)({FIGURES})(?!\d)")
# Given at the start of a year, on the one before.
_GIVEN_AT_THE_START = frozenset(
    "政府工作报告 施政报告 法院工作报告 检察院工作报告 人大常委会工作报告 国民经济和社会发展计划报告 预算报告".split()
)
_OWN_THIS_YEAR = re.compile(r"今年|本年")
_PLANS = re.compile(
    r"今年|下一步|(?:工作|任务|总体)(?:安排|部署|要求|思路)|重点工作|主要任务|主要目标|预期目标|工作打算|明年"
)
_AIMS = re.compile(r"目标|任务|安排|打算|展望|计划|重点|实事")
_REVIEWS = re.compile(r"回顾|过去[一五]年|工作情况|主要成[就绩]")


def years_in(text: str) -> set[int]:
    """The years in figures that a text names."""
    return {int(found) for found in YEAR.findall(text)}


def this_year(report: Report) -> int | None:
    """The year that 今年 and 本年 mean in a report: that in which a work report is given, else the year reported on."""
    if report.year is None:
        return None
    return report.year + (report.kind in _GIVEN_AT_THE_START or report.year + 1 in years_in(report.title))


def own_report(headings: Sequence[str], report: Report) -> tuple[Sequence[str], Report]:
    """Of a file that holds several reports of one kind, the one that words under these headings are of, and the
    headings below its title; else the file's."""
    if report.year is None:
        return headings, report
    for at, heading in enumerate(headings):
        if year := of_another_year(heading, report.title):
            moved = report.year + year - own_years(report.title)[0]
            return headings[at + 1 :], replace(report, title=heading, year=moved)
        if issued := month_alone(heading):
            behind = int(report.date[:4]) - report.year if report.date else 1  # most report on the year before
            moved = issued - behind
            return headings[at + 1 :], replace(report, title=_in_year(report.title, moved - report.year), year=moved)
    return headings, report


def _in_year(title: str, later: int) -> str:
    """A title with the year that it would have so many years later."""
    return YEAR.sub(lambda it: str(int(it[1]) + later), title)


def year_of_heading(heading: str, report: Report) -> int | None:
    """The one year that a heading names, or means by 今年; None where it names none, several, or the report itself."""
    named = years_in(heading)
    if heading == report.title or "报告" in heading or report.year is None:
        return None
    if _OWN_THIS_YEAR.search(heading):
        named |= {this_year(report) or report.year}
    return named.pop() if len(named) == 1 else None


def half_of(headings: Sequence[str], report: Report) -> tuple[int | None, bool]:
    """The year that words under these headings are about, and whether they tell of plans for it."""
    headings, report = own_report(headings, report)
    year, next_year = report.year, this_year(report)
    for heading in reversed(headings):
        if heading == report.title or "报告" in heading:
            continue
        if _REVIEWS.search(heading):
            return year, False
        named = years_in(heading)
        if year and year + 1 in named and _AIMS.search(heading):
            return year + 1, True
        if next_year and (next_year in named or _PLANS.search(heading)) and next_year != year:
            return next_year, True
        if year and year in named:
            return year, False
    return year, False


def is_planned(said: str, headings: Sequence[str], report: Report) -> bool:
    """Do words of a report tell what is meant to be, by themselves or by the half that they stand in?"""
    return AIMS.search(said) is not None or half_of(headings, report)[1]


def is_budget(report: Report) -> bool:
    """Are its figures planned? Those of a budget are; of final accounts and of how a budget was carried out, not."""
    return "预算" in report.title and not re.search(r"决算|执行|报告", report.title)
