"""Of the numbers in words that answer, the one that is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.figures.numbers import RANK, numbers
from index.language.direction import tells_change
from index.language.quantities import Quantity, quantities
from index.language.script import HAN
from index.language.sentence_ends import parts
from index.language.units import CURRENCIES, MONEY, SHARE
from rag.understand.query import Query

_HAN = re.compile(rf"[{HAN}]")
_BEFORE = 30  # characters before a number that say what it counts
_NEAR = 10  # of them, those that say whether it is what was added
_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[:：]\s*[$£€¥A-Z ]{0,4}$")  # "3,908 people (2022: 3,744)"
_WAS_ADDED = re.compile(r"(?:新增|净增|新建|新设|新开|新添)[^，,。；;、\d]*$|\b(?:added|new|another)\s$")
_ADDED = re.compile(r"新增|增加|净增|新建|新开|\b(?:add|new|increase)")


def ranked(query: Query, said: str, pointed: str, share: Callable[[str], float]) -> list[Quantity]:
    """The numbers of `said`, the likeliest first: what the span model points at, what has the measure asked for, and
    what the words before it say.

    `pointed` are the words that the model points at, empty for none; `share` tells how much of the question a text
    holds, in [0, 1].
    """
    measures = CURRENCIES if query.measure == MONEY and not _HAN.search(said) else {query.measure}
    first = said.find(pointed) if pointed else -1
    last = first + len(pointed)

    def worth(it: Quantity) -> float:
        inside = first >= 0 and it.start < last and it.end > first
        measured = it.measure in measures or (query.shape == "percent" and it.measure == SHARE)
        leading = before(said, it)
        added = bool(_ADDED.search(leading[-_NEAR:])) and not query.is_of_added
        named = it.unit in query.units
        of_year = _said_of(leading, query.periods)
        return 0.5 * (inside + named) + measured - added + share(head(said, it)) + 0.5 * share(leading) + 2 * of_year

    return sorted(_of_text(said), key=lambda it: (-worth(it), it.start))


def _said_of(leading: str, asked: Sequence[int]) -> int:
    """1 where a number stands behind a year asked for, as figures of comparison do in brackets, -1 behind another."""
    year = _OF_YEAR.search(leading)
    return 0 if not year or not asked else 1 if int(year[1]) in asked else -1


def _of_text(said: str) -> list[Quantity]:
    """Its numbers; in Chinese text without those of names (PM2.5, 5G) and ranks."""
    if not _HAN.search(said):
        return quantities(said)
    every = (one for it, upper in numbers(said) for one in (it, upper) if one)
    return [it for it in every if it.measure != RANK]


def is_added(said: str, start: int) -> bool:
    """Does the number that begins there say how much was added (新增9个), rather than how much there is?"""
    return _WAS_ADDED.search(said[max(0, start - _BEFORE) : start]) is not None


def before(said: str, it: Quantity) -> str:
    """The characters before a number among which stands what it counts."""
    return said[max(0, it.start - _BEFORE) : it.start]


def head(said: str, it: Quantity) -> str:
    """The words of a number's own clause before it; with those of the clause before where it only tells a change of
    what that one names ("生产总值31534亿元、增长3.3%")."""
    *earlier, own = parts(before(said, it))
    return f"{earlier[-1]}，{own}" if earlier and tells_change(own) else own
