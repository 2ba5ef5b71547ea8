"""Are cells of real tables that somebody read by eye read under the same row and column?

Usage:
    python -m benchmarks.real_cells FOLDER        FOLDER holds the files that benchmarks/real_cells.jsonl names

A cell counts where a figure of that value has the row's label and the column's head: of a path of heads, the last one,
or the year that it names. Words (下降) are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from index import SplitSettings
from index.figures import Figure
from index.files.parse import read_report
from index.language.tokens import fold

_CELLS = Path(__file__).with_suffix(".jsonl")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[-−(（]?\s*[$]?[\d,.]+%?[)）]?")
_SHOWN = 9  # digits of a number that a sheet rounds, at least
out = Console(highlight=False)


def main(folder: Annotated[Path, typer.Argument(help="The folder of the files.")]) -> None:
    """One line a table, with the cells that are missed."""
    every = [json.loads(line) for line in _CELLS.read_text(encoding="utf-8").splitlines()]
    asked = [it for it in every if _NUMBER.fullmatch(it["value"])]
    shown = Table("table", "title", "cells", "right", "missed")
    right = 0
    for number in sorted({it["table"] for it in asked}):
        own = [it for it in asked if it["table"] == number]
        missed = [it for it in own if not _is_read(it, _figures(folder, it["source"]))]
        right += len(own) - len(missed)
        names = "; ".join(f"{it['row']} / {it['column']}" for it in missed)
        shown.add_row(str(number), own[0]["title"], str(len(own)), str(len(own) - len(missed)), names)
    out.print(shown)
    out.print(f"{right} of {len(asked)}: {right / len(asked):.3f}")


@cache
def _figures(folder: Path, source: str) -> tuple[Figure, ...]:
    return tuple(it for it in read_report(folder / source, source, SplitSettings(), ocr=False).figures if it.is_cell)


def _is_read(asked: dict[str, Any], figures: Sequence[Figure]) -> bool:
    value = _value(asked["value"])
    row, head = _plain(asked["row"]), _plain(asked["column"].split("/")[-1])
    years = set(_YEAR.findall(asked["column"]))
    for it in figures:
        label, column = _plain(" ".join(it.row)), _plain(" ".join(it.column))
        is_row = row in label or (len(label) > 2 and label in row)
        is_column = head in column or (years and years <= set(_YEAR.findall(column + it.caption)))
        if _is_shown(it.value, value) and is_row and is_column:
            return True
    return False


def _is_shown(read: Decimal, stored: Decimal) -> bool:
    """Are the two equal, or is one what a sheet shows of the other: a stored number rounded to eleven digits?"""
    places = read.as_tuple().exponent
    return read == stored or (len(read.as_tuple().digits) >= _SHOWN and round(stored, -int(places)) == read)


def _value(written: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", written)) * (-1 if written.strip()[0] in "-−(（" else 1)


def _plain(text: str) -> str:
    return re.sub(r"[\s$]", "", fold(text))


if __name__ == "__main__":
    typer.run(main)
