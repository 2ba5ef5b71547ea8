"""The training loop: batches of like length, AdamW, warm-up and linear decay; stops and goes on where it stopped."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch.nn import functional

from index.engine.bundled_e5 import BundledEncoder
from rag.read.span_model import Encoded, encode, padded, within_text
from train.examples import Example

_STATE = ("step", "exp_avg", "exp_avg_sq")  # what AdamW remembers of a parameter
NO_WORDS = -1e4  # log-odds of tokens that cannot begin or end an answer


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast: `rate` of the adapters, `head_rate` of the heads, which begin from nothing."""

    batch: int = 8
    rate: float = 6e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    decay: float = 0.01
    clip: float = 1.0
    save_every: int = 200


@dataclass(frozen=True, slots=True)
class Target:
    """An example as tokens: the first and last token of the answer, None where it is not there."""

    encoded: Encoded
    answer: tuple[int, int] | None


def target(encoder: BundledEncoder, example: Example) -> Target:
    """An answer that was cut off counts as not there."""
    encoded = encode(encoder, example.question, example.page.about, example.page.text)
    if example.page.span is None:
        return Target(encoded, None)
    start, end = example.page.span
    inside = [at for at, (first, last) in enumerate(encoded.spans) if first < end and last > start]
    if not inside or encoded.spans[inside[-1]][1] < end:
        return Target(encoded, None)
    return Target(encoded, (encoded.first + inside[0], encoded.first + inside[-1]))


def batches(targets: Sequence[Target], size: int, chance: random.Random) -> list[list[Target]]:
    """Batches of like length, in any order."""
    order = sorted(targets, key=lambda it: len(it.encoded.ids) + chance.random() * 16)
    cut = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(cut)
    return cut


def loss(network: Any, batch: Sequence[Target]) -> torch.Tensor:
    """Cross-entropy of start and end over the passage's tokens where the answer is there, and whether it is."""
    encoded = [it.encoded for it in batch]
    ids, mask = padded(encoded)
    start, end, here = network(ids, mask)
    outside = ~within_text(encoded, ids.shape[1])
    there = torch.tensor([it.answer is not None for it in batch])
    total = functional.binary_cross_entropy_with_logits(here, there.float())
    if there.any():
        gold = torch.tensor([it.answer for it in batch if it.answer is not None])
        for scores, at in ((start, 0), (end, 1)):
            total = total + functional.cross_entropy(scores.masked_fill(outside, NO_WORDS)[there], gold[:, at]) / 2
    return total


class Training:
    """A network in training: one step after the other, kept in a file from time to time."""

    def __init__(self, network: Any, steps: int, plan: Plan, checkpoint: Path) -> None:
        self.network, self.plan, self.checkpoint, self.steps = network, plan, checkpoint, steps
        self.named = {name: it for name, it in network.named_parameters() if it.requires_grad}
        groups = [
            {"params": [it for name, it in self.named.items() if name.startswith("bert.")], "lr": plan.rate},
            {"params": [it for name, it in self.named.items() if not name.startswith("bert.")], "lr": plan.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=plan.decay)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.done = 0

    def _share(self, step: int) -> float:
        """Of the full rate."""
        warm = max(1, int(self.plan.warm_up * self.steps))
        return min((step + 1) / warm, max(0.0, (self.steps - step) / max(1, self.steps - warm)))

    def run(self, batched: Iterable[list[Target]], tell: Callable[[int, float], None]) -> None:
        """Steps through the batches; those that a stopped run has behind it are passed over."""
        self.network.train()
        for number, batch in enumerate(batched):
            if number < self.done:
                continue
            value = self._step(batch)
            self.done = number + 1
            tell(self.done, value)
            if self.done % self.plan.save_every == 0:
                self.save()
        self.save()

    def _step(self, batch: list[Target]) -> float:
        value = loss(self.network, batch)
        self.optimizer.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.named.values(), self.plan.clip)
        self.optimizer.step()
        self.schedule.step()
        return float(value.detach())

    def weights(self) -> dict[str, torch.Tensor]:
        return {name: it.detach().clone() for name, it in self.named.items()}

    def save(self) -> None:
        """Weights and moments, as safetensors; written aside, then renamed."""
        tensors = self.weights()
        for name, parameter in self.named.items():
            state = self.optimizer.state[parameter]
            tensors |= {f"{name}:{key}": state[key].clone() for key in _STATE if key in state}
        aside = self.checkpoint.with_suffix(".new")
        save_file(tensors, aside, {"done": str(self.done), "steps": str(self.steps)})
        aside.replace(self.checkpoint)

    def resume(self) -> None:
        """Goes on from the checkpoint, where there is one of a run of the same length."""
        if not self.checkpoint.is_file():
            return
        with safe_open(self.checkpoint, "pt") as file:
            notes = file.metadata()
        if notes["steps"] != str(self.steps):
            return
        tensors = load_file(self.checkpoint)
        self.done = int(notes["done"])
        for name, parameter in self.named.items():
            parameter.data.copy_(tensors[name])
            if f"{name}:step" in tensors:  # else it had no gradient yet
                self.optimizer.state[parameter] = {key: tensors[f"{name}:{key}"] for key in _STATE}
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share, self.done - 1)


def epochs(
    encoder: BundledEncoder, draw: Callable[[random.Random], list[Example]], count: int, plan: Plan, seed: int
) -> list[list[Target]]:
    """The batches of `count` epochs, each drawn anew."""
    chance = random.Random(seed)
    return [
        batch
        for _ in range(count)
        for batch in batches([target(encoder, it) for it in draw(chance)], plan.batch, chance)
    ]
