"""Scores the answers to questions with known answers, offline:

Usage:
    python -m eval QUESTIONS.jsonl --index DIR        with an index that is there
    python -m eval QUESTIONS.jsonl --reports DIR      builds or refreshes an index of the folder first
    python -m eval … --misses --json run.json         every miss on the screen, everything in a file
    python -m eval … --plain                          without the span model: the baseline
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress, TaskID, track

from eval.questions import SHOWN_FAULTS, Question, read, verify
from eval.record import record
from eval.run import Run, ask_all
from eval.summary import summarise
from eval.table import render, render_misses
from index import Index, sync
from index.errors import BaogaoError
from rag import Assistant
from rag.settings import Settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers, one JSON object a line.")],
    reports: Annotated[Path | None, typer.Option(help="Folder of reports, indexed first.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index folder, used as it is.")] = None,
    json: Annotated[Path | None, typer.Option(dir_okay=False, help="File for everything about the run.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss and its reason.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first N questions.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Without the span model: the baseline.")] = False,
) -> None:
    """Ask every question and print how well it was answered, by language and by kind."""
    if (reports is None) == (index is None):
        raise typer.BadParameter("give either --reports DIR or --index DIR")
    gold = read(questions)[:limit]
    _claim(json)
    shelf = Index.open(index or _indexed(reports or Path()))
    run = _run(questions, limit, gold, Assistant(shelf, replace(Settings(), span_model=not plain)))
    summaries = summarise(run.scored)
    if json:
        json.write_text(record(run, summaries, shelf.manifest.to_dict()), encoding="utf-8")
    console = Console(highlight=False)
    if misses:
        console.print(render_misses(run.scored), soft_wrap=True)
    console.print(render(summaries))


def _run(questions: Path, limit: int | None, gold: Sequence[Question], assistant: Assistant) -> Run:
    """Gold that the shelf lacks is no reason to stop: its report may have been refused, and that is to be measured."""
    faults = verify(gold, assistant.index)
    _warn([str(fault) for fault in faults])
    scored = ask_all(gold, assistant, assistant.index.text, _watched)
    return Run(
        questions.name, hashlib.sha256(questions.read_bytes()).hexdigest(), limit, scored, faults, assistant.looks_again
    )


def _indexed(reports: Path) -> Path:
    """The index of this folder, made equal to it; it lies in the user's cache, so that the next run finds it."""
    shelf = reports.resolve()
    folder = user_cache_path("baogao") / "eval" / f"{shelf.name}-{hashlib.sha256(str(shelf).encode()).hexdigest()[:16]}"
    with Progress(console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage.capitalize(), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        outcome = sync(reports, folder, progress=show)
    _warn([f"{refused.source}: not indexed: {refused.reason}" for refused in outcome.refused])
    return folder


def _claim(json: Path | None) -> None:
    """Fail now, and not after all questions have been asked, if the file cannot be written."""
    if json is None:
        return
    try:
        json.parent.mkdir(parents=True, exist_ok=True)
        json.open("a").close()
    except OSError as error:
        raise BaogaoError(f"{json}: cannot be written ({error.strerror}); name another file with --json") from error


def _watched(questions: Sequence[Question]) -> Iterable[Question]:
    return track(questions, "Asking", console=Console(stderr=True))


def _warn(lines: Sequence[str]) -> None:
    for line in lines[:SHOWN_FAULTS]:
        _say(f"warning: {line}")
    if len(lines) > SHOWN_FAULTS:
        _say(f"warning: and {len(lines) - SHOWN_FAULTS} more")


def _say(line: str) -> None:
    typer.echo(" ".join(line.split()), err=True)


def main() -> None:
    """Runs the command; a mistake that the user can mend is one line and an exit code of its own."""
    try:
        app(prog_name="python -m eval")
    except BaogaoError as error:
        _say(f"error: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
