"""Rows that differ in their label only."""

from __future__ import annotations

import pytest

from index.report import Cell, Passage, Report, Row
from rag.read.table_rows import of_another, row_at, said
from rag.understand.understand import understand


def row(line: str, caption: str, label: str, **values: str) -> tuple[str, Row]:
    """A line and what it holds; `values` by their heads."""
    cells = tuple(Cell((head,), value) for head, value in values.items())
    return line, Row(0, len(line), caption, (label,) if label else (), cells)


def passage(*pairs: tuple[str, Row]) -> Passage:
    """Lines of a report, each a row of a table."""
    lines = [line for line, _ in pairs]
    starts = [sum(len(line) + 1 for line in lines[:at]) + 10 for at in range(len(lines))]
    rows = tuple(it.moved(at) for at, (_, it) in zip(starts, pairs, strict=True))
    text = "\n".join(lines)
    return Passage(0, Report("a.txt", "0" * 64, "报告"), (), 10, 10 + len(text), None, text, rows)


def others(table: Passage, question: str) -> list[str]:
    """The rows that are not the question's, by their first words."""
    rows = [row_at(table, row.start, row.end) for row in table.rows]
    flags = of_another(rows, understand(question, []))
    return [line.split()[0] for line, is_other in zip(table.text.split("\n"), flags, strict=True) if is_other]


COUNTS = passage(
    row("行政许可 31562", "二、公开", "行政许可", 本年="31562"),
    row("行政处罚 5218", "二、公开", "行政处罚", 本年="5218"),
    row("总计 36780", "二、公开", "总计", 本年="36780"),
)


@pytest.mark.parametrize(
    ("pair", "label", "sentence"),
    [
        (row("行政许可 31562", "", "行政许可", 本年="31562"), "行政许可", "行政许可，本年：31562"),
        (row("行政处罚 1", "二、主动公开 第二十条", "行政处罚", 本年="1"), "行政处罚", "行政处罚，本年：1"),
        (
            row("（一）公开 74 89", "申请", "三、（一）公开", 自然人="74", 总计="89"),
            "公开",
            "公开，自然人：74；总计：89",
        ),
    ],
)
def test_a_row_is_said_by_its_label_and_its_figures(pair: tuple[str, Row], label: str, sentence: str) -> None:
    table = passage(pair)
    found = row_at(table, table.start, table.end)
    assert found and found.label == label and said(table, table.start, table.end) == sentence


def test_a_caption_that_tells_the_unit_or_the_year_is_said_too() -> None:
    for caption in ("决算表 单位：万元", "2022年情况"):
        table = passage(row("教育支出 35262", caption, "教育支出", 决算数="35262"))
        assert caption in said(table, table.start, table.end)


def test_a_caption_is_no_label() -> None:
    table = passage(row("维持 纠正 12 3", "因行政处罚引起的行政复议", "", 维持="12", 纠正="3"))
    assert row_at(table, table.start, table.end) is None and row_at(table, 0, 3) is None
    assert others(table, "因行政处罚引起的行政复议维持多少件？") == []


def test_marks_that_set_parts_apart_may_stand_in_a_cell() -> None:
    table = passage(
        row("督查专班 甲；乙: 丙 | 丁", "安排", "督查专班", 内容="甲；乙: 丙 | 丁"),
        row("巡察专班 每季", "安排", "巡察专班", 内容="每季"),
    )
    first = table.rows[0]
    found = row_at(table, first.start, first.end)
    assert found and found.label == "督查专班"
    assert said(table, first.start, first.end) == "督查专班，内容：甲；乙: 丙 | 丁"
    assert others(table, "云湖区巡察专班怎样安排？") == ["督查专班"]


def test_a_question_that_names_a_row_is_not_about_the_others() -> None:
    assert others(COUNTS, "云湖区2023年作出行政处罚决定多少件？") == ["行政许可", "总计"]
    assert others(COUNTS, "行政许可和行政处罚各多少件？") == ["总计"]
    assert others(COUNTS, "云湖区2023年的总计是多少？") == [], "too short to be meant"


def test_a_row_that_has_more_to_do_with_the_question_stays() -> None:
    incomes = passage(
        row("行政处罚 12", "收入", "行政处罚", 合计="12"),
        row("罚没收入（万元） 90", "收入", "罚没收入（万元）", 合计="90"),
    )
    assert others(incomes, "云湖区2023年行政处罚的罚没收入多少万元？") == []
    items = passage(
        row("行政许可 5", "清单", "行政许可", 件="5"),
        row("行政许可事项（含子项） 9", "清单", "行政许可事项（含子项）", 件="9"),
    )
    assert others(items, "行政许可事项有多少项？") == []


def test_rows_of_other_tables_stay() -> None:
    both = passage(row("行政处罚 12", "甲", "行政处罚", 本年="12"), row("公开 3", "乙", "公开", 自然人="3"))
    assert others(both, "行政处罚多少件？") == []
