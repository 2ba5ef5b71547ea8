"""Chinese and English words for lexical search.

Chinese is cut into overlapping pairs of characters: on Chinese reading-comprehension paragraphs they found the right
one more often than a dictionary's words did (docs/measurements.md), and no name is ever cut wrongly.
"""

from __future__ import annotations

import re
import unicodedata

from index.language.script import HAN

_TOKEN = re.compile(rf"[{HAN}]+|\d+(?:\.\d+)?|[a-z]+")
_INNER_BLANK = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")


def fold(text: str) -> str:
    """One spelling for search: NFKC (full-width forms, ％, compatibility characters), lower case, and no blanks that
    typesetting put between Chinese characters. Not for display: lengths change."""
    return _INNER_BLANK.sub("", unicodedata.normalize("NFKC", text)).lower()


def words(text: str) -> list[str]:
    """Tokens in order: pairs of Chinese characters (a lone one as it is), numbers, Latin words.

    >>> words("行政许可277项, POS机")
    ['行政', '政许', '许可', '277', '项', 'pos', '机']
    """
    return [token for run in _TOKEN.findall(fold(text)) for token in _pairs(run)]


def _pairs(run: str) -> list[str]:
    if run[0].isascii() or len(run) == 1:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]
