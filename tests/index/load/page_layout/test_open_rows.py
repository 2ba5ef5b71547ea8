"""Tables whose rulings part the columns and not the rows."""

from __future__ import annotations

from index.load.pdf import read
from tests.index.load.drawing import Sheet, pdf
from tests.index.load.row_words import words_of

XS = (60, 90, 250, 350, 450)
HEADS = ["目", "名称及编号", "本年度\n预算数", "上年度\n预算数"]


def told(rows: list[str]) -> list[str]:
    page = Sheet().table(XS, (100, 140, 300), [HEADS, rows])
    return [words_of(line) for line in read(pdf(page)).lines if words_of(line)]


def test_each_line_of_figures_is_a_row() -> None:
    rows = ["1\n2\n3", "罚金\n没入财物\n赔偿收入", "26,500\n2,000\n100", "20,500\n6,000\n-"]
    assert told(rows) == [
        "1 罚金 | 本年度预算数: 26,500；上年度预算数: 20,500",
        "2 没入财物 | 本年度预算数: 2,000；上年度预算数: 6,000",
        "3 赔偿收入 | 本年度预算数: 100；上年度预算数: -",
    ]


def test_names_that_go_on_below_their_figures_are_of_their_row() -> None:
    figures = "914\n\n298\n\n500"
    rows = ["01\n\n02\n\n03", "0001\n议会主管\n0002\n一般行政\n0003\n议事业务", figures, figures]
    assert [it.split(" | ")[0] for it in told(rows)] == ["01 0001议会主管", "02 0002一般行政", "03 0003议事业务"]


def test_a_cell_of_text_in_several_lines_stays_one_row() -> None:
    assert len(told(["1", "办理行政许可\n与行政处罚\n两类事项", "26,500", "20,500"])) <= 1
