"""The words of a PDF page with their places, extracted once, and the lines that they stand in."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import attrgetter
from statistics import median
from typing import Any, Protocol, TypeVar

from pdfplumber.utils.text import LIGATURES, extract_words

T = TypeVar("T")

GUTTER = 8.0  # points of white that set two columns apart
_SAME_LINE = 3.0  # points by which the tops of one line's words may differ: pdfplumber's own tolerance
_SAME_PLACE = 1.0  # points by which a letter is moved when it is printed twice to look bold

# Some PDF fonts name a character by the radical of the same shape; the radical is never what the author wrote.
_SUPPLEMENT = dict(
    zip(
        "⺁⺟⺠⺩⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
        "厂母民王竹虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
        strict=True,
    )
)
_RADICALS = str.maketrans({chr(n): unicodedata.normalize("NFKC", chr(n)) for n in range(0x2F00, 0x2FD6)} | _SUPPLEMENT)


class Placed(Protocol):
    """What has a place on a page: points from the left and from the top."""

    @property
    def x0(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def x1(self) -> float: ...
    @property
    def bottom(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white between them. `size`: of the font, in points; `middles`: of each character, from the
    left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    middles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of running text on a page (from 1), its words from left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size in which most of it is set, to half a point."""
        return round(2 * median(word.size for word in self.words for _ in word.text)) / 2

    def runs(self, gap: float = GUTTER) -> Iterator[tuple[Word, ...]]:
        """The words that follow one another with less white between."""
        run = self.words[:1]
        for last, word in pairwise(self.words):
            if word.x0 - last.x1 >= gap:
                yield run
                run = ()
            run = (*run, word)
        yield run


def words_of(page: Any) -> list[Word]:
    """The words of a pdfplumber page. What is set at a slant is a watermark, and is left out."""
    chars = list(_once(char for char in page.chars if not _slanted(char)))
    rises = sum(char["matrix"][1] for char in chars if not char["upright"]) > 0
    turned = {"char_dir_rotated": "btt", "line_dir_rotated": "ltr"} if rises else {}
    words = [_word(found) for found in extract_words(chars, return_chars=True, **turned)] if chars else []
    return [word for word in words if word.text]


def text_lines(page: int, words: Sequence[Word]) -> list[TextLine]:
    """Lines from the top down, as pdfplumber's `extract_text` gives them."""
    return [TextLine(page, tuple(line)) for line in clusters(words, attrgetter("top"), _SAME_LINE)]


def clusters(items: Sequence[T], place: Callable[[T], float], tolerance: float) -> list[list[T]]:
    """Items that follow one another within the tolerance, together, by their places; a cluster keeps their order."""
    found: list[list[int]] = []
    last = float("-inf")
    for at in sorted(range(len(items)), key=lambda at: place(items[at])):
        if place(items[at]) - last > tolerance:
            found.append([])
        found[-1].append(at)
        last = place(items[at])
    return [[items[at] for at in sorted(cluster)] for cluster in found]


def _slanted(char: dict[str, Any]) -> bool:
    a, b, *_ = char["matrix"]
    return bool(min(abs(a), abs(b)) > 0.1 * max(abs(a), abs(b)))


def _once(chars: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Without the second print of letters that are printed twice to look bold."""
    seen: defaultdict[tuple[str, int, int], list[tuple[float, float]]] = defaultdict(list)
    around = list(product((-1, 0, 1), repeat=2))
    for char in chars:
        text, x, y = char["text"], char["x0"], char["top"]
        column, row = round(x), round(y)
        near = (place for right, down in around for place in seen.get((text, column + right, row + down), ()))
        if not any(abs(x - px) < _SAME_PLACE and abs(y - py) < _SAME_PLACE for px, py in near):
            seen[text, column, row].append((x, y))
            yield char


def _word(found: dict[str, Any]) -> Word:
    chars = found["chars"]
    middles = [(char["x0"] + char["x1"]) / 2 for char in chars for _ in LIGATURES.get(char["text"], char["text"])]
    text = "".join(LIGATURES.get(char["text"], char["text"]) for char in chars).translate(_RADICALS)
    size = float(median(char["size"] for char in chars))
    return Word(text, found["x0"], found["top"], found["x1"], found["bottom"], size, tuple(middles))
