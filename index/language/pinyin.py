"""Chinese names that English spells in pinyin: how they are told from English words, and met in Chinese text."""

from __future__ import annotations

import re
from functools import lru_cache

_CAPITALISED = re.compile(r"(?<![A-Za-z0-9_])[A-Z][a-z]+(?![A-Za-z0-9_])")  # also where Chinese stands beside it
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{2,4}}")
_PERSON = re.compile(
    r"\b(?:Premier|President|Vice|Governor|Mayor|Minister|Secretary|Comrade|Mr|Ms|Mrs|Dr)\b\.?(?:\s+[A-Z][a-z]+)+(?:'s)?"
)
_ENGLISH_WORDS = frozenset("china chinese renminbi yuan one are use due see she the".split())


def in_pinyin(text: str) -> list[str]:
    """The capitalised words of two to four syllables that may be pinyin, in lower case, in order; not of a person who
    is named with a title."""
    words = (it.lower() for it in _CAPITALISED.findall(_PERSON.sub(" ", text)))
    return [it for it in words if it not in _ENGLISH_WORDS and _PINYIN.fullmatch(it)]


@lru_cache(maxsize=1024)
def romanised(text: str) -> str:
    """Chinese text as pinyin without tones and blanks, each character in its likeliest reading."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text, v_to_u=False)).lower()
