"""The form on information disclosure, asked for in everyday words."""

from __future__ import annotations

import pytest

from index.figures import Figure
from index.figures.disclosure import cells_asked, cells_of
from index.report import Cell, Report, Row
from tests.index.figures.reading import read_rows

REPORT = Report("d.txt", "0" * 64, "云湖区2024年政府信息公开工作年度报告", "云湖区人民政府", ("云湖区",), 2024)


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("到2024年底还管用的行政规范性文件有几件？", [{"行政规范性文件", "现行有效件数"}]),
        ("How many normative documents did Yunhu repeal?", [{"行政规范性文件", "本年废止件数"}]),
        ("云湖区新收到多少件信息公开申请？", [{"本年新收政府信息公开申请数量"}]),
        ("How many requests did it decline to process as they repeated an earlier one?", [{"不予处理", "重复申请"}]),
        ("有几件申请因为机关手上没有这个信息而没法提供？", [{"无法提供", "本机关不掌握相关政府信息"}]),
        (
            "行政复议里维持的和纠正的各几件？",
            [{"行政复议", "结果维持"}, {"行政复议", "结果纠正"}],
        ),
        ("没经过复议直接起诉的案件有几件？", [{"未经复议直接起诉"}]),
        ("没先走复议、直接告到法院的官司几件？", [{"未经复议直接起诉"}]),
        ("企业提出的信息公开申请中，部分公开的有几件？", [{"部分公开", "商业企业"}]),
        ("云湖区2023年行政许可事项有多少项？", []),
        ("How many items were on the administrative licensing list?", []),
        ("云湖区2023年有多少家企业？", []),
        ("城镇新增就业多少人？", []),
    ],
)
def test_the_labels_that_a_question_means(question: str, cells: list[set[str]]) -> None:
    assert sorted(map(sorted, cells_asked(question))) == sorted(map(sorted, cells))


def row(text: str, label: str, heads: tuple[str, ...], values: tuple[int, ...], *parents: str) -> Row:
    line = " ".join((label, *map(str, values)))
    start = text.index(line)
    at, cells = start + len(label), []
    for head, value in zip(heads, values, strict=True):
        at = text.index(str(value), at)
        cells.append(Cell(tuple(head.split("/")), str(value), at, at + len(str(value))))
        at += len(str(value))
    return Row(start, start + len(line), "", (*parents, label), tuple(cells))


@pytest.fixture
def figures() -> list[Figure]:
    text = "1.重复申请 3 1 4\n2.其他 5 0 5\n行政规范性文件 7 2 30\n"
    applicants = ("自然人", "法人或其他组织/商业企业", "总计")
    counted = ("本年制发件数", "本年废止件数", "现行有效件数")
    return read_rows(
        text,
        row(text, "1.重复申请", applicants, (3, 1, 4), "三、本年度办理结果", "（五）不予处理"),
        row(text, "2.其他", applicants, (5, 0, 5), "三、本年度办理结果", "（五）不予处理"),
        row(text, "行政规范性文件", counted, (7, 2, 30)),
        report=REPORT,
    )


@pytest.mark.parametrize(
    ("labels", "value"),
    [
        ({"重复申请"}, 4),
        ({"不予处理", "重复申请"}, 4),
        ({"重复申请", "自然人"}, 3),
        ({"重复申请", "商业企业"}, 1),
        ({"行政规范性文件", "本年废止件数"}, 2),
        ({"行政规范性文件", "现行有效件数"}, 30),
    ],
)
def test_the_cell_of_the_labels(figures: list[Figure], labels: set[str], value: int) -> None:
    assert [it.value for it in cells_of(frozenset(labels), figures)] == [value]


@pytest.mark.parametrize("labels", [{"行政规范性文件"}, {"重复申请", "律师"}, {"无法提供"}, {"行政处罚"}])
def test_what_the_question_does_not_tell_apart_or_the_table_does_not_hold(
    figures: list[Figure], labels: set[str]
) -> None:
    assert cells_of(frozenset(labels), figures) == []
