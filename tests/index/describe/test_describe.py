"""What reports say of themselves: made-up ones field by field, real ones as a reader would fill in the table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.describe import describe
from index.files.parse import read_report
from index.load.text import read
from index.report import Report
from index.split import SplitSettings
from index.tidy import tidy

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"


def described(text: str, source: str = "报告.txt") -> Report:
    return describe(source, "0" * 64, tidy(read(text)))


def test_everything_that_a_head_and_a_tail_say() -> None:
    report = described(
        "云政服办〔2024〕3号\n青岚市云湖区政务服务办公室\n2023年度法治政府建设情况报告\n区委、区政府：\n"
        "2023年，区政务服务办认真履职。\n一、主要举措\n全年学法4次。\n青岚市云湖区政务服务办公室\n2024年1月18日\n"
    )
    assert replace(report, origins=()) == Report(
        source="报告.txt",
        sha256="0" * 64,
        title="青岚市云湖区政务服务办公室2023年度法治政府建设情况报告",
        issuer="青岚市云湖区政务服务办公室",
        regions=("青岚市", "云湖区"),
        year=2023,
        number="云政服办〔2024〕3号",
        date="2024-01-18",
        kind="法治政府建设报告",
    )


def test_a_work_report_reports_on_the_year_before_the_one_it_is_given_in() -> None:
    report = described("政府工作报告\n——2024年1月11日在云湖区第六届人民代表大会第四次会议上\n区长 张三\n各位代表：\n")
    assert (report.title, report.issuer) == ("2024年云湖区政府工作报告", "云湖区人民政府")
    assert (report.region, report.year, report.date) == ("云湖区", 2023, "2024-01-11")


def test_a_report_without_a_title_has_the_name_of_its_file_and_says_so() -> None:
    report = described("青岚市云湖区政务服务办公室坚持依法行政。现将2024年工作情况报告如下：\n一、学法\n学法4次。\n")
    assert (report.title, report.is_untitled) == ("报告.txt", True)
    assert (report.issuer, report.year) == ("青岚市云湖区政务服务办公室", 2024)
    assert report.told_as == f"青岚市云湖区政务服务办公室2024年{report.kind}"


def test_a_comparison_of_two_years_reports_on_no_single_one() -> None:
    assert described("云湖区政务公开年报比对\n年份：2023 vs 2024\n2023年和2024年情况如下。\n").year is None


@pytest.mark.parametrize("text", ["甲", "甲。\n乙。\n", "277\n301\n"])
def test_what_is_not_said_stays_empty(text: str) -> None:
    report = described(text, "夹/文件.txt")
    assert replace(report, origins=()) == Report("夹/文件.txt", "0" * 64, "文件.txt")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("云政服办〔2024〕3号", "云政服办〔2024〕3号"),
        ("云政发 [2023] 第 12 号", "云政发 [2023] 第 12号"),
        ("文号：云府办（2022）7号 发布日期：2022-03-01", "云府办（2022）7号"),
        ("根据云政发〔2021〕5号文件精神，现报告如下。", ""),
    ],
)
def test_document_numbers(line: str, number: str) -> None:
    found = described(f"云湖区2023年报告\n{line}\n正文。\n").number
    assert found.replace(" ", "") == number.replace(" ", "")


@pytest.mark.parametrize("line", ["2024年1月8日", "2024-1-8", "2024.01.08", "发布日期：2024/1/8", "2024 年 1 月 8 日"])
def test_dates_are_given_in_one_form(line: str) -> None:
    assert described(f"云湖区2023年报告\n正文。\n{line}\n").date == "2024-01-08"


EXAMPLE_TABLE = """
2024年云湖区政务服务办法治政府建设工作情况报告.docx | 云湖区政务服务办公室 | 云湖区 | 2024 | 云政服办〔2025〕4号 | 2025-01-21
2024年松溪区政务服务管理办公室法治政府建设情况.md | 松溪区政务服务管理办公室 | 松溪区 | 2024 | 松政管办〔2025〕3号 | 2025-01-24
2024年青岚市政府工作报告.docx | 青岚市人民政府 | 青岚市 | 2023 | | 2024-01-23
云湖区2023年政府信息公开工作年度报告.pdf | 云湖区人民政府 | 青岚市 云湖区 | 2023 | | 2024-01-26
云湖区2024年信息公开年报.docx | 云湖区人民政府 | 青岚市 云湖区 | 2024 | | 2025-01-23
云湖区2024年政府工作报告（区六届人大四次会议）.md | 云湖区人民政府 | 云湖区 | 2023 | | 2024-01-11
云湖区政务服务办2022年度法治政府建设报告.txt | 云湖区政务服务办公室 | 青岚市 云湖区 | 2022 | 云政服办〔2023〕3号 | 2023-01-18
云湖区政务服务办2023年法治政府建设情况报告.html | 云湖区政务服务办公室 | 云湖区 | 2023 | 云政服办〔2024〕5号 | 2024-01-22
云湖区政府工作报告_20250109.txt | 云湖区人民政府 | 云湖区 | 2024 | | 2025-01-09
望审服〔2024〕4号_2023年度法治政府建设情况的报告.pdf | 望江区行政审批服务局 | 青岚市 望江区 | 2023 | 望审服〔2024〕4号 | 2024-01-29
望江审批局2022法治报告.txt | 望江区行政审批服务局 | 望江区 | 2022 | 望审服〔2023〕2号 | 2023-02-06
松溪区2023年度法治政府建设报告.txt | 松溪区政务服务管理办公室 | 松溪区 | 2023 | 松政管办〔2024〕7号 | 2024-01-30
松溪区2024年政府工作报告全文.html | 松溪区人民政府 | 松溪区 | 2023 | | 2024-01-16
青岚市2025年政府工作报告.pdf | 青岚市人民政府 | 青岚市 | 2024 | | 2025-01-15
"""  # noqa: E501


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def row(report: Report) -> list[str]:
    return [report.source, report.issuer, " ".join(report.regions), str(report.year or ""), report.number, report.date]


@pytest.mark.parametrize("expected", rows(EXAMPLE_TABLE), ids=lambda cells: cells[0])
def test_example_reports(expected: list[str]) -> None:
    assert row(read_report(EXAMPLES / expected[0], expected[0], SplitSettings()).report) == expected
