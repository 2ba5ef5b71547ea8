"""What a report's own counting proves about its headings.

A number that is missing between two others stands for the unnumbered line between them; numbers that begin anew prove a
heading above; numbered lines that follow one another without a word between them are a list; and what still counts on
further down has not ended yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.language.line_marks import bare, is_row
from index.outline.headings import POINT, SECTION, Heading, is_bold, may_be_bare

if TYPE_CHECKING:
    from index.tidy import Paragraph

_DEEPEST = 58  # the rank of a bold line that nothing is counted under
_LIST = 3  # headings without words between them that are a list; below （一） two are
_ADDRESS = re.compile(r"各位(?:代表|委员|同志|领导)[，,！!：:]")


def without_strays(found: Sequence[Heading]) -> list[Heading]:
    """一是, 二是 count the points of a text: one whose neighbours stand inside paragraphs is no heading either."""
    points = [own for own in found if own.rank == POINT]
    proved = {own.at for own in points if own.number == 1}
    for own, other in pairwise(points):
        if own.title and other.title and other.number == own.number + 1:
            proved |= {own.at, other.at}
    return [own if own.rank != POINT or own.at in proved else replace(own, title="") for own in found]


def with_unnumbered(found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """With the unnumbered lines that the counting of their neighbours, or bold print, proves to be headings."""
    headed = {own.at for own in found}
    alone = [at for at in range(len(lines)) if at not in headed and _stands_alone(at, lines, paragraphs)]
    proved = [*_proved(found, alone), *_bold(found, [at for at in alone if is_bold(lines[at])])]
    added = [Heading(at, paragraphs[at].start, bare(lines[at]), rank, marks) for at, rank, marks in proved]
    return _in_order((*added, *found))


def without_lists(found: Sequence[Heading]) -> list[Heading]:
    """Numbered lines that follow one another without a word between are a list: they only end what stands before."""
    kept: list[Heading] = []
    for run in _runs(found, alone=True):
        is_list = len(run) >= (_LIST if run[0].rank <= SECTION else _LIST - 1) and not run[0].marks
        kept += [replace(own, title="") if is_list and own.alone else own for own in run]
    return kept


def with_ends(found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """With where sections end before the next begins: at an address to the audience, and behind a row of paragraphs
    that each begin with a heading of one rank. What still counts on behind that place does not end there."""
    headed = {own.at for own in found}
    counting = _counting_on(found)
    ends = {at: SECTION for at, line in enumerate(lines) if _ADDRESS.match(line)} | dict(_row_ends(found))
    added = [Heading(at, paragraphs[at].start, "", rank) for at, rank in ends.items() if at < len(lines)]
    kept: list[Heading] = []
    above: dict[int, Heading] = {}
    for own in _in_order((*found, *added)):
        if own.at in headed:
            above = _opened(above, own)
            kept.append(own)
        elif closed := [rank for rank, last in above.items() if rank >= own.rank and last.at not in counting]:
            kept.append(replace(own, rank=min(closed)))
    return kept


def _in_order(headings: Iterable[Heading]) -> list[Heading]:
    """By their places; the first given where two stand at one."""
    first: dict[int, Heading] = {}
    for own in headings:
        first.setdefault(own.at, own)
    return sorted(first.values(), key=lambda own: own.at)


def _opened(above: Mapping[int, Heading], own: Heading) -> dict[int, Heading]:
    """The headings that stand open, by rank, after one more."""
    return {rank: other for rank, other in above.items() if rank < own.rank} | {own.rank: own}


def _stands_alone(at: int, lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> bool:
    """A short line without an end mark before a paragraph or a numbered line, not inside a table."""
    if at + 1 == len(lines) or paragraphs[at].row or paragraphs[at + 1].row or not may_be_bare(lines[at]):
        return False
    near = (*lines[max(0, at - 1) : at], lines[at + 1])
    return not any(map(may_be_bare, near)) and not is_row(lines[at]) and not is_row(lines[at + 1])


def _proved(found: Sequence[Heading], alone: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The places of unnumbered headings, each with its rank and marks.

    Where as many bare lines stand between two numbers as are missing, they take the rank of those. Where the numbers
    begin anew, the last bare line stands above them: beside what stood above the others, or under it where that counts
    on further down.
    """
    by_rank: defaultdict[int, list[Heading]] = defaultdict(list)
    for own in found:
        by_rank[own.rank].append(own)
    open_: dict[int, Heading] = {}
    for own in found:
        last = open_.get(own.rank)
        between = alone[bisect_right(alone, last.at) : bisect_left(alone, own.at)] if last else []
        open_ = _opened(open_, own)
        if not last or not last.number or not between:
            continue
        if len(between) == own.number - last.number - 1:
            yield from ((at, own.rank, own.marks) for at in between)
        elif own.number == 1:
            above = max((other for other in open_.values() if other.rank < own.rank), key=_rank, default=None)
            goes_on = above and above.number and _next(by_rank[above.rank], own.at) == above.number + 1
            rank, marks = (above.rank, above.marks) if above and not goes_on else (own.rank - 1, 0)
            yield between[-1], rank, marks


def _rank(own: Heading) -> int:
    return own.rank


def _next(alike: Sequence[Heading], at: int) -> int:
    """The number of the next of these headings after a place; 0 where there is none."""
    place = bisect_right(alike, at, key=lambda own: own.at)
    return alike[place].number if place < len(alike) else 0


def _bold(found: Sequence[Heading], bold: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Bold lines stand right above the numbers that begin below them; else they are the lowest of all."""
    for at in bold:
        place = bisect_left(found, at, key=lambda own: own.at)
        begins = place < len(found) and found[place].number == 1
        yield at, found[place].rank - 1 if begins else _DEEPEST, 0


def _runs(found: Sequence[Heading], alone: bool) -> Iterator[list[Heading]]:
    """Headings of one rank that count on in paragraphs that follow one another: each but the last `alone` in its
    paragraph, or each with other words in it."""
    run: list[Heading] = []
    for own in found:
        if run and not _follows(run[-1], own, alone):
            yield run
            run = []
        run.append(own)
    if run:
        yield run


def _follows(last: Heading, own: Heading, alone: bool) -> bool:
    counts_on = own.rank == last.rank and own.number == last.number + 1
    return counts_on and own.at == last.at + 1 and last.alone == alone


def _row_ends(found: Sequence[Heading]) -> Iterator[tuple[int, int]]:
    """The places behind rows of paragraphs that each begin with a heading of one rank, with that rank."""
    for run in _runs(found, alone=False):
        if len(run) >= _LIST and run[0].rank >= SECTION and not run[-1].alone:
            yield run[-1].at + 1, run[0].rank


def _counting_on(found: Sequence[Heading]) -> set[int]:
    """The places of headings whose next of their rank, under the same one, has the next number."""
    places: set[int] = set()
    open_: dict[int, Heading] = {}
    for own in found:
        last = open_.get(own.rank)
        if last and own.number == last.number + 1:
            places.add(last.at)
        open_ = _opened(open_, own)
    return places
