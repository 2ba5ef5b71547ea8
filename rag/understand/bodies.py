"""Which bodies a question means: places named in it, held against what the reports on the shelf say of themselves.

No list of bodies is built in: a name counts when a report says it of itself, or when the gazetteer knows it as a place
that the shelf lacks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from index.language.bodies import NATIONAL, file_name, is_organisation, short_names
from index.language.gazetteer import (
    abbreviations,
    cities,
    counties,
    gazetteer,
    groups,
    leading,
    lineage,
    mentions,
    namesakes,
    provinces,
    spellings,
    stem,
)
from index.language.script import HAN
from index.report import Report
from rag.understand import question_type, years
from rag.understand.offices import offices, organisations, strangers

_NATIONAL_NAMES = re.compile(
    r"国务院|总理|State Council|Premier|(?:China|Chinese|national)\b.{0,24}work report",
    re.I,
)
_APPROVED = re.compile(  # what the State Council did for a place, which that place's report tells
    r"(?:国务院|总理)的?(?:批准|批复|同意|督查|通报|表[彰扬]|印发|授予|办公厅|安委会|国资委|参事|特殊津贴)|"
    r"(?:approv|endors|authoris|authoriz|commend)\w*\b.{0,16}State Council|State Council (?:has )?approv",
    re.I,
)
_COUNTRY = re.compile(r"全国|国家|我国|中国|China|national", re.I)
# Words that end as places do and are none.
_NOT_A_PLACE = re.compile(
    r"^自治区$|部省$|(?:[社园地小城山灾景片街辖全各我本新校库市专牧湖特洪]区|[全各我本城门上股楼菜超夜都]市|县市|[全各我外跨]省|[全各我本]县|"
    r"[困贫强大多少几名]县|"
    r"(?:开发|试点|示范|贸易|保护|合作|试验|实验|先行|集聚|度假|服务|经济|产业|居住|生活|旅游|功能|矿)区)$|"
    r"[了的是在查让给想把个家几哪两由有人第们和与及到被将从向对某这那些此不也就都还再已年月日]|[两三四五六七八九十][省市]$"
)
_SPANNING = re.compile(  # what a group of provinces does together is a matter, not a question to each of them
    r"(?:地区)?.{0,4}(?:一体化|协[同作]|示范区|城市群|都市圈|经济圈|区域|铁路|高铁|城际|高速|航线|号|医院|机场)"
)
_AFTER_RUN = r"(?=[\s、，,的各在哪谁省]|[两二三四五]?[省市地]|20\d\d|[去今前]年|分别|合计|加起来|一共|总共|相比|GDP|$)"
_ALL_OF = re.compile(
    r"(?<![哪第几\d])(?:这|上述|全部)?(?P<count>[两三四五六七八九十])个?(?P<rank>[区县市])(?![域间块位县区级场内长直属])|"
    r"\b(?:these|the|all) (?P<number>two|three|four|five|six|seven|eight|nine|ten) "
    r"(?P<kind>districts|counties|cities)\b",
    re.I,
)
_EVERY = re.compile(
    r"(?P<every>各个?|所有的?|全部的?|每一?个|哪些|哪几个|有多少个?)(?P<rank>省区市|省[份市]?|区县|[区县市])"
    r"(?!区?[域间块位级场内长直属政管])|(?P<one>哪一?个?)(?P<of>省份?|[区县市])(?!区?[域间块位级场内长直属政管]).*[最更]|"
    r"\b(?:all|each|every|across|among|which|how many|by)\b (?:of the |the )?(?:\w+ )?"
    r"(?P<kind>provinces?|districts?|count(?:y|ies)|cit(?:y|ies))\b(?P<most>.*\b(?:\w+est|most|least)\b)?",
    re.I,
)
_NUMBERS = {
    **dict(zip("两三四五六七八九十", range(2, 11), strict=True)),
    **dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True)),
}
_KINDS = {"districts": "区", "counties": "县", "cities": "市"}
_RANKS = {"pro": "省", "dis": "区", "cou": "县", "cit": "市"}
_BEFORE_CITY = rf"(?<![{HAN}])|(?<=[年月底前日于在到从去跟和与及同或对把被让给问查看比的将使])"
_BESIDE = re.compile(r"，[和与跟同及比、]$")
_NOT_THE_CITY = r"(?:[东西南北中]{0,2}[路街]|大道|大学|学院|时代|精神|会议|[村镇乡]|[两三四五]?省)"
_NOT_THE_CITY_IN_ENGLISH = re.compile(r"\s+(?:\w+\s+)?(?:Road|Street|Avenue|University|College)\b")
_COUNTY = re.compile(r"\b(?P<name>[A-Z][a-z]+) (?:County|District)\b")
_WORD = re.compile(r"\b[A-Z][a-z]+(?:['’](?!s\b)[A-Za-z]+)?(?: Mongolia)?")


Bodies = Mapping[str, Sequence[Report]]
"""A body as the shelf names it → its reports."""


def bodies(text: str, reports: Sequence[Report]) -> tuple[dict[str, Sequence[Report]], tuple[str, ...]]:
    """The bodies named in the text, in the order named; and the names of those that no report is by.

    A place stands for its government, and so for all its reports, unless one of its offices is named. Where an
    organisation is named, places are what it is asked about.
    """
    organised = organisations(text, reports)
    if organised.found:
        return dict(organised.found), strangers(organised.rest, True)
    placed, elsewhere = _places(text, reports)
    named = offices(text, placed)
    others = strangers(text, bool(placed) or bool(elsewhere))
    return dict(named.found), tuple(dict.fromkeys((*elsewhere, *named.missing, *others)))


def labels(report: Report) -> frozenset[str]:
    """The names by which an answer may say whose words a report's are, in both languages."""
    body, place = report.body, report.region
    chinese = {body.label, place, stem(place), report.issuer, report.title, label(report), *body.names}
    english = {f"{it}{between}{body.office}" for it in spellings(place) for between in " "} if place else set[str]()
    plain = set(spellings(place)) if place else set[str]()
    national = {"State Council"} if NATIONAL in (report.issuer, body.label) else set[str]()
    return frozenset(filter(None, chinese | english | plain | national))


