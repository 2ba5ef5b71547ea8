"""What stands in place of a conversation before the first question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from chat.choices import body_of
from chat.markup import render
from index.language.quantities import Quantity, quantities
from index.language.scales import scale_word
from index.language.script import HAN
from index.language.units import COUNTED, MONEY

if TYPE_CHECKING:
    from index import Index
    from index.report import Report

CLAUSE = re.compile(  # "，全年新收到政府信息公开申请187件，": what is counted, and how many
    rf"(?<=[，。；\n])(?!其中|较|比|同比)([{HAN}]{{5,16}}?)(?:超过?|突破|达到?|约|近)?(\d[^，。；\n]*)(?=[，。；])"
)
MEASURES = frozenset({MONEY, *COUNTED})
NUMBERING = re.compile(r"^[#\s]*[（(第]?[一二三四五六七八九十\d]+[）)、.．条章节]+\s*")
EXAMPLES = 4
WELCOME = 'class="welcome"'  # which nothing else on the page has
LANGUAGES = {"zh": "中文", "en": "English"}  # each by its own name


def example_questions(index: Index) -> tuple[str, ...]:
    """A few questions that this shelf can answer: one each of reports spread over its bodies, in their own words."""
    bodies: dict[str, Report] = {_subject(report): report for report in index.reports if report.year}
    reports = sorted(bodies.values(), key=lambda report: report.source)
    spread = reports[:: max(1, len(reports) // EXAMPLES)]
    return tuple(islice(filter(None, (_example(index, report) for report in spread)), EXAMPLES))


def _subject(report: Report) -> str:
    return body_of(report) or report.title


def _example(index: Index, report: Report) -> str:
    """Asks for the first plain count of a report, else what one of its sections is about; empty if it has neither."""
    subject, figure = _subject(report), next(_figures(index.text(report.source)), None)
    if figure:
        counted, unit = figure
        return f"{subject}{report.year}年{counted.removeprefix(subject)}多少{unit}？"
    topic = _topic(index, report)
    return f"{subject}{report.year}年在“{topic}”方面做了什么？" if topic else ""


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """What the text counts, clause by clause, and the unit with its scale: (地区生产总值, 亿元)."""
    for clause in CLAUSE.finditer(text):
        match quantities(clause[2]):
            case [Quantity() as one] if one.end == len(clause[2]) and one.measure in MEASURES:
                yield clause[1], f"{scale_word(one.scale)}{one.unit}"


def _topic(index: Index, report: Report) -> str:
    """The heading, less its number, of the first of the innermost sections that is short and plain enough to quote."""
    sections = sorted(index.sections(report.source), key=lambda section: -len(section.headings))
    headings = (NUMBERING.sub("", section.headings[-1]) for section in sections if section.headings)
    return next((heading for heading in headings if re.fullmatch(rf"[{HAN}、]{{4,18}}", heading)), "")


def welcome_html(index: Index, language: str) -> Markup:
    """What stands in place of a conversation before the first question: the shelf's size and what to ask of it."""
    return render("welcome.html", count=len(index.reports), examples=example_questions(index), language=language)


def visitor_html(language: str, name: str) -> Markup:
    """Who is logged in, the way out, and the other language."""
    other = "en" if language == "zh" else "zh"
    return render("visitor.html", name=name, other=other, other_name=LANGUAGES[other], language=language)


def header_html(language: str) -> Markup:
    """The name of the thing, and in one line what it is for."""
    return render("header.html", language=language)
