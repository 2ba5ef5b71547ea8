"""Weights fitted on questions whose answer is plain, and how far a confidence is from a probability."""

import numpy as np
import pytest

from eval.questions import Question
from rag.read.features import Features
from train.fit_reader import Weighed, calibration_error, fit


@pytest.mark.parametrize(
    ("sure", "right", "error"),
    [
        ([1.0, 1.0], [True, True], 0.0),
        ([1.0, 1.0], [False, False], 1.0),
        ([0.5, 0.5], [True, False], 0.0),
        ([0.95, 0.95, 0.05, 0.05], [True, True, False, True], 0.25),
        ([0.95, 0.15], [True, True], 0.45),
    ],
)
def test_calibration_error(sure: list[float], right: list[bool], error: float) -> None:
    assert calibration_error(np.array(sure), np.array(right)) == pytest.approx(error)


def weighed(number: int) -> Weighed:
    """Three sentences of which the one that the model points at is right; none is for every third question."""
    answerable = number % 3 > 0
    features = np.random.default_rng(number).normal(0, 0.1, (3, 10))
    features[1, -2:] += answerable
    question = Question(str(number), "？", "zh", "fact" if answerable else "unanswerable", answerable)
    return Weighed(question, features, np.array([False, answerable, False]), np.full(3, np.nan))


def test_what_tells_right_from_wrong_gets_the_weight() -> None:
    weights = fit([[weighed(number) for number in range(60)]])
    assert len(weights.of) == 10
    assert min(weights.of[-2:]) > max(map(abs, weights.of[:-2]))
    nothing = Features(*[0.0] * 10)
    pointed = Features(*[0.0] * 8, 1.0, 1.0)
    assert weights.confidence(nothing) < 0.3 and weights.confidence(pointed) > 0.7