def label(report: Report) -> str:
    """Whose words a report's are, for the reader: the office where it is one's, else the title."""
    return report.body.label or file_name(report.title)


def spelled(name: str) -> set[str]:
    """A body's name with all its spellings, its place's among them."""
    place = leading(name)
    if is_organisation(name):
        return {*short_names(name)}
    own = place if place and len(place) < len(name) and not place.endswith(name[-2:]) else name
    return {spelling for it in {own, name} for spelling in (it, stem(it))} | set(spellings(own))


def _places(text: str, reports: Sequence[Report]) -> tuple[dict[str, Sequence[Report]], tuple[str, ...]]:
    """The places named in the text, in the order named; and those named that no report is about."""
    own, above = _regions_of(reports)
    named = _named(text, frozenset(own) | frozenset(above))
    found: dict[str, Sequence[Report]] = {
        name: own.get(name) or above[name] for name in named if not _is_context(name, named, own)
    }
    missing = [name for name in found if name not in own and re.search(rf"全{name[-1]}", text)]
    found = {name: reports for name, reports in found.items() if name not in missing}
    national = [report for report in reports if report.issuer == NATIONAL]
    if national and _NATIONAL_NAMES.search(text):
        if found and question_type.kind(text) == "compare":
            found = {NATIONAL: national} | found
        elif not found or not _APPROVED.search(text):
            found = {NATIONAL: national}
    elsewhere = (*missing, *_elsewhere(text, named, reports))
    return found or ({} if elsewhere else _together(text, own, reports)), elsewhere


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


