"""Page furniture: what a printer, a word processor or a web site puts around the words of a report.

It is told by where it stands and how often, not by its words alone: running heads and feet by standing at the same edge
of several pages, page numbers by counting with the pages, buttons and notices of a site by standing together at the
beginning or the end of the file. A line in the middle of a page is no page's furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import TypeVar

from index.language.line_marks import is_row, mark
from index.language.numerals import COUNTING, whole
from index.language.sentence_ends import line_ends_clause, line_ends_sentence
from index.load.lines import Line

T = TypeVar("T")

_DEEP = 3  # lines from the edge of a page among which its furniture stands
_REPEATS = 3  # pages near one another on which the same line at the same edge is furniture
_LONGEST = 80  # characters of a line of furniture
_LONGEST_NUMBER = 20  # characters of a page number with all its dress
_APART = 300  # characters at least between two page numbers of a file without pages
_ZONE = 20  # lines at the beginning and the end of a file among which a site's furniture stands

_DASHES = r"[-—–－―─]{1,3}"
_NUMERAL = rf"[0-9０-９]{{1,4}}|[{COUNTING}]{{1,5}}|[Ⅰ-Ⅻⅰ-ⅻ]|[ivxl]{{1,6}}|[IVXL]{{1,6}}"
_COUNT = re.compile(_NUMERAL)
# Nothing but a page number looks so, wherever it stands,
_DRESSED = re.compile(
    rf"{_DASHES}\s*\d{{1,4}}\s*{_DASHES}|第\s*(?:{_NUMERAL})\s*页(?:[\s,，/]*共\s*(?:{_NUMERAL})\s*页)?"
)
# at the edge of a page,
_DRESSED_AT_EDGE = re.compile(
    rf"(?:{_DASHES}|[·•~～])\s*(?:{_NUMERAL})\s*(?:{_DASHES}|[·•~～])|(?:P|Page)[.:：\s]?\s*\d{{1,4}}(?:\s*(?:/|of)\s*\d+)?",
    re.I,
)
# or there where it counts with the pages.
_COUNTING = re.compile(rf"[\[(（【]?\s*({_NUMERAL})(?:\s*[/／]\s*\d{{1,4}})?\s*[\])）】页]?")
_RULE = re.compile(r"[-=_*—─━–\s]{3,}")
_NUMBER = re.compile(r"\d+")
_TITLE = re.compile(r"(?:报告|年报|总结|公告|通知|意见|办法|规划|纲要)(?:[（(].{1,20}[）)])?$")

_BUTTON = (
    r"打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页)?|首\s?页|纠错|返回(?:上一级|上一页|顶部|首页|列表|主页)?"
)
_SITE = re.compile(
    rf"[【\[]?(?:{_BUTTON})[】\]]?(?:[\s|｜]*[【\[]?(?:{_BUTTON})[】\]]?)*|字[号体]\s?[:：]?[大中小默认超特\s【】\[\]|]{{0,16}}"
    r"|[【\[][大中小][】\]](?:\s?[【\[][大中小][】\]])*|[大中小](?:[\s|]{1,3}[大中小]){1,2}|A[+-]?(?:\s?A[+-]?){1,2}"
    r"|分享(?:到.{0,20}|[:：].{0,20})?|无障碍(?:浏览|阅读)?|长者(?:模式|版)|您?(?:当前|现在|所在)的?位置\s?[:：].{0,60}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)\s?[:：]?\s?\d*\s?次?|扫一扫[^。；]{0,20}|[上下]一[篇条]\s?[:：].{0,70}"
    r"|(?:上一?页|下一?页)(?:[\s|]{1,3}(?:上一?页|下一?页|尾页|末页|首页))*|责任编辑\s?[:：].{0,20}|相关链接\s?[:：]?"
    r"|.{0,30}ICP[备证].{0,30}|.{0,10}公网安备.{0,30}|网站标识码.{0,30}|(?:©|Copyright\b|版权所有).{0,60}"
    r"|.{0,30}版权所有|Produced By.{0,60}|技术支持\s?[:：].{0,40}",
    re.I,
)
# Furniture only where such lines stand beside it; beside a report's words it belongs to them.
_BESIDE_SITE = re.compile(
    r"[大中小]|微信|微博|登录|注册|网站地图|联系我们|关于我们|网站声明|隐私.{0,4}|使用帮助|友情链接\s?[:：]?|尾页|末页|[|｜]"
    r"|(?:主办|承办|协办|维护)(?:单位)?\s?[:：].{0,50}|(?:联系)?(?:电话|地址|邮编|邮箱)\s?[:：].{0,60}|备案(?:序)?号\s?[:：].{0,40}"
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page as it comes: its number, and the positions of its lines that hold words."""

    page: int
    at: tuple[int, ...]

    def edge(self, side: int) -> tuple[int, ...]:
        """Positions from the edge inwards: of its head for `side` 1, of its foot for -1."""
        return self.at[::side][:_DEEP]


