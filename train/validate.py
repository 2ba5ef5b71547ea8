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
from train import contrasts, examples, public
from train.examples import Example
from train.loop import NO_WORDS, Target, target

EVERY = 1000  # steps
_DOMAIN, _CONTRASTS, _PUBLIC = 260, 400, 80  # examples
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Held:
    """Examples by where they come from."""

    domain: Sequence[Target]
    contrasts: Sequence[Target]
    public: Sequence[Target]


def sample(encoder: BundledEncoder, work: Path, qa: Path, seed: int) -> Held:
    chance = random.Random(seed)
    domain = examples.drawn(examples.load(work / "held.jsonl"), chance, 0)
    asked = chance.sample(public.held(qa), _PUBLIC)
    shown = [Example(it.text, page) for it in asked for page in list(public.pages(it, *it.answers[0]))[:1]]
    told = contrasts.drawn(contrasts.load(work / "held-contrasts.jsonl"), chance)
    return Held(*([target(encoder, it) for it in those] for those in (domain[:_DOMAIN], told[:_CONTRASTS], shown)))


def measure(network: Any, held: Held) -> str:
    """One line: whether answers are told from near misses (area under the curve), and spans found exactly."""
    told = "; ".join(
        f"{name}: there or not {roc_auc_score(there, here):.3f}, span exact {np.mean(exact[there]):.2f}"
        for name, targets in (("domain", held.domain), ("contrasts", held.contrasts))
        for there, (here, exact) in [(np.array([it.answer is not None for it in targets]), _run(network, targets))]
    )
    return f"{told}; public: span exact {np.mean(_run(network, held.public)[1]):.2f}"


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
