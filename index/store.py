"""The index folder: generations, manifest, opening with verification, and the search surface.

    DIR/
      CURRENT              the name of the generation in use; replaced atomically, last
      generation-000012/
        shelf.sqlite       reports, their tidy texts, sections and passages
        vectors/           one vector a unit, and whose it is
        lexical/           BM25 arrays
        manifest.json      what it holds and a checksum of every other file; written last

A generation is never changed once CURRENT names it, so readers need no lock and never see half a build.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.engine.bm25 import Lexical
from index.engine.embedder import Embedder, SentenceEmbedder
from index.engine.faiss_vectors import Floats, Ids, Vectors
from index.errors import IndexBroken, IndexMismatch, IndexMissing
from index.language.tokens import words
from index.reasons import Reason
from index.report import Hit, Origin, Passage, Report, Row, Section
from index.split import SplitSettings, units

FORMAT = 2
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
DATABASE = "shelf.sqlite"
VECTORS = "vectors"
LEXICAL = "lexical"

SCHEMA = """
CREATE TABLE reports (source TEXT PRIMARY KEY, description TEXT NOT NULL, text TEXT NOT NULL, sections TEXT NOT NULL);
CREATE TABLE passages (id INTEGER PRIMARY KEY, source TEXT NOT NULL, headings TEXT NOT NULL,
                       "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, table_rows TEXT NOT NULL);
"""


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


class Index:
    """An opened generation: list reports, fetch passages, search dense, search lexical."""

    def __init__(self, folder: Path, manifest: Manifest, embedder: Embedder) -> None:
        self.folder = folder
        self.manifest = manifest
        self.embedder = embedder
        self._lock = threading.Lock()
        self._database = sqlite3.connect(
            f"{(folder / DATABASE).absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.text = lru_cache(maxsize=256)(self._text)

    @classmethod
    def open(cls, path: Path | str, embedder: Embedder | None = None) -> Index:
        """The generation in use at `path`, verified against its manifest.

        Raises IndexMissing, IndexBroken, or IndexMismatch where `embedder` is not the one that it was built with.
        """
        folder = current(Path(path))
        manifest = read_manifest(folder)
        verify(folder, manifest)
        if embedder is not None and embedder.name != manifest.embedder:
            raise IndexMismatch(
                f"{path}: built with the model {manifest.embedder}, not {embedder.name}; "
                f"run python -m index build REPORTS --out {path} --model {embedder.name}"
            )
        index = cls(folder, manifest, embedder or SentenceEmbedder(manifest.embedder))
        index._load()
        return index

    def _load(self) -> None:
        """Reads what searching needs now: later builds may sweep this generation away."""
        _ = self.reports, self._vectors, self._lexical

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Every report, by source."""
        rows = self._rows("SELECT description FROM reports ORDER BY source")
        return tuple(report_from_json(row[0]) for row in rows)

    def report(self, source: str) -> Report:
        """Raises KeyError for a source that the index does not hold."""
        return self._by_source[source]

    def sections(self, source: str) -> tuple[Section, ...]:
        rows = self._rows("SELECT sections FROM reports WHERE source = ?", source)
        return tuple(Section(tuple(headings), start, end) for headings, start, end in json.loads(rows[0][0]))

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """In the order asked for."""
        return [self._passage(self._rows("SELECT * FROM passages WHERE id = ?", int(id_))[0]) for id_ in ids]

    def passages_of(self, source: str) -> list[Passage]:
        """All passages of a report, in its order."""
        return [self._passage(row) for row in self._rows("SELECT * FROM passages WHERE source = ? ORDER BY id", source)]

    def dense(self, query: Floats, k: int, sources: Collection[str] | None = None) -> list[Hit]:
        """The `k` passages nearest in meaning, by cosine. Ties go by id.

        Within `sources`; without them, within the reports that are answered from."""
        ids, scores = self._vectors.search(query, k, self._within(sources))
        return self._hits(ids, scores)

    def units(self, query: Floats, passage: Passage) -> list[tuple[int, int, float]]:
        """The units of a passage in order, each as (start, end, cosine with the query)."""
        scores = self._vectors.of(passage.id) @ query
        spans = units(passage, self.manifest.split)
        return [(start, end, float(score)) for (start, end), score in zip(spans, scores, strict=True)]

    def lexical(
        self, text: str, k: int, sources: Collection[str] | None = None, terms: Iterable[Sequence[str]] = ()
    ) -> list[Hit]:
        """The `k` passages that share most with the words of `text`, by BM25; none that share nothing.

        Each of `terms` is a choice of phrases that mean the same: a passage is given the best that it holds.
        """
        scores = self._lexical.scores(words(text))
        for choices in terms:
            scores = scores + np.max([self._lexical.phrase(words(choice)) for choice in choices], axis=0)
        within = self._within(sources)
        ids = np.arange(len(scores)) if within is None else within
        best = ids[np.lexsort((ids, -scores[ids]))][:k]
        best = best[scores[best] > 0]
        return self._hits(best, scores[best])

    def holds(self, phrase: str) -> bool:
        """Can any passage hold the phrase? Tells quickly; a False is certain."""
        return all(self._lexical.holders(word) for word in words(phrase))

    def rarity(self, text: str) -> dict[str, float]:
        """Each word of `text` → how rare it is in this shelf: ln(1 + passages / (1 + passages that hold it))."""
        count = self.manifest.passages
        return {word: float(np.log1p(count / (1 + self._lexical.holders(word)))) for word in dict.fromkeys(words(text))}

    def _text(self, source: str) -> str:
        """The tidy text of a report, which all offsets refer to."""
        return str(self._rows("SELECT text FROM reports WHERE source = ?", source)[0][0])

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def _passage(self, row: tuple[Any, ...]) -> Passage:
        id_, source, headings, start, end, page, table_rows = row
        text = self.text(source)[start:end]
        rows = tuple(Row(*row) for row in json.loads(table_rows))
        return Passage(id_, self._by_source[source], tuple(json.loads(headings)), start, end, page, text, rows)

    def _hits(self, ids: Ids, scores: Floats) -> list[Hit]:
        order = np.lexsort((ids, -scores))
        return [Hit(p, float(s)) for p, s in zip(self.passages(ids[order]), scores[order], strict=True)]

    def _within(self, sources: Collection[str] | None) -> Ids | None:
        if sources is None:
            return self._current
        spans = [self._spans[source] for source in sorted(sources) if source in self._spans]
        return np.concatenate([np.arange(*span) for span in spans]) if spans else np.empty(0, np.int64)

    @cached_property
    def _current(self) -> Ids | None:
        """The passages of the reports that are answered from; None where those are all."""
        current = [report.source for report in self.reports if report.is_current]
        return None if len(current) == len(self.reports) else self._within(current)

    @cached_property
    def _by_source(self) -> dict[str, Report]:
        return {report.source: report for report in self.reports}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        rows = self._rows("SELECT source, MIN(id), MAX(id) + 1 FROM passages GROUP BY source")
        return {source: (first, last) for source, first, last in rows}

    @cached_property
    def _vectors(self) -> Vectors:
        return Vectors.load(self.folder / VECTORS)

    @cached_property
    def _lexical(self) -> Lexical:
        return Lexical.load(self.folder / LEXICAL, self.manifest.passages)


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
                f"run python -m index build REPORTS --out {folder.parent}"
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


def write_shelf(path: Path, contents: Sequence[tuple[Report, str, Sequence[Section], Sequence[Passage]]]) -> None:
    """The database of a new generation: each report with its text, sections and passages."""
    database = sqlite3.connect(path)
    try:
        database.executescript(SCHEMA)
        for report, text, sections, passages in contents:
            rows = [(s.headings, s.start, s.end) for s in sections]
            database.execute(
                "INSERT INTO reports VALUES (?, ?, ?, ?)", (report.source, _json(asdict(report)), text, _json(rows))
            )
            database.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
                [_stored(passage) for passage in passages],
            )
        database.commit()
    finally:
        database.close()


def report_from_json(text: str) -> Report:
    data = json.loads(text)
    lists = {name: tuple(data[name]) for name in ("regions", "scanned", "unread")}
    return Report(**{**data, **lists, "origins": tuple(Origin(**origin) for origin in data["origins"])})


def _stored(passage: Passage) -> tuple[object, ...]:
    """As a row of the table of passages."""
    rows = _json([(row.start, row.end, row.told) for row in passage.rows])
    return (
        passage.id,
        passage.report.source,
        _json(passage.headings),
        passage.start,
        passage.end,
        passage.page,
        rows,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
