"""Blocks of a page, and which of its tables hold data."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import document_fromstring

from index.load.cells import Cell
from index.load.html_blocks import Block, blocks, is_form, strip, tables

LONG = "很长的正文。" * 60


def page_of(body: str) -> Any:
    page = document_fromstring(f"<html><body>{body}</body></html>")
    strip(page)
    return page


def read(body: str) -> list[Block]:
    page = page_of(body)
    return blocks(page, tables(page))


def texts(body: str) -> list[str]:
    return [block.text for block in read(body)]


@pytest.mark.parametrize(
    "body",
    [
        "<p>甲</p><p>乙</p>",
        "<div>甲<p>乙</p></div>",
        "<div><p>甲</p>乙</div>",
        "甲<br>乙",
        "甲<br/><br/>乙",
        "<ul><li>甲<li>乙</ul>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<pre>甲\n乙</pre>",
        "<p>甲</p><p style='DISPLAY : none'>丙</p><p>乙</p>",
        "<p>甲<span hidden>丙</span></p><p style='visibility:hidden'>丙</p>乙",
        "<p>甲</p><script>丙</script><select><option>丙</select><button>丙</button><footer>丙</footer>乙",
    ],
)
def test_lines_of_a_page(body: str) -> None:
    assert texts(body) == ["甲", "乙"]


def test_words_cut_by_markup_are_whole_and_known_to_be_cut() -> None:
    (block,) = read("<p>发布<b>日</b>期：<a href=x>2024</a> 年　\xa0\xa0 1&nbsp;月</p>")
    assert (block.text, block.apart) == ("发布日期：2024 年　 1 月", "发布 日 期： 2024 年　 1 月")
    assert block.linked == 4


def test_levels_of_headings() -> None:
    assert [block.level for block in read("<h1>甲</h1><h3><span>乙</span></h3><p>丙</p>")] == [1, 3, 0]


@pytest.mark.parametrize(
    ("table", "is_data"),
    [
        ("<tr><td>甲<td>乙<tr><td>1<td>2", True),
        ("<thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2</tbody>", True),
        ("<tr><td>甲<tr><td>乙", False),
        ("<tr><td>甲<td>乙", False),
        (f"<tr><td>甲<td>{LONG}<tr><td>1<td>2", False),
        ("<tr><td><a>首页</a><td><a>公开</a><tr><td><a>互动</a><td><a>登录</a>", False),
        ("<tr><td><td><tr><td><td>", False),
    ],
)
def test_which_tables_hold_data(table: str, is_data: bool) -> None:
    page = page_of(f"<table>{table}</table>")
    assert bool(tables(page)) == is_data
    assert (page.find(".//table") is not None) == is_data


def test_a_table_around_a_table_lays_out_the_page() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
    found = read(f"<table><tr><td>左</td><td>{inner}</td></tr><tr><td>下</td><td>右</td></tr></table>")
    assert [block.text for block in found] == ["左", "甲\n乙\n1\n2", "下", "右"]
    assert [bool(block.rows) for block in found] == [False, True, False, False]


def test_cells_with_their_spans() -> None:
    (block,) = read(
        "<table><caption>表1</caption><tr><th colspan=2>甲<th rowspan=2>乙<tr><td>1<br>件<td colspan=x>2"
        "<tr><td rowspan=0>3<td colspan=-1>4<td>5</table>"
    )
    assert block.rows == (
        (Cell("表1", 3),),
        (Cell("甲", 2), Cell("乙", 1, 2)),
        (Cell("1\n件"), Cell("2")),
        (Cell("3", 1, 1 << 30), Cell("4"), Cell("5")),
    )


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        ([["文号：", "云政〔2024〕3号"], ["日期:", "2024-01-18"]], True),
        ([["文号：", "云政〔2024〕3号", "日期：", "2024-01-18"], ["机构：", "云湖区", "", ""]], True),
        ([["项目", "件数"], ["许可", "5"]], False),
        ([["文号：", "云政〔2024〕3号", "日期："]], False),
    ],
)
def test_boxes_of_labels_and_values(rows: list[list[str]], form: bool) -> None:
    assert is_form(tuple(tuple(map(Cell, row)) for row in rows)) == form
