"""Low-rank adapters (LoRA; Hu et al. 2021, arXiv:2106.09685) on every matrix of the encoder, while they are trained."""

from __future__ import annotations

import math
from collections.abc import Iterator

import torch
from torch import nn
from torch.nn import functional

from index.engine.bundled_e5 import TENSORS
from rag.read.span_model import LAYERS

RANK = 24
FIRST = 3  # layers below stay as they are: a fifth less time, and they read letters rather than questions


class Adapted(nn.Module):
    """A frozen linear map and what is added to it: x → Wx + b + up(down x). It begins as the frozen map alone."""

    def __init__(self, frozen: nn.Linear, rank: int) -> None:
        super().__init__()
        self.frozen = frozen
        self.down = nn.Parameter(torch.empty(rank, frozen.in_features))
        self.up = nn.Parameter(torch.zeros(frozen.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=math.sqrt(5))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        whole: torch.Tensor = self.frozen(x) + functional.linear(functional.linear(x, self.down), self.up)
        return whole


def adapt(bert: nn.Module, rank: int = RANK) -> None:
    """Freezes the encoder and puts an adapter beside each matrix of its upper layers. No dropout: drawing the chances
    takes as long as the rest on a processor without a card, and few passes do not overfit."""
    bert.requires_grad_(False)
    for part in bert.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
    for name in adapted_names(bert):
        parent, _, child = name.rpartition(".")
        owner = bert.get_submodule(parent)
        setattr(owner, child, Adapted(getattr(owner, child), rank))


def adapted_names(bert: nn.Module) -> Iterator[str]:
    """The matrices that get an adapter, by their full names, layer by layer."""
    for layer in range(FIRST, bert.config.num_hidden_layers):  # type: ignore[union-attr,arg-type]
        for short in LAYERS:
            yield f"encoder.layer.{layer}.{TENSORS[short]}"