def _together(text: str, own: Mapping[str, Sequence[Report]], reports: Sequence[Report]) -> dict[str, Sequence[Report]]:
    """The bodies that are named as one: a group of provinces (长三角, 浙苏皖), or all there are (这三个区, 各省).

    Not where none of them speaks of the year asked for: then the words tell what a wider report is asked about.
    """
    names = [name for name in (*_grouped(text), *_all_of(text, own), *_every_one(text, own)) if name in own]
    found = {name: own[name] for name in dict.fromkeys(names)}
    asked = years.years(text, reports)
    spoken = not asked or any(years.speaking(group, asked, text) for group in found.values())
    return found if spoken else {}


def _grouped(text: str) -> Iterator[str]:
    """The provinces, by their full names, of the groups and of the runs of one-character names in the text."""
    for match in _groups_pattern().finditer(text):
        if match["run"]:
            yield from (abbreviations()[one] for one in match["run"])
        elif not _SPANNING.match(text, match.end()):
            yield from groups()[re.sub(r"\s+", " ", match["group"].lower())]


@cache
def _groups_pattern() -> re.Pattern[str]:
    known = "|".join((*groups(), *provinces()))
    group = "|".join(name.replace(" ", r"\s+") for name in sorted(groups(), key=len, reverse=True))
    run = rf"(?!{known})[{''.join(abbreviations())}]{{2,5}}"
    return re.compile(rf"(?P<group>{group})|(?:{_BEFORE_CITY})(?P<run>{run}){_AFTER_RUN}", re.I)


def _all_of(text: str, own: Iterable[str]) -> list[str]:
    """All districts of the shelf, where the text speaks of just so many; counties and cities too."""
    match = _ALL_OF.search(text)
    if not match:
        return []
    rank = match["rank"] or _KINDS[match["kind"].lower()]
    alike = [name for name in own if name.endswith(rank) and not name.endswith("自治区")]
    return alike if len(alike) == _NUMBERS[(match["count"] or match["number"]).lower()] else []


def _every_one(text: str, own: Iterable[str]) -> list[str]:
    """All bodies of the shelf of one rank, where the text asks about each of them ("各省", "which provinces") or for
    the first of them; not where it asks for one that did something, which is looked for everywhere."""
    match = _EVERY.search(text)
    if not match or speaks_of_the_country(text) or (_is_one(match["kind"]) and _asks_for_one(match)):
        return []
    rank = (match["rank"] or match["of"] or _RANKS[match["kind"][:3].lower()])[0]
    alike = [name for name in own if (name in provinces().values() if rank == "省" else _has_rank(name, rank))]
    return alike if len(alike) > 1 else []


def _is_one(kind: str | None) -> bool:
    return kind is not None and kind.lower().endswith(("e", "t", "y"))


def _asks_for_one(match: re.Match[str]) -> bool:
    return match[0].lower().startswith("which") and not match["most"]


def _has_rank(name: str, rank: str) -> bool:
    return name.endswith(rank) and name not in provinces().values()


def _named(text: str, places: frozenset[str]) -> list[str]:
    """The places whose name, stem or English spelling stands in the text; the longest at each point."""
    chinese = _named_in_chinese(text, places)
    if question_type.language(text) == "zh":
        return chinese
    lowered = re.sub(r"['’]s\b|['’]", "", text.lower())
    found = [(match.start(), name) for name in places if (match := _english(name).search(lowered))]
    return list(dict.fromkeys([*(name for _, name in sorted(found)), *chinese]))


@lru_cache(maxsize=4096)
def _english(name: str) -> re.Pattern[str]:
    own = "|".join(map(re.escape, sorted(spellings(name))))
    other = r"(?! (?:city|district|prefecture)\b)" if _has_namesake(name) else ""
    return re.compile(rf"\b(?:{own})\b{other}")


def _has_namesake(name: str) -> bool:
    return any(other.startswith(stem(name)) for other in namesakes()) and stem(name) in provinces()


