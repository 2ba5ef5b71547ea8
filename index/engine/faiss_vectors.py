"""FAISS: exact search by inner product of normalised vectors, within a selection of passages.

A passage owns one vector or several, one a unit, in a row; it scores as its best unit does.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.engine.base import Floats, Ids

_VECTORS = "vectors.faiss"
_OWNERS = "owners.npy"


class Vectors:
    """`owners`: int64, shape (vectors,), ascending: the passage of each vector."""

    def __init__(self, flat: Any, owners: Ids) -> None:
        self._flat = flat
        self._owners = owners

    @classmethod
    def build(cls, vectors: Floats, owners: Ids) -> Vectors:
        """`vectors`: float32, shape (vectors, dimension), each of length 1."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors))
        return cls(flat, owners)

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        return cls(faiss.read_index(str(folder / _VECTORS)), np.load(folder / _OWNERS, allow_pickle=False))

    def save(self, folder: Path) -> None:
        folder.mkdir()
        faiss.write_index(self._flat, str(folder / _VECTORS))
        np.save(folder / _OWNERS, self._owners, allow_pickle=False)

    def of(self, passage: int) -> Floats:
        """The vectors of a passage, float32, shape (units, dimension)."""
        first, last = self._first[passage], self._first[passage + 1]
        return np.asarray(self._flat.reconstruct_n(int(first), int(last - first)), np.float32)

    def search(self, query: Floats, k: int, within: Ids | None = None) -> tuple[Ids, Floats]:
        """The ids and cosines of the best `k` passages, best first, ties by id; fewer where `within` holds fewer.

        `within`: ids of passages, each once.
        """
        rows = None if within is None else self._rows(within)
        total = self._flat.ntotal if rows is None else len(rows)
        if not total:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        chosen = None if rows is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))  # type: ignore[call-arg]  # its stubs lag
        scores, found = self._flat.search(query.reshape(1, -1), min(total, k * self._most), params=chosen)
        owners, first = np.unique(self._owners[found[0]], return_index=True)
        best = np.lexsort((owners, -scores[0][first]))[:k]
        return owners[best], scores[0][first[best]]

    def _rows(self, passages: Ids) -> Ids:
        spans = [np.arange(self._first[passage], self._first[passage + 1]) for passage in passages]
        return np.concatenate(spans) if spans else np.empty(0, np.int64)

    @cached_property
    def _first(self) -> Ids:
        """Where each passage's vectors begin; one more entry than there are passages."""
        return np.searchsorted(self._owners, np.arange(self._owners[-1] + 2)).astype(np.int64)

    @cached_property
    def _most(self) -> int:
        """The most vectors that a passage owns: so many rows for each passage asked for are always enough."""
        return int(np.diff(self._first).max())
