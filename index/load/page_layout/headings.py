"""Headings of a PDF by the size of their font."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.language.line_marks import numbering
from index.language.sentence_ends import line_ends_clause
from index.load.page_layout.words import TextLine

_LARGER = 1.15  # times the size of the running text
_SPACED = 4  # characters of white between the words of a heading ("目    录"); more set two things apart
_LONGEST = 40  # characters of a heading
_RUNNING = 20  # characters of a line of running text
_MOST_LINES = 3  # lines of one size one below the other: more are running text in a larger font
_WORD = re.compile(r"[^\W\d_]{2}")


def body_size(lines: Iterable[TextLine]) -> float:
    """The size in which most characters are set, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def heading_levels(lines: Sequence[TextLine], body: float) -> dict[TextLine, int]:
    """The level, from 1 for the largest size in use, of each line that stands out by its size.

    What stands before the first line of running text or the first number is the title, not a heading in the text.
    """
    begin = next((at for at, line in enumerate(lines) if _begins_text(line, body)), len(lines))
    found: list[TextLine] = []
    run: list[TextLine] = []
    for line in lines[begin:]:
        if not _stands_out(line, body) or (run and line.size != run[-1].size):
            found += run if len(run) <= _MOST_LINES else []
            run = []
        if _stands_out(line, body):
            run.append(line)
    found += run if len(run) <= _MOST_LINES else []
    sizes = sorted({line.size for line in found}, reverse=True)
    return {line: sizes.index(line.size) + 1 for line in found}


def _begins_text(line: TextLine, body: float) -> bool:
    return numbering(line.text) > 0 or (line.size < _LARGER * body and len(line.text) >= _RUNNING)


def _stands_out(line: TextLine, body: float) -> bool:
    text = line.text
    return (
        line.size >= _LARGER * body
        and len(text) <= _LONGEST
        and not line_ends_clause(text)
        and _WORD.search(text) is not None
        and len([*line.runs(_SPACED * line.size)]) == 1
    )
