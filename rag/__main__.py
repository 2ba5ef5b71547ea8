"""python -m rag "question" [--index DIR] [--body 青浦区] [--year 2023] [--json]"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from index.errors import BaogaoError
from rag.answer import Answer, Scope

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
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
    """Ask the reports; print the answer and the words that prove it."""
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


def main() -> None:
    """Runs the command; a mistake that the user can mend is one line and an exit code of its own."""
    try:
        app()
    except BaogaoError as error:
        err.print(f"error: {error}", style="red")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
