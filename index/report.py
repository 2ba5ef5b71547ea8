"""The nouns that travel from a file of the shelf to a search hit. Frozen: a stage makes new ones, never edits.

All offsets are in characters (Python `str` indices) of the report's own tidied text, which the index keeps:
`index.text(report.source)[passage.start:passage.end] == passage.text`, always.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What one file of the shelf says of itself; the empty string or None where it does not say.

    `source`  path below the shelf, with forward slashes; unique within an index.
    `sha256`  of the file's bytes, 64 hex digits.
    `issuer`  the body that answers for the report, as written ("上海市青浦区政务服务办公室").
    `regions` the places that the issuer governs or sits in, widest first ("上海市", "青浦区").
    `year`    the year reported on, not the year of publication.
    `number`  the document number ("崇政服办党组〔2024〕3号").
    `date`    of signing or publication, ISO ("2024-01-30").
    `pages`   how many pages the file has; 0 for formats without pages.
    """

    source: str
    sha256: str
    title: str
    issuer: str = ""
    regions: tuple[str, ...] = ()
    year: int | None = None
    number: str = ""
    date: str = ""
    pages: int = 0

    @property
    def region(self) -> str:
        """The narrowest place: the one that the report is about; empty for a national report."""
        return self.regions[-1] if self.regions else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next heading; `headings` is the path from the top, its own title last."""

    headings: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A cut of one section, small enough to embed and large enough to be understood.

    `id` counts from 0 within a generation and breaks ties; `page` counts from 1, None where the format has no pages.
    """

    id: int
    report: Report
    headings: tuple[str, ...]
    start: int
    end: int
    page: int | None
    text: str

    @property
    def searchable(self) -> str:
        """What is indexed by its words: title, heading path, text."""
        return self.searchable_as(self.text)

    def searchable_as(self, words: str) -> str:
        """The one place that says how words of this passage are embedded and indexed: told whose they are."""
        return "\n".join((self.report.title, *self.headings, words))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score: higher is better, comparable only within one result list."""

    passage: Passage
    score: float

    @property
    def source(self) -> str:
        return self.passage.report.source

    @property
    def page(self) -> int | None:
        return self.passage.page

    @property
    def headings(self) -> tuple[str, ...]:
        return self.passage.headings

    @property
    def start(self) -> int:
        return self.passage.start

    @property
    def end(self) -> int:
        return self.passage.end

    @property
    def text(self) -> str:
        return self.passage.text
