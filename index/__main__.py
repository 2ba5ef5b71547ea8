"""python -m index build REPORTS --out DIR · status DIR · search DIR "words" · describe FILE ·
figures FILE"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from index.errors import BaogaoError, UnreadableReport
from index.report import Report

if TYPE_CHECKING:
    from index.figures import Figure
    from index.files.parse import Content
    from index.store import Index

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
out = Console()
err = Console(stderr=True)
_STAGES = {"read": "Reading reports", "ocr": "Recognising pages", "embed": "Embedding passages"}
_FIELDS = ("title", "issuer", "regions", "year", "number", "date", "kind")
_FIGURE = ("measure", "value", "what", "kind", "period", "owner", "clause")
_COLUMNS = ("report", "title", "issuing body", "region", "year", "passages", "note")

Shelf = Annotated[Path, typer.Argument(help="The folder of reports; its subfolders are read too.")]
Folder = Annotated[Path, typer.Argument(help="The folder of the index.")]
ReportFile = Annotated[Path, typer.Argument(help="A report.", exists=False)]
Meta = Annotated[Path | None, typer.Option(help="A TOML file to be used in place of FILE.meta.toml.")]
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
def status(
    folder: Folder,
    as_json: Annotated[bool, typer.Option("--json", help="The same as JSON, whole.")] = False,
) -> None:
    """What the index holds, report by report. On a terminal as wide as that is; into a pipe a line a report, whole."""
    from index.store import Index

    index = Index.open(folder)
    if as_json:
        sys.stdout.write(json.dumps(_status(index), ensure_ascii=False, indent=2) + "\n")
    elif out.is_terminal:
        _show(index)
    else:
        _write(index)


def _status(index: Index) -> dict[str, Any]:
    """The manifest, and each report with what was read of it."""
    reports = [
        {name: getattr(report, name) for name in ("source", *_FIELDS)}
        | {"passages": len(index.passages_of(report.source)), "note": _note(report)}
        for report in index.reports
    ]
    manifest = index.manifest
    named = {"generation": manifest.generation, "embedder": manifest.embedder, "format": manifest.format}
    refused = [it.to_dict() for it in manifest.refused]
    return {**named, "passages": manifest.passages, "reports": reports, "refused": refused}


def _show(index: Index) -> None:
    """Two lines a report, or more, each as wide as the terminal: nothing is cut."""
    for report in index.reports:
        out.print(escape(report.source), style="bold", highlight=False, overflow="fold")
        count = f"{len(index.passages_of(report.source))} passages"
        facts = (report.title, report.issuer, " ".join(report.regions), str(report.year or ""), count, _note(report))
        out.print(Padding(escape(" · ".join(filter(None, facts))), (0, 0, 0, 4)), highlight=False)
    out.print(_summary(index), highlight=False, markup=False)
    for refused in index.manifest.refused:
        out.print(f"[red]refused[/] {escape(refused.source)}: {escape(str(refused.reason))}", highlight=False)


def _write(index: Index) -> None:
    """Columns parted by tabs, for other programs."""
    lines = [_COLUMNS]
    for it in index.reports:
        count = str(len(index.passages_of(it.source)))
        lines.append((it.source, it.title, it.issuer, " ".join(it.regions), str(it.year or ""), count, _note(it)))
    for line in lines:
        sys.stdout.write("\t".join(" ".join(cell.split()) for cell in line) + "\n")
    sys.stdout.write(_summary(index) + "\n")
    for refused in index.manifest.refused:
        sys.stdout.write(f"refused {refused.source}: {refused.reason}\n")


def _summary(index: Index) -> str:
    it = index.manifest
    return f"{it.reports} reports, {it.passages} passages, model {it.embedder}, {it.generation}"


def _note(report: Report) -> str:
    """Why a report is not answered from, which of its pages were read from pictures or not at all, and whether the name
    of its file stands for a title."""
    said = {
        "untitled": report.is_untitled,
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
        told = hit.passage.read_alone(hit.start, hit.end)
        out.print(f"      {escape(told)}\n", highlight=False, soft_wrap=True)
    if not hits:
        out.print("nothing found")


@app.command()
def describe(
    file: ReportFile,
    ocr: Ocr = True,
    meta: Meta = None,
) -> None:
    """What a report says of itself, where each thing was read, and how sure that is, from 0 to 1."""
    report = _read(file, ocr, meta).report
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


@app.command()
def figures(
    file: ReportFile,
    as_json: Annotated[bool, typer.Option("--json", help="All of each figure, one JSON object a line.")] = False,
    ocr: Ocr = True,
    meta: Meta = None,
) -> None:
    """Every number that a report states, with what it counts. Into a pipe a line a figure, whole."""
    content = _read(file, ocr, meta)
    if as_json:
        for it in content.figures:
            sys.stdout.write(json.dumps(asdict(it), ensure_ascii=False, default=str) + "\n")
        return
    lines = [_told(it, content.text) for it in content.figures]
    if not out.is_terminal:
        for line in (_FIGURE, *lines):
            sys.stdout.write("\t".join(line) + "\n")
        return
    table = Table(*(Column(name, overflow="fold") for name in _FIGURE), box=None)
    for line in lines:
        table.add_row(*map(escape, line))
    out.print(table)


def _told(it: Figure, text: str) -> tuple[str, ...]:
    """A figure as one line shows it, in the order of `_FIGURE`."""
    hedge = f" ({' '.join(it.hedge)})" if it.hedge else ""
    upper = "" if it.value_to is None else f"–{it.value_to}"
    clause = " ".join(text[slice(*it.clause)].split())
    return it.measure, f"{it.value}{upper} {it.unit}{hedge}", it.what, it.kind, str(it.period), it.owner, clause


def _read(file: Path, ocr: bool, meta: Path | None) -> Content:
    """One file, read in a worker."""
    from index.files import sidecar
    from index.files.pool import read_file
    from index.files.worker import File
    from index.split import SplitSettings

    beside = meta or sidecar.beside(file)
    overrides = sidecar.read(beside) if meta or beside.is_file() else None
    with _Bars() as bars:
        named = File(file, file.name, overrides=overrides)
        return read_file(named, SplitSettings(), ocr=ocr, progress=bars.show)


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
