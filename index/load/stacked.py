"""Tables of a text that was dumped from a PDF, where each cell stands on a line of its own.

    项目 / 2024 年 / 2023 年 / 同比增减 / 营业收入 / 362,012 / 400,917 / -9.70% / 净利润 / …

A row is a label and as many numbers as the other rows have, some of which may stand on one line; the lines above the
first are the heads, where their number fits the columns, one over each or in two rows, the lower of which repeats
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language.sentence_ends import line_ends_clause
from index.load.cells import Cell

_NUMBER = re.compile(
    r"[-–−+(（]?[$￥¥]?\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?\s?[%％]?[)）]?|[-–—－]{1,2}|不适用|N/?A"
)
_DIGIT = re.compile(r"\d")
_STUB = re.compile(
    r"项\s?目|指\s?标|科\s?目|类\s?别|名\s?称|产品(?:名称)?|行业|地区|分类|期间|报告期|主要(?:会计数据|财务指标)"
)
_UNIT = re.compile(r"(?:金额)?(?:单位|币种)\s*[:：]")
_SPLIT = re.compile(r"(?:本|比|较|同期|上[年期]|报告期).{0,10}")  # the first line of a head that goes on in the next
_REST = re.compile(
    r"(?:年?[末度期]?)?(?:同期|上[年期]末?)?(?:增减|变动)(?:变动|幅度|比例|情况)?(?:[（(][%％][)）])?|[（(].{1,6}[)）]"
)
_GOES_ON = re.compile(r"[及和与、]$")
_SUM = re.compile(r"合\s?计|总\s?计|小\s?计")
_GROUP = re.compile(
    r"分(?:行业|产品|地区|销售模式|季度|业务)(?:名称)?|其中[:：]?|[一二三四五六七八九十]、.{1,20}[:：]?"
)
_NOTES = re.compile(r"附\s?注(?:编号)?|注释|Notes?", re.I)  # the head of a column that says where a row is explained
_NOTE = re.compile(r"(?:附?注\s*)?[一二三四五六七八九十]{1,3}[、.]?\s*[(（]?\d{1,3}[)）]?(?:[(（][a-z\d]{1,2}[)）])?")
_TELLS = re.compile(
    r"\d{4}|[年期季月初末]|金额|数量|比[例重]|增减|变动|合计|余额|价值|占|率|收入|成本|利润|预算|决算|支出"
)
_TOPS = re.compile(r"\d{4}|增减|同比|变动")  # never in the lower of two rows of heads
_LABEL_LINES = 3
_LABEL = 60  # characters of a label
_HEAD = 16  # characters of a head
_MOST_HEADS = 16
_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 12
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Stacked:
    """A table found in lines [start, end): its rows of cells, heads first."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a row's label begins, and where its numbers begin and end."""

    label: int
    first: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.first


def tables(lines: Sequence[str]) -> Iterator[Stacked]:
    """The tables among the lines, in order."""
    pieces = list(_pieces(lines))
    texts = [text for text, _ in pieces]
    at, past = 0, 0
    while at < len(texts):
        if not _is_number(texts[at]):
            at += 1
            continue
        found = _table(texts, at, past)
        if found and _is_whole(pieces, found):
            start, end = pieces[found.start][1], pieces[found.end - 1][1] + 1
            yield Stacked(start, end, found.rows)
            at = past = found.end
        else:
            at = _run_end(texts, at)


