"""Is every figure of the tables of a shelf reachable? Asks for each by its row and its column.

python -m benchmarks.tables --index idx --under disclosure/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from index import Index, Passage, Report
from index.report import Row
from rag.assistant import Assistant

_FIGURE = re.compile(r"[-+]?\d[\d,.]*%?")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a table, with all that names it."""

    report: Report
    row: Row
    names: tuple[str, ...]
    column: str
    value: str

    @property
    def question(self) -> str:
        year = f"{self.report.year}年" if self.report.year else ""
        return f"{self.report.region}{year}{'，'.join(self.names)}，{self.column}是多少？"


def cells(passage: Passage) -> Iterator[Cell]:
    """The figures of the rows that stand in a passage."""
    for row in passage.rows:
        words = tuple(_NUMBERED.sub("", name) for name in (row.caption, row.label) if name)
        for cell in row.cells:
            if cell.is_headed and _FIGURE.fullmatch(cell.text):
                yield Cell(passage.report, row, words, cell.head, cell.text)


def main(
    index: Annotated[Path, typer.Option(help="The folder of the index.")],
    under: Annotated[str, typer.Option(help="Only reports whose source begins so.")] = "",
) -> None:
    """For each report: figures, those whose row is among the evidence, is cited, and those with another value cited."""
    opened = Index.open(index)
    assistant = Assistant(opened)
    table = Table("report", "figures", "row in evidence @5", "row in evidence @10", "row cited", "declined")
    for report in opened.reports:
        if report.source.startswith(under):
            asked = [cell for passage in opened.passages_of(report.source) for cell in cells(passage)]
            if asked:
                table.add_row(report.source, str(len(asked)), *_shares(assistant, asked))
    Console().print(table)


def _shares(assistant: Assistant, asked: list[Cell]) -> list[str]:
    found = [_reached(assistant, cell) for cell in asked]
    return [f"{sum(column) / len(column):.3f}" for column in zip(*found, strict=True)]


def _reached(assistant: Assistant, cell: Cell) -> tuple[bool, bool, bool, bool]:
    answer = assistant.ask(cell.question)
    held = [_holds(hit.passage, cell) for hit in answer.evidence]
    cited = any(_holds(c.passage, cell) and c.start <= cell.row.start < c.end for c in answer.citations)
    return any(held[:5]), any(held), cited, answer.declined


def _holds(passage: Passage, cell: Cell) -> bool:
    return passage.report.source == cell.report.source and cell.row in passage.rows


if __name__ == "__main__":
    typer.run(main)
