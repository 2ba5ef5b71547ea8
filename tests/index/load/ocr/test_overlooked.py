"""Ink that detection took for no text: in cells, and before lines."""

from __future__ import annotations

from dataclasses import replace

from index.load.ocr.engine import Box, Run, read, read_boxes
from index.load.ocr.overlooked import overlooked_before, overlooked_in_cells
from index.load.ocr.rulings import Stroke
from index.load.page_layout.grids import Grid
from tests.index.load.pictures import SIZE, blank, table, write

XS, TOP, HEIGHT = (90, 450, 900), 150, 80
GRID = Grid(XS, tuple(TOP + at * HEIGHT for at in range(4)), ((0, 1), (2, 3), (4, 5)))


def run(text: str, x0: int, top: int) -> Run:
    return Run(text, x0, top, x0 + SIZE * len(text), top + SIZE + 10)


def holds(box: Box, x: int, y: int) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def test_a_figure_in_a_cell_is_found_and_read() -> None:
    picture = table(blank(), [["项目", "件数"], ["许可", "1"], ["处罚", ""]], XS, TOP, HEIGHT)
    found = [run(text, x + 20, TOP + y + 20) for text, x, y in (("项目", 90, 0), ("件数", 450, 0), ("许可", 90, 80))]
    boxes = overlooked_in_cells(picture, [GRID], [*found, run("处罚", 110, TOP + 180)], 1)
    assert [holds(box, 478, TOP + 120) for box in boxes] == [True]
    assert [run.text for run in read_boxes(picture, boxes)] == ["1"]


def test_a_drawing_between_lines_is_no_table() -> None:
    picture = table(blank(), [["", ""], ["许可", ""], ["", ""]], XS, TOP, HEIGHT)
    assert overlooked_in_cells(picture, [GRID], [], 1) == []


def test_a_numbering_before_a_line_is_found_and_read() -> None:
    picture, (found,) = read(write(blank(), ["二、主动公开情况"], left=100))
    line = replace(found, x0=found.x0 + 2 * SIZE)
    boxes = overlooked_before(picture, [line], [])
    assert [holds(box, 100 + SIZE // 2, 100) for box in boxes] == [True]
    assert [run.text for run in read_boxes(picture, boxes)] == ["二、"]


def test_what_stands_beyond_a_ruling_or_in_another_line_is_not_before_it() -> None:
    picture, (found,) = read(write(blank(), ["二、主动公开情况"], left=100))
    line = replace(found, x0=found.x0 + 2 * SIZE)
    assert overlooked_before(picture, [line], [Stroke(line.x0 - 6, 0, line.x0 - 6, 700)]) == []
    assert overlooked_before(picture, [line, replace(found, x1=line.x0)], []) == []
