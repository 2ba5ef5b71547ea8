"""Charts as inline SVG: bars with whiskers, lines, a histogram. Pure functions from numbers to markup.

Each is an image with a name for those who cannot see it; its numbers are to stand in a table near by. Lengths are in
units of a picture WIDTH wide, which is narrow, so that its words can still be read where a phone shrinks it. Colours
come from the page by class: `bar`, `lower`, `whisker`, `s0` to `s2` for the lines, `mark`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import ClassVar

from markupsafe import Markup

from eval.page.markup import render

WIDTH = 380
_ROW = 23
_LABELS, _BARS_END = 128, 336
_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 38, 370, 30, 196, 266
_SERIES = 3
_MOST_DOTS = 12
_NO_WIDTH = 1e-6


@dataclass(frozen=True, slots=True)
class Bar:
    """A share in [0, 1] with its interval; `lower` where less is better, `note` for whoever points at it."""

    label: str
    value: float
    low: float
    high: float
    note: str = ""
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line through (x, y) points, and its words in the legend."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the x axis that is pointed out."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values lie from `low` up to `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Words and ticks, of which the first and the last are the ends."""

    label: str
    ticks: tuple[float, ...]

    def place(self, value: float, start: float, end: float) -> float:
        """Where the value lies between `start` and `end`; what is beyond an end of the axis lies on that end."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return round(start + (end - start) * min(max(share, 0.0), 1.0), 1)


@dataclass(frozen=True, slots=True)
class _Stroke:
    tag: ClassVar[str] = "line"
    style: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class _Box:
    tag: ClassVar[str] = "rect"
    style: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Label:
    tag: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    anchor: str
    style: str = "label"


@dataclass(frozen=True, slots=True)
class _Dot:
    tag: ClassVar[str] = "circle"
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class _Path:
    tag: ClassVar[str] = "polyline"
    points: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Shapes with a style in common, or with words for whoever points at them."""

    tag: ClassVar[str] = "g"
    shapes: tuple[_Shape, ...]
    title: str = ""
    style: str = ""


_Shape = _Stroke | _Box | _Label | _Dot | _Path | _Group

SHARE = Axis("", (0.0, 0.25, 0.5, 0.75, 1.0))


def ticks(low: float, high: float, about: int = 5) -> tuple[float, ...]:
    """Round numbers, some `about` + 1 of them at the same distance, that enclose both; never fewer than two.

    >>> ticks(0.0, 0.13)
    (0.0, 0.05, 0.1, 0.15)
    """
    step = _round_step((high - low) / about if high - low > _NO_WIDTH else 1.0)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(round(step * n, 9) for n in range(first, max(last, first + 1) + 1))


