"""Which files the shelf takes in the chat: of what kind, how large, and under what name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from chat.messages import say
from index.errors import BaogaoError

KINDS = frozenset(
    ".txt .md .html .htm .mhtml .mht .pdf .docx .doc .wps .rtf .odt .xlsx .xls .xlsb .et .ods .csv .tsv .xml "
    ".png .jpg .jpeg .tif .tiff .bmp .webp".split()
)
LARGEST = 200 * 2**20  # bytes of a file that the index takes
LONGEST_NAME, LONGEST_BYTES = 120, 240  # a file system takes 255 bytes, and a Chinese character has three
_UNSHOWN = {"Cc", "Cf", "Cs"}  # commands to a terminal, marks that turn the direction of writing, halves of characters
_HIDDEN = ".~$ "  # what begins with these is passed over when a shelf is read


class Objection(BaogaoError):
    """Why the shelf does not do what it was asked to, as the page's own words say it in either language."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say(key, "en", **values))
        self._key, self._values = key, values

    def line(self, language: str) -> str:
        return say(self._key, language, **self._values)


def refused(name: str, file: Path, largest: int) -> Objection | None:
    """Why a file is not taken; None where it is. `largest` is how many bytes it may have."""
    suffix = Path(name).suffix
    if suffix.lower() not in KINDS:
        return Objection("shelf_kind", suffix=suffix or name)
    if file.stat().st_size > largest:
        return Objection("shelf_large", most=size(largest))
    return None


def size(number: int) -> str:
    """A number of bytes as people write it: 500 KB, 1.5 MB."""
    bits, unit = next((it for it in ((30, "GB"), (20, "MB"), (10, "KB")) if number >= 1 << it[0]), (0, "B"))
    return f"{number / (1 << bits):.4g} {unit}"


def safe_name(name: str) -> str:
    """The last part of a path that someone gave, as a name that a folder can hold and a person can read."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    line = " ".join("".join(c for c in base if unicodedata.category(c) not in _UNSHOWN).split())
    return fitted(Path(line.lstrip(_HIDDEN)))


def fitted(name: Path, number: str = "") -> str:
    """The name with its number before the suffix, cut to what file systems and people take."""
    ending = number + name.suffix[:16]
    stem = name.stem[: LONGEST_NAME - len(ending)]
    while len((stem + ending).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return stem + ending
