"""What was read from a picture → words with places in points, as the text layer of a PDF page has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from operator import attrgetter
from statistics import mean, median
from typing import Any

from index.language.line_marks import columns
from index.load.ocr.engine import Run
from index.load.ocr.punctuation import full_width
from index.load.ocr.rulings import Stroke
from index.load.page_layout.words import Word

_LONGER_SIDE = 842.0  # points: a picture is taken for a page of A4, or for a strip as wide as one
_A4 = 2**0.5  # its longer side to its shorter
_RUNNING = 20  # display columns of words that tell the size of the letters
_SAME_ROW = 0.4  # of the height of a line, by which the middles of its words may differ
_LAP = 0.4  # of the height of a line, by which boxes are wider than their words
_TOUCH = 0.5  # of the height of a line: words that stand closer are one
_BLANK = 0.15  # of the height of a line: between Latin words
_TALL = 2  # times the usual height of a line: it runs down the page


@dataclass(frozen=True)
class Sheet:
    """A page as pdfplumber gives one, as far as tables need it; `scale`: points to a pixel of its picture."""

    page_number: int
    bbox: tuple[float, float, float, float]
    lines: tuple[dict[str, Any], ...]
    scale: float
    rects: tuple[dict[str, Any], ...] = ()
    curves: tuple[dict[str, Any], ...] = ()


def sheet(number: int, size: tuple[int, int], drawn: Sequence[Stroke]) -> Sheet:
    """The page (its number from 1) of a picture of this size in pixels, with what is drawn there."""
    width, height = size
    scale = _LONGER_SIDE / max(width, min(height, _A4 * width))
    bbox = (0.0, 0.0, width * scale, height * scale)
    return Sheet(number, bbox, tuple(_line(stroke, scale) for stroke in drawn), scale)


def words(runs: Sequence[Run], drawn: Sequence[Stroke], scale: float) -> list[Word]:
    """Words row by row, from left to right. All are of the size of most letters: their boxes do not tell their own."""
    found = [_word(_between(run, drawn), scale) for run in runs]
    running = [it for it in found if columns(it.text) >= _RUNNING] or found
    size = median(2 * (it.x1 - it.x0) / max(columns(it.text), 1) for it in running) if running else 0.0
    return [replace(word, size=size) for word in _aligned(found)]


def joined(words: Sequence[Word]) -> list[Word]:
    """Words of a row that touch, as one."""
    found: list[Word] = []
    for word in words:
        last = found[-1] if found else None
        if last and last.top == word.top and abs(word.x0 - last.x1) < _TOUCH * _height(word):
            text = last.text + _glue(last, word) + word.text
            found[-1] = replace(_placed(text, last.x0, word.top, word.x1, word.bottom), size=word.size)
        else:
            found.append(word)
    return found


def _glue(last: Word, word: Word) -> str:
    latin = all(char.isascii() and char.isalnum() for char in (last.text[-1], word.text[0]))
    return " " if latin and word.x0 - last.x1 > _BLANK * _height(word) else ""


def _between(run: Run, strokes: Sequence[Stroke]) -> Run:
    """A run whose box laps over a ruling at either end is cut there: boxes are a little larger than their words."""
    over = _LAP * (run.bottom - run.top)
    middle = (run.top + run.bottom) / 2
    down = [it.x0 for it in strokes if it.x0 == it.x1 and it.top <= middle <= it.bottom and run.x0 < it.x0 < run.x1]
    x0 = max((x for x in down if x - run.x0 < over), default=run.x0)
    x1 = min((x for x in down if run.x1 - x < over), default=run.x1)
    return replace(run, x0=x0, x1=x1) if x0 < x1 else run


def _line(stroke: Stroke, scale: float) -> dict[str, Any]:
    x0, top, x1, bottom = (at * scale for at in (stroke.x0, stroke.top, stroke.x1, stroke.bottom))
    box = {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {"object_type": "line", "stroke": True, **box}


def _word(run: Run, scale: float) -> Word:
    return _placed(run.text, run.x0 * scale, run.top * scale, run.x1 * scale, run.bottom * scale)


def _placed(text: str, x0: float, top: float, x1: float, bottom: float) -> Word:
    """A word whose letters share its width by their display columns."""
    text = full_width(text)
    ends = [*accumulate((columns(char) or 1 for char in text), initial=0)]
    middles = (x0 + (x1 - x0) * (start + end) / 2 / ends[-1] for start, end in pairwise(ends))
    return Word(text, x0, top, x1, bottom, bottom - top, tuple(middles))


def _aligned(words: Sequence[Word]) -> list[Word]:
    """Words that stand in one row with the same top and bottom."""
    usual = median(map(_height, words)) if words else 0.0
    rows: list[list[Word]] = []
    for word in sorted((_upright(word, usual) for word in words), key=_middle):
        if rows and _middle(word) - mean(map(_middle, rows[-1])) <= _SAME_ROW * min(map(_height, [word, *rows[-1]])):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in _level(row)]


def _upright(word: Word, usual: float) -> Word:
    """One that runs down the page stands in the row of its middle."""
    if _height(word) <= max(_TALL * usual, word.x1 - word.x0):
        return word
    return replace(word, top=_middle(word) - usual / 2, bottom=_middle(word) + usual / 2)


def _level(row: Sequence[Word]) -> Iterator[Word]:
    middle, half = mean(map(_middle, row)), median(map(_height, row)) / 2
    return (replace(word, top=middle - half, bottom=middle + half) for word in sorted(row, key=attrgetter("x0")))


def _height(word: Word) -> float:
    return word.bottom - word.top


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2
