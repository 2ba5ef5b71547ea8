"""Names of bodies, told by their form: places, then what the office does, then what kind of office it is.

No office is listed; a body that nobody has seen is read as well as any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.language.dates import FIGURES, SPELLED_YEAR
from index.language.dictionary import is_english
from index.language.gazetteer import cities, gazetteer, leading, provinces, stem
from index.language.script import HAN

NATIONAL = "国务院"

LETTER = rf"(?:(?!的)[{HAN}])"
"""A character of a name, as a pattern."""
LONG_KIND = (
    r"人民代表大会常务委员会|人大常委会|人民政府|政府|党工委|工委|常委会|管委会|居委会|村委会|委员会|办事处|办公[厅室]|府办|党委|党组|"
    r"党支部|联盟|学会|商会|事务所|人民法院|法院|人民检察院|检察院|大学|学院|学校|医院|中心|总局|总队|支队|大队|联合会|总工会|红十字会|协会|分行|公司|集团|海关|"
    r"调查队|管理处|研究[院所]|图书馆|博物馆|档案馆|文化馆|少年宫|文化宫|中学|小学|幼儿园|银行|监狱|开发区|园区|新区|国务院|街道"
)
SHORT_KIND = r"[局办委厅署处院校所站社部会]"
KIND = rf"(?:{LONG_KIND}|{SHORT_KIND})"
PLACE = rf"{LETTER}{{2,12}}?[省市区县旗州]"
_TRADES = (
    "新能源|能源|科技|技术|电子|电器|电气|汽车|工业|实业|制造|材料|生物|医药|制药|药业|网络|信息|通信|通讯|机械|装备|重工|化工|食品|控股|投资|"
    "发展|国际|智能|环保|环境|建设|建筑|物流|服务|产业|软件|半导体|动力|电力"
)
_BODY = re.compile(rf"(?:中共)?{LETTER}{{2,40}}?{KIND}")
_COMPANY = re.compile(
    rf"[{HAN}（）()]{{2,30}}(?:股份有限公司|有限责任公司|有限公司|股份公司)"
)  # 美的集团: with any letter
_NO_BODY = re.compile(
    r"关于|对于|的|报告|公开$|通过|审议|根据|按照|为了|现将|坚持|附件|年度|^[主承]办|首页|门户|网站|大厅$|本级|会议"
)
_CENTRAL = re.compile(r"^(?:中国共产党|中共|政协|国家税务总局|国家统计局|中国人民银行|中华人民共和国)(?!$)")
_IS_RELATIVE = re.compile(
    rf"^(?:[本我全各该][省市区县旗州镇乡局委办]?|[省市区县旗州镇乡](?!{LETTER}{{1,3}}[省市区县镇乡]))"
)
# What may stand before the name of a body in a title, and what may follow it there.
_LEAD = re.compile(
    rf"^(?:【[^】]*】|关于(?!对)|《|\d{{4}}\s*(?:[-—–至]\s*\d{{4}})?\s*(?:年度?|学年度?)?(?:[上下]半年)?|{SPELLED_YEAR}\s*年度?)+"
)
_TOPIC = (
    rf"(?=关于|的|\d{{4}}|\d{{2,3}}年|{SPELLED_YEAR}|施政|法治|依法(?!治)|政府(?:信息|网站|工作)|信息公开|政务公开|网站|工作|部门|单位|本级|预算|决算|履[行职]|"
    r"推进|开展|落实|贯彻|述[法职]|年度|行政|普法|党建|安全|绩效|整改|自查|财政|[上下]半年|第[一二三四]季度|[（(《]|$)"
)
_TITLED = re.compile(rf"((?:中共)?{LETTER}{{1,40}}?(?!政府(?:信息|网站|工作|年报)){KIND}){_TOPIC}")
_JOINT = re.compile(rf"((?:中共)?({PLACE}){LETTER}{{0,12}}?{KIND})((?:中共)?\2{LETTER}{{0,16}}?{KIND})")


def is_body(line: str) -> bool:
    """Is the line the name of a body and nothing else?"""
    return body_alone(line) != ""


def body_alone(line: str) -> str:
    """The body whose name fills the line, two joint issuers set apart by a blank; empty for any other line."""
    name = re.sub(r"文件$", "", line.strip("（）()[]【】 \t。"))
    if _COMPANY.fullmatch(name):
        return name
    if not _BODY.fullmatch(name) or _NO_BODY.search(name):
        return ""
    joint = _JOINT.fullmatch(name)
    return f"{joint[1]} {joint[3]}" if joint else name


def places_of(name: str) -> tuple[str, ...]:
    """The places with which the name of a body or a report begins, its town or street included."""
    while match := _CENTRAL.match(name):
        name = name[match.end() :]
    places: list[str] = []
    while place := leading(name):
        places.append(provinces().get(place, place))
        name = name[len(place) :]
    town = re.match(rf"(?:人民政府)?({LETTER}{{2,6}}?(?:街道|镇|乡))(?=办事处|人民政府|政府|党|工委|\d|$)", name)
    return (*places, town[1]) if town else tuple(places)


def without_lead(title: str) -> str:
    """A title from the point where its body's name may begin: without the year and 关于 before it."""
    return _LEAD.sub("", title)


