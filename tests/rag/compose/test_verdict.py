"""Figures side by side: their order, their sum, their course; worked out of the cited words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.report import Passage, Report
from rag.answer import Citation
from rag.compose import verdict_words
from rag.compose.claim import Finding
from rag.compose.verdict import operands, verdict
from rag.understand.query import Group
from rag.understand.understand import understand
from tests.rag.conftest import search_for


def stated(number: int, body: str, year: int, said: str) -> Finding:
    report = Report(f"{body}{year}.txt", "0" * 64, f"{body}{year}年报告", regions=(body,), year=year)
    passage = Passage(number, report, (), 0, len(said), None, said)
    return Finding(said, Citation(passage, 0, len(said), said))


def told(question: str, *figures: tuple[str, int, str]) -> str:
    """The verdict on what each body's report says."""
    query = understand(question, [])
    several = len({body for body, *_ in figures}) == 1
    groups = [Group(f"{body} {year}" if several else body, (), (year,)) for body, year, _ in figures]
    search = search_for(replace(query, groups=tuple(groups)), share=lambda text: float("事项" in text))
    weighed = verdict(search, operands(search, [stated(number, *it) for number, it in enumerate(figures)]))
    return verdict_words.verdict_claim(search.query, weighed).text if weighed else ""


@pytest.mark.parametrize(
    ("question", "figures", "expected"),
    [
        (
            "云湖区和松溪区哪个区的许可事项更多？",
            [("云湖区", 2023, "共有许可事项286项，涉及29个部门。"), ("松溪区", 2023, "许可事项253项。")],
            "云湖更多：286项，松溪253项，云湖多33项。",
        ),
        (
            "云湖区和松溪区谁的许可事项最少？",
            [("云湖区", 2023, "许可事项286项。"), ("松溪区", 2023, "许可事项二百五十三项。")],
            "松溪更少：二百五十三项，云湖286项，云湖多33项。",
        ),
        (
            "云湖区的事项2024年比2022年多还是少？",
            [("云湖区", 2024, "事项48项。"), ("云湖区", 2022, "事项42项。")],
            "2024年更多：48项，2022年42项，2024年比2022年增加6项。",
        ),
        (
            "云湖区和松溪区哪个区事项更多？",
            [("云湖区", 2023, "事项5.7万项。"), ("松溪区", 2023, "事项57000项。")],
            "云湖、松溪一样多，都是5.7万项。",
        ),
        (
            "云湖区和松溪区哪边的事项网办率高？",
            [("云湖区", 2023, "事项网办率94.82%。"), ("松溪区", 2023, "事项网办率79.43%。")],
            "云湖更高：94.82%，松溪79.43%，云湖高15.39个百分点。",
        ),
        (
            "三个区的收入合计多少亿元？",
            [("云湖区", 2023, "收入1.5亿元。"), ("松溪区", 2023, "收入8000万元。"), ("望海县", 2023, "收入2亿元。")],
            "合计4.3亿元：云湖1.5亿元＋松溪8000万元＋望海2亿元。",
        ),
        (
            "云湖区和松溪区的收入合计多少亿元？",
            [("云湖区", 2023, "收入1亿3,000万元。"), ("松溪区", 2023, "收入8000万元。")],
            "合计21000万元：云湖1亿3,000万元＋松溪8000万元。",
        ),
        (
            "What is the revenue of Yunhu and Songxi altogether?",
            [("云湖区", 2023, "Revenue was RMB 3.2 bn."), ("松溪区", 2023, "Revenue was RMB 900 million.")],
            "Total RMB 4.1 bn: Yunhu RMB 3.2 bn + Songxi RMB 900 million.",
        ),
        (
            "云湖区事项近几年的变化趋势？",
            [("云湖区", 2021, "事项40项。"), ("云湖区", 2022, "事项44项。"), ("云湖区", 2023, "事项41项。")],
            "2021年40项，2022年44项，2023年41项；2023年比2021年增加1项。",
        ),
        (
            "Which district had the most items, Yunhu or Songxi?",
            [("云湖区", 2023, "事项286项。"), ("松溪区", 2023, "事项253项。")],
            "Yunhu had more: 286 items; Songxi 253 items.",
        ),
    ],
)
def test_verdict(question: str, figures: list[tuple[str, int, str]], expected: str) -> None:
    assert told(question, *figures) == expected


def test_what_was_added_is_not_what_there_is() -> None:
    figures = [("云湖区", 2023, "新增公园35个、公园总数达1100个"), ("松溪区", 2023, "新增公园141座、累计达到973座")]
    assert told("云湖区和松溪区哪个区公园更多？", *figures).startswith("云湖更多：1100个")


def test_one_figure_makes_no_verdict() -> None:
    assert told("云湖区和松溪区哪个区事项更多？", ("云湖区", 2023, "事项286项。")) == ""


def test_figures_of_another_measure_are_left_out() -> None:
    query = understand("云湖区和松溪区哪个区收入更高，各多少亿元？", [])
    groups = tuple(Group(body, (), (2023,)) for body in ("云湖区", "松溪区"))
    findings = [
        stated(0, "云湖区", 2023, "收入增长5%，达到1.2亿元。"),
        stated(1, "松溪区", 2023, "收入1亿元，增长7%。"),
    ]
    figures = operands(search_for(replace(query, groups=groups)), findings)
    assert [it.written for it in figures] == ["1.2亿元", "1亿元"]
