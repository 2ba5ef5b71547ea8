"""The kind of a file goes by its content; whatever cannot be read is refused with one line, never with a traceback."""

from __future__ import annotations

import io
import os
import random
import shutil
import zipfile
from collections.abc import Callable
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from index.errors import UnreadableReport
from index.files.parse import read_report
from index.load import load
from index.split import SplitSettings
from tests.index.load.office_files import p, relationships, word, zipped

EXAMPLES = Path(__file__).parents[3] / "examples" / "reports"
PDF = EXAMPLES / "青岚市2025年政府工作报告.pdf"
DOCX = EXAMPLES / "2024年青岚市政府工作报告.docx"
HTML = EXAMPLES / "松溪区2024年政府工作报告全文.html"
TXT = EXAMPLES / "云湖区政府工作报告_20250109.txt"
MUTANTS = {".txt": 40, ".md": 40, ".html": 40, ".docx": 60, ".pdf": 20}


@pytest.mark.parametrize(
    ("file", "name", "kind"),
    [
        (PDF, "报告.txt", "pdf"),
        (PDF, "报告.docx", "pdf"),
        (DOCX, "报告.pdf", "docx"),
        (DOCX, "报告", "docx"),
        (HTML, "报告.txt", "html"),
        (HTML, "报告.docx", "html"),
        (TXT, "报告.pdf", "text"),
        (TXT, "报告.html", "text"),
    ],
)
def test_content_decides_the_kind(load_bytes: Any, file: Path, name: str, kind: str) -> None:
    loaded = load_bytes(file.read_bytes(), name)
    assert loaded.format == kind
    assert loaded == load(file, file.name)


def test_what_may_be_shown_in_a_browser_or_a_sheet(load_bytes: Any) -> None:
    page = "<html><body><p>云湖区2023年共办理行政许可277件，较上年增长一成。</p></body></html>"
    assert load_bytes(MIMEText(page, "html", "utf-8").as_bytes(), "报告.mht").format == "html"
    assert load_bytes(page.encode("gb18030"), "报告.doc").format == "html"
    assert load_bytes("项目,件数\n许可,5\n".encode("gb18030"), "年报.xls").format == "csv"
    assert load_bytes(word(p("云湖区2023年报告。")), "报告.wps").format == "docx"
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["项目", "件数"])
    book.save(out)
    assert load_bytes(out.getvalue(), "年报.doc").format == "xlsx"


@pytest.mark.parametrize("kind", ["document", "document.macroEnabled", "template", "template.macroEnabledTemplate"])
def test_word_files_of_every_kind(load_bytes: Any, change_part: Any, make_docx: Any, kind: str) -> None:
    """.docm, .dotx and .dotm say so but in the list of what the parts are."""
    data = make_docx(lambda document: document.add_paragraph("云湖区2023年报告。"))
    other = change_part(
        data, "[Content_Types].xml", lambda xml: xml.replace(b"document.main+xml", f"{kind}.main+xml".encode())
    )
    assert load_bytes(other).format == "docx"


