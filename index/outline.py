"""Headings → sections. Chinese numbering, Markdown marks and the levels that a format gives, told from running text.

A heading may be run into its paragraph ("（二）优化服务。全年……"): then its first sentence is the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.report import Section

if TYPE_CHECKING:
    from index.tidy import Paragraph

_DIGITS = "一二三四五六七八九十百零〇"
# Rank by the usual order of official documents (GB/T 9704: 一、 then （一） then 1. then （1）); smaller is higher.
_NUMBERINGS = (
    (10, re.compile(rf"第[{_DIGITS}\d]+[编篇部章]\s*(?:分\s*)?")),
    (11, re.compile(rf"第[{_DIGITS}\d]+节\s*")),
    (20, re.compile(rf"[{_DIGITS}]{{1,3}}\s*[、．.]")),
    (30, re.compile(rf"[（(]\s*[{_DIGITS}]{{1,3}}\s*[）)]")),
    (40, re.compile(r"\d{1,2}\s*[.．、](?!\d)")),
    (50, re.compile(r"[（(]\s*\d{1,2}\s*[）)]")),
)
_RUN_IN_RANK = 30  # deeper items are running text more often than headings
_LONGEST = 80
_LONGEST_RUN_IN = 40
_UNNUMBERED = re.compile(
    r"(?:(?:19|20)\d\d\s*年.{0,4}|过去.{1,3}年.{0,4}|今年)?(?:工作|政府工作|重点任务|总体要求).{0,12}|名词解释|附件\s*\d*"
)
_ROW = re.compile(r"(?:(?:^|\s)-?[\d.,%]+){2,}$")


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    rank: int
    marks: int
    title: str


def numbering(text: str) -> int:
    """The rank of the numbering at the start of a line, 0 where there is none."""
    bare = _bare(text)
    return next((rank for rank, pattern in _NUMBERINGS if pattern.match(bare)), 0)


def is_row(text: str) -> bool:
    """A row of a table as a text layer gives it: several figures set apart by blanks at its end."""
    return _ROW.search(text.strip()) is not None


def outline(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Section, ...]:
    """The sections of a text, in order; together they cover it from the first paragraph to the end."""
    lines = [text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    rows = [False, *map(is_row, lines), False]
    in_table = [before or after for before, after in zip(rows, rows[2:], strict=False)]
    found = [_heading(*given) for given in zip(paragraphs, lines, in_table, strict=True)]
    headings = [heading for heading in found if heading]
    starts = [0, *(heading.start for heading in headings)]
    ends = [*starts[1:], len(text)]
    paths = [(), *_paths(headings)]
    return tuple(Section(path, start, end) for path, start, end in zip(paths, starts, ends, strict=True) if end > start)


def _bare(text: str) -> str:
    """A line without Markdown marks and outer blanks."""
    return re.sub(r"^#{1,6}\s*|\*\*|__", "", text.strip()).strip()


def _heading(paragraph: Paragraph, line: str, in_table: bool) -> _Heading | None:
    if paragraph.told:
        return None
    bare = _bare(line)
    rank = numbering(line)
    title = bare if paragraph.level else _title(bare, rank)
    if not title or (in_table and rank >= _RUN_IN_RANK):  # the row heads of a table are numbered as headings are
        return None
    return _Heading(paragraph.start, rank or paragraph.level, paragraph.level, title)


def _title(bare: str, rank: int) -> str:
    """The heading that a line of text is or begins with; empty for running text."""
    if not rank:
        return bare if len(bare) <= 20 and _UNNUMBERED.fullmatch(bare) else ""
    if len(bare) <= _LONGEST and not bare.endswith(("。", "；", ";", "，", ",")) and not is_row(bare):
        return bare
    if rank > _RUN_IN_RANK:
        return ""
    first, stop, _ = bare.partition("。")
    return first if stop and len(first) <= _LONGEST_RUN_IN and "：" not in first else ""


def _paths(headings: Sequence[_Heading]) -> list[tuple[str, ...]]:
    """The path of titles to each heading. A marked heading without a number goes under the nearest with fewer marks."""
    stack: list[_Heading] = []
    paths = []
    for heading in headings:
        while stack and not _is_above(stack[-1], heading):
            stack.pop()
        stack.append(heading)
        paths.append(tuple(entry.title for entry in stack))
    return paths


def _is_above(upper: _Heading, lower: _Heading) -> bool:
    if upper.marks and lower.marks and not (_is_numbered(upper) and _is_numbered(lower)):
        return upper.marks < lower.marks
    return upper.rank < lower.rank


def _is_numbered(heading: _Heading) -> bool:
    return heading.rank >= _NUMBERINGS[0][0]
