"""Make the index equal to the folder of reports: add, replace, remove; unchanged files cost next to nothing.

Everything is written into a new generation aside, read back and verified; only then does CURRENT name it. A crash at
any instant leaves the old index whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from index.duplicates.links import Link, link
from index.engine import local
from index.engine.base import Embedder, Floats, Ids
from index.engine.embedder import BUNDLED, SentenceEmbedder
from index.engine.manifest import (
    CURRENT,
    FORMAT,
    MANIFEST,
    Manifest,
    Refused,
    checksum,
    current,
    read_manifest,
    verify,
)
from index.errors import IndexBusy, IndexMissing, IndexUnusable, ShelfMissing
from index.files.folder import Shelf, survey
from index.files.parse import Content
from index.files.pool import Progress, Watch, read_files, silent, unwatched
from index.files.worker import Failure, File, Limits
from index.load import office
from index.report import Passage
from index.split import SplitSettings, units
from index.store import Index

Reader = Callable[[Sequence[File]], list[Content | Failure]]
"""What each file holds, or why it cannot be read, in the order asked for."""

_KEEP = 2  # generations left on disk: the one in use and the one that readers may still hold
_GENERATION = "generation-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did, by source; `changed` is False where the index already equalled the folder."""

    index: Path
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    refused: tuple[Refused, ...]
    passages: int
    changed: bool


def sync(
    reports: Path,
    out: Path,
    *,
    model: str | None = None,
    embedder: Embedder | None = None,
    settings: SplitSettings = SplitSettings(),
    progress: Progress = silent,
    watch: Watch = unwatched,
    ocr: bool = True,
    meta: Path | None = None,
    limits: Limits = Limits(),
) -> Outcome:
    """Makes the index at `out` equal to the folder `reports`.

    `model` names a sentence-transformers model; without it, the index's own is kept, and a new index gets the bundled
    one; `embedder` takes its place in tests. Each file is read in a worker process, within `limits`. Without `ocr`,
    pages that are a picture are left out until a build with it. `meta` is a file that says what reports are, in place
    of their sidecars. `progress` is told how far each stage is, `watch` how far each file is that is read. Raises
    ShelfMissing for no folder, IndexBusy while another process builds, IndexUnusable for an index in the place of the
    reports, UnreadableReport for a faulty `meta`, ModelUnavailable.
    """
    if out.absolute() == reports.absolute():
        raise IndexUnusable(f"{out}: holds the reports; name another folder for the index with --out")
    shelf = survey(reports, out, meta)
    read = partial(read_files, settings=settings, ocr=ocr, limits=limits, progress=progress, watch=watch)
    means = tuple(name for name, there in (("ocr", ocr), ("office", office.is_installed())) if there)
    try:
        out.mkdir(parents=True, exist_ok=True)
        with FileLock(out / ".lock", timeout=0):
            embedder = embedder or SentenceEmbedder(model or _model_in_use(out))
            return _sync(shelf, out, embedder, settings, means, read, progress)
    except Timeout as error:
        raise IndexBusy(f"{out}: another process is building this index; try again when it has finished") from error
    except OSError as error:
        raise IndexUnusable(f"{out}: cannot be written ({error.strerror}); name another folder with --out") from error


def _model_in_use(out: Path) -> str:
    try:
        return read_manifest(current(out)).embedder
    except IndexUnusable:
        return BUNDLED


