"""One file in, its lines out: `load(path)` decides the kind by content, not by suffix.

Each format has a module with one function, `read(data) -> Loaded`, that raises `Unreadable` with a reason.
"""

from __future__ import annotations

import stat
from pathlib import Path

from index.errors import UnreadableReport
from index.load import docx, html, pdf, text
from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable, refuse_gibberish

__all__ = ["Line", "Loaded", "load"]

MAX_BYTES = 200 * 1024 * 1024


def load(path: Path, source: str) -> Loaded:
    """The lines of the file at `path`; raises UnreadableReport, naming `source` and the reason."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable("not a file that can be read to an end")
        if state.st_size > MAX_BYTES:
            raise Unreadable(f"larger than {MAX_BYTES // 2**20} MiB; split it")
        loaded = _read(path.read_bytes())
        refuse_gibberish(loaded)
    except Unreadable as error:
        raise UnreadableReport(source, str(error)) from error
    except OSError as error:
        raise UnreadableReport(source, f"cannot be opened ({error.strerror})") from error
    return loaded


def _read(data: bytes) -> Loaded:
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("the file is empty")
    if b"%PDF-" in data[:1024]:
        return pdf.read(data)
    if data.startswith(b"PK\x03\x04"):
        return docx.read(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("an old Word or WPS file; save it as .docx")
    decoded = text.decode(data)
    return html.read(decoded) if html.is_html(decoded) else text.read(decoded)
