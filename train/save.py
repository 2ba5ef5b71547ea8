"""The trained weights as the package ships them: adapters and heads, float16, safetensors."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file


def write(weights: Mapping[str, torch.Tensor], path: Path) -> str:
    """Writes them aside, then renames; returns the SHA-256 that `rag.read.span_model` is to hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    save_file({name: it.half().contiguous() for name, it in weights.items()}, aside)
    aside.replace(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()
