"""The words of a PDF page with their places, extracted once, and the lines that they stand in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import attrgetter
from statistics import median
from typing import Any, Protocol, TypeVar

from pdfplumber.utils.text import LIGATURES, extract_words

from index.language.script import HAN

T = TypeVar("T")
_CHINESE = re.compile(f"[{HAN}]")

GUTTER = 8.0  # points of white that set two columns apart
_SAME_LINE = 3.0  # points by which the tops of one line's words may differ: pdfplumber's own tolerance
_SAME_PLACE = 1.0  # points by which a letter is moved when it is printed twice to look bold

_NARROW = 0.12  # of the size of the letters: white between Latin words that are set narrowly
_WIDER = 4.0  # times the usual white between the letters of a word, where those are set apart
_FEWEST, _SINGLE = 6, 0.8  # characters of a line that is spaced out, and the share of them that stand alone
_APART = 1.2  # characters of white that part two words on such a line

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
    found = extract_words(chars, return_chars=True, **turned) if chars else []
    words = [_word(part) for word in found for part in _at_narrow_gaps(word["chars"])]
    return list(_spaced_out([word for word in words if word.text]))


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


def _at_narrow_gaps(chars: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    """The letters of a word, cut where Latin ones stand apart by more than those of a word do, though by less than a
    blank is usually wide."""
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(chars)]
    apart = max(_NARROW * float(median(char["size"] for char in chars)), _WIDER * median(gaps)) if gaps else 0.0
    first = 0
    for at, gap in enumerate(gaps, 1):
        if gap > apart and _is_latin(chars[at - 1]["text"]) and _is_latin(chars[at]["text"]):
            yield chars[first:at]
            first = at
    yield chars[first:]


def _is_latin(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ",.;:")


def _spaced_out(words: Sequence[Word]) -> Iterator[Word]:
    """Words as they are; on a line that is set with white after every Chinese character, the characters as one word."""
    lines = [line.words for line in text_lines(0, words)]
    spaced = {id(word): line for line in lines if _is_spaced_out(line) for word in line}
    done: set[int] = set()
    for word in words:
        line = spaced.get(id(word))
        if line is None:
            yield word
        elif id(line) not in done:
            done.add(id(line))
            yield from map(_joined, TextLine(0, tuple(line)).runs(max(GUTTER, _APART * line[0].size)))


def _is_spaced_out(line: Sequence[Word]) -> bool:
    single = [word for word in line if len(word.text) == 1]
    chinese = sum(_CHINESE.fullmatch(word.text) is not None for word in single)
    return len(line) >= _FEWEST and len(single) >= _SINGLE * len(line) and 3 * chinese > len(line)


def _joined(words: Sequence[Word]) -> Word:
    return Word(
        "".join(word.text for word in words),
        words[0].x0,
        min(word.top for word in words),
        words[-1].x1,
        max(word.bottom for word in words),
        float(median(word.size for word in words)),
        tuple(middle for word in words for middle in word.middles),
    )


def _word(chars: Sequence[dict[str, Any]]) -> Word:
    middles = [(char["x0"] + char["x1"]) / 2 for char in chars for _ in LIGATURES.get(char["text"], char["text"])]
    text = "".join(LIGATURES.get(char["text"], char["text"]) for char in chars).translate(_RADICALS)
    size = float(median(char["size"] for char in chars))
    x0, x1 = (pick(char[edge] for char in chars) for pick, edge in ((min, "x0"), (max, "x1")))
    top, bottom = (pick(char[edge] for char in chars) for pick, edge in ((min, "top"), (max, "bottom")))
    return Word(text, x0, top, x1, bottom, size, tuple(middles))
