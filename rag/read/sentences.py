"""A passage as it is read: sentence by sentence, row by row; and the clauses of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.language.sentence_ends import sentences
from index.report import Passage
from index.split import SplitSettings, units


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence, or a row of a table as it reads alone; `start` and `end` are its span in the report's text."""

    start: int
    end: int
    text: str


def pieces(passage: Passage, split: SplitSettings) -> list[Piece]:
    """A passage piece by piece, headings left out."""
    return [piece for unit in units(passage, split) for piece in pieces_of(passage, *unit)]


def pieces_of(passage: Passage, first: int, last: int) -> Iterator[Piece]:
    """The pieces of one unit, without outer blanks and Markdown marks. A row of a table is one piece, and says what it
    says when read alone."""
    if passage.is_row(first, last):
        yield Piece(first, last, passage.read_alone(first, last))
        return
    for begin, stop in sentences(passage.text, first - passage.start, last - passage.start):
        said = passage.text[begin:stop]
        text = said.strip("*#_ \u3000\t\r\n")
        if text and text.rstrip("。：:") not in passage.headings:
            start = passage.start + begin + said.index(text)
            yield Piece(start, start + len(text), text)


def runs(spans: Sequence[tuple[int, int]], longest: int) -> Iterable[tuple[int, int]]:
    """Every run of neighbouring clauses of at most `longest` characters, and each clause alone."""
    for first in range(len(spans)):
        for last in range(first, len(spans)):
            if first == last or spans[last][1] - spans[first][0] <= longest:
                yield spans[first][0], spans[last][1]
