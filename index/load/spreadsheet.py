"""Spreadsheets, XLSX and CSV: each sheet's name as a heading, each row a line that can be read alone.

Blank rows part the tables of a sheet; a row with a single filled cell above a table is its caption. Hidden sheets are
left out, as they are not shown; they hold the choices of drop-down lists. Cells hold what was last calculated. The XML
is read as a stream, not through openpyxl: that keeps an object for each empty cell with a format (a million rows: 20 s
and 800 MB), or, streaming, tells no merged cells.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby, takewhile
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from index.load.cells import MAX_SLOTS, Cell, caption_above, table_lines
from index.load.lines import Line, Loaded
from index.load.number_format import BUILT_IN, show
from index.load.package import Package
from index.load.sanity import Unreadable, refuse_endless
from index.reasons import Code

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHEET_LEVEL = 2
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*(?:\s*\(\d+\))?", re.I)
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.I)  # a picture in a cell, as WPS writes it
_TITLES = {"title", "标题", "名称", "题名", "标题名称", "report_title"}  # of the column that holds a text's title
_TEXT = 400  # characters of a field that is a text
_LABEL = 20  # characters of the head of a column, at most
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DELIMITERS = ",;\t|"
_FEW = 3  # lines before or after the rows of a CSV file: a caption, a unit, a note
_PROSE = 0.2  # of the rows hold a full stop: then they are sentences
Place = tuple[int, int]  # row and column, from 1
Values = dict[int, dict[int, str]]  # row → column → text, for filled cells only
Owners = dict[int, dict[int, Place]]  # row → column → where the merged cell that covers it begins


def read(data: bytes | Package) -> Loaded:
    """The visible sheets of an XLSX file, in order.

    Raises Unreadable for archives that are not such files, are broken, locked, or unpack to too much, and for sheets
    of more than two million cells or ten million characters.
    """
    package = data if isinstance(data, Package) else Package(data)
    main = package.main()
    root = package.xml(main) if main else None
    if root is None or root.tag != _S + "workbook":
        raise Unreadable(Code.NOT_EXCEL)
    try:
        return Loaded("xlsx", tuple(_Workbook(package, main, root).lines()))
    except (ValueError, IndexError, TypeError) as error:  # places, counts and texts that are none
        raise Unreadable(Code.SPREADSHEET_BROKEN) from error


class _Workbook:
    """A workbook and what its sheets share: texts, formats, the day that dates are counted from."""

    def __init__(self, package: Package, main: str, root: Any) -> None:
        self._package = package
        self._related = package.related(main)
        self._sheets = [sheet for sheet in root.iter(_S + "sheet") if sheet.get("state", "visible") == "visible"]
        self._texts = [_text(item) for item in self._part("sharedStrings", "si")]
        self._formats = self._read_formats()
        self._from_1904 = any(part.get("date1904") in ("1", "true") for part in root.iter(_S + "workbookPr"))

    def _part(self, kind: str, item: str) -> Iterator[Any]:
        return self._package.xml(self._related[kind]).iter(_S + item) if kind in self._related else iter(())

    def _read_formats(self) -> list[str]:
        """The number format of each style of cells."""
        own = {
            int(part.get("numFmtId", 0)): part.get("formatCode", "General") for part in self._part("styles", "numFmt")
        }
        styles = (style for part in self._part("styles", "cellXfs") for style in part)
        codes = (int(style.get("numFmtId", 0)) for style in styles)
        return [own.get(code) or BUILT_IN.get(code, "General") for code in codes]

    def lines(self) -> Iterator[Line]:
        for sheet in self._sheets:
            name, part = sheet.get("name", "").strip(), self._related.get(sheet.get(_R + "id", ""), "")
            lines = self._sheet(part) if part else []
            if lines and name and (len(self._sheets) > 1 or not _UNNAMED.fullmatch(name)):
                yield Line(name, level=_SHEET_LEVEL, solid=True)
            yield from lines

    def _sheet(self, part: str) -> list[Line]:
        values: Values = {}
        merged: list[str] = []
        row = filled = characters = 0
        for element in self._package.stream(part, _S + "row", _S + "mergeCell"):
            if element.tag == _S + "mergeCell":
                merged.append(element.get("ref", ""))
                continue
            row = int(element.get("r", row + 1))
            if texts := dict(self._row(element)):
                values[row] = texts
                filled += len(texts)
                characters += sum(map(len, texts.values()))  # one text may stand in many cells
                _refuse_too_many(filled)
                refuse_endless(characters)
        return _Grid(values, _owners(merged, values)).lines()

    def _row(self, row: Any) -> Iterator[tuple[int, str]]:
        column = 0
        for cell in row.iter(_S + "c"):
            column = coordinate_to_tuple(cell.get("r"))[1] if cell.get("r") else column + 1
            if (text := self._shown(cell).strip()) and not _PICTURE.match(text):
                yield column, text

    def _shown(self, cell: Any) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(_S + "v", "")
        if kind == "inlineStr":
            return _text(cell)
        if not value:
            return ""
        if kind == "s":
            return self._texts[int(value)]
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind != "n":  # a formula's text, an error, a date in ISO
            return _unescaped(value)
        style = int(cell.get("s", 0))
        return show(float(value), self._formats[style] if style < len(self._formats) else "General", self._from_1904)


def _text(item: Any) -> str:
    """A text without the readings that stand above its characters in Japanese files."""
    pieces = (piece.text or "" for piece in item.iter(_S + "t") if piece.getparent().tag != _S + "rPh")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    """Control characters are written as _x000D_."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)).replace("\r", "\n"), text)


