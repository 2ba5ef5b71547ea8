"""What was understood of a question, as data: no other room reads the question's words again."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from index.language.opposites import Contrary
from index.language.quantities import Quantity
from rag.answer import EVERYWHERE, Scope

_YEAR_BEHIND = re.compile(r"\s*(?:19|20)\d\d$")

Direction = Literal["", "highest", "lowest"]
Fineness = Literal["", "month", "day"]


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that answer one part of the question: one body, or one body and year. `label` names it for the reader.

    `years` asked for: in a report on several, only what stands under one of them answers. `absent` those that none of
    these reports is about: words that do not name such a year prove nothing.
    """

    label: str
    sources: tuple[str, ...]
    years: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()

    @property
    def body(self) -> str:
        """The label without the year that it may end in."""
        return _YEAR_BEHIND.sub("", self.label)


EVERYTHING = Group("", ())
"""Stands for the whole shelf where a question names neither body nor year."""


Comparison = Literal[">", ">=", "<", "<="]
_SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that the question compares with ("超过100亿元"): `amount` in the smallest unit of its `measure`, and
    `unit` as the question writes it."""

    comparison: Comparison
    amount: Decimal
    unit: str
    measure: str

    def holds(self, amount: Decimal) -> bool:
        """Does an amount, in the smallest unit of the same measure, satisfy it?"""
        return bool(_SIGNS[self.comparison](amount, self.amount))


Operation = Literal["value", "rank", "filter", "threshold", "total", "mean", "difference"]
"""What a question does with figures: tells one or each, ranks them, keeps those within bounds, holds one against a
bound, adds them up, takes their mean, or their difference."""


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """The figure that a question asks for.

    `words` name its measure, `others` are what else reports may call it; `what` of it ("level", "growth"; empty for
    any); `years` every year asked for; `top` how
    many of a ranking are named, `both_ends` whether its last too; `bounds` of a filter; `hedge` that it asks for;
    `part` of a year as in `index.figures.Period`, empty for the whole;
    `is_national` whether the country is spoken of, `by_year` whether years are asked for; `cells` the labels of each
    cell that it asks for of the form on information disclosure (`index.figures.disclosure`); `against_plan` whether a
    result is held against its target.
    """

    words: str
    others: tuple[str, ...] = ()
    what: str = ""
    operation: Operation = "value"
    years: tuple[int, ...] = ()
    top: int = 1
    both_ends: bool = False
    bounds: tuple[Threshold, ...] = ()
    hedge: str = ""
    part: str = ""
    is_national: bool = False
    by_year: bool = False
    cells: tuple[frozenset[str], ...] = ()
    against_plan: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    `text` is what is looked for by meaning: the question, in full where it leans on an earlier one. Outside of this
    room it goes to models only. `language` zh or en; `kind` fact, definition, list, compare, aggregate, trend or yesno;
    `shape` of the answer: number, percent, date, document, or empty for any; `content` the question without bodies,
    years and words that only ask.

    Where to look: `groups`, none for the whole shelf; `scope` as the Answer shows it; `elsewhere` places named that no
    report is about: words that do not name one prove nothing; `preferred` sources to favour in a tie; `periods` the
    years asked about, less those that only name a report; `names` Chinese names that an English question spells in
    pinyin, and no body: where none is spoken of nothing is proved; `spellings` of bodies as an English question writes
    them, lower case.

    What is asked of a number: `measure` (what it measures), `unit` (the measure word asked with: 项 of 多少项) and
    `scale` (10,000 for 多少万辆), empty and 1 where the question does not say; `units` it names; `threshold`;
    `direction` of a comparison and its `adjective`, a pair such as 高低, empty where none is named; `is_of_added`
    whether it asks for what is new (新增) rather than for all there is. `is_plan`: a target or an intention is asked
    for, not a result; `is_result`: it says that a result is; `is_of_change`: a rise or a fall is spoken of.
    `is_negated`: a yes or no question that denies. `figure`: the figure asked for, None where none can be.

    Of a list or a definition: `items` how many things it asks to have named, 0 where it does not say; `term` in
    quotation marks that stands for so many, or whose contents it asks for; `quoted` all that stands in quotation marks.

    `givens` the quantities that the question states itself; `date_fineness` how fine a date it asks for;
    `is_from_to` whether it asks for both ends of a change;
    `is_of_year_alone` whether what had come together before is none of it, `is_of_stock` whether all of it is asked for
    and not what one year added; `is_of_whole_year` whether it says that it
    asks for all of a year; `is_on_problems` whether it asks for the problems that a report names.

    Of a yes or no question: `contraries` of its words; `is_on_the_unwelcome` whether it asks if something went wrong,
    `is_on_the_first` if something was the first.

    `asks` the questions that it holds, each to be asked alone; empty where it holds one.
    """

    text: str
    language: str
    kind: str
    shape: str
    content: str
    groups: tuple[Group, ...] = ()
    scope: Scope = EVERYWHERE
    elsewhere: tuple[str, ...] = ()
    preferred: frozenset[str] = frozenset()
    periods: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    scale: Decimal = Decimal(1)
    units: frozenset[str] = frozenset()
    threshold: Threshold | None = None
    direction: Direction = ""
    adjective: str = ""
    is_of_added: bool = False
    is_plan: bool = False
    is_result: bool = False
    is_of_change: bool = False
    is_on_the_first: bool = False
    is_negated: bool = False
    figure: FigureAsked | None = None
    items: int = 0
    term: str = ""
    quoted: tuple[str, ...] = ()
    givens: tuple[Quantity, ...] = ()
    date_fineness: Fineness = ""
    is_of_year_alone: bool = False
    is_from_to: bool = False
    is_of_stock: bool = False
    is_of_whole_year: bool = False
    is_on_problems: bool = False
    contraries: tuple[Contrary, ...] = ()
    is_on_the_unwelcome: bool = False
    asks: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Group, ...]:
        """The groups, or the whole shelf as one."""
        return self.groups or (EVERYTHING,)

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms in quotation marks that it asks to have explained."""
        return self.named if self.kind == "definition" else tuple(it for it in self.named if it == self.term)

    @property
    def named(self) -> tuple[str, ...]:
        """The terms in quotation marks of a definition or a list, by which reports call what is asked about."""
        if self.kind not in ("definition", "list"):
            return ()
        return tuple(it for it in self.quoted if self.language == "zh" or not it.isascii())

    @property
    def lookup(self) -> str:
        """What is looked for by words."""
        return self.content or self.text

    @property
    def sought(self) -> str:
        """The words looked for as the reader is shown them, without the scraps that taking a question apart leaves."""
        if self.language == "en":
            return self.lookup
        words = [part.strip("有在为共被把") for part in self.content.split()]
        return "、".join(word for word in words if len(word) > 1) or self.text
