"""The trained weights as the package ships them: adapters and heads, float16, safetensors."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def write(weights: Mapping[str, torch.Tensor], path: Path) -> str:
    """Writes them aside, then renames; returns the SHA-256 that `rag.read.span_model` is to hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    save_file({name: it.half().contiguous() for name, it in weights.items()}, aside)
    aside.replace(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_into(network: torch.nn.Module, path: Path) -> None:
    """Gives the adapters and heads of a network in training the weights that `write` wrote."""
    tensors = load_file(path)
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            parameter.data.copy_(tensors[name])