def _named_in_chinese(text: str, places: frozenset[str]) -> list[str]:
    stems = {spelling: name for name in sorted(places, reverse=True) for spelling in (stem(name), name)}
    short = {one: name for one, name in abbreviations().items() if name in places}
    lone = "|".join(short) or "(?!)"
    found = re.finditer(
        rf"{_longest(stems)}|(?<![{HAN}])(?P<lone>{lone})(?=[\s\d省市]|(?:20\d\d))",
        text,
    )
    names = (short[match["lone"]] if match["lone"] else stems.get(match["place"]) for match in found)
    return list(dict.fromkeys(name for name in names if name))


def _longest(names: Iterable[str]) -> str:
    """A pattern whose `place` is one of the names, or a place with a province's name (吉林市), which is no province."""
    plain = map(re.escape, sorted(names, key=len, reverse=True))
    others = (rf"{re.escape(name)}(?![场县域间位块级值内长])" for name in sorted(namesakes(), key=len, reverse=True))
    return rf"(?P<place>{'|'.join((*others, *plain))})"


def _elsewhere(text: str, named: Sequence[str], reports: Sequence[Report]) -> list[str]:
    known = {place for report in reports for place in report.regions} | {*named}
    spelled = {spelling for place in known for spelling in (place, stem(place))}
    rest = re.sub(_longest(spelled), lambda it: "，" if it["place"] in spelled else f"，{it[0]}，", text)
    rest = rest.replace("都市圈", "，")  # 建成都市圈 does not name 成都市
    names = [name for name in _trimmed(mentions(rest)) if name in gazetteer() or _looks_like_a_place(name)]
    found = (*_cities(rest, named), *(_cities_in_english(text, named) if question_type.language(text) == "en" else ()))
    return list(dict.fromkeys((*names, *(name for name in found if name not in known))))


def _cities(text: str, named: Collection[str]) -> Iterator[str]:
    """Provinces and prefecture-level cities named without their rank. Beside a body that the shelf has, only those in
    it, and those set beside it (广东和苏州): others are what the question is about (在深圳上市)."""
    for match in _city_pattern().finditer(text):
        (name,) = cities()[match["city"]]
        if not named or _lies_in(name, named) or _BESIDE.search(text, 0, match.start()):
            yield name


def _cities_in_english(text: str, named: Collection[str]) -> Iterator[str]:
    for match in _WORD.finditer(text):
        choices = cities().get(re.sub("['’]", "", match[0]).lower(), ())
        if choices and not _NOT_THE_CITY_IN_ENGLISH.match(text, match.end()):
            name = _likeliest(choices, text)
            if not named or _lies_in(name, named):
                yield name
    lowered = text.lower()
    yield from (name for name in namesakes() if name[-1] == "市" and _english(name).search(lowered))
    for match in _COUNTY.finditer(text):
        choices = counties().get(match["name"].lower(), ())
        yield from [name for name in choices if _lies_in(name, named)][:1]


def _lies_in(name: str, named: Collection[str]) -> bool:
    return not {*lineage(name)[:-1]}.isdisjoint(named)


@cache
def _city_pattern() -> re.Pattern[str]:
    names = sorted((name for name in cities() if not name.isascii()), key=len, reverse=True)
    return re.compile(rf"(?:{_BEFORE_CITY})(?P<city>{'|'.join(names)})(?!{_NOT_THE_CITY})")


def _likeliest(choices: Sequence[str], text: str) -> str:
    """Of cities that English spells alike (Suzhou), the one whose province is named; else the first."""
    lowered = text.lower()
    return next((name for name in choices if any(it in lowered for it in spellings(lineage(name)[0]))), choices[0])


def _looks_like_a_place(name: str) -> bool:
    return 3 <= len(name) <= 8 and not _NOT_A_PLACE.search(name)


def _trimmed(names: Iterable[str]) -> list[str]:
    """A place known to the gazetteer inside a longer run of characters; or a short run as it stands."""
    trimmed = []
    for name in names:
        ends = [name[at:] for at in range(len(name) - 2)]
        trimmed.append(next((end for end in ends if end in gazetteer()), name if len(name) <= 4 else ""))
    return trimmed
