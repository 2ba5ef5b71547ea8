"""Plain text and Markdown, in UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_MARK = re.compile(r"(#{1,6})\s+\S")


def decode(data: bytes) -> str:
    """Bytes to text; raises Unreadable where none of the encodings fits."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["gb18030", "big5", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        raise Unreadable("neither text nor any format that is known")
    return str(best)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"begins as {encoding} but breaks off at byte {error.start}") from error


def read(text: str) -> Loaded:
    """Lines as they stand; Markdown headings keep their marks and carry their level."""
    if "\0" in text:
        raise Unreadable("neither text nor any format that is known")
    return Loaded("text", tuple(Line(line, level=_level(line)) for line in text.splitlines()))


def _level(line: str) -> int:
    mark = _MARK.match(line)
    return len(mark[1]) if mark else 0
