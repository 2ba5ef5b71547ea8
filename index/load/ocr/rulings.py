"""The straight lines drawn in a picture of a page: what rules a table.

OpenCV comes with rapidocr and is loaded where it is used, so that the engine, which is asked first, can say what is not
installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# In heights of a line of text.
_LENGTH = 1.25  # strokes of letters are shorter
_BREAK = 0.2  # a gap that a poor print leaves
_THICK = 0.3  # a thicker line is a filled box
_NEIGHBOURS = 31  # pixels around each over which its ground is taken
_DARKER = 12  # of 255: what ink is darker than its ground


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line in the picture, in pixels: along its middle, so that either x0 is x1 or top is bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


class Part(NamedTuple):
    """Left and top edge, width and height of its box, and the pixels of its ink."""

    x: int
    y: int
    width: int
    height: int
    area: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


def strokes(picture: Image.Image, height: float) -> list[Stroke]:
    """The horizontal and the vertical lines of a level picture; `height`: of most lines of text there, in pixels."""
    import cv2

    ink = cv2.adaptiveThreshold(
        np.asarray(picture.convert("L")),
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        _NEIGHBOURS,
        _DARKER,
    )
    across = [Stroke(it.x, (it.y + it.bottom) / 2, it.right, (it.y + it.bottom) / 2) for it in _across(ink, height)]
    turned = _across(ink.T, height)
    return across + [Stroke((it.y + it.bottom) / 2, it.x, (it.y + it.bottom) / 2, it.right) for it in turned]


def _across(ink: NDArray[Any], height: float) -> list[Part]:
    """The lines that run along the rows."""
    import cv2

    length, gap = max(round(_LENGTH * height), 3), max(round(_BREAK * height), 1)
    kept = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    return [part for part in parts(joined) if part.height <= _THICK * height]


def parts(ink: NDArray[Any]) -> list[Part]:
    """What hangs together in a picture that is 0 where there is no ink."""
    import cv2

    _, _, found, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return [Part(*part) for part in found[1:].tolist()]
