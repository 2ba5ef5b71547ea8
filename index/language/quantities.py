"""Numbers with their units, as Chinese reports write them: 8374.2亿元, 5.7万余家, 增长7.5%, 二百七十七项."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import cn2an

MONEY, SHARE, COUNT = "money", "share", "count"

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# unit → what it measures, and how many of the measure's smallest it is; longest first decides
_UNITS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("元", "块钱", "人民币"), (MONEY, "1")),
    "美元": ("dollars", "1"),
    "港元": ("hong kong dollars", "1"),
    "欧元": ("euros", "1"),
    **dict.fromkeys(("%", "％"), (SHARE, "1")),
    "‰": (SHARE, "0.1"),
    "倍": ("times", "1"),
    **dict.fromkeys(("个百分点", "百分点"), ("points", "1")),
    **dict.fromkeys(("人次", "人", "名", "位"), ("people", "1")),
    "户": ("households", "1"),
    "吨": ("weight", "1000"),
    **dict.fromkeys(("公斤", "千克"), ("weight", "1")),
    "斤": ("weight", "0.5"),
    **dict.fromkeys(("公里", "千米"), ("length", "1000")),
    "米": ("length", "1"),
    "海里": ("length", "1852"),
    "平方公里": ("area", "1000000"),
    "平方米": ("area", "1"),
    "公顷": ("area", "10000"),
    "亩": ("area", "666.67"),
    **dict.fromkeys(("立方米", "方"), ("volume", "1")),
    **dict.fromkeys(("千瓦时", "度"), ("energy", "1")),
    "千瓦": ("power", "1"),
    "瓦": ("power", "0.001"),
    "年": ("years", "1"),
    **dict.fromkeys(("个月", "月"), ("months", "1")),
    **dict.fromkeys(("个工作日", "工作日", "天", "日"), ("days", "1")),
    **dict.fromkeys(("个小时", "小时"), ("hours", "1")),
    "分钟": ("minutes", "1"),
    "秒": ("seconds", "1"),
    "岁": ("age", "1"),
}
_DURATIONS = frozenset({"years", "months", "days", "hours", "minutes", "seconds"})
_COUNTED = frozenset({COUNT, "people", "households"})
_UNIT = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
_DIGITS = r"(?<![\d.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?"
_NUMERAL = r"[零〇一二两三四五六七八九十百千]+"
_QUANTITY = re.compile(
    rf"(?P<before>百分之|第)?(?P<number>{_DIGITS}|{_NUMERAL})\s*(?P<more>[余多来])?\s*(?P<scale>(?:[十百万亿]|千(?![瓦克米]))*)"
    rf"\s*(?:余|多)?\s*(?P<unit>{_UNIT}|[\u4e00-\u9fff]|(?=\W)|$|(?<=[万亿]))"
)
_ROUGH = re.compile(r"[约近超余多]|以上|以下|左右")
_ENUMERATES = ("是", "、", "）", ")")
_ASKED = re.compile(rf"(?:多少|(?<!第)几)\s*(?P<scale>[十百千万亿]*)\s*(?P<unit>{_UNIT}|[\u4e00-\u9fff])?")
_MONEY_NOUN = re.compile(
    r"(?:收入|产值|总值|投资|支出|销售额|营收|金额|资金|成本|造价|费用|税收|利润|经费|总额|交易额|成交额|GDP)"
    r"(?:总共|一共|总量|合计|分别|各|是|为|有|达|到)*"
    r"(?:多少|几)|多少钱",
    re.I,
)
_CLASSIFIERS = frozenset("个件家项次条台座所处场期回辆艘架部套批宗起种门只头棵株份篇册支队届级间栋幢片块张本封笔站点")
_ENGLISH: Mapping[str, str] = {
    MONEY: r"how much (?:money\b|did .{0,60}(?:cost|spend|invest|collect|raise|charge|take in|earn))|"
    r"what (?:was|were|is|are) .{0,40}\b(?:gdp|revenue|expenditure|turnover|investment|budget)\b"
    r"(?!.*\b(?:grow|growth|rate|percent|increase|rank|target|share))",
    "people": r"\bpopulation\b|how many (?:\w+ ){0,2}(?:people|persons|workers|students|tourists|visitors|residents|"
    r"participants|graduates|patients|passengers|trainees)\b",
    "weight": r"\b(?:in|many|million) (?:\w+ )?tonn?e?s\b",
    "length": r"\b(?:in|many|of) (?:\w+ )?kilomet(?:re|er)s\b",
    "area": r"\b(?:in|many|million) (?:\w+ )?(?:mu|hectares|square met(?:re|er)s|square kilomet(?:re|er)s)\b",
    "years": r"\bhow many (?:years|months|days|hours|minutes)\b",
    COUNT: r"\bhow many\b",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` of `unit` as told, scale applied (5.7万家 is 57000 of 家); `measure` what the unit measures, `count` for
    a measure word; `start` and `end` its characters; `rough` where the text says so itself (余, 约, 以上)."""

    value: Decimal
    unit: str
    measure: str
    start: int
    end: int
    rough: bool = False

    @property
    def amount(self) -> Decimal:
        """In the smallest unit of its measure: comparable with every other of the measure."""
        return self.value * Decimal(_UNITS[self.unit][1]) if self.unit in _UNITS else self.value


