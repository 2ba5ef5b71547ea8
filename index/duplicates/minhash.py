"""How alike two texts are, and whether they tell the same figures.

Resemblance is that of the texts' sets of shingles (runs of characters), |A∩B| / |A∪B|: A. Broder, "On the resemblance
and containment of documents", SEQUENCES 1997. It is estimated from the smallest hashes of each set (Broder's bottom
sketch; exact for texts of no more shingles than that). Which pairs are worth comparing is found by banding (Leskovec,
Rajaraman, Ullman, "Mining of Massive Datasets", 3.4) over one-permutation minima (Li, Owen, Zhang, "One permutation
hashing", NIPS 2012), so that a shelf is never compared pair by pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]

_SHINGLE = 6  # characters; longer than most words, short enough to outlive a wrong character in twenty
_SKETCH = 1024  # hashes kept: an error of resemblance of about 0.012
_ROWS, _BANDS = 3, 42  # a pair of resemblance 0.5 becomes a candidate with 0.996, one of 0.2 with 0.29
_PLANE = 0x10000  # characters beyond it are too rare to matter here
_BASE, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_APART = re.compile(r"(?<=[\d%])\s+(?=\d)")  # the blanks between cells of a table
_CONTEXT = 8  # characters before a figure that tell what it counts
_AFTER = 2
_OF_SITE = re.compile(
    r"(?:浏览|阅读|访问|点击|下载)(?:次数|人次|数|量)$|(?:发布|更新|生成|打印|发稿|录入|公开)(?:日期|时间)#*$"
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text for comparing it: its smallest shingle hashes, its bin minima, its number of shingles."""

    smallest: Codes
    minima: Codes
    size: int


@cache
def _letters() -> NDArray[np.uint32]:
    """Code point → the letter that it counts as, width and case folded; 0 for all that is no letter."""
    table = np.zeros(_PLANE, np.uint32)
    for code in range(_PLANE):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and unicodedata.category(folded).startswith("L"):
            table[code] = min(ord(folded), _PLANE - 1)
    return table


def sketch(text: str) -> Sketch:
    """The sketch of a text. Only letters count: blanks, signs and figures differ between copies of one report."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _letters()[codes[codes < _PLANE]]
    hashes = _hashes(letters[letters > 0].astype(np.uint64))
    bounds = np.arange(_ROWS * _BANDS, dtype=np.uint64) * np.uint64(2**64 // (_ROWS * _BANDS))
    at = np.searchsorted(hashes, bounds)
    padded = np.append(hashes, np.uint64(0))
    ends = np.append(at[1:], len(hashes))
    return Sketch(hashes[:_SKETCH].copy(), np.where(at < ends, padded[at], 0).astype(np.uint64), len(hashes))


def _hashes(letters: Codes) -> Codes:
    """The hashes of all shingles, each once, ascending."""
    count = len(letters) - _SHINGLE + 1
    if count < 1:
        return np.empty(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for offset in range(_SHINGLE):
        hashes = hashes * _BASE + letters[offset : offset + count]
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIX
    ordered: Codes = np.sort(hashes ^ (hashes >> np.uint64(31)))  # np.unique takes twenty times as long
    first: NDArray[np.bool_] = np.append(True, ordered[1:] != ordered[:-1])
    return ordered[first]


def resemblance(one: Sketch, other: Sketch) -> float:
    """|A∩B| / |A∪B| in [0, 1]; 0 where either text has no shingle."""
    union = np.union1d(one.smallest, other.smallest)
    if len(one.smallest) == _SKETCH or len(other.smallest) == _SKETCH:
        union = union[:_SKETCH]
    both = np.intersect1d(one.smallest, other.smallest, assume_unique=True)
    return float(np.isin(union, both, assume_unique=True).mean()) if len(union) and one.size and other.size else 0.0


def buckets(sketches: Sequence[Sketch]) -> Iterator[list[int]]:
    """Positions of texts that may be alike, a group at a time; a pair may come in several groups."""
    yield from _groups(entry.smallest.tobytes() for entry in sketches)  # short texts leave most bins empty
    minima = np.array([entry.minima for entry in sketches], np.uint64).reshape(len(sketches), _BANDS, _ROWS)
    for band in range(_BANDS):
        yield from _groups(rows.tobytes() if rows.all() else b"" for rows in minima[:, band])


def _groups(keys: Iterable[bytes]) -> Iterator[list[int]]:
    """Positions of equal keys, where there are several; the empty key is equal to none."""
    found: dict[bytes, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            found.setdefault(key, []).append(at)
    return (group for group in found.values() if len(group) > 1)


Figures = Mapping[str, Counter[str]]
"""The words around a figure → the figures that stand there."""


def figures(text: str) -> Figures:
    """The figures of a text by the words around them; without the counters and the dates of the site around it."""
    found: dict[str, Counter[str]] = {}
    bare = re.sub(r"\s+", "", _APART.sub("|", unicodedata.normalize("NFKC", text)))
    for match in _NUMBER.finditer(bare):
        before = bare[max(0, match.start() - 4 * _CONTEXT) : match.start()]
        words = re.sub(r"\W", "", _NUMBER.sub("#", before).replace("#", "0"))[-_CONTEXT:]
        if not _OF_SITE.search(words.replace("0", "#")):
            context = words + "#" + re.sub(r"[\d\W]", "", bare[match.end() : match.end() + _AFTER])
            found.setdefault(context, Counter())[match[0]] += 1
    return found


def changed(one: Figures, other: Figures) -> tuple[int, int]:
    """How many figures differ in the words that both texts have around figures, and how many stand there in all.

    Where one text has more figures than the other in the same words, the surplus tells nothing.
    """
    pairs = [(one[words], other[words]) for words in one.keys() & other.keys()]
    differing = sum(min((a - b).total(), (b - a).total()) for a, b in pairs)
    return differing, sum(min(a.total(), b.total()) for a, b in pairs)
