"""Years and dates as Chinese reports write them: 2024年1月30日, 2024-01-30, 二〇二四年一月三十日, 2023年度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_ZERO = "〇○◯零OoＯ"
_NUMERALS = f"{_ZERO}一二三四五六七八九"
_TO_FIGURES = str.maketrans(
    {**dict.fromkeys(_ZERO, "0"), **{sign: str(n) for n, sign in enumerate("一二三四五六七八九", 1)}}
)
SPELLED_YEAR = rf"[一二][{_ZERO}0九][{_NUMERALS}0]{{2}}(?=\s*年)"
"""A year in numerals, as a pattern: 二〇二三 before 年."""
YEAR = rf"(?:(?<!\d)(?:19|20)\d\d(?!\d)|{SPELLED_YEAR})"
"""A year in figures or numerals, as a pattern."""
_YEAR = re.compile(YEAR)
_SMALL = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(
    rf"(?<!\d)((?:19|20)\d\d|{SPELLED_YEAR})\s*[年.\-/]\s*({_SMALL})\s*[月.\-/]\s*({_SMALL})(?![\d十])\s*日?"
)
# Years that are not told of the report itself: in names of plans and laws, spans, document numbers and days.
_OF_OTHERS = re.compile(
    r"《[^》]*》|<[^>]*>|(?:19|20)\d\d\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}|"
    r"(?:19|20)\d\d\s*年?\s*[-—–~～至]+\s*(?:19|20)\d\d|[〔\[［﹝【(（]\s*(?:19|20)\d\d\s*[〕\]］﹞】)）]\s*(?:第\s*)?\d+\s*号"
)


def years(text: str) -> Iterator[re.Match[str]]:
    """Every year in the text, in figures or numerals; `year_of` tells its value."""
    return _YEAR.finditer(text)


def year_of(words: str) -> int:
    """2023 for "2023" and for "二〇二三"."""
    return int(words.translate(_TO_FIGURES))


def own_years(text: str) -> list[int]:
    """The years that a text tells of itself, in order: without those of plans, spans, document numbers and days."""
    return [year_of(match[0]) for match in years(without_others(text))]


def without_others(text: str) -> str:
    """The text with names of plans and laws, spans of years, document numbers and days blanked, as long as before."""
    return _OF_OTHERS.sub(lambda match: "＿" * len(match[0]), text)


def find_date(text: str) -> tuple[str, str] | None:
    """The first date that the calendar knows, ISO, and its words; None where there is none."""
    for match in _DATE.finditer(text):
        try:
            found = date(year_of(match[1]), _small(match[2]), _small(match[3]))
        except ValueError:
            continue
        return found.isoformat(), match[0].strip()
    return None


def _small(words: str) -> int:
    """1 to 39 from figures or numerals: 十二, 三十, 7."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return (year_of(tens) if tens else 1) * 10 * bool(ten) + (year_of(ones) if ones else 0)
