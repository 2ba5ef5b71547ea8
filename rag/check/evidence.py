"""A citation as a claim is held against it: its words folded, its figures, its years, the places that it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from index.language.gazetteer import stem
from index.language.quantities import COUNT, Quantity, quantities
from index.report import Report
from rag.answer import Citation
from rag.understand.years import YEAR, told_of

_VERDICT = re.compile(r"^(?:是|否|Yes|No):\s*")
_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_CHINESE_YEAR = re.compile(r"(?<![〇零一二三四五六七八九十百千])[一二][〇零一二三四五六七八九]{3}(?=年)")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_ENGLISH_NUMBER = re.compile(rf"(\d[\d,]*(?:\.\d+)?)[ -]({'|'.join(_SCALES)})\b", re.I)
# English units as the reader of quantities knows them; the longest first.
_ENGLISH_UNITS = {
    r"percentage points?": "个百分点",
    r"per ?cent\b": "%",
    r"yuan\b|RMB\b": "元",
    r"square kilomet(?:re|er)s?\b": "平方公里",
    r"square met(?:re|er)s?\b": "平方米",
    r"kilomet(?:re|er)s?\b|km\b": "公里",
    r"met(?:re|er)s?\b": "米",
    r"tonn?e?s?\b": "吨",
    r"hectares?\b": "公顷",
    r"mu\b": "亩",
}
_NUMBER_WORDS = dict(
    zip("two three four five six seven eight nine ten eleven twelve".split(), range(2, 13), strict=True)
)
_OWN_MEASURE = frozenset({"人次", "个工作日", "工作日"})  # share a measure with 人 and 天 and are not the same
_THIS_YEAR = re.compile(r"[今去本]年")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it compares: `amount` in the smallest unit of its measure, `unit` empty where none is told, `step` of
    the last digit that is written."""

    amount: Decimal
    unit: str
    step: Decimal
    start: int
    end: int
    written: str

    def is_told_by(self, other: Figure) -> bool:
        return self.amount == other.amount and self.unit in ("", other.unit)


@dataclass(frozen=True)
class Cited:
    """One citation as it is held against: `told` its words, folded; `headings` above them; `report` that says them."""

    report: Report
    headings: tuple[str, ...]
    told: str

    @classmethod
    def of(cls, citation: Citation) -> Cited:
        return cls(citation.passage.report, citation.headings, folded(citation.told))

    @cached_property
    def own(self) -> str:
        report = self.report
        said = (report.title, report.issuer, report.region, report.number, *self.headings)
        return folded("\n".join(said))

    @cached_property
    def figures(self) -> list[Figure]:
        return [*figures_of(self.told), *figures_of(self.own)]

    @cached_property
    def about(self) -> set[str]:
        """The year that its words are about; those that its report and headings name where that is not known."""
        year = told_of(self.headings, self.report)
        return {str(year)} if year else {*YEAR.findall(self.own)}

    @cached_property
    def years(self) -> set[str]:
        """Those of its words; the one that they are about where they name none, or say 今年."""
        named = {*YEAR.findall(self.told)}
        return named if named and not _THIS_YEAR.search(self.told) else named | self.about

    @cached_property
    def names(self) -> str:
        """Where a name may stand: all but the wider places, of which the report speaks for a part only."""
        own = self.own
        for wide in self.report.regions[:-1]:
            own = own.replace(wide, "").replace(stem(wide) + self.report.region, self.report.region)
        return f"{self.told}\n{own}"

    def is_of(self, name: str) -> bool:
        """Does it name the place, with its rank or without?"""
        return stem(name) in self.names


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """NFKC, Chinese and English numbers as figures, and no white space but between Latin words or figures."""
    text = _VERDICT.sub("", unicodedata.normalize("NFKC", text).strip())
    text = _CHINESE_YEAR.sub(lambda it: it[0].translate(_CHINESE_DIGITS), text)
    return _SPACE.sub("", _english(text) if re.search(r"[A-Za-z]", text) else text)


def _english(text: str) -> str:
    words = "|".join(_NUMBER_WORDS)
    text = re.sub(rf"\b({words})\b", lambda it: str(_NUMBER_WORDS[it[0].lower()]), text, flags=re.I)
    text = _ENGLISH_NUMBER.sub(lambda it: f"{Decimal(it[1].replace(',', '')).scaleb(_SCALES[it[2].lower()]):f}", text)
    for words, unit in _ENGLISH_UNITS.items():
        text = re.sub(rf"(?<=\d)[ -]?(?:{words})", unit, text, flags=re.I)
    return text


def figures_of(text: str) -> list[Figure]:
    """All quantities but years."""
    found = (_figure(text, it) for it in quantities(text))
    return [it for it in found if not YEAR.fullmatch(it.written)]


def _figure(text: str, it: Quantity) -> Figure:
    written = text[it.start : it.end]
    decimals = re.match(r"[\d,]+\.(\d+)", written)
    digits = re.match(r"\d[\d,]*(?:\.\d+)?", written)
    told = Decimal(digits[0].replace(",", "")) if digits else Decimal(0)
    step = (it.amount / told if told else Decimal(1)).scaleb(-len(decimals[1]) if decimals else 0)
    unit = it.unit if it.measure == COUNT or it.unit in _OWN_MEASURE else it.measure
    noun = re.match(r"(?![的是在和与及等为个])[\u4e00-\u9fff]", text[it.end :])  # 标准箱: a unit that is not known
    unit = unit or (noun[0] if noun else "")
    below_zero = re.search(r"(?<![\w)])[-−]$|[\u4e00-\u9fff][-−]$", text[max(0, it.start - 2) : it.start])
    return Figure(-it.amount if below_zero else it.amount, unit.removeprefix("个"), step, it.start, it.end, written)
