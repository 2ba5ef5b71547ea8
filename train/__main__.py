"""Trains the reader's span model and writes its weights.

    python -m train --shared DIR --index DIR        DIR holds questions/ and qa/; the index is one of DIR/reports

Stopped, it goes on where it stopped. Two cores take about an hour and a half.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import torch
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from index.engine.bundled_e5 import load_encoder
from rag.read.span_model import network
from train import contrasts, examples, save, validate
from train.loop import Plan, Target, Training, epochs
from train.lora import adapt
from train.prepare import prepare

_PUBLIC_WRONG = 0.3
out = Console(highlight=False)


def main(
    shared: Annotated[Path, typer.Option(help="Folder with questions/ and qa/.")],
    index: Annotated[Path, typer.Option(help="An index of the reports that the questions are about.")],
    work: Annotated[Path, typer.Option(help="Folder for what is made on the way.")] = Path("build/train"),
    passes: Annotated[
        int, typer.Option(min=1, help="Passes over the domain's questions; the public ones are read once.")
    ] = 2,
    public: Annotated[int, typer.Option(help="Public questions, at most.")] = 6000,
    domain: Annotated[
        bool, typer.Option(help="Read the domain's questions; without them it is the plain reader.")
    ] = True,
    start: Annotated[Path | None, typer.Option(help="Weights to go on from, as this command writes them.")] = None,
    seed: Annotated[int, typer.Option(help="Of all that is drawn by chance.")] = 7,
    limit: Annotated[int | None, typer.Option(help="Stop after so many steps, to try it out.")] = None,
    name: Annotated[str, typer.Option(help="Of the weights' file in the folder.")] = "span_model",
) -> None:
    """Train, show the losses on reports held apart, and write the weights."""
    prepare(shared, index, work, seed)
    torch.manual_seed(seed)
    encoder = load_encoder()
    model = network(encoder)
    adapt(model.bert)
    if start:
        save.read_into(model, start)
    plan = Plan()
    asked = examples.load(work / "domain.jsonl") if domain else []
    written = contrasts.load(work / "contrasts.jsonl") if domain else []
    batched = epochs(encoder, _drawing(asked, written, _public(work, public, seed), passes), passes, plan, seed)
    training = Training(model, len(batched), plan, work / f"{name}.checkpoint.safetensors")
    training.resume()
    _run(training, batched[:limit], validate.sample(encoder, work, shared / "qa", seed))
    path = work / f"{name}.safetensors"
    out.print(f"{path}: SHA-256 {save.write(training.weights(), path)}")


def _public(work: Path, most: int, seed: int) -> list[examples.Asked]:
    general = examples.load(work / "public.jsonl")
    random.Random(seed).shuffle(general)
    return general[:most]


def _drawing(
    domain: Sequence[examples.Asked], written: Sequence[contrasts.Contrast], general: list[examples.Asked], passes: int
) -> Callable[[random.Random], list[examples.Example]]:
    """What one pass reads: all of the domain's questions and contrasts, and its share of the public ones."""
    share = -(-len(general) // passes)

    def draw(chance: random.Random) -> list[examples.Example]:
        chosen = [general.pop() for _ in range(min(share, len(general)))]
        return [
            *examples.drawn(domain, chance, 0),
            *contrasts.drawn(written, chance),
            *examples.drawn(chosen, chance, _PUBLIC_WRONG),
        ]

    return draw


def _run(training: Training, batched: Sequence[list[Target]], held: validate.Held) -> None:
    """With a bar, the running loss, and from time to time what it does on what is held apart."""
    columns = (TextColumn("Training"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.description}"), console=out) as bar:
        task = bar.add_task("", total=len(batched), completed=training.done)
        mean: list[float] = []

        def tell(done: int, value: float) -> None:
            mean.append(value if not mean else 0.98 * mean[-1] + 0.02 * value)
            bar.update(task, completed=done, description=f"loss {mean[-1]:.3f}")
            if done % validate.EVERY == 0:
                out.print(f"step {done}: loss {mean[-1]:.3f}; {validate.measure(training.network, held)}")

        training.run(batched, tell)
    out.print(f"end: {validate.measure(training.network, held)}")


if __name__ == "__main__":
    typer.run(main)
