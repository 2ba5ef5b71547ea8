"""Sheets and CSV files: rows that can be read alone, values as they are shown."""

from __future__ import annotations

import datetime
import io
import time
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from index.load import sanity, spreadsheet
from index.load.sanity import Unreadable
from index.load.spreadsheet import delimiter, prose, read, read_csv
from tests.index.load.row_words import tell, words_of


def workbook(*fills: Callable[[Worksheet], object], titles: tuple[str, ...] = ("行政执法", "二", "三")) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for fill, title in zip(fills, titles, strict=False):
        fill(book.create_sheet(title))
    book.save(out)
    return out.getvalue()


def rows(*values: list[Any]) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in values:
            sheet.append(row)

    return fill


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data).lines]


def test_rows_are_told_under_merged_heads_and_their_caption() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(
            ["表1 办件情况"], [None, None, None, "单位：件"], ["项目", "本年", None, "备注"], [None, "受理", "办结"],
            ["许可", 550, 548, "无"], ["注：含变更。"],
        )(sheet)  # fmt: skip
        for area in ("A1:D1", "A3:A4", "B3:C3", "D3:D4"):
            sheet.merge_cells(area)

    loaded = read(workbook(fill))
    assert [(line.text, line.level) for line in loaded.lines] == [
        ("行政执法", 2),
        ("表1 办件情况", 0),
        ("单位：件", 0),
        ("项目\t本年\t备注", 0),
        ("受理\t办结", 0),
        ("许可\t550\t548\t无", 0),
        ("注：含变更。", 0),
    ]
    grid = [["项目", "本年", "本年", "备注"], ["项目", "受理", "办结", "备注"], ["许可", "550", "548", "无"]]
    assert [words_of(line) for line in loaded.lines[3:6]] == tell(grid, "表1 办件情况 单位：件")
    assert (loaded.format, loaded.pages) == ("xlsx", 0)


def test_a_cell_merged_over_rows_is_shown_once_and_told_in_each() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["类别", "项目", "件数"], ["许可", "新办", 5], [None, "变更", 7])(sheet)
        sheet.merge_cells("A2:A3")

    lines = read(workbook(fill)).lines[1:]
    assert [line.text for line in lines] == ["类别\t项目\t件数", "许可\t新办\t5", "变更\t7"]
    assert all("许可" in words_of(line) for line in lines[1:])


def test_values_are_as_shown() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(["甲", "乙"], [0.1 + 0.2, datetime.date(2024, 1, 30)], [0.985, True], ["=1+1", "文\n字"], [1234.5, 5])(
            sheet
        )
        sheet["A3"].number_format, sheet["A5"].number_format = "0.0%", "#,##0.00"

    assert texts(workbook(fill))[1:] == ["甲\t乙", "0.3\t2024-01-30", "98.5%\tTRUE", "文 字", "1,234.50\t5"]


def test_empty_rows_part_tables_and_empty_columns_are_nothing() -> None:
    data = workbook(
        rows(["一表"], ["甲", None, "乙"], [1, None, 2], [], ["二表"], [], [None, "丙", "丁"], [None, 3, 4])
    )
    assert [(line.text, words_of(line)) for line in read(data).lines[1:]] == [
        ("一表", ""),
        ("甲\t乙", ""),
        ("1\t2", tell([["甲", "乙"], ["1", "2"]], "一表")[1]),
        ("二表", ""),
        ("丙\t丁", ""),
        ("3\t4", tell([["丙", "丁"], ["3", "4"]], "二表")[1]),
    ]


@pytest.mark.parametrize("title", ["Sheet1", "sheet 2", "工作表1", "Sheet1 (2)", "表1"])
def test_the_name_of_an_only_sheet_is_told_where_it_says_something(title: str) -> None:
    assert texts(workbook(rows(["甲", "乙"]), titles=(title,))) == ["甲\t乙"]
    assert texts(workbook(rows(["甲", "乙"]), titles=("收入",)))[0] == "收入"


def test_several_sheets_are_named_and_hidden_and_empty_ones_left_out() -> None:
    def hidden(sheet: Worksheet) -> None:
        sheet.append(["下拉选项"])
        sheet.sheet_state = "hidden"

    data = workbook(rows(["甲句。"]), hidden, rows(), rows(["乙句。"]), titles=("Sheet1", "选项", "空", "Sheet4"))
    assert texts(data) == ["Sheet1", "甲句。", "Sheet4", "乙句。"]


def with_rows(change_part: Any, extra: bytes) -> bytes:
    data = workbook(rows(["甲", "乙"], [1, 2]))
    changed = change_part(
        data, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", extra + b"</sheetData>")
    )
    return bytes(changed)


def test_rows_with_nothing_but_a_format_are_nothing(change_part: Any) -> None:
    """Two hundred thousand; Excel keeps a million where a whole column was coloured."""
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(3, 200_000))
    start = time.process_time()
    assert texts(with_rows(change_part, empty))[1:] == ["甲\t乙", "1\t2"]
    assert time.process_time() - start < 10


def test_rows_and_cells_need_not_say_where_they_stand(change_part: Any) -> None:
    extra = b"<row><c><v>3</v></c><c t='inlineStr'><is><t>\xe4\xb8\x99</t></is></c></row>"
    assert texts(with_rows(change_part, extra))[-1] == "3\t丙"


