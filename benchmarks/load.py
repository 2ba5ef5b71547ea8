"""How long loading takes: for each format of a folder of reports, files, pages and seconds, cold and warm.

    python -m benchmarks.load --reports examples/reports

Cold is the first reading in a new process, its imports included; warm is the best of three more. One process reads one
file after the other; last, the whole folder is read by as many workers as there are cores, as a build does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from index.files.pool import close, read_files
from index.files.worker import Failure, File, Limits
from index.split import SplitSettings

_ALONE = """
import json, sys, time
start = time.perf_counter()
from pathlib import Path
from index.errors import UnreadableReport
from index.load import load
def read():
    pages = read = 0
    for name in sys.argv[2:]:
        try:
            pages += load(Path(name), name, ocr=json.loads(sys.argv[1])).pages
            read += 1
        except UnreadableReport:
            pass
    return read, pages
read_, pages = read()
cold = time.perf_counter() - start
def timed():
    start = time.perf_counter()
    read()
    return time.perf_counter() - start
print(json.dumps([read_, pages, cold, min(timed() for _ in range(3))]))
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """Files of one format loaded in one process: how many were read, their pages, and seconds for all of them."""

    files: int
    read: int
    pages: int
    cold: float
    warm: float


def loading(paths: Sequence[Path], ocr: bool) -> Loading:
    """Loads the files in a process of its own, four times."""
    command = [sys.executable, "-c", _ALONE, json.dumps(ocr), *map(str, paths)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return Loading(len(paths), *told)


def by_suffix(reports: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(path for path in reports.rglob("*") if path.is_file()):
        found.setdefault(path.suffix.lower(), []).append(path)
    return found


def whole(reports: Path, ocr: bool, workers: int) -> tuple[int, float]:
    """Reads the whole folder, from load to passages; how many files were read, and seconds, workers' start included."""
    close()
    files = [File(path, str(path)) for paths in by_suffix(reports).values() for path in paths]
    start = time.perf_counter()
    results = read_files(files, SplitSettings(), ocr=ocr, limits=Limits(workers=workers))
    return sum(not isinstance(it, Failure) for it in results), time.perf_counter() - start


def main(
    reports: Annotated[Path, typer.Option(help="A folder of reports.")],
    ocr: Annotated[bool, typer.Option(help="Read pictures too.")] = False,
) -> None:
    """Times the loading of each format of a folder."""
    table = Table("format", "files", "read", "pages", "cold", "warm", "warm, a file", "warm, a page")
    for suffix, paths in by_suffix(reports).items():
        it = loading(paths, ocr)
        page = f"{1000 * it.warm / it.pages:.0f} ms" if it.pages else "—"
        figures = (it.files, it.read, it.pages or "—", f"{it.cold:.2f} s", f"{it.warm:.2f} s")
        table.add_row(suffix, *map(str, figures), f"{1000 * it.warm / it.files:.0f} ms", page)
    out = Console(width=None if sys.stdout.isatty() else 120)
    out.print(table)
    for workers in (1, Limits().workers):
        read, seconds = whole(reports, ocr, workers)
        out.print(
            f"the whole folder, to passages, by {workers} workers: {read} read in {seconds:.1f} s", highlight=False
        )


if __name__ == "__main__":
    typer.run(main)
