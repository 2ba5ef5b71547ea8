"""Plain text and Markdown, in UTF-8, UTF-16, GB18030 or Big5.

An encoding is told by what it makes of the bytes: common characters, or rare ones side by side. Detectors that go by
statistics need a paragraph for that; where the candidates are few, a heading of six characters is enough.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.language.sentence_ends import line_ends_clause
from index.load import stacked
from index.load.cells import Cell, caption_above, table_lines
from index.load.formulas import plain
from index.load.lines import Line, Loaded
from index.load.markdown_html import embedded
from index.load.sanity import Unreadable
from index.reasons import Code

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_OTHERS = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 4000  # characters that are looked at
_NO_ACCIDENT = 12  # characters beyond ASCII; bytes of other encodings are hardly UTF-8 by chance, but for a word or two
_AMONG_LETTERS = 8  # ASCII letters for each character beyond: a £ or é in English, which GB18030 has for Chinese
_LEAST = 0.5  # of the characters of any report are common
_MOST = 0.9  # of them are in most
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e‐-‧　-】〔-〟！-～￥·①-⑳]")
# The rows of character sets in which common characters stand: level 1 of GB 2312 and of Big5.
_COMMON = {"gb2312": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}  # first bytes of two

_PAGE = re.compile(r"^\[P(\d{1,4})\]\s*$", re.M)
_FEWEST_PAGES = 3
_MARK = re.compile(r"(#{1,6})\s+\S")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*")
_LONGEST_HEADING = 60
_STOPS = (".", ":", "：")  # ends of sentences beyond those of clauses; over dashes they are no abbreviation's
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_MARKS = re.compile(r"(?:^|(?<=\s))#{1,6}\s+|\*\*|__")
_PIPE = re.compile(r"(?<!\\)\|")


def decode(data: bytes) -> str:
    """Bytes to text; raises Unreadable where none of the encodings makes sense of all of them."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _marked(data, encoding)
    best = _strict(data, "utf-8")
    foreign = sum(not char.isascii() for char in best[:_SAMPLE])
    letters = 0 if "\0" in best else sum(char.isascii() and char.isalpha() for char in best[:_SAMPLE])
    if foreign >= _NO_ACCIDENT or letters > _AMONG_LETTERS * foreign > 0:
        return best
    most = _common_share(best)
    for encoding in _OTHERS:
        text = _strict(data, encoding)
        share = _common_share(text)
        if share > most and share >= _LEAST:
            best, most = text, share
    if not best:
        raise _unreadable(data)
    return best


def _unreadable(data: bytes) -> Unreadable:
    """Says where a text breaks off that is sound so far."""
    for encoding in ("utf-8", *_OTHERS):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            sound = data[: error.start].decode(encoding)
            if len(sound) > _NO_ACCIDENT and _common_share(sound) > _MOST:
                return Unreadable(Code.ENCODING_BREAKS_OFF, encoding, error.start)
    return Unreadable(Code.UNKNOWN_FORMAT)


def _marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Code.ENCODING_BREAKS_OFF, encoding, error.start) from error


def _strict(data: bytes, encoding: str) -> str:
    """The bytes in an encoding; empty where they are not in it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _common_share(text: str) -> float:
    """The share of characters, in [0, 1], that are common in Chinese or English texts."""
    sample = text[:_SAMPLE]
    return sum(map(_is_common, sample)) / len(sample) if sample else 0.0


@lru_cache(maxsize=1 << 16)
def _is_common(char: str) -> bool:
    coded = ((char.encode(encoding, "ignore"), rows) for encoding, rows in _COMMON.items())
    return _PLAIN.match(char) is not None or any(len(pair) == 2 and pair[0] in rows for pair, rows in coded)


def read(text: str) -> Loaded:
    """Lines as they stand; headings of Markdown carry their level, rows of tables, also in HTML, what they tell alone.

    Form feeds part pages, as in text that was dumped from a PDF, and so do lines that count them: [P1], [P2], …
    """
    if "\0" in text:
        raise Unreadable(Code.UNKNOWN_FORMAT)
    text = "\n".join(map(plain, text.split("\n")))
    pages = _counted_pages(text) or text.rstrip("\f\n\r ").split("\f")
    if len(pages) == 1:
        return Loaded("text", tuple(_lines(text)))
    lines = [replace(line, page=number) for number, page in enumerate(pages, 1) for line in _lines(page)]
    return Loaded("text", tuple(lines), pages=len(pages))


def _counted_pages(text: str) -> list[str]:
    """The pages of a text in which lines count them from 1; empty where none do."""
    first, *rest = _PAGE.split(text)
    numbers, pages = [int(it) for it in rest[::2]], rest[1::2]
    is_counted = len(numbers) >= _FEWEST_PAGES and numbers == list(range(1, len(numbers) + 1)) and not first.strip()
    return [page.strip("\n") for page in pages] if is_counted else []


def _lines(text: str) -> list[Line]:
    lines, at = text.splitlines(), 0
    found: list[Line] = []
    dumped = {it.start: it for it in stacked.tables(lines)}
    marked_up = {it.start: it for it in embedded(lines)}
    while at < len(lines):
        end = _table_end(lines, at)
        if html := marked_up.get(at):
            found += [Line(html.before)] * bool(html.before)
            for rows in html.rows:
                found += table_lines(rows, _MARKS.sub("", caption_above(found)))
            found += [Line(html.after)] * bool(html.after)
            end = html.end
        elif at in dumped:
            found += table_lines(dumped[at].rows, caption_above(found))
            end = dumped[at].end
        elif end > at:
            caption = _MARKS.sub("", caption_above(found))
            found += table_lines([_cells(line) for line in (lines[at], *lines[at + 2 : end])], caption)
        elif level := _underlined(lines, at):
            found.append(Line(lines[at], level=level))
            end = at + 2
        else:
            found.append(Line(lines[at], level=_level(lines[at])))
            end = at + 1
        at = end
    return found


def _level(line: str) -> int:
    mark = _MARK.match(line)
    return len(mark[1]) if mark else 0


def _underlined(lines: Sequence[str], at: int) -> int:
    """1 for a short line over a row of equals signs, 2 over dashes; 0 for anything else.

    Dashes below a sentence or in the middle of a paragraph are a rule, not a heading's.
    """
    text = lines[at].strip()
    mark = _UNDERLINE.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
    alone = at == 0 or not lines[at - 1].strip()
    if not mark or not alone or not text or len(text) > _LONGEST_HEADING:
        return 0
    if line_ends_clause(text) or text.endswith(_STOPS):
        return 0
    return 0 if _UNDERLINE.fullmatch(text) else 1 if mark[1].startswith("=") else 2


def _table_end(lines: Sequence[str], at: int) -> int:
    """Where the Markdown table that begins at a line is over; the line itself where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1] or not _RULE.fullmatch(lines[at + 1]):
        return at
    if len(_cells(lines[at])) != len(_cells(lines[at + 1])):
        return at
    end = at + 2
    while end < len(lines) and "|" in lines[end]:
        end += 1
    return end


def _cells(line: str) -> list[Cell]:
    """The cells of a row of Markdown; the outer pipes are optional."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [Cell(re.sub(r"<br\s*/?>", "\n", cell.replace("\\|", "|")).strip()) for cell in _PIPE.split(inner)]
