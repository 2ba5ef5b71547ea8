"""An opened index: its reports and passages, and what is searched in them. How it is kept: `index.engine`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from index.engine.base import Embedder, Engine, Floats, Ids
from index.engine.embedder import SentenceEmbedder
from index.engine.local import LocalEngine
from index.engine.manifest import Manifest, current, read_manifest, verify
from index.errors import IndexMismatch
from index.figures.figure import Figure
from index.language.tokens import words
from index.report import Hit, Passage, Report, Section
from index.split import units


class Index:
    """An opened generation: list reports, fetch passages, search dense, search lexical."""

    def __init__(self, folder: Path, manifest: Manifest, embedder: Embedder, engine: Engine | None = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.embedder = embedder
        self._engine = engine or LocalEngine(folder, manifest.passages)
        self._figures = lru_cache(maxsize=512)(lambda source: tuple(self._engine.store.figures(source)))

    @classmethod
    def open(cls, path: Path | str, embedder: Embedder | None = None, engine: Engine | None = None) -> Index:
        """The generation in use at `path`, verified against its manifest; kept and searched by `engine`, without one by
        the embedded one.

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
        index = cls(folder, manifest, embedder or SentenceEmbedder(manifest.embedder), engine)
        index._load()
        return index

    def _load(self) -> None:
        """Reads what searching needs now: later builds may sweep this generation away."""
        _ = self.reports, self._engine.dense, self._engine.lexical

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Every report, by source."""
        return self._engine.store.reports()

    def report(self, source: str) -> Report:
        """Raises KeyError for a source that the index does not hold."""
        return self._by_source[source]

    def sections(self, source: str) -> tuple[Section, ...]:
        return self._engine.store.sections(source)

    def text(self, source: str) -> str:
        """The tidy text of a report, which all offsets refer to."""
        return self._engine.store.text(source)

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """In the order asked for."""
        return self._engine.store.passages(ids)

    def passages_of(self, source: str) -> list[Passage]:
        """All passages of a report, in its order."""
        return self._engine.store.passages_of(source)

    def figures(self, source: str) -> tuple[Figure, ...]:
        """Every number that the report states in its prose and in the cells of its tables, typed, in its order."""
        return self._figures(source)

    def vectors(self, passage: Passage) -> Floats:
        """The vectors of the units of a passage in order, float32, shape (units, dimension)."""
        return self._engine.dense.of(passage.id)

    def dense(self, query: Floats, k: int, sources: Collection[str] | None = None) -> list[Hit]:
        """The `k` passages nearest in meaning, by cosine. Ties go by id.

        Within `sources`; without them, within the reports that are answered from."""
        ids, scores = self._engine.dense.search(query, k, self._within(sources))
        return self._hits(ids, scores)

    def units(self, query: Floats, passage: Passage) -> list[tuple[int, int, float]]:
        """The units of a passage in order, each as (start, end, cosine with the query)."""
        scores = self.vectors(passage) @ query
        spans = units(passage, self.manifest.split)
        return [(start, end, float(score)) for (start, end), score in zip(spans, scores, strict=True)]

    def lexical(
        self, text: str, k: int, sources: Collection[str] | None = None, terms: Iterable[Sequence[str]] = ()
    ) -> list[Hit]:
        """The `k` passages that share most with the words of `text`, by BM25; none that share nothing.

        Each of `terms` is a choice of phrases that mean the same: a passage is given the best that it holds.
        """
        choices = [[words(phrase) for phrase in phrases] for phrases in terms]
        ids, scores = self._engine.lexical.search(words(text), k, self._within(sources), choices)
        return self._hits(ids, scores)

    def holds(self, phrase: str) -> bool:
        """Can any passage hold the phrase? Tells quickly; a False is certain."""
        return all(self._engine.lexical.holders(word) for word in words(phrase))

    def rarity(self, text: str) -> dict[str, float]:
        """Each word of `text` → how rare it is in this shelf: ln(1 + passages / (1 + passages that hold it))."""
        count = self.manifest.passages
        return {
            word: float(np.log1p(count / (1 + self._engine.lexical.holders(word))))
            for word in dict.fromkeys(words(text))
        }

    def _hits(self, ids: Ids, scores: Floats) -> list[Hit]:
        order = np.lexsort((ids, -scores))
        return [Hit(p, float(s)) for p, s in zip(self.passages(ids[order]), scores[order], strict=True)]

    def _within(self, sources: Collection[str] | None) -> Ids | None:
        if sources is None:
            return self._current
        return self._engine.store.ids(sources)

    @cached_property
    def _current(self) -> Ids | None:
        """The passages of the reports that are answered from; None where those are all."""
        current = [report.source for report in self.reports if report.is_current]
        return None if len(current) == len(self.reports) else self._within(current)

    @cached_property
    def _by_source(self) -> dict[str, Report]:
        return {report.source: report for report in self.reports}
