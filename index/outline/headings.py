"""The heading that a paragraph is or begins with: numbered, marked by the format, or one that work reports use bare.

A heading may be run into its paragraph ("（二）优化服务。全年……", "一是加大简政放权力度。……"): its first sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.dates import FIGURES
from index.language.line_marks import Mark, bare, is_row, mark
from index.language.numerals import DIGITS
from index.language.sentence_ends import line_ends_clause

if TYPE_CHECKING:
    from index.tidy import Paragraph

PART = 5  # the rank of a part of a report that has no number
CHAPTER = 20  # the rank of 一、
SECTION = 30  # the rank of （一）: what is numbered deeper is running text more often than a heading
_LABEL = 10  # levels from here are ranks; below, they count the marks of the format
_ARTICLE = 26
POINT = 55  # the rank of 一是
_CHAPTERS = (10, 11)
_LONGEST = 80
_LONGEST_DEEP = 40
_LONGEST_RUN_IN = {True: 40, False: 30}  # by whether the heading is no deeper than （一）
_LONGEST_TERM = 20
_LONGEST_BARE = 30
_PART = re.compile(
    rf"(?:{FIGURES}\s?年[^\d。；，：！？]{{0,4}}|过去[^。；，：！？]{{1,3}}年[^\d。；，：！？]{{0,4}}|今年)?"
    r"(?:工作|政府工作|重点任务|总体要求|主要目标)[^\d。；，：！？]{0,12}|名词解释|附\s?件\s?\d{0,2}(?:\s[^。；，：！？]{1,20})?"
)
_REPORT = re.compile(r"(?:报告|年报)$")
_CELLS = re.compile(r"[\t|｜→↔]")
_HAN = f"{DIGITS}十"
_BOLD = re.compile(r"(\*\*|__)[^*_]{2,40}\1")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or what ends one: a numbered paragraph that goes on counting has no `title` and opens nothing.

    `at`    the position of its paragraph; `start` its offset in the text.
    `rank`  smaller is higher; `marks` the level that the format gives, 0 where it gives none.
    `number` from 1 within its rank, 0 where it has none.
    `alone` its paragraph holds nothing else.
    """

    at: int
    start: int
    title: str
    rank: int
    marks: int = 0
    number: int = 0
    alone: bool = True


def heading(at: int, paragraph: Paragraph, line: str) -> Heading | None:
    """The heading at the start of a paragraph; None where there is neither one nor the end of one."""
    text = bare(line)
    if not text or paragraph.row or _CELLS.search(text) or is_row(text):
        return None
    if found := mark(line):
        title, alone = _numbered(text, found)
        marks = paragraph.level if paragraph.level < _LABEL else 0
        return Heading(at, paragraph.start, title, found.rank, marks, found.number, alone)
    if paragraph.level:
        return _marked(at, paragraph, text)
    if len(text) <= _LONGEST_BARE and _PART.fullmatch(text) and not _REPORT.search(text):
        return Heading(at, paragraph.start, text, PART)
    return None


def is_bold(line: str) -> bool:
    """A short line that Markdown sets in bold, and nothing else."""
    return _BOLD.fullmatch(line.strip()) is not None and may_be_bare(line)


def may_be_bare(line: str) -> bool:
    """A short line without number and end mark, as an unnumbered heading is."""
    text = bare(line)
    return (
        1 < len(text) <= _LONGEST_BARE
        and not (line_ends_clause(text) or text[-1] in "：:")
        and not mark(text)
        and not _CELLS.search(text)
    )


def _marked(at: int, paragraph: Paragraph, text: str) -> Heading | None:
    if len(text) > _LONGEST:
        return None
    if paragraph.level >= _LABEL:
        return Heading(at, paragraph.start, text, paragraph.level)
    return Heading(at, paragraph.start, text, paragraph.level, paragraph.level)


def _numbered(text: str, found: Mark) -> tuple[str, bool]:
    """The heading that a numbered line is or begins with, empty for running text; and whether it is all of the line."""
    words = text.rstrip("：:")
    if (
        len(text) <= (_LONGEST if found.rank <= SECTION else _LONGEST_DEEP)
        and not line_ends_clause(text)
        and "。" not in text
    ):
        return words, True
    if found.rank == _ARTICLE:
        return text[: found.end], False
    if found.rank in _CHAPTERS or (found.rank == POINT and _holds_next(text, found.number)):
        return "", False
    first, stop, rest = text.partition("。")
    if stop and (rest or found.rank <= SECTION) and _is_run_in(first, found):
        return first, not rest
    term, colon, rest = text.partition("：")
    if colon and rest and found.rank <= SECTION and len(term) <= _LONGEST_TERM and "，" not in term:
        return term, False
    return "", False


def _holds_next(text: str, number: int) -> bool:
    """Does the paragraph go on to its second point? Then the first does not head all of it."""
    return 0 < number < len(_HAN) and re.search(rf"[。；;，,：:]\s?{_HAN[number]}是", text) is not None


def _is_run_in(first: str, found: Mark) -> bool:
    """A short first sentence. Below （一） one with a figure states a result: it is no heading."""
    is_high = found.rank <= SECTION
    if len(first) > _LONGEST_RUN_IN[is_high] or "：" in first or "；" in first:
        return False
    return is_high or not re.search(r"\d", first[found.end :])
