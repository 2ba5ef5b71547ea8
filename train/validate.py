"""How the model does on what it is not trained on: reports held apart, and public paragraphs held apart."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from index.engine.bundled_e5 import BundledEncoder
from rag.read.span_model import padded, within_text
from train import examples, public
from train.examples import Example
from train.loop import NO_WORDS, Target, target

EVERY = 500  # steps
_DOMAIN, _PUBLIC = 260, 80  # examples
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Held:
    """Examples by where they come from."""

    domain: Sequence[Target]
    public: Sequence[Target]


def sample(encoder: BundledEncoder, work: Path, qa: Path, seed: int) -> Held:
    chance = random.Random(seed)
    domain = examples.drawn(examples.load(work / "held.jsonl"), chance, 0)
    asked = chance.sample(public.held(qa), _PUBLIC)
    shown = [Example(it.text, page) for it in asked for page in list(public.pages(it, *it.answers[0]))[:1]]
    return Held([target(encoder, it) for it in domain[:_DOMAIN]], [target(encoder, it) for it in shown])


def measure(network: Any, held: Held) -> str:
    """One line: whether answers are told from near misses (area under the curve), and spans found exactly."""
    here, exact = _run(network, held.domain)
    there = np.array([it.answer is not None for it in held.domain])
    _, general = _run(network, held.public)
    return (
        f"domain: there or not {roc_auc_score(there, here):.3f}, span exact {np.mean(exact[there]):.2f}; "
        f"public: span exact {np.mean(general):.2f}"
    )


@torch.inference_mode()
def _run(network: Any, targets: Sequence[Target]) -> tuple[Any, Any]:
    """Log-odds that the answer is there, and whether start and end are right."""
    network.eval()
    order = sorted(range(len(targets)), key=lambda at: len(targets[at].encoded.ids))
    here, exact = np.zeros(len(targets)), np.zeros(len(targets), bool)
    for first in range(0, len(order), _BATCH):
        chosen = order[first : first + _BATCH]
        encoded = [targets[at].encoded for at in chosen]
        ids, mask = padded(encoded)
        start, end, there = network(ids, mask)
        inside = within_text(encoded, ids.shape[1])
        places = [scores.masked_fill(~inside, NO_WORDS).argmax(1).tolist() for scores in (start, end)]
        here[chosen] = there.numpy()
        exact[chosen] = [targets[at].answer == tuple(place) for at, *place in zip(chosen, *places, strict=True)]
    network.train()
    return here, exact
