"""The one table of units: what a unit measures, how large it is, how Chinese and English say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

MONEY, SHARE, COUNT = "money", "share", "count"
DURATIONS = frozenset({"years", "months", "days", "hours", "minutes", "seconds"})
COUNTED = frozenset({COUNT, "people", "households"})
"""Measures of what is counted one by one."""
CLASSIFIERS = frozenset("个件家项次条台座所处场期回辆艘架部套批宗起种门只头棵株份篇册支队届级间栋幢片块张本封笔站点列")
"""Measure words: what they count stands behind them."""

_PLAIN = str.maketrans(
    "０１２３４５６７８９萬億個項條戶噸畝頃點輛臺處場冊級間棟張筆裡時鐘歲餘約過兩",
    "0123456789万亿个项条户吨亩顷点辆台处场册级间栋张笔里时钟岁余约过两",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What one unit measures, and how it is written.

    `factor`  how many of the smallest unit of its `measure` it is.
    `names`   Chinese; the first one stands for all.
    `singular`, `plural`  its English as we write it; `close` where no blank parts it from the number.
    `words`   a pattern of its English as others write it.
    `prefix`  what we put before a sum of money; `signs` a pattern of what others put there.
    `alone`   it shares a measure with others and is not what they are: 人次 are no 人.
    """

    measure: str
    factor: Decimal
    names: tuple[str, ...]
    singular: str = ""
    plural: str = ""
    words: str = ""
    prefix: str = ""
    signs: str = ""
    close: bool = False
    alone: bool = False


def _unit(
    measure: str,
    names: str,
    factor: str = "1",
    english: str = "",
    words: str = "",
    *,
    close: bool = False,
    alone: bool = False,
) -> Unit:
    """`english` is the singular and, behind a stroke, the plural; "km" is both."""
    singular, _, plural = english.partition("/")
    return Unit(
        measure,
        Decimal(factor),
        tuple(names.split()),
        singular,
        plural or singular,
        words,
        close=close,
        alone=alone,
    )


def _currency(measure: str, names: str, code: str, words: str, signs: str) -> Unit:
    return Unit(measure, Decimal(1), tuple(names.split()), words=words, prefix=f"{code} ", signs=signs)


