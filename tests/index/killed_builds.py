"""Builds an index again and again and is killed before each of its file operations in turn.

    python -m tests.index.killed_builds SHELF OLD OUT EMBEDDER_FILE

OLD is an index; each build starts from a copy of it in OUT/000001, OUT/000002, …, and dies by SIGKILL at its 1st,
2nd, … operation inside that copy, until one is let through to the end. OUT/whole is built without any killing.
"""

from __future__ import annotations

import os
import runpy
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss

import index.build
from index.build import sync
from index.files.parse import Content, read_report
from index.files.worker import File
from index.split import SplitSettings

EVENTS = ("open", "os.", "shutil.", "sqlite3.connect")


def die_at(operation: int, folder: Path) -> None:
    """Kills this process just before its n-th operation on a file or folder inside `folder`."""
    left = operation

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event.startswith(EVENTS) and any(str(folder) in str(argument) for argument in arguments):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def build_in_a_child(shelf: Path, folder: Path, embedder: Any, operation: int) -> bool:
    """Was the child killed before it was done?"""
    child = os.fork()
    if not child:
        die_at(operation, folder)
        sync(shelf, folder, embedder=embedder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"operation {operation}: the build failed")
    return os.WIFSIGNALED(status)


def read_here(files: Sequence[File], settings: SplitSettings, **_: Any) -> list[Content]:
    """Reads in this process: the files are sound, and a worker for each child would take longer than all else."""
    return [read_report(file.path, file.source, settings, file.sha256) for file in files]


def main(shelf: Path, old: Path, out: Path, embedder_file: Path) -> None:
    index.build.read_files = read_here
    faiss.omp_set_num_threads(1)  # threads do not survive a fork
    embedder = runpy.run_path(str(embedder_file))["FakeEmbedder"]()
    sync(shelf, Path(shutil.copytree(old, out / "whole")), embedder=embedder)  # children find everything loaded
    killed, operation = True, 0
    while killed:
        operation += 1
        folder = Path(shutil.copytree(old, out / f"{operation:06}"))
        killed = build_in_a_child(shelf, folder, embedder, operation)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
