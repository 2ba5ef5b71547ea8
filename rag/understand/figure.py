"""Which figure a question asks for: the words of its measure, what of it, of which years, and what comes of several.

Words of asking, of reckoning and of ranking are taken away; what is left is the name of the measure, which
`index.figures.measures` compares with what reports state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index.figures.disclosure import cells_asked
from index.figures.measures import asks_growth, asks_share, official_name
from index.figures.periods import part_of_year, without_base
from index.language import glossary
from index.language.quantities import Quantity, quantities
from index.language.script import HAN
from index.language.units import SHARE
from rag.understand import comparison, question_type
from rag.understand.bodies import speaks_of_the_country
from rag.understand.query import FigureAsked, Operation, Threshold

_COUNT = r"[两二三四五六七八九十]|\d{1,2}"
_NUMBERS = {**dict(zip("二三四五六七八九十", range(2, 11), strict=True)), "两": 2}
_ENGLISH = {word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)}
_MOST = r"最[高低多少大小快慢]"
_BEST = r"(?:most|least|fewest|highest|lowest|largest|smallest|biggest|fastest|slowest|best)"
_TOP = re.compile(
    rf"前(?P<zh>{_COUNT})(?:名|位|个|家|省|市|强)?|{_MOST}的?(?:前)?(?P<of>{_COUNT})个?|(?P<before>{_COUNT})个?(?:[省市区县]|地方|地区|城市).{{0,6}}{_MOST}|"
    rf"\btop (?P<en>{'|'.join(_ENGLISH)}|\d{{1,2}})\b|\b(?P<which>{'|'.join(_ENGLISH)})\b[\w ]{{1,40}}\b{_BEST}\b",
    re.I,
)
_EVERY = 100  # more than are ever ranked
_ALL = re.compile(
    r"^rank\b|\bin (?:descending|ascending) order|(?:largest|highest|most|lowest|smallest) first|"
    r"排(?:个|一下)?[序队]|从[高大多][往到至][低小少]|从[低小少][往到至][高大多]",
    re.I,
)
_ENDS = re.compile(
    r"最高.{0,6}最低|最低.{0,6}最高|最多.{0,6}最少|最少.{0,6}最多|最快.{0,6}最慢|highest .{0,20}lowest|"
    r"fastest .{0,20}slowest|most .{0,20}(?:least|fewest)|largest .{0,20}smallest",
    re.I,
)
_OPERATIONS: tuple[tuple[Operation, str], ...] = (
    (
        "mean",
        r"平均(?:值|数|是|目标|为|多少|下来)|的平均|(?:simple )?(?:average|mean) of|on average across",
    ),
    (
        "difference",
        r"比.{1,24}(?:多|少|高|低|快|慢|大|小)(?:了?多少|几|出)|相差|差多少|差距|超了?几|difference between|"
        r"how (?:many|much) (?:[\w-]+ ){0,2}(?:more|fewer|less|higher|lower)|"
        r"by how much\b.*\b(?:exceed|more|less|higher|lower|ahead|top|beat|outstrip)",
    ),
    (
        "total",
        r"合计|加起来|加在一起|合起来|一共|总共|总和|之和|altogether|combined|sum of|add up|"
        r"in total(?=\s*[?,.;]|\s*$| (?:across|for|by|did|do)\b)",
    ),
    (
        "rank",
        rf"^rank\b|{_MOST}|排名|排(?:个|一下)?序|排第|排前|前(?:{_COUNT})(?:名|位|个|家|省)|更[高多低少快慢大小]|谁[高多低少大小]|"
        r"哪(?![几些]).{1,24}(?:(?<!多)少|[多高低大小快慢长短])(?:[，。？?；]|$)|"
        rf"\b{_BEST}\b|"
        r"\b(?:higher|lower|larger|smaller)\b|\bwhich (?:one |of them |of the two )?\w+ (?:more|fewer|less)\b",
    ),
)
_DEFINES = re.compile(r"什么是|是什么意思|何谓|what (?:is meant|does .{1,40} mean)", re.I)
_FILTER = re.compile(r"哪些|哪几|有哪|几个|哪[两三四五六七八九十]|都有谁|\b(?:which|what|how many|list)\b", re.I)
_BY_YEAR = re.compile(
    r"(?<![\d.])\d{1,2}年(?:来|间)?的?|哪[一几]?些?年|历年|逐年|每年|which years?|every year|each year|year by year",
    re.I,
)
_RANGE_BETWEEN = re.compile(r"在.{1,16}[到至和与].{1,16}之间|between .{1,30} and ", re.I)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_YEARS = re.compile(rf"({_YEAR})\s*年?\s*(?:[-—–~～至到]|to|through|until)\s*({_YEAR}|\d\d(?!\d))\s*年?", re.I)
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵云滇藏陕秦甘陇青宁新"
# What no name of a measure holds; of single characters, those that are no part of a word there.
_WORDED = re.compile(
    "|".join(
        (
            rf"[（(][^（()）]*[{HAN}]{{3,}}[^（()）]*[)）]|哪[边方]",
            r"(?:(?<=\s)|^)年[度末底]",
            r"按各[省市区县]?.{0,4}(?:里|中)?(?:写出|写明|公布)的?|写明了?|写出的?|写成|写的|写了?|定得|定在|定的|定为|定下|制定的|设定",
            r"提出的?|公布的?|的?报告[里中]?|看(?=$|\s)|现在|目前|如今|做到|各(?:省|市|区县|县|地)",
            rf"(?:{_COUNT}|31)?个?省区?市?里|这?(?:{_COUNT})个?(?:省区市|省区|省份|省|市|区县|区|县|地方|地区)",
            r"省份|省区市|省区|哪一?[个几些年里家]?(?:省份|省|市|区县|区|县|年份?|地方)?|地方(?=有|$|\s)",
            rf"(?:[{_PROVINCES}]、?){{2,5}}(?:[两三四五]?(?:地|省区市|省区|省市|省|市))?(?=$|\s)",
            rf"{_MOST}的?|更[高低多少大小快慢]|前(?:{_COUNT})?[名位]|第[一二三四五六七八九十]|{_COUNT}[名位](?=$|\s)",
            r"中央(?!预算)|国务院|全国|我国|国家(?!级)|年初|最后|实际上?|结果|走势.{0,3}|变化.{0,3}|怎么?样|如何|分别|各(?!项)自?(?:是|为|有)?",
            r"每年|逐年|历年|到底|一共|总共|合计|加起来|平均(?:值|数|(?=$|\s))|相差|差多少|差距|多多少|少多少|[多少高]几|高到|低到",
            r"超了?|[越跨迈]?过了?(?=\s|$)|超过|[越跨迈]上|突破|达到|低于|高于|不足|不到|以上|以下|以内|左右|落在|之间|的话|注意.*$|而不是?.*$|多数.*$|单位.*$",
            r"多少|[有多]多?[高长大快重深远](?:的?规模)?(?=$|\s)|这个数字?|总理|(?:这个|哪个)?(?:大关|关口|台阶)|两位数|几个点|个?百分点|百分之|[万亿]+(?:元|人|吨|斤|公里)?(?=$|\s)|(?:(?<=\s)|^)[元吨斤个件项次人](?=$|\s)",
            r"把|被|于(?=$|\s)|谁|请问?|吗|呢|了(?=$|\s)|的(?=$|\s)|^的|[，。？、“”\"（）()?,]",
            r"(?<![决规确固稳约鉴认协法指])定(?=$|\s)|(?<![通超])过(?=$|\s)|(?<![公])里(?=$|\s)|中(?=$|\s)|间(?=$|\s)|有(?=$|\s)|为(?=$|\s)|是|年(?=$|\s)",
            r"(?:(?<=\s)|^)各(?!项)|(?<=\s)[和与及或从到在给打收算比有约共]|^[和与及或从到在给打收算比有约共间年]|[和与及各收比几](?=$|\s)|(?<![收达得])到(?=$|\s)",
        )
    )
)
_FUNCTION = re.compile("[年月底末到都说要能会还再又越做得着过于被把给和与或及每该此边家岁长占共写]{1,3}")
"""What is left between words of asking, of characters that carry no measure."""
_ENGLISH_ASKING = frozenset(
    (
        "a an the of in on at to for from by with and or is are was were be been did does do has have had how "
        "many much what which who when where it that this those these their s there as into about than report "
        "reports reported according say says said year years yearly annual each every per give list name "
        "number total amount set state council nationwide national china provinces province district "
        "districts county counties city cities highest lowest most least fewest largest smallest biggest "
        "fastest slowest more fewer "
        "less higher lower larger smaller over under above below exceed exceeded average simple mean combined "
        "sum altogether difference between target targets goal ceiling planned plan results result actual "
        "three two four five six seven eight nine ten one top created create harvested harvest harvests "
        "produced million billion trillion thousand percent cent percentage points grow growth rate value "
        "level we please tell me drew draw drawn attract attracted bring brought come came run ran see saw record "
        "recorded register registered reach reached stood handle handled built opened spend spent spending planned "
        "budgeted faster slower quickly during within across whole end start begin by through half figure figures "
        "data pass passed already as much against compare compared between among they them their who whose size "
        "scale bigger greater versus vs rank ranked largest first respectively one ones actually full new its "
        "meet met hit achieve achieved miss missed beat growing average nationally nation countrywide rising rise "
        "rose climb climbed"
    ).split()
)
_GROWING = re.compile(
    r"增长(?:了)?(?:多少|几|目标|率|速)|增速|增幅|涨幅|增长|上涨|涨跌|(?:下降|下跌|降低)了?多少|"
    r"\bgrow(?:th|n|s)?\b|\bincrease rate\b|\brose by\b",
    re.I,
)
_CUMULATIVE = re.compile(r"的?累计(?:总?[数量额])?|到.{0,8}为止(?:一共|总共)")
_DONE = r"实际|结果|实绩|完成值|最[后终]|\bactual(?:ly)?\b|\boutcome\b|\bresults?\b"
_SET = r"目标|预期(?!寿命)|\btargets?\b|\bgoals?\b"
_AGAINST_PLAN = re.compile(rf"(?:{_SET}).{{0,40}}(?:{_DONE})|(?:{_DONE}).{{0,40}}(?:{_SET})", re.I)
_MET = re.compile(
    r"(?:完成|实现|达到|达成|达|兑现).{0,12}(?:目标|计划|预期)|"
    r"(?:目标|计划|预期).{0,24}(?:完成|实现|达到|达成|达标|兑现)|"
    r"\b(?:meet|met|hit|achieved?|reach(?:ed)?|miss(?:ed)?|fall short of|exceed(?:ed)?|beat)\b.{0,60}"
    r"\b(?:targets?|goals?|plan(?:ned)?)\b",
    re.I,
)
_PARTS_OF_A_COMPANY = frozenset("segment division subsidiary overseas online quarter".split())
_QUALIFIERS = (("urban", "城镇"), ("rural", "农村"))
_OF_RESIDENTS = re.compile(r"^人均.*(?:收入|支出|消费)$")
_TWO_DIGITS = re.compile(r"两位数")
_ABSOLUTE = re.compile(r"总量|总额|多少[亿万]*(?:元|人|吨|斤|件|公里)|规模多大|total", re.I)


def figure_asked(text: str, content: str, measure: str, years: Sequence[int]) -> FigureAsked | None:
    """The figure that a question asks for; None where it asks what the measure is.

    `content` is the question without its bodies and years; `measure` what the number asked for measures; `years` those
    that it names.
    """
    if _DEFINES.search(text):
        return None
    bounds = tuple(_bounds(text))
    is_english = question_type.language(text) == "en"
    names = _narrowed(text, _in_chinese(content)) if is_english else tuple(filter(None, [official_name(content)]))
    operation = _operation(text, bounds)
    return FigureAsked(
        words=names[0] if names else measure_words(text, _CUMULATIVE.sub(" ", content)),
        others=names[1:],
        what=_what(text, measure),
        operation=operation,
        years=_every_year(text, years),
        top=_top(text),
        both_ends=_ENDS.search(text) is not None,
        bounds=bounds,
        hedge=_hedge(text),
        part=part_of_year(without_base(text)),
        by_year=_BY_YEAR.search(text) is not None,
        cells=cells_asked(text),
        against_plan=_is_against_plan(text),
        is_national=speaks_of_the_country(text),
    )


def _in_chinese(content: str) -> tuple[str, ...]:
    """What reports may call the measure that an English question names; empty where the glossary knows none, or where a
    word that it does not know stands before the name and may belong to it ("gold reserves", "value of exports")."""
    words, at, found = glossary.words_of(_without_quantities(content)), 0, list[tuple[str, ...]]()
    if not _PARTS_OF_A_COMPANY.isdisjoint(words):
        return ()
    while at < len(words):
        length, choices = glossary.in_chinese(words, at)
        if choices and _is_narrowed(words[:at]):
            return ()
        found += [choices] if choices else []
        at += length
    return found[0] if len(found) == 1 else (" ".join(it[0] for it in found),) if found else ()


def _narrowed(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with the qualifier that stands apart from them: "income, in yuan, of urban residents"."""
    if not names or not _OF_RESIDENTS.search(names[0]):
        return names
    said = next((chinese for english, chinese in _QUALIFIERS if re.search(rf"\b{english}\b", text, re.I)), "")
    return tuple(it if not said or said in it else f"{said}居民{it}" for it in names)


