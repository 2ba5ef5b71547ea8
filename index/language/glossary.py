"""English official terms → the Chinese words of reports: as the English texts of Chinese government reports and of the
National Bureau of Statistics have them, abbreviations included.

A dictionary of single words does not know them: "new urban jobs" is 城镇新增就业, not 新 + 城市 + 工作.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("glossary.txt")
_LONGEST = 9  # words in a term


def words_of(text: str) -> list[str]:
    """The words of an English text in lower case, as terms are made of them."""
    found = (word.rstrip(".") for word in re.findall(r"[a-z0-9&][a-z0-9&.'’]*", text.lower().replace("-", " ")))
    return [word for word in found if word != "s"]  # what is left of "Yunhu's" without Yunhu


def in_chinese(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """The Chinese words for the longest term that begins at a word, and how many words that has; 1 and none where none
    does. `words` in lower case."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        found = _terms().get(_key(words[at : at + length]))
        if found:
            return length, found
    return 1, ()


@cache
def _terms() -> Mapping[str, tuple[str, ...]]:
    return {_key(re.split(r"[\s-]+", term)): chinese for chinese, terms in _rows() for term in terms}


def _rows() -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for line in _TABLE.read_text("utf-8").splitlines()[1:]:
        chinese, _, english = line.partition("|")
        yield tuple(chinese.split()), [term.strip() for term in english.split(";")]


def _key(words: list[str]) -> str:
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    """Near enough to one form of a noun for terms to compare: homes, companies and their singulars."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if len(bare) > 4 and bare.endswith("ies"):
        return bare[:-3] + "y"
    return bare[:-1] if len(bare) > 3 and bare.endswith("s") and not bare.endswith("ss") else bare
