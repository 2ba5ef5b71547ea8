"""A report → its figures, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.figures import english
from index.figures.cells import read_row
from index.figures.context import Context, Place
from index.figures.figure import Figure, Period
from index.figures.halves import half_of, is_budget, own_report, this_year
from index.figures.patterns import NATIONAL
from index.figures.periods import Years, plan_named, read_period
from index.figures.prose import read_sentence
from index.language.gazetteer import gazetteer, leading, seats, stem
from index.language.normalise import is_traditional, simplified
from index.language.script import HAN
from index.language.sentence_ends import sentences
from index.report import Passage, Report, Row, Section

_CHINESE = re.compile(rf"[{HAN}]")
_STOPS = re.compile(r"[。！？][”』」’）)】》\s]*$")
_OF_THE_NATION = re.compile(r"国务院|全国|国家|中国|中华人民共和国|(?:部|总局|总署)$", re.M)
_LONGEST_PLACE = 8  # characters in which the name of another place begins a measure
_NO_PLACE_ENDS = re.compile(r"[场外内级际民政会委值份域直辖]")  # 金融市场, 省外资金: behind what looks like a place
_PARAGRAPH = re.compile(r"[^：:；;，,、\s]\s*\n\s*$")  # a line that announces nothing: what is told next stands apart
_GOES_ON = re.compile(r"[A-Za-z,]\n$")
_CONTINUES = re.compile(r"[a-z\d$£€]")
_LONGEST_SENTENCE = 600  # characters; what is longer is a list
# Whose report speaks of a wider body where it says so: a district's of 全市, a city's of 全省.
_AROUND = {"全市": re.compile(r"(?:(?<!自治)区|县|旗)$"), "全省": re.compile(r"(?:[市县州盟旗]|(?<!自治)区)$")}
_OWN_COUNTRY = ("中国", "中國")
_COUNTRY = re.compile(
    r"中[国國](?!银行|移动|联通|电信|石油|石化|共产党|人民|特色|式|制造|品牌|\d|企业|证监会)|[美英法德韩韓俄泰][国國](?![人籍])|"
    "日本|印度|俄罗斯|欧盟|欧洲|非洲|东盟|東盟|歐盟|歐洲"
)
_SAMPLE = 3000  # characters that show whether a text is in traditional characters
_ABOVE = 160  # characters above a table in which its unit may stand: "单位：万元"


def figures(report: Report, text: str, sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Figure, ...]:
    """The figures of a report's prose and of the cells of its tables, in the order in which they stand."""
    text = simplified(text) if is_traditional(text[:_SAMPLE]) else text
    rows = [(row, it.headings) for it in passages for row in it.rows]
    found = [*_of_rows(report, text, rows), *_of_prose(report, text, sections, [row for row, _ in rows])]
    return tuple(sorted((_owned(it, report) for it in found), key=lambda it: (it.start, it.end)))


def _owned(it: Figure, report: Report) -> Figure:
    """A measure that begins with the name of a place other than the report's own is of that place, and what a
    district says of 全市 is of its city; what a report on the nation says of the nation is of its own."""
    if it.owner in NATIONAL and not report.regions and _OF_THE_NATION.search(f"{report.issuer}\n{report.title}"):
        return replace(it, owner="")
    if (around := it.owner or it.measure[:2]) in _AROUND:
        is_wider = bool(report.regions) and _AROUND[around].search(report.regions[-1])
        it = replace(it, owner=around if is_wider else "")
    if it.owner or it.is_cell or not it.measure:
        return it
    if (country := _COUNTRY.match(it.measure)) and (country[0] not in _OWN_COUNTRY or not report.regions):
        return it if country[0] in report.title + report.issuer else replace(it, owner=country[0])
    begins = it.measure[:_LONGEST_PLACE]
    seat = next((begins[:length] for length in range(4, 1, -1) if begins[:length] in seats()), "")
    named = leading(begins) or seat
    if not _is_place(named, it.measure[len(named) :]) or any(stem(named) in place for place in report.regions):
        return it
    return replace(it, owner=named)


def _is_place(name: str, behind: str) -> bool:
    """A name without its rank is one only if it is that of a province or a prefecture: many others are plain words."""
    if name in seats():
        return True
    return len(name) > 2 and (name in gazetteer() or (name[-1] in "省市区县州" and not _NO_PLACE_ENDS.match(behind)))


def _place(report: Report, headings: tuple[str, ...], around: Context) -> Place:
    _, own = own_report(headings, report)
    return Place(report.source, headings, _years(own), is_budget(own), around)


def _years(report: Report) -> Years:
    return Years(report.year, this_year(report), is_traditional(report.title + report.issuer))


def _of_rows(report: Report, text: str, rows: Sequence[tuple[Row, tuple[str, ...]]]) -> Iterator[Figure]:
    above, end = "", -1
    for row, headings in rows:
        if text[end : row.start].strip() or end < 0:  # the first row of a table
            above = text[max(0, end, row.start - _ABOVE) : row.start]
        year, _ = half_of(headings, report)
        yield from read_row(row, _place(report, headings, Context(period=Period(year, year))), above)
        end = row.end


def _of_prose(report: Report, text: str, sections: Sequence[Section], rows: Sequence[Row]) -> Iterator[Figure]:
    taken = sorted((row.start, row.end) for row in rows)
    for section in sections:
        place, context = _place(report, section.headings, _around(section, report)), Context()
        for start, end in _sentences(text, section):
            if _overlaps(taken, start, end):
                continue
            said = text[start:end]
            reader = read_sentence if _CHINESE.search(said) else english.read_sentence
            found, context = reader(said, place, context.moved(-start))
            context = context.moved(start)
            yield from (it.moved(start) for it in found)
            if _STOPS.search(said) or _PARAGRAPH.search(said):
                context = context.at_next_sentence()


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Does one of some spans, in order and apart from one another, reach into that one?"""
    before = bisect_left(spans, (end,))
    return before > 0 and spans[before - 1][1] > start


def _sentences(text: str, section: Section) -> Iterator[tuple[int, int]]:
    """The sentences of a section; one of English that goes on behind the end of its line, whole."""
    held: int | None = None
    for begin, stop in sentences(text[section.start : section.end]):
        start, end = section.start + begin if held is None else held, section.start + stop
        goes_on = _GOES_ON.search(text[max(start, end - 3) : end]) and _CONTINUES.match(text, end, section.end)
        held = start if goes_on and end - start < _LONGEST_SENTENCE else None
        if held is None:
            yield start, end


def _around(section: Section, report: Report) -> Context:
    """What a section's headings say of its time, and whether they announce plans."""
    year, is_plan = half_of(section.headings, report)
    _, report = own_report(section.headings, report)
    plan = plan_named("，".join(section.headings))
    if plan.first and report.year and plan.first > report.year:
        return Context(period=plan, is_plan=True)
    whole, last = Period(year, year), section.headings[-1:]
    named = None if is_plan else read_period("，".join(last), _years(report), whole)
    return Context(period=named or whole, is_plan=is_plan)
