"""What is asked: how it is worded, and its scope of bodies and years, held against the shelf's reports.

No list of bodies is built in: a name counts when a report on the shelf says it of itself, or when the gazetteer knows
it as a place that the shelf lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.regions import abbreviations, gazetteer, mentions, spellings, stem
from index.report import Report
from rag import wording
from rag.answer import EVERYWHERE, Scope, Turn

NATIONAL = "国务院"

_NATIONAL_NAMES = re.compile(
    r"国务院|(?:李克强|温家宝|朱镕基|李强)?总理|State Council|Premier|(?:China|Chinese|national)\b.{0,24}work report",
    re.I,
)
_COUNTRY = re.compile(r"全国|国家|我国|中国|China|national", re.I)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SINCE = re.compile(r"(?:19|20)\d\d\s*年?\s*(?:以来|起)|since\s+(?:19|20)\d\d", re.I)
_LAST_YEAR = re.compile(r"去年|上一?年(?!级)|last year|previous year", re.I)
_THIS_YEAR = re.compile(r"今年|本年|this year", re.I)
_NAMES_REPORT = re.compile(
    r"((?:19|20)\d\d)\s*年?度?[^，。？?,]{0,16}?(?:报告|年报)|"
    r"((?:19|20)\d\d)\s+(?:[A-Za-z']+\s+){0,5}?report|report\s+(?:for|of)\s+((?:19|20)\d\d)",
    re.I,
)
# Words that end as places do and are none.
_NOT_A_PLACE = re.compile(
    r"(?:[社园地小城山灾景片街辖全各我本新校库市专牧湖特]区|[全各我本城门上股楼菜超夜都]市|县市|[全各我外跨]省|[全各我本]县|"
    r"开发区|试点区|示范区|贸易区)$"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that answer one part of the question: one body, or one body and year. `label` names it for the reader."""

    label: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    `language` "zh" or "en"; `kind` fact, definition, list, compare, aggregate or yesno; `shape` of the answer: number,
    percent, date or "" for any; `groups` where to look, none for the whole shelf; `scope` as the Answer shows it;
    `absent` years that no report in scope is about: words that do not name such a year themselves prove nothing;
    `elsewhere` places named that no report is about: words that do not name one prove nothing;
    `content` the question without bodies, years and words that only ask; `preferred` sources to favour in a tie.
    """

    text: str
    language: str
    kind: str
    shape: str
    content: str
    groups: tuple[Group, ...] = ()
    scope: Scope = EVERYWHERE
    absent: tuple[int, ...] = ()
    elsewhere: tuple[str, ...] = ()
    preferred: frozenset[str] = frozenset()


def understand(text: str, reports: Sequence[Report], scope: Scope | None = None, history: Sequence[Turn] = ()) -> Query:
    """The question against the shelf. A `scope` given by the caller stands in for what the question itself names; what
    neither names is carried over from the latest earlier question that does."""
    bodies, elsewhere = _bodies(text, reports)
    years = _years(text, reports)
    if scope:
        bodies = _chosen(scope, reports) if scope.bodies or scope.sources else bodies
        years = scope.years or years
    if history and not (bodies and years) and (not bodies or _follows_up(text)):
        bodies, years = _carried(bodies, years, history, reports)
    allowed, absent = _by_year(bodies or {"": list(reports)}, years, text)
    groups = _groups(allowed, years) if bodies or years else ()
    return Query(
        text=text,
        language=wording.language(text),
        kind=wording.kind(text),
        shape=wording.shape(text),
        content=wording.content(text, {*bodies, *map(stem, bodies)}, _YEAR),
        groups=groups,
        scope=Scope(tuple(bodies), tuple(years), tuple(scope.sources) if scope else ()),
        absent=absent,
        elsewhere=tuple(elsewhere),
        preferred=_preferred(text, reports, years),
    )


def _bodies(text: str, reports: Sequence[Report]) -> tuple[dict[str, list[Report]], list[str]]:
    """Regions named in the text → their reports, in the order named; and places named that no report is about."""
    own, above = _regions_of(reports)
    named = _named(text, frozenset(own) | frozenset(above))
    found = {name: own.get(name) or above[name] for name in named if not _is_context(name, named, own)}
    if (
        not found
        and _NATIONAL_NAMES.search(text)
        and (national := [report for report in reports if report.issuer == NATIONAL])
    ):
        found = {NATIONAL: national}
    return found, _elsewhere(text, named, reports)


def _regions_of(reports: Sequence[Report]) -> tuple[dict[str, list[Report]], dict[str, list[Report]]]:
    """Region → the reports about it; and wider place → the reports about places in it."""
    own: dict[str, list[Report]] = {}
    above: dict[str, list[Report]] = {}
    for report in reports:
        for place in report.regions[:-1]:
            above.setdefault(place, []).append(report)
        if report.region:
            own.setdefault(report.region, []).append(report)
    return own, above


def _is_context(name: str, named: Sequence[str], own: dict[str, list[Report]]) -> bool:
    """A place is context where a place inside it is named too: "上海市青浦区" asks about 青浦区."""
    return any(name in report.regions[:-1] for other in named if other != name for report in own.get(other, ()))


def _named(text: str, places: frozenset[str]) -> list[str]:
    """The places whose name, stem or English spelling stands in the text; the longest at each point."""
    if re.search(r"[\u4e00-\u9fff]", text):
        return _named_in_chinese(text, places)
    lowered = re.sub(r"['’]s\b|['’]", "", text.lower())
    found = [(match.start(), name) for name in places if (match := _english(name).search(lowered))]
    return list(dict.fromkeys(name for _, name in sorted(found)))


@lru_cache(maxsize=4096)
def _english(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(spellings(name))))})\b")


def _named_in_chinese(text: str, places: frozenset[str]) -> list[str]:
    stems = {spelling: name for name in sorted(places, reverse=True) for spelling in (stem(name), name)}
    short = {one: name for one, name in abbreviations().items() if name in places}
    pattern = "|".join(map(re.escape, sorted(stems, key=len, reverse=True))) or r"(?!)"
    lone = "|".join(short) or "(?!)"
    found = re.finditer(rf"({pattern})|(?<![\u4e00-\u9fff])({lone})(?=[\s\d省市]|(?:20\d\d))", text)
    return list(dict.fromkeys(stems[match[1]] if match[1] else short[match[2]] for match in found))


def _elsewhere(text: str, named: Sequence[str], reports: Sequence[Report]) -> list[str]:
    known = {place for report in reports for place in report.regions} | {*named}
    rest = text
    for name in sorted((spelling for place in known for spelling in (place, stem(place))), key=len, reverse=True):
        rest = rest.replace(name, "，")
    names = _trimmed(mentions(rest))
    return list(dict.fromkeys(name for name in names if name in gazetteer() or _looks_like_a_place(name)))


def _looks_like_a_place(name: str) -> bool:
    return 3 <= len(name) <= 8 and not _NOT_A_PLACE.search(name)


def _trimmed(names: Iterable[str]) -> list[str]:
    """A place known to the gazetteer inside a longer run of characters; or a short run as it stands."""
    trimmed = []
    for name in names:
        ends = [name[at:] for at in range(len(name) - 2)]
        trimmed.append(next((end for end in ends if end in gazetteer()), name if len(name) <= 4 else ""))
    return trimmed


def _years(text: str, reports: Sequence[Report]) -> tuple[int, ...]:
    """Years named, and "last year" and "this year" as the shelf sees them: its newest reports are about last year."""
    latest = max((report.year for report in reports if report.year), default=None)
    told = [int(year) for year in _YEAR.findall(_SINCE.sub("", text))]
    if not told and latest and _LAST_YEAR.search(text):
        told = [latest]
    elif not told and latest and _THIS_YEAR.search(text):
        told = [latest + 1]
    horizon = (latest or 9999) + 1
    return tuple(dict.fromkeys(year for year in told if year <= horizon))


def _chosen(scope: Scope, reports: Sequence[Report]) -> dict[str, list[Report]]:
    """The reports that a caller's scope names, by region, issuing body or source."""
    found: dict[str, list[Report]] = {}
    for body in scope.bodies:
        by_name, _ = _bodies(body, reports)
        found |= by_name or {body: [report for report in reports if body in report.issuer]}
    if scope.sources:
        within = [report for report in reports if report.source in scope.sources]
        found = {name: [r for r in group if r in within] for name, group in found.items()} or {"": within}
    return found


