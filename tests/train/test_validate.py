"""What is measured of a model in training, on networks whose answers are known."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from rag.read.span_model import Encoded
from train import validate
from train.loop import Target
from train.validate import Held, measure

LENGTHS = (9, 5, 12, 7, 6, 11)  # out of order: batches are made by length
FIRST = 2  # tokens before the passage


def target(length: int, answer: tuple[int, int] | None) -> Target:
    spans = tuple((at, at + 1) for at in range(length - FIRST - 1))
    return Target(Encoded(tuple(range(length)), FIRST, spans), answer)


DOMAIN = [target(length, (FIRST, FIRST + 1) if at % 2 else None) for at, length in enumerate(LENGTHS)]
PUBLIC = [target(length, (FIRST + 1, FIRST + 1)) for length in LENGTHS]


class Knowing(torch.nn.Module):
    """Points where it is told to, sure or not that the answer is there by the length of the example."""

    def __init__(self, start: int, end: int, sure: set[int]) -> None:
        super().__init__()
        self.start, self.end, self.sure = start, end, sure
        self.batches: list[int] = []

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        assert not self.training
        self.batches.append(len(ids))
        here = torch.tensor([1.0 if int(it.sum()) in self.sure else -1.0 for it in mask])
        return self._peak(ids, self.start), self._peak(ids, self.end), here

    def _peak(self, ids: torch.Tensor, at: int) -> torch.Tensor:
        """Highest at a token outside the passage, which does not count; then at the one it points to."""
        scores = torch.zeros(ids.shape)
        scores[:, 0], scores[:, at] = 9.0, 5.0
        return scores


ANSWERED = {length for at, length in enumerate(LENGTHS) if at % 2}


@pytest.mark.parametrize(
    ("network", "line"),
    [
        (Knowing(FIRST, FIRST + 1, ANSWERED), "there or not 1.000, span exact 1.00; public: span exact 0.00"),
        (Knowing(FIRST + 1, FIRST + 1, ANSWERED), "there or not 1.000, span exact 0.00; public: span exact 1.00"),
        (Knowing(FIRST, FIRST, {*LENGTHS} - ANSWERED), "there or not 0.000, span exact 0.00"),
        (Knowing(FIRST, FIRST + 1, set()), "there or not 0.500, span exact 1.00"),
    ],
)
def test_a_network_is_measured_by_what_it_knows(network: Any, line: str) -> None:
    assert line in measure(network, Held(DOMAIN, DOMAIN, PUBLIC))


def test_the_network_goes_on_in_training() -> None:
    network = Knowing(FIRST, FIRST, set())
    network.train()
    measure(network, Held(DOMAIN, DOMAIN, PUBLIC))
    assert network.training


def test_examples_are_measured_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "_BATCH", 4)
    network = Knowing(FIRST, FIRST, set())
    measure(network, Held(DOMAIN, DOMAIN, PUBLIC))
    assert network.batches == [4, 2, 4, 2, 4, 2]