def _pieces(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """What may be cells, each with its line: the numbers of a line that holds nothing else, or of its end, one by one;
    an empty line is one piece."""
    for number, line in enumerate(lines):
        words = line.split()
        last = next((at for at in range(len(words), 0, -1) if not _is_number(words[at - 1])), 0)
        if len(words) - last < _FEWEST_COLUMNS and last:
            last = len(words)
        if last or not words:
            yield " ".join(words[:last]), number
        for word in words[last:]:
            yield word, number


def _is_whole(pieces: Sequence[tuple[str, int]], found: Stacked) -> bool:
    """Does the table begin and end with a line?"""
    before = pieces[found.start - 1][1] if found.start else -1
    after = pieces[found.end][1] if found.end < len(pieces) else -1
    return before != pieces[found.start][1] and after != pieces[found.end - 1][1]


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _run_end(texts: Sequence[str], at: int) -> int:
    while at < len(texts) and _is_number(texts[at]):
        at += 1
    return at


def _table(texts: Sequence[str], first: int, past: int) -> Stacked | None:
    """The table of which the first number stands there; nothing before `past` is of it."""
    width = _run_end(texts, first) - first
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS or not any(map(_DIGIT.search, texts[first : first + width])):
        return None
    rows = [_Row(first, first, first + width), *_following(texts, first + width, width)]
    if len(rows) < _FEWEST_ROWS:
        return None
    for lines in range(1, _LABEL_LINES + 1):
        begin = first - lines
        if begin < past or not texts[begin] or _is_number(texts[begin]):
            return None
        start, heads = _heads(texts, begin, past)
        joined = _joined(heads)
        unnamed = [it for it in joined if it != "单位"], [it for it in joined if not _NOTES.fullmatch(it)]
        for names in (joined, heads, *unnamed):
            if laid := _laid(names, width):
                rows[0] = _Row(begin, first, first + width)
                stub = Cell(
                    texts[start - 1] if start > past and _STUB.fullmatch(texts[start - 1]) else "", 1, len(laid)
                )
                top = (stub, *laid[0])
                cells = [top, *laid[1:], *(cells for row in rows for cells in _cells(texts, row))]
                begins = start - 1 if stub.text else start
                return Stacked(begins, rows[-1].end, tuple(map(tuple, cells)))
    return None


def _following(texts: Sequence[str], at: int, width: int) -> Iterator[_Row]:
    """The rows that go on from there, each with as many numbers."""
    while at < len(texts):
        while at < len(texts) and not texts[at]:
            at += 1
        first = at
        while first < len(texts) and first - at <= _LABEL_LINES and not _is_number(texts[first]):
            first += 1
        label = [it for it in texts[at:first] if it]  # an empty line is a row without a note
        end = _run_end(texts, first)
        fits = 0 < len(label) <= _LABEL_LINES and sum(map(len, label)) <= _LABEL
        if not fits or end - first != width or any(map(line_ends_clause, label)):
            return
        yield _Row(at, first, end)
        at = end


def _heads(texts: Sequence[str], end: int, past: int) -> tuple[int, list[str]]:
    """The lines above the first row that may be heads, and where they begin: behind what names the rows, or a unit."""
    while end > past and not texts[end - 1]:  # heads and rows set apart
        end -= 1
    start = end
    while start > max(past, end - _MOST_HEADS) and _may_head(texts[start - 1]):
        start -= 1
        if _STUB.fullmatch(texts[start]) or _UNIT.match(texts[start]):
            return start + 1, list(texts[start + 1 : end])
    return start, list(texts[start:end])


def _may_head(text: str) -> bool:
    ends = line_ends_clause(text) or text.endswith(("：", ":"))
    return 0 < len(text) <= _HEAD and not _is_number(text) and not ends


def _joined(heads: Sequence[str]) -> list[str]:
    """With those in one that go on in the next line: 本年比上年 / 增减."""
    joined: list[str] = []
    for head in heads:
        if joined and (_GOES_ON.search(joined[-1]) or (_REST.fullmatch(head) and _SPLIT.match(joined[-1]))):
            joined[-1] += head
        else:
            joined.append(head)
    return joined


def _laid(heads: Sequence[str], width: int) -> list[list[Cell]]:
    """The heads over so many columns, in one row or two; none where they do not fit."""
    ends_in_sum = len(heads) == width and _SUM.fullmatch(heads[-1])
    if not ends_in_sum and 2 * sum(_TELLS.search(head) is not None for head in heads) < len(heads):
        return []  # words that happen to be as many
    if len(heads) == width:
        return [[Cell(head) for head in heads]]
    for below in range(2, len(heads)):
        upper, lower = list(heads[:-below]), list(heads[-below:])
        for times in range(len(upper), 0, -1):
            size = below // times
            repeats = below % times == 0 and size > 1 and lower == lower[:size] * times and not _TOPS.search(lower[0])
            if repeats and below + len(upper) - times == width:
                split = range(times) if times > 1 else range(len(upper) - 1, len(upper))
                top = [Cell(head, size) if at in split else Cell(head, 1, 2) for at, head in enumerate(upper)]
                return [top, [Cell(head) for head in lower]]
    return []


def _cells(texts: Sequence[str], row: _Row) -> Iterator[tuple[Cell, ...]]:
    """The row; before it, the line that heads a group of rows."""
    label = [it for it in texts[row.label : row.first] if it and not _NOTE.fullmatch(it)] or [texts[row.label]]
    while len(label) > 1 and _GROUP.fullmatch(label[0]):
        yield (Cell(label.pop(0), row.width + 1),)
    yield (Cell("".join(label)), *map(Cell, texts[row.first : row.end]))
