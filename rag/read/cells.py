"""Which of the figures that reports state is the one asked for, of each body and year: a cell, or that none is stated.

A figure answers where nothing disagrees: its measure is the one asked for, its kind (result or target), its unit, its
period and whose it is. How alike the names of two measures are is decided in `index.figures.measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index import Index, Passage, Report
from index.figures import Figure
from index.figures.disclosure import cells_of
from index.figures.measures import in_common, is_total, phrase
from index.language.bodies import NATIONAL
from index.language.gazetteer import stem
from index.language.units import COUNT, COUNTED, CURRENCIES, DURATIONS, MONEY, SHARE
from rag.read.pick_figure import is_added
from rag.search import Search, served
from rag.understand import years
from rag.understand.bodies import label
from rag.understand.query import FigureAsked, Query
from rag.understand.years import this_year

_SAYS_NOTHING = re.compile(r"数量|件数|金额")
_COUNTS = re.compile(r"数量|[件个人次]数")
_DONE = re.compile(r"作出的?|收到的?|办理的?|受理的?|收取的?|制发的?|产生的?")  # what is done with what is counted
_RESULTS = ("result", "estimate")
_LEVELS = ("level", "per_head", "cumulative", "share")


@dataclass(frozen=True, slots=True)
class StatedCell:
    """A body and a year, and the figure that its report states; `figure` is None where it states none."""

    body: str
    year: int | None
    figure: Figure | None = None
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The cells of one measure: `measure` as most of the reports word it, `what` of it the figures are."""

    measure: str
    what: str
    cells: tuple[StatedCell, ...]

    @property
    def found(self) -> tuple[StatedCell, ...]:
        return tuple(it for it in self.cells if it.figure)

    @property
    def silent(self) -> tuple[StatedCell, ...]:
        return tuple(it for it in self.cells if not it.figure)


def stated(search: Search) -> Stated | None:
    """The cells that a question asks for; None where it asks for no figure, or where no report of the shelf states a
    figure of such a measure, so that nothing can be said of who does not state it."""
    query = search.query
    asked = query.figure
    if asked is None or not asked.words or query.kind == "definition" or query.elsewhere:
        return None
    if (
        query.kind == "yesno" and not asked.bounds and not asked.against_plan
    ):  # asked is whether something is so, and no number
        return None
    if query.kind == "list" and asked.operation == "value" and query.shape not in ("number", "percent"):
        return None  # names are asked for: 涵盖哪些人, "which three bodies"
    keys = list(_keys(search.index, query, asked))
    if of_form := tuple(_of_form(search.index, query, asked, keys)):
        return _described(asked, tuple(_with_passage(search.index, it) for it in of_form))
    likely = {report.source: _likely(search, asked, report) for key in keys for report in key.reports}
    if pairs := _against_plan(asked, keys, likely):
        return _described(asked, tuple(_with_passage(search.index, it) for it in pairs))
    if query.kind == "yesno" and asked.against_plan:
        return None  # the one without the other does not tell whether it was met
    tried = [_of_kinds(search, asked, keys, likely, what) for what in _whats(asked)]
    cells = _most_stated(search, tried)
    if not any(it.figure for it in cells) and (query.language == "en" or not _is_known(search, asked)):
        return None  # the reports may call it otherwise than the question, the more so in another language
    if query.kind == "compare" and _is_partial(search, cells):
        return None
    is_one = asked.operation in ("value", "total") and len(cells) == 1
    given = {it.value for it in query.givens} if is_one else set()
    if any(it.figure and it.figure.quantity.value in given for it in cells):
        return None  # the question states that number itself, and asks for a part of it
    return _described(asked, tuple(_with_passage(search.index, it) for it in cells))


