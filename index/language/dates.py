"""Years and dates as Chinese reports write them: 2024年1月30日, 2024-01-30, 二〇二四年一月三十日, 2023年度."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.language.numerals import DIGITS, in_figures, whole

FIGURES = r"(?:19|20)\d\d"
"""A year in figures, as a pattern; digits beside it are the caller's concern."""
_ZERO = "〇○◯零OoＯ"
_NUMERALS = f"{_ZERO}{DIGITS}"
SPELLED_YEAR = rf"[一二][{_ZERO}0九][{_NUMERALS}0]{{2}}(?=\s*年)"
"""A year in numerals, as a pattern: 二〇二三 before 年."""
YEAR = rf"(?:(?<!\d){FIGURES}(?!\d)|{SPELLED_YEAR})"
"""A year in figures or numerals, as a pattern."""
_YEAR = re.compile(YEAR)
_SMALL = rf"\d{{1,2}}|[一二三]?十[{DIGITS}]?|[{DIGITS}]"
_DATE = re.compile(
    rf"(?<!\d)({FIGURES}|{SPELLED_YEAR})\s*[年.\-/]\s*({_SMALL})\s*[月.\-/]\s*({_SMALL})(?![\d十])\s*日?"
)
_MONTH = re.compile(rf"[(（]?({FIGURES}|{SPELLED_YEAR})\s*年\s*(?:{_SMALL})\s*月(?:\s*(?:{_SMALL})\s*日)?[)）]?")
_SHORTEST = 8  # characters of a title without its year
_SLACK = 8  # characters, of blanks and marks, by which such a line may be longer
NUMBERED = rf"[〔\[［﹝【〖<〈(（]\s*{FIGURES}\s*[〕\]］﹞】〗>〉)）]\s*(?:第\s*)?\d+\s*号"
"""What a document number ends with, as a pattern, in any brackets: 〔2024〕3号."""
# Years that are not told of the report itself: in names of plans and laws, spans, document numbers and days.
_OF_OTHERS = re.compile(
    rf"《[^》]*》|<[^>]*>|{FIGURES}\s*[年.\-/]\s*\d{{1,2}}\s*[月.\-/]\s*\d{{1,2}}|"
    rf"{FIGURES}\s*年?\s*[-—–~～至]+\s*{FIGURES}|{NUMBERED}"
)


_REPUBLIC = r"(?:中[华華])?民[国國]"
_OF_REPUBLIC = re.compile(rf"{_REPUBLIC}\s*(\d{{1,3}}|[{DIGITS}十百]{{1,7}})\s*年")
_BARE = re.compile(r"(?<![\d.,])([89]\d|1[0-3]\d)\s*年(?!来|來|以上|以內|以内|期|间|間|代)")
_COUNTS_SO = re.compile(rf"{_REPUBLIC}\s*[\d{DIGITS}]|新[台臺][币幣]|行政院|立法院")
_FOUNDED = 1911  # the year before the first of the Republic


def counts_from_republic(text: str) -> bool:
    """Does the text count years from the Republic of 1912, as in Taiwan: 112年 is 2023?"""
    return _COUNTS_SO.search(text) is not None


def western(text: str, *, bare: bool) -> str:
    """The text with years of the Republic as those of the common era; without 民國 before them where `bare`."""
    told = _OF_REPUBLIC.sub(lambda it: f"{_FOUNDED + whole(it[1])}年", text)
    return _BARE.sub(lambda it: f"{_FOUNDED + int(it[1])}年", told) if bare else told


def republic_years(text: str) -> list[tuple[int, int]]:
    """The spans of the years of the Republic in a text that counts so: 112 of 112年度."""
    return [it.span(1) for pattern in (_OF_REPUBLIC, _BARE) for it in pattern.finditer(text)]


def years(text: str) -> Iterator[re.Match[str]]:
    """Every year in the text, in figures or numerals; `year_of` tells its value."""
    return _YEAR.finditer(text)


def year_of(words: str) -> int:
    """2023 for "2023" and for "二〇二三"."""
    return int(in_figures(words))


def own_years(text: str) -> list[int]:
    """The years that a text tells of itself, in order: without those of plans, spans, document numbers and days."""
    return [year_of(match[0]) for match in years(without_others(text))]


def of_another_year(line: str, title: str) -> int | None:
    """The year of a line that is the title, or its end, but for the year; None for any other line."""
    if len(line) > len(title) + _SLACK:
        return None
    told, own = own_years(line), own_years(title)
    if len(told) != 1 or len(own) != 1 or told == own:
        return None
    name = _without_years(line)
    return told[0] if len(name) >= _SHORTEST and _without_years(title).endswith(name) else None


def month_alone(line: str) -> int | None:
    """The year of a line that is a month and nothing else, as stands below who issues a report: 2024年3月."""
    found = _MONTH.fullmatch(line.strip())
    return year_of(found[1]) if found else None


def _without_years(text: str) -> str:
    return "".join(char for char in re.sub(rf"{YEAR}\s*(?:年度?)?", "", text) if char.isalnum())


def without_others(text: str) -> str:
    """The text with names of plans and laws, spans of years, document numbers and days blanked, as long as before."""
    return _OF_OTHERS.sub(lambda match: "＿" * len(match[0]), text)


def find_date(text: str) -> tuple[str, str] | None:
    """The first date that the calendar knows, ISO, and its words; None where there is none."""
    for match in _DATE.finditer(text):
        try:
            found = date(year_of(match[1]), whole(match[2]), whole(match[3]))
        except ValueError:
            continue
        return found.isoformat(), match[0].strip()
    return None
