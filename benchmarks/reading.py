"""How well the span model reads: public questions that it was not trained on, over the right paragraph.

Usage:
    python -m benchmarks.reading --qa DIR        DIR holds DRCD_test.json
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from eval.text_match import units
from rag.read.span_model import SpanModel, span_model
from train.public import held, windows
from train.questions import PublicQuestion

out = Console(highlight=False)


def main(
    qa: Annotated[Path, typer.Option(help="Folder of the public questions.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many.")] = None,
) -> None:
    """Exact match and F1 over characters, the best window of the right paragraph."""
    model = span_model()
    if model is None:
        raise typer.BadParameter("the span model's weights are not installed")
    questions = held(qa)[:limit]
    began = time.perf_counter()
    answers = [_answer(model, it) for it in track(questions, "Reading", console=Console(stderr=True))]
    seconds = time.perf_counter() - began
    pairs = list(zip(answers, questions, strict=True))
    exact = np.mean([max(units(said) == units(gold) for gold, _ in it.answers) for said, it in pairs])
    f1 = np.mean([max(_f1(said, gold) for gold, _ in it.answers) for said, it in pairs])
    out.print(f"DRCD test, last paragraphs, simplified: {len(questions)} questions")
    out.print(f"exact match {exact:.3f}, F1 {f1:.3f}, {seconds / len(questions):.3f} s a question")


def _answer(model: SpanModel, question: PublicQuestion) -> str:
    texts = [question.paragraph[start:end] for start, end in windows(question.paragraph)]
    looks = model.look(question.text, [(question.title, text) for text in texts])
    best = max(range(len(texts)), key=lambda at: looks[at].here + looks[at].best(0, len(texts[at]))[2])
    start, end, _ = looks[best].best(0, len(texts[best]))
    return texts[best][start:end]


def _f1(said: str, gold: str) -> float:
    """Of the characters that both hold, as many times as both do (SQuAD's, with characters for words)."""
    spoken, wanted = list(units(said)), list(units(gold))
    shared = sum(min(spoken.count(unit), wanted.count(unit)) for unit in set(spoken))
    return 2 * shared / (len(spoken) + len(wanted)) if shared else 0.0


if __name__ == "__main__":
    typer.run(main)