@dataclass(frozen=True, slots=True)
class _Link:
    """A line that holds a number, in a series that counts up by one; `torn` of it stand inside a sentence."""

    at: int
    words: int
    length: int
    torn: int
    before: _Link | None


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines of a file but for its furniture; the blank lines at the edges of its pages go with it."""
    gone = _site(lines) | {at for at, line in enumerate(lines) if _is_decoration(line)}
    sheets = _sheets(lines, gone)
    if len(sheets) > 1 or any(line.page is not None for line in lines):
        gone |= _around(lines, sheets)
        gone |= _blank_edges(lines, sheets, gone)
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_decoration(line: Line) -> bool:
    text = line.text.strip()
    if not text or len(text) > _LONGEST or line.row or "\t" in text:
        return False
    return bool(_DRESSED.fullmatch(text) or _RULE.fullmatch(text))


def _sheets(lines: Sequence[Line], gone: set[int]) -> list[_Sheet]:
    """Pages as the format gives them, else by form feeds, else by page numbers in lines of their own.

    The numbers may go back: of two reports printed side by side, each is given from its first page to its last.
    """
    sheets: list[_Sheet] = []
    begin = 0
    for end in [*_breaks(lines), len(lines)]:
        held = tuple(at for at in range(begin, end) if lines[at].text.strip() and at not in gone)
        if held:
            sheets.append(_Sheet(lines[held[0]].page or len(sheets) + 1, held))
        begin = end
    return sheets


def _breaks(lines: Sequence[Line]) -> list[int]:
    if any(line.page is not None for line in lines):
        return [at for at in range(1, len(lines)) if lines[at].page != lines[at - 1].page]
    fed = [at for at in range(1, len(lines)) if _feeds(lines[at - 1].text, lines[at].text)]
    return fed or [at + 1 for at in _numbered_ends(lines)]


def _feeds(before: str, text: str) -> bool:
    return text.lstrip(" ").startswith("\f") or before.rstrip(" ").endswith("\f")


def _numbered_ends(lines: Sequence[Line]) -> list[int]:
    """The longest series of lines that hold a number, each one more than the last and a page's words further on.

    Pages end inside sentences more often than not; the numbers of sections and of rows do not stand there.
    """
    last: dict[int, _Link] = {}
    longest: _Link | None = None
    words, before_it = 0, ""
    for at, line in enumerate(lines):
        text = line.text.strip()
        words += len(text)
        if number := _page_number(text) if not line.solid else 0:
            before = last.get(number - 1)
            if before is not None and words - before.words < _APART:
                before = None
            torn = (before.torn if before else 0) + (not line_ends_sentence(before_it))
            last[number] = _Link(at, words, before.length + 1 if before else 1, torn, before)
            if longest is None or last[number].length > longest.length:
                longest = last[number]
        before_it = text or before_it
    if longest is None or longest.length < _REPEATS or 2 * longest.torn < longest.length:
        return []
    return _places(longest)


def _places(last: _Link | None) -> list[int]:
    places = []
    while last is not None:
        places.append(last.at)
        last = last.before
    return places[::-1]


def _page_number(text: str) -> int:
    """The number of a line that holds nothing but a page number, 0 for any other."""
    text = text.strip()
    if not 0 < len(text) <= _LONGEST_NUMBER:
        return 0
    if _DRESSED.fullmatch(text) or _DRESSED_AT_EDGE.fullmatch(text):
        found = _COUNT.search(text)
        return whole(found[0]) if found else 0
    found = _COUNTING.fullmatch(text)
    return whole(found[1]) if found else 0


def _around(lines: Sequence[Line], sheets: Sequence[_Sheet]) -> set[int]:
    """Heads, feet and page numbers: whatever stands further in than a line of the report is the report's."""
    found: set[int] = set()
    for side in (1, -1):
        marked = _page_numbers(lines, sheets, side) | _running(lines, sheets, side)
        for sheet in sheets:
            found.update(takewhile(marked.__contains__, sheet.edge(side)))
    return found - _last_traces(lines, found)


def _page_numbers(lines: Sequence[Line], sheets: Sequence[_Sheet], side: int) -> set[int]:
    """Lines dressed as page numbers, and bare numbers that a page near by counts on from."""
    numbers = [
        {at: number - sheet.page for at in sheet.edge(side) if (number := _page_number(_free_text(lines[at])))}
        for sheet in sheets
    ]
    edges = [at for sheet in sheets for at in sheet.edge(side)]
    found = {at for at in edges if _DRESSED_AT_EDGE.fullmatch(_free_text(lines[at]))}
    for place, own in enumerate(numbers):
        near = {ahead for other in _neighbours(numbers, place) for ahead in other.values()}
        if len(sheets) < _REPEATS:
            near.add(0)
        found.update(at for at, ahead in own.items() if ahead in near)
    return found


