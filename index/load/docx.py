"""Word files: paragraphs with their heading level and tables as rows, in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable

MAX_UNPACKED = 300 * 1024 * 1024
# What zipfile, zlib and python-docx raise over damaged, locked and foreign archives.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OpcError,
    LxmlError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)


def read(data: bytes) -> Loaded:
    """Raises Unreadable for archives that are not Word files, are broken, or unpack to more than 300 MiB."""
    try:
        _refuse_bomb(data)
        lines = tuple(_lines(docx.Document(io.BytesIO(data))))
    except _BROKEN as error:
        raise Unreadable(
            "an archive that is not a sound Word file (.docx); open it in Word and save it again"
        ) from error
    return Loaded("docx", lines)


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise Unreadable(f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")


def _lines(container: Any) -> Iterator[Line]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from (Line(row, solid=True) for row in _rows(block))
        else:
            level = _level(block)
            yield from (Line(part, level=level, solid=True) for part in block.text.split("\n"))


def _level(paragraph: Any) -> int:
    mark = _HEADING.fullmatch(paragraph.style.name or "") if paragraph.style is not None else None
    return int(mark[1]) if mark else int((paragraph.style is not None) and paragraph.style.name == "Title")


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(row.cells)  # a merged cell is met once for every column that it spans
        yield "\t".join(" ".join(cell.text.split()) for cell in cells)