def _against_plan(
    asked: FigureAsked, keys: Sequence[_Key], likely: Mapping[str, Sequence[_Likely]]
) -> tuple[StatedCell, ...]:
    """Of each body and year the target and the result, where one is held against the other; none unless all are
    stated."""
    if not asked.against_plan:
        return ()
    for what in _whats(asked):
        pairs = [_cell(key, asked, likely, what, kinds) for key in keys for kinds in (("target",), _RESULTS)]
        if pairs and all(it.figure for it in pairs):
            return tuple(pairs)
    return ()


def _of_form(index: Index, query: Query, asked: FigureAsked, keys: Sequence[_Key]) -> Iterator[StatedCell]:
    """The cells asked for of the form on information disclosure; none where the reports hold none of them."""
    cells = [
        StatedCell(key.body, key.year, figure)
        for key in keys
        for labels in asked.cells
        for report in key.reports
        for figure in cells_of(labels, index.figures(report.source))
        if _is_of(report, key, figure) and _has_unit(query, figure)
    ]
    stating = {(it.body, it.year) for it in cells}
    if cells:
        yield from dict.fromkeys(cells)
        yield from (StatedCell(it.body, it.year) for it in keys if (it.body, it.year) not in stating)


def _most_stated(search: Search, tried: Sequence[tuple[StatedCell, ...]]) -> tuple[StatedCell, ...]:
    """The first that any report states; of a few bodies that are compared, the first that all of them do."""
    some = [cells for cells in tried if any(it.figure for it in cells)]
    whole = [cells for cells in some if all(it.figure for it in cells)]
    if whole and len(tried[0]) <= search.settings.at_a_glance and search.query.kind in ("compare", "aggregate"):
        return whole[0]
    return some[0] if some else tried[0]


def _is_partial(search: Search, cells: Sequence[StatedCell]) -> bool:
    """Do some of a few bodies state it and some not? Theirs may be named otherwise: the reader looks at all of them."""
    few = 1 < len({it.body for it in cells}) <= search.settings.at_a_glance
    return few and 0 < sum(it.figure is not None for it in cells) < len(cells)


def _is_known(search: Search, asked: FigureAsked) -> bool:
    """Does any report state a figure of that very name? Then the name was understood, and who is silent is known."""
    return any(
        it.likeness >= 1 and not it.figure.is_cell
        for report in served(search.index)
        for it in _likely(search, asked, report)
    )


@dataclass(frozen=True, slots=True)
class _Key:
    body: str
    year: int | None
    part: str
    reports: tuple[Report, ...]


def _sources(keys: Iterable[_Key]) -> list[str]:
    return sorted({report.source for key in keys for report in key.reports})


def _keys(index: Index, query: Query, asked: FigureAsked) -> Iterator[_Key]:
    """Each body asked about, or each that has a report, with each year asked for."""
    for body, reports in _bodies(index, query, asked).items():
        for year in asked.years or _own_years(reports, asked):
            yield _Key(body, year, asked.part, tuple(reports))


def _bodies(index: Index, query: Query, asked: FigureAsked) -> dict[str, list[Report]]:
    """Each body with all of its reports: what it plans for a year stands in the one about the year before."""
    reports = served(index, query.scope)
    by_label: dict[str, list[Report]] = {}
    for report in reports:
        by_label.setdefault(label(report), []).append(report)
    named: dict[str, list[Report]] = {}
    for group in query.groups:
        if group.body:
            own = [it for source in group.sources for it in by_label.get(label(index.report(source)), ())]
            named.setdefault(group.body, []).extend(own)
    if named:
        return {body: list(dict.fromkeys(own)) for body, own in named.items()}
    national = {body: own for body, own in by_label.items() if own[0].issuer == NATIONAL}
    is_national = asked.is_national or asked.by_year or len(asked.years) > 2
    return national if national and is_national else _of_one_rank(_reporting(by_label, asked.years))


def _reporting(bodies: dict[str, list[Report]], asked: Sequence[int]) -> dict[str, list[Report]]:
    """Those with a report about one of the years or given in it; all where none has one."""
    told = {body: {year for it in own for year in (it.year, this_year(it))} for body, own in bodies.items()}
    return {body: own for body, own in bodies.items() if not told[body].isdisjoint(asked)} or bodies


