"""Offices and organisations named in a question: those of the shelf, and those that no report is by."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.report import Report
from rag.understand.bodies import bodies

DISTRICT = ("青岚市", "云湖区")


def report(source: str, issuer: str, regions: tuple[str, ...] = (), title: str = "") -> Report:
    return Report(source, "0" * 64, title or f"{issuer}2023年报告", issuer, regions, 2023)


OFFICES = (
    report("police", "青岚市云湖区公安分局", DISTRICT),
    report("service", "云湖区政务服务办公室", DISTRICT),
    report("government", "云湖区人民政府", DISTRICT),
)
COMPANIES = (
    report("chengchuan", "澄川汽车股份有限公司"),
    report("bank", "翠屿银行股份有限公司"),
    report("ningchuan", "宁川时代新能源科技股份有限公司"),
    report("calder", "Calder Robotics plc"),
    report("northbridge", "Northbridge Logistics Corporation"),
)


def asked(text: str, reports: Sequence[Report]) -> tuple[list[list[str]], list[str]]:
    """The sources of each body, and the names of those that no report is by."""
    found, missing = bodies(text, reports)
    return [[it.source for it in group] for group in found.values()], list(missing)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("云湖区公安分局2023年行政许可事项有多少项？", ["police"]),
        ("云湖公安分局有多少项？", ["police"]),
        ("云湖区政务服务办推出了几件？", ["service"]),
        ("How many items did the Yunhu District Public Security Bureau have?", ["police"]),
        ("云湖区2023年有多少项？", ["police", "service", "government"]),
        ("云湖区人民政府2023年有多少项？", ["police", "service", "government"]),
    ],
)
def test_an_office_is_told_from_the_others_of_its_place(text: str, sources: list[str]) -> None:
    assert asked(text, OFFICES) == ([sources], [])


def test_an_office_is_labelled_as_one() -> None:
    assert [*bodies("云湖公安分局有多少项？", OFFICES)[0]] == ["云湖区公安分局"]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("云湖区公安分局2023年行政许可事项有多少项？", ["云湖区公安分局"]),
        ("云湖区税务局查了多少起？", ["云湖区税务局"]),
        ("How many items did the Yunhu Public Security Bureau have?", ["Yunhu Public Security Bureau"]),
        ("云湖区政府2023年有多少项？", []),
        ("云湖区召开了多少次委员会？", []),
        ("云湖区的公安局有几个？", []),
        ("云湖区布局建设的中心有几个？", []),
        ("云湖区谁办的演出多？", []),
        ("云湖区企业主办的演出有多少场？", []),
        ("云湖区公安局没办的案件有多少？", ["云湖区公安局"]),
    ],
)
def test_an_office_that_no_report_is_by(text: str, missing: list[str]) -> None:
    assert asked(text, OFFICES[1:]) == ([["service", "government"]], missing)


@pytest.mark.parametrize(
    ("text", "sources", "missing"),
    [
        ("澄川汽车2023年营业收入是多少？", [["chengchuan"]], []),
        ("澄川汽车股份有限公司2023年营业收入是多少？", [["chengchuan"]], []),
        ("澄川汽车和翠屿银行2023年谁的净利润更高？", [["chengchuan"], ["bank"]], []),
        ("What was Calder's revenue in 2023?", [["calder"]], []),
        ("What was Calder Robotics' revenue in 2023?", [["calder"]], []),
        ("What was the revenue of Northbridge Logistics Corporation?", [["northbridge"]], []),
        ("Which had the higher revenue, Calder or Northbridge?", [["calder"], ["northbridge"]], []),
        ("What was Orion Steel's revenue in 2023?", [], ["Orion Steel"]),
        ("What was Calder Steel's revenue in 2023?", [], ["Calder Steel"]),
        ("Compare the revenue of Calder and Orion Steel.", [["calder"]], ["Orion Steel"]),
        ("How much did Orion Steel earn in 2023?", [], ["Orion Steel"]),
        ("What was the revenue of Orion Steel plc in 2023?", [], ["Orion Steel plc"]),
        ("翠屿证券2023年营业收入是多少？", [], ["翠屿证券"]),
        ("望山电子股份有限公司有多少员工？", [], ["望山电子股份有限公司"]),
        ("望山电子2023年净利润是多少？", [], ["望山电子"]),
        ("宁川时代2023年营业收入是多少？", [["ningchuan"]], []),
    ],
)
def test_companies_by_full_and_short_names(text: str, sources: list[list[str]], missing: list[str]) -> None:
    assert asked(text, COMPANIES) == (sources, missing)


@pytest.mark.parametrize(
    "text",
    [
        "What did the State Council plan for 2024?",
        "What was China's GDP in 2023?",
        "How many projects of the Belt and Road Initiative were built?",
        "What is the government's target for 2024?",
        "How did Premier's report describe 2023?",
        "How many students does Mingde University have?",
        "By how much did it shrink, according to Wang Xiaoming's report?",
        "全国规模以上工业企业2023年利润总额是多少？",
        "上市公司2023年营业收入是多少？",
        "国有银行的总资产是多少？",
    ],
)
def test_words_that_name_no_organisation(text: str) -> None:
    assert asked(text, COMPANIES) == ([], [])


def test_two_reports_of_one_company_are_one_body_however_it_is_written() -> None:
    both = (report("old", "Calder Robotics"), report("new", "Calder Robotics plc"))
    assert asked("What was Calder's revenue?", both) == ([["old", "new"]], [])


def test_a_file_name_may_leave_the_further_words_of_a_name_out() -> None:
    alone = (report("calder", "", title="Calder_annual_report_2023.txt"),)
    assert asked("What was Calder Robotics' revenue?", alone) == ([["calder"]], [])
