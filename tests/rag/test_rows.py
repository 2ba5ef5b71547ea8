"""Rows that differ in their label only."""

import pytest

from index.report import Passage, Report, Row
from rag.rows import label, of_another, plainly

LABELS = ["行政许可", "行政处罚", "", "总计"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("行政许可 | 本年处理决定数量: 31562", "行政许可"),
        ("二、主动公开 第二十条 | 行政处罚 | 本年: 1", "行政处罚"),
        ("三、申请情况 | 三、（一）予以公开 | 自然人: 74；总计: 89", "予以公开"),
        ("第二十条第（一）项", ""),
    ],
)
def test_the_label_of_a_row_is_what_stands_before_its_figures(told: str, expected: str) -> None:
    text = "一行\n另一行"
    passage = Passage(0, Report("a.txt", "0" * 64, "报告"), (), 10, 10 + len(text), None, text, (Row(10, 12, told),))
    assert label(passage, 10, 12) == expected and label(passage, 13, 16) == ""


def test_a_row_is_said_by_its_label_and_its_figures() -> None:
    told = "三、申请情况 | 三、（一）予以公开 | 自然人: 74；总计: 89"
    text = "一行\n另一行"
    passage = Passage(0, Report("a.txt", "0" * 64, "报告"), (), 0, len(text), None, text, (Row(0, 2, told),))
    assert plainly(passage, 0, 2) == "予以公开，自然人：74；总计：89" and plainly(passage, 3, 6) == "另一行"


def test_a_question_that_names_a_row_is_not_about_the_others() -> None:
    assert of_another(LABELS, "云湖区2023年作出行政处罚决定多少件？") == [True, False, False, True]
    assert of_another(LABELS, "行政许可和行政处罚各多少件？") == [False, False, False, True]
    assert of_another(LABELS, "云湖区2023年的总计是多少？") == [False] * 4, "too short to be meant"
    assert of_another([], "多少？") == []
