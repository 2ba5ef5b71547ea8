"""The shelf behind the page: reports put on it and taken off it, and an assistant that is always up to date.

Others go on asking while the shelf changes: they are answered from the generation before until the next one is open.
"""

from __future__ import annotations

import filecmp
import logging
import shutil
import threading
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from chat.library.accepts import LARGEST, Objection, fitted, refused, safe_name
from chat.library.progress import Added, Batch, Listener, source_of, unheard
from index import Index, Outcome, Report, sync
from index.engine.base import Embedder
from index.engine.manifest import checksum, current, read_manifest
from index.errors import IndexBusy, IndexUnusable, UnreadableReport
from index.files import sidecar
from index.files.folder import survey
from index.files.pool import Progress, Watch, silent, unwatched
from index.reasons import Reason
from rag.assistant import Assistant
from rag.settings import Settings

log = logging.getLogger(__name__)


class LiveShelf:
    """A folder of reports and its index. Without the folder the shelf is read only. Safe to share between threads."""

    def __init__(
        self,
        reports: Path | None,
        index: Path,
        *,
        embedder: Embedder | None = None,
        settings: Settings | None = None,
        largest: int = LARGEST,
        meta: Path | None = None,
    ) -> None:
        """`largest` is how many bytes a file may have that is added; `meta` is a file that says what reports are, as
        `index.sync` takes it; `embedder` takes the place of the index's model in tests."""
        self.largest = min(largest, LARGEST)
        self._reports, self._folder, self._meta = reports, index, meta
        self._embedder, self._settings = embedder, settings
        self._held: Assistant | None = None
        self._opening, self._changing = threading.Lock(), threading.Lock()

    @property
    def is_read_only(self) -> bool:
        return self._reports is None

    @property
    def index(self) -> Index:
        """The generation that is answered from; take it once for one page, it may be another the next time."""
        return self.assistant.index

    @property
    def assistant(self) -> Assistant:
        """For the generation in use; the one before while another thread opens that. Raises IndexUnusable."""
        if self._held is None:
            with self._opening:
                return self._opened()
        if self._is_stale() and self._opening.acquire(blocking=False):
            try:
                return self._opened()
            except IndexUnusable:
                log.warning("answering from the generation before", exc_info=True)
            finally:
                self._opening.release()
        return self._held

    def ready(self) -> LiveShelf:
        """Itself, opened and warmed, so that the first question need not wait.

        Raises IndexUnusable, and UnreadableReport where `meta` is faulty or speaks of a file that is not there.
        """
        if self._reports and self._meta:
            survey(self._reports, self._folder, self._meta)
        self._renewed()
        return self

    def add(self, files: Iterable[tuple[str, Path]], listener: Listener = unheard) -> list[Added]:
        """Puts copies of the files into the folder, each under a safe form of its name, and indexes them together.

        `listener` hears how far each is. What cannot be read does not stay in the folder. Raises Objection where
        the shelf is read only or cannot be written, IndexBusy where it is being changed, and what `index.sync` raises;
        then no file stays.
        """
        with self._change() as folder:
            placed: list[Path] = []  # that were not there before
            try:
                taken = [self._placed(folder, name, file, placed) for name, file in files]
                batch = Batch(taken, listener)
                is_any = any(isinstance(it, Path) for it in taken)
                refused = self._synced(folder, batch.progress, batch.watch).refused if is_any else ()
            except BaseException:
                _discard(placed)
                raise
            reasons = {it.source: it.reason for it in refused}
            _discard(path for path in placed if source_of(path) in reasons)
            return [it if isinstance(it, Added) else self._added(it, reasons) for it in taken]

    def remove(self, source: str, progress: Progress = silent) -> None:
        """Deletes the file of a report, named as the index names it, and takes the report out of the index."""
        with self._change() as folder:
            index = self.index
            file = self._file(folder, _report(index, source))
            if len(index.reports) == 1:
                raise Objection("shelf_last")
            if self._meta and source in sidecar.read_shelf(self._meta):
                raise Objection("shelf_described", name=source, meta=self._meta.name)
            if file is None:
                raise Objection("shelf_changed", name=source)
            aside = file.with_name(f".removed-{uuid.uuid4().hex}")  # hidden, and so no longer of the shelf
            file.rename(aside)
            try:
                self._synced(folder, progress)
            except BaseException:
                aside.rename(file)
                raise
            aside.unlink()
            self._renewed()

    def reindex(self, progress: Progress = silent) -> Outcome:
        """Makes the index equal to the folder, whoever changed that."""
        with self._change() as folder:
            outcome = self._synced(folder, progress)
            self._renewed()
            return outcome

    def original(self, source: str) -> Path | None:
        """The file that a report was read from; None where it is no longer there as it was read."""
        report = next((report for report in self.index.reports if report.source == source), None)
        return self._file(self._reports, report) if self._reports and report else None

    @contextmanager
    def _change(self) -> Iterator[Path]:
        """The folder, for one writer at a time."""
        if self._reports is None:
            raise Objection("shelf_read_only")
        if not self._changing.acquire(blocking=False):
            raise IndexBusy("the shelf is being changed by someone else; try again when that has finished")
        try:
            yield self._reports
        except OSError as error:
            raise Objection("shelf_unwritable", reason=error.strerror) from error
        finally:
            self._changing.release()

    def _synced(self, folder: Path, progress: Progress, watch: Watch = unwatched) -> Outcome:
        try:
            embedder: Embedder | None = self.index.embedder  # its model is loaded already
        except IndexUnusable:
            embedder = self._embedder
        return sync(folder, self._folder, embedder=embedder, progress=progress, watch=watch, meta=self._meta)

    def _renewed(self) -> Assistant:
        with self._opening:
            return self._opened()

    def _opened(self) -> Assistant:
        """The assistant of the generation in use, opened where another or none is held. Holds `_opening`."""
        if self._held is None or self._is_stale():
            fresh = Assistant(Index.open(self._folder, self._model()), self._settings)
            fresh.warm()
            self._held = fresh
        return self._held

    def _is_stale(self) -> bool:
        """Is there another generation than the one held? Not where there is none that could be read."""
        try:
            name = current(self._folder).name
        except IndexUnusable:
            return False
        return self._held is not None and name != self._held.index.manifest.generation

    def _model(self) -> Embedder | None:
        """One that is loaded, where it is the index's."""
        loaded = self._embedder or (self._held.index.embedder if self._held else None)
        return loaded if loaded and loaded.name == read_manifest(current(self._folder)).embedder else None

    def _placed(self, folder: Path, given: str, file: Path, placed: list[Path]) -> Path | Added:
        """Where a file lies in the folder from now on; what is new there is also put into `placed`."""
        name = safe_name(given)
        if objection := refused(name, file, self.largest):
            return Added(name, refusal=objection)
        path = _place_for(folder, name, file)
        if not path.exists():
            with file.open("rb") as here, path.open("xb") as there:
                placed.append(path)
                shutil.copyfileobj(here, there)
        return path

    def _added(self, path: Path, reasons: Mapping[str, Reason]) -> Added:
        source = source_of(path)
        if source in reasons:
            return Added(path.name, refusal=UnreadableReport(path.name, reasons[source]))
        return Added(path.name, self._renewed().index.report(source))

    def _file(self, folder: Path, report: Report) -> Path | None:
        """The file of a report, where it is still what was read."""
        root = folder.resolve()
        path = root / report.source
        if path.is_file() and path.resolve().is_relative_to(root) and checksum(path) == report.sha256:
            return path
        # Only the survey knows of names that are shown otherwise than they are, and of what a person says of a report.
        file = survey(folder, self._folder, self._meta).files.get(report.source)
        return file.path if file and file.sha256 == report.sha256 else None


def _place_for(folder: Path, name: str, file: Path) -> Path:
    """Where the file lies already under this name, else the first place for it that is free."""
    for number in count(1):
        path = folder / fitted(Path(name), f" ({number})" if number > 1 else "")
        is_free = not any(it.exists() or it.is_symlink() for it in (path, sidecar.beside(path)))
        if is_free or (path.is_file() and filecmp.cmp(file, path, shallow=False)):
            return path
    raise AssertionError("numbers do not end")


def _discard(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _report(index: Index, source: str) -> Report:
    try:
        return index.report(source)
    except KeyError as error:
        raise Objection("shelf_unknown") from error