def _follows_up(text: str) -> bool:
    return len(text) <= 24 or bool(re.match(r"那|and\b|what about|how about", text, re.I))


def _carried(
    bodies: dict[str, list[Report]], years: tuple[int, ...], history: Sequence[Turn], reports: Sequence[Report]
) -> tuple[dict[str, list[Report]], tuple[int, ...]]:
    for turn in reversed(history):
        bodies = bodies or _bodies(turn.question, reports)[0]
        years = years or _years(turn.question, reports)
    return bodies, years


def _by_year(
    bodies: dict[str, list[Report]], years: tuple[int, ...], text: str
) -> tuple[dict[str, list[Report]], tuple[int, ...]]:
    """The reports that may speak of the years, and the years of which none in scope is about.

    A report about one year sets the targets of the next, and a work report is named after the year it is given in.
    """
    if not years:
        return bodies, ()
    named = {int(year) for found in _NAMES_REPORT.findall(text) for year in found if year}
    planned = wording.plans(text)
    own = _years_by_body(text, bodies, years)
    allowed = {
        body: [r for r in group if any(_speaks_of(r, year, year in named, planned) for year in own.get(body, years))]
        for body, group in bodies.items()
    }
    matched = [report for group in allowed.values() for report in group]
    absent = tuple(year for year in years if not any(_speaks_of(r, year, year in named, planned) for r in matched))
    return {body: allowed[body] or group for body, group in bodies.items()}, absent if not matched else ()


