"""The embedded engine: SQLite, FAISS and BM25, as files of one generation.

generation-000012/
  shelf.sqlite       reports, their tidy texts, sections, passages and figures
  vectors/           one vector a unit, and whose it is
  lexical/           BM25 arrays
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from index.engine.base import Contents, Floats, Ids
from index.engine.bm25 import Lexical
from index.engine.faiss_vectors import Vectors
from index.engine.sqlite_store import SqliteStore, write_store
from index.language.tokens import words

DATABASE = "shelf.sqlite"
VECTORS = "vectors"
LEXICAL = "lexical"


class LocalEngine:
    """The files of a generation of so many passages, each opened when first asked for."""

    def __init__(self, folder: Path, passages: int) -> None:
        self._folder = folder
        self._passages = passages
        self.store = SqliteStore(folder / DATABASE)

    @cached_property
    def dense(self) -> Vectors:
        return Vectors.load(self._folder / VECTORS)

    @cached_property
    def lexical(self) -> Lexical:
        return Lexical.load(self._folder / LEXICAL, self._passages)


def write(
    folder: Path,
    contents: Sequence[Contents],
    vectors: Floats,
    owners: Ids,
) -> None:
    """The files of a new generation: reports with their texts, sections, passages and figures, and what finds these.

    `vectors`: float32, shape (units, dimension), each of length 1; `owners`: int64, shape (units,), ascending: the
    passage of each.
    """
    write_store(folder / DATABASE, contents)
    Vectors.build(vectors, owners).save(folder / VECTORS)
    passages = [passage for it in contents for passage in it.passages]
    Lexical.build([words(passage.searchable) for passage in passages]).save(folder / LEXICAL)
