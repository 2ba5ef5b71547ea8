"""Is the confidence of an answer a probability, and what does a threshold on it cost?

Usage:
    python -m benchmarks.reliability QUESTIONS.jsonl … --index DIR [--plain]
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.metrics import all_facts
from eval.questions import Question, read
from index import Index
from rag import Assistant
from rag.settings import Settings
from train.fit_reader import Scores, calibration_error

_BINS = 10
_ASKED = ("fact", "definition", "list", "unanswerable")  # whose answer is one span; verdicts are not read
_DRAWS = 1000
_SHARES = (0.02, 0.05, 0.10)
out = Console(highlight=False)


def main(
    questions: Annotated[list[Path], typer.Argument(help="Questions with known answers, not fitted on.")],
    index: Annotated[Path, typer.Option(help="An index of their reports.")],
    plain: Annotated[bool, typer.Option("--plain", help="Without the span model.")] = False,
) -> None:
    """Answers everything that has any answer, and holds how sure it is against how often it is right."""
    nothing = {"zh": 0.0, "en": 0.0}
    settings = replace(Settings(), threshold=nothing, plain_threshold=nothing, span_model=not plain)
    assistant = Assistant(Index.open(index), settings)
    asked = [it for path in questions for it in read(path) if it.kind in _ASKED]
    told = [_ask(assistant, it) for it in track(asked, "Asking", console=Console(stderr=True))]
    sure, right = np.array([it[0] for it in told]), np.array([it[1] for it in told])
    out.print(_curve(sure, right))
    out.print(f"expected calibration error {calibration_error(sure, right):.3f} of {len(asked)}")
    out.print(f"a perfectly calibrated reader would show {_of_chance(sure):.3f} over so few")
    answerable = np.array([it.answerable for it in asked])
    for language in ("zh", "en"):
        chosen = np.array([it.language == language for it in asked])
        if not (chosen & answerable).any() or not (chosen & ~answerable).any():
            continue
        for share in _SHARES:
            threshold = np.quantile(sure[chosen & answerable], share)
            declined = (sure[chosen & ~answerable] < threshold).mean()
            out.print(f"{language}: below {threshold:.3f} {share:.2f} are declined falsely, {declined:.2f} rightly")


def _of_chance(sure: Scores) -> float:
    """The calibration error that chance alone makes of answers that are right exactly as often as they are sure."""
    chance = np.random.default_rng(0)
    return float(np.mean([calibration_error(sure, chance.random(len(sure)) < sure) for _ in range(_DRAWS)]))


def _ask(assistant: Assistant, question: Question) -> tuple[float, bool]:
    """How sure the answer is, and whether it states every fact; a decline is 0 sure."""
    answer = assistant.ask(question.question)
    facts = all_facts(question, answer)
    return (0.0 if answer.declined else answer.confidence), bool(question.answerable and facts)


def _curve(sure: np.ndarray, right: np.ndarray) -> Table:
    table = Table("confidence", "answers", "mean confidence", "right", title="Reliability")
    at = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    for number in range(_BINS):
        those = at == number
        if those.any():
            bounds = f"{number / _BINS:.1f}–{(number + 1) / _BINS:.1f}"
            table.add_row(bounds, str(those.sum()), f"{sure[those].mean():.2f}", f"{right[those].mean():.2f}")
    return table


if __name__ == "__main__":
    typer.run(main)
