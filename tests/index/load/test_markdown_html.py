"""Tables that stand as HTML in Markdown."""

from __future__ import annotations

import time

import pytest

from index.load.text import read

TABLE = (
    "<table><tr><td>项目</td><td>2023年</td><td>2022年</td></tr>"
    "<tr><td>营业收入（万元）</td><td>36,201</td><td>40,091</td></tr></table>"
)


def told(text: str) -> list[tuple[str, str, str]]:
    """The cells of the tables: row, column, value."""
    rows = [line.row for line in read(text).lines if line.row]
    return [(" ".join(row.labels), cell.head, cell.text) for row in rows for cell in row.cells]


@pytest.mark.parametrize(
    "text",
    [
        f"# 报告\n\n<html><body>{TABLE}</body></html>\n\n其他说明。\n",
        TABLE.replace("</tr>", "</tr>\n").replace("<td>", "\n<td>"),
        f"见下表：{TABLE}（未经审计）\n",
    ],
)
def test_its_cells_are_read_by_row_and_column(text: str) -> None:
    assert told(text) == [("营业收入（万元）", "2023年", "36,201"), ("营业收入（万元）", "2022年", "40,091")]
    assert not any("<" in line.text for line in read(text).lines)


def test_what_stands_beside_it_on_its_lines_is_kept() -> None:
    texts = [line.text for line in read(f"见下表：{TABLE}（未经审计）").lines]
    assert (texts[0], texts[-1]) == ("见下表：", "（未经审计）")


def test_merged_heads() -> None:
    text = (
        "<table>\n<tr><th rowspan=2>科目</th><th>单位</th><th colspan=2>2023年</th></tr>\n"
        "<tr><th>元</th><th>预算</th><th>决算</th></tr>\n"
        "<tr><td>接待费</td><td>万元</td><td>10</td><td>8</td></tr>\n</table>"
    )
    assert ("接待费 万元", "决算", "8") in told(text)


@pytest.mark.parametrize("text", ["<table><tr><td>甲</td>\n乙", "</table><table>", "<table></table>", "a <table b"])
def test_what_is_no_table_stays_text(text: str) -> None:
    assert [line.text for line in read(text).lines] == text.splitlines()


def test_many_that_are_never_closed_take_no_time() -> None:
    begun = time.process_time()
    read("<table>\n" * 20_000)
    assert time.process_time() - begun < 3
