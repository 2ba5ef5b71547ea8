"""Does the check of claims catch claims that are wrong in one place, and let right ones pass?

Usage:
    python -m benchmarks.corruptions                                          answers to the example questions
    python -m benchmarks.corruptions --questions FILE.jsonl --index DIR       and to these
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.corrupt import corruptions
from eval.questions import read
from index import Index, sync
from rag import Assistant, Claim
from rag.check.claim import unsupported
from rag.settings import Settings

_EXAMPLES = Path(__file__).parents[1] / "examples"
_TRIES = 4  # draws for every copy that is asked for: some come out alike
out = Console(highlight=False, soft_wrap=True)


def main(
    questions: Annotated[Path | None, typer.Option(help="More questions, one JSON object a line.")] = None,
    index: Annotated[Path | None, typer.Option(help="An index of the reports that they are about.")] = None,
    copies: Annotated[int, typer.Option(min=1, help="Corrupted copies of each claim and kind, at most.")] = 3,
    seed: Annotated[int, typer.Option(help="Of the corruptions.")] = 0,
    plain: Annotated[bool, typer.Option("--plain", help="Without the span model.")] = False,
    misses: Annotated[
        bool, typer.Option("--misses", help="List what is not caught, and right claims that fail.")
    ] = False,
) -> None:
    """Corrupts the claims of answers, and counts the corruptions caught and the untouched claims that pass.

    Answers hold only claims that passed before: the untouched tell that the check repeats itself, not what it drops.
    """
    if (questions is None) != (index is None):
        raise typer.BadParameter("give --questions FILE and --index DIR together")
    made, caught, chance = Counter[str](), Counter[str](), Random(seed)
    for claim, places in _claims(questions, index, plain):
        for kind, text in _tried(claim, places, chance, copies):
            fault = unsupported(replace(claim, text=text))
            made[kind] += 1
            caught[kind] += bool(fault)
            if misses and bool(fault) == (kind == "untouched"):
                out.print(f"{kind}: {text} {fault}", markup=False)
    out.print(_table(made, caught))


def _claims(questions: Path | None, index: Path | None, plain: bool) -> Iterator[tuple[Claim, list[str]]]:
    """Every claim of the answers, with the places that its shelf is about."""
    with TemporaryDirectory() as folder:
        sync(_EXAMPLES / "reports", Path(folder))
        yield from _of_shelf(_EXAMPLES / "questions.jsonl", Path(folder), plain)
    if questions and index:
        yield from _of_shelf(questions, index, plain)


def _of_shelf(questions: Path, index: Path, plain: bool) -> Iterator[tuple[Claim, list[str]]]:
    assistant = Assistant(Index.open(index), replace(Settings(), span_model=not plain))
    places = sorted({report.region for report in assistant.index.reports if report.region})
    for question in track(read(questions), "Asking", console=Console(stderr=True)):
        yield from ((claim, places) for claim in assistant.ask(question.question).claims)


def _tried(claim: Claim, places: list[str], chance: Random, copies: int) -> Iterator[tuple[str, str]]:
    """The untouched text and its corruptions, each with its kind."""
    yield "untouched", claim.text
    for kind, corrupt in corruptions(places).items():
        drawn = dict.fromkeys(text for _ in range(copies * _TRIES) if (text := corrupt(claim.text, chance)))
        yield from ((kind, text) for text in [*drawn][:copies])


def _table(made: Counter[str], caught: Counter[str]) -> Table:
    table = Table("kind", "claims", "caught", title=f"{made.total() - made['untouched']} corruptions")
    for kind in made:
        if kind != "untouched":
            table.add_row(kind, str(made[kind]), f"{caught[kind] / made[kind]:.3f}")
    passed = 1 - caught["untouched"] / made["untouched"] if made["untouched"] else 0.0
    table.add_row("untouched", str(made["untouched"]), f"passed {passed:.3f}")
    return table


if __name__ == "__main__":
    typer.run(main)
