"""The question as it is understood: one width, simplified characters, years in digits.

What is shown to the reader stays as typed; only what is looked for goes through here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from index.language.numerals import DIGITS, in_figures
from index.language.script import HAN

if TYPE_CHECKING:
    from opencc import OpenCC

_KEPT = frozenset("，：；？！（）～")  # Chinese punctuation ends clauses; the patterns of `question_type` count on it
_SPECIAL = ("<super>", "<sub>", "<circle>")  # km² is not km2
_CHINESE = re.compile(rf"[{HAN}]")
_NAMES = frozenset("昇甦邨堃")  # traditional variants that the Table of 2013 readmits for names of persons: 毕昇
_SHARE = 0.08  # of the characters of a traditional text that simplified text has no use for, at least
_NUMERAL = f"零〇○{DIGITS}"
_YEAR = re.compile(rf"(?<![第十百千万亿\d{_NUMERAL}])(?:一九|二[零〇○])[{_NUMERAL}]{{2}}(?![十百千万亿\d{_NUMERAL}])")


def normal(text: str) -> str:
    """The text with full-width forms folded, in simplified characters, with years as 2024; never longer than given.

    Idempotent. Chinese punctuation stays, and so does simplified text whose characters are traditional ones too (乾隆,
    狼藉).
    """
    return _YEAR.sub(lambda year: in_figures(year[0]), _simplified("".join(map(_folded, text))))


def is_traditional(text: str) -> bool:
    """Is the text in traditional characters, and not only a name or two in it?"""
    chinese = _CHINESE.findall(text)
    return sum(map(_is_traditional, chinese)) > _SHARE * len(chinese)


def simplified(text: str) -> str:
    """The text in simplified characters, one for one, so that offsets hold; as it is where it holds no traditional
    ones."""
    if not any(map(_is_traditional, set(_CHINESE.findall(text)))):
        return text
    turned = str(_converter().convert(text))
    return turned if len(turned) == len(text) else "".join(str(_converter().convert(it))[:1] or it for it in text)


def _folded(character: str) -> str:
    """NFKC of one character, where that is one character too (㎡ would become m2, ㍿ four)."""
    if character in _KEPT or unicodedata.decomposition(character).startswith(_SPECIAL):
        return character
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _simplified(text: str) -> str:
    return _converter().convert(text) if any(map(_is_traditional, _CHINESE.findall(text))) else text


@cache
def _is_traditional(character: str) -> bool:
    """Is it a character that simplified text has no use for? GB 2312 holds those that it has."""
    if character in _NAMES or _is_in_gb2312(character):
        return False
    return str(_converter().convert(character)) != character


def _is_in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
