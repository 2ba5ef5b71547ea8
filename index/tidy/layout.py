"""How a file sets its lines: to which width it wraps them, whether paragraphs are indented, what blank lines mean.

All widths are display columns, of which a full-width character takes two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.language.line_marks import columns, is_row, mark
from index.language.sentence_ends import CLOSING, MARKS, line_ends_sentence
from index.load.lines import Line

INDENT = 4  # official documents indent by two characters
SLACK = 4  # by which a full line may be short, punctuation and figures not being of one width
RAGGED = 12  # the same where lines break at blanks only
_NARROWEST = 24  # what is shorter is no wrapped text
_NARROW = 40  # below, a common width alone proves nothing
_WIDEST = 160
_FEWEST = 8  # lines from which a common width can be told
_SHARE = 0.4  # of the longer lines end near the width to which a file is wrapped
_COMMON = 0.4  # as many lines as end at the commonest width must end at a greater one for it to be the edge
_HANGING = MARKS + CLOSING
_AIRY = 0.6  # of the lines follow a blank one: then blank lines part no paragraphs
_SHORT = 0.8  # of the width: a shorter line ends a paragraph
_RUNNING = re.compile(r"[，。；、,.]")  # marks of running text alone: others stand in lists of names and numbers too


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it is set: its words, the columns of blanks before them, the column they reach, and whether a blank
    line stands above."""

    line: Line
    text: str
    indent: int
    reach: int
    parted: bool

    @property
    def is_indented(self) -> bool:
        return self.indent >= INDENT or (self.indent > 0 and self.line.text[0] in "\u3000\u2003\t")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file sets its lines.

    `width`    to which they are wrapped; None where they are not.
    `indented` the first lines of paragraphs are; `lost` the columns by which they were before a text layer or a site
               dropped the blanks.
    `airy`     blank lines stand everywhere and so part nothing.
    `running`  the ranks of the numberings that stand before running text rather than before headings.
    """

    width: int | None
    indented: bool = False
    lost: int = 0
    airy: bool = False
    running: frozenset[int] = frozenset()


def set_lines(lines: Sequence[Line]) -> list[SetLine]:
    """The lines that hold words. Where nearly all are set in from the margin, that is where they begin."""
    indents = sorted(_blanks(line.text) for line in lines if line.text.strip())
    margin = indents[len(indents) // 20] if indents else 0
    if indents.count(margin) < len(indents) // 2:
        margin = 0
    found: list[SetLine] = []
    parted = False
    for line in lines:
        if text := line.text.strip():
            indent = max(0, _blanks(line.text) - margin)
            found.append(SetLine(line, text, indent, indent + columns(text), parted))
        parted = not text
    return found


def layout(lines: Sequence[SetLine]) -> Layout:
    """Told from the lines that the format leaves open to be joined."""
    free = [line for line in lines if not line.line.solid]
    width = wrap_width([" " * line.indent + line.text for line in free])
    airy = sum(line.parted for line in free) > _AIRY * len(free)
    if width is None:
        return Layout(None, airy=airy)
    first = sum(line.is_indented and line.indent <= 2 * INDENT for line in free)
    indented = first >= max(2, len(free) // 50)
    return Layout(width, indented, 0 if indented else _lost_indent(free, width), airy, _running(free, width))


def wrap_width(texts: Iterable[str]) -> int | None:
    """The width to which a file is hard-wrapped; None where it is not. Blanks before a line count.

    The evidence: many of the longer lines end near the same, greatest common width, in the middle of a sentence. Lines
    that are longer hold a mark beyond the edge, or figures, which are narrower than they count; many that are shorter
    are first lines that have lost their indent.
    """
    measured = [(_blanks(text) + columns(text), text) for text in texts if not is_row(text)]
    measured = [(width, text) for width, text in measured if width >= _NARROWEST]
    if len(measured) < _FEWEST:
        return None
    limit = sorted(width for width, _ in measured)[int(0.95 * (len(measured) - 1))]
    longer = [(width, text) for width, text in measured if width >= 0.6 * limit]
    near = [(width, text) for width, text in longer if limit - _slack(text) <= width <= limit + SLACK // 2]
    if limit > _WIDEST or len(near) < max(6, _SHARE * len(longer)) or not _breaks_off(near, limit):
        return None
    counts = Counter(
        width - columns(text) + columns(text.rstrip(_HANGING)) for width, text in near if not text.isascii()
    )
    most = max(counts.values(), default=0)
    return max((width for width, count in counts.items() if count >= _COMMON * most), default=limit)


def _blanks(text: str) -> int:
    """The columns of the blanks before the first word."""
    outer = text[: len(text) - len(text.lstrip())]
    return sum({"\u3000": 2, "\u2003": 2, "\t": INDENT, "\f": 0}.get(char, 1) for char in outer)


def _slack(text: str) -> int:
    return RAGGED if text.isascii() else SLACK


def _breaks_off(near: Sequence[tuple[int, str]], limit: int) -> bool:
    """Do most of the full lines end inside a sentence? Narrow ones must be running text besides."""
    broken = sum(not line_ends_sentence(text) for _, text in near)
    told = sum(_RUNNING.search(text[:-1]) is not None for _, text in near)
    return 2 * broken > len(near) and (limit >= _NARROW or 2 * told > len(near))


def _lost_indent(lines: Sequence[SetLine], width: int) -> int:
    """By how much the first lines of paragraphs are narrower than others, as the blanks before them were dropped."""
    firsts = [
        line.reach
        for last, line in pairwise(lines)
        if last.reach < _SHORT * width < line.reach and not is_row(line.text)
    ]
    reaching = sum(reach > width - INDENT // 2 for reach in firsts)
    return 0 if 2 * reaching > len(firsts) else INDENT


def _running(lines: Sequence[SetLine], width: int) -> frozenset[int]:
    """A numbered line inside which a sentence ends is running text; a short one inside which none does is a heading."""
    votes: Counter[int] = Counter()
    for line in lines:
        if found := mark(line.text):
            votes[found.rank] += 1 if "。" in line.text[:-1] else -1 if line.reach < _SHORT * width else 0
    return frozenset(rank for rank, vote in votes.items() if vote > 0)
