"""Marks that recognition gives at half width beside Chinese words, as they are set in print: at full width.

    (一)许可,共1,234项(见a.cn:80): → （一）许可，共1,234项（见a.cn:80）：

Inside numbers, Latin words and addresses they stay. Of blanks only those beside a widened mark go, which stood for its
width. The dash that begins an item is double: recognition tends to take two marks that touch for one.
"""

from __future__ import annotations

import re

from index.language.dates import FIGURES
from index.language.script import HAN

_WIDE = re.compile(rf"[\u2e80-\u303f{HAN}\uff00-\uffef“”‘’—…·]")
_FULL = str.maketrans(",:;?!", "，：；？！", " ")
_MARKS = re.compile(r"\s*([,:;?!](?:\s*[,:;?!])*)\s*")
_BRACKETS = re.compile(r"(?P<left>[(（])(?P<words>[^()（）]*)(?P<right>[)）])|[()]")
_ITEM = 2  # characters before the bracket of an item: "1)", "12)"
# The year of a document number stands in 〔〕 (GB/T 9704), which are often read as other brackets.
_DASH = re.compile(r"^—(?=[^—\d])")
_YEAR = re.compile(rf"(?<=[{HAN}])\s?[\[［(（【〔]\s?({FIGURES})\s?[\]］)）】〕]\s?(?=\d{{1,4}}\s?号)")


def full_width(line: str) -> str:
    """A line with the marks of its Chinese parts at full width; a line without Chinese is given back as it is."""
    if not _WIDE.search(line):
        return line
    line = _DASH.sub("——", _YEAR.sub(r"〔\1〕", line))
    return _MARKS.sub(_marks, _BRACKETS.sub(_brackets, line))


def _brackets(found: re.Match[str]) -> str:
    """Both of a pair are of one width: full where one of them is, around Chinese, and beside it."""
    if not found["words"]:
        return _single(found)
    if not _WIDE.search(found[0] + "".join(_beside(found))):
        return found[0]
    return f"（{found['words'].strip()}）"


def _single(found: re.Match[str]) -> str:
    """The other of the pair stands in another line."""
    if found[0] == "(" and _WIDE.search("".join(_beside(found))):
        return "（"
    return "）" if found[0] == ")" and found.start() > _ITEM else found[0]


def _marks(found: re.Match[str]) -> str:
    """Full beside a Chinese character, and at either end of a line."""
    before, after = _beside(found)
    return found[1].translate(_FULL) if not (before and after) or _WIDE.search(before + after) else found[0]


def _beside(found: re.Match[str]) -> tuple[str, str]:
    return found.string[: found.start()].rstrip()[-1:], found.string[found.end() :].lstrip()[:1]