def _is_narrowed(before: Sequence[str]) -> bool:
    """Does a word stand right before a name, or before its "of", that is no word of asking?"""
    near = before[-2:-1] if before[-1:] == ["of"] else before[-1:]
    return any(it.removesuffix("'s") not in _ENGLISH_ASKING and not glossary.in_chinese([it], 0)[1] for it in near)


def measure_words(text: str, content: str) -> str:
    """What is left of a question when its bodies, years, numbers and words of asking are taken away."""
    if question_type.language(text) == "en":
        content = _without_quantities(content)
        kept = [
            word
            for word in re.findall(r"[A-Za-z][A-Za-z&.'-]*\d*(?:\.\d)?", content)
            if word.lower().removesuffix("'s") not in _ENGLISH_ASKING
        ]
        return " ".join(kept)
    rest = _without_quantities(content)
    for _ in range(3):  # what stood between two words of asking may be one now
        rest = " ".join(_WORDED.sub(" ", rest).split())
    return " ".join(word for word in rest.split() if not _FUNCTION.fullmatch(word))


def _without_quantities(content: str) -> str:
    """Without numbers and their units, but for those that are part of a name (PM2.5, M2)."""
    for it in reversed(quantities(content)):
        if not re.search(r"[A-Za-z]$", content[: it.start]):
            content = f"{content[: it.start]} {content[it.end :]}"
    return content


