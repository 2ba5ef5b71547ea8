"""Years: which words of a report on several years may answer."""

from __future__ import annotations

import pytest

from index.report import Report
from rag.understand.years import (
    in_other_half,
    of_another,
    of_figures,
    of_year,
    periods,
    speaking,
    this_year,
    told_of,
    years,
)


@pytest.mark.parametrize(
    ("headings", "asked", "expected"),
    [
        (("一、总体情况", "2023 年报告"), (2024,), True),
        (("一、总体情况", "2024 年报告"), (2024,), False),
        (("2023年与2024年比较",), (2024,), False),
        (("一、总体情况",), (2024,), False),
        (("2023 年报告",), (), False),
    ],
)
def test_words_under_the_heading_of_another_year(
    headings: tuple[str, ...], asked: tuple[int, ...], expected: bool
) -> None:
    assert of_another(headings, asked) is expected


@pytest.mark.parametrize(
    ("headings", "asked", "expected"),
    [
        (("一、2024年工作回顾", "（一）稳增长"), (2024,), False),
        (("二、2025年工作安排", "（一）扩内需"), (2024,), True),
        (("一、2024年工作回顾",), (2025,), True),
        (("二、今年主要预期目标",), (2024,), True),
        (("二、今年主要预期目标",), (2025,), False),
        (("2025年政府工作报告", "（一）稳增长"), (2024,), False),
        (("二、2025年工作安排",), (), False),
        (("二、2025年工作安排",), (2019,), False),
        (("“十四五”以来（2021—2024年）",), (2024,), False),
    ],
)
def test_the_half_of_a_report_that_is_not_asked_for(
    headings: tuple[str, ...], asked: tuple[int, ...], expected: bool
) -> None:
    report = Report("a.txt", "0" * 64, "2025年政府工作报告", year=2024)
    assert in_other_half(headings, report, asked) is expected


def test_a_year_that_names_a_report_is_no_period() -> None:
    assert periods("按2025年政府工作报告，2024年新增多少？", (2025, 2024)) == (2024,)
    assert periods("2024年新增多少？", (2024,)) == (2024,)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("前年有多少项？", (2022,)),
        ("How many items the year before last?", (2022,)),
        ("去年比前年多多少？", (2022, 2023)),
        ("去年有多少项？", (2023,)),
        ("今年有多少项？", (2024,)),
        ("目前年均多少？", ()),
        ("以前年度结转多少？", ()),
    ],
)
def test_years_told_in_words(text: str, asked: tuple[int, ...]) -> None:
    shelf = (Report("a.txt", "0" * 64, "报告", year=2023), Report("b.txt", "0" * 64, "报告", year=2021))
    assert years(text, shelf) == asked


def work_report(year: int) -> Report:
    """One given in `year`, on the year before."""
    return Report(f"{year}.txt", "0" * 64, f"{year}年国务院政府工作报告", "国务院", (), year - 1)


def test_reports_named_by_their_years_are_those() -> None:
    shelf = [work_report(year) for year in (2010, 2011, 2012)]
    text = "2010年和2012年两份报告，哪年安排的赤字大？"
    assert [of_year(shelf, year, text) for year in (2010, 2012)] == [[shelf[0]], [shelf[2]]]
    assert of_year(shelf, 2010, "2010年的赤字是多少？") == [shelf[1]]


def test_a_result_of_a_report_that_is_named_is_of_the_year_that_it_is_about() -> None:
    shelf = [work_report(2024), work_report(2025)]
    assert of_figures("森林覆盖率有多高？（看2025年报告）", [2025], shelf) == (2024,)
    assert of_figures("2025年政府工作报告定的增长目标是多少？", [2025], shelf) == (2025,)
    assert of_figures("2025年报告里2023年的产量是多少？", [2025, 2023], shelf) == (2023,)
    assert of_figures("2024年的产量是多少？", [2024], shelf) == (2024,)
    assert of_figures("看2019年报告，产量是多少？", [2019], shelf) == (2019,)


def test_a_target_of_a_report_that_is_not_there_is_not_that_of_the_next() -> None:
    shelf = [work_report(year) for year in (2008, 2009)]
    assert speaking(shelf, [2007], "2007年政府工作报告的增长目标是多少？") == []
    assert speaking(shelf, [2008], "2008年政府工作报告的增长目标是多少？") == [shelf[0]]


def test_years_to_come_are_asked_for_too() -> None:
    shelf = [work_report(2025)]
    assert years("2034年的产值是多少？", shelf) == (2034,)
    assert speaking(shelf, [2034], "2034年的产值是多少？") == []


def annual(title: str, kind: str = "", year: int = 2023) -> Report:
    return Report("a.txt", "0" * 64, title, year=year, kind=kind)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (annual("云湖股份2023年年度报告"), 2023),
        (annual("云湖区2023年政府信息公开工作年度报告", "政府信息公开年报"), 2023),
        (annual("云湖区2023年度部门决算", "决算报告"), 2023),
        (annual("2024年云湖区政府工作报告", "政府工作报告"), 2024),
        (annual("政府工作报告", "政府工作报告"), 2024),
        (annual("云湖区2023年预算执行情况和2024年预算草案的报告", "预算报告"), 2024),
        (Report("a.txt", "0" * 64, "报告"), None),
    ],
)
def test_this_year_in_the_words_of_a_report(report: Report, expected: int | None) -> None:
    assert this_year(report) == expected


def test_a_report_given_in_a_year_that_its_title_does_not_name_speaks_of_it() -> None:
    policy, accounts = annual("青岚市施政报告", "施政报告"), annual("青岚市部门决算", "决算报告")
    assert speaking([policy, accounts], [2024], "2024年累计交付多少架？") == [policy]


def test_this_year_in_a_heading_of_an_annual_report_is_its_own() -> None:
    accounts, work = annual("云湖区2023年度部门决算", "决算报告"), annual("2024年云湖区政府工作报告", "政府工作报告")
    assert told_of(("一、本年收入情况",), accounts) == 2023
    assert told_of(("二、今年主要任务",), work) == 2024
    assert not in_other_half(("一、本年收入情况",), accounts, (2023,))
    assert in_other_half(("二、今年主要任务",), work, (2023,))


def test_this_year_in_a_question_goes_by_the_shelf() -> None:
    accounts, work = annual("云湖区2023年度部门决算", "决算报告"), annual("2024年云湖区政府工作报告", "政府工作报告")
    assert years("本年收入合计是多少？", [accounts]) == (2023,)
    assert years("本年的目标是多少？", [work]) == (2024,)
    assert years("今年的收入是多少？", [accounts]) == (2024,), "the asker's own year"
