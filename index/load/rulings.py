"""The straight lines drawn in a picture of a page, by OpenCV: what rules a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

_LENGTH = 0.024  # of the longer side (20 points of A4): strokes of letters are shorter
_BREAK = 0.004  # of the longer side: a gap that a poor print leaves
_THICK = 0.006  # of the longer side (5 points of A4): a thicker line is a filled box
_NEIGHBOURS = 31  # pixels around each over which its ground is taken
_DARKER = 12  # of 255: what ink is darker than its ground


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line in the picture, in pixels: along its middle, so that either x0 is x1 or top is bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


def strokes(picture: Image.Image) -> list[Stroke]:
    """The horizontal and the vertical lines of a level picture."""
    ink = cv2.adaptiveThreshold(
        np.asarray(picture.convert("L")),
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        _NEIGHBOURS,
        _DARKER,
    )
    across = [Stroke(x, (y + bottom) / 2, right, (y + bottom) / 2) for x, y, right, bottom in _across(ink)]
    down = [Stroke((x + right) / 2, y, (x + right) / 2, bottom) for y, x, bottom, right in _across(ink.T)]
    return across + down


def _across(ink: NDArray[Any]) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of the lines that run along the rows."""
    size = max(ink.shape)
    length, gap = max(int(_LENGTH * size), 3), max(int(_BREAK * size), 1)
    kept = cv2.morphologyEx(np.ascontiguousarray(ink), cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    joined = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [(x, y, x + width, y + height) for x, y, width, height, _ in boxes[1:].tolist() if height <= _THICK * size]
