"""Word files: paragraphs, headings and tables in their order; broken archives refused."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.document import Document

from index.load.docx import read
from index.load.sanity import Unreadable


def fill(document: Document) -> None:
    document.add_heading("云湖区2023年法治政府建设报告", 0)
    document.add_heading("一、主要举措", 1)
    document.add_paragraph("全年集体学法4次。\n普法12场。")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    table.cell(0, 2).text = "件\n数"
    for cell, words in zip(table.rows[1].cells, ("许可", "行政", "277"), strict=True):
        cell.text = words
    document.add_paragraph("二、下一步打算", "Heading 2")


@pytest.fixture
def data(make_docx: Any) -> bytes:
    return bytes(make_docx(fill))


def test_paragraphs_headings_and_tables_in_order(data: bytes) -> None:
    loaded = read(data)
    assert [(line.text, line.level) for line in loaded.lines] == [
        ("云湖区2023年法治政府建设报告", 1),
        ("一、主要举措", 1),
        ("全年集体学法4次。", 0),
        ("普法12场。", 0),
        ("项目\t件 数", 0),
        ("许可\t行政\t277", 0),
        ("二、下一步打算", 2),
    ]
    assert (loaded.format, loaded.pages) == ("docx", 0)
    assert all(line.solid and line.page is None for line in loaded.lines)


@pytest.mark.parametrize(
    ("part", "damage"),
    [
        ("word/document.xml", lambda _: b""),
        ("word/document.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/document.xml", lambda _: b"<a/>"),
        ("word/styles.xml", lambda _: b"<a/>"),
        ("word/_rels/document.xml.rels", lambda _: b"<a/>"),
        ("_rels/.rels", lambda xml: xml.replace(b"officeDocument", b"x")),
        ("_rels/.rels", lambda xml: xml.replace(b"package/2006/relationships", b"x", 1)),
        ("[Content_Types].xml", lambda xml: xml.replace(b"application/", b"x/")),
    ],
)
def test_damaged_parts_are_refused(data: bytes, change_part: Any, part: str, damage: Any) -> None:
    with pytest.raises(Unreadable, match="not a sound Word file"):
        read(change_part(data, part, damage))


def test_a_damaged_archive_is_refused(data: bytes) -> None:
    """Noise over the packed bytes of the document itself, whose place the archive still knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.getinfo("word/document.xml").header_offset + 60
    with pytest.raises(Unreadable, match="not a sound Word file"):
        read(data[:at] + b"\xff" * 200 + data[at + 200 :])


def test_an_archive_of_an_unknown_method_is_refused(data: bytes) -> None:
    entry = data.index(b"PK\x01\x02")
    with pytest.raises(Unreadable, match="not a sound Word file"):
        read(data[: entry + 6] + b"\xff\x00" + data[entry + 8 :])


def test_a_locked_archive_is_refused(data: bytes) -> None:
    """The bit that says "encrypted" is set on every entry."""
    locked = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            locked[at + flags] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(Unreadable, match="not a sound Word file"):
        read(bytes(locked))


def test_what_unpacks_to_too_much_is_refused_unpacked(data: bytes) -> None:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/bomb.xml", "w") as bomb:
        for _ in range(301):
            bomb.write(bytes(2**20))
    assert len(out.getvalue()) < 2**20
    with pytest.raises(Unreadable, match="unpacks to more than 300 MiB"):
        read(out.getvalue())
