"""Headings → sections: which headings stand above which, and which lines that look like headings are none.

A report's own counting is the evidence: a number that is missing between two others stands for the unnumbered line
between them, numbers that begin anew prove a heading above, and numbered lines that follow one another without a word
between them are a list or a table of contents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from index.headings import POINT, SECTION, Heading, heading, is_bold, may_be_bare
from index.report import Section
from index.shapes import bare, is_contents, is_row, numbering

if TYPE_CHECKING:
    from index.tidy import Paragraph

__all__ = ["is_row", "numbering", "outline"]

_NUMBERED = 10  # the highest rank that a number gives
_DEEPEST = 58
_HEAD = 60  # paragraphs among which a table of contents begins
_LIST = 3  # headings without words between them that are a list; below （一） two are
_ADDRESS = re.compile(r"各位(?:代表|委员|同志|领导)[，,！!：:]")
_CONTENTS = re.compile(r"目\s*[录次]|contents", re.I)


def outline(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Section, ...]:
    """The sections of a text, in order; together they cover it from the first paragraph to the end."""
    lines = [text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    found = _without_lists(_with_unnumbered(_found(lines, paragraphs), lines, paragraphs))
    opened = [((), 0), *_paths(_with_ends(found, lines, paragraphs))]
    ends = [*(start for _, start in opened[1:]), len(text)]
    return tuple(Section(path, start, end) for (path, start), end in zip(opened, ends, strict=True) if end > start)


def _found(lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """What is a heading by itself. The row heads of a table are numbered as headings are."""
    rows = [False, *map(is_row, lines), False]
    listed = _contents(lines)
    found = []
    for at, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        own = heading(at, paragraph, line) if at not in listed else None
        if own and (own.marks or own.rank < SECTION or not (rows[at] or rows[at + 2])):
            found.append(own)
    return _without_strays(found)


def _without_strays(found: Sequence[Heading]) -> list[Heading]:
    """一是, 二是 count points of a text: one whose neighbours stand inside paragraphs is no heading either."""
    points = [own for own in found if own.rank == POINT]
    titled = {own.at for own in points if own.title}
    proved = {own.at for own in points if own.number == 1}
    for own, other in pairwise(points):
        if {own.at, other.at} <= titled and other.number == own.number + 1:
            proved |= {own.at, other.at}
    return [own if own.rank != POINT or own.at in proved else replace(own, title="") for own in found]


def _contents(lines: Sequence[str]) -> set[int]:
    """The lines of a table of contents: with leaders, or under its title and again further down."""
    found = {at for at, line in enumerate(lines) if is_contents(line)}
    title = next((at for at, line in enumerate(lines[:_HEAD]) if _CONTENTS.fullmatch(bare(line))), None)
    if title is None:
        return found
    last = {_name(line): at for at, line in enumerate(lines)}
    listed = takewhile(lambda at: at in found or last[_name(lines[at])] > at, range(title + 1, len(lines)))
    return found | {title, *listed}


def _name(line: str) -> str:
    """A heading without blanks and the page number behind it."""
    return re.sub(r"[.…·\s]*\d{0,4}$", "", "".join(bare(line).split()))


def _with_unnumbered(found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """With the unnumbered lines that the counting of their neighbours, or bold print, proves to be headings."""
    headed = {own.at for own in found}
    bare_lines = [at for at in range(len(lines)) if at not in headed and _stands_alone(at, lines, paragraphs)]
    added: list[Heading] = []
    open_: dict[int, Heading] = {}
    for place, own in enumerate(found):
        last = open_.get(own.rank)
        if last and last.number and own.number:
            between = bare_lines[bisect_right(bare_lines, last.at) : bisect_left(bare_lines, own.at)]
            added += [
                Heading(at, paragraphs[at].start, bare(lines[at]), rank, marks)
                for at, rank, marks in _proved(between, last, own, open_, found[place:])
            ]
        open_ = _opened(open_, own)
    added += _bold(bare_lines, found, lines, paragraphs)
    return sorted({own.at: own for own in (*added, *found)}.values(), key=_place)


def _stands_alone(at: int, lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> bool:
    """A short line without an end mark before a paragraph or a numbered line, not inside a table."""
    if at + 1 == len(lines) or paragraphs[at].told or paragraphs[at + 1].told or not may_be_bare(lines[at]):
        return False
    return not may_be_bare(lines[at + 1]) and not is_row(lines[at]) and not is_row(lines[at + 1])


def _proved(
    between: Sequence[int], last: Heading, own: Heading, open_: Mapping[int, Heading], ahead: Sequence[Heading]
) -> list[tuple[int, int, int]]:
    """Which bare lines between two headings of one rank are headings, each with its rank and marks.

    As many as numbers are missing take the rank of those. Where the numbers begin anew, the last such line stands
    above them: beside the heading that stood above the others, or under it where that goes on counting.
    """
    if between and len(between) == own.number - last.number - 1:
        return [(at, own.rank, own.marks) for at in between]
    if not between or own.number != 1:
        return []
    above = open_[max(open_)] if (open_ := {rank: other for rank, other in open_.items() if rank < own.rank}) else None
    following = next((other for other in ahead if above and other.rank == above.rank), None)
    if above is None or (above.number and following and following.number == above.number + 1):
        return [(between[-1], own.rank - 1, 0)]
    return [(between[-1], above.rank, above.marks)]


def _bold(
    bare_lines: Sequence[int], found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph]
) -> Iterator[Heading]:
    """Bold lines: right above the numbers that begin below them, else the lowest of all."""
    places = [own.at for own in found]
    for at in bare_lines:
        if is_bold(lines[at]):
            place = bisect_left(places, at)
            begins = place < len(found) and found[place].number == 1
            rank = found[place].rank - 1 if begins else _DEEPEST
            yield Heading(at, paragraphs[at].start, bare(lines[at]), rank)


def _without_lists(found: Sequence[Heading]) -> list[Heading]:
    """Numbered lines that follow one another without a word between are a list: they only end what stands before."""
    kept: list[Heading] = []
    for run in _runs(found, alone=True):
        is_list = len(run) >= (_LIST if run[0].rank <= SECTION else _LIST - 1) and not run[0].marks
        kept += [replace(own, title="") if is_list and own.alone else own for own in run]
    return kept


def _runs(found: Sequence[Heading], alone: bool) -> Iterator[list[Heading]]:
    """Headings of one rank that count on in paragraphs that follow one another; `alone`: without other words in them,
    but for the last; else each before the last with its own."""
    run: list[Heading] = []
    for own in found:
        last = run[-1] if run else own
        if run and (
            own.at != last.at + 1 or own.rank != last.rank or own.number != last.number + 1 or last.alone != alone
        ):
            yield run
            run = []
        run.append(own)
    if run:
        yield run


def _with_ends(found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """With where sections end before the next begins: at an address to the audience, and behind a row of paragraphs
    that each begin with a heading of one rank. What still counts on behind that place does not end there."""
    headed = {own.at for own in found}
    counting = _counting_on(found)
    ends = {at: SECTION for at, line in enumerate(lines) if at not in headed and _ADDRESS.match(line)}
    for run in _runs(found, alone=False):
        after = run[-1].at + 1
        if len(run) >= _LIST and run[0].rank >= SECTION and not run[-1].alone and after < len(lines):
            ends.setdefault(after, run[0].rank)
    added: list[Heading] = []
    open_: dict[int, Heading] = {}
    for own in sorted(
        (*found, *(Heading(at, paragraphs[at].start, "", rank) for at, rank in ends.items())), key=_place
    ):
        if own.at in headed:
            open_ = _opened(open_, own)
            added.append(own)
        elif closed := [rank for rank, last in open_.items() if rank >= own.rank and last.at not in counting]:
            added.append(replace(own, rank=min(closed)))
    return added


def _place(own: Heading) -> int:
    return own.at


def _opened(open_: Mapping[int, Heading], own: Heading) -> dict[int, Heading]:
    """The headings that stand open, by rank, after one more."""
    return {rank: other for rank, other in open_.items() if rank < own.rank} | {own.rank: own}


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


def _paths(found: Sequence[Heading]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The path of titles from each place where it changes, and its offset."""
    stack: list[Heading] = []
    for own in found:
        before = len(stack)
        if own.title:
            while stack and not _is_above(stack[-1], own):
                stack.pop()
            stack.append(own)
        elif not own.number or any(other.rank == own.rank and other.number == own.number - 1 for other in stack):
            while stack and stack[-1].rank >= own.rank:
                stack.pop()
        if own.title or len(stack) < before:
            yield tuple(other.title for other in stack), own.start


def _is_above(upper: Heading, lower: Heading) -> bool:
    """By the marks of the format where both have them; between numbered headings their numbering decides."""
    if upper.marks and lower.marks and not (upper.rank >= _NUMBERED and lower.rank >= _NUMBERED):
        return upper.marks < lower.marks
    return upper.rank < lower.rank