# English usage of the National Bureau of Statistics. "item", "time" and the like are written and not read: they stand
# for several Chinese ones.
_TABLE = (
    _currency(MONEY, "元 块钱 人民币", "RMB", r"yuan|RMB|CNY|renminbi", r"RMB|CNY|Rmb|[¥￥]"),
    _currency("dollars", "美元 美金", "USD", r"(?:US|U\.S\.) dollars?|USD|dollars?", r"US\$|USD|\$"),
    _currency("hong kong dollars", "港元 港币 港幣", "HKD", r"Hong Kong dollars?|HKD", r"HK\$|HKD"),
    _currency("euros", "欧元", "EUR", r"euros?|EUR", "EUR|€"),
    _currency("pounds", "英镑", "GBP", r"pounds? sterling|GBP", "GBP|£"),
    _currency("yen", "日圆", "JPY", r"yen|JPY", "JPY"),
    _unit(SHARE, "% ％", english="%", words=r"per ?cent(?!age)", close=True),
    _unit(SHARE, "‰", "0.1", "‰", close=True),
    _unit("times", "倍", english="time/times"),
    _unit("points", "个百分点 百分点", english="percentage point/percentage points", words=r"percentage[ -]points?"),
    _unit("points", "个基点 基点", "0.01", "basis point/basis points", r"basis points?|bps"),
    _unit("points", "个千分点 千分点", "0.1", "per mille point/per mille points"),
    _unit("people", "人次", english="visit/visits", words=r"visits?|person-times", alone=True),
    _unit("people", "人 名 位", english="person/people", words=r"persons?|people"),
    _unit("households", "户", english="household/households", words=r"households?"),
    _unit("weight", "吨", "1000", "tonne/tonnes", r"(?:metric )?ton(?:ne)?s?"),
    _unit("weight", "公斤 千克", english="kg", words=r"kg|kilograms?|kilogrammes?"),
    _unit("weight", "斤", "0.5", "jin (0.5 kg)", r"jin"),
    _unit("length", "公里 千米", "1000", "km", r"km|kms|kilomet(?:re|er)s?"),
    _unit("length", "米", english="metre/metres", words=r"met(?:re|er)s?"),
    _unit("length", "海里", "1852", "nautical mile/nautical miles", r"nautical miles?"),
    _unit("area", "平方公里", "1000000", "square km", r"(?:square|sq\.?)[ -]?(?:kilomet(?:re|er)s?|km)|km[2²]"),
    _unit(
        "area",
        "平方米 平米",
        english="square metre/square metres",
        words=r"(?:square|sq\.?)[ -]?(?:met(?:re|er)s?|m)|m[2²]",
    ),
    _unit("area", "公顷", "10000", "hectare/hectares", r"hectares?|ha"),
    _unit("area", "亩", "666.67", "mu", r"mu"),
    _unit("volume", "立方米 方", english="cubic metre/cubic metres", words=r"cubic[ -]met(?:re|er)s?|m[3³]"),
    _unit("energy", "千瓦时 千瓦小时 度", english="kWh", words=r"kWh|kilowatt[ -]hours?"),
    _unit(
        "concentration",
        "微克/立方米 微克每立方米 微克／立方米 微克",
        english="microgram per cubic metre/micrograms per cubic metre",
        words=r"(?:μg|µg|ug|micrograms?)(?: ?/ ?m[3³]| per cubic met(?:re|er))",
    ),
    _unit("power", "千瓦", english="kW", words=r"kW|kilowatts?"),
    _unit("power", "瓦", "0.001", "watt/watts", r"watts?"),
    _unit("years", "年", english="year/years", words=r"years?"),
    _unit("months", "个月 月", english="month/months", words=r"months?"),
    _unit("days", "个工作日 工作日", english="working day/working days", words=r"working[ -]days?", alone=True),
    _unit("days", "天 日", english="day/days", words=r"days?"),
    _unit("hours", "个小时 小时", english="hour/hours", words=r"hours?"),
    _unit("minutes", "分钟", english="minute/minutes", words=r"minutes?"),
    _unit("seconds", "秒", english="second/seconds", words=r"seconds"),
    _unit("age", "岁", english="year of age/years of age", words=r"years? (?:of age|old)"),
    _unit(COUNT, "件 项 条", english="item/items"),
    _unit(COUNT, "次", english="time/times"),
    _unit(COUNT, "批次", english="batch/batches"),
    _unit(COUNT, "架次", english="flight/flights"),
    _unit(COUNT, "辆", english="vehicle/vehicles"),
    _unit(COUNT, "艘", english="vessel/vessels"),
    _unit(COUNT, "册", english="volume/volumes"),
    _unit(COUNT, "场", english="event/events"),
    _unit(COUNT, "栋", english="building/buildings"),
    _unit(COUNT, "套", english="set/sets"),
    _unit(COUNT, " ".join(sorted(CLASSIFIERS - set("件项条次辆艘册场栋套")))),
)
CURRENCIES = frozenset(unit.measure for unit in _TABLE if unit.prefix)
"""Measures of money, one a currency: sums of different ones do not compare."""
_BY_NAME: Mapping[str, Unit] = {name: unit for unit in _TABLE for name in unit.names}
NAMES = "|".join(map(re.escape, sorted(set(_BY_NAME) - CLASSIFIERS, key=len, reverse=True)))
"""Chinese units but for measure words, as a pattern, the longest first."""
ENGLISH_NAMES = "|".join(sorted((unit.words for unit in _TABLE if unit.words), key=len, reverse=True))
"""English units, as a pattern."""
SIGNS = "|".join(sorted((unit.signs for unit in _TABLE if unit.signs), key=len, reverse=True))
"""What stands before a sum of money, as a pattern."""


def unit(name: str) -> Unit | None:
    """The unit of a Chinese name."""
    return _BY_NAME.get(name)


@cache
def english_unit(word: str) -> Unit | None:
    """The unit that English writes so, behind a number or as the sign of a currency before it."""
    return next(_written(word, ((it, f"{it.words}|{it.signs}") for it in _TABLE if it.words)), None)


def _written(word: str, patterns: Iterable[tuple[Unit, str]]) -> Iterator[Unit]:
    return (it for it, pattern in patterns if re.fullmatch(pattern, word, re.I))


def plain(text: str) -> str:
    """Figures in half width; traditional scales, units and measure words as simplified ones; as long as before."""
    return text.translate(_PLAIN)


def units_named(text: str) -> frozenset[str]:
    """The Chinese units and measure words that stand in the text."""
    return frozenset(unit for unit in (*_BY_NAME, *CLASSIFIERS) if unit in text)
