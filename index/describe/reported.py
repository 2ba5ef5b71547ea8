"""The year that a report is about, which is not the year in which it is signed or given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.describe.ends import Ends
from index.describe.evidence import FILE_NAME, HEAD, INFERRED, OPENING, TITLE, Reading
from index.language.bodies import file_name
from index.language.dates import FIGURES, find_date, own_years, without_others, year_of, years
from index.language.script import HAN

_COMPARED = re.compile(r"比对|对比|比较|\bvs\b", re.I)
_GIVEN = "政府工作报告"
# What follows a year that is only planned for.
_PLANNED = re.compile(r"年?度?[^年\d]{0,12}?(?:计划(?!执行)|预算(?!执行)|安排|草案|思路|打算|目标|要点)")
_SPAN = re.compile(rf"{FIGURES}\s*年?\s*[-—–~～至]+\s*({FIGURES})")
_YEAR_LINE = re.compile(rf"[（(]?({FIGURES})年度?[）)]?")
_REVIEWED = re.compile(
    rf"({FIGURES})年度?(?:和今年以来)?[{HAN}]{{0,24}}?"
    r"(?:工作回顾|(?:工作|建设|开展|执行|落实|公开|有关|主要)情况(?!下)|工作总结|主要工作)(?!安排|计划|打算|思路|要点)"
)
_PERIOD = re.compile(rf"({FIGURES})年1月1日起?(?:[至到—–~-]|\s)")
_BEGINS = re.compile(rf"(?:^|[。\n])({FIGURES})\s*年度?[，,]")
_MONTH = re.compile(rf"({FIGURES})年(\d{{1,2}})月")
_BUDGET_YEAR = re.compile(rf"^.{{0,16}}?({FIGURES})\s*年度(?!\d)", re.M)
_MENTIONED = FILE_NAME - 0.05  # how sure of the one year that the opening mentions
_SHORT = 40  # characters of a line of the head that may tell the year
_YEAR_OUT = 11  # month from which a congress hears of the year that is running out
_SOON = 6  # months into a year by which reports on the year before are signed


def compares(title: str, ends: Ends) -> bool:
    """Does the report compare years, so that it is about no single one?"""
    return bool(_COMPARED.search(title)) or any(
        _COMPARED.search(line) and len(set(own_years(line))) > 1 for line in ends.head[:4] if len(line) <= 80
    )


def reported_years(title: str, ends: Ends, date: Reading[str] | None, source: str) -> Iterator[Reading[int]]:
    """What each place says of the year reported on. `date` is that of giving or signing."""
    told = "\n".join((*(line for line in ends.early if line not in title), ends.opening))
    spoken = without_others(told)
    reviewed = next((int(match[1]) for match in _REVIEWED.finditer(spoken)), None)
    given = _given(title, ends, date)
    yield from _of_title(title, given, reviewed, "title", TITLE)
    if given and not own_years(title):
        yield Reading(given - 1, "head", ends.meeting or (date.words if date else ""), HEAD)
    yield from _matches(_YEAR_LINE, "\n".join(line for line in ends.head if _YEAR_LINE.fullmatch(line)), "head", HEAD)
    short = "\n".join(line for line in ends.head if len(line) <= _SHORT and "。" not in line and line not in title)
    yield from _matches(_BUDGET_YEAR, short, "head", OPENING)
    yield from _matches(_PERIOD, told, "opening", OPENING + 0.05)
    yield from _matches(_REVIEWED, spoken, "opening", OPENING)
    called = own_years(file_name(source).replace("_", " "))
    if (
        (begins := _BEGINS.search(spoken))
        and int(begins[1]) + 1 >= max(map(year_of, re.findall(FIGURES, spoken)))
        and (not called or any(0 <= year - int(begins[1]) <= 1 for year in called))
    ):
        yield Reading(int(begins[1]), "opening", begins[0].strip("。\n"), OPENING - 0.05)
    only = {year_of(match[0]) for match in years(spoken)}
    if len(only) == 1:
        yield from (Reading(year, "opening", str(year), _MENTIONED) for year in only)
    if date and int(date.value[5:7]) <= _SOON and title:
        yield Reading(int(date.value[:4]) - 1, date.place, date.words, INFERRED - 0.1)
    yield from _of_title(file_name(source), None, reviewed, "file name", FILE_NAME)


def _given(title: str, ends: Ends, date: Reading[str] | None) -> int | None:
    """The year in which a report is given to a congress; None for other reports."""
    met = find_date(ends.meeting)
    if not met and (month := _MONTH.search(ends.meeting)):
        return int(month[1]) + (int(month[2]) >= _YEAR_OUT)
    day = met[0] if met else date.value if date and title.endswith(_GIVEN) and not own_years(title) else ""
    return int(day[:4]) + (int(day[5:7]) >= _YEAR_OUT) if day else None


def _of_title(
    title: str, given: int | None, reviewed: int | None, place: str, sureness: float
) -> Iterator[Reading[int]]:
    """The one year named; of several the one that is not planned for. A work report is named after the year in which it
    is given, unless it reviews that very year."""
    named = [*years(without_others(title))]
    told = [match for match in named if not _PLANNED.match(title, match.end())] if len(named) > 1 else named
    values = {year_of(match[0]) for match in told}
    if len(values) == 1:
        (year,) = values
        before = year == given or (_GIVEN in title and given is None and reviewed != year)
        yield Reading(year - before, place, told[0][0], sureness)
    elif values:
        yield Reading(max(values), place, told[-1][0], min(sureness, INFERRED))
    elif span := _SPAN.search(title):
        yield Reading(int(span[1]), place, span[0], min(sureness, INFERRED))


def _matches(pattern: re.Pattern[str], text: str, place: str, sureness: float) -> Iterator[Reading[int]]:
    if match := pattern.search(text):
        yield Reading(int(match[1]), place, match[0].strip("。\n"), sureness)