def _of_one_rank(bodies: dict[str, list[Report]]) -> dict[str, list[Report]]:
    """Where all bodies are asked: those of the rank that most of them have; a district is not beside its province."""
    ranks = {body: len(own[0].regions) for body, own in bodies.items()}
    most = max(ranks.values(), key=list(ranks.values()).count) if ranks else 0
    return {body: own for body, own in bodies.items() if ranks[body] == most}


def _own_years(reports: Sequence[Report], asked: FigureAsked) -> list[int | None]:
    """Where no year is asked for: that of the newest report; each where the years themselves are asked for."""
    known = sorted({year for it in reports if it.year for year in (it.year, this_year(it)) if year})
    if asked.by_year:
        return list(known)
    return [max((it.year for it in reports if it.year), default=None)]


@dataclass(frozen=True, slots=True)
class _Likely:
    figure: Figure
    likeness: float


def _likely(search: Search, asked: FigureAsked, report: Report) -> list[_Likely]:
    """The figures of a report of which the measure is the one asked for."""
    least = search.settings.same_measure
    found = []
    own = "|".join(map(re.escape, sorted({stem(place) for place in report.regions if place}, key=len, reverse=True)))
    for it in search.index.figures(report.source):
        if not _has_unit(search.query, it) or (search.query.is_of_stock and _is_added(search.index, it)):
            continue
        if it.is_cell:
            share = _of_cell(asked.words, it, search.settings.cell_named)
        else:
            stated = phrase(_without_own_place(it.measure, own))
            share = max(in_common(words, stated) for words in (asked.words, *asked.others))
        if share >= least:
            found.append(_Likely(it, share))
    return found


def _is_added(index: Index, it: Figure) -> bool:
    return not it.is_cell and is_added(index.text(it.source), it.start)


def _without_own_place(measure: str, own: str) -> str:
    """The name of a measure without the place that the report is of: 集装箱吞吐量 of 上海港集装箱吞吐量."""
    return re.sub(rf"^(?:{own})(?:[省市区县港])?", "", measure) if own else measure


def _of_cell(words: str, it: Figure, least: float) -> float:
    """A cell is asked for by its row, and by its column where that says more than that it is the sum."""
    asked, row = phrase(_DONE.sub("", words)), phrase(" ".join(it.row[-1:]))
    column = phrase(" ".join(it.column))
    if not row.grams or asked.kinds != phrase(it.measure).kinds:
        return 0.0
    covered = len(asked.grams & (row.grams | column.grams)) / max(1, len(asked.grams))
    held = len(row.grams & asked.grams) / len(row.grams)
    in_column = len(column.grams & asked.grams) / max(1, len(column.grams))
    head = "".join(it.column)
    is_sum = not it.column or is_total(head) or _SAYS_NOTHING.search(head) is not None
    if covered < least:
        return 0.0
    return 0.5 * held + 0.5 * covered + (0.1 * in_column if in_column else 0.04 * is_sum)


def _has_unit(query: Query, it: Figure) -> bool:
    """Is it of the unit asked for? A cell may leave its own to the heading."""
    asked, own = query.figure, it.quantity.measure
    measure = query.measure
    if asked and asked.bounds and asked.bounds[0].measure:
        return own == asked.bounds[0].measure
    if asked and asked.operation == "rank" and measure == COUNT:  # so many of those that come first
        measure = ""
    if not measure:
        return query.shape != "percent" or own in (SHARE, "points")
    if it.is_cell and not own:
        return measure != MONEY or _COUNTS.search("".join((*it.row, *it.column))) is None
    if measure == MONEY:
        return own in CURRENCIES
    if measure in DURATIONS:
        return own in DURATIONS or own == SHARE
    if measure in COUNTED:
        return own in COUNTED or own in ("", "times") or (measure == COUNT and own == SHARE)
    return own == measure


