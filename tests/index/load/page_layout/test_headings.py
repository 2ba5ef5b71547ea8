"""Headings by the size of their font."""

from __future__ import annotations

from index.load.pdf import read
from tests.index.load.drawing import Sheet, pdf

RUNNING = "全年共办理行政许可二百七十七件，比上年增长一成，群众满意度进一步提高。"


def sheet(*lines: tuple[float, str]) -> Sheet:
    """Lines of running text, among which stand those given with their sizes."""
    page = Sheet()
    for at, (size, text) in enumerate(lines):
        page.words(60, 60 + 30 * at, text, size)
    return page


def levels(*sheets: Sheet) -> list[tuple[str, int]]:
    return [(line.text, line.level) for line in read(pdf(*sheets)).lines if line.text != RUNNING]


BODY = (12.0, RUNNING)


def test_the_largest_size_in_use_is_the_first_level() -> None:
    page = sheet(BODY, (18, "附件 任务清单"), BODY, BODY, (14, "牵头单位"), BODY, (14, "配合单位"), BODY)
    assert levels(page) == [("附件 任务清单", 1), ("牵头单位", 2), ("配合单位", 2)]


def test_the_title_is_no_heading_in_the_text() -> None:
    page = sheet((22, "云湖区2023年法治"), (22, "政府建设报告"), (12, "2024年1月18日"), BODY, BODY)
    assert levels(page) == [("云湖区2023年法治", 0), ("政府建设报告", 0), ("2024年1月18日", 0)]


def test_a_numbered_heading_in_a_larger_font_has_its_level_too() -> None:
    """So that outline tells headings without numbers below it from those above it."""
    page = sheet((22, "报告"), (16, "一、总体情况"), BODY, (14, "数据分析"), BODY, BODY)
    assert levels(page) == [("报告", 0), ("一、总体情况", 1), ("数据分析", 2)]


def test_a_heading_over_two_lines_is_one() -> None:
    page = sheet(BODY, (18, "关于二〇二四年计划执行情况与"), (18, "二〇二五年计划草案"), BODY, BODY)
    assert levels(page) == [("关于二〇二四年计划执行情况与二〇二五年计划草案", 1)]


def test_numbered_headings_one_below_the_other_stay_apart() -> None:
    page = sheet(BODY, (18, "一、总体情况"), (18, "（一）主动公开"), BODY, BODY)
    assert levels(page) == [("一、总体情况", 1), ("（一）主动公开", 1)]


def test_figures_sentences_and_long_passages_in_a_larger_font_are_no_headings() -> None:
    page = sheet(
        BODY, (18, "277"), BODY, (18, "全年没有败诉。"), BODY, *[(14, "较大的字排成的说明文字")] * 4, BODY, BODY
    )
    assert {level for _, level in levels(page)} == {0}


def test_a_line_in_two_parts_is_no_heading() -> None:
    page = sheet(BODY, BODY, BODY).words(60, 200, "计算值", 16).words(300, 200, "实际值", 16)
    assert levels(page) == [("计算值 实际值", 0)]
