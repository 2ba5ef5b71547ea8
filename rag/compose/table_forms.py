"""A table of figures as text, CSV, a spreadsheet and the HTML of a notebook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from rag.compose.table import Table, TableCell, plain_number

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WORDS = {
    "zh": {
        "silent": "未写明",
        "none": "没有报告写明这一项的数字。",
        "body": "地区或机关",
        "year": "年份",
        "no_year": "年份不详",
        "number": "数值",
        "unit": "单位",
        "source": "来源",
        "table": "汇总",
        "figures": "数字",
        "line": "地区或机关 年份 写法 数值 单位 换算 类型 时期 指标 来源 页 原文",
    },
    "en": {
        "silent": "not stated",
        "none": "No report states a figure of this measure.",
        "body": "body",
        "year": "year",
        "no_year": "no year",
        "number": "number",
        "unit": "unit",
        "source": "source",
        "table": "table",
        "figures": "figures",
        "line": "body year written number unit amount kind period measure source page words",
    },
}
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDTH = 80  # columns of a terminal


def table_text(table: Table) -> str:
    """Lines of at most 80 columns, where names and figures allow: more years than fit stand in blocks, one below the
    other. The numbers in brackets are those of the files at the end."""
    words = _WORDS[table.language]
    if not table.rows:
        return words["none"]
    sources = list(dict.fromkeys(it.citation.source for it in table.found))
    columns = [
        [_year(table, year), *(_shown(row[at], words["silent"], sources) for row in table.cells)]
        for at, year in enumerate(table.columns)
    ]
    names = ["", *table.rows]
    blocks = ["\n".join(_lines([names, *block])) for block in _blocks(names, columns)]
    listed = "\n".join(f"[{number}] {source}" for number, source in enumerate(sources, 1))
    return "\n\n".join(filter(None, (table.measure, *blocks, listed)))


def _shown(cell: TableCell | None, silent: str, sources: Sequence[str]) -> str:
    return f"{cell.written} [{sources.index(cell.citation.source) + 1}]" if cell else silent


def _year(table: Table, year: int | None) -> str:
    return str(year) if year else _WORDS[table.language]["no_year"]


def _blocks(names: Sequence[str], columns: Sequence[list[str]]) -> Iterator[list[list[str]]]:
    """Columns that fit beside the names; at least one."""
    block: list[list[str]] = []
    used = start = max(map(cell_len, names))
    for column in columns:
        width = max(map(cell_len, column)) + 2
        if block and used + width > _WIDTH:
            yield block
            block, used = [], start
        block.append(column)
        used += width
    if block:
        yield block


def _lines(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(cell_len, column)) for column in columns]
    for line in zip(*columns, strict=True):
        yield "  ".join(it + " " * (width - cell_len(it)) for it, width in zip(line, widths, strict=True)).rstrip()


def table_csv(table: Table) -> str:
    return as_csv(_wide(table))


def as_csv(lines: Iterable[Iterable[object]]) -> str:
    """Lines of fields as CSV; none of them is read as a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([_safe(str(it)) for it in line] for line in lines)
    return out.getvalue()


def _safe(field: str) -> str:
    """No formula for the program that opens it."""
    is_formula = field[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(field)
    return f"'{field}" if is_formula else field


def _wide(table: Table) -> Iterator[list[object]]:
    """The head and a line a body."""
    words = _WORDS[table.language]
    years = [_year(table, year) for year in table.columns]
    heads = [head for year in years for head in (year, f"{year} {words['number']}", f"{year} {words['unit']}")]
    yield [words["body"], *heads, words["source"]]
    for at, body in enumerate(table.rows):
        yield [body, *_fields(table.cells[at], words["silent"]), "; ".join(table.sources(at))]


def _fields(row: Iterable[TableCell | None], silent: str) -> Iterator[object]:
    for it in row:
        yield from (it.written, f"{it.value:f}", it.unit) if it else (silent, "", "")


def table_xlsx(table: Table) -> bytes:
    words = _WORDS[table.language]
    head = [words["body"], *(_year(table, year) for year in table.columns), words["source"]]
    return as_xlsx(
        {
            words["table"]: [head, *_short(table, words["silent"])],
            words["figures"]: [words["line"].split(), *_long(table)],
        }
    )


def as_xlsx(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook of these sheets, each of lines of fields, its head and first column in sight."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        _fill(book.create_sheet(title), lines)
    for each in book.worksheets:
        each.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _short(table: Table, silent: str) -> Iterator[list[object]]:
    for at, body in enumerate(table.rows):
        figures = [it.written if it else silent for it in table.cells[at]]
        yield [body, *figures, "; ".join(table.sources(at))]


def _long(table: Table) -> Iterator[list[object]]:
    """A line a figure."""
    for body, row in zip(table.rows, table.cells, strict=True):
        for year, it in zip(table.columns, row, strict=True):
            if it:
                numbers = plain_number(it.value), it.unit, plain_number(it.amount)
                where = it.citation.source, it.citation.page, it.citation.quote
                yield [body, year, it.written, *numbers, it.kind, it.period, it.measure, *where]


def _fill(sheet: Worksheet, lines: Iterable[Sequence[object]]) -> None:
    """Text stays text, whatever it begins with; characters that a workbook cannot hold are left out."""
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            is_text = isinstance(value, str)
            cell: Any = sheet.cell(row, column, _CONTROL.sub("", str(value)) if is_text else value)
            if is_text:
                cell.data_type = "s"


def table_html(table: Table) -> str:
    """Without a style sheet or a script, every word escaped; a figure shows its file and words when pointed at."""
    words = _WORDS[table.language]
    if not table.rows:
        return f"<p><b>{escape(table.measure)}</b></p><p><i>{words['none']}</i></p>"
    heads = "".join(f"<th>{escape(_year(table, year))}</th>" for year in table.columns)
    lines = [
        f"<tr><th>{escape(body)}</th>{''.join(_html(it, words['silent']) for it in row)}</tr>"
        for body, row in zip(table.rows, table.cells, strict=True)
    ]
    caption = f"<caption>{escape(table.measure)}</caption>"
    return f"<table>{caption}<tr><th></th>{heads}</tr>{''.join(lines)}</table>"


def _html(cell: TableCell | None, silent: str) -> str:
    if cell is None:
        return f"<td><i>{escape(silent)}</i></td>"
    told = escape(f"{cell.citation.source}: {cell.citation.quote}", quote=True)
    return f'<td title="{told}">{escape(cell.written)}</td>'
