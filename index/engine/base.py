"""What an engine must offer: the Protocols behind which embedding, searching and keeping can be exchanged.

An id is the position of a passage in one generation: reports by source, passages in the order of the text. Ids join
the parts of one engine and mean nothing in another generation; what names a passage for good is `Passage.key`. Equal
scores go by id, that is by source and place, so that the order of what is found does not depend on the engine.

To add a vector store, write a class with the methods of `DenseIndex` beside `faiss_vectors` and an `Engine` that gives
it, as `local.LocalEngine` does. The embedded ones are `index.engine.embedder`, `faiss_vectors`, `bm25` and
`sqlite_store`, put together in `index.engine.local`; `Index.open(path, engine=…)` takes another. What a build writes
goes through `local.write` only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.figures.figure import Figure
from index.report import Passage, Report, Section

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Advance = Callable[[int], None]


class Contents(Protocol):
    """What a generation keeps of one report."""

    @property
    def report(self) -> Report: ...

    @property
    def text(self) -> str: ...

    @property
    def sections(self) -> Sequence[Section]: ...

    @property
    def passages(self) -> Sequence[Passage]: ...

    @property
    def figures(self) -> Sequence[Figure]: ...


class Embedder(Protocol):
    """`name` goes into the manifest: vectors of different names are never compared."""

    @property
    def name(self) -> str: ...

    def queries(self, texts: Sequence[str]) -> Floats:
        """float32, shape (texts, dimension), rows of length 1."""
        ...

    def passages(self, texts: Sequence[str], advance: Advance = ...) -> Floats:
        """As `queries`, for what is searched; `advance` is told how many more are done."""
        ...


class DenseIndex(Protocol):
    """Nearest passages by the cosine of their vectors, of which each owns one or several, one a unit."""

    def search(self, query: Floats, k: int, within: Ids | None = None) -> tuple[Ids, Floats]:
        """The ids and cosines of the best `k` passages, best first; ties go by id.

        `within` are the ids of those that count, None for all."""
        ...

    def of(self, passage: int) -> Floats:
        """The vectors of a passage in order, float32, shape (units, dimension)."""
        ...


class LexicalIndex(Protocol):
    """Passages by the words that they share with a query."""

    def search(
        self, tokens: Sequence[str], k: int, within: Ids | None = None, terms: Iterable[Sequence[Sequence[str]]] = ()
    ) -> tuple[Ids, Floats]:
        """The ids and scores of the best `k` passages; none that share nothing. Ties go by id.

        Each of `terms` is a choice of phrases, as tokens, that mean the same: a passage is given the best that it
        holds.
        """
        ...

    def holders(self, token: str) -> int:
        """How many passages hold the word."""
        ...


class Store(Protocol):
    """Reports, their texts, sections and figures, and passages."""

    def reports(self) -> tuple[Report, ...]:
        """Every report, by source."""
        ...

    def text(self, source: str) -> str:
        """The tidy text of a report, which all offsets refer to."""
        ...

    def sections(self, source: str) -> tuple[Section, ...]: ...

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """In the order asked for."""
        ...

    def passages_of(self, source: str) -> list[Passage]:
        """All passages of a report, in its order."""
        ...

    def figures(self, source: str) -> list[Figure]:
        """All figures of a report, in its order."""
        ...

    def ids(self, sources: Collection[str]) -> Ids:
        """The ids of the passages of some reports, ascending; sources that are not held have none."""
        ...


class Engine(Protocol):
    """Where the contents of one generation are kept and searched. What is large is opened when first asked for."""

    @property
    def store(self) -> Store: ...

    @property
    def dense(self) -> DenseIndex: ...

    @property
    def lexical(self) -> LexicalIndex: ...
