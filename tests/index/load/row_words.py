"""Rows of tables by their words, as tests of loaders compare them."""

from __future__ import annotations

from collections.abc import Sequence

from index.load.lines import Line
from index.load.table_heads import rows_of


def words_of(line: Line) -> str:
    """What the row that the line is says when read alone; "" for any other line."""
    return line.row.words if line.row else ""


def tell(grid: Sequence[Sequence[str]], caption: str = "") -> list[str]:
    """What each row of the grid says when read alone; "" for heads and captions."""
    return [row.words if row else "" for row in rows_of(grid, caption)]