def _sync(
    shelf: Shelf,
    out: Path,
    embedder: Embedder,
    settings: SplitSettings,
    means: tuple[str, ...],
    read: Reader,
    progress: Progress,
) -> Outcome:
    _sweep(out)
    old = _previous(out, embedder, settings)
    known = {report.source: report.sha256 for report in old.reports} if old else {}
    kept = _kept(shelf, old, means)
    still = _still_refused(shelf, old, means)
    todo = [shelf.files[source] for source in sorted(set(shelf.files) - kept - set(still))]
    barred = {source: Refused(source, "", reason) for source, reason in shelf.barred.items()}
    if old and not todo and set(known) == kept and old.manifest.refused == _in_order(still | barred):
        return Outcome(out, (), (), (), tuple(sorted(kept)), old.manifest.refused, old.manifest.passages, changed=False)
    fresh, failed = _newly_read(todo, read)
    refused = _in_order(still | barred | failed)
    if not fresh and not kept:
        raise ShelfMissing(f"none of the {len(refused)} files can be read: {refused[0].source}: {refused[0].reason}")
    contents = _numbered(_linked(sorted((*_copies(old, kept), *fresh), key=lambda content: content.report.source)))
    vectors = _vectors(contents, old, embedder, settings, progress)
    _write(out, contents, refused, vectors, embedder, settings, means)
    new = {content.report.source for content in fresh}
    return Outcome(
        out,
        added=tuple(sorted(new - set(known))),
        replaced=tuple(sorted(new & set(known))),
        removed=tuple(sorted(set(known) - new - kept)),
        kept=tuple(sorted(kept)),
        refused=refused,
        passages=sum(len(content.passages) for content in contents),
        changed=True,
    )


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def _newly_read(todo: Sequence[File], read: Reader) -> tuple[list[Content], dict[str, Refused]]:
    """What the files hold as of now, and those that cannot be read."""
    results = list(zip(todo, read(todo), strict=True))
    moment = now().isoformat(timespec="seconds")
    fresh = [replace(it, report=replace(it.report, indexed=moment)) for _, it in results if not isinstance(it, Failure)]
    failed = [Refused(file.source, file.sha256, it.reason) for file, it in results if isinstance(it, Failure)]
    return fresh, {it.source: it for it in failed}


def _kept(shelf: Shelf, old: Index | None, means: tuple[str, ...]) -> set[str]:
    """The reports that need not be read again: unchanged, and no page of them was left out that can be read now."""
    if old is None:
        return set()
    same = [report for report in old.reports if _sum_of(shelf, report.source) == report.sha256]
    return {report.source for report in same if not (report.unread and "ocr" in means)}


def _still_refused(shelf: Shelf, old: Index | None, means: tuple[str, ...]) -> dict[str, Refused]:
    """The unchanged files that could not be read before, and cannot be now by any means that was lacking then."""
    if old is None or not set(means) <= set(old.manifest.means):
        return {}
    return {it.source: it for it in old.manifest.refused if _sum_of(shelf, it.source) == it.sha256}


def _sum_of(shelf: Shelf, source: str) -> str | None:
    return shelf.files[source].sha256 if source in shelf.files else None


def _in_order(refused: Mapping[str, Refused]) -> tuple[Refused, ...]:
    return tuple(refused[source] for source in sorted(refused))


def _linked(contents: Sequence[Content]) -> list[Content]:
    """The same contents, each report told whose copy it is and which edition has taken its place."""
    links = link([(content.report, content.text) for content in contents])
    return [_told(content, links[content.report.source]) for content in contents]


def _told(content: Content, told: Link) -> Content:
    report = replace(content.report, copy_of=told.copy_of, superseded_by=told.superseded_by)
    return replace(content, report=report, passages=tuple(replace(p, report=report) for p in content.passages))


def _previous(out: Path, embedder: Embedder, settings: SplitSettings) -> Index | None:
    """The index in use where its contents and vectors can be reused; None where all must be made anew."""
    try:
        folder = current(out)
        manifest = read_manifest(folder)
        verify(folder, manifest)
    except IndexUnusable:
        return None
    reusable = manifest.split == settings and manifest.embedder == embedder.name
    return Index(folder, manifest, embedder) if reusable else None


def _copies(old: Index | None, kept: Iterable[str]) -> list[Content]:
    if old is None:
        return []
    return [
        Content(
            old.report(source),
            old.text(source),
            old.sections(source),
            tuple(old.passages_of(source)),
            tuple(old.figures(source)),
        )
        for source in sorted(kept)
    ]