def _refuse_too_many(cells: int) -> None:
    if cells > MAX_SLOTS:
        raise Unreadable(Code.SHEET_TOO_LARGE, f"{MAX_SLOTS:,}")


def _owners(merged: Sequence[str], values: Values) -> Owners:
    """The merged cells that hold something, as far as the sheet is filled."""
    last_row = max(values, default=0)
    last_column = max((column for row in values.values() for column in row), default=0)
    owners: Owners = {}
    slots = 0
    for reference in merged:
        left, top, right, bottom = range_boundaries(reference)
        if left in values.get(top, {}):
            bottom, right = min(bottom, last_row), min(right, last_column)
            slots += (bottom - top + 1) * (right - left + 1)
            _refuse_too_many(slots)
            for row in range(top, bottom + 1):
                owners.setdefault(row, {}).update(dict.fromkeys(range(left, right + 1), (top, left)))
    return owners


class _Grid:
    """A sheet: its filled cells, and which places merged cells cover."""

    def __init__(self, values: Values, owners: Owners) -> None:
        self._values, self._owners = values, owners

    def lines(self) -> list[Line]:
        """Tables are what empty rows part."""
        found: list[Line] = []
        rows = enumerate(sorted(self._values.keys() | self._owners.keys()))
        for _, block in groupby(rows, key=lambda item: item[1] - item[0]):
            found += self._block([row for _, row in block], found)
        return found

    def _block(self, rows: list[int], above: list[Line]) -> list[Line]:
        """A table between its captions and notes, which are rows of a single cell."""
        start, end = 0, len(rows)
        while start < end and self._is_lone(rows[start]):
            start += 1
        while start < end and self._is_lone(rows[end - 1]):
            end -= 1
        captions = self._paragraphs(rows[:start])
        table = table_lines(self._cells(rows[start:end]), caption_above([*above[-2:], *captions]))
        return captions + table + self._paragraphs(rows[end:])

    def _is_lone(self, row: int) -> bool:
        """Does a row show but one cell?"""
        owners = self._owners.get(row, {})
        return len({owners.get(column, (row, column)) for column in self._values.get(row, {}).keys() | owners}) == 1

    def _paragraphs(self, rows: Sequence[int]) -> list[Line]:
        texts = (text for row in rows for text in self._values.get(row, {}).values())
        return [Line(part, solid=True) for text in texts for part in text.split("\n") if part.strip()]

    def _cells(self, rows: Sequence[int]) -> list[list[Cell]]:
        """Each cell once; columns without a filled cell are left out, and merged cells are the narrower for it."""
        columns = sorted({column for row in rows for column in self._values.get(row, ())})
        return [[self._cell(row, at, columns) for at in self._beginning(row, columns)] for row in rows]

    def _beginning(self, row: int, columns: Sequence[int]) -> list[int]:
        """The columns in which a cell of the row begins."""
        owners = self._owners.get(row, {})
        return [column for column in columns if owners.get(column, (row, column)) == (row, column)]

    def _cell(self, row: int, column: int, columns: Sequence[int]) -> Cell:
        text = self._values.get(row, {}).get(column, "")
        owners, place = self._owners.get(row, {}), (row, column)
        if column not in owners:
            return Cell(text)
        height = takewhile(lambda below: self._owners.get(below, {}).get(column) == place, count(row))
        return Cell(text, sum(owners.get(other) == place for other in columns), sum(1 for _ in height))