def _years_by_body(text: str, bodies: Iterable[str], years: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The year that follows each body ("长宁2022年…涵江2023年"), where all years are told so; else nothing."""
    after = {body: re.search(rf"{re.escape(stem(body))}\w{{0,4}}?((?:19|20)\d\d)", text) for body in bodies if body}
    found: dict[str, tuple[int, ...]] = {body: (int(match[1]),) for body, match in after.items() if match}
    told = {year for own in found.values() for year in own}
    return found if len(found) == len(after) and told == set(years) else {}


def _speaks_of(report: Report, year: int, named: bool, planned: bool) -> bool:
    titled = {int(found) for found in _YEAR.findall(report.title)}
    if report.year is None:
        return True
    if named and (year in titled or report.year == year):
        return True
    return report.year == year or year in titled or (planned and report.year + 1 == year)


def _groups(allowed: dict[str, list[Report]], years: Sequence[int]) -> tuple[Group, ...]:
    """One group a body; where several years are asked of one body, one a body and year."""
    if len(years) < 2 or (len(allowed) > 1 and all(len({r.year for r in group}) == 1 for group in allowed.values())):
        return tuple(Group(body, tuple(r.source for r in group)) for body, group in allowed.items())
    split: dict[str, list[str]] = {}
    for body, group in allowed.items():
        for report in group:
            label = f"{body} {report.year}".strip() if report.year in years else body
            split.setdefault(label, []).append(report.source)
    return tuple(Group(label, tuple(sources)) for label, sources in split.items())


def _preferred(text: str, reports: Sequence[Report], years: Sequence[int]) -> frozenset[str]:
    """Sources that the wording favours: a target stands in the report given that year, a result in the one about it."""
    planned = wording.plans(text)
    named = {int(year) for found in _NAMES_REPORT.findall(text) for year in found if year}
    country = bool(_COUNTRY.search(text))
    return frozenset(
        report.source
        for report in reports
        if (country and report.issuer == NATIONAL and not years)
        or any(_fits(report, year, planned or year in named) for year in years)
    )


def _fits(report: Report, year: int, planned: bool) -> bool:
    titled = {int(found) for found in _YEAR.findall(report.title)}
    return year in titled if planned and titled else report.year == year
