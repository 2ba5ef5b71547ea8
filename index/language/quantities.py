"""Numbers with their units, as Chinese reports write them: 8374.2亿元, 5.7万余家, 增长7.5%, 二百七十七项; and as
English ones do: RMB 3.2 bn, $5 billion, 4.5 per cent, 11,420.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from index.language.dates import FIGURES
from index.language.numerals import ARABIC, CHINESE, DIGITS, ENGLISH, decimal
from index.language.scales import ENGLISH_SCALES, SCALE, SHORT_SCALES, size
from index.language.script import HAN
from index.language.units import (
    COUNT,
    COUNTED,
    CURRENCIES,
    DURATIONS,
    ENGLISH_NAMES,
    MONEY,
    NAMES,
    SHARE,
    SIGNS,
    Unit,
    english_unit,
    plain,
    unit,
)

_MORE = "[余多]"
# What may stand behind 兆, 亿 and 万 and belongs to the same number: 6,200万, 三千万, 6千.
_SMALLER = (
    r"(?:(?<=兆)\s*[\d,]{1,5}亿)?"
    rf"(?:(?<=亿)(?:(?:\d{{1,4}}|\d,\d{{3}})\s?千?{_MORE}?万|零?{CHINESE}{_MORE}?万))?"
    rf"(?:(?<=[万亿])(?:\d千(?![瓦克米])(?:\d百)?|(?=[{CHINESE[1:-2]}]+[十百千])零?{CHINESE}(?![万亿])))?"
)
_QUANTITY = re.compile(
    rf"(?P<before>百分之|第)?(?P<number>{ARABIC}|{CHINESE})\s*(?P<more>[余多来])?"
    rf"\s*(?P<scale>{SCALE}*(?:(?<=[十百千万]){_MORE}[万亿]+)?)(?P<smaller>{_SMALLER})"
    rf"\s*{_MORE}?\s*(?P<unit>{NAMES}|[{HAN}]|(?=\W)|$|(?<=[万亿]))"
)
_PART = re.compile(rf"(?P<number>[\d,]+|{CHINESE})\s*(?P<scale>[十百千万亿余多]*)")
_ENGLISH_SCALE = "|".join(ENGLISH_SCALES)
_ENGLISH_QUANTITY = re.compile(
    rf"(?:(?<![A-Za-z$])(?P<sign>{SIGNS})\s?|(?<![A-Za-z\d.,])(?<![A-Za-z]-))"
    rf"(?P<number>{ARABIC}|(?:{'|'.join(ENGLISH)})(?![A-Za-z])|one(?=[ -](?:{_ENGLISH_SCALE})\b))"
    rf"(?P<scale>(?:[ -]?(?:{_ENGLISH_SCALE})(?![A-Za-z]))+|"
    rf"(?(sign)[ ]?(?:{'|'.join(SHORT_SCALES)})(?![A-Za-z])|(?!))|)"
    rf"(?:[ -]?(?P<unit>{ENGLISH_NAMES})(?![A-Za-z]))?",
    re.I,
)
_ENGLISH_ROUGH = re.compile(
    r"\b(?:about|nearly|almost|around|some|over|under|up to|approximately|roughly|(?:more|less|fewer) than|"
    r"at (?:least|most))\s$",
    re.I,
)
_ROUGH_BEFORE = 15  # characters before an English number that may hedge it
_MONTH = r"(?:Jan|Feb|March|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# 2022 as English text writes a year, a day with its month, and the year that heads a figure: (2022: 3,744).
_ENGLISH_DATE = re.compile(
    rf"(?<![\d.,])\d{{1,2}} {_MONTH}(?:,? {FIGURES})?(?![\d,]\d)|"
    rf"\b{_MONTH} \d{{1,2}}(?:,? {FIGURES})?(?![\d,]\d)|"
    rf"(?:(?<=[A-Za-z] )|(?<=FY)){FIGURES}(?:[/–-]\d\d)?(?![\d.,]?\d)(?!\s?[%％{HAN}])|"
    rf"(?<![\d.,]){FIGURES}(?= ?[:：] ?[\d$£€¥])"
)
_ROUGH = re.compile(r"[约近超余多]|以上|以下|左右")
_ENUMERATES = ("是", "、", "）", ")")
_ASKED = re.compile(rf"(?:多少|(?<!第)几)\s*(?P<scale>[十百千万亿]*)\s*(?P<unit>{NAMES}|[{HAN}])?")
_MONEY_NOUN = re.compile(
    r"(?:收入|产值|总值|投资|支出|销售额|营收|金额|资金|成本|造价|费用|税收|利润|经费|总额|交易额|成交额|GDP)"
    r"(?:总共|一共|总量|合计|分别|最后|最终|大概|大约|到底|各|是|为|有|收|达|到|了)*"
    r"(?:多少|几)(?!个?百分点)|(?:多少|几)个?(?:[万亿]+(?=[？?，,。]|$)|钱)|[收花赚]了多少(?=[？?，,。]|$)",
    re.I,
)
_ENGLISH_ASKED: Mapping[str, str] = {
    MONEY: r"\b(?:total|combined) value of\b|"
    r"how much (?:money\b|did .{0,60}(?:cost|spend|invest|collect|raise|charge|take in|earn))|"
    r"what (?:was|were|is|are) .{0,40}\b(?:gdp|revenue|expenditure|turnover|investment|budget)\b"
    r"(?!.*\b(?:grow|growth|rate|percent|increase|rank|target|share))",
    SHARE: r"\bhow many percentage points\b",
    "people": r"\bpopulation\b|how many (?:\w+ ){0,2}(?:people|persons|workers|students|tourists|visitors|residents|"
    r"participants|graduates|patients|passengers|trainees)\b",
    "weight": r"\b(?:in|many|million) (?:\w+ )?tonn?e?s\b",
    "length": r"\b(?:in|many|of) (?:\w+ )?kilomet(?:re|er)s\b",
    "area": r"\b(?:in|many|million) (?:\w+ )?(?:mu|hectares|square met(?:re|er)s|square kilomet(?:re|er)s)\b",
    "years": r"\bhow many (?:years|months|days|hours|minutes)\b",
    COUNT: r"\bhow many\b",
}


_TO_THE_CENT = re.compile(r"(?<![\d.])\d[\d,]*\.\d\d(?![\d%])")  # an amount of which a list names no currency
_ENGLISH_UNIT = re.compile(
    rf"\b(?:how many|in) (?:(?:thousand|million|billion|trillion) )?(?P<unit>{ENGLISH_NAMES})\b", re.I
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """`value` of `unit` as told, scale applied (5.7万家 is 57000 of 家); `measure` what the unit measures, `count` for
    a measure word; `start` and `end` its characters; `rough` where the text says so itself (余, 约, 以上). `scale` is
    the scale word's (10000 for 5.7万), `places` how many decimals are written. An English unit is told as the Chinese
    one that it is (km as 公里)."""

    value: Decimal
    unit: str
    measure: str
    start: int
    end: int
    rough: bool = False
    scale: Decimal = Decimal(1)
    places: int = 0

    @property
    def factor(self) -> Decimal:
        """How many of the smallest unit of its measure its unit is."""
        known = unit(self.unit)
        return known.factor if known else Decimal(1)

    @property
    def amount(self) -> Decimal:
        """In the smallest unit of its measure: comparable with every other of the measure."""
        return self.value * self.factor

    @property
    def step(self) -> Decimal:
        """Of the last digit that is written, in the smallest unit of its measure."""
        return (self.factor * self.scale).scaleb(-self.places)


def quantities(text: str) -> list[Quantity]:
    """Every number of the text in order, Chinese and English; dates (2024年, 3月5日, 5 March 2024) and ordinals (第三,
    14th) are none."""
    read = plain(text)
    chinese = [it for match in _QUANTITY.finditer(read) if (it := _quantity(read, match))]
    english = [it for it in _english(read) if not any(_overlap(it, other) and other.end > it.end for other in chinese)]
    dates = [match.span() for match in _ENGLISH_DATE.finditer(read)] if re.search(r"[A-Za-z:：]", read) else []
    rest = [it for it in chinese if not any(_overlap(it, other) for other in english)]
    found = [*english, *(it for it in rest if not any(start <= it.start and it.end <= end for start, end in dates))]
    return sorted(found, key=lambda it: it.start)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    if match["before"] == "第" or _is_date(match) or _is_no_number(match):
        return None
    value = decimal(match["number"])
    if value is None:
        return None
    scale = size(match["scale"])
    value *= scale
    for part in _PART.finditer(match["smaller"]):
        scale = size(part["scale"])
        value += (decimal(part["number"].lstrip("零")) or 0) * scale
    name = "%" if match["before"] else match["unit"] if unit(match["unit"]) else ""
    known = unit(name)
    end = match.end() if name else match.start("unit")
    end = match.start() + len(text[match.start() : end].rstrip())
    rough = _ROUGH.search(text[max(0, match.start() - 2) : end + 2]) is not None
    places = 0 if match["smaller"] else _places(match["number"])
    return Quantity(value, name, known.measure if known else "", match.start(), end, rough, scale, places)


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def _is_no_number(match: re.Match[str]) -> bool:
    """一 is more often an article; 三 without a measure word is part of a name, "三是" numbers a clause."""
    behind = match.string[match.end("number") : match.end("number") + 1]
    if match["unit"] == "位" and match.string.startswith("位数", match.start("unit")):  # 两位数, 个位数
        return True
    if match["number"][0].isdigit() or match["scale"]:
        return False
    counts = unit(match["unit"]) is not None or match["before"] == "百分之"
    lone = len(match["number"]) == 1 and not counts
    return lone or match["number"] in "一千百" or behind in _ENUMERATES


def _is_date(match: re.Match[str]) -> bool:
    number, name = match["number"], match["unit"]
    if name == "年" and not match["scale"]:
        return re.fullmatch(rf"{FIGURES}|[一二]?[零〇{DIGITS}]{{3,4}}", number) is not None
    return name in ("月", "日") and number.isdigit() and int(number) <= 31 and not match["scale"]


def _english(text: str) -> Iterator[Quantity]:
    """Numbers that a currency, a scale or a unit in English tells; bare ones look the same in Chinese."""
    for match in _ENGLISH_QUANTITY.finditer(text) if re.search(r"[A-Za-z$£€¥]", text) else ():
        written = [*re.findall(r"[A-Za-z]+", match["scale"])]
        name = match["unit"] or match["sign"]
        known = english_unit(name) if name else None
        if known or written:
            yield _english_quantity(text, match, [word.lower() for word in written], known)


def _english_quantity(text: str, match: re.Match[str], scales: list[str], known: Unit | None) -> Quantity:
    number = match["number"].lower()
    spelled = {"one": 1, **ENGLISH}.get(number)
    value, scale = Decimal(spelled) if spelled else decimal(number) or Decimal(0), Decimal(1)
    for word in scales:
        scale *= ENGLISH_SCALES.get(word) or SHORT_SCALES[word]
    before = text[max(0, match.start() - _ROUGH_BEFORE) : match.start()]
    rough = bool(_ENGLISH_ROUGH.search(before) or _ROUGH.search(before[-2:]))
    name, measure = (known.names[0], known.measure) if known else ("", "")
    return Quantity(value * scale, name, measure, match.start(), match.end(), rough, scale, _places(number))


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end


def measure_asked(question: str, language: str) -> str:
    """What the number asked for measures ("多少亿元" money, "几项" count); empty where the question does not say."""
    if language == "en":
        found = _ENGLISH_UNIT.search(question)
        named = english_unit(found["unit"]) if found else None
        if named and named.measure not in DURATIONS | {"points"}:  # points are what two shares differ by
            return named.measure
        return next((measure for measure, words in _ENGLISH_ASKED.items() if re.search(words, question, re.I)), "")
    if re.search(r"人口[^，。？]{0,4}多少", question):
        return "people"
    if re.search(r"多长时间|多久", question):
        return "years"
    match = _ASKED.search(question)
    known = unit((match["unit"] if match else None) or "")
    if _MONEY_NOUN.search(question) and (known is None or known.measure == COUNT):  # 多少个亿
        return MONEY
    return known.measure if known else ""


def scale_asked(question: str) -> Decimal:
    """The size that the question expects ("多少万辆" 10,000); 1 where it names none."""
    match = _ASKED.search(question)
    scale = match["scale"] if match else ""
    return size(scale) if scale.startswith(("万", "亿")) else Decimal(1)


def states(text: str, measure: str, scale: Decimal = Decimal(1)) -> bool:
    """Does the text state a number of the measure, and not one a tenth of the scale or less?

    Measure words (项, 家, 个; not 人次) stand for one another, and so do durations. A number in a cell of a table does
    for any: the heading may tell its unit.
    """
    every = quantities(text)
    if any(not it.unit and text[: it.start].rstrip().endswith((":", "：", "|")) for it in every):
        return True
    found = {it.measure for it in every if it.value > scale / 10 or scale == 1}
    if measure == MONEY and not re.search(rf"[{HAN}]", text):  # English text: in the currency of its own
        return bool(found & CURRENCIES) or _TO_THE_CENT.search(text) is not None
    if measure == "people":
        return bool(found & {"people", ""})
    if measure in COUNTED:
        return bool(found & {*COUNTED, "times", ""})
    return bool(found & DURATIONS) if measure in DURATIONS else measure in found