def delimiter(text: str) -> str:
    """What sets the fields of a CSV text apart: "," or ";", a tab or "|"; empty where the text is none.

    The evidence: at least two rows and two columns, all rows of one length, but for a few lines of a single field
    before and after; and no sentences.
    """
    return next((mark for mark in _DELIMITERS if mark in text and _is_table(_records(text, mark))), "")


def read_csv(text: str, mark: str) -> Loaded:
    """Raises Unreadable for more than two million fields."""
    records = _records(text, mark)
    _refuse_too_many(sum(map(len, records)))
    values = {
        at: {column: field.strip() for column, field in enumerate(record) if field.strip()}
        for at, record in enumerate(records)
    }
    return Loaded("csv", tuple(_Grid({at: row for at, row in values.items() if row}, {}).lines()))


def prose(text: str) -> Loaded | None:
    """A CSV of texts, one a record, under a head row: each text under its title, with what else is short beside it;
    None where the text is none such."""
    records = _records(text, ",")
    heads = [head.strip().lower() for head in records[0]] if records else []
    body = [record for record in records[1:] if len(record) == len(heads) > 1]
    longest = [max(range(len(record)), key=lambda at: len(record[at])) for record in body]
    if not body or len(body) < len(records) - 1 or any(len(r[at]) < _TEXT for r, at in zip(body, longest, strict=True)):
        return None
    if not {*heads} & _TITLES or max(map(len, heads)) > _LABEL:
        return None
    lines = [line for record, at in zip(body, longest, strict=True) for line in _told(heads, record, at)]
    return Loaded("csv", tuple(lines))


def _told(heads: Sequence[str], record: Sequence[str], longest: int) -> Iterator[Line]:
    short = [(head, field.strip()) for at, (head, field) in enumerate(zip(heads, record, strict=True)) if at != longest]
    yield from (Line(field, level=1) for head, field in short if head in _TITLES and field)
    yield from (Line(f"{head}：{field}", solid=True) for head, field in short if head not in _TITLES and field)
    yield from (Line(line) for line in record[longest].splitlines())


def _records(text: str, mark: str) -> list[list[str]]:
    """The records of a text; none where its quotation marks make no sense."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, skipinitialspace=True))
    except csv.Error:
        return []


def _is_table(records: Sequence[Sequence[str]]) -> bool:
    rows = [record for record in records if any(field.strip() for field in record)]
    table = [row for row in rows if len(row) > 1]
    lone = [at for at, row in enumerate(rows) if len(row) == 1]
    at_edges = all(at < _FEW or at >= len(rows) - _FEW for at in lone) and len(lone) < len(table)
    if len(table) < 2 or not at_edges or len({len(row) for row in table}) > 1:
        return False
    filled = sum(any(row[at].strip() for row in table) for at in range(len(table[0])))
    sentences = sum("。" in "".join(row) for row in table)
    return filled > 1 and sentences <= _PROSE * len(table)
