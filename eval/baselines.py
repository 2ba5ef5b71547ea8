"""What our work is worth: the same questions through a pipeline of the kind that people write in thirty lines.

Recursive splitting at 500 characters, one vector a chunk, the nearest chunks by cosine, whole chunks as the answer. It
knows no bodies and no years, reads nothing, and never declines. Same embedding model, so that the rest is compared.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from index import Hit, Index, Passage
from index.engine.base import Embedder, Floats
from rag.answer import Answer, Citation, Claim
from rag.understand.question_type import language

SIZE, OVERLAP, TOP = 500, 50, 5
_SEPARATORS = ["\n\n", "\n", "。", "；", "，", " ", ""]


class PlainPipeline:
    """An asker over all reports of an index, the vectors kept in `folder` so that the next run need not make them."""

    def __init__(self, index: Index, folder: Path) -> None:
        self._embedder = index.embedder
        self._chunks = _chunks(index)
        self._vectors = _kept(folder, index.embedder, [chunk.text for chunk in self._chunks])

    def ask(self, question: str) -> Answer:
        """The nearest chunks, whole, each citing itself."""
        scores = self._vectors @ self._embedder.queries([question])[0]
        hits = tuple(Hit(self._chunks[at], float(scores[at])) for at in np.argsort(-scores, kind="stable")[:10])
        nearest = [hit.passage for hit in hits[:TOP]]
        claims = tuple(Claim(it.text, (Citation(it, it.start, it.end, it.text),)) for it in nearest)
        return Answer(question, claims, language=language(question), confidence=hits[0].score, evidence=hits)


def _chunks(index: Index) -> list[Passage]:
    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS, chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True, keep_separator="end"
    )
    found: list[Passage] = []
    for report in index.reports:
        for part in splitter.create_documents([index.text(report.source)]):
            start, text = part.metadata["start_index"], part.page_content
            found.append(Passage(len(found), report, (), start, start + len(text), None, text))
    return found


def _kept(folder: Path, embedder: Embedder, texts: list[str]) -> Floats:
    """The chunks' vectors, float32, shape (chunks, dimension); written aside and renamed."""
    of = hashlib.sha256("\0".join((embedder.name, *texts)).encode()).hexdigest()[:16]
    path = folder / f"baseline-{of}.npy"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}.tmp.npy")
        np.save(aside, embedder.passages(texts), allow_pickle=False)
        aside.replace(path)
    vectors: Floats = np.load(path, allow_pickle=False)
    return vectors
