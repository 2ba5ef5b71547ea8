"""python -m rag "question" [--index DIR] [--body 青浦区] [--year 2023] [--json]
python -m rag table "measure" [--index DIR] [--bodies 青浦区,松江区] [--years 2023,2024]
                    [--csv FILE] [--xlsx FILE] [--json]
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from index.errors import BaogaoError
from rag.answer import Answer, Scope

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
tables = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="In Chinese or English.")],
    index: Annotated[Path, typer.Option(help="The folder of the index.")] = Path("baogao-index"),
    body: Annotated[list[str] | None, typer.Option(help="Only reports of this place or body; may be repeated.")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1900, max=2100, help="Only reports about this year; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer as JSON.")] = False,
) -> None:
    """Ask the reports; print the answer and the words that prove it.

    `python -m rag table --help`: one measure of several bodies and years, as a table.
    """
    import rag

    bodies = tuple(name for name in body or () if name.strip())
    scope = Scope(bodies, tuple(year or ())) if bodies or year else None
    answer = rag.ask(question, index=index, scope=scope)
    if as_json:
        out.out(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        _show(answer)


def _show(answer: Answer) -> None:
    numbers = {citation: number for number, citation in enumerate(answer.citations, 1)}
    for claim in answer.claims:
        out.print(claim.text, "".join(f"[{numbers[citation]}]" for citation in claim.citations))
    if answer.notice:
        out.print(answer.notice)
    for claim in answer.nearest:
        out.print(f"≈ {claim.text}")
    for citation, number in numbers.items():
        page = f", p. {citation.page}" if citation.page else ""
        where = " › ".join((citation.passage.report.title, *citation.headings))
        out.print(f"\n[{number}] {citation.source}{page}\n    {where}\n    “{citation.quote}”")
    if answer.declined:
        for hit in answer.evidence[:3]:
            out.print(f"\n  ≈ {hit.passage.report.title}\n    {hit.passage.text[:120]}…")


@tables.command()
def table(
    measure: Annotated[str, typer.Argument(help="In Chinese or English, with bodies and years or without.")],
    index: Annotated[Path, typer.Option(help="The folder of the index.")] = Path("baogao-index"),
    bodies: Annotated[str, typer.Option(help="Only these, with commas between them.")] = "",
    years: Annotated[str, typer.Option(help="Only these, with commas between them.")] = "",
    csv: Annotated[Path | None, typer.Option(help="Write it to this file, which spreadsheet programs open.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write it to this file as a workbook.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole table as JSON.")] = False,
) -> None:
    """Put a measure of several bodies and years side by side, as their reports state it."""
    import rag
    from rag.compose.table_forms import table_text

    found = rag.table(measure, _listed(bodies), _years(years), index=index)
    if csv:
        _write(csv, found.to_csv().encode("utf-8-sig"))  # by the mark at its start Excel knows that it is UTF-8
    if xlsx:
        _write(xlsx, found.to_xlsx())
    if as_json:
        out.out(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        out.out(table_text(found))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split("[,，、;；]", text) if name.strip())


def _years(text: str) -> tuple[int, ...]:
    every = _listed(text)
    if wrong := [it for it in every if not re.fullmatch(r"(?:19|20)[0-9]{2}", it)]:
        raise typer.BadParameter(f"{wrong[0]!r} is no year, such as 2023", param_hint="--years")
    return tuple(map(int, every))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise BaogaoError(f"{path}: cannot be written: {error.strerror}") from error


def main() -> None:
    """Runs the command; a mistake that the user can mend is one line and an exit code of its own."""
    try:
        if sys.argv[1:2] == ["table"]:
            tables(sys.argv[2:], prog_name="python -m rag table")
        else:
            app()
    except BaogaoError as error:
        err.print(f"error: {error}", style="red")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
