"""Which bodies a question means: places named in it, held against what the reports on the shelf say of themselves.

No list of bodies is built in: a name counts when a report says it of itself, or when the gazetteer knows it as a place
that the shelf lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from index.regions import abbreviations, gazetteer, mentions, spellings, stem
from index.report import Report
from rag import wording

NATIONAL = "国务院"

_NATIONAL_NAMES = re.compile(
    r"国务院|总理|State Council|Premier|(?:China|Chinese|national)\b.{0,24}work report",
    re.I,
)
_COUNTRY = re.compile(r"全国|国家|我国|中国|China|national", re.I)
# Words that end as places do and are none.
_NOT_A_PLACE = re.compile(
    r"(?:[社园地小城山灾景片街辖全各我本新校库市专牧湖特]区|[全各我本城门上股楼菜超夜都]市|县市|[全各我外跨]省|[全各我本]县|"
    r"[困贫强大多少几名]县|"
    r"(?:开发|试点|示范|贸易|保护|合作|试验|实验|先行|集聚|度假|服务|经济|产业|居住|生活|旅游|功能|矿)区)$|"
    r"[了的是在查让给想把个家几哪两由有人第们和与及到被将从向对某这那些此不也就都还再已年月日]|三市$"
)


Bodies = Mapping[str, Sequence[Report]]
"""A body as the shelf names it → its reports."""


def bodies(text: str, reports: Sequence[Report]) -> tuple[dict[str, Sequence[Report]], tuple[str, ...]]:
    """The bodies named in the text, in the order named; and the places named that no report is about."""
    own, above = _regions_of(reports)
    named = _named(text, frozenset(own) | frozenset(above))
    found: dict[str, Sequence[Report]] = {
        name: own.get(name) or above[name] for name in named if not _is_context(name, named, own)
    }
    national = [report for report in reports if report.issuer == NATIONAL]
    if not found and national and _NATIONAL_NAMES.search(text):
        found = {NATIONAL: national}
    return found, tuple(_elsewhere(text, named, reports))


def chosen(names: Iterable[str], sources: Sequence[str], reports: Sequence[Report]) -> dict[str, Sequence[Report]]:
    """The reports of the bodies of these names (places or issuing bodies), those at these sources, or both at once."""
    found: dict[str, Sequence[Report]] = {}
    for name in names:
        found |= bodies(name, reports)[0] or {name: [report for report in reports if name in report.issuer]}
    if not sources:
        return found
    within = [report for report in reports if report.source in sources]
    return {name: [r for r in group if r in within] for name, group in found.items()} or {"": within}


def speaks_of_the_country(text: str) -> bool:
    """Does the text speak of the country as a whole, without naming the State Council?"""
    return _COUNTRY.search(text) is not None


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
    chinese = _named_in_chinese(text, places)
    if wording.language(text) == "zh":
        return chinese
    lowered = re.sub(r"['’]s\b|['’]", "", text.lower())
    found = [(match.start(), name) for name in places if (match := _english(name).search(lowered))]
    return list(dict.fromkeys([*(name for _, name in sorted(found)), *chinese]))


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