def test_a_merged_cell_over_the_whole_sheet_covers_what_is_filled(change_part: Any) -> None:
    data = change_part(
        workbook(rows(["总表"], ["甲", "乙"], [1, 2])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'),
    )
    assert texts(data)[1:] == ["总表", "甲\t乙", "1\t2"]


@pytest.mark.parametrize(
    "extra",
    [
        b'<row r="x"/>',
        b'<row r="3"><c r="A3" t="s"><v>99999</v></c></row>',
        b'<row r="3"><c r="?" ><v>1</v></c></row>',
        b'<row r="3"><c r="A3"><v>abc</v></c></row>',
        b'</sheetData><mergeCells><mergeCell ref="nonsense"/></mergeCells><sheetData>',
        b"<row>",
    ],
)
def test_broken_sheets_are_refused(change_part: Any, extra: bytes) -> None:
    with pytest.raises(Unreadable, match="broken"):
        read(with_rows(change_part, extra))


def test_too_many_cells_are_refused(change_part: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MAX_SLOTS", 3)
    with pytest.raises(Unreadable, match="split it"):
        read(with_rows(change_part, b""))
    with pytest.raises(Unreadable, match="split it"):
        read_csv("甲,乙\n1,2\n", ",")


def test_one_text_in_many_cells_is_refused_while_it_is_read(change_part: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sanity, "MAX_CHARACTERS", 3)
    with pytest.raises(Unreadable, match="million characters"):
        read(with_rows(change_part, b""))


def test_what_is_no_workbook_is_refused(make_docx: Any) -> None:
    with pytest.raises(Unreadable, match="not a spreadsheet"):
        read(make_docx(lambda document: document.add_paragraph("云湖区")))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("项目,件数\n许可,5\n", ","),
        ("项目;件数\r\n许可;5\r\n", ";"),
        ("项目\t件数\n许可\t5\n", "\t"),
        ("项目|件数\n许可|5\n", "|"),
        ('项目,说明\n许可,"含变更,含延续"\n', ","),
        ('项目,说明\n许可,"上行\n下行"\n', ","),
        ("表1 办件情况,,\n项目,件数,备注\n许可,5,\n", ","),
        ("表1 办件情况\n项目,件数\n许可,5\n处罚,7\n", ","),
        ("项目,件数\n许可,5\n\n处罚,7\n注：据年报\n", ","),
    ],
)
def test_what_is_csv(text: str, mark: str) -> None:
    assert delimiter(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "",
        "云湖区2023年报告",
        "2023年,云湖区办理许可5件。\n2024年,云湖区办理许可7件。\n",
        "云湖区报告\n2023年,全区共办理许可277项\n",
        "2023年,全区\n2024年,全区,全市\n",
        "\t一、总体情况\n\t二、主要举措\n",
        "a,b\n",
        "只有一列\n还是一列\n",
        "很多,行\n没有\n逗号\n的\n普通\n文字\n很多,行\n",
        "首页|政务公开|报告\n正文一句\n",
    ],
)
def test_what_is_no_csv(text: str) -> None:
    assert delimiter(text) == ""


def test_real_reports_are_no_csv(shared: Any) -> None:
    for file in sorted((shared / "reports").rglob("*.txt")):
        text = file.read_text("utf-8")
        assert not delimiter(text)
        assert not delimiter(text.replace("，", ","))


def test_csv_rows_are_told_with_their_caption() -> None:
    loaded = read_csv("表1 办件情况,,\n项目,受理,办结\n许可,5,5\n\n", ",")
    assert loaded.format == "csv"
    assert [line.text for line in loaded.lines] == ["表1 办件情况", "项目\t受理\t办结", "许可\t5\t5"]
    assert [words_of(line) for line in loaded.lines[1:]] == tell(
        [["项目", "受理", "办结"], ["许可", "5", "5"]], "表1 办件情况"
    )


def test_fields_too_long_for_csv_are_text() -> None:
    assert delimiter('甲,"' + "长" * 200_000 + "\n乙,丙\n") == ""


def test_a_picture_in_a_cell_is_left_out() -> None:
    told = texts(workbook(rows(["项目", "投资", "照片"], ["大桥", 38600, '=DISPIMG("ID_1",1)'], ["道路", 12750, ""])))
    assert any("38600" in it for it in told) and not any("DISPIMG" in it for it in told)


def test_a_csv_of_texts_is_read_as_texts_under_their_titles() -> None:
    body = "\n".join(f"第{at}段，全年办理许可{at}项，群众满意。" for at in range(30))
    loaded = prose(f'place,year,title,full_text\n云湖区,2026,2026年云湖区工作报告,"{body}"\n')
    assert loaded is not None
    assert [(it.text, it.level) for it in loaded.lines[:3]] == [
        ("2026年云湖区工作报告", 1),
        ("place：云湖区", 0),
        ("year：2026", 0),
    ]
    assert [it.text for it in loaded.lines[3:]] == body.split("\n")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "title,full_text\n短,短\n", "一句话。\n又一句话，有逗号。\n"])
def test_other_texts_are_no_csv_of_texts(text: str) -> None:
    assert prose(text) is None