def _numbered(contents: Sequence[Content]) -> list[Content]:
    """The same contents with passage ids that count through the whole shelf."""
    numbered, count = [], 0
    for content in contents:
        passages = tuple(replace(passage, id=count + at) for at, passage in enumerate(content.passages))
        numbered.append(replace(content, passages=passages))
        count += len(passages)
    return numbered


def _vectors(
    contents: Sequence[Content], old: Index | None, embedder: Embedder, settings: SplitSettings, progress: Progress
) -> tuple[Floats, Ids]:
    """One vector a unit, and whose it is; those whose searchable text the old index holds are copied from it."""
    passages = [passage for content in contents for passage in content.passages]
    owned = [(passage.id, text) for passage in passages for text in _unit_texts(passage, settings)]
    owners = np.array([owner for owner, _ in owned], np.int64)
    digests = [_digest(text) for _, text in owned]
    reusable = _reusable(old)
    missing = {digest: text for digest, (_, text) in zip(digests, owned, strict=True) if digest not in reusable}
    found = embedder.passages(list(missing.values()), _counted(progress, len(missing)))
    table = reusable | dict(zip(missing, found, strict=True))
    return np.stack([table[digest] for digest in digests]), owners


def _counted(progress: Progress, total: int) -> Callable[[int], None]:
    """Progress in steps, for an embedder that tells how many more are done."""
    done = 0
    progress("embed", 0, total)

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress("embed", done, total)

    return advance


def _unit_texts(passage: Passage, settings: SplitSettings) -> list[str]:
    return [passage.searchable_as(start, end) for start, end in units(passage, settings)]


def _reusable(old: Index | None) -> dict[bytes, Floats]:
    """The old index's vectors by the digest of what they stand for."""
    if old is None:
        return {}
    passages = [passage for report in old.reports for passage in old.passages_of(report.source)]
    return {
        _digest(text): vector
        for passage in passages
        for text, vector in zip(_unit_texts(passage, old.manifest.split), old.vectors(passage), strict=True)
    }


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _write(
    out: Path,
    contents: Sequence[Content],
    refused: tuple[Refused, ...],
    vectors: tuple[Floats, Ids],
    embedder: Embedder,
    settings: SplitSettings,
    means: tuple[str, ...],
) -> None:
    name = f"{_GENERATION}{_last(out) + 1:06}"
    aside = out / f".{name}"
    aside.mkdir()
    local.write(aside, contents, *vectors)
    files = {path.relative_to(aside).as_posix(): checksum(path) for path in sorted(aside.rglob("*")) if path.is_file()}
    passages = sum(len(content.passages) for content in contents)
    manifest = Manifest(FORMAT, name, embedder.name, settings, means, len(contents), passages, refused, files)
    _write_text(aside / MANIFEST, json.dumps(manifest.to_dict(), ensure_ascii=False, indent=1))
    verify(aside, read_manifest(aside))
    _flush(aside)
    aside.rename(out / name)
    _write_text(out / f".{CURRENT}", name + "\n")
    (out / f".{CURRENT}").replace(out / CURRENT)
    _flush_folder(out)
    _sweep(out)


def _last(out: Path) -> int:
    return max((int(path.name.removeprefix(_GENERATION)) for path in out.glob(f"{_GENERATION}[0-9]*")), default=0)


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """To the disk with every file of the folder, before anything names it."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):  # some systems cannot open folders; the rename is atomic all the same
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def _sweep(out: Path) -> None:
    """Removes what a killed build left behind, and the generations that no reader holds any more."""
    try:
        used = current(out).name
    except IndexMissing:
        used = ""
    except IndexUnusable:
        return
    (out / f".{CURRENT}").unlink(missing_ok=True)
    generations = sorted(out.glob(f"{_GENERATION}[0-9]*"))
    named = [path for path in generations if path.name <= used]
    for path in {*out.glob(f".{_GENERATION}*"), *generations} - {*named[-_KEEP:]}:
        shutil.rmtree(path, ignore_errors=True)
