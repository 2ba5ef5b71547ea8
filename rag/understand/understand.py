"""What is asked: how it is worded, and the reports that it is asked of.

`question_type` tells the kind, `bodies` the bodies and `years` the years; here they come together as a Query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from index.language.bodies import NATIONAL
from index.language.dictionary import is_english
from index.language.gazetteer import cities, provinces, spellings
from index.language.negation import asks_denial
from index.language.opposites import asks_for_the_unwelcome, contraries
from index.language.pinyin import in_pinyin
from index.language.quantities import measure_asked, scale_asked
from index.language.units import units_named
from index.report import Report
from rag.answer import EVERYWHERE, Scope, Turn
from rag.understand import comparison, question_type, slots, years
from rag.understand.bodies import Bodies, chosen, speaks_of_the_country, spelled
from rag.understand.bodies import bodies as bodies_in
from rag.understand.compound import asks
from rag.understand.figure import figure_asked
from rag.understand.query import Group, Query

_FOLLOWING = re.compile(r"那|and\b|what about|how about", re.I)
_SHORT = 24  # characters up to which a question after another may lean on it


def understand(
    text: str, reports: Sequence[Report], scope: Scope | None = None, history: Sequence[Turn] = (), kind: str = ""
) -> Query:
    """The question against the shelf.

    A `scope` given by the caller stands in for what the question itself names, a `kind` for what its wording says; what
    neither names is carried over from the latest earlier question that does.
    """
    named, elsewhere = bodies_in(text, reports)
    text, bodies, asked = _asked(text, named, reports, scope, history)
    names = {*_spelled(bodies), *_spelled(named), *elsewhere}
    language = question_type.language(text)
    measure = measure_asked(text, language)
    content = question_type.content(text, names, years.YEAR)
    return Query(
        text=text,
        language=language,
        kind=kind or question_type.kind(text),
        shape=question_type.shape(text) or ("number" if measure else ""),
        content=content,
        groups=_groups(bodies or {"": reports}, asked, text) if bodies or asked else (),
        scope=Scope(tuple(filter(None, bodies)), tuple(asked), scope.sources if scope else ()),
        elsewhere=elsewhere,
        preferred=_preferred(text, reports, asked),
        periods=years.periods(text, asked),
        names=_names(text, reports) if language == "en" else (),
        spellings=_spellings(text, bodies, reports) if language == "en" else (),
        measure=measure,
        unit=question_type.unit_asked(text),
        scale=scale_asked(text),
        units=units_named(text),
        threshold=comparison.threshold(text),
        direction=comparison.direction(text),
        adjective=comparison.adjective(text),
        is_of_added=comparison.asks_for_added(text),
        is_plan=question_type.plans(text),
        is_result=slots.asks_for_result(text),
        is_of_change=slots.asks_for_change(text),
        is_on_the_first=slots.asks_for_first(text),
        is_negated=asks_denial(text),
        figure=figure_asked(
            text,
            question_type.without(text, names, years.YEAR),
            measure,
            years.of_figures(text, asked, [it for own in bodies.values() for it in own] or reports),
        ),
        items=question_type.items_asked(text),
        term=question_type.term_asked(text),
        quoted=tuple(question_type.quoted(text)),
        givens=slots.givens(text),
        date_fineness=slots.date_fineness(text),
        is_of_year_alone=slots.asks_for_year_alone(text),
        is_from_to=slots.asks_from_to(text),
        is_of_stock=slots.asks_for_stock(text),
        is_of_whole_year=slots.asks_for_whole_year(text),
        is_on_problems=slots.asks_for_problems(text),
        contraries=contraries(text),
        is_on_the_unwelcome=asks_for_the_unwelcome(text),
        asks=asks(text),
    )


def _asked(
    text: str, named: Bodies, reports: Sequence[Report], scope: Scope | None, history: Sequence[Turn]
) -> tuple[str, Bodies, Sequence[int]]:
    """The question in full, the bodies and the years asked about: those that it names, that the caller gives, or that
    are carried over."""
    bodies: Bodies = (chosen(scope.bodies, scope.sources, reports) if scope else None) or named
    asked: Sequence[int] = (scope.years if scope else ()) or years.years(text, reports)
    if history and _leans(text, bodies):
        bodies, asked = _carried(bodies, asked, history, reports)
        text = _in_full(text, history[-1].question, reports)
    return text, bodies, asked


def _spellings(text: str, bodies: Iterable[str], reports: Sequence[Report]) -> tuple[str, ...]:
    """How an English question writes the bodies and places that it names."""
    lowered, names = text.lower(), {*bodies, *(name for it in reports for name in it.regions)}
    return tuple(sorted({word for name in names if name for word in spellings(name) if word in lowered}))


def _names(text: str, reports: Sequence[Report]) -> tuple[str, ...]:
    """What an English question calls by a Chinese name: no place that the gazetteer knows, and no English word."""
    places_known = {word for it in reports for name in it.regions for one in spellings(name) for word in one.split()}
    known = places_known | cities().keys() | {word for name in provinces().values() for word in spellings(name)}
    return tuple(it for it in in_pinyin(text) if it not in known | question_type.STOP and not is_english(it))


def _leans(text: str, bodies: Bodies) -> bool:
    return not bodies or len(text) <= _SHORT or _FOLLOWING.match(text) is not None


def _carried(
    bodies: Bodies, asked: Sequence[int], history: Sequence[Turn], reports: Sequence[Report]
) -> tuple[Bodies, Sequence[int]]:
    for turn in reversed(history):
        scope = turn.scope or EVERYWHERE
        earlier = chosen(scope.bodies, scope.sources, reports) or bodies_in(turn.question, reports)[0]
        bodies, asked = bodies or earlier, asked or scope.years or years.years(turn.question, reports)
    return bodies, asked


def _in_full(text: str, before: str, reports: Sequence[Report]) -> str:
    """A question that names only whom or when ("那松溪呢？") asks for what the one before it asked for."""
    named = {*bodies_in(text, reports)[0]}
    if len(question_type.content(text, _spelled(named), years.TOLD)) > len("那么"):
        return text
    earlier = bodies_in(before, reports)[0]
    return f"{text} {question_type.without(before, _spelled(earlier), years.YEAR)}"


def _spelled(bodies: Iterable[str]) -> set[str]:
    """The names with all their spellings: they say where to look, not what for."""
    return {spelling for name in bodies if name for spelling in spelled(name)}


def _groups(bodies: Bodies, asked: Sequence[int], text: str) -> tuple[Group, ...]:
    """One group a body; where several years are asked of one body, one a body and year."""
    own = years.by_body(text, bodies, asked)
    return tuple(
        group for body, reports in bodies.items() for group in _of_body(body, reports, own.get(body, asked), text)
    )


def _of_body(body: str, reports: Sequence[Report], asked: Sequence[int], text: str) -> list[Group]:
    matched = years.speaking(reports, asked, text) if asked else list(reports)
    if not matched:
        return [Group(body, tuple(report.source for report in reports), tuple(asked), tuple(asked))]
    if len(asked) < 2 or (len({report.year for report in matched}) < 2 and matched[0].year):
        return [Group(body, tuple(report.source for report in matched), tuple(asked))]
    groups = [
        Group(f"{body} {year}".strip(), tuple(r.source for r in years.of_year(matched, year, text)), (year,))
        for year in asked
    ]
    taken = {source for group in groups for source in group.sources}
    others = Group(body, tuple(r.source for r in matched if r.source not in taken and r.year not in asked))
    return [group for group in (*groups, others) if group.sources]


def _preferred(text: str, reports: Sequence[Report], asked: Sequence[int]) -> frozenset[str]:
    """Sources that the wording favours."""
    if not asked and speaks_of_the_country(text):
        return frozenset(report.source for report in reports if report.issuer == NATIONAL)
    return frozenset(report.source for report in reports if years.preferred(report, asked, text))
