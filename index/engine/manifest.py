"""The index folder: generations, the one in use, and the manifest by which it is verified.

    DIR/
      CURRENT              the name of the generation in use; replaced atomically, last
      generation-000012/
        …                  what the engine keeps (`index.engine.local`)
        manifest.json      what it holds and a checksum of every other file; written last

A generation is never changed once CURRENT names it, so readers need no lock and never see half a build.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexBroken, IndexMismatch, IndexMissing
from index.reasons import Reason
from index.split import SplitSettings

FORMAT = 6
CURRENT = "CURRENT"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of the shelf that could not be read, and why."""

    source: str
    sha256: str
    reason: Reason

    def to_dict(self) -> dict[str, Any]:
        return {"source": self.source, "sha256": self.sha256, **self.reason.to_dict()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Refused:
        return cls(data["source"], data["sha256"], Reason.from_dict(data))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds.

    `means` by which files were read that are not there always: "ocr", "office". `files` maps each file's path within
    the generation to its SHA-256.
    """

    format: int
    generation: str
    embedder: str
    split: SplitSettings
    means: tuple[str, ...]
    reports: int
    passages: int
    refused: tuple[Refused, ...]
    files: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        return asdict(self) | {"refused": [it.to_dict() for it in self.refused]}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Manifest:
        refused = tuple(Refused.from_dict(entry) for entry in data["refused"])
        split, means = SplitSettings(**data["split"]), tuple(data["means"])
        return cls(**{**data, "split": split, "means": means, "refused": refused, "files": {**data["files"]}})


def current(path: Path) -> Path:
    """The folder of the generation in use; raises IndexMissing."""
    try:
        name = (path / CURRENT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissing(
            f"{path}: no index here; make one with python -m index build REPORTS --out {path}"
        ) from error
    if not re.fullmatch(r"generation-\d{6,12}", name) or not (path / name / MANIFEST).is_file():
        raise IndexBroken(f"{path}: CURRENT names {name!r}, which is no generation; run python -m index build again")
    return path / name


def read_manifest(folder: Path) -> Manifest:
    """Raises IndexBroken for a manifest that cannot be read, IndexMismatch for another format's."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise IndexMismatch(
                f"{folder.parent}: format {data['format']}, this release reads {FORMAT}; "
                f"run python -m index build FOLDER --out {folder.parent}"
            )
        return Manifest.from_dict(data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexBroken(f"{folder / MANIFEST}: unreadable ({error}); run python -m index build again") from error


def verify(folder: Path, manifest: Manifest) -> None:
    """Raises IndexBroken, naming the first file that is missing or not what the manifest says."""
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file() or checksum(path) != expected:
            raise IndexBroken(f"{path}: missing or altered; delete {folder.parent} and run python -m index build again")


def checksum(path: Path) -> str:
    """SHA-256 of a file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
