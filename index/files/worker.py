"""One worker: a process that reads files under limits, one after the other. `index.files.pool` starts and hears it."""

from __future__ import annotations

import logging
import os
import resource
import shutil
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

from index.errors import UnreadableReport
from index.reasons import Code, Reason

if TYPE_CHECKING:
    from index.files.parse import Content
    from index.files.sidecar import Overrides
    from index.split import SplitSettings

_OURS = str(Path(__file__).parents[1])


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take, and how many files are read at once.

    `seconds` without a sign of progress: a page that has been read is one.
    `total`   seconds in all; 2,000 pages by OCR take less on two cores.
    `memory`  bytes of address space, and of any file that its reader writes, where the system has such limits.
    `workers` files read at once, 1 or more; each may load models of its own for OCR.

    How many pages and characters a report may have, and how large its file may be, its loader says.
    """

    seconds: float = 120
    total: float = 7200
    memory: int = 3 * 2**30
    workers: int = min(cores(), 8)


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: where it lies, the name it is cited by, its checksum, which the report carries, and what a
    person says of it."""

    path: Path
    source: str
    sha256: str = ""
    overrides: Overrides | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is given."""

    file: File
    settings: SplitSettings
    ocr: bool
    limits: Limits


@dataclass(frozen=True, slots=True)
class Ready:
    """A worker's first word: all that it reads with is there."""


@dataclass(frozen=True, slots=True)
class Pages:
    """A sign of progress: pages that a worker has read by OCR, of how many in its file; 0 of 0 for any other page."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read, in one line. `kind` says what failed: the file, or its reader and in what way."""

    reason: Reason
    kind: Literal["file", "memory", "time", "crash"] = "file"


def serve(handle: int, scratch: str) -> None:
    """Reads what the connection asks for until the parent closes it; whatever is written goes into `scratch`."""
    Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries warn of is no concern of a shelf's owner
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import index.files.parse  # noqa: F401 (what cannot be imported must not look like the fault of a file)

    connection = Connection(handle)
    with suppress(EOFError, OSError):  # the parent is gone
        connection.send(Ready())
        while True:
            connection.send(_outcome(connection.recv(), connection.send))
    _end(scratch)


def _end_with_parent(scratch: str) -> None:
    """Waits until the parent, which never writes to it, lets go of our standard input."""
    os.read(0, 1)
    _end(scratch)


def _end(scratch: str) -> None:
    """Leaves nothing behind: neither the folder, nor any process that was started from this one, nor this one."""
    shutil.rmtree(scratch, ignore_errors=True)
    os.killpg(os.getpid(), signal.SIGKILL)


def _outcome(job: Job, send: Callable[[Pages], None]) -> Content | Failure:
    alarm = _Alarm(job.limits)

    def tell(done: int, total: int) -> None:
        alarm.wind()
        send(Pages(done, total))

    try:
        with _limited(job.limits.memory):
            return _read(job, tell)
    finally:
        alarm.stop()


def _read(job: Job, tell: Callable[[int, int], None]) -> Content | Failure:
    from index.files.parse import read_report  # the parent reads this module too, and has no use for the loaders

    file = job.file
    try:
        return read_report(
            file.path, file.source, job.settings, file.sha256, file.overrides, ocr=job.ocr, progress=tell
        )
    except UnreadableReport as error:
        return Failure(error.reason)
    except MemoryError:
        return Failure(Reason.of(Code.OUT_OF_MEMORY, f"{job.limits.memory / 2**30:g}"), "memory")
    except RecursionError:
        return Failure(Reason.of(Code.TOO_DEEP))
    except Exception as error:  # noqa: BLE001 (a fault of ours over one file must not cost the others)
        return Failure(Reason.of(Code.READER_FAILED, *_fault(error)), "crash")


def _fault(error: Exception) -> tuple[str, str, int]:
    """What went wrong, and file and number of the last line of ours that it went through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_OURS)]
    return type(error).__name__, Path(frames[-1].filename).name, frames[-1].lineno or 0


class _Alarm:
    """Ends this process by a signal that nothing catches: it works in the midst of any call."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds
        self._end = time.monotonic() + limits.total
        self.wind()

    def wind(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, max(0.001, min(self._seconds, self._end - time.monotonic())))

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _limited(size: int) -> Iterator[None]:
    """No more address space, and no larger file written, than `size` bytes."""
    kinds = resource.RLIMIT_AS, resource.RLIMIT_FSIZE
    before = [resource.getrlimit(kind) for kind in kinds]
    for kind, (_, most) in zip(kinds, before, strict=True):
        with suppress(ValueError, OSError):  # macOS knows the first and will not set it
            resource.setrlimit(kind, (size if most == resource.RLIM_INFINITY else min(size, most), most))
    try:
        yield
    finally:
        for kind, limit in zip(kinds, before, strict=True):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, limit)
