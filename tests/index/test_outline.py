"""Headings → sections."""

from __future__ import annotations

import pytest

from index.load.text import read
from index.outline import is_row, numbering, outline
from index.tidy import tidy

REPORT = """云湖区2023年法治政府建设报告
现将有关情况报告如下。
一、主要举措
（一）学法用法
全年集体学法4次。
（二）优化服务。全年办理行政许可277项，较上年增长。
1. 推进“一网通办”
上线事项301项。
2. 规范执法
（1）执法检查
共检查12次。
二、下一步打算
继续努力。
"""


def paths(text: str) -> list[tuple[str, ...]]:
    tidied = tidy(read(text))
    return [section.headings for section in outline(tidied.text, tidied.paragraphs)]


def test_chinese_numbering_nests() -> None:
    measures, services = "一、主要举措", "（二）优化服务"
    assert paths(REPORT) == [
        (),
        (measures,),
        (measures, "（一）学法用法"),
        (measures, services),
        (measures, services, "1. 推进“一网通办”"),
        (measures, services, "2. 规范执法"),
        (measures, services, "2. 规范执法", "（1）执法检查"),
        ("二、下一步打算",),
    ]


def test_a_section_holds_its_heading_and_what_follows() -> None:
    tidied = tidy(read(REPORT))
    last = outline(tidied.text, tidied.paragraphs)[-1]
    assert tidied.text[last.start : last.end] == "二、下一步打算\n继续努力。\n"


def test_markdown_marks_nest() -> None:
    assert paths("# 甲\n正文。\n## 乙\n正文。\n### 丙\n正文。\n## 丁\n正文。") == [
        ("甲",),
        ("甲", "乙"),
        ("甲", "乙", "丙"),
        ("甲", "丁"),
    ]


def test_marked_and_numbered_headings_mix() -> None:
    assert paths("# 报告\n## 一、回顾\n### （一）成绩\n正文。\n## 二、打算\n正文。")[1:] == [
        ("报告", "一、回顾"),
        ("报告", "一、回顾", "（一）成绩"),
        ("报告", "二、打算"),
    ]


def test_chapters_stand_above_numbered_headings() -> None:
    assert paths("第一章 总则\n一、目的\n正文。\n第二章 职责\n正文。") == [
        ("第一章 总则",),
        ("第一章 总则", "一、目的"),
        ("第二章 职责",),
    ]


@pytest.mark.parametrize("heading", ["2023年工作回顾", "今年工作安排", "总体要求", "名词解释", "附件1"])
def test_headings_without_a_number(heading: str) -> None:
    assert paths(f"正文。\n{heading}\n正文。") == [(), (heading,)]


@pytest.mark.parametrize(
    "line",
    [
        "一、二、三等奖各若干名；其余按照规定办理；",
        "三是强化监督。",
        "一般公共预算收入增长3%",
        "1.5万件",
        "2023年，全区共办理许可277项。",
        "1. 全年办理行政许可277项；",
        "（二）全区认真贯彻落实中央、市委和区委关于法治政府建设的各项决策部署并且取得了明显的成效和广泛的好评。",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    assert paths(f"{line}\n正文。") == [()]


def test_the_numbered_row_heads_of_a_table_are_no_headings() -> None:
    table = "（一）予以公开 12 0 3\n（二）部分公开\n（三）不予公开 1 0 0\n"
    assert paths("三、收到和处理申请情况\n" + table) == [("三、收到和处理申请情况",)]


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("第一章 总则", 10),
        ("第二节", 11),
        ("十一、打算", 20),
        ("（三）执法", 30),
        ("(三)执法", 30),
        ("12. 监督", 40),
        ("（4）其他", 50),
        ("## 一、回顾", 20),
        ("**（一）学法**", 30),
        ("2023年", 0),
        ("1.5万", 0),
        ("", 0),
    ],
)
def test_ranks_of_numbering(line: str, rank: int) -> None:
    assert numbering(line) == rank


@pytest.mark.parametrize(("line", "row"), [("予以公开 12 0 3", True), ("1 2", True), ("277 项", False), ("", False)])
def test_rows_of_a_table(line: str, row: bool) -> None:
    assert is_row(line) == row


def test_no_text_has_no_sections() -> None:
    assert paths("") == []


def test_a_text_without_headings_is_one_section() -> None:
    assert paths("甲。\n乙。") == [()]
