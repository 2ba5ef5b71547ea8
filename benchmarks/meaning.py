"""Does the score of meaning tell the sentence that a claim is of from others of the same report?

    python -m benchmarks.meaning QUESTIONS.jsonl --index DIR

A claim is made of each question and its answer; right is a passage's sentence that holds the evidence, wrong is any
other sentence of the report, drawn by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.questions import Question, read
from eval.text_match import fold
from index import Index, Passage
from index.engine.base import Floats
from rag.answer import Citation
from rag.check.similarity import standing_out
from rag.settings import Settings
from rag.understand.question_type import content
from rag.understand.years import YEAR

out = Console(highlight=False, soft_wrap=True)


def main(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers.")],
    index: Annotated[Path, typer.Option(help="An index of their reports.")],
    seed: Annotated[int, typer.Option(help="Of the wrong sentences.")] = 0,
) -> None:
    """Prints, by language, how many right and wrong sentences are refused, and the area under the curve."""
    shelf, chance, least = Index.open(index), Random(seed), Settings().stands_out
    table = Table("language", "claims", "right refused", "wrong refused", "AUC")
    gold = [it for it in read(questions) if it.answerable and it.facts and it.evidence]
    for language in ("zh", "en"):
        chosen = [it for it in gold if it.language == language]
        scores = [
            pair for it in track(chosen, language, console=Console(stderr=True)) for pair in _of(shelf, it, chance)
        ]
        if scores:
            right, wrong = (np.array(some) for some in zip(*scores, strict=True))
            cells = (np.mean(right < least), np.mean(wrong < least), np.mean(right[:, None] > wrong[None, :]))
            table.add_row(language, str(len(scores)), *(f"{cell:.3f}" for cell in cells))
    out.print(table)


def _of(shelf: Index, question: Question, chance: Random) -> Iterator[tuple[float, float]]:
    """The scores of a right and a wrong sentence; none where the evidence is not within one sentence."""
    source, quote = question.evidence[0].source, fold(question.evidence[0].quote)
    claim = f"{content(question.question, (), YEAR)} {question.facts[0][0]}"
    vector = shelf.embedder.queries([claim])[0]
    spans = [(p, *unit[:2]) for p in shelf.passages_of(source) for unit in shelf.units(vector, p)]
    text = shelf.text(source)
    holding = [it for it in spans if quote in fold(text[it[1] : it[2]])]
    others = [it for it in spans if it not in holding]
    if holding and others:
        yield _score(shelf, vector, *holding[0]), _score(shelf, vector, *chance.choice(others))


def _score(shelf: Index, vector: Floats, passage: Passage, start: int, end: int) -> float:
    return standing_out(shelf, vector, Citation(passage, start, end, ""))


if __name__ == "__main__":
    typer.run(main)