def _free_text(line: Line) -> str:
    """The words of a line that no format says is a whole paragraph or a row of a table; empty for others."""
    return "" if line.solid or line.row or "\t" in line.text else line.text.strip()


def _neighbours(items: Sequence[T], place: int) -> list[T]:
    """What stands one or two places before and after."""
    return [*items[max(0, place - 2) : place], *items[place + 1 : place + 3]]


def _running(lines: Sequence[Line], sheets: Sequence[_Sheet], side: int) -> set[int]:
    """Lines that stand at the same edge of pages near one another, every one or every other."""
    series = _series(lines, sheets, side)
    most = max(_REPEATS, len(sheets) // 2)
    found = {
        at
        for places in series
        if len(places) >= (most if line_ends_clause(lines[places[0]].text.strip()) else _REPEATS)
        for at in places
    }
    bare = [sheet for sheet in sheets if not found.intersection(sheet.edge(side)[:1])]
    if len(bare) <= len(sheets) // 2:  # pages have heads, so that two alike are one: heads change with the section
        outermost = {at for sheet in bare for at in sheet.edge(side)[:1]}
        found.update(at for places in series if len(places) > 1 for at in places if outermost.issuperset(places))
    return found


def _series(lines: Sequence[Line], sheets: Sequence[_Sheet], side: int) -> list[list[int]]:
    """The positions of like lines at an edge, each at most two pages after the last."""
    ended: list[list[int]] = []
    open_: dict[str, tuple[int, list[int]]] = {}
    for place, sheet in enumerate(sheets):
        for at in sheet.edge(side):
            if not 0 < len(_free_text(lines[at])) <= _LONGEST:
                continue
            shape = _shape(lines[at])
            before = open_.get(shape)
            if before and before[0] == place:
                continue
            if before and place - before[0] <= 2 and _counts(lines[before[1][-1]], lines[at], place - before[0]):
                before[1].append(at)
                open_[shape] = (place, before[1])
            else:
                open_[shape] = (place, [at])
                ended.append(open_[shape][1])
    return ended


def _shape(line: Line) -> str:
    return _NUMBER.sub("0", _squeezed(line))


def _counts(before: Line, line: Line, pages: int) -> bool:
    """Two lines of one shape: is each number the same, or more by the pages between? In a row of figures, one is."""
    pairs = list(zip(_NUMBER.findall(_squeezed(before)), _NUMBER.findall(_squeezed(line)), strict=True))
    if is_row(line.text) and all(own == other for own, other in pairs):
        return False
    return all(own == other or int(other) - int(own) == pages for own, other in pairs)


def _last_traces(lines: Sequence[Line], found: set[int]) -> set[int]:
    """The first of those running heads that name the report or a section and stand nowhere else."""
    kept = {_squeezed(line) for at, line in enumerate(lines) if at not in found}
    first: dict[str, int] = {}
    for at in sorted(found):
        text = _squeezed(lines[at])
        if text not in kept and (mark(text) or _TITLE.search(text)) and not _page_number(text):
            first.setdefault(text, at)
    return set(first.values())


def _squeezed(line: Line) -> str:
    return "".join(line.text.split())


def _blank_edges(lines: Sequence[Line], sheets: Sequence[_Sheet], gone: set[int]) -> set[int]:
    """Blank lines between the last line of a page and the first of the next part no paragraphs."""
    ends = [[at for at in sheet.at if at not in gone] for sheet in sheets]
    held = [at for at in ends if at]
    return {at for before, after in pairwise(held) for at in range(before[-1] + 1, after[0]) if at not in gone}


def _site(lines: Sequence[Line]) -> set[int]:
    """Buttons and notices of a site in the first and the last lines of a file, with what stands among them."""
    held = [at for at, line in enumerate(lines) if line.text.strip()]
    found: set[int] = set()
    for zone in (held[:_ZONE], held[-_ZONE:]):
        for is_near, block in groupby(zone, lambda at: _is_near_site(lines[at])):
            places = list(block)
            if is_near and any(_SITE.fullmatch(lines[at].text.strip()) for at in places):
                found.update(places)
    return found


def _is_near_site(line: Line) -> bool:
    text = line.text.strip()
    return not line.row and len(text) <= _LONGEST and bool(_SITE.fullmatch(text) or _BESIDE_SITE.fullmatch(text))
