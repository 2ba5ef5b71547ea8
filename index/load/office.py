"""Old and foreign office files (.doc, .wps, .xls, .rtf, .odt, .ods) by way of LibreOffice, where it is installed.

LibreOffice runs without a window, with a profile of its own that runs no macros and follows no links, in a temporary
folder, under a neutral name. It stays in this process's group, so that what ends this process ends it too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.load import docx, spreadsheet
from index.load.lines import Loaded
from index.load.package import MAX_UNPACKED, Package
from index.load.sanity import Unreadable
from index.reasons import Code, Reason

SECONDS = 60.0
GRACE = 5.0  # seconds in which its launcher ends what it started
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its `name` for people, its usual suffix, what it is converted to, and the package that can."""

    name: Code
    suffix: str
    target: str = "docx"
    package: str = "libreoffice-writer-nogui"


WORD = Kind(Code.OLD_WORD, "doc")
RICH_TEXT = Kind(Code.RICH_TEXT, "rtf")
WORD_XML = Kind(Code.WORD_XML, "xml")
OPEN_TEXT = Kind(Code.OPEN_TEXT, "odt")
EXCEL = Kind(Code.OLD_EXCEL, "xls", "xlsx", "libreoffice-calc-nogui")
EXCEL_BINARY = Kind(Code.BINARY_EXCEL, "xlsb", "xlsx", "libreoffice-calc-nogui")
EXCEL_XML = Kind(Code.EXCEL_XML, "xml", "xlsx", "libreoffice-calc-nogui")
OPEN_SHEET = Kind(Code.OPEN_SHEET, "ods", "xlsx", "libreoffice-calc-nogui")

# No macro runs, no link is followed: whether to update links, 2 is never.
_SETTINGS = {
    "Common/Security/Scripting": {"DisableMacrosExecution": "true", "BlockUntrustedRefererLinks": "true"},
    "Writer/Content/Update": {"Link": "2"},
    "Calc/Content/Update": {"Link": "2"},
}


def is_installed() -> bool:
    """Can files be converted here?"""
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _profile() -> str:
    items = "\n".join(
        f'<item oor:path="/org.openoffice.Office.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}\n</oor:items>\n'


def compound_kind(data: bytes) -> Kind:
    """What an OLE compound file holds, by the names of its streams; raises Unreadable for locked and other files."""
    if _holds(data, "EncryptedPackage"):
        raise Unreadable(Code.LOCKED)
    if _holds(data, "WordDocument"):
        return WORD
    if _holds(data, "Workbook") or _holds(data, "Book"):
        return EXCEL
    if _holds(data, "PowerPoint Document"):
        raise Unreadable(Code.POWERPOINT)
    return WORD


def _holds(data: bytes, stream: str) -> bool:
    return f"{stream}\0".encode("utf-16-le") in data


def open_document_kind(package: Package) -> Kind:
    """Raises Unreadable for drawings, slides and what else is no report."""
    media = package.read("mimetype").decode("ascii", "replace").strip()
    kinds = {_OPEN_DOCUMENT + "text": OPEN_TEXT, _OPEN_DOCUMENT + "spreadsheet": OPEN_SHEET}
    if media not in kinds:
        raise Unreadable(Code.UNKNOWN_FORMAT)
    return kinds[media]


def read(data: bytes, kind: Kind) -> Loaded:
    """Raises Unreadable where LibreOffice is not installed, takes more than 60 s, or makes nothing of the file."""
    converted = _convert(data, kind)
    loaded = docx.read(converted) if kind.target == "docx" else spreadsheet.read(converted)
    return replace(loaded, format=kind.suffix)


def _convert(data: bytes, kind: Kind) -> bytes:
    program = _program()
    if program is None:
        raise Unreadable(Code.OFFICE_MISSING, Reason.of(kind.name), kind.package, kind.target)
    with TemporaryDirectory(prefix="baogao-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_profile(), encoding="utf-8")
        (folder / f"document.{kind.suffix}").write_bytes(data)
        status = _run(program, folder, kind)
        made = folder / "out" / f"document.{kind.target}"
        if status != 0 or not made.is_file() or made.stat().st_size > MAX_UNPACKED:
            raise Unreadable(Code.OFFICE_FAILED, Reason.of(kind.name), kind.target)
        return made.read_bytes()


def _run(program: str, folder: Path, kind: Kind) -> int:
    """Converts the document in the folder; its exit status."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nolockcheck", "--convert-to", kind.target, "--outdir", str(folder / "out")]
    command += [str(folder / f"document.{kind.suffix}")]
    own = {"HOME": str(folder), "TMPDIR": str(folder)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=os.environ | own, stdin=quiet, stdout=quiet, stderr=quiet)
    try:
        return process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(Code.OFFICE_TOO_SLOW, Reason.of(kind.name), kind.target) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks first: the launcher then ends LibreOffice itself, which it would leave behind if it were killed."""
    process.terminate()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
