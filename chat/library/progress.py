"""Files on their way to the shelf: how far each of them is, reported to whoever looks on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from index.errors import BaogaoError, UnreadableReport
from index.files.folder import shown
from index.files.worker import Failure, File, Pages

if TYPE_CHECKING:
    from index import Report
    from index.files.parse import Content


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file that was to be put on the shelf: a report, or the reason why not."""

    name: str
    report: Report | None = None
    refusal: BaogaoError | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a file is: `done` of `total` pages read from pictures, or of what is indexed; 0 of 0 where none count."""

    name: str
    stage: Literal["waiting", "reading", "read", "indexing"] = "waiting"
    done: int = 0
    total: int = 0


Listener = Callable[[Sequence[Step | Added]], None]
"""Called with where each file stands, in the order that they were given in, whenever one has come further."""


def unheard(_steps: Sequence[Step | Added]) -> None:
    """Steps that nobody looks at."""


class Batch:
    """The files that are put on the shelf together, and where each stands; it hears of that from the index."""

    def __init__(self, taken: Sequence[Path | Added], listener: Listener) -> None:
        """`taken` is where each file lies in the folder of reports, or what became of it already."""
        self._listener = listener
        self._sources = ["" if isinstance(it, Added) else source_of(it) for it in taken]
        self._steps = [it if isinstance(it, Added) else Step(it.name) for it in taken]
        listener(tuple(self._steps))

    def watch(self, file: File, news: Content | Failure | Pages) -> None:
        """Hears of one file while files are read, see `index.files.pool.Watch`; it may be none of these."""
        found = [at for at, source in enumerate(self._sources) if source == file.source]
        for at in found:  # the same file may have been given twice
            self._steps[at] = _step(self._steps[at].name, news)
        if found:
            self._listener(tuple(self._steps))

    def progress(self, stage: str, done: int, total: int) -> None:
        """Hears of the stage that is one for all, see `index.files.pool.Progress`."""
        if stage == "embed":
            counts = (done, total) if done < total else (0, 0)  # what comes after the last cannot be counted
            self._steps = [it if isinstance(it, Added) else Step(it.name, "indexing", *counts) for it in self._steps]
            self._listener(tuple(self._steps))


def _step(name: str, news: Content | Failure | Pages) -> Step | Added:
    match news:
        case Pages(done, total):
            return Step(name, "reading", done, total)
        case Failure(reason):
            return Added(name, refusal=UnreadableReport(name, reason))
        case _:
            return Step(name, "read")


def source_of(path: Path) -> str:
    """As the index will name a file that lies directly in the folder."""
    return shown(Path(path.name))
