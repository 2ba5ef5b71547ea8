"""Cells read by hand against `Assistant.table`: is the figure of this measure, body and year right?

One JSON object a line: `measure` in words, `body` (全国 for the country), `year`, `stated`; where it is stated,
`value` as printed, and the `unit` behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from rich.table import Table as Shown

from eval.text_match import fold
from index.errors import BaogaoError
from index.language.bodies import NATIONAL
from rag import Table, TableCell

_COUNTRY = "全国"


class CellsInvalid(BaogaoError):
    """A file of cells that cannot be read; names the line."""

    exit_code = 7


class Tables(Protocol):
    """What gives the table of a measure: the assistant, or a double of it."""

    def table(self, measure: str, bodies: Sequence[str] = (), years: Sequence[int] = ()) -> Table: ...


@dataclass(frozen=True, slots=True)
class GoldCell:
    """A measure of a body in a year; `value` None where its report does not state it."""

    measure: str
    body: str
    year: int
    value: Decimal | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ScoredCell:
    """A cell and what was found for it."""

    gold: GoldCell
    found: TableCell | None

    @property
    def is_right(self) -> bool:
        """The printed value with its unit, or rightly nothing; a unit told elsewhere in a table may be left out."""
        if self.found is None or self.gold.value is None:
            return self.found is None and self.gold.value is None
        return self.found.value == self.gold.value and fold(self.found.unit) in ("", fold(self.gold.unit))


def read_cells(path: Path) -> tuple[GoldCell, ...]:
    """The cells of a file, in its order; blank lines are skipped. Raises CellsInvalid, and OSError."""
    cells = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                cells.append(_cell(json.loads(line, parse_float=Decimal)))
            except (ValueError, KeyError, TypeError, ArithmeticError) as error:
                raise CellsInvalid(f"{path}:{number}: no cell ({error}); see the head of eval/cells.py") from error
    if not cells:
        raise CellsInvalid(f"{path}: no cells in the file")
    return tuple(cells)


def _cell(record: Any) -> GoldCell:
    value = Decimal(record["value"]) if record["stated"] else None
    return GoldCell(record["measure"], record["body"], int(record["year"]), value, record.get("unit") or "")


def scored(cells: Iterable[GoldCell], assistant: Tables) -> Iterator[ScoredCell]:
    """Each cell asked for alone."""
    for it in cells:
        body = NATIONAL if it.body == _COUNTRY else it.body
        found = assistant.table(it.measure.replace("·", " "), [body], [it.year]).found
        yield ScoredCell(it, found[0] if found else None)


def render(cells: Sequence[ScoredCell]) -> Shown:
    """Right of those stated, and of those that no report states: by measure, of measures with one cell each, in all."""
    shown = Shown("measure", "stated", "right", "not stated", "right")
    names = list(dict.fromkeys(it.gold.measure for it in cells))
    groups = {name: [it for it in cells if it.gold.measure == name] for name in names}
    for name, those in groups.items():
        if len(those) > 1:
            shown.add_row(name, *_counts(those))
    lone = [it for those in groups.values() if len(those) == 1 for it in those]
    if lone:
        shown.add_row("others", *_counts(lone))
    shown.add_section()
    shown.add_row("all", *_counts(cells))
    return shown


def _counts(cells: Iterable[ScoredCell]) -> Iterator[str]:
    those = list(cells)
    for is_stated in (True, False):
        own = [it for it in those if (it.gold.value is not None) == is_stated]
        yield str(len(own))
        yield f"{sum(it.is_right for it in own) / len(own):.3f}" if own else ""
