"""Organisations and offices named in a question: those that reports are by, and those that no report is by.

Offices are told by their form behind their place; organisations by the names that reports say of themselves, or by the
form of a name that no report says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.language.bodies import (
    KIND,
    NATIONAL,
    Body,
    is_government,
    is_organisation,
    same_office,
)
from index.language.dictionary import is_english, translations
from index.language.gazetteer import cities, gazetteer, provinces, spellings, stem
from index.language.pinyin import in_pinyin
from index.language.script import HAN
from index.report import Report

_HAN = rf"[{HAN}]"
_OFFICE_CHAR = rf"(?:(?![的了是有在等多少几哪什谁怎各把共被将没未不年月日去今])(?![省市区县]{_HAN}?和){_HAN})"
_NO_OFFICE = (  # how an office's name does not begin
    r"(?![和与及、]|召开|推[进动]|[成设]立|组建|新[建增]|实[施现]|完成|落实|加强|开展|建成|[派向由对为从到全本该每总要会能可]|上年)"
)
_OFFICE_END = (
    r"(?:分局|(?<![布格结大开当])局(?![部势面限])|厅(?![堂级局])|委员会|人民法院|法院|检察院|办公室|[总支大]队|"
    r"(?:委|(?<![主承举开协筹合创兴督交催经代网通联自新])办)(?=\d|\s|的|在|去年|今年|一?共|总共|有|和|与|跟|比|[，,、？?]|$))"
)
_OFFICE = re.compile(rf"{_NO_OFFICE}{_OFFICE_CHAR}{{1,12}}?{_OFFICE_END}")
_LONGEST_OFFICE = 24  # characters
_ENDS_AS_OFFICE = re.compile(rf"{KIND}$")
_ENGLISH_RANK = r"(?:\s+(?:City|District|County|Province|Prefecture|Municipal(?:ity)?|Autonomous Region))?"
_ENGLISH_KINDS: Mapping[str, str] = {
    "Bureau": "局",
    "Administration": "局",
    "Office": "办室",
    "Commission": "委会",
    "Committee": "委会",
    "Department": "厅局部",
    "Court": "院",
    "Procuratorate": "院",
    "Center": "心",
    "Centre": "心",
}
_ENGLISH_OFFICE = rf"(?:[A-Z]\w+,?\s+(?:(?:and|of|for|&)\s+)?){{1,6}}?(?P<kind>{'|'.join(_ENGLISH_KINDS)})\b"

# Companies by the form of their names, where no report is by them.
_LEGAL = re.compile(
    rf"(?:^|(?<=[，、\s“《和与跟比及])|(?<=请问)|(?<=\d年))(?P<name>{_HAN}{{2,16}}?(?:股份有限公司|有限责任公司|有限公司|集团公司))"
)
_BRANCH = re.compile(
    rf"(?:^|(?<=[，、\s“《和与跟比及])|(?<=请问)|(?<=\d年))(?P<name>{_HAN}{{2,6}}?(?:集团|银行|证券|保险|股份))"
    r"(?=\s*(?:19|20)\d\d|的|去年|今年|和|与|跟|、)"
)
_GENERIC = re.compile(
    r"商业|村镇|外资|中资|国有|民营|上市|[各全]|政策性|地方|农村|城市|[家大个些所]|企业|金融|医疗|养老|失业|工伤|生育|社会|农业|人寿|财产|产业|供应链|"
    r"跨国|龙头|央企|国企|[本该这那]|哪|多少|工业|行业|服务|规模|公司$|业务?$|收入|利润"
)
_OF_A_COMPANY = re.compile(r"营业(?:总?收入|利润|成本)|营收|净利润|利润总额|归母|每股|毛利|总资产|资产总额|股东|分红")
_HEAD = re.compile(rf"^(?:请问)?\s*(?P<name>{_HAN}{{2,8}}?)\s*(?=(?:19|20)\d\d|去年|今年|的)")

_CAPITALISED = r"[A-Z](?:[\w&.-]|['’](?!s\b)(?=\w))*"
_RUN = rf"{_CAPITALISED}(?:\s+(?:of\s+|&\s+)?{_CAPITALISED})*"
_POSSESSIVE = re.compile(rf"\b(?P<name>{_RUN})(?:['’]s\b|(?<=s)['’](?=\s))")
_WITH_FORM = re.compile(
    r"\b(?P<name>[A-Z][\w&.-]*(?:\s+(?:&\s+)?[A-Z][\w&.-]*)*?,?\s+"
    r"(?:plc|PLC|Inc|Corp|Corporation|Ltd|Limited|LLC|Holdings|Company|Bank|AG|SE|NV|GmbH|University))\b"
)
_SUBJECT = re.compile(rf"\b(?:did|does|do|has|have|had|was|were|is|are|will)\s+(?P<name>{_RUN})")
_BEHIND = re.compile(rf"\b(?:of|at|by|for|than|and|or|with|from|in)\s+(?P<name>{_RUN})")
_JOINED = r"(?:and|or|than|with|versus|vs\.?|to)"
_BESIDE = re.compile(rf"，\s*(?:,\s*)?(?:{_JOINED}\s+)?(?:(?:that|those) of\s+)?(?P<name>{_RUN})")  # a body taken out
_BEFORE = re.compile(rf"\b(?P<name>{_RUN})\s*(?:,\s*)?(?:{_JOINED})\s+，")
_NO_NAME = frozenset(
    "what who which how why when where that it he she there here let this these those did does do has have had was "
    "were is are will can could compare please tell give list name find show according in of for by at on the a an "
    "and or china chinese state council premier president national government prc republic people communist party "
    "congress report annual work district city county province prefecture municipality municipal autonomous region "
    "january february march april may june july august september october november december today yesterday monday "
    "tuesday wednesday thursday friday saturday sunday gdp rmb usd yuan central committee".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """`found` by the name of a body its reports; `missing` the names of which there is no report; `rest` of the text,
    the organisations taken out."""

    found: Mapping[str, Sequence[Report]]
    missing: tuple[str, ...]
    rest: str


def organisations(text: str, reports: Sequence[Report]) -> Named:
    """The organisations of the shelf that the text names, in the order named."""
    groups = _by_body(reports)
    called = {name: body for body in groups for name in body.names}
    at: dict[Body, int] = {}
    rest = text
    for name in sorted(called, key=lambda it: (-len(it), it)):
        for match in reversed([*_pattern(name, called[name]).finditer(rest)]):
            at[called[name]] = min(match.start(), at.get(called[name], match.start()))
            rest = rest[: match.start()] + "，".ljust(len(match[0])) + rest[match.end() :]
    return Named({body.label: groups[body] for body in sorted(at, key=lambda it: at[it])}, (), rest)


def _by_body(reports: Iterable[Report]) -> dict[Body, list[Report]]:
    """The reports by organisations, those of one body together, however it is written."""
    groups: dict[Body, list[Report]] = {}
    for report in reports:
        body = report.body
        if body.office != NATIONAL and (is_organisation(body.office) or (not body.place and len(body.office) > 4)):
            groups.setdefault(next((it for it in groups if it.is_same(body)), body), []).append(report)
    return groups


def _pattern(name: str, body: Body) -> re.Pattern[str]:
    """The name where it stands for the body: not as the beginning of another name (Calder Steel)."""
    if not re.search("[A-Za-z]", name):
        bound = rf"(?:^|(?<=[^{HAN}])|(?<=[和与跟比及同请问]))" if len(name) < 3 else ""
        end = rf"(?=\s*\d|[^{HAN}]|的|[和与跟比]|去年|今年|$)" if len(name) < 3 else ""
        return re.compile(f"{bound}{re.escape(name)}{end}")
    further = r"(?!\s+(?!Annual|Report|Group|In\b)[A-Z][a-z])"
    if name == body.names[0]:  # the name of a file may leave the further words out
        further = "" if " " in name else rf"(?:\s+(?!Annual|Report){_CAPITALISED})*"
    before = r"(?<![A-Za-z0-9])"
    return re.compile(rf"{before}{re.escape(name)}(?![A-Za-z0-9]){further}", 0 if " " not in name else re.I)


def offices(text: str, placed: Mapping[str, Sequence[Report]]) -> Named:
    """The bodies of the places that the text names: those of an office where it names one behind its place."""
    found: dict[str, Sequence[Report]] = {}
    missing: list[str] = []
    for place, reports in placed.items():
        own, lacking = _offices_of(text, place, reports)
        found |= own or {place: reports}
        missing += lacking
    return Named(found, tuple(dict.fromkeys(missing)), text)


@dataclass(frozen=True, slots=True)
class _Is:
    """Is an office one of these names?"""

    names: tuple[str, ...]

    def __call__(self, office: str) -> bool:
        return any(same_office(name, office) for name in self.names if len(name) <= len(office) + 4)


@dataclass(frozen=True, slots=True)
class _IsInEnglish:
    """Is an office the one of this English name: of that kind, and for what a word of the name stands for?"""

    name: str
    kind: str

    def __call__(self, office: str) -> bool:
        if office[-1] not in _ENGLISH_KINDS[self.kind]:
            return False
        words = self.name.removesuffix(self.kind).strip().lower()
        return bool(translations(words, lambda it: it in office)) or ("government" in words and "府" in office)


def _offices_of(text: str, place: str, reports: Sequence[Report]) -> tuple[dict[str, Sequence[Report]], list[str]]:
    found: dict[str, Sequence[Report]] = {}
    missing: list[str] = []
    within = [report for report in reports if report.region == place]
    named: list[tuple[str, Callable[[str], bool]]] = [*_in_chinese(text, place), *_in_english(text, place)]
    for office, is_this in named:
        own = [report for report in within if report.body.office and is_this(report.body.office)]
        if own:
            found.setdefault(own[0].body.label, own)
        elif office:
            missing.append(office)
    return found, missing


def _in_chinese(text: str, place: str) -> Iterator[tuple[str, _Is]]:
    for match in re.finditer(rf"(?:{re.escape(place)}|{re.escape(stem(place))}{place[-1]}?)(?={_HAN})", text):
        run = re.match(rf"(?:(?![的了是有几哪]){_HAN})*", text[match.end() :][:_LONGEST_OFFICE])
        behind = run[0] if run else ""
        starts = [behind[:n] for n in range(len(behind), 1, -1) if _ENDS_AS_OFFICE.search(behind[:n])]
        formed = _OFFICE.match(text, match.end())
        office = f"{place}{formed[0]}" if formed and not is_government(formed[0]) else ""
        yield office, _Is(tuple(starts))


def _in_english(text: str, place: str) -> Iterator[tuple[str, _IsInEnglish]]:
    if not re.search("[A-Z][a-z]", text):
        return
    names = "|".join(re.escape(it) for it in sorted(spellings(place)))
    pattern = rf"\b(?i:{names}){_ENGLISH_RANK}(?:['’]s)?\s+(?P<office>{_ENGLISH_OFFICE})"
    for match in re.finditer(pattern, text):
        yield match[0], _IsInEnglish(match["office"], match["kind"])


def strangers(text: str, is_named: bool) -> tuple[str, ...]:
    """The organisations that the text names besides those of the shelf, which are taken out of it."""
    if re.search(_HAN, text):
        return tuple(dict.fromkeys(_strange_in_chinese(text, is_named)))
    found = dict.fromkeys(_strange_in_english(text))  # letters beside a body are what it is asked about: UNESCO's list
    return tuple(it for it in found if not (is_named and it.isupper()))


def _strange_in_chinese(text: str, is_named: bool) -> Iterator[str]:
    rest = text
    for pattern in (_LEGAL, _BRANCH):
        names = [it["name"] for it in pattern.finditer(rest) if not _GENERIC.search(it["name"].removesuffix("公司"))]
        rest = pattern.sub("，", rest)
        yield from names
    head = _HEAD.match(rest)
    if head and not is_named and _OF_A_COMPANY.search(rest) and not _is_common(head["name"]):
        yield head["name"]


def _is_common(name: str) -> bool:
    """Is it what is asked about, or a place, and no company's name?"""
    return bool(_GENERIC.search(name) or _OF_A_COMPANY.search(name)) or _is_place(name)


