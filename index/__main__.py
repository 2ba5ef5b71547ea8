"""python -m index build REPORTS --out DIR · status DIR · search DIR "words" · describe FILE"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from index.errors import BaogaoError, UnreadableReport
from index.report import Report

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)
_STAGES = {"read": "Reading reports", "ocr": "Recognising pages", "embed": "Embedding passages"}
_FIELDS = ("title", "issuer", "regions", "year", "number", "date", "kind")

Shelf = Annotated[Path, typer.Argument(help="The folder of reports; its subfolders are read too.")]
Folder = Annotated[Path, typer.Argument(help="The folder of the index.")]
Ocr = Annotated[bool, typer.Option(help="Read pages that are pictures; without, they are left out.")]


@app.command()
def build(
    reports: Shelf,
    out_dir: Annotated[Path, typer.Option("--out", help="Where the index is kept.")] = Path("baogao-index"),
    model: Annotated[
        str | None,
        typer.Option(help="A sentence-transformers model: a name, a folder, or bundled. Default: the index's own."),
    ] = None,
    ocr: Ocr = True,
    meta: Annotated[
        Path | None, typer.Option(help="A TOML file that says what reports are, one table a report, by its path.")
    ] = None,
) -> None:
    """Make the index equal to the folder of reports. Exit code 3 where some files could not be read."""
    from index.build import sync

    with _Bars() as bars:
        outcome = sync(reports, out_dir, model=model, ocr=ocr, meta=meta, progress=bars.show)
    for refused in outcome.refused:
        err.print(f"[red]refused[/] {escape(refused.source)}: {escape(str(refused.reason))}", soft_wrap=True)
    indexed = len(outcome.added) + len(outcome.replaced) + len(outcome.kept)
    changes = f"{len(outcome.added)} added, {len(outcome.replaced)} replaced, {len(outcome.removed)} removed"
    out.print(f"{indexed} reports, {outcome.passages} passages in {escape(str(out_dir))}: ", end="", soft_wrap=True)
    out.print(f"{changes}, {len(outcome.kept)} unchanged, {len(outcome.refused)} refused", highlight=False)
    if outcome.refused:
        raise typer.Exit(UnreadableReport.exit_code)


@app.command()
def status(folder: Folder) -> None:
    """What the index holds, report by report."""
    from index.store import Index

    index = Index.open(folder)
    table = Table("report", "title", "issuing body", "region", "year", "passages", "note")
    for report in index.reports:
        count = str(len(index.passages_of(report.source)))
        told = (report.source, report.title, report.issuer, " ".join(report.regions), str(report.year or ""), count)
        table.add_row(*map(escape, (*told, _note(report))))
    out.print(table)
    manifest = index.manifest
    out.print(
        f"{manifest.reports} reports, {manifest.passages} passages, model {manifest.embedder}, {manifest.generation}"
    )
    for refused in manifest.refused:
        out.print(f"[red]refused[/] {escape(refused.source)}: {escape(str(refused.reason))}", soft_wrap=True)


def _note(report: Report) -> str:
    """Why a report is not answered from, and which of its pages were read from pictures or not at all."""
    said = {
        f"copy of {report.copy_of}": report.copy_of,
        f"superseded by {report.superseded_by}": report.superseded_by,
        f"{len(report.scanned)} pages read by OCR": report.scanned,
        f"{len(report.unread)} pages left out": report.unread,
    }
    return "; ".join(words for words, there in said.items() if there)


@app.command()
def search(
    folder: Folder,
    text: Annotated[str, typer.Argument(help="Words to look for.")],
    k: Annotated[int, typer.Option(min=1, help="How many passages.")] = 5,
    dense: Annotated[bool, typer.Option(help="By meaning instead of by words.")] = False,
) -> None:
    """The passages that match best, by words or by meaning."""
    from index.store import Index

    index = Index.open(folder)
    hits = index.dense(index.embedder.queries([text])[0], k) if dense else index.lexical(text, k)
    for hit in hits:
        where = " › ".join((hit.passage.report.title, *hit.passage.headings))
        page = f", p. {hit.passage.page}" if hit.passage.page else ""
        out.print(
            f"[bold]{hit.score:.3f}[/] {escape(hit.passage.report.source)}{page}", highlight=False, soft_wrap=True
        )
        out.print(f"      {escape(where)}", style="dim", highlight=False, soft_wrap=True)
        told = hit.passage.told(hit.start, hit.end)
        out.print(f"      {escape(told)}\n", highlight=False, soft_wrap=True)
    if not hits:
        out.print("nothing found")


@app.command()
def describe(
    file: Annotated[Path, typer.Argument(help="A report.", exists=False)],
    ocr: Ocr = True,
    meta: Annotated[Path | None, typer.Option(help="A TOML file to be used in place of FILE.meta.toml.")] = None,
) -> None:
    """What a report says of itself, where each thing was read, and how sure that is, from 0 to 1."""
    from index.files import sidecar
    from index.files.pool import read_file
    from index.files.worker import File
    from index.split import SplitSettings

    beside = meta or sidecar.beside(file)
    overrides = sidecar.read(beside) if meta or beside.is_file() else None
    with _Bars() as bars:
        named = File(file, file.name, overrides=overrides)
        report = read_file(named, SplitSettings(), ocr=ocr, progress=bars.show).report
    origins = {origin.field: origin for origin in report.origins}
    table = Table("", Column("", overflow="fold"), "sure", "read in", Column("words", overflow="fold"), box=None)
    for name in _FIELDS:
        value, origin = getattr(report, name), origins.get(name)
        told = escape(" ".join(value) if isinstance(value, tuple) else str(value or "—"))
        where = (f"{origin.sureness:.2f}", origin.place, escape(origin.words)) if origin else ("", "", "")
        table.add_row(name, told, *where)
    out.print(table)
    for pages, said in ((report.scanned, "read by OCR"), (report.unread, "left out: pictures, and OCR is off")):
        if pages:
            out.print(f"pages {said}: {', '.join(map(str, pages))}", highlight=False, soft_wrap=True)


class _Bars:
    """Progress bars on the terminal's error stream, one a stage; a stage of nothing has none."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, stage: str, done: int, total: int) -> None:
        if not total:
            return
        self._progress.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(_STAGES[stage], total=total)
        self._progress.update(self._tasks[stage], completed=done)


def main() -> None:
    """Runs a command; a mistake that the user can mend is one line and an exit code of its own."""
    try:
        app()
    except BaogaoError as error:
        err.print(f"error: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
