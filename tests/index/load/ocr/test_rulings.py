"""Lines drawn in pictures, told apart from letters and filled boxes."""

from __future__ import annotations

from PIL import ImageDraw

from index.load.ocr.rulings import Stroke, strokes
from tests.index.load.pictures import blank, wrapped, write


def across(found: list[Stroke]) -> list[tuple[int, int, int]]:
    return sorted((round(it.top), round(it.x0), round(it.x1)) for it in found if it.top == it.bottom)


def down(found: list[Stroke]) -> list[tuple[int, int, int]]:
    return sorted((round(it.x0), round(it.top), round(it.bottom)) for it in found if it.x0 == it.x1)


def test_lines_are_found_along_their_middle() -> None:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    draw.line((100, 200, 899, 200), "black", 3)
    draw.line((100, 200, 100, 599), "grey", 1)
    found = strokes(picture, 40)
    assert [(abs(y - 200) <= 1, abs(x0 - 100) <= 2, abs(x1 - 900) <= 2) for y, x0, x1 in across(found)] == [(True,) * 3]
    assert [(abs(x - 100) <= 1, abs(y0 - 200) <= 2, abs(y1 - 600) <= 2) for x, y0, y1 in down(found)] == [(True,) * 3]


def test_a_gap_of_a_few_pixels_is_closed() -> None:
    picture = blank()
    draw = ImageDraw.Draw(picture)
    draw.line((100, 200, 500, 200), "black", 2)
    draw.line((503, 200, 900, 200), "black", 2)
    assert len(across(strokes(picture, 40))) == 1


def test_letters_are_no_lines() -> None:
    assert strokes(write(blank(), wrapped("十二三一王日口目国中一一" * 8, 48)), 40) == []
