"""Headings → sections: which headings there are, and which stand above which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from index.language.dates import month_alone, of_another_year
from index.language.line_marks import bare, is_contents, is_row
from index.outline.counting import with_ends, with_unnumbered, without_lists, without_strays
from index.outline.headings import CHAPTER, SECTION, Heading, heading, may_be_bare
from index.report import Section

if TYPE_CHECKING:
    from index.tidy import Paragraph

_NUMBERED = 10  # the highest rank that a number gives
_HEAD = 60  # paragraphs among which a table of contents begins
_ABOVE = 4  # paragraphs between the month of issue and the first section
_LEAST = 400  # characters of a report
_LONGEST = 100  # characters of a line in a table of contents
_ANNEX = re.compile(r"附\s?件\s?\d{0,2}")
_CONTENTS = re.compile(r"目\s?[录次]|contents", re.I)


def outline(text: str, paragraphs: Sequence[Paragraph], title: str = "") -> tuple[Section, ...]:
    """The sections of a text, in order; together they cover it from the first paragraph to the end.

    Where the `title` of the report stands in it again with another year, a second report begins there, above all else.
    """
    lines = [text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    found = without_lists(with_unnumbered(_found(lines, paragraphs), lines, paragraphs))
    if title:
        others = list(_reports(found, lines, paragraphs, title))
        taken = {it.at for it in others}
        found = sorted((*others, *(it for it in found if it.at not in taken)), key=lambda it: it.at)
    opened = [((), 0), *_paths(with_ends(found, lines, paragraphs))]
    ends = [*(start for _, start in opened[1:]), len(text)]
    return tuple(Section(path, start, end) for (path, start), end in zip(opened, ends, strict=True) if end > start)


def _reports(
    found: Sequence[Heading], lines: Sequence[str], paragraphs: Sequence[Paragraph], title: str
) -> Iterator[Heading]:
    """The beginnings of the reports of a file that holds several, of one kind and several years: the title with another
    year, or, where it is not told again, the month of issue above a new count of the sections. Each has some text of
    its own, as titles in a list of links have not."""
    begins = [at for at, line in enumerate(lines) if bare(line) == title or of_another_year(bare(line), title)]
    if all(bare(lines[at]) == title for at in begins):
        firsts = [it.at for it in found if it.number == 1 and it.rank == CHAPTER]
        above = (range(max(0, at - _ABOVE), at) for at in firsts)
        begins = [next((at for at in span if month_alone(lines[at])), -1) for span in above]
        begins = [at for at in begins if at >= 0]
        begins = begins if len(begins) > 1 else []
    for at, following in pairwise([*begins, len(lines)]):
        if sum(map(len, lines[at + 1 : following])) >= _LEAST:
            yield Heading(at, paragraphs[at].start, bare(lines[at]), 0)


def _found(lines: Sequence[str], paragraphs: Sequence[Paragraph]) -> list[Heading]:
    """What is a heading by itself. The row heads of a table are numbered as headings are."""
    rows = [False, *map(is_row, lines), False]
    listed = _contents(lines)
    found = []
    for at, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        own = heading(at, paragraph, line) if at not in listed else None
        if own and (own.marks or own.rank < SECTION or not (rows[at] or rows[at + 2])):
            found.append(_titled(own, lines))
    return without_strays(found)


def _titled(own: Heading, lines: Sequence[str]) -> Heading:
    """The number of an annex with its title, which stands in the line below."""
    below = lines[own.at + 1] if own.at + 1 < len(lines) else ""
    if _ANNEX.fullmatch(own.title) and may_be_bare(below):
        return replace(own, title=f"{own.title} {bare(below)}")
    return own


def _contents(lines: Sequence[str]) -> set[int]:
    """The lines of a table of contents: with leaders, or under its title and again further down."""
    found = {at for at, line in enumerate(lines) if is_contents(line)}
    title = next((at for at, line in enumerate(lines[:_HEAD]) if _CONTENTS.fullmatch(_squeezed(line))), None)
    if title is None:
        return found
    names = list(map(_name, lines))
    last = {name: at for at, name in enumerate(names)}
    listed = takewhile(lambda at: at in found or last[names[at]] > at, range(title + 1, len(lines)))
    return found | {title, *listed}


def _squeezed(line: str) -> str:
    return "".join(bare(line[:_LONGEST]).split())


def _name(line: str) -> str:
    """A heading without blanks and the page number behind it."""
    return _squeezed(line).rstrip("0123456789").rstrip(".…·")


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
