"""BM25 over words (Robertson & Zaragoza 2009; Lucene's variant, by bm25s): plain arrays on disk, no pickle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from index.engine.base import Floats, Ids


class Lexical:
    """One score for each passage; passages are known by their position."""

    def __init__(self, model: Any, size: int) -> None:
        self._model = model
        self._size = size

    @classmethod
    def build(cls, tokens: Sequence[list[str]]) -> Lexical:
        """`tokens`: the words of each passage, at least one passage."""
        model = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        model.index(list(tokens), show_progress=False)
        return cls(model, len(tokens))

    @classmethod
    def load(cls, folder: Path, size: int) -> Lexical:
        return cls(bm25s.BM25.load(str(folder), show_progress=False, allow_pickle=False), size)

    def save(self, folder: Path) -> None:
        self._model.save(str(folder), show_progress=False, allow_pickle=False)

    def scores(self, tokens: Sequence[str]) -> Floats:
        """float32, shape (passages,): 0 where no word is shared. A word asked twice counts once."""
        known = [token for token in dict.fromkeys(tokens) if token in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)

    def phrase(self, tokens: Sequence[str]) -> Floats:
        """As `scores`, but 0 where not every word is there: for words that mean something only together."""
        each = [self.scores([token]) for token in dict.fromkeys(tokens)]
        return np.where(np.all(each, axis=0), np.sum(each, axis=0), 0).astype(np.float32)

    def search(
        self, tokens: Sequence[str], k: int, within: Ids | None = None, terms: Iterable[Sequence[Sequence[str]]] = ()
    ) -> tuple[Ids, Floats]:
        """The ids and scores of the best `k` passages; none that share nothing. Ties go by id.

        Each of `terms` is a choice of phrases, as tokens, that mean the same: a passage is given the best that it
        holds.
        """
        scores = self.scores(tokens)
        for choices in terms:
            scores = scores + np.max([self.phrase(choice) for choice in choices], axis=0)
        ids = np.arange(len(scores)) if within is None else within
        best = ids[np.lexsort((ids, -scores[ids]))][:k]
        best = best[scores[best] > 0]
        return best, scores[best]

    def holders(self, token: str) -> int:
        """How many passages hold the word."""
        at = self._model.vocab_dict.get(token)
        if at is None:
            return 0
        bounds = self._model.scores["indptr"]
        return int(bounds[at + 1] - bounds[at])
