"""How figures side by side are drawn: bars, and a line over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Row

BARS_FROM = 3  # figures side by side
WIDTH, HEIGHT, MARGIN = 320, 96, 10  # of the line, in its own units
_ALIKE = 0.5  # of the most, the spread of values below which bars from zero would all look the same


@dataclass(frozen=True, slots=True)
class Bars:
    """`widths` in percent, one a row; `from_zero` False where they begin near the least, so that they differ."""

    widths: tuple[str, ...] = ()
    from_zero: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """`points` as x, y and the row that each stands for, year by year; years that no row is of leave a gap in x."""

    points: tuple[tuple[float, float, Row], ...]

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y, _ in self.points)


def bars(rows: Sequence[Row]) -> Bars:
    """None for fewer than three figures."""
    if len(rows) < BARS_FROM:
        return Bars()
    values = [row.value for row in rows]
    least, most = min(values), max(values)
    start = 0.0
    if 0 < least < most and most - least < _ALIKE * most:
        start = max(0.0, least - (most - least) / 2)
    longest = max(abs(it - start) for it in values) or 1.0
    return Bars(tuple(f"{100 * abs(it - start) / longest:.1f}" for it in values), start == 0)


def line(rows: Sequence[Row]) -> Line | None:
    """The course over the years of one body; None where the rows are of bodies, or fewer than three."""
    years = [row.year for row in rows if row.year is not None]
    if len(rows) < BARS_FROM or len(years) < len(rows) or len({*years}) < len(rows):
        return None
    first, last = min(years), max(years)
    least, most = min(row.value for row in rows), max(row.value for row in rows)
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    ordered = sorted(rows, key=lambda row: row.year or 0)
    return Line(
        tuple(
            (
                round(MARGIN + wide * ((row.year or 0) - first) / (last - first), 1),
                round(MARGIN + high * (most - row.value) / ((most - least) or 1.0), 1),
                row,
            )
            for row in ordered
        )
    )
