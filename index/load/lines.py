"""What every loader gives: the lines of a file in reading order, each with what the format knows about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.report import Row


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the file holds it.

    `page`   from 1; None in formats without pages.
    `level`  of the heading that the format marks it as, from 1; 0 for anything else.
    `solid`  True where the format itself says that the line is a whole paragraph or table row (DOCX, HTML),
             so that it is never joined to the next.
    `row`    of a table: caption, labels and cells with their heads (`index.load.table_heads`), with spans in `text`;
             None for anything else.
    `full`   True where the line is known to reach the edge of its column, so that its words may go on in the next.
    """

    text: str
    page: int | None = None
    level: int = 0
    solid: bool = False
    row: Row | None = None
    full: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's lines.

    `pages`   0 for formats without pages.
    `scanned` the pages, from 1, whose text was read from their picture.
    `unread`  the pages that hold a picture, or a text layer that is gibberish, and were not read: OCR is off.
    """

    format: str
    lines: tuple[Line, ...]
    pages: int = 0
    scanned: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


def silent(_done: int, _total: int) -> None:
    """Progress that nobody watches."""
