"""Pages that belong together → their lines, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence

from index.load.lines import Line
from index.load.page_layout.columns import Page, in_reading_order
from index.load.page_layout.lines import as_lines
from index.load.page_layout.margins import furniture


def in_order(pages: Sequence[Page]) -> list[Line]:
    """The lines of pages that belong together: tables, columns and paragraphs go on over them."""
    margins = furniture(pages)
    return as_lines(in_reading_order(pages, margins), margins)
