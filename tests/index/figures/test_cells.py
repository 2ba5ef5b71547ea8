"""Cells of tables: row and column are the measure, heads, captions and the line above tell the unit."""

from __future__ import annotations

from index.report import Cell, Report, Row
from tests.index.figures.reading import read_rows, told

REPORT = Report("d.txt", "0" * 64, "云湖区2024年政府信息公开工作年度报告", "云湖区人民政府", ("云湖区",), 2024)


def row(text: str, labels: str, *cells: tuple[str, str], caption: str = "", line: str = "") -> Row:
    """The row whose line in the text is `line` (else: the label and the values, by blanks)."""
    line = line or " ".join((labels, *(value for _, value in cells))).strip()
    start = text.index(line)
    at, made = start + (len(labels) if line.startswith(labels) else 0), []
    for head, value in cells:
        at = text.index(value, at)
        made.append(Cell((head,) if head else (), value, at, at + len(value)))
        at += len(value)
    return Row(start, start + len(line), caption, (labels,) if labels else (), tuple(made))


def test_the_path_of_row_and_column_is_the_measure() -> None:
    text = "行政许可 12 4,119"
    before, now = read_rows(text, row(text, "行政许可", ("上年", "12"), ("本年", "4,119")), report=REPORT)
    assert told(now) == ("行政许可 本年", "4119", "level", "2024")
    assert (str(before.period), now.is_cell, now.row, now.column) == ("2023", True, ("行政许可",), ("本年",))
    assert text[now.start : now.end] == "4,119"


def test_units_of_heads_of_the_caption_and_of_the_line_above() -> None:
    text = "收费 77.28"
    (it,) = read_rows(text, row(text, "收费", ("收费金额（万元）", "77.28")), report=REPORT)
    assert (it.unit, str(it.quantity.value), it.quantity.measure) == ("万元", "772800.00", "money")
    (it,) = read_rows(text, row(text, "收费", ("金额", "77.28"), caption="表3 收费（单位：亿元）"), report=REPORT)
    assert it.unit == "亿元"
    text = "支出表\n单位：元\n项目 金额\n教育支出 3,216,973"
    (it,) = read_rows(text, row(text, "教育支出", ("金额", "3,216,973")), report=REPORT)
    assert (it.unit, it.quantity.measure) == ("元", "money")


def test_a_share_a_growth_and_a_rank() -> None:
    text = "工业 5.1% 4.2% 3"
    cells = (("比重", "5.1%"), ("同比增长", "4.2%"), ("位次", "3"))
    assert [it.what for it in read_rows(text, row(text, "工业", *cells), report=REPORT)] == ["share", "growth", "rank"]


def test_brackets_are_below_zero() -> None:
    text = "净利润 (1,204)"
    (it,) = read_rows(text, row(text, "净利润", ("金额", "(1,204)")), report=REPORT)
    assert (str(it.value), text[it.start : it.end]) == ("-1204", "(1,204)")


def test_a_cell_may_tell_its_own_unit() -> None:
    text = "彩电 918.54 万台 5.3倍"
    amount, times = read_rows(text, row(text, "彩电", ("产量", "918.54 万台"), ("为1985年的", "5.3倍")), report=REPORT)
    assert (str(amount.value), amount.unit, text[amount.start : amount.end]) == ("918.54", "万台", "918.54 万台")
    assert (str(times.value), times.unit) == ("5.3", "倍")


def test_a_table_of_two_sides_has_two_columns_of_names() -> None:
    text = "财政拨款收入 76 教育支出 32"
    cells = (("收入 预算数", "76"), ("项目", "教育支出"), ("支出 预算数", "32"))
    income, spending = read_rows(text, row(text, "财政拨款收入", *cells), report=REPORT)
    assert (income.measure, spending.measure) == ("财政拨款收入 收入 预算数", "教育支出 支出 预算数")
    assert (income.row, spending.row) == (("财政拨款收入",), ("教育支出",))


def test_a_row_is_not_read_again_as_prose() -> None:
    text = "行政许可增长12件"
    assert [it.is_cell for it in read_rows(text, row(text, "行政许可增长", ("", "12件"), line=text))] == [True]


def test_planned_columns_are_targets_and_accounts_results() -> None:
    text = "教育 31 32"
    planned, done = read_rows(text, row(text, "教育", ("预算数", "31"), ("决算数", "32")), report=REPORT)
    assert (planned.kind, done.kind) == ("target", "result")


def test_what_is_carried_over_from_last_year_is_counted_in_this_one() -> None:
    text = "上年结转申请 7"
    (it,) = read_rows(text, row(text, "上年结转申请", ("总计", "7")), report=REPORT)
    assert str(it.period) == "2024"


def test_a_share_under_a_caption_of_change_is_a_change() -> None:
    text = "居民消费价格 -0.4"
    caption = "表1 居民消费价格比上年涨跌幅度（单位：%）"
    (it,) = read_rows(text, row(text, "居民消费价格", ("农村", "-0.4"), caption=caption), report=REPORT)
    assert (it.what, it.unit, str(it.value)) == ("growth", "%", "-0.4")


def test_a_head_of_so_many_items_tells_the_unit() -> None:
    text = "规范性文件 8"
    (it,) = read_rows(text, row(text, "规范性文件", ("现行有效件数", "8")), report=REPORT)
    assert (it.unit, it.quantity.measure) == ("件", "count")
