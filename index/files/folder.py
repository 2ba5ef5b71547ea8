"""Which files lie on a shelf, what each is called, what a person says of it, and which are left alone, and why.

Sidecars, hidden files, locks of editors and the index itself are no reports. Links are followed inside the shelf only:
what lies outside was not put there to be read.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import ShelfMissing, UnreadableReport
from index.files import sidecar
from index.files.sidecar import Overrides
from index.files.worker import File
from index.reasons import Code, Reason

_LARGEST = 200 * 2**20  # bytes that a loader takes; a larger file is not even summed
_LARGEST_SIDECAR = 64 * 1024  # bytes; what a person writes has some hundred
_UNSHOWN = {"Cc", "Cf", "Zl", "Zp"}  # line breaks, commands to a terminal, marks that turn the direction of writing


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files to be read, by source, and the sources that are not, with the reason."""

    files: dict[str, File] = field(default_factory=dict)
    barred: dict[str, Reason] = field(default_factory=dict)


def survey(reports: Path, index: Path, meta: Path | None = None) -> Shelf:
    """All that lies in the folder `reports` and below it; the folder `index` is passed over.

    `meta` says what reports are, in place of their sidecars. Raises ShelfMissing where there is no such folder, or
    nothing in it, and UnreadableReport where `meta` is faulty or speaks of a file that is not there.
    """
    overrides = sidecar.read_shelf(meta) if meta else {}
    shelf = _found(reports, index, overrides)
    for source in overrides:
        if source not in shelf.files:
            raise UnreadableReport(str(meta), Reason.of(Code.NO_SUCH_REPORT, source, str(reports)))
    return shelf


def _found(reports: Path, index: Path, overrides: Mapping[str, Overrides]) -> Shelf:
    if not _is_folder(reports):
        raise ShelfMissing(f"{reports}: no such folder of reports")
    root = reports.resolve()
    shelf = Shelf()
    for path, reason in _entries(root, index.resolve()):
        source = shown(path.relative_to(root))
        if reason:
            shelf.barred[source] = reason
        elif not path.is_dir() and not sidecar.is_sidecar(path.name):  # a linked folder's files are met there
            _add(shelf, path, source, overrides.get(source), root)
    if not shelf.files and not shelf.barred:
        raise ShelfMissing(f"{reports}: the folder is empty; put reports into it first")
    return shelf


def _add(shelf: Shelf, path: Path, source: str, overrides: Overrides | None, root: Path) -> None:
    try:
        overrides = overrides or _said_beside(path, root)
        shelf.files[source] = File(path, source, _checksum(path, overrides), overrides)
    except UnreadableReport as error:
        shelf.barred[source] = Reason.of(Code.BESIDE, source + sidecar.SUFFIX, error.reason)


def _said_beside(path: Path, root: Path) -> Overrides | None:
    """What the file's sidecar says, where it has one that is not itself left alone; raises UnreadableReport."""
    beside = sidecar.beside(path)
    try:
        if not beside.is_file() or _bar(beside, root):
            return None
    except OSError:  # a name that is longer than the file system takes
        return None
    if beside.stat().st_size > _LARGEST_SIDECAR:
        raise UnreadableReport(beside.name, Reason.of(Code.SIDECAR_TOO_LARGE, _LARGEST_SIDECAR // 1024))
    return sidecar.read(beside)


def _checksum(path: Path, overrides: Overrides | None) -> str:
    """Of the file, and of what a person says of it; empty where it cannot be read, which its loader then reports."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError:
        return ""
    if overrides:
        digest.update(repr(overrides).encode())
    return digest.hexdigest()


def shown(path: Path) -> str:
    """A path as text that can be stored and shown, whatever its bytes are; no two paths look alike."""
    name = path.as_posix().replace("\\", "\\\\")
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSHOWN else c for c in text)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no file system takes, a folder above that may not be entered
        return False


def _entries(root: Path, index: Path) -> Iterator[tuple[Path, Reason | None]]:
    """Each file, link and closed folder, with the reason why it is left alone, if there is one."""
    closed: list[OSError] = []
    for folder, names, files in os.walk(root, onerror=closed.append):
        here = Path(folder)
        names[:] = sorted(name for name in names if not _is_hidden(name) and here / name != index)
        links = [name for name in names if (here / name).is_symlink()]
        for name in sorted((*links, *(name for name in files if not _is_hidden(name)))):
            with suppress(FileNotFoundError):  # gone by now, or a link to nothing
                yield here / name, _bar(here / name, root)
    for error in closed:
        yield Path(error.filename), Reason.of(Code.CLOSED, str(error.strerror))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _bar(path: Path, root: Path) -> Reason | None:
    """Why a file or a link is left alone; None where it is not. Raises FileNotFoundError."""
    try:
        state = path.stat()
    except FileNotFoundError:
        raise
    except OSError as error:
        return Reason.of(Code.CLOSED, str(error.strerror))
    if path.is_symlink() and not path.resolve().is_relative_to(root):
        return Reason.of(Code.LINK_OUTWARDS)
    if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
        return Reason.of(Code.ENDLESS)
    return Reason.of(Code.TOO_LARGE, _LARGEST // 2**20) if state.st_size > _LARGEST else None