def _has_results(search: Search, asked: FigureAsked, keys: Sequence[_Key]) -> bool:
    """Do the reports ever state a result of the measure, in whatever unit?"""
    names, least = (asked.words, *asked.others), search.settings.same_measure
    every = (it for source in _sources(keys) for it in search.index.figures(source))
    results = (phrase(it.measure) for it in every if it.kind in _RESULTS and not it.is_cell)
    return any(in_common(name, stated) >= least for stated in results for name in names)


def _of_kinds(
    search: Search,
    asked: FigureAsked,
    keys: Sequence[_Key],
    likely: Mapping[str, Sequence[_Likely]],
    what: tuple[str, ...],
) -> tuple[StatedCell, ...]:
    """Targets where plans are asked for, else results; where more targets are stated, those, told as such: of a year
    that no report is about yet, and of what is never but planned (赤字率拟按3%安排)."""

    def of(*kinds: str) -> tuple[StatedCell, ...]:
        return tuple(_cell(key, asked, likely, what, kinds) for key in keys)

    if search.query.is_plan:
        return of("target")
    results = of(*_RESULTS)
    if search.query.is_result or all(it.figure for it in results):
        return results
    targets = of("target")
    if sum(it.figure is not None for it in targets) <= sum(it.figure is not None for it in results):
        return results
    is_over = any(report.year == key.year for key in keys for report in key.reports)
    return results if is_over and _has_results(search, asked, keys) else targets


def _whats(asked: FigureAsked) -> list[tuple[str, ...]]:
    """What may be meant of the measure, in order: where a level is asked for and nobody states one, its growth is not
    given for it; where the question does not say, what reports state."""
    if asked.what in ("level", "cumulative"):
        return [_LEVELS]
    if asked.what:
        return [(asked.what,)]
    return [_LEVELS, ("growth",)]


def _cell(
    key: _Key,
    asked: FigureAsked,
    likely: Mapping[str, Sequence[_Likely]],
    what: tuple[str, ...],
    kinds: tuple[str, ...],
) -> StatedCell:
    fitting = [
        it
        for report in key.reports
        for it in likely[report.source]
        if it.figure.what in what and it.figure.kind in kinds and _is_of(report, key, it.figure)
    ]
    if not fitting:
        return StatedCell(key.body, key.year)
    is_sum = asked.what == "cumulative"
    best = min(fitting, key=lambda it: (-it.likeness, (it.figure.what == "cumulative") != is_sum, it.figure.start))
    return StatedCell(key.body, key.year, best.figure)


def _with_passage(index: Index, it: StatedCell) -> StatedCell:
    return replace(it, passage=passage_of(index, it.figure)) if it.figure else it


def _is_of(report: Report, key: _Key, it: Figure) -> bool:
    """Is it of the body and of the year, or the part of it, asked for?"""
    is_part = it.period.part == key.part or (it.period.is_whole and not key.part)
    if (it.owner and report.issuer != NATIONAL) or not is_part:
        return False
    if key.year is None:
        return True
    since = years.YEAR.search(it.base)
    if since and int(since[1]) != key.year - 1:  # growth over several years is not that of one
        return False
    in_year = it.period.first == it.period.last == key.year
    return in_year or (not it.period.is_known and report.year == key.year and it.is_cell)


def passage_of(index: Index, it: Figure) -> Passage | None:
    """The passage in which the number stands."""
    return next((p for p in index.passages_of(it.source) if p.start <= it.start and it.end <= p.end), None)


def _described(asked: FigureAsked, cells: tuple[StatedCell, ...]) -> Stated:
    figures = [it.figure for it in cells if it.figure]
    if not figures:
        return Stated(asked.words, asked.what, cells)
    kinds = [it.what for it in figures]
    names = [it.measure for it in figures]
    return Stated(max(names, key=names.count), max(kinds, key=kinds.count), cells)
