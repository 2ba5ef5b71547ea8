"""What each part of the reader adds: the same questions with one part left out at a time, by language.

Usage:
    python -m benchmarks.ablation QUESTIONS.jsonl --index DIR
    python -m benchmarks.ablation … --before WEIGHTS.safetensors     span model weights to hold the shipped ones against

Every question is asked with nothing declined for want of confidence; what the shipped thresholds decline, and what
declining one answerable question in twenty would, is worked out from how sure each answer is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated
from unittest.mock import patch

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from eval.questions import read
from eval.run import Scored, ask_one
from index import Index
from index.engine.bundled_e5 import load_encoder
from rag import Assistant
from rag.read import features
from rag.read.rerank import Reader
from rag.read.span_model import SpanModel
from rag.settings import Settings
from train.fit_reader import calibration_error

_FALSE = 0.05
_NEVER = MappingProxyType({"zh": 0.0, "en": 0.0})
_PLAIN_ODDS = {
    language: replace(weights, slope=1.0, here=0.0, shift=0.0, sure_alone=0.0)
    for language, weights in features.WITH_MODEL.items()
}
out = Console(highlight=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the reader that is left out while `without` holds; `settings` and `reader` stand in for the shipped
    ones."""

    name: str
    settings: Settings = Settings()
    without: Callable[[], AbstractContextManager[object]] = nullcontext
    reader: Reader | None = None


def parts(before: Path | None) -> Iterator[Part]:
    """All of them, first the whole."""
    yield Part("everything")
    yield Part("not read alone", Settings(verified=0))
    yield Part("confidence not fitted", without=lambda: patch("rag.read.extract.WITH_MODEL", _PLAIN_ODDS))
    if before:
        from safetensors.torch import load

        yield Part(f"weights of {before.name}", reader=SpanModel(load_encoder(), load(before.read_bytes())))
    yield Part("no glossary", without=lambda: patch("index.language.glossary.in_chinese", lambda words, at: (1, ())))
    yield Part("one question", without=lambda: patch("rag.understand.understand.asks", lambda text: ()))
    yield Part("no span model", Settings(span_model=False))


def main(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers.")],
    index: Annotated[Path, typer.Option(help="An index of their reports.")],
    before: Annotated[Path | None, typer.Option(help="Weights to hold the shipped ones against.")] = None,
) -> None:
    """One line a part and language."""
    gold, shelf = read(questions), Index.open(index)
    out.print(f"{'':28} {'facts':>6} {'declined':>9} {'falsely':>8} {'at .05':>7} {'calibration':>12}")
    for part in parts(before):
        settings = replace(part.settings, threshold=_NEVER, plain_threshold=_NEVER)
        with part.without():
            assistant = Assistant(shelf, settings, reader=part.reader)
            watched = track(gold, part.name, console=Console(stderr=True))
            scored = [ask_one(question, assistant, shelf.text) for question in watched]
        for language in ("zh", "en"):
            thresholds = part.settings.threshold if part.settings.span_model else part.settings.plain_threshold
            own = [it for it in scored if it.question.language == language]
            if own:
                out.print(f"{part.name:25} {language} {_line(own, thresholds[language])}")


def _line(scored: Sequence[Scored], threshold: float) -> str:
    """Facts and declines at the threshold, rightly declined where a share `_FALSE` is declined falsely, and how far
    confidence is from the share of right answers."""
    sure = np.array([0.0 if it.answer["declined"] else it.answer["confidence"] for it in scored])
    told = np.array([it.scores.fact_recall or 0.0 for it in scored])
    answerable = np.array([it.question.answerable for it in scored], bool)
    declined, right = sure < threshold, (told == 1) & answerable
    facts = float((told * ~declined)[answerable].mean())
    near, falsely = float(declined[~answerable].mean()), float(declined[answerable].mean())
    swept = float((sure[~answerable] < np.quantile(sure[answerable], _FALSE)).mean())
    error = calibration_error(sure[~declined], right[~declined])
    return f"{facts:6.2f} {near:9.2f} {falsely:8.2f} {swept:7.2f} {error:12.2f}"


if __name__ == "__main__":
    typer.run(main)
