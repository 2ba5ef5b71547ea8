"""Sections → passages → units: cut inside a section, never across one, at the ends of sentences.

A passage is what is shown and read; a unit, a sentence or a few short ones, is what gets a vector. A question asks for
one sentence, and the vector of a whole passage blurs it (docs/decisions/0003-one-vector-a-sentence.md).

A section that holds nothing but its heading has no passage of its own: its line opens the passage that follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from index.language.sentence_ends import BOUNDARIES, holds_sentence_end, sentences, shielded
from index.report import Passage, Report, Row, Section
from index.tidy import Tidied


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """`size`: the most characters in a passage; `unit`: to which short sentences are put together.

    Part of the manifest: other settings mean another index.
    """

    size: int = 320
    unit: int = 100

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def split(
    report: Report, tidied: Tidied, sections: Sequence[Section], settings: SplitSettings, first_id: int = 0
) -> list[Passage]:
    """The passages of a report in order, numbered from `first_id`; `tidied.text[p.start:p.end] == p.text`."""
    cuts = [
        cut
        for section, start in _with_lead(tidied.text, sections)
        for cut in _cut(tidied.text, section, start, settings)
    ]
    rows = [p.row for p in tidied.paragraphs if p.row]
    return [
        Passage(
            first_id + position,
            report,
            section.headings,
            start,
            end,
            tidied.page_at(start),
            tidied.text[start:end],
            rows_within(rows, start, end),
        )
        for position, (section, start, end) in enumerate(cuts)
    ]


def rows_within(rows: Iterable[Row], start: int, end: int) -> tuple[Row, ...]:
    """The rows that reach into a span, each cut to it: a part of a long row still says all that the row says."""
    reaching = (row for row in rows if row.start < end and start < row.end)
    return tuple(replace(row, start=max(row.start, start), end=min(row.end, end)) for row in reaching)


def units(passage: Passage, settings: SplitSettings) -> list[tuple[int, int]]:
    """The spans of a passage that get a vector each, in order, as offsets into the report's text; together
    they hold all its words. A row of a table is a unit of its own.
    """
    spans: list[tuple[int, int]] = []
    at = passage.start
    for row in passage.rows:
        spans += _units_of_prose(passage, at, row.start, settings)
        spans.append((row.start, row.end))
        at = row.end
    return [*spans, *_units_of_prose(passage, at, passage.end, settings)]


def _units_of_prose(passage: Passage, first: int, last: int, settings: SplitSettings) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for begin, stop in sentences(passage.text, first - passage.start, last - passage.start):
        start, end = passage.start + begin, passage.start + stop
        if spans and end - spans[-1][0] <= settings.unit:
            spans[-1] = (spans[-1][0], end)
        elif passage.text[begin:stop].strip():
            spans.append((start, end))
    return spans


def _with_lead(text: str, sections: Sequence[Section]) -> Iterator[tuple[Section, int]]:
    """Each section that has a body, with the offset at which its passages begin."""
    lead: int | None = None
    for position, section in enumerate(sections):
        start = section.start if lead is None else lead
        is_last = position == len(sections) - 1
        if (
            not is_last
            and _is_bare_heading(text, section)
            and len(sections[position + 1].headings) > len(section.headings)
        ):
            lead = start
        else:
            lead = None
            yield section, start


def _is_bare_heading(text: str, section: Section) -> bool:
    return bool(section.headings) and "\n" not in text[section.start : section.end].strip()


def _cut(text: str, section: Section, start: int, settings: SplitSettings) -> Iterator[tuple[Section, int, int]]:
    spans = list(_spans(text[start : section.end], start, settings.size))
    heading_end = text.find("\n", section.start)
    alone = section.headings and len(spans) > 1 and spans[0][1] <= heading_end
    if alone and not holds_sentence_end(text[slice(*spans[0])]):
        spans[:2] = [(spans[0][0], spans[1][1])]  # a heading alone says nothing: it opens what follows
    for first, last in spans:
        yield section, first, last


def _spans(body: str, offset: int, size: int) -> Iterator[tuple[int, int]]:
    """The cuts of a section's body without outer blanks, moved by `offset`."""
    for document in _splitter(size).create_documents([shielded(body)]):
        chunk: str = document.page_content
        at = offset + document.metadata["start_index"]
        if chunk.strip():
            yield at + len(chunk) - len(chunk.lstrip()), at + len(chunk.rstrip())


@cache
def _splitter(size: int) -> Any:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        separators=[*BOUNDARIES, ""],
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        add_start_index=True,
        strip_whitespace=False,
    )
