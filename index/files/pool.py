"""Files are read in worker processes, so that no file can crash, hang or fill what reads the shelf.

A worker (`index.files.worker`) is a process of its own with a limit of memory and an alarm that ends it, whatever it
hangs in. It is started from nothing: no fork of a process that may have threads, no second run of the caller's script.
It reads one file after the other and is kept a while for the next shelf. It ends when this process is gone, however
that came, for then its standard input closes. What it writes goes into a folder of its own, which goes with it.

What passes between the processes is pickled by `multiprocessing.connection`; nothing is stored so.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Lock, Timer
from typing import TYPE_CHECKING, cast

from index.errors import UnreadableReport
from index.files.worker import Failure, File, Job, Limits, Pages, Ready, cores
from index.reasons import Code, Reason

if TYPE_CHECKING:
    from index.files.parse import Content
    from index.split import SplitSettings

_KEPT = 10.0  # seconds for which idle workers wait for the next shelf
_ROOT = str(Path(__file__).parents[2])
_START = (
    "import sys; sys.path[0] = sys.argv[1]; from index.files.worker import serve; serve(int(sys.argv[2]), sys.argv[3])"
)

Progress = Callable[[str, int, int], None]
"""Told of "read", files done and files in all, and of "ocr", pages done and pages known of so far."""
Watch = Callable[[File, "Content | Failure | Pages"], None]
"""Told of each file: `Pages` as its reading begins and goes on, and at last what it holds, or why it cannot be read."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def unwatched(_file: File, _news: Content | Failure | Pages) -> None:
    """News of a file that nobody waits for."""


def read_files(
    files: Sequence[File],
    settings: SplitSettings,
    *,
    ocr: bool = True,
    limits: Limits = Limits(),
    progress: Progress = silent,
    watch: Watch = unwatched,
) -> list[Content | Failure]:
    """What each file holds, or why it cannot be read, in the order of `files`. No file makes it raise."""
    reading = _Reading([Job(file, settings, ocr, limits) for file in files], limits, progress, watch)
    with _POOL.lock:
        try:
            return reading.results()
        finally:
            reading.abandon()
            _POOL.rest()


def read_file(
    file: File,
    settings: SplitSettings,
    *,
    ocr: bool = True,
    limits: Limits = Limits(),
    progress: Progress = silent,
) -> Content:
    """What one file holds, read in a worker too; raises UnreadableReport."""
    (result,) = read_files([file], settings, ocr=ocr, limits=limits, progress=progress)
    if isinstance(result, Failure):
        raise UnreadableReport(file.source, result.reason)
    return result


def close() -> None:
    """Ends the workers that are idle; they end by themselves some seconds after the last file."""
    with _POOL.lock:
        _POOL.close()


class _Worker:
    """A process, the connection to it, and the folder that it writes into."""

    def __init__(self, threads: int) -> None:
        self.is_ready = False
        self.is_fresh = True
        self.connection, theirs = Pipe()
        self._scratch = tempfile.mkdtemp(prefix="baogao-")
        own = {"TMPDIR": self._scratch, "OMP_NUM_THREADS": str(threads)}
        self._process = Popen(
            [sys.executable, "-c", _START, _ROOT, str(theirs.fileno()), self._scratch],
            stdin=PIPE,
            stdout=DEVNULL,
            env=os.environ | own,
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # Ctrl-C is for this process; and all that a worker starts can be ended with it
        )
        theirs.close()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def give(self, job: Job) -> None:
        with suppress(OSError):  # it has ended, which `take` will tell
            self.connection.send(job)

    def take(self) -> Content | Failure | Pages | Ready | None:
        """The next message; None where the process has ended without one."""
        try:
            return cast("Content | Failure | Pages | Ready", self.connection.recv())
        except (EOFError, OSError):
            return None

    def end(self) -> int:
        """Ends the process and all that it started, removes its folder; the exit status, negative for a signal."""
        if self._process.returncode is None:
            with suppress(OSError):  # nothing of it is left
                os.killpg(self._process.pid, signal.SIGKILL)
        self.let_go()
        status = self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)
        return status

    def let_go(self) -> None:
        """Closes this side of what joins the two processes."""
        self.connection.close()
        if self._process.stdin:
            self._process.stdin.close()


