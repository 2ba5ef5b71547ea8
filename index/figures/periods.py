"""The time that a figure is of: what its clause says, else what its sentence said before, else that of its section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.figures.figure import Period
from index.report import Report

_Y = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_NUMERAL = {"一": 1, "二": 2, "三": 3, "四": 4}
_PLAN_NAMES = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_SPAN = re.compile(rf"({_Y})\s*年?\s*(?:[-—–~～至到]|to|through)+\s*({_Y}|\d\d(?!\d))")
_PLAN = re.compile(r"[“\"]?(十[一二三四五]五)[”\"]?(?:时期|期间|以来|前[一二三四]年|规划期)")
_YEARS_PAST = re.compile(r"(?:过去|这|近|最近)([两二三四五六七八九十])年|([三五十])年(?:来|间)|past (\w+) years", re.I)
_SINCE = re.compile(rf"({_Y})\s*年?(?:\d+月)?(?:以来|起)|since ({_Y})", re.I)
_UP_TO_MONTH = re.compile(r"截[至止](?:到)?(?:目前|(?:(?:20\d\d)年|去年|今年)?\s*(\d{1,2})月)?|1\s*[-—–至~～到]\s*(\d{1,2})月份?|前(\d{1,2})个?月")
_MONTH = re.compile(r"(?<![\d至—–-])(\d{1,2})月(?:份)(?!\d)")
_QUARTERS = re.compile(r"前([二三])季度|第?([一二三四])季度|(?:the )?(first|second|third|fourth) quarter|\bQ([1-4])\b", re.I)
_HALVES = re.compile(r"(上|下)半年|(first|second) half\b|\bH([12])\b", re.I)
_RELATIVE = (
    (re.compile(r"前年"), -2),
    (re.compile(r"过去(?:的)?一年|去年|上年(?!级|同期)|上一年|last year", re.I), -1),
    (re.compile(r"今年|本年(?!级)|this year", re.I), 0),
    (re.compile(r"明年|next year", re.I), 1),
)
_AS_BASE = re.compile(rf"(?:比|较|与|同)\s*(?:{_Y}\s*年?|去年|上年|上一年|前年|[上本]期)(?:度|同期|末|底)?(?:相比|比)?|compared (?:with|to) [\w ]{{4,20}}|from {_Y}")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_WORDS_OF_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def without_base(text: str) -> str:
    """The text with blanks for what a change is compared with: its year is not the figure's."""
    return _AS_BASE.sub(lambda it: " " * len(it[0]), text)


def read_period(text: str, this_year: int | None, around: Period) -> Period | None:
    """The time that the words name; None where they name none.

    `this_year` is what 今年 means in the report; `around` the time of the section, for a half-year without its year.
    """
    plain = without_base(text)
    part = _part(plain)
    years = _years(plain, this_year, around)
    if years is None and not part:
        return None
    first, last = years or (around.last, around.last)
    return Period(first, last, part)


def _years(text: str, this_year: int | None, around: Period) -> tuple[int | None, int | None] | None:
    if spans := list(_SPAN.finditer(text)):
        first, last = spans[-1][1], spans[-1][2]
        return int(first), int(last if len(last) == 4 else first[:2] + last)
    if since := _SINCE.search(text):
        return int(since[1] or since[2]), around.last
    if past := _YEARS_PAST.search(text):
        count = _COUNTS.get(past[1] or past[2] or "") or _ENGLISH_COUNTS.get((past[3] or "").lower())
        return (around.last - count + 1, around.last) if count and around.last else (None, around.last)
    named = [int(it) for it in re.findall(rf"({_Y})\s*年?(?!\d*\s*号)", text)]
    relative = [this_year + by for words, by in _RELATIVE if this_year and words.search(text)]
    if plan := _PLAN.search(text):
        if not named and not relative:
            begin = _PLAN_NAMES[plan[1]]
            end = begin + 4
            return (begin, min(end, around.last) if around.last and "以来" in plan[0] else end)
    if named:
        return named[-1], named[-1]
    if not relative and re.search(r"全年|全年度|年度(?!计划)", text) and around.last:
        return around.last, around.last
    return (relative[-1], relative[-1]) if relative else None


def _part(text: str) -> str:
    if found := _UP_TO_MONTH.search(text):
        month = found[1] or found[2] or found[3]
        return f"..M{int(month):02}" if month and int(month) <= 12 else "" if not month else ""
    if found := _QUARTERS.search(text):
        if found[1]:
            return f"Q1-Q{_NUMERAL[found[1]]}"
        number = _NUMERAL.get(found[2] or "") or _WORDS_OF_ORDER.get((found[3] or "").lower()) or int(found[4] or 0)
        return f"Q{number}"
    if found := _HALVES.search(text):
        number = 1 if found[1] == "上" or (found[2] or "").lower() == "first" or found[3] == "1" else 2
        return f"H{number}"
    if found := _MONTH.search(text):
        return f"M{int(found[1]):02}" if int(found[1]) <= 12 else ""
    return ""


def base_named(text: str) -> str:
    """What the words compare with ("比上年" → "上年"); empty where they compare with nothing."""
    found = re.search(
        rf"[比较与]\s*((?:{_Y}\s*年?|去年|上年|上一年|前年|上期|[一二三四五]年前)(?:度|同期|末|底)?)|(同比|环比)|"
        rf"[高低多少快慢]于\s*(全国(?:平均)?(?:水平)?|全省(?:平均)?(?:水平)?|全市(?:平均)?(?:水平)?|上年)|"
        rf"(?:compared (?:with|to)|from|over|than) ((?:the )?(?:prior|previous|last) year|{_Y})",
        text,
        re.I,
    )
    return next(filter(None, found.groups()), "") if found else ""


def section_period(report: Report, headings: Sequence[str], told: int | None) -> Period:
    """The year that words under these headings are about, as a period."""
    return Period(told, told)
