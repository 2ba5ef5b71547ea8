"""What repeats at the head and the foot of the pages of a PDF: running titles and page numbers, by place and shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.load.page_layout.columns import Block, Page
from index.load.page_layout.words import TextLine

_MARGIN = 0.12  # share of the page's height, above and below, in which running titles stand
_REPEATS = 3  # pages on which a line stands at the same height
_SHARE = 0.3  # of the pages: titles of left and right pages may differ, and first pages have none
_SAME_HEIGHT = 6  # points
_PAGE_NUMBER = re.compile(
    r"[-—–－\s·]*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4}|\s*页(?:[\s,，]*共\s*\d+\s*页)?)?[-—–－\s·]*"
)


def furniture(pages: Sequence[Page]) -> set[Block]:
    """The lines that are furniture."""
    marginal = [[it for it in page.blocks if isinstance(it, TextLine) and _is_marginal(it, page)] for page in pages]
    counts = Counter(place for lines in marginal for place in {_place(line) for line in lines})
    enough = max(_REPEATS, _SHARE * len(pages))
    return {
        line
        for lines in marginal
        for line in lines
        if counts[_place(line)] >= enough or _PAGE_NUMBER.fullmatch(line.text)
    }


def _is_marginal(line: TextLine, page: Page) -> bool:
    _, top, _, bottom = page.box
    margin = _MARGIN * (bottom - top)
    return line.bottom <= top + margin or line.top >= bottom - margin


def _place(line: TextLine) -> tuple[int, str]:
    return round(line.top / _SAME_HEIGHT), re.sub(r"\d+", "0", line.text)