def test_ocr_can_be_turned_off_and_tells_how_far_it_is(load_bytes: Any, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text("云湖区2023年报告。", "utf-8")
    seen: list[tuple[int, int]] = []
    loaded = load(tmp_path / "报告.txt", "x", ocr=False, progress=lambda done, total: seen.append((done, total)))
    assert (loaded.scanned, loaded.unread, seen) == ((), (), [])


MIMETYPE = "application/vnd.oasis.opendocument."
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

UNREADABLE = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t\n", "empty"),
    "zeros": (bytes(4096), "empty"),
    "byte order mark alone": (b"\xef\xbb\xbf", "no text"),
    "random bytes": (random.Random(1).randbytes(4096), ""),
    "picture": (b"\x89PNG\r\n\x1a\n" + random.Random(2).randbytes(4096), ""),
    "cut inside a character": ("报告".encode() + "告".encode()[:2], ""),
    "half a UTF-16 character": ("报告。".encode("utf-16")[:-1], "breaks off"),
    "locked office file": (OLD + "EncryptedPackage\0".encode("utf-16-le"), "locked with a password"),
    "old slides": (OLD + "PowerPoint Document\0".encode("utf-16-le"), "PowerPoint"),
    "mojibake": ("云湖区2023年法治政府建设报告。".encode().decode("latin-1").encode(), "gibberish"),
    "head of a PDF": (b"%PDF-1.7\n", "broken PDF"),
    "half a PDF": (PDF.read_bytes()[:2000], "PDF"),
    "a PDF's head before noise": (b"%PDF-1.4\n" + random.Random(3).randbytes(4096), "PDF"),
    "half an archive": (DOCX.read_bytes()[: DOCX.stat().st_size // 2], "broken archive"),
    "packed folder": (zipped({"报告.txt": "云湖区2023年"}), "unpack it into the folder"),
    "slides": (zipped({"_rels/.rels": relationships({"officeDocument": "ppt/a.xml"}), "ppt/a.xml": ""}), "PowerPoint"),
    "national format": (zipped({"OFD.xml": ""}), "print it to PDF"),
    "drawing": (zipped({"mimetype": MIMETYPE + "graphics"}), "neither text nor"),
    "book": (zipped({"mimetype": "application/epub+zip"}), "neither text nor"),
    "other archives": (b"Rar!\x1a\x07\x01\x00", "unpack it into the folder"),
    "markup that is no page": (b'<?xml version="1.0"?><rss/>', "XML"),
    "web page without content": (b"<html><head><title></title></head><body></body></html>", "web page"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_files_are_refused_with_one_line(load_bytes: Any, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport) as refused:
        load_bytes(data, "坏文件")
    assert refused.value.source == "坏文件"
    assert reason in str(refused.value.reason)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (OLD + "WordDocument\0".encode("utf-16-le"), "an old Word file"),
        (OLD + "Workbook\0".encode("utf-16-le"), "an old Excel file"),
        (rb"{\rtf1 report}", "a rich text file"),
        (zipped({"mimetype": MIMETYPE + "text"}), "an OpenDocument file"),
        (zipped({"mimetype": MIMETYPE + "spreadsheet"}), "an OpenDocument spreadsheet"),
        (zipped({"_rels/.rels": relationships({"officeDocument": "xl/w.bin"}), "xl/w.bin": ""}), "a binary Excel file"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "a Word file as XML"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><w/>', "an Excel file as XML"),
    ],
)
def test_what_needs_libreoffice_says_so(
    load_bytes: Any, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UnreadableReport, match=f"{name}.*: install LibreOffice"):
        load_bytes(data)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match=r"无\.txt: cannot be opened \(No such file"):
        load(tmp_path / "无.txt", "无.txt")


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(201 * 2**20)
    with pytest.raises(UnreadableReport, match="larger than 200 MiB"):
        load(path, path.name)


def flipped(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice([1, 5, 50])):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def cut_short(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(len(data))]


def with_hole(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randrange(1, 3000) :]


def zeroed(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    size = min(dice.randrange(1, 3000), len(data) - at)
    return data[:at] + bytes(size) + data[at + size :]


def repeated(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[: at + 2000] + data[at:]


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flipped, cut_short, with_hole, zeroed, repeated)


def part_changed(data: bytes, dice: random.Random, change_part: Any) -> bytes:
    """A Word file of which one part is damaged: checksums of the archive hold, so the damage reaches the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = dice.choice([entry.filename for entry in archive.infolist() if entry.file_size])
    return bytes(change_part(data, name, lambda part: dice.choice(CHANGES)(part, dice)))


@pytest.mark.parametrize("suffix", MUTANTS)
def test_damaged_files_are_read_or_refused(tmp_path: Path, change_part: Any, suffix: str) -> None:
    """Seeded damage to every example; anything but UnreadableReport fails."""
    dice = random.Random(suffix)
    files = sorted(EXAMPLES.glob(f"*{suffix}"))
    path = tmp_path / "damaged"
    for number in range(MUTANTS[suffix]):
        data = dice.choice(files).read_bytes()
        inner = suffix == ".docx" and number % 2
        path.write_bytes(part_changed(data, dice, change_part) if inner else dice.choice(CHANGES)(data, dice))
        try:
            read_report(path, "damaged", SplitSettings())
        except UnreadableReport as refused:
            assert len(str(refused).splitlines()) == 1


def test_what_never_ends_is_refused_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableReport, match="not a file that can be read to an end"):
        load(tmp_path / "pipe.txt", "pipe.txt")
