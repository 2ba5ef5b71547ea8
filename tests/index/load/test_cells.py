"""Cells → rows: merged cells cover their slots, each is shown once and told in every row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load.cells import MAX_SLOTS, Cell, caption_above, table_lines
from index.load.lines import Line
from index.load.sanity import Unreadable
from index.report import Row
from tests.index.load.row_words import tell, words_of


def texts(*rows: list[Cell]) -> list[str]:
    return [line.text for line in table_lines(rows)]


def told(*rows: list[Cell], caption: str = "") -> list[str]:
    return [words_of(line) for line in table_lines(rows, caption)]


def test_merged_cells_are_shown_once_and_stand_in_every_slot() -> None:
    rows = (
        [Cell("项目", 1, 2), Cell("本年", 2), Cell("备注", 1, 2)],
        [Cell("受理"), Cell("办结")],
        [Cell("许可"), Cell("5"), Cell("5"), Cell("无")],
    )
    grid = [["项目", "本年", "本年", "备注"], ["项目", "受理", "办结", "备注"], ["许可", "5", "5", "无"]]
    assert texts(*rows) == ["项目\t本年\t备注", "受理\t办结", "许可\t5\t5\t无"]
    assert told(*rows, caption="表1") == tell(grid, "表1")


def test_rows_and_columns_without_a_word_are_dropped() -> None:
    rows = (
        [Cell("项目"), Cell(""), Cell("件数")],
        [Cell(" "), Cell(""), Cell("")],
        [Cell("许可"), Cell(""), Cell("5")],
    )
    assert texts(*rows) == ["项目\t\t件数", "许可\t\t5"]
    assert told(*rows) == tell([["项目", "件数"], ["", ""], ["许可", "5"]])[::2]


def test_short_rows_are_filled_up() -> None:
    assert told([Cell("项目"), Cell("件数")], [Cell("许可")])[0] == ""


def test_a_single_column_is_a_list() -> None:
    assert told([Cell("甲")], [Cell("1")]) == ["", ""]


def test_lines_of_a_cell_are_one() -> None:
    assert texts([Cell("行政\n许可"), Cell("5\n件")]) == ["行政 许可\t5 件"]


def test_rows_are_solid() -> None:
    assert all(line.solid for line in table_lines([[Cell("项目"), Cell("件数")], [Cell("许可"), Cell("5")]]))


@pytest.mark.parametrize("rows", [(), ([],), ([Cell("")], [Cell("")])])
def test_nothing(rows: tuple[list[Cell], ...]) -> None:
    assert table_lines(rows) == []


@pytest.mark.parametrize("cell", [Cell("甲", 10**9, 10**9), Cell("甲", 10**9), Cell("甲", 1, 10**9)])
def test_cells_that_claim_to_be_huge_cover_but_the_table(cell: Cell) -> None:
    assert texts([cell, Cell("乙")], [Cell("丙")])[0].startswith("甲")


def test_a_table_too_large_is_refused() -> None:
    with pytest.raises(Unreadable, match="split it"):
        table_lines([[Cell("甲", 1000)]] * (MAX_SLOTS // 1000 + 1))


@given(
    st.lists(
        st.lists(st.tuples(st.text("甲乙 5", max_size=2), st.integers(1, 4), st.integers(1, 4)), max_size=4), max_size=5
    )
)
def test_every_cell_is_shown_once(rows: list[list[tuple[str, int, int]]]) -> None:
    cells = [[Cell(*cell) for cell in row] for row in rows]
    shown = "".join("".join(line.text.split()) for line in table_lines(cells))
    assert shown == "".join("".join(cell.text.split()) for row in cells for cell in row)


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ([], ""),
        (["正文一句。"], ""),
        (["正文一句。", "表1 行政执法情况"], "表1 行政执法情况"),
        (["表1 行政执法情况", ""], "表1 行政执法情况"),
        (["表1 行政执法情况", "单位：件"], "表1 行政执法情况 单位：件"),
        (["正文一句。", "（单位：万元）"], "（单位：万元）"),
        (["另一行", "表1 行政执法情况"], "表1 行政执法情况"),
        (["情况如下："], "情况如下："),
        (["很" * 41], ""),
        (["甲\t乙"], ""),
    ],
)
def test_captions(above: list[str], caption: str) -> None:
    assert caption_above([Line(text) for text in above]) == caption


def test_a_row_of_another_table_is_no_caption() -> None:
    assert caption_above([Line("许可", row=Row(0, 2, "表1", ("许可",)))]) == ""
