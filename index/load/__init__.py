"""One file in, its lines out: `load(path)` decides the kind by content, not by suffix.

Each format has a module with a function `read`, which gives a `Loaded` or raises `Unreadable` with a reason.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from index.errors import UnreadableReport
from index.load import docx, html, image, mhtml, office, pdf, spreadsheet, text
from index.load.lines import Line, Loaded, silent
from index.load.package import Package
from index.load.sanity import Unreadable, refuse_endless, refuse_gibberish
from index.reasons import Code, Reason

__all__ = ["Line", "Loaded", "load"]

MAX_BYTES = 200 * 1024 * 1024
_HEAD = 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")


def load(path: Path, source: str, *, ocr: bool = True, progress: Callable[[int, int], None] = silent) -> Loaded:
    """The lines of the file at `path`; raises UnreadableReport, naming `source` and the reason.

    Without `ocr`, pages that would need it are left out and named in `Loaded.unread`. `progress` is told of pages read
    by OCR and of how many there are.
    """
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(Code.ENDLESS)
        if state.st_size > MAX_BYTES:
            raise Unreadable(Code.TOO_LARGE, MAX_BYTES // 2**20)
        loaded = _read(path.read_bytes(), path.name, ocr, progress)
        refuse_endless(sum(len(line.text) for line in loaded.lines))
        refuse_gibberish(loaded)
    except Unreadable as error:
        raise UnreadableReport(source, error.reason) from error
    except OSError as error:
        raise UnreadableReport(source, Reason.of(Code.CLOSED, str(error.strerror))) from error
    return loaded


def _read(data: bytes, name: str, ocr: bool, progress: Callable[[int, int], None]) -> Loaded:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(Code.EMPTY)
    if b"%PDF-" in data[:_HEAD]:
        return pdf.read(data, ocr, progress)
    if image.is_image(data):
        return image.read(data, ocr, progress)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_COMPOUND):
        return office.read(data, office.compound_kind(data))
    if data.startswith(b"{\\rtf"):
        return office.read(data, office.RICH_TEXT)
    if data.startswith(_ARCHIVES):
        raise Unreadable(Code.ARCHIVE)
    return _written(data, name)


def _packed(data: bytes) -> Loaded:
    """A zip archive: an office file, or a folder that someone packed."""
    package = Package(data)
    if "mimetype" in package.names:
        return office.read(data, office.open_document_kind(package))
    if "OFD.xml" in package.names:
        raise Unreadable(Code.OFD)
    main = package.main()
    if main.endswith(".bin"):
        return office.read(data, office.EXCEL_BINARY)
    if main.startswith("ppt/"):
        raise Unreadable(Code.POWERPOINT)
    if not main:
        raise Unreadable(Code.ZIP)
    return spreadsheet.read(package) if main.startswith("xl/") else docx.read(package)


def _written(data: bytes, name: str) -> Loaded:
    """Text, whatever its marks; only for web pages does the file's name count too."""
    if mhtml.is_mhtml(data):
        return html.read(mhtml.page(data))
    if b"<?mso-application" in data[:_HEAD]:
        return office.read(data, office.EXCEL_XML if b"Excel.Sheet" in data[:_HEAD] else office.WORD_XML)
    decoded = html.decode(data)
    if html.is_html(decoded, name):
        return html.read(decoded)
    if decoded.lstrip().startswith("<?xml"):
        raise Unreadable(Code.XML_UNKNOWN)
    refuse_endless(len(decoded))
    if mark := spreadsheet.delimiter(decoded):
        return spreadsheet.read_csv(decoded, mark)
    return spreadsheet.prose(decoded) or text.read(decoded)