class _Pool:
    """The idle workers of this process. Whoever reads holds the lock."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.idle: list[_Worker] = []
        self._timer = Timer(0, self._close_if_idle)

    def worker(self, threads: int) -> _Worker:
        while self.idle:
            worker = self.idle.pop()
            if worker.is_alive:
                return worker
            worker.end()
        return _Worker(threads)

    def rest(self) -> None:
        """The idle workers end when nobody has read for a while."""
        self._timer.cancel()
        self._timer = Timer(_KEPT, self._close_if_idle)
        self._timer.daemon = True
        self._timer.start()

    def _close_if_idle(self) -> None:
        if self.lock.acquire(blocking=False):
            self.close()
            self.lock.release()

    def close(self) -> None:
        while self.idle:
            self.idle.pop().end()

    def forget(self) -> None:
        """In the child of a fork: the workers are its parent's."""
        for worker in self.idle:
            worker.let_go()
        self.lock, self.idle = Lock(), []


_POOL = _Pool()
atexit.register(_POOL.close)
os.register_at_fork(after_in_child=_POOL.forget)


class _Reading:
    """One run over a list of jobs: what waits, who reads what since when, what has come back."""

    def __init__(self, jobs: Sequence[Job], limits: Limits, progress: Progress, watch: Watch) -> None:
        self._jobs = jobs
        self._limits = limits
        self._progress = progress
        self._watch = watch
        by_size = sorted(range(len(jobs)), key=lambda at: _size(jobs[at].file.path), reverse=True)
        self._waiting = deque(by_size)  # the largest first: none is left to the end, to be waited for alone
        self._again: set[int] = set()
        self._busy: dict[Connection, tuple[_Worker, int, float]] = {}
        self._results: dict[int, Content | Failure] = {}
        self._pages: dict[int, Pages] = {}

    def results(self) -> list[Content | Failure]:
        self._progress("read", 0, len(self._jobs))
        while self._waiting or self._busy:
            self._hand_out()
            for ready in wait([*self._busy]):
                self._hear(cast("Connection", ready))
        return [self._results[at] for at in range(len(self._jobs))]

    def abandon(self) -> None:
        """Ends the workers that are in the midst of a file."""
        for worker, *_ in self._busy.values():
            worker.end()

    def _hand_out(self) -> None:
        at_once = min(self._limits.workers, len(self._jobs))
        while self._waiting and len(self._busy) < at_once:
            at = self._waiting.popleft()
            threads = max(1, cores() // at_once)
            worker = _Worker(threads) if at in self._again else _POOL.worker(threads)
            self._busy[worker.connection] = worker, at, time.monotonic()
            worker.give(self._jobs[at])
            self._watch(self._jobs[at].file, Pages(0, 0))

    def _hear(self, connection: Connection) -> None:
        worker, at, since = self._busy[connection]
        match worker.take():
            case Ready():
                worker.is_ready = True
                self._busy[connection] = worker, at, time.monotonic()
            case Pages() as pages:
                self._count(at, pages)
            case None | Failure(kind="memory") as failure:
                del self._busy[connection]
                self._lose(worker, at, failure, time.monotonic() - since)
            case result:
                del self._busy[connection]
                worker.is_fresh = False
                _POOL.idle.append(worker)
                self._keep(at, result)

    def _count(self, at: int, pages: Pages) -> None:
        self._pages[at] = pages
        known = self._pages.values()
        if pages.total:
            self._progress("ocr", sum(it.done for it in known), sum(it.total for it in known))
            self._watch(self._jobs[at].file, pages)

    def _lose(self, worker: _Worker, at: int, failure: Failure | None, seconds: float) -> None:
        """The end of a worker. What it read before may have brought it down: then a fresh one decides."""
        status = worker.end()
        if not worker.is_ready:
            raise RuntimeError(f"a process that reads files ended before it began (status {status}); it says why above")
        if worker.is_fresh or status == -signal.SIGALRM:
            self._keep(at, failure or _death(status, seconds, self._limits))
        else:
            self._again.add(at)
            self._waiting.appendleft(at)

    def _keep(self, at: int, result: Content | Failure) -> None:
        self._results[at] = result
        self._progress("read", len(self._results), len(self._jobs))
        self._watch(self._jobs[at].file, result)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its reader will say so
        return 0


def _death(status: int, seconds: float, limits: Limits) -> Failure:
    """What the end of a worker says of the file that it was reading for so many seconds."""
    if status != -signal.SIGALRM:
        how = Reason.of(Code.KILLED, -status) if status < 0 else Reason.of(Code.CRASHED, status)
        return Failure(how, "crash")
    if seconds >= limits.total:
        return Failure(Reason.of(Code.TOO_SLOW, f"{limits.total:g}"), "time")
    return Failure(Reason.of(Code.STALLED, f"{limits.seconds:g}"), "time")
