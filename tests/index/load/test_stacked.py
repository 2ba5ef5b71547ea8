"""Tables of a text dumped from a PDF, each cell on a line of its own."""

from __future__ import annotations

import pytest

from index.load.lines import Line
from index.load.text import read

PLAIN = """六、主要会计数据
单位：万元
项目
2024 年
2023 年
本年比上年
增减
营业收入
36,201.25
40,091.70
-9.70%
归属于上市公司股东的扣除非经常性
损益的净利润
(4,499.29)
4,009.17
不适用
以上数据经审计。
"""
TWO_ROWS = """营业收入构成
项目
2024 年
2023 年
同比增减
金额
占营业收入比重
金额
占营业收入比重
营业收入合计
362,012
100.00%
400,917
100.00%
-9.70%
分行业
电池系统
253,041
69.90%
285,252
71.15%
-11.29%
"""
OF_THE_LAST = """项目
2024 年
2023 年
本年比上年增减
2022 年
调整前
调整后
营业收入（千元）
362,012
400,917
-9.70%
328,593
328,600
净利润（千元）
50,744
44,121
15.01%
30,729
30,730
"""
ON_ONE_LINE = """2025 年
2024 年
本年比上年增减
2023 年
营业收入（元）
803,964,958.00 777,102,455.00
3.46% 602,315,354.00

净利润（元） 32,619,022.00 40,254,346.00
-18.97% 30,040,811.00
"""


WITH_NOTES = """合并利润表
项 目
附注
2025 年度
2024 年度
一、营业收入
四(39)
 1,050,187
1,040,759
财务费用
四(44)
(1,535)
(2,495)
其中：利息费用

 3,657
3,273

二、营业利润

178,444
176,284
"""
BY_SEGMENT = """分部信息列示如下：
家居业务
新能源及
工业技术
合计

对外交易收入
295,231
40,274
335,505
 分部间交易收入
1,764
23,304
25,068
"""


def rows(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rows of the tables: label, and the values under their heads."""
    found = [line for line in read(text).lines if line.row and line.row.cells]
    return [(" ".join(it.row.labels), {cell.head: cell.text for cell in it.row.cells}) for it in found if it.row]


def test_a_label_and_its_numbers_are_a_row_under_the_heads_above() -> None:
    assert rows(PLAIN) == [
        ("营业收入", {"2024 年": "36,201.25", "2023 年": "40,091.70", "本年比上年增减": "-9.70%"}),
        (
            "归属于上市公司股东的扣除非经常性损益的净利润",
            {"2024 年": "(4,499.29)", "2023 年": "4,009.17", "本年比上年增减": "不适用"},
        ),
    ]
    lines = read(PLAIN).lines
    assert lines[-1] == Line("以上数据经审计。") and lines[3].row
    (caption,) = {line.row.caption for line in lines if line.row and line.row.cells}
    assert caption == "六、主要会计数据 单位：万元"


def test_heads_in_two_rows() -> None:
    whole, battery = rows(TWO_ROWS)
    assert whole[1] == {
        "2024 年 金额": "362,012",
        "2024 年 占营业收入比重": "100.00%",
        "2023 年 金额": "400,917",
        "2023 年 占营业收入比重": "100.00%",
        "同比增减": "-9.70%",
    }
    assert battery[0] == "电池系统" and battery[1]["2023 年 金额"] == "285,252"


def test_the_last_year_alone_may_be_parted() -> None:
    assert rows(OF_THE_LAST)[1] == (
        "净利润（千元）",
        {
            "2024 年": "50,744",
            "2023 年": "44,121",
            "本年比上年增减": "15.01%",
            "2022 年 调整前": "30,729",
            "2022 年 调整后": "30,730",
        },
    )


def test_several_numbers_on_one_line() -> None:
    assert [(label, cells["2023 年"]) for label, cells in rows(ON_ONE_LINE)] == [
        ("营业收入（元）", "602,315,354.00"),
        ("净利润（元）", "30,040,811.00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n2023 年\n全年受理申请。\n12\n13\n14\n办结\n15\n16\n17\n",
        "甲\n乙\n丙\n收入\n1\n2\n支出\n3\n4\n",
        "目录\n第一章\n1\n第二章\n2\n",
        "1\n2\n3\n4\n5\n6\n",
        "",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    loaded = read(text)
    assert [line.text for line in loaded.lines] == text.splitlines() and not any(line.row for line in loaded.lines)


def test_lines_that_count_the_pages_part_them() -> None:
    loaded = read("[P1]\n云湖科技股份有限公司\n[P2]\n第一节\n正文。\n[P3]\n第二节\n")
    assert loaded.pages == 3 and [(line.text, line.page) for line in loaded.lines if line.text] == [
        ("云湖科技股份有限公司", 1),
        ("第一节", 2),
        ("正文。", 2),
        ("第二节", 3),
    ]
    assert read("[P1]\n甲\n[P3]\n乙\n").pages == 0


def test_a_column_that_says_where_a_row_is_explained_is_left_out() -> None:
    assert rows(WITH_NOTES) == [
        ("一、营业收入", {"2025 年度": "1,050,187", "2024 年度": "1,040,759"}),
        ("财务费用", {"2025 年度": "(1,535)", "2024 年度": "(2,495)"}),
        ("其中：利息费用", {"2025 年度": "3,657", "2024 年度": "3,273"}),
        ("二、营业利润", {"2025 年度": "178,444", "2024 年度": "176,284"}),
    ]


def test_heads_that_end_in_a_total() -> None:
    first, second = rows(BY_SEGMENT)
    assert first == ("对外交易收入", {"家居业务": "295,231", "新能源及工业技术": "40,274", "合计": "335,505"})
    assert second[0] == "分部间交易收入"
