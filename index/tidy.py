"""Lines of a file → one tidy text: page furniture off, hard-wrapped lines joined, pages remembered.

Joining goes by evidence, never by hope: a line is joined to the next only where it breaks off in the middle of a
sentence, or fills the width to which most lines of the file are wrapped. No other character is touched, so that what
is cited is what the report says.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.load.lines import Line, Loaded
from index.outline import is_row, numbering

_PAGE_NUMBER = re.compile(
    r"[-—–－\s·]*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*页(?:[\s,，]*共\s*\d+\s*页)?)?[-—–－\s·]*"
)
# Nothing but a page number looks so, wherever it stands.
_DRESSED_PAGE_NUMBER = re.compile(r"[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d+\s*页(?:[\s,，]*共\s*\d+\s*页)?")
_FURNITURE = re.compile(
    r"(?:返回(?:上一级|顶部|首页|列表)|字号|字体[:：]?|打印|打印本页|关闭|关闭窗口|分享|分享到[:：]?|收藏|首页|无障碍|"
    r"[【\[]?(?:大|中|小)[】\]]?(?:\s*[【\[]?(?:大|中|小)[】\]]?)*|[【\[](?:打印|关闭|收藏)[】\]]|您?(?:当前|现在)的?位置[:：].{0,60}|"
    r"浏览(?:次数|量)[:：]?\s*\d*|扫一扫.{0,20}|上一篇.{0,60}|下一篇.{0,60}|责任编辑[:：].{0,20})"
)
_SALUTATION = re.compile(r"[\u4e00-\u9fff、（）()]{2,16}[:：]")
_RULE = re.compile(r"[-=_*—─\s]{3,}")
_SENTENCE_END = "。！？；!?;…：:”」』）)】》"
_WIDE = 2  # display columns of a full-width character
_WRAPPED_SHARE = 0.4  # of the longer lines end at the same width: then the file is hard-wrapped
_INDENT = 4  # display columns: official documents indent by two characters
_LONG = 40  # display columns from which a line is running text rather than a caption
_REPEATS = 3  # pages on which the same head or foot line makes it furniture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the tidy text: `[start, end)`, the heading level that the format gave it (0: none), and, for a
    row of a table, what it says when read alone."""

    start: int
    end: int
    level: int = 0
    told: str = ""


@dataclass(frozen=True, slots=True)
class Tidied:
    """The tidy text, its paragraphs in order, and where each page begins: (offset, page), ascending."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    page_starts: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at `offset` stands; None for formats without pages."""
        if not self.page_starts:
            return None
        return self.page_starts[max(0, bisect_right(self.page_starts, (offset, 1 << 30)) - 1)][1]


def tidy(loaded: Loaded) -> Tidied:
    """Joins the lines of a file to paragraphs, set apart by one newline each."""
    lines = _without_furniture(loaded.lines)
    width = wrap_width([line.text for line in lines if not line.solid])
    return _assemble(_grouped(lines, width))


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    repeated, edges = _repeated(lines), _edges(lines)
    return [line for at, line in enumerate(lines) if not _is_furniture(line, repeated, at in edges)]


def _edges(lines: Sequence[Line]) -> set[int]:
    """The positions of the first and the last line with words on each page: in between, a figure is a table's."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, line in enumerate(lines):
        if line.page is not None and line.text.strip():
            first.setdefault(line.page, at)
            last[line.page] = at
    return {*first.values(), *last.values()}


def _is_furniture(line: Line, repeated: set[str], at_edge: bool) -> bool:
    text = line.text.strip()
    if at_edge and ((_PAGE_NUMBER.fullmatch(text) and text) or _shape(text) in repeated):
        return True
    if _DRESSED_PAGE_NUMBER.fullmatch(text):
        return True
    return bool(text and (_FURNITURE.fullmatch(text) or _RULE.fullmatch(text)))


def _repeated(lines: Sequence[Line]) -> set[str]:
    """Head and foot lines that stand, but for their digits, on several pages."""
    pages: dict[int, list[str]] = {}
    for line in lines:
        if line.page is not None and line.text.strip():
            pages.setdefault(line.page, []).append(_shape(line.text.strip()))
    counts = Counter(shape for shapes in pages.values() for shape in {*shapes[:1], *shapes[-1:]})
    return {shape for shape, count in counts.items() if count >= max(_REPEATS, len(pages) // 2)}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def columns(text: str) -> int:
    """Display width: full-width characters count two."""
    return sum(_WIDE if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text.strip())


def wrap_width(texts: Iterable[str]) -> int | None:
    """The width to which a file is hard-wrapped, in display columns; None where it is not.

    The evidence: many of the longer lines end within two characters of the same, greatest common width.
    """
    widths = [width for text in texts if (width := columns(text)) >= _LONG and not is_row(text)]
    if len(widths) < 8:
        return None
    limit = sorted(widths)[int(0.95 * (len(widths) - 1))]
    near = sum(limit - 2 * _WIDE <= width <= limit + _WIDE for width in widths)
    return limit if limit <= 120 and near >= _WRAPPED_SHARE * len(widths) else None


def _grouped(lines: Sequence[Line], width: int | None) -> list[list[Line]]:
    """Lines that belong to one paragraph, together. Blank lines part paragraphs only where lines are not wrapped."""
    groups: list[list[Line]] = []
    for line in lines:
        if not line.text.strip():
            continue
        if groups and _continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(last: Line, line: Line, width: int | None) -> bool:
    if last.solid or line.solid or last.level or line.level or _starts_paragraph(line):
        return False
    text = last.text.strip()
    if text.endswith(("，", "、", ",")):
        return True
    if width is not None:
        return not is_row(text) and _fills(text, line.text, width)
    return columns(text) >= 2 * _LONG and text[-1] not in _SENTENCE_END


def _fills(text: str, following: str, width: int) -> bool:
    """A line as wide as the file is wrapped to, less an indent that the file may have lost and one character.

    A heading of that width is complete more often than not: it goes on only where the rest of it is a short line.
    """
    if columns(text) < width - _INDENT - 2 * _WIDE:
        return False
    if numbering(text) and "。" not in text[:-1]:
        return text[-1] not in _SENTENCE_END and (columns(text) > width - _WIDE or columns(following) < width // 2)
    return True


def _starts_paragraph(line: Line) -> bool:
    """Indented, numbered as a heading or an item, marked, a bullet, or a salutation ("区委、区政府：")."""
    if _SALUTATION.fullmatch(line.text.strip()):
        return True
    return line.text.startswith(("\u3000", "\u2003", "    ", "\t", "——", "#", "|", "- ", "* ")) or bool(
        numbering(line.text)
    )


def _assemble(groups: Sequence[Sequence[Line]]) -> Tidied:
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for group in groups:
        begin = length
        last = ""
        for line in group:
            text = line.text.strip()
            glue = " " if _needs_blank(last, text) else ""
            if line.page is not None and (not starts or starts[-1][1] != line.page):
                starts.append((length + len(glue), line.page))
            parts.append(glue + text)
            length += len(glue) + len(text)
            last = text
        paragraphs.append(Paragraph(begin, length, group[0].level, group[0].told))
        parts.append("\n")
        length += 1
    return Tidied("".join(parts), tuple(paragraphs), tuple(starts))


def _needs_blank(last: str, text: str) -> bool:
    """Latin words and numbers on both sides of a joined line break stay apart."""
    return bool(last and text and last[-1].isascii() and last[-1].isalnum() and text[0].isascii() and text[0].isalnum())
