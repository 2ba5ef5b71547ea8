"""Zip archives that hold a document: read without trust, and, for Office Open XML, its parts and their relationships.

The Open Packaging Conventions (ECMA-376 part 2) say where the main part is and what belongs to it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from index.load.sanity import Unreadable
from index.reasons import Code

MAX_UNPACKED = 300 * 1024 * 1024
MAX_MEMBERS = 20_000
MAX_RATIO = 200  # unpacked to packed; XML packs to a tenth, rows of empty cells to a hundredth
_SMALL = 10 * 1024 * 1024  # below this no ratio is a danger
_LOCKED = 0x1  # flag bit of a zip entry
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Strict documents say the same as transitional ones in other namespaces (ECMA-376 part 4, annex A).
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_SAFELY: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Package:
    """An archive's members by name.

    Raises Unreadable for archives that are broken, locked, or unpack to more than 300 MiB or 200 times their size.
    """

    def __init__(self, data: bytes) -> None:
        with _broken_archives_refused():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > MAX_UNPACKED or len(entries) > MAX_MEMBERS:
            raise Unreadable(Code.UNPACKS_TO_TOO_MUCH, MAX_UNPACKED // 2**20, f"{MAX_MEMBERS:,}")
        if unpacked > max(_SMALL, MAX_RATIO * len(data)):
            raise Unreadable(Code.INFLATES_TOO_MUCH, MAX_RATIO)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise Unreadable(Code.LOCKED)
        self.names = frozenset(entry.filename for entry in entries)

    def read(self, name: str) -> bytes:
        """A member's bytes, never more than the archive declared for it; raises Unreadable where it is broken."""
        with _broken_archives_refused(), self._archive.open(name) as member:
            return member.read(self._archive.getinfo(name).file_size)

    def xml(self, name: str) -> Any:
        """The root element of a part, in transitional namespaces; raises Unreadable for what is not sound XML."""
        with _broken_xml_refused(name):
            root = etree.fromstring(self._transitional(name), etree.XMLParser(**_SAFELY))
        _refuse_entities(root)
        return root

    def stream(self, name: str, *tags: str) -> Iterator[Any]:
        """The elements of these tags in a long part, one after the other; each is gone when the next is asked for."""
        with _broken_xml_refused(name):
            events = etree.iterparse(io.BytesIO(self._transitional(name)), tag=tags, **_SAFELY)
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        _refuse_entities(events.root)

    def _transitional(self, name: str) -> bytes:
        return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", self.read(name))

    def related(self, name: str = "") -> dict[str, str]:
        """What belongs to a part, or to the package: id of the relationship and its short type → name of the part.

        `related("word/document.xml")["styles"] == "word/styles.xml"`; of several of one type, the first.
        """
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, str] = {}
        for entry in self.xml(rels).iter(_RELATIONSHIP) if rels in self.names else ():
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            if target in self.names and entry.get("TargetMode") != "External":
                found[entry.get("Id", "")] = target
                found.setdefault(posixpath.basename(entry.get("Type", "")), target)
        return found

    def main(self) -> str:
        """The name of the main part, by its relationship or by custom; empty where there is none."""
        named = self.related().get("officeDocument", "")
        usual = (name for name in ("word/document.xml", "xl/workbook.xml") if name in self.names)
        return named or next(usual, "")


@contextmanager
def _broken_archives_refused() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise Unreadable(Code.ARCHIVE_BROKEN) from error


@contextmanager
def _broken_xml_refused(name: str) -> Iterator[None]:
    try:
        yield
    except etree.XMLSyntaxError as error:
        raise Unreadable(Code.DOCUMENT_BROKEN, posixpath.basename(name)) from error


def _refuse_entities(root: Any) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(Code.ENTITIES)