def _is_place(name: str) -> bool:
    return name in gazetteer() or name in provinces() or name in cities() or name[-1] in "省市区县"


def _strange_in_english(text: str) -> Iterator[str]:
    for pattern in (_POSSESSIVE, _WITH_FORM, _BESIDE, _BEFORE):
        yield from filter(None, (_proper(it["name"]) for it in pattern.finditer(text)))
    for match in _SUBJECT.finditer(text):
        if " " in (name := _proper(match["name"])) or (name and not is_english(name.lower())):
            yield name
    for match in _BEHIND.finditer(text):
        words = _proper(match["name"]).split()
        if any(not is_english(word.lower()) and word[1:].islower() for word in words):
            yield " ".join(words)


def _proper(name: str) -> str:
    """A run of capitalised words without those that begin a question; empty where it may name no organisation: a place,
    an organ of the state, or a Chinese name in pinyin, which is looked for by its sound."""
    words = name.strip(" ,.").split()
    while words and words[0].lower() in _NO_NAME:
        words = words[1:]
    if not words or re.fullmatch(r"[\d.,-]+", words[0]) or any(map(_is_placed, words)):
        return ""
    return " ".join(words) if any(len(it) > 1 and it.lower() not in _NO_NAME for it in words) else ""


def _is_placed(word: str) -> bool:
    plain = re.sub("['’]", "", word).lower()
    return plain in cities() or plain in ("inner", "mongolia", "hong", "kong") or bool(in_pinyin(word.title()))