def _operation(text: str, bounds: Sequence[Threshold]) -> Operation:
    if bounds and question_type.kind(text) == "yesno":
        return "threshold"
    if bounds and _FILTER.search(text):
        return "filter"
    return next((name for name, words in _OPERATIONS if re.search(words, text, re.I)), "value")


def _is_against_plan(text: str) -> bool:
    """Is a result held against its target: both are asked for, or whether it was met?"""
    is_met = question_type.kind(text) == "yesno" and _MET.search(text) is not None
    return is_met or _AGAINST_PLAN.search(text) is not None


def _top(text: str) -> int:
    if _ALL.search(text):
        return _EVERY
    found = _TOP.search(text)
    if not found:
        return 1
    said = next(it for it in found.groups() if it).lower()
    return int(said) if said.isdigit() else _NUMBERS.get(said) or _ENGLISH[said]


def _bounds(text: str) -> list[Threshold]:
    """The numbers that a question compares with; two where it asks for what lies between them."""
    if between := _RANGE_BETWEEN.search(text):
        ends = [it for it in quantities(text) if it.start >= between.start()][:2]
        if len(ends) == 2 and _has_unit(ends[1]):
            first = ends[0] if _has_unit(ends[0]) else _as(ends[0], ends[1])
            low, high = sorted((first, ends[1]), key=lambda it: it.amount)
            return [
                Threshold(">=", low.amount, low.unit, low.measure),
                Threshold("<=", high.amount, high.unit, high.measure),
            ]
    every = [it for it in quantities(text) if _has_unit(it)]
    if found := comparison.threshold(text):
        return [found]
    if _TWO_DIGITS.search(text):
        return [Threshold(">=", Decimal(10), "%", SHARE)]
    passed = re.search(r"(?:过|超|破|满|到)了?$", text[: every[0].start]) if every else None
    if passed and re.search(r"[吗？?]", text[every[0].end :]):
        return [Threshold(">", every[0].amount, every[0].unit, every[0].measure)]
    return []