def _round_step(rough: float) -> float:
    """The least of 1, 2, 5, 10 times a power of ten that is no smaller."""
    power = 10.0 ** floor(log10(rough))
    return power * next(factor for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def bars(title: str, shown: Sequence[Bar]) -> Markup:
    """One horizontal bar a figure, on the scale from 0 to 1, with a whisker over its interval."""
    bottom = _ROW * len(shown) + 4
    placed = [(SHARE.place(tick, _LABELS, _BARS_END), f"{tick:g}") for tick in SHARE.ticks]
    grid = [shape for x, label in placed for shape in _gridline(x, bottom, label)]
    return _image(title, bottom + 20, [*grid, *(_bar(bar, _ROW * n) for n, bar in enumerate(shown))])


def _gridline(x: float, bottom: float, label: str) -> tuple[_Shape, ...]:
    return _Stroke("grid", x, 0, x, bottom), _Label(x, bottom + 15, label, "middle", "tick")


def _bar(bar: Bar, top: float) -> _Shape:
    end, middle = SHARE.place(bar.value, _LABELS, _BARS_END), top + _ROW / 2
    shapes = (
        _Label(_LABELS - 8, middle + 4, bar.label, "end"),
        _box("bar lower" if bar.lower else "bar", _LABELS, top + 4, end - _LABELS, _ROW - 8),
        *_whisker(SHARE.place(bar.low, _LABELS, _BARS_END), SHARE.place(bar.high, _LABELS, _BARS_END), middle),
        _Label(WIDTH - 2, middle + 4, f"{bar.value:.2f}", "end", "value"),
    )
    return _Group(shapes, f"{bar.label}: {bar.value:.2f} {bar.note}".strip())


def _whisker(low: float, high: float, y: float) -> list[_Shape]:
    ends = [_Stroke("whisker", x, y - 4, x, y + 4) for x in (low, high)]
    return [_Stroke("whisker", low, y, high, y), *ends]


def lines(title: str, shown: Sequence[Line], x: Axis, y: Axis) -> Markup:
    """Up to three lines over one pair of axes, parted by dashes as well as by colour, with the legend below."""
    drawn = [_line(line, f"s{n % _SERIES}", x, y) for n, line in enumerate(shown)]
    return _image(title, _HEIGHT, [*_axes(x, y), *drawn, *_legend([line.label for line in shown])])


def _line(line: Line, style: str, x: Axis, y: Axis) -> _Shape:
    """Dots, which show their numbers, only where they are few enough to tell apart."""
    placed = [(x.place(px, _LEFT, _RIGHT), y.place(py, _BOTTOM, _TOP)) for px, py in line.points]
    path = " ".join(f"{px:g},{py:g}" for px, py in placed)
    dots = [
        _Dot(*place, f"{line.label}: {px:g}, {py:.2f}") for place, (px, py) in zip(placed, line.points, strict=True)
    ]
    few = dots if len(dots) <= _MOST_DOTS else []
    return _Group((_Path(path), *few), style=style)


def _axes(x: Axis, y: Axis) -> list[_Shape]:
    across = [shape for tick in y.ticks for shape in _across(y.place(tick, _BOTTOM, _TOP), f"{tick:g}")]
    below = [_Label(x.place(tick, _LEFT, _RIGHT), _BOTTOM + 17, f"{tick:g}", "middle", "tick") for tick in x.ticks]
    named = [_Label(0, 14, y.label, "start", "tick"), _Label(_RIGHT, _BOTTOM + 37, x.label, "end", "tick")]
    return [*across, *below, *named]


def _across(y: float, label: str) -> tuple[_Shape, ...]:
    return _Stroke("grid", _LEFT, y, _RIGHT, y), _Label(_LEFT - 7, y + 4, label, "end", "tick")


def _legend(labels: Sequence[str]) -> Iterable[_Shape]:
    width = (_RIGHT - _LEFT) / max(len(labels), 1)
    for n, label in enumerate(labels):
        x, y = _LEFT + n * width, _BOTTOM + 62
        swatch = _Stroke("line", x, y - 4, x + 22, y - 4)
        yield _Group((swatch, _Label(x + 28, y, label, "start")), style=f"s{n % _SERIES}")


def bins(values: Sequence[float], about: int = 20) -> tuple[Bin, ...]:
    """The values from 0 up, counted in bins of the same round width; no bins without values.

    >>> bins([0.5, 1.5, 1.9], about=2)
    (Bin(low=0.0, high=1.0, count=1), Bin(low=1.0, high=2.0, count=2))
    """
    if not values:
        return ()
    edges = ticks(0.0, max(*values, 0.0, 1e-6), about)
    counts = Counter(min(_bin(value, edges), len(edges) - 2) for value in values)
    return tuple(Bin(low, high, counts[n]) for n, (low, high) in enumerate(pairwise(edges)))


def _bin(value: float, edges: Sequence[float]) -> int:
    return max(sum(edge <= value for edge in edges) - 1, 0)


def histogram(title: str, counted: Sequence[Bin], marks: Sequence[Mark], label: str) -> Markup:
    """How often values fall in each bin, and where the marks lie; `label` names the x axis."""
    x = Axis(label, ticks(0.0, counted[-1].high))
    y = Axis("questions", tuple(tick for tick in ticks(0, max(one.count for one in counted)) if tick == int(tick)))
    columns = [_column(one, x, y) for one in counted if one.count]
    pointed = [shape for n, mark in enumerate(marks) for shape in _mark(mark, n, x)]
    return _image(title, _BOTTOM + 44, [*_axes(x, y), *columns, *pointed])


def _column(one: Bin, x: Axis, y: Axis) -> _Shape:
    left, right = x.place(one.low, _LEFT, _RIGHT), x.place(one.high, _LEFT, _RIGHT)
    top = y.place(one.count, _BOTTOM, _TOP)
    body = _box("bar", left + 0.5, top, right - left - 1, _BOTTOM - top)
    return _Group((body,), f"{one.low:g} to {one.high:g}: {one.count}")


def _mark(mark: Mark, n: int, x: Axis) -> tuple[_Shape, ...]:
    """Each label a line lower than the one before, on the side where there is room."""
    at, y = x.place(mark.at, _LEFT, _RIGHT), _TOP + 12 + 18 * n
    left = at > (_LEFT + _RIGHT) / 2
    label = _Label(at - 6 if left else at + 6, y, mark.label, "end" if left else "start", "value")
    return _Stroke("mark", at, _TOP - 4, at, _BOTTOM), label


def _image(title: str, height: float, shapes: Sequence[_Shape]) -> Markup:
    return render("chart.html", title=title, width=WIDTH, height=f"{height:g}", shapes=shapes)


def _box(style: str, x: float, y: float, width: float, height: float) -> _Shape:
    return _Box(style, x, round(y, 1), round(width, 1), round(height, 1))
