"""First lines of paragraphs, told by their indents."""

from __future__ import annotations

from index.load.pdf import read
from index.tidy import tidy
from tests.index.load.drawing import Sheet, pdf

FULL = "云湖区二〇二三年共办理各类行政许可事项若干件群众满意并且比上年增长"  # reaches the right edge
FIRST = FULL[2:]  # set in by two characters


def page(*lines: tuple[float, str], top: float = 60) -> Sheet:
    """Lines with the characters by which each is set in."""
    sheet = Sheet()
    for at, (indent, text) in enumerate(lines):
        sheet.words(60 + 12 * indent, top + 24 * at, text)
    return sheet


def set_in(*sheets: Sheet) -> list[str]:
    return [line.text[2:] for line in read(pdf(*sheets)).lines if line.text.startswith("\u3000\u3000")]


def test_a_line_that_is_set_in_begins_a_paragraph() -> None:
    sheet = page((2, FIRST), (0, FULL), (0, "第一段完。"), (2, FIRST), (0, FULL))
    assert set_in(sheet) == [FIRST, FIRST]


def test_paragraphs_whose_last_lines_are_full_stay_apart() -> None:
    last = FULL[:-1] + "。"
    sheet = page(*[(2, FIRST), (0, FULL), (0, FULL), (0, last)] * 3)
    tidied = tidy(read(pdf(sheet)))
    assert [tidied.text[it.start : it.end] for it in tidied.paragraphs] == [FIRST + 2 * FULL + last] * 3


def test_the_margin_of_another_page_counts_too() -> None:
    assert set_in(page((2, FIRST), (0, FULL), (0, FULL), (0, "完。")), page((2, "末段。"))) == [FIRST, "末段。"]


def test_lines_below_the_number_of_a_list_begin_nothing() -> None:
    sheet = page((0, FULL), (2, FIRST), (2, "完。"), (0, FULL), (2, FIRST), (2, "完。"))
    assert set_in(sheet) == []


def test_titles_and_signatures_are_not_set_in() -> None:
    sheet = page((9, "云湖区工作报告"), (2, FIRST), (0, FULL), (0, FULL), (0, "完。"), (22, "云湖区人民政府"))
    assert set_in(sheet) == [FIRST]


def test_a_file_without_indents_has_none() -> None:
    assert set_in(page((0, FULL), (0, "一段。"), (0, FULL), (0, "又一段。"))) == []


def test_a_heading_below_a_table_begins_a_line() -> None:
    sheet = page((2, FIRST), (0, FULL), (2, "一、公开情况"))
    sheet.table((60, 200, 300), (150, 174, 198), [["内容", "件数"], ["规章", "2"]])
    for at, (indent, text) in enumerate([(2, "二、问题"), (2, FIRST), (0, FULL)]):
        sheet.words(60 + 12 * indent, 220 + 24 * at, text)
    assert "二、问题" in set_in(sheet)


def test_each_column_has_a_margin_of_its_own() -> None:
    sheet = Sheet()
    for x in (40, 320):
        for at, (indent, text) in enumerate(
            [(2, FULL[:18]), (0, FULL[:20]), (0, "完。"), (2, FULL[:18]), (0, FULL[:20]), (0, "完。")]
        ):
            sheet.words(x + 12 * indent, 60 + 24 * at, text)
    assert set_in(sheet) == [FULL[:18]] * 4
