"""A citation as a claim is held against it: its words folded, its figures, its years, the places that it names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from index.language.dates import SPELLED_YEAR
from index.language.gazetteer import stem
from index.language.numerals import ENGLISH, in_figures
from index.language.quantities import Quantity, quantities
from index.language.script import HAN
from index.language.units import COUNT, unit
from index.report import Report
from rag.answer import Citation
from rag.understand.years import YEAR, this_year, told_of

_COUNTED = re.compile(r"([件项户次宗])数[:：] ?$")  # before the number of a cell: 现行有效件数：8
_SPACE = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_CHINESE_YEAR = re.compile(rf"(?<![〇零一二三四五六七八九十百千]){SPELLED_YEAR}")
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(ENGLISH)})\b", re.I)
_THIS_YEAR = re.compile(r"[今去本]年")
_OWN_THIS_YEAR = re.compile(r"[今本]年")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it compares: `amount` in the smallest unit of its measure, `unit` empty where none is written, `step`
    of the last digit that is written."""

    amount: Decimal
    unit: str
    step: Decimal
    start: int
    end: int
    written: str

    def is_stated_by(self, other: Figure) -> bool:
        return self.amount == other.amount and self.unit in ("", other.unit)


@dataclass(frozen=True)
class Cited:
    """One citation as it is held against: `quoted` its words, folded; `headings` above them; `report` they are of."""

    report: Report
    headings: tuple[str, ...]
    quoted: str

    @classmethod
    def of(cls, citation: Citation) -> Cited:
        return cls(citation.passage.report, citation.headings, folded(citation.standalone))

    @cached_property
    def own(self) -> str:
        report = self.report
        said = (report.title, report.issuer, report.region, report.number, *self.headings)
        return folded("\n".join(said))

    @cached_property
    def figures(self) -> list[Figure]:
        return [*figures_of(self.quoted), *figures_of(self.own)]

    @cached_property
    def about(self) -> set[str]:
        """The year that its words are about; those that its report and headings name where that is not known."""
        year = told_of(self.headings, self.report)
        return {str(year)} if year else {*YEAR.findall(self.own)}

    @cached_property
    def planned_for(self) -> set[str]:
        """The year in which a work report is given, where no heading says which of its two years is spoken of."""
        year = this_year(self.report)
        return {str(year)} if year and told_of(self.headings, self.report) == self.report.year else set()

    @cached_property
    def years(self) -> set[str]:
        """Those of its words; the one that they are about where they name none, or say 今年, and then that one too."""
        named = {*YEAR.findall(self.quoted)}
        if _OWN_THIS_YEAR.search(self.quoted) and (year := this_year(self.report)):
            named |= {str(year)}
        return named if named and not _THIS_YEAR.search(self.quoted) else named | self.about

    @cached_property
    def names(self) -> str:
        """Where a name may stand: all but the wider places, of which the report speaks for a part only."""
        own = self.own
        for wide in self.report.regions[:-1]:
            own = own.replace(wide, "").replace(stem(wide) + self.report.region, self.report.region)
        return f"{self.quoted}\n{own}"

    def is_of(self, name: str) -> bool:
        """Does it name the place, with its rank or without?"""
        return stem(name) in self.names


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """NFKC, Chinese years and English number words in figures, white space only between Latin words or figures."""
    text = unicodedata.normalize("NFKC", text).strip()
    text = _CHINESE_YEAR.sub(lambda it: in_figures(it[0]), text)
    return _SPACE.sub("", _NUMBER_WORD.sub(lambda it: str(ENGLISH[it[0].lower()]), text))


def figures_of(text: str) -> list[Figure]:
    """All quantities but years."""
    found = (_figure(text, it) for it in quantities(text))
    return [it for it in found if not YEAR.fullmatch(it.written)]


def _figure(text: str, it: Quantity) -> Figure:
    written = text[it.start : it.end]
    known = unit(it.unit)
    name = it.unit if it.measure == COUNT or (known and known.alone) else it.measure
    noun = re.match(rf"(?![的是在和与及等为个])[{HAN}]", text[it.end :])  # 标准箱: a unit that is not known
    counted = _COUNTED.search(text[: it.start])
    name = name or (noun[0] if noun else "") or (counted[1] if counted else "")
    below_zero = re.search(rf"(?<![\w)%‰])[-−]$|[{HAN}][-−]$", text[max(0, it.start - 2) : it.start])
    return Figure(-it.amount if below_zero else it.amount, name.removeprefix("个"), it.step, it.start, it.end, written)
