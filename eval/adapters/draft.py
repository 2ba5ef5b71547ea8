"""What a set holds, whatever its style: paragraphs with the questions about them, and where answers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LONGEST_QUOTE = 300
"""Characters; a passage of an index holds 320, and a quote that it cuts in two is never found."""

_AROUND = 40  # characters shown on either side of an answer in a sentence that is longer
_SENTENCE_END = re.compile(r"(?:[。！？；;!?]|\.(?=\s))[”』」’）】]*|\n")


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes one report."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Proof:
    """An answer where it stands in a draft's body, and the words around it that prove it, as spans of the body."""

    draft: Draft
    answer: tuple[int, int]
    quote: tuple[int, int]

    @property
    def answered(self) -> str:
        return self.draft.body[slice(*self.answer)]

    @property
    def quoted(self) -> str:
        return self.draft.body[slice(*self.quote)]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set; `proofs` are of answers that stand in a draft, `other_forms` answers that may not."""

    id: str
    text: str
    answerable: bool
    proofs: tuple[Proof, ...] = ()
    other_forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its questions, or a question with its passages."""

    drafts: tuple[Draft, ...]
    asked: tuple[Asked, ...]


def up_to(limit: int | None, blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks that hold the first `limit` questions, the last one cut to them."""
    if limit is None:
        yield from blocks
        return
    while limit > 0 and (block := next(blocks, None)):
        yield replace(block, asked=block.asked[:limit])
        limit -= len(block.asked)


def nearest(body: str, form: str, offset: int) -> tuple[int, int] | None:
    """Where the form stands nearest to the offset, the earlier of two; None where it does not stand at all."""
    before = body.rfind(form, 0, max(offset, 0) + len(form))
    after = body.find(form, max(offset, 0))
    found = [at for at in (before, after) if at >= 0]
    start = min(found, key=lambda at: abs(at - offset), default=None)
    return None if start is None else (start, start + len(form))


def sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or the run of sentences, in which the span lies; of a long one what is around the span."""
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(body)), len(body)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= end)
    if last - first <= LONGEST_QUOTE:
        return first, last
    return max(first, start - _AROUND), min(last, end + _AROUND)