def quantities(text: str) -> list[Quantity]:
    """Every number of the text in order; dates (2024年, 3月5日) and ordinals (第三) are none."""
    return [it for match in _QUANTITY.finditer(text) if (it := _quantity(text, match))]


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    number, unit = match["number"], match["unit"]
    if match["before"] == "第" or _is_date(match) or _is_no_number(match):
        return None
    value = _value(number)
    if value is None:
        return None
    for scale in match["scale"]:
        value *= _SCALES[scale]
    unit = "%" if match["before"] else unit if unit in _UNITS or unit in _CLASSIFIERS else ""
    measure = _UNITS[unit][0] if unit in _UNITS else COUNT if unit else ""
    end = match.end() if unit or not match["unit"] else match.start("unit")
    rough = _ROUGH.search(text[max(0, match.start() - 2) : end + 2]) is not None
    return Quantity(value, unit, measure, match.start(), end, rough)


def _is_no_number(match: re.Match[str]) -> bool:
    """一 is more often an article; 三 without a measure word is part of a name, "三是" numbers a clause."""
    if match["number"][0].isdigit() or match["scale"]:
        return False
    behind = match.string[match.end("number") : match.end("number") + 1]
    counts = match["unit"] in _UNITS or match["unit"] in _CLASSIFIERS or match["before"] == "百分之"
    lone = len(match["number"]) == 1 and not counts
    return lone or match["number"] in "一千百" or behind in _ENUMERATES


def _is_date(match: re.Match[str]) -> bool:
    number, unit = match["number"], match["unit"]
    if unit == "年" and not match["scale"]:
        return re.fullmatch(r"(?:19|20)\d\d|[一二]?[零〇一二三四五六七八九]{3,4}", number) is not None
    return unit in ("月", "日") and number.isdigit() and int(number) <= 31 and not match["scale"]


@cache
def _value(number: str) -> Decimal | None:
    if number[0].isdigit():
        return Decimal(number.replace(",", "").replace("，", ""))
    try:
        return Decimal(str(cn2an.cn2an(number, "normal")))
    except ValueError:  # 百, 零零: no number as it stands
        return None


def measure_asked(question: str, language: str) -> str:
    """What the number asked for measures ("多少亿元" money, "几项" count); empty where the question does not say."""
    if language == "en":
        return next((measure for measure, words in _ENGLISH.items() if re.search(words, question, re.I)), "")
    if re.search(r"人口[^，。？]{0,4}多少", question):
        return "people"
    if re.search(r"多长时间|多久", question):
        return "years"
    match = _ASKED.search(question)
    unit = (match["unit"] if match else None) or ""
    if unit in _UNITS:
        return _UNITS[unit][0]
    if unit in _CLASSIFIERS:
        return COUNT
    return MONEY if _MONEY_NOUN.search(question) else ""


def scale_asked(question: str) -> Decimal:
    """The size that the question expects ("多少万辆" 10,000); 1 where it names none."""
    match = _ASKED.search(question)
    scale = match["scale"] if match else ""
    return {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}.get(scale, Decimal(1))


def states(text: str, measure: str, scale: Decimal = Decimal(1)) -> bool:
    """Does the text state a number of the measure, and not one a tenth of the scale or less?

    Measure words (项, 家, 个; not 人次) stand for one another, and so do durations. A number in a cell of a table does
    for any: the heading may tell its unit.
    """
    every = quantities(text)
    if any(not it.unit and text[: it.start].rstrip().endswith((":", "：", "|")) for it in every):
        return True
    found = {it.measure for it in every if it.value > scale / 10 or scale == 1}
    if measure == "people":
        return bool(found & {"people", ""})
    if measure in _COUNTED:
        return bool(found & {*_COUNTED, "times", ""})
    return bool(found & _DURATIONS) if measure in _DURATIONS else measure in found


def units_named(text: str) -> frozenset[str]:
    """The units and measure words that stand in the text."""
    return frozenset(unit for unit in (*_UNITS, *_CLASSIFIERS) if unit in text)
