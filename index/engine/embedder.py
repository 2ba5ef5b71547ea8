"""Texts → vectors, through sentence-transformers. The model is the bundled one, a name on a hub, or a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.engine.base import Advance, Floats
from index.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "bundled"
# By the E5 family's card; its repositories do not carry them. "document" is what `encode_document` looks for first.
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}
_BATCH = 64  # measured on two cores: 169 units a second, 99 with 16 (docs/measurements.md)
_CHUNK = 256  # passages between two signs of progress


class SentenceEmbedder:
    """Any sentence-transformers model, with its own query and passage prompts; loaded when first used."""

    def __init__(self, model: str = BUNDLED) -> None:
        self.name = model

    def queries(self, texts: Sequence[str]) -> Floats:
        return np.asarray(
            self._model.encode_query(
                list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            ),
            np.float32,
        )

    def passages(self, texts: Sequence[str], advance: Advance = lambda _: None) -> Floats:
        order = sorted(range(len(texts)), key=lambda at: (len(texts[at]), at))
        vectors: Floats | None = None
        for begin in range(0, len(order), _CHUNK):
            chosen = order[begin : begin + _CHUNK]
            found = self._model.encode_document(
                [texts[at] for at in chosen], batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            if vectors is None:
                vectors = np.empty((len(texts), found.shape[1]), np.float32)
            vectors[chosen] = found
            advance(len(chosen))
        return np.empty((0, 0), np.float32) if vectors is None else vectors

    @cached_property
    def _model(self) -> SentenceTransformer:
        # Threads that wait for work by spinning take the processor from other programs, and from each other: beside
        # one busy neighbour this is three times as fast. Read once, when torch is first imported.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        import torch

        model = _bundled() if self.name == BUNDLED else _named(self.name)
        return model.bfloat16() if fast_bfloat16(torch.cpu.get_capabilities()) else model


def fast_bfloat16(capabilities: Mapping[str, object]) -> bool:
    """Has the processor matrix instructions for bfloat16? Elsewhere that is slower than float32, not faster."""
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))


def _bundled() -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize
    from sentence_transformers.sentence_transformer.modules import Pooling

    from index.engine import bundled_e5

    encoder = bundled_e5.load_encoder()
    modules = [encoder, Pooling(encoder.get_embedding_dimension(), "mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=_E5_PROMPTS, device="cpu")


def _named(model: str) -> SentenceTransformer:
    """A folder, or a name: from what the hub's library has on disk already, else from the hub."""
    from sentence_transformers import SentenceTransformer

    prompts = _E5_PROMPTS if "multilingual-e5" in model else None
    try:
        return SentenceTransformer(model, prompts=prompts, local_files_only=True)
    except (OSError, ValueError) as error:
        if Path(model).is_dir() or not _on_hub(model):
            raise ModelUnavailable(
                f"{model}: neither a folder with a sentence-transformers model nor to be had from a model hub "
                "(no network, or no such name); leave --model out to use the bundled model"
            ) from error
    return SentenceTransformer(model, prompts=prompts)


def _on_hub(model: str) -> bool:
    """Asks once: loading by name would try again for more than a minute where there is no network."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # of whichever client it uses

    try:
        HfApi().model_info(model, timeout=10)
    except (OSError, ValueError, HTTPError):
        return False
    return True