def titled_body(title: str) -> str:
    """The body whose name begins the title; empty where a place alone or a subject does."""
    if company := _COMPANY.match(without_lead(title)):
        return company[0]
    match = _TITLED.match(without_lead(title))
    return match[1] if match and not _NO_BODY.search(match[1]) else ""


def is_placed(body: str) -> bool:
    """Does the name say which place the body belongs to?"""
    return bool(places_of(body)) or NATIONAL in body


def is_relative(body: str) -> bool:
    """Is it a name only within its place: 区司法局, 我局?"""
    return _IS_RELATIVE.match(body) is not None


def government(place: str) -> str:
    """The government of a place, the office of a street: 西藏 → 西藏自治区人民政府."""
    return provinces().get(place, place) + ("办事处" if place.endswith("街道") else "人民政府")


def file_name(source: str) -> str:
    """The name of a file without folders and suffix."""
    return re.sub(r"\.\w{1,5}$", "", source.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Body:
    """Who a report is by, or whom a question is about.

    `place`  by its path in the gazetteer, widest first; empty for who is of no place.
    `office` of the place ("公安分局"), or an organisation by its own full name ("比亚迪股份有限公司", "Calder Robotics
             plc"); empty for the government of the place.
    """

    place: tuple[str, ...] = ()
    office: str = ""

    @classmethod
    def of(cls, issuer: str, regions: Sequence[str] = (), title: str = "") -> Body:
        """The body that a report names as its issuer, else that of its title; `regions` are the places it is about."""
        own = issuer or ("" if regions else organisation_in(title))
        if not own or is_organisation(own):
            return cls(tuple(regions), own)
        places, office = _divided(own, regions)
        return cls(tuple(regions) or places, "" if is_government(office) else office)

    @property
    def is_organisation(self) -> bool:
        """Does it go by a name of its own, without its place: a company, a university?"""
        return bool(self.office) and (not self.place or is_organisation(self.office))

    @property
    def label(self) -> str:
        """Its name for the reader: 青浦区公安分局, 青浦区 for the government, Calder Robotics plc."""
        if not self.place or self.is_organisation:
            return self.office
        return f"{self.place[-1]}{self.office}"

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which an organisation is called, the fullest first; for any other body, its label."""
        return short_names(self.office) if self.is_organisation else (self.label,)

    def is_same(self, other: Body) -> bool:
        """Do two descriptions mean one body? Wider places may be left out, words shortened."""
        if self.is_organisation and other.is_organisation:
            return not {*self.names[:2]}.isdisjoint(other.names[:2])
        placed = self.place == other.place or _ends_alike(self.place, other.place)
        return placed and (self.office == other.office or same_office(self.office, other.office))


_TOWN = re.compile(rf"{LETTER}{{2,6}}(?:街道|镇|乡)")
_GOVERNMENTS = ("", "人民政府", "政府", "办事处", "人民政府办事处")
_LEGAL_FORM = re.compile(r"(?:[（(][^（）()]*[）)])?(?:控股)?(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)$")
_ORGANISATION = re.compile(r"(?:公司|集团|银行|大学|学院|出版社|交易所|基金会|研究院|(?:行政|监察|立法|司法|考试)院)$")
_ENGLISH_FORM = re.compile(
    r"[,\s]+(?:plc|inc|incorporated|corp|corporation|co|company|ltd|limited|llc|llp|ag|se|nv|sa|spa|gmbh|group|holdings?)"
    r"\.?$",
    re.I,
)
_REPORT_WORDS = re.compile(
    r"\b(?:annual|interim|half[- ]year(?:ly)?|quarterly|integrated|consolidated|financial|budget|statements?|accounts?|"
    rf"reports?|form|10-?[kq]|results?|review|summary|and|for|of|on|the|year|ended|fy|fiscal|(?:fy)?{FIGURES}(?:[-/]\d\d)?)\b",
    re.I,
)


def is_government(office: str) -> bool:
    """Is it the government itself, and no office of it?"""
    return office in _GOVERNMENTS


def is_organisation(name: str) -> bool:
    """Does the name stand for itself: a company's, a university's, one in Latin letters?"""
    return bool(_ORGANISATION.search(name)) or (re.search("[A-Za-z]", name) is not None and not re.search(LETTER, name))


def _of_trade(name: str) -> str:
    """A company's name without what it trades in, as people call it: 宁德时代 of 宁德时代新能源科技; the name itself
    where no more than a place would be left."""
    bare = re.sub(rf"(?:{_TRADES})+$", "", name)
    is_name = len(bare) > 2 and not is_place(bare) and bare not in cities()
    return bare if is_name else name


def short_names(name: str) -> tuple[str, ...]:
    """An organisation's names, the fullest first: without its legal form, and in English by its first word where that
    is no common one's start ("Calder Robotics plc", "Calder Robotics", "Calder")."""
    if not re.search("[A-Za-z]", name) or re.search(LETTER, name):
        bare = _LEGAL_FORM.sub("", name)
        group = bare.removesuffix("集团")
        return tuple(dict.fromkeys(it for it in (name, bare, group, _of_trade(group)) if len(it) > 1))
    bare = name.removeprefix("The ")
    while _ENGLISH_FORM.search(bare):
        bare = _ENGLISH_FORM.sub("", bare).rstrip(",. ")
    first = bare.split()[0] if bare.split() else ""
    alone = first if len(first) > 3 and not is_english(first.lower()) else ""
    return tuple(dict.fromkeys(filter(None, (name, bare, alone))))


def organisation_in(title: str) -> str:
    """The organisation that a title in Latin letters, or the name of a file, begins with: "Calder_annual_report_2023"
    → "Calder"; that of a Chinese title; empty where there is none."""
    if re.search(LETTER, title):
        body = titled_body(title)
        return body if is_organisation(body) else ""
    words = re.sub(r"\.\w{1,5}$", "", title).replace("_", " ").strip()
    told = _REPORT_WORDS.search(words)
    name = words[: told.start()].strip(" ,:-–—'’") if told else ""
    return re.sub(r"['’]s$", "", name) if re.match(r"[A-Z0-9]", name) and re.search("[A-Za-z]{2}", name) else ""


def is_place(name: str) -> bool:
    """Is it the name of a place and nothing else: of one that the gazetteer knows, or in the form of one?"""
    return name in gazetteer() or name in provinces() or leading(name) == name or bool(_TOWN.fullmatch(name))


def stands_in(name: str, text: str) -> bool:
    """Does the text name the body: a place with its rank or without, an office as it is called within its place, an
    organisation by one of its names?"""
    if is_organisation(name):
        return any(it.lower() in text.lower() for it in short_names(name)[:2])
    _, office = _divided(name, ())
    return stem(name) in text or (office not in ("", name) and office in text)


def _divided(name: str, regions: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """A body's name → its places, and the office without them, the party and its group."""
    rest = re.sub(r"^中共", "", re.sub(r"(?<=[^市区县省])(?:党组|党委)$", "", name))
    places: list[str] = []
    while place := leading(rest):
        places.append(provinces().get(place, place))
        rest = rest[len(place) :]
    own = next((it for it in reversed(regions) if it in rest), "")
    if own:  # a town behind its district's government
        rest = rest.partition(own)[2]
    elif regions and not places and is_relative(rest) and rest[0] == regions[-1][-1]:
        rest = rest[1:]
    return tuple(places), rest


def same_body(one: str, other: str) -> bool:
    """Do two names mean one body? Places may be left out from the left, words shortened: 长宁区府办 and
    上海市长宁区人民政府办公室; the party group of an office counts as the office."""
    here, there = places_of(one), places_of(other)
    if (here or there) and not _ends_alike(here, there):
        return False
    return _agree(_office(one, here), _office(other, there))


def same_office(one: str, other: str) -> bool:
    """Do two names of offices, without their place, mean the same: 政务服务办 and its 办公室, 审批局 and 行政审批局?"""
    here, there = _office(one, ()), _office(other, ())
    short, long = sorted((here, there), key=len)
    return _agree(here, there) or (len(short) > 2 and long.endswith(short))


def _agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short[:1] == long[:1] and short[-1:] == long[-1:] and _is_spread_in(short, long)


def _ends_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """One chain of places is the end of the other, ranks aside."""
    size = min(len(one), len(other))
    return size > 0 and [*map(stem, one[-size:])] == [*map(stem, other[-size:])]


def _office(body: str, places: tuple[str, ...]) -> str:
    """What is left of a body's name without its places, in its shortest form."""
    name = re.sub(r"中共|党组$|党委$", "", body)
    for place in places:
        name = name.replace(place, "", 1).replace(stem(place), "", 1)
    for long, short in (
        ("管理委员会", "管委会"),
        ("委员会", "委"),
        ("办公室", "办"),
        ("人民政府", "府"),
        ("政府", "府"),
        (" ", ""),
    ):
        name = name.replace(long, short)
    return name


def _is_spread_in(short: str, long: str) -> bool:
    """Do the characters of the one stand in the other in their order: 发改委 in 发展和改革委?"""
    rest = iter(long)
    return all(char in rest for char in short)