def _has_unit(it: Quantity) -> bool:
    return bool(it.unit) or it.scale != 1


def _as(it: Quantity, like: Quantity) -> Quantity:
    """A bare number in the unit and scale of the one behind it: 900 of 900到1000亿元."""
    return replace(like, value=it.value * like.scale)


def _every_year(text: str, years: Sequence[int]) -> tuple[int, ...]:
    """The years asked for, every one of a span ("2014年到2019年")."""
    spans = [(int(first), int(last if len(last) == 4 else first[:2] + last)) for first, last in _YEARS.findall(text)]
    within = [year for first, last in spans if first < last for year in range(first, last + 1)]
    return tuple(sorted({*years, *within}))


def _what(text: str, measure: str) -> str:
    if _CUMULATIVE.search(text):
        return "cumulative"
    if measure and measure != "share" and _ABSOLUTE.search(text):
        return "level"
    if asks_share(text):
        return "share"
    if "总量" in text and not _GROWING.search(text):
        return "level"
    if _GROWING.search(text) or asks_growth(text):
        return "growth"
    return "level" if measure not in ("", "share", "count", "years") else ""


def _hedge(text: str) -> str:
    """The hedge by which a question filters: “5.5%以上”, not “5.5%左右”."""
    found = re.search(r"[“\"][^”\"]*?(以上|左右|以内)[”\"]", text)
    return found[1] if found else ""
