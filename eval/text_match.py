"""How two texts are compared: white space, width, case, colons and quotation marks make no difference; numbers do.

Chinese has no spaces between words and scraped reports have them anywhere, so nothing here counts words by white space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.language.script import HAN

_COLONS = "∶ː꞉"
_QUOTES = "“”„‟〝〞〟「」『』«»‹›‘’‚‛′`'"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SAME = str.maketrans(dict.fromkeys(_COLONS, ":") | dict.fromkeys(_QUOTES, '"') | dict.fromkeys(_INVISIBLE))

_NUMERALS = "〇零一二三四五六七八九十百千两"
_HAN = rf"{HAN}〇"
_UNIT = re.compile(rf"[{_HAN}]|\d+(?:\.\d+)*|[^\W\d_{_HAN}]+")
_ARTICLES = frozenset({"a", "an", "the"})


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """`text` in NFKC and casefolded, colons and quotation marks unified, white space kept."""
    return unicodedata.normalize("NFKC", text).translate(_SAME).casefold()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form in which texts are compared: `normal` without any white space.

    >>> fold("好评率 ９９.97％，居“全市”前列")
    '好评率99.97%,居"全市"前列'
    """
    return "".join(normal(text).split())


def holds(text: str, part: str) -> bool:
    """Whether `part` is contained in `text` once both are folded; the empty part never is."""
    return bool(fold(part)) and fold(part) in fold(text)


def stands(form: str, text: str) -> bool:
    """Whether `form` stands in `text`, white space aside, and not as a piece of a longer number or word.

    "16" does not stand in "160", "3.16" or "16,000", nor "四次" in "十四次", nor "ten" in "often". White space inside
    the form is ignored, but it still ends a number, so that "21" stands in the table row "13 21 0".
    """
    return bool(fold(form)) and _pattern(form).search(normal(text)) is not None


@lru_cache(maxsize=4096)
def _pattern(form: str) -> re.Pattern[str]:
    letters = fold(form)
    return re.compile(_not_before(letters) + r"\s*".join(map(re.escape, letters)) + _not_after(letters))


def _not_before(letters: str) -> str:
    """What must not stand before a form that begins with these letters, as a pattern of no width."""
    if letters[0].isdecimal():
        # a comma belongs to the number only before a group of three: "1,155" is one number, "15,16" are two
        return r"(?<!\d)(?<!\d\.)" + (r"(?<!\d,)" if re.match(r"\d{3}(?!\d)", letters) else "")
    if letters[0] in _NUMERALS:
        return f"(?<![{_NUMERALS}])"
    # "ty-": the five of "twenty-five" is another number
    return r"(?<![a-z])(?<!ty-)" if "a" <= letters[0] <= "z" else ""


def _not_after(letters: str) -> str:
    """What must not stand after a form that ends with these letters, as a pattern of no width."""
    if letters[-1].isdecimal():
        return r"(?!\d)(?!\.\d)(?!,\d{3}(?!\d))"
    if letters[-1] in _NUMERALS:
        return f"(?![{_NUMERALS}])"
    return r"(?=s?(?![a-z]))" if "a" <= letters[-1] <= "z" else ""  # an English plural is the same word


def units(text: str) -> tuple[str, ...]:
    """The units that answers overlap in: a Chinese character, a whole number, a word of another script.

    Punctuation and the English articles are left out, as the SQuAD and CMRC2018 scorers do.

    >>> units("The 4.1% 失业率")
    ('4.1', '失', '业', '率')
    """
    return tuple(unit for unit in _UNIT.findall(normal(text)) if unit not in _ARTICLES)
