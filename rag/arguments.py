"""What a caller hands over is looked at once, before anything is searched: a mistake is one line, not a wrong answer.

A `Scope` limits where to look, so a body or a source in it that the shelf does not have is a mistake, and raises. A
year that no report is about is none: the answer declines and says which years there are. A `Turn` only lends what a
question leaves out: what the shelf has no more limits nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from index.errors import ArgumentInvalid, NotOnShelf
from index.language.gazetteer import spellings, stem
from index.report import Report
from rag.answer import Scope, Turn
from rag.understand.bodies import chosen

_ALIKE, _ALIKE_IN_CHINESE = 0.6, 0.5  # of 1, as difflib counts: one of two characters is .5, two of three are .67


def check_arguments(question: Any, scope: Any, history: Any, kind: Any) -> None:
    """Raises ArgumentInvalid where one of them is of another type than `ask` takes."""
    _need(question, str, "question", "text")
    _need(kind, str, "kind", "text")
    if scope is not None:
        _need(scope, Scope, "scope", "a Scope, such as Scope(bodies=(…,))")
        _check_scope(scope)
    for turn in _sequence(history, "history", "[Turn(question)]"):
        _need(turn, Turn, "history", "Turns, such as [Turn(question)]")
        _need(turn.question, str, "question of a Turn", "text")
        if turn.scope is not None:
            _need(turn.scope, Scope, "scope of a Turn", "a Scope")
            _check_scope(turn.scope)


def check_table(measure: Any, bodies: Any, years: Any) -> Scope | None:
    """The bodies and years of a table as a Scope, None where there are none; raises ArgumentInvalid where one of the
    three is of another type than `table` takes."""
    _need(measure, str, "measure", "text")
    scope = Scope(bodies, years)
    _check_scope(scope)
    return tidied(scope) if bodies or years else None


def tidied(scope: Scope) -> Scope:
    """The same with tuples, where lists or sets were given."""
    return replace(scope, bodies=tuple(scope.bodies), years=tuple(scope.years), sources=tuple(scope.sources))


def check_on_shelf(scope: Scope, reports: Sequence[Report]) -> None:
    """Raises NotOnShelf, with the nearest name, for a body or a source that no report has."""
    for name in scope.bodies:
        if not any(chosen((name,), (), reports).values()):
            raise NotOnShelf(f"no report is by or about {name!r}; {_nearest(name, _bodies(reports))}")
    known = [report.source for report in reports]
    for source in scope.sources:
        if source not in known:
            raise NotOnShelf(f"there is no report {source!r}; {_nearest(source, {it: it for it in known})}")


def _check_scope(scope: Scope) -> None:
    for name in _sequence(scope.bodies, "bodies", 'Scope(bodies=("…",))'):
        _need(name, str, "bodies", "names")
    for source in _sequence(scope.sources, "sources", 'Scope(sources=("…",))'):
        _need(source, str, "sources", "paths as text, as report.source gives them")
    for year in _sequence(scope.years, "years", "Scope(years=(2023,))"):
        if not isinstance(year, int) or isinstance(year, bool):
            raise ArgumentInvalid(f"years must be whole numbers, such as 2023, not {_shown(year)}")


def _sequence(value: Any, name: str, example: str) -> Iterable[Any]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Collection):
        raise ArgumentInvalid(f"{name} must be a list or tuple, such as {example}, not {_shown(value)}")
    return value


def _need(value: object, kind: type, name: str, wanted: str) -> None:
    if not isinstance(value, kind):
        raise ArgumentInvalid(f"{name} must be {wanted}, not {_shown(value)}")


def _shown(value: object) -> str:
    """A value on one short line."""
    told = " ".join(repr(value).split())
    return told if len(told) <= 60 else f"{told[:59]}…"


def _bodies(reports: Iterable[Report]) -> dict[str, str]:
    """Every spelling of a body on the shelf → its name there."""
    names = dict.fromkeys(name for report in reports for name in (*report.regions, report.issuer) if name)
    return {spelling: name for name in names for spelling in (*spellings(name), stem(name), name)}


def _nearest(name: str, spelled: dict[str, str]) -> str:
    exact = {spelling.casefold(): known for spelling, known in spelled.items()}
    cutoff = _ALIKE if name.isascii() else _ALIKE_IN_CHINESE
    for wanted in (name.casefold(), name.casefold().rpartition(" ")[0]):  # "Yunho District" is like "yunhu"
        if near := get_close_matches(wanted, exact, n=1, cutoff=cutoff):
            return f"did you mean {exact[near[0]]!r}?"
    some = sorted(set(spelled.values()))
    return f"the shelf has {', '.join(some[:5])}{' …' if len(some) > 5 else ''}"
