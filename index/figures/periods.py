"""The time that a figure is of: what its clause says, else what its sentence said before, else that of its section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.figures.figure import NO_PERIOD, Period
from index.language.dates import FIGURES, western

_Y = rf"(?<!\d){FIGURES}(?!\d)"
_TO = r"(?:[-－—–~～至到]|to|through)"
_SPAN = re.compile(rf"({_Y})\s*年?\s*{_TO}+\s*({_Y}|\d\d(?!\d))")
_PLAN_BEGINS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_PLAN = re.compile(r"[“\"]?(十[一二三四五]五)[”\"]?(?:时期|期间|以来|前[一二三四]年|规划期)")
_YEARS_PAST = re.compile(r"(?:过去|这|近|最近)([两二三四五六七八九十])年|([三五十])年(?:来|间)|past (\w+) years", re.I)
_SINCE = re.compile(rf"({_Y})\s*年?(?:\d+月)?(?:以来|起)|since ({_Y})", re.I)
_YEAR = re.compile(rf"({_Y})\s*年?(?!\d*\s*号)")
_WHOLE_YEAR = re.compile(r"全年|全年度|年度(?!计划)")
_MONTHS = r"(\d{1,2})月"
_UP_TO_MONTH = re.compile(
    rf"截[至止]到?(?:目前|(?:{FIGURES}年|去年|今年)?\s*{_MONTHS})|1\s*{_TO}\s*{_MONTHS}份?|前(\d{{1,2}})个?月"
)
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_AS_OF = re.compile(rf"\bas (?:of|at) (?:the end of )?({'|'.join(_MONTH_NAMES)})\b", re.I)
_MONTH = re.compile(r"(?<![\d至—–-])(\d{1,2})月份(?!\d)")
_QUARTERS = re.compile(
    r"前([二三])季度|第?([一二三四])季度|(?:the )?(first|second|third|fourth)[ -]quarter|\bQ([1-4])\b", re.I
)
_HALVES = re.compile(r"(上|下)半年|(first|second) half\b|\bH([12])\b", re.I)
_RELATIVE = (
    (re.compile(r"前年"), -2),
    (re.compile(r"过去(?:的)?一年|去年|上年(?!级|同期)|上一年|last year", re.I), -1),
    (re.compile(r"今年|本年(?!级)|this year", re.I), 0),
    (re.compile(r"明年|next year", re.I), 1),
)
_TELLS_TIME = re.compile(rf"[年月季期]|以来|目前|{FIGURES}|quarter|half|year|since|\b[QH][1-4]\b", re.I)  # most do not
_EARLIER = rf"(?:{_Y}\s*年?|去年|上年|上一年|前年|[上本]期)"
_ENGLISH_DAY = r"(?:[A-Z][a-z]+ \d{1,2}, )?"
# What a change is compared with, or starts from: its year is not the figure's.
_AS_BASE = re.compile(
    rf"(?:比|较|与|同)\s*{_EARLIER}(?:度|同期|末|底)?(?:相比|比)?|"
    rf"(?:比|较|与)[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|末)?|(?:为|相当于)\s*{_Y}\s*年的|"
    rf"[由从]\s*(?:{_Y}\s*年?|去年|上年)(?:底|末)?(?!起|以来|开始|\s*{_TO})的?|"
    rf"compared (?:with|to) [\w ]{{4,20}}|\b(?:from|than|over|versus) (?:in )?(?:fiscal )?{_ENGLISH_DAY}{_Y}"
)
_COUNTS = {"两": 2, **{word: count for count, word in enumerate("一二三四五六七八九十", 1)}}
_COUNTS |= {word: count for count, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_COUNTS |= {word: count for count, word in enumerate("first second third fourth".split(), 1)}
_BASE_NAMED = re.compile(
    rf"[比较与]\s*((?:{_Y}\s*年?|去年|上年|上一年|前年|上期|[一二三四五]年前)(?:度|同期|末|底)?)|(同比|环比)|"
    r"[高低多少快慢]于\s*(全[国省市](?:平均)?(?:水平)?|上年)|"
    rf"(?:compared (?:with|to)|from|over|than) ((?:the )?(?:prior|previous|last) year|{_ENGLISH_DAY}{_Y})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Years:
    """The year that a report is about, and the one that 今年 means in it; whether it counts years from the Republic."""

    reported: int | None = None
    this: int | None = None
    from_republic: bool = False


NO_YEARS = Years()


def plan_named(text: str) -> Period:
    """The years of the last five-year plan that a heading names."""
    named = _PLAN.findall(text)
    return Period(_PLAN_BEGINS[named[-1]], _PLAN_BEGINS[named[-1]] + 4) if named else NO_PERIOD


def without_base(text: str) -> str:
    """The text with blanks for what a change is compared with: its year is not the figure's."""
    return _AS_BASE.sub(lambda it: " " * len(it[0]), text)


def read_period(text: str, years: Years, around: Period) -> Period | None:
    """The time that the words name; None where they name none. `around` is the time of what stands before them, for a
    half-year without its year."""
    if not _TELLS_TIME.search(text):
        return None
    plain = without_base(western(text, bare=True) if years.from_republic else text)
    part, named = part_of_year(plain), _years(plain, years, around)
    if named is None and not part:
        return None
    first, last = named or (around.last, around.last)
    return Period(first, last, part)


def _years(text: str, years: Years, around: Period) -> tuple[int | None, int | None] | None:
    if spans := _SPAN.findall(text):
        first, last = spans[-1]
        return int(first), int(last if len(last) == len(first) else first[:2] + last)
    if since := _SINCE.search(text):
        return int(since[1] or since[2]), around.last
    if past := _YEARS_PAST.search(text):
        return _past(past, years.reported or around.last)
    named = [int(it) for it in _YEAR.findall(text)]
    relative = [years.this + by for words, by in _RELATIVE if years.this and words.search(text)]
    if (plan := _PLAN.search(text)) and not named and not relative:
        end = _PLAN_BEGINS[plan[1]] + 4
        return end - 4, min(end, around.last) if around.last and "以来" in plan[0] else end
    if told := named or relative:
        return told[-1], told[-1]
    return (around.last, around.last) if around.last and _WHOLE_YEAR.search(text) else None


def _past(found: re.Match[str], last: int | None) -> tuple[int | None, int | None]:
    """The years up to the one reported on."""
    count = _COUNTS.get(found[found.lastindex or 0].lower())
    return (last - count + 1 if count and last else None), last


def part_of_year(text: str) -> str:
    """The part of a year that the words name, as in `Period.part`; empty for none."""
    if found := _UP_TO_MONTH.search(text):
        month = int(found[found.lastindex]) if found.lastindex else 0
        return f"..M{month:02}" if 0 < month <= 12 else ""
    if found := _AS_OF.search(text):
        return f"..M{_MONTH_NAMES.index(found[1].capitalize()) + 1:02}"
    if found := _QUARTERS.search(text):
        told = found[found.lastindex or 0].lower()
        return f"Q1-Q{_COUNTS[told]}" if found[1] else f"Q{_COUNTS.get(told) or told}"
    if found := _HALVES.search(text):
        return "H1" if found[found.lastindex or 0].lower() in ("上", "first", "1") else "H2"
    if found := _MONTH.search(text):
        return f"M{int(found[1]):02}" if int(found[1]) <= 12 else ""
    return ""


def base_named(text: str) -> str:
    """What the words compare with ("比上年" → "上年"); empty where they compare with nothing."""
    found = _BASE_NAMED.search(text)
    return next(filter(None, found.groups()), "") if found else ""
