"""The words of a question changed: another body or year put in, or the same asked in another hand.

Every `Change` takes a text and a `random.Random` and gives the text with one kind of thing changed, or None where it
holds nothing of the kind. Digits and names are never touched but by what swaps them or writes all of it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, partial
from random import Random
from typing import TypeAlias

from opencc import OpenCC

from index import Report
from index.language.gazetteer import romanised, spellings, stem
from index.language.script import HAN
from rag.understand import question_type

Change: TypeAlias = Callable[[str, Random], str | None]

_MARK = "?？"
_RANKS = "市区县省州盟旗"
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
# What noise leaves alone: numbers with their unit, words with a capital, what is quoted, places by their form.
_KEPT = re.compile(
    rf"[\d.,%％{_NUMERALS}]+\s*[{HAN}]?|\w*[A-Z][\w'’]*|[“\"「『《][^”\"」』》]*[”\"」』》]|"
    rf"[{HAN}]{{2,4}}?[{_RANKS}]"
)
_QUOTED = re.compile(r"[“\"「『《（(][^”\"」』》）)]*[”\"」』》）)]")
_OPENING = re.compile(r"^(?:How|What|Which|Who|When|Where|Why|Did|Do|Does|Was|Were|Is|Are|In|On|By|Of|For|Name)\b")
_SPACES = 2  # stray ones


@cache
def forms(place: str) -> re.Pattern[str]:
    """How a text may name the place: in full, without its rank, as English spells it."""
    bare = stem(place)
    chinese = [re.escape(place)] + ([rf"{re.escape(bare)}(?![{_RANKS}])"] if bare != place else [])
    latin = [rf"\b{re.escape(spelled)}\b" for spelled in sorted(spellings(place), key=len, reverse=True)]
    return re.compile(f"{'|'.join(chinese)}|(?i:{'|'.join(latin)})")


def named(text: str, reports: Iterable[Report]) -> list[str]:
    """The places of the reports that the text names, sorted, less those that only say where another of them lies."""
    lines = {report.regions for report in reports}
    found = {place for line in lines for place in line if forms(place).search(text)}
    return sorted(found - {wider for line in lines if line and line[-1] in found for wider in line[:-1]})


def with_body(text: str, place: str, other: str) -> str | None:
    """Every mention of `place` as one of `other`; None where there is none, or one within a term (“青岚码”)."""
    found = forms(place)
    if not found.search(text) or any(found.search(term) for term in _QUOTED.findall(text)):
        return None
    return found.sub(lambda it: romanised(other).title() if it[0].isascii() else other, text)


def with_year(text: str, year: int, other: int) -> str:
    """Every mention of the year in digits as one of the other."""
    return re.sub(rf"(?<!\d){year}(?!\d)", str(other), text)


def traditional(text: str, _: Random) -> str | None:
    """In traditional characters; None where that is no other text."""
    converted = str(_converter().convert(text))
    return converted if converted != text else None


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def full_width(text: str, _: Random) -> str | None:
    """Letters and digits in their full-width forms; None where there are none."""
    widened = "".join(chr(ord(it) + 0xFEE0) if it.isascii() and it.isalnum() else it for it in text)
    return widened if widened != text else None


def doubled(text: str, chance: Random, places: Iterable[str] = ()) -> str | None:
    """One character typed twice, which is in no number, no name and none of the places."""
    free = [at for at in _free(text, places) if re.match(f"[{HAN}]", text[at]) or text[at].islower()]
    if not free:
        return None
    at = chance.choice(free)
    return text[:at] + text[at] + text[at:]


def spaced(text: str, chance: Random, places: Iterable[str] = ()) -> str | None:
    """Up to two stray spaces: in English beside another space, in Chinese between any two characters."""
    chinese = question_type.language(text) == "zh"
    gaps = [at for at in _free(text, places) if (at > 0 if chinese else text[at] == " ")]
    for at in sorted(chance.sample(gaps, min(_SPACES, len(gaps))), reverse=True):
        text = f"{text[:at]} {text[at:]}"
    return text if gaps else None


def _free(text: str, places: Iterable[str]) -> Iterator[int]:
    """The positions of the characters that stand in no number, no name and none of the places."""
    patterns = (_KEPT, *map(forms, places))
    kept = {at for pattern in patterns for match in pattern.finditer(text) for at in range(*match.span())}
    return (at for at in range(len(text)) if at not in kept)


def unmarked(text: str, _: Random) -> str | None:
    """Without its question mark; None where it ends in none."""
    bare = text.rstrip()
    return bare.rstrip(_MARK) if bare.rstrip(_MARK) not in (bare, "") else None


def padded(text: str, _: Random) -> str | None:
    """Between polite words; always."""
    if question_type.language(text) == "zh":
        return f"请问，{text}谢谢！"
    return f"Could you please tell me, {_OPENING.sub(lambda it: it[0].lower(), text)} Thank you!"


def alike(places: Collection[str]) -> Mapping[str, Change]:
    """What asks the same in another hand, by name; noise leaves these places alone however they are written."""
    return {
        "traditional characters": traditional,
        "full width": full_width,
        "doubled character": partial(doubled, places=places),
        "stray spaces": partial(spaced, places=places),
        "no question mark": unmarked,
        "polite padding": padded,
    }
