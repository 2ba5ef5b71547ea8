"""Saved web pages: the report without the page around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.load.html import is_html, read
from index.load.lines import Line
from index.load.sanity import Unreadable

PAGE = """<!DOCTYPE html><html><head><title>云湖区2023年法治政府建设报告</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/login">登录</a></div>
<div class="meta">发文字号：云政〔2024〕3号 发布日期：2024-01-18</div>
<article><h1>云湖区2023年法治政府建设报告</h1>
<p>2023年，云湖区认真贯彻落实《法治政府建设实施纲要》，全年共办理行政许可277项，较上年增长一成。</p>
<h2>一、主要举措</h2>
<p>第一行说的是学法，全年集体学法4次。<br>第二行说的是普法，全年普法宣传12场。</p>
<table><tr><th>项目</th><th>件数</th></tr><tr><td>行政许可</td><td>277</td></tr></table>
<ul><li>推进“一网通办”改革，压减办理时限。</li><li>推进政务公开，回应群众关切。</li></ul>
<p>云湖区人民政府将在新的一年继续努力，把法治政府建设推向深入，不断提升群众的获得感和满意度。</p></article>
<div class="footer">版权所有 云湖区人民政府办公室 <script>track()</script></div></body></html>"""


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    return read(PAGE).lines


def test_the_report_is_there_and_the_page_around_it_is_not(lines: tuple[Line, ...]) -> None:
    text = "\n".join(line.text for line in lines)
    assert "全年共办理行政许可277项" in text
    assert not any(furniture in text for furniture in ("登录", "版权所有", "track()"))


def test_headings_carry_their_level(lines: tuple[Line, ...]) -> None:
    assert [(line.text, line.level) for line in lines if line.level] == [
        ("云湖区2023年法治政府建设报告", 1),
        ("一、主要举措", 2),
    ]


def test_a_line_break_breaks_the_line(lines: tuple[Line, ...]) -> None:
    assert "第二行说的是普法，全年普法宣传12场。" in [line.text for line in lines]


def test_table_rows_are_lines_with_cells_apart(lines: tuple[Line, ...]) -> None:
    assert "行政许可\t277" in [line.text for line in lines]


def test_list_items_are_lines(lines: tuple[Line, ...]) -> None:
    assert "推进政务公开，回应群众关切。" in [line.text for line in lines]


def test_the_line_of_number_and_date_is_kept_below_the_title(lines: tuple[Line, ...]) -> None:
    assert lines[1].text == "发文字号：云政〔2024〕3号 发布日期：2024-01-18"


def test_lines_are_whole_paragraphs(lines: tuple[Line, ...]) -> None:
    assert all(line.solid for line in lines)


def test_an_example_page_keeps_its_number_and_title() -> None:
    page = Path(__file__).parents[3] / "examples" / "reports" / "云湖区政务服务办2023年法治政府建设情况报告.html"
    head = [line.text for line in read(page.read_text("utf-8")).lines[:3]]
    assert any("法治政府建设情况报告" in line for line in head)
    assert any("云政服办〔2024〕5号" in line for line in head)


@pytest.mark.parametrize(
    "opening",
    [
        "<!DOCTYPE html>",
        "\ufeff<html>",
        "<!-- saved -->\n<!doctype HTML>",
        '<?xml version="1.0"?><html>',
        "  <div>",
        "<p>",
    ],
)
def test_openings_of_a_page(opening: str) -> None:
    assert is_html(opening + "…")


@pytest.mark.parametrize("text", ["", "云湖区<p>", "<云湖区>", "<pre>", "# 报告\n<p>", "a < b"])
def test_what_is_no_page(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "<html><body><script>x()</script></body></html>"])
def test_a_page_without_content(page: str) -> None:
    with pytest.raises(Unreadable):
        read(page)
