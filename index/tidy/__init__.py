"""Lines of a file → one tidy text: page furniture off, wrapped lines joined to paragraphs, pages remembered.

Joining goes by evidence, never by hope: a line is joined to the next where the words themselves break off (inside a
bracket, after a comma), or where it fills the width to which the file is wrapped and nothing says that the next begins
a paragraph. No other character is touched, so that what is cited is what the report says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.load.lines import Line, Loaded
from index.report import Row
from index.tidy.furniture import without_furniture
from index.tidy.joining import glue, goes_on
from index.tidy.layout import SetLine, layout, set_lines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the tidy text: `[start, end)`, the heading level that the format gave it (0: none), and the row
    of a table that it is, with spans in the tidy text."""

    start: int
    end: int
    level: int = 0
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Tidied:
    """The tidy text, its paragraphs in order, and where each page begins: (offset, page), ascending by offset.

    Pages may go back: of two reports printed side by side, one is given to its end before the other.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    page_starts: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands; None for formats without pages."""
        if not self.page_starts:
            return None
        return self.page_starts[max(0, bisect_right(self.page_starts, offset, key=_offset) - 1)][1]


def tidy(loaded: Loaded) -> Tidied:
    """Joins the lines of a file to paragraphs, set apart by one newline each."""
    lines = set_lines(without_furniture(loaded.lines))
    setting = layout(lines)
    groups: list[list[SetLine]] = []
    for line in lines:
        if groups and goes_on(groups[-1], line, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _assemble(groups)


def _offset(start: tuple[int, int]) -> int:
    return start[0]


def _assemble(groups: Sequence[Sequence[SetLine]]) -> Tidied:
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for group in groups:
        begin = length
        last = ""
        for line in group:
            joint = glue(last, line.text)
            page = line.line.page
            if page is not None and (not starts or starts[-1][1] != page):
                starts.append((length + len(joint), page))
            parts.append(joint + line.text)
            length += len(joint) + len(line.text)
            last = line.text
        paragraphs.append(Paragraph(begin, length, group[0].line.level, _row(group[0].line, begin, length)))
        parts.append("\n")
        length += 1
    return Tidied("".join(parts), tuple(paragraphs), tuple(starts))


def _row(line: Line, start: int, end: int) -> Row | None:
    """The row that a line is, where the line has come to stand as a paragraph, without the blanks before it."""
    if line.row is None:
        return None
    blanks = len(line.text) - len(line.text.lstrip())
    return replace(line.row.moved(start - blanks), start=start, end=end)
