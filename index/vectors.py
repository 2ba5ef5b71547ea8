"""FAISS: exact search by inner product of normalised vectors, within a selection of passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


class Vectors:
    """Passages are known by their position, from 0."""

    def __init__(self, flat: Any) -> None:
        self._flat = flat

    @classmethod
    def build(cls, vectors: Floats) -> Vectors:
        """`vectors`: float32, shape (passages, dimension), each of length 1."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors))
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> Vectors:
        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        faiss.write_index(self._flat, str(path))

    def all(self) -> Floats:
        """Every vector, float32, shape (passages, dimension)."""
        return np.asarray(self._flat.reconstruct_n(0, self._flat.ntotal), np.float32)

    def search(self, query: Floats, k: int, within: Ids | None = None) -> tuple[Ids, Floats]:
        """The ids and cosines of the best `k` passages, best first; fewer where `within` holds fewer."""
        count = min(k, self._flat.ntotal if within is None else len(within))
        if not count:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        chosen = None if within is None else faiss.SearchParameters(sel=faiss.IDSelectorBatch(within))
        scores, ids = self._flat.search(query.reshape(1, -1), count, params=chosen)
        return ids[0], scores[0]
