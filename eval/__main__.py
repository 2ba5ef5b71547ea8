"""Scores the answers to questions with known answers, offline:

Usage:
    python -m eval QUESTIONS.jsonl --index DIR        with an index that is there
    python -m eval QUESTIONS.jsonl --reports DIR      builds or refreshes an index of the folder first
    python -m eval … --misses --json run.json         every miss on the screen, everything in a file
    python -m eval … --json run.json --html run.html  and as a page to look through
    python -m eval … --baseline                       a plain pipeline beside it
    python -m eval … --endpoint URL --model NAME      with a language model that reads and words
    python -m eval compare A.json B.json              what differs, and which questions flipped
    python -m eval cells CELLS.jsonl --index DIR      right figures of a measure, body and year; rightly none
    python -m eval gate RUN.json                      exit code 9 where the run does not hold the line
    python -m eval perturb QUESTIONS.jsonl --reports DIR    the same questions, changed, and their shelf
    python -m eval adapt SET.json --out DIR           a public set in SQuAD's form, as reports and questions
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from platformdirs import user_cache_path
from rich.console import Console
from rich.progress import Progress, TaskID, track

from eval.parallel import Opener, ask_spread, peak_mib
from eval.questions import SHOWN_FAULTS, Question, read, verify
from eval.record import read_run, record
from eval.resume import Journal, place_for
from eval.run import Asker, Run, Scored, Text
from eval.summary import Summary, summarise
from eval.terminal import render, render_misses
from index import Index, sync
from index.errors import BaogaoError
from rag import Assistant
from rag.settings import Settings
from rag.write.endpoint import TASKS, Endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command("run")
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers, one JSON object a line.")],
    reports: Annotated[Path | None, typer.Option(help="Folder of reports, indexed first.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index folder, used as it is.")] = None,
    json: Annotated[Path | None, typer.Option(dir_okay=False, help="File for everything about the run.")] = None,
    html: Annotated[Path | None, typer.Option(dir_okay=False, help="File for a page about the run.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss and its reason.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first N questions.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that ask; times are true with 1.")] = 1,
    plain: Annotated[bool, typer.Option("--plain", help="Without the span model.")] = False,
    baseline: Annotated[bool, typer.Option("--baseline", help="A plain pipeline beside it.")] = False,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="A language model's endpoint; its key is BAOGAO_LLM_KEY.")
    ] = "",
    model: Annotated[str, typer.Option(help="The model's name there.")] = "default",
    tasks: Annotated[str, typer.Option(help="What the model does: read, word, or both.")] = ",".join(TASKS),
) -> None:
    """Ask every question and print how well it was answered, by language and by kind."""
    folder = _folder(reports, index)
    gold = read(questions)[:limit]
    for path in (json, html):
        _claim(path)
    shelf, settings = Index.open(folder), replace(Settings(), span_model=not plain)
    asked = _endpoint(endpoint, model, tasks)
    opener = partial(_assistant, folder, plain, asked)
    told = _plain(settings) | {"endpoint": f"{asked.url} {asked.model} {' '.join(asked.tasks)}" if asked else ""}
    run = _run(questions, limit, gold, shelf, told, opener, workers, json)
    beside = _baseline(gold, folder) if baseline else ()
    summaries = summarise(run.scored)
    text = record(run, summaries, shelf.manifest.to_dict(), beside)
    _write(json, text)
    if json:
        place_for(json).unlink(missing_ok=True)  # written: the next run must not take these answers for its own
    if html:
        from eval.page import page

        _write(html, page(read_run(text)))
    console = Console(highlight=False)
    if misses:
        console.print(render_misses(run.scored), soft_wrap=True)
    console.print(render(summaries, beside[0] if beside else None))
    console.print(f"peak memory {run.peak_mib:,.0f} MiB", style="dim")


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="The run to start from, as --json wrote it.")],
    second: Annotated[Path, typer.Argument(help="The run to hold against it.")],
) -> None:
    """Print what differs between two runs beyond chance, and the questions that flipped."""
    from eval.compare import render as side_by_side

    runs = [_read(path) for path in (first, second)]
    if len({run["questions"]["sha256"] for run in runs}) > 1:
        _warn(["the runs are of different files of questions; only questions of the same id are compared"])
    Console(highlight=False).print(side_by_side(*runs), soft_wrap=True)


@app.command()
def cells(
    path: Annotated[Path, typer.Argument(metavar="CELLS", help="Cells read by hand, one JSON object a line.")],
    reports: Annotated[Path | None, typer.Option(help="Folder of reports, indexed first.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index folder, used as it is.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List every wrong cell.")] = False,
) -> None:
    """Ask for every cell of a table, and print how many are right, and rightly not stated."""
    from eval.cells import read_cells, render, scored

    gold = read_cells(path)
    done = list(scored(_watched(gold), Assistant(Index.open(_folder(reports, index)))))
    console = Console(highlight=False)
    for it in done if misses else ():
        if not it.is_right:
            found = it.found.written if it.found else "nothing"
            wanted = "not stated" if it.gold.value is None else f"{it.gold.value}{it.gold.unit}"
            console.print(
                f"{it.gold.measure} · {it.gold.body} · {it.gold.year}: {found}, wanted {wanted}", soft_wrap=True
            )
    console.print(render(done))


@app.command()
def gate(
    run: Annotated[Path, typer.Argument(help="A run, as --json wrote it.")],
    thresholds: Annotated[Path | None, typer.Option(help="Another file than eval/gate.toml.")] = None,
) -> None:
    """Hold a run against the committed thresholds; exit code 9 where one fails."""
    from eval.thresholds import THRESHOLDS, hold

    for check in hold(_read(run), thresholds or THRESHOLDS):
        typer.echo(f"holds: {check}")


@app.command()
def perturb(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers.")],
    reports: Annotated[Path | None, typer.Option(help="Folder of reports, indexed first.")] = None,
    index: Annotated[Path | None, typer.Option(help="Index folder, used as it is.")] = None,
    sample: Annotated[int, typer.Option(min=1, help="Questions asked of each changed shelf.")] = 20,
    distractors: Annotated[int, typer.Option(min=1, help="Made-up reports added.")] = 100,
    seed: Annotated[int, typer.Option(help="Of the changes.")] = 0,
    failures: Annotated[bool, typer.Option("--failures", help="List what is not as it must be.")] = False,
) -> None:
    """Change questions and shelf by script, and print how often the answer stays, changes or declines as it must."""
    from eval.perturb import outcomes, render, render_failures

    shelf = Index.open(_folder(reports, index))
    done = outcomes(read(questions), shelf, seed, distractors, sample, watch=_watched)
    console = Console(highlight=False)
    if failures:
        console.print(render_failures(done), soft_wrap=True)
    console.print(render(done))


@app.command()
def adapt(
    path: Annotated[Path, typer.Argument(metavar="SET", help="A public set: SQuAD's form, or passages.")],
    out: Annotated[Path, typer.Option(help="Folder for its reports and questions.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Take only the first N questions.")] = None,
    simplified: Annotated[bool, typer.Option("--simplified", help="Turn all characters simplified.")] = False,
) -> None:
    """Turn a public set of questions into a folder of reports and a file of questions."""
    from eval.adapters import adapt as adapted

    made = adapted(path, out, limit=limit, simplified=simplified)
    _warn([f"question {left.id} is left out: {left.reason}" for left in made.left_out])
    typer.echo(f"{made.reports} reports, {made.questions} questions, {len(made.left_out)} left out: {out}")


@app.command()
def feedback(
    db: Annotated[Path, typer.Argument(metavar="DB", help="What the chat kept of answers that helped or did not.")],
    out: Annotated[Path, typer.Option(dir_okay=False, help="File for the candidates.")],
) -> None:
    """Make candidates for questions of what people said of answers."""
    from eval.feedback import write_candidates

    ready, by_hand = write_candidates(db, out)
    typer.echo(f"{ready} candidates: {out}; {by_hand} for a person to finish: {out.with_suffix('.by-hand.jsonl')}")


def _run(
    questions: Path,
    limit: int | None,
    gold: Sequence[Question],
    shelf: Index,
    settings: Mapping[str, Any],
    opener: Opener,
    workers: int,
    json: Path | None,
) -> Run:
    """Gold that the shelf lacks is no reason to stop: its report may have been refused, and that is to be measured."""
    faults = verify(gold, shelf)
    _warn([str(fault) for fault in faults])
    digest = hashlib.sha256(questions.read_bytes()).hexdigest()
    of = {"questions": digest, "settings": settings, "index": shelf.manifest.to_dict()}
    with Journal(place_for(json) if json else None, of) as journal:
        scored = tuple(_asked(gold, opener, workers, journal))
    return Run(questions.name, digest, limit, scored, faults, settings, workers, peak_mib())


def _asked(gold: Sequence[Question], opener: Opener, workers: int, journal: Journal) -> Iterator[Scored]:
    """Every question scored, those of an earlier try from its journal, which keeps the others."""
    done = journal.done(gold)
    left = [question for question in gold if question.id not in done]
    if done:
        _say(f"{len(done)} questions were asked before the last run stopped; {len(left)} are left")
    fresh = ask_spread(left, opener, workers) if left else iter(())
    for question in _watched(gold):
        if question.id in done:
            yield done[question.id]
        else:
            scored = next(fresh)
            journal.add(scored)
            yield scored


def _assistant(folder: Path, plain: bool, endpoint: Endpoint | None) -> tuple[Asker, Text]:
    """Of plain values, which go to other processes."""
    shelf = Index.open(folder)
    return Assistant(shelf, replace(Settings(), span_model=not plain), endpoint=endpoint), shelf.text


def _endpoint(url: str, model: str, tasks: str) -> Endpoint | None:
    """The one given, else the one that the environment names."""
    if not url:
        return Endpoint.from_environment()
    names = {"URL": url, "MODEL": model, "TASKS": tasks, "KEY": os.environ.get("BAOGAO_LLM_KEY", "")}
    return Endpoint.from_environment({f"BAOGAO_LLM_{name}": value for name, value in names.items()})


def _baseline(gold: Sequence[Question], folder: Path) -> tuple[Summary, ...]:
    return summarise(tuple(ask_spread(gold, partial(_plain_pipeline, folder), 1)))


def _plain_pipeline(folder: Path) -> tuple[Asker, Text]:
    from eval.baselines import PlainPipeline

    shelf = Index.open(folder)
    return PlainPipeline(shelf, _cache()), shelf.text


def _plain(settings: Settings) -> dict[str, Any]:
    """Settings as plain JSON values."""
    told = {field: getattr(settings, field) for field in settings.__dataclass_fields__}
    return {name: dict(value) if hasattr(value, "items") else value for name, value in told.items()}


def _folder(reports: Path | None, index: Path | None) -> Path:
    if reports is not None and index is None:
        return _indexed(reports)
    if index is not None and reports is None:
        return index
    raise typer.BadParameter("give either --reports DIR or --index DIR")


def _indexed(reports: Path) -> Path:
    """The index of this folder, made equal to it; it lies in the user's cache, so that the next run finds it."""
    shelf = reports.resolve()
    folder = _cache() / f"{shelf.name}-{hashlib.sha256(str(shelf).encode()).hexdigest()[:16]}"
    with Progress(console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage.capitalize(), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        outcome = sync(reports, folder, progress=show)
    _warn([f"{refused.source}: not indexed: {refused.reason}" for refused in outcome.refused])
    return folder


def _cache() -> Path:
    return user_cache_path("baogao") / "eval"


def _claim(path: Path | None) -> None:
    """Fail now, and not after all questions have been asked, if the file cannot be written."""
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("a").close()
    except OSError as error:
        raise BaogaoError(f"{path}: cannot be written ({error.strerror}); name another file") from error


def _write(path: Path | None, text: str) -> None:
    """Aside, then renamed: a run that stops leaves no half of a file."""
    if path:
        aside = path.with_name(f"{path.name}.tmp")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        return read_run(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BaogaoError(f"{path}: not a run: {error}; name a file that --json wrote") from error


def _watched(questions: Sequence[T]) -> Iterable[T]:
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
    names = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    words = sys.argv[1:]
    is_command = not words or words[0] in names or words[0].startswith("-")
    try:  # a file of questions in place of a command is to be run
        app(words if is_command else ["run", *words], prog_name="python -m eval")
    except BaogaoError as error:
        _say(f"error: {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
