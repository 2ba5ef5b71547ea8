"""Which numbers of Chinese prose are figures: quantities that are neither times nor parts of names, and ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from index.figures.patterns import any_of
from index.language.numerals import CHINESE, decimal
from index.language.quantities import Quantity, quantities
from index.language.script import HAN

RANK = "rank"
"""The measure of a rank: 居全国第3位."""
_RANKS = re.compile(
    rf"(?:[居列名排至]|全[国省市区]|全球|世界|[东中西]部|地区)[{HAN}]{{0,3}}?"
    rf"(第\s*(\d+|{CHINESE})\s*(?:位|名(?!单)|(?=[，,。；;、）)\s]|$)))"
)
_RANGE = re.compile(r"\s*%?\s*[-－—–~～至到]\s*")
_YEARS_GO_ON = re.compile(rf"\s*(?:{any_of('来 间 内 前 后 以来 行动 计划 规划 期 新[高低] 最')})")
_YEARS_BEGIN = re.compile(r"[近过去前]$")
_IN_A_ROW = re.compile(r"连续$")
_DATE_GOES_ON = re.compile(r"\s*(?:年|月\d)")
_MONTH_GOES_ON = re.compile(r"\s*(?:底|末|初|份|\d|[-—–至到])")
_NAME_BEGINS = re.compile(r"第\s*$|[A-Za-z]\s?$|[A-Za-z][-.]$|PM\s*$|[“\"]$")
_NAME_GOES_ON = re.compile(
    r"[Gg](?![A-Za-z])|[-—]?[A-Za-z]{2,}|[”\"]|[+×x*]\d|热线|号|届|版|路(?!公交)|年级|级(?=以上|医院|地震|大风|保护)|·"
)
_TIMES_BEGIN = re.compile(r"[×x*+＋]\s*$")
_NOTE_BEGINS, _NOTE_ENDS = re.compile(r"[\[［]$"), re.compile(r"[\]］]")
_BOXES = re.compile(r"个?标准?箱")  # of freight; no unit of `index.language.units`
_TAIL = re.compile(  # what goes on behind a unit and belongs to it: 元/人·月, 套（间）
    rf"\s?[/／](?:[百千万]?[{HAN}]{{1,3}}?(?:[·.]?[年月日天])?|[a-z])(?=[，,。；;、）)\s左以提增下上不]|[余多]|$)|人民币|"
    r"[（(][间户人套个台辆次]{1,2}[)）]"
)


def numbers(text: str) -> list[tuple[Quantity, Quantity | None]]:
    """The figures of a sentence in order, the two ends of a range (5.0%—5.5%) together."""
    told = [_whole(text, it) for it in quantities(text) if not _is_time(text, it) and not _is_name(text, it)]
    starts = {it.start for it in told}
    ranks = [it for it in _ranked(text) if starts.isdisjoint(range(it.start, it.end))]
    return list(ranges(text, sorted((*told, *ranks), key=lambda it: it.start)))


def _is_time(text: str, it: Quantity) -> bool:
    """A span of years, the hour of a day or the year before 年 is no figure."""
    before, behind = text[max(0, it.start - 6) : it.start], text[it.end : it.end + 6]
    if _IN_A_ROW.search(before):
        return True
    if it.measure == "years":
        return bool(_YEARS_GO_ON.match(behind) or _YEARS_BEGIN.search(before))
    if it.measure == "months":
        return _MONTH_GOES_ON.match(behind) is not None
    return not it.unit and 1900 <= it.value <= 2100 and _DATE_GOES_ON.match(behind) is not None


def _is_name(text: str, it: Quantity) -> bool:
    """Is it part of a name (PM2.5, 5G, 12345热线, 4×100), or the number of a footnote?"""
    before, behind = text[max(0, it.start - 6) : it.start], text[it.end : it.end + 6]
    if _NOTE_BEGINS.search(before) and _NOTE_ENDS.match(behind):
        return True
    if re.search(r"PM\s?$", before, re.I):  # PM2.5年均浓度 tells no 2.5 years
        return True
    if not it.unit and (_NAME_BEGINS.search(before) or _TIMES_BEGIN.search(before)):
        return True
    return not it.measure and _NAME_GOES_ON.match(behind) is not None


def _whole(text: str, it: Quantity) -> Quantity:
    """The quantity with all of its unit."""
    tail = (_TAIL if it.unit else _BOXES).match(text, it.end)
    return replace(it, end=tail.end()) if tail else it


def _ranked(text: str) -> Iterator[Quantity]:
    for found in _RANKS.finditer(text) if "第" in text else ():
        value = decimal(found[2])
        if value is not None:
            yield Quantity(value, "位", RANK, found.start(1), found.start(1) + len(found[1].rstrip()))


def ranges(text: str, every: list[Quantity]) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Each quantity of a text in order; of a range (2—3家) the lower end with the upper one."""
    at = 0
    while at < len(every):
        it, following = every[at], every[at + 1] if at + 1 < len(every) else None
        if following and it.unit in ("", following.unit) and _RANGE.fullmatch(text[it.end : following.start]):
            yield _in_unit_of(following, it), following
            at += 2
        else:
            yield it, None
            at += 1


def _in_unit_of(following: Quantity, it: Quantity) -> Quantity:
    """The lower end of a range with the unit that stands behind its upper one only: 2—3家."""
    if it.unit:
        return it
    scale = following.scale if it.scale == 1 else Decimal(1)
    return replace(
        it,
        unit=following.unit,
        measure=following.measure,
        value=it.value * scale,
        scale=it.scale * scale,
    )
