"""What several places of a report say of one field, and how sure that is.

The scale of sureness, from which `settle` goes up a little where a second place says the same, and down where a place
that is nearly as good says otherwise:

    1.0   a person says so (a sidecar file)
    0.9   the title
    0.85  the head: letterhead, a line of its own, the label of a site, the subtitle that names the meeting
    0.8   the signature at the end; the gazetteer, for a place that stands in one province only
    0.7   a sentence of the opening that speaks of the report itself
    0.5   made up of other fields, counted, or inferred
    0.3   the file's name
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import eq, ne
from typing import Generic, TypeVar

from index.report import Origin

TITLE, HEAD, SIGNATURE, GAZETTEER, OPENING, INFERRED, FILE_NAME = 0.9, 0.85, 0.8, 0.8, 0.7, 0.5, 0.3
_SUREST = 0.95  # that reading a text can be
LEAST = 0.1
_AGREED = 0.05
_CONTRADICTED = 0.3
_WEIGHTY = 0.65  # a reading below this contradicts nothing

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What one place of a report says a field is, in its words; `sureness` in (0, 1]."""

    value: Value
    place: str
    words: str
    sureness: float

    def origin(self, field: str) -> Origin:
        return Origin(field, self.place, self.words, round(self.sureness, 2))


def settle(
    readings: Sequence[Reading[Value]],
    agree: Callable[[Value, Value], bool] = eq,
    clash: Callable[[Value, Value], bool] = ne,
) -> Reading[Value] | None:
    """The surest reading, the earlier of equals, with its sureness moved by what the other places say; None where
    nothing was read."""
    if not readings:
        return None
    best = max(readings, key=lambda reading: reading.sureness)
    others = [reading for reading in readings if reading.place != best.place]
    if any(reading.sureness >= _WEIGHTY and clash(best.value, reading.value) for reading in others):
        return replace(best, sureness=max(best.sureness - _CONTRADICTED, LEAST))
    if any(agree(best.value, reading.value) for reading in others):
        return replace(best, sureness=max(best.sureness, min(best.sureness + _AGREED, _SUREST)))
    return best
