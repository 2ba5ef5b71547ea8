"""The nouns that travel from a file of the shelf to a search hit. Frozen: a stage makes new ones, never edits.

All offsets are in characters (Python `str` indices) of the report's own tidied text, which the index keeps:
`index.text(report.source)[passage.start:passage.end] == passage.text`, always.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from index.language.bodies import Body
from index.language.normalise import simplified

_KEY = 16  # hex digits: two of ten million passages are alike once in 400,000 shelves


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field of a description was read, and how sure that is.

    `field`    of Report ("year").
    `place`    "title", "head", "opening", "signature", "gazetteer", "file name", "sidecar".
    `words`    that say it, as they stand there.
    `sureness` in (0, 1]: 1 where a person says so.
    """

    field: str
    place: str
    words: str
    sureness: float


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
    `kind`    of report ("政府工作报告", "法治政府建设报告", "政府信息公开年报"…).
    `origins` where the fields above were read, at most one a field.
    `scanned` the pages, from 1, that were read by OCR; `unread` those that would need it and were left out.
    `copy_of` the source of the report whose copy this is (another format, another name, a reprint).
    `superseded_by` the source of the corrected edition that takes this one's place.
    `indexed` when the file was read into the index, ISO 8601 in UTC ("2024-01-30T08:15:00+00:00").
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
    kind: str = ""
    origins: tuple[Origin, ...] = ()
    scanned: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    copy_of: str = ""
    superseded_by: str = ""
    indexed: str = field(default="", compare=False)

    @property
    def is_current(self) -> bool:
        """Is it answered from? Copies and superseded editions stay citable and are not."""
        return not self.copy_of and not self.superseded_by

    @property
    def is_untitled(self) -> bool:
        """Does its text hold no title, so that the name of its file stands for one?"""
        return any(it.field == "title" and it.place == "file name" for it in self.origins)

    @property
    def told_as(self) -> str:
        """What tells it from its neighbours where its words are searched and read: its title; of an untitled report its
        issuer, year and kind, as far as they are known, else the name of its file."""
        if not self.is_untitled:
            return self.title
        told = "".join((self.issuer, f"{self.year}年" if self.year else "", self.kind))
        return told if self.issuer else self.title

    @property
    def region(self) -> str:
        """The narrowest place: the one that the report is about; empty for a national report."""
        return self.regions[-1] if self.regions else ""

    @property
    def body(self) -> Body:
        """Who the report is by, as far as it says so."""
        return Body.of(simplified(self.issuer), self.regions, simplified(self.title))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next heading; `headings` is the path from the top, its own title last."""

    headings: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row that holds a value, under the path of heads of its column, top down.

    `text` is on one line; `start` and `end` are its span in the report's text, both None where it does not stand there
    to the character: it is merged with one of a row above, or was set in several lines.
    """

    heads: tuple[str, ...]
    text: str
    start: int | None = None
    end: int | None = None

    @property
    def head(self) -> str:
        """The path of heads as one name; empty for a column without any."""
        return " ".join(self.heads)

    @property
    def is_headed(self) -> bool:
        """Do its heads say more than its text?"""
        return self.head not in ("", self.text)

    @property
    def words(self) -> str:
        """The value under its heads: "本年 件数: 550"."""
        return f"{self.head}: {self.text}" if self.is_headed else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its span in the report's text, and what it holds.

    `caption` is what stands over the table and over all of its columns, empty where nothing does; `labels` are the
    cells that name the row, `cells` those that hold a value, from left to right. A row that is a caption within a table
    has nothing else.
    """

    start: int
    end: int
    caption: str = ""
    labels: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def label(self) -> str:
        """What names the row; empty where nothing does."""
        return " ".join(self.labels)

    @property
    def words(self) -> str:
        """The one place that says what a row says when read alone: "caption | label | head: value；head: value"."""
        values = "；".join(cell.words for cell in self.cells)
        return " | ".join(filter(None, (self.caption, self.label, values)))

    def moved(self, by: int) -> Row:
        """The same row where its text stands further on in a longer one."""
        cells = tuple(
            it if it.start is None or it.end is None else replace(it, start=it.start + by, end=it.end + by)
            for it in self.cells
        )
        return replace(self, start=self.start + by, end=self.end + by, cells=cells)


@dataclass(frozen=True, slots=True)
class Passage:
    """A cut of one section, small enough to embed and large enough to be understood.

    `id` is its position within a generation, from 0, by source and place: it breaks ties and is another after the next
    build; what is to outlive a build goes by `key`. `page` counts from 1, None where the format has no pages; `rows`
    are those of tables that stand in it, in order.
    """

    id: int
    report: Report
    headings: tuple[str, ...]
    start: int
    end: int
    page: int | None
    text: str
    rows: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """16 hex digits that name the passage in every build in which its report stands under the same source and says
        the same there; derived, never stored."""
        named = "\0".join((self.report.source, str(self.start), self.text))
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]

    @property
    def is_scanned(self) -> bool:
        """Was its page read by OCR? Then a character may be wrong."""
        return self.page in self.report.scanned

    @property
    def searchable(self) -> str:
        """What is indexed by its words: title, heading path, text."""
        return self.searchable_as(self.start, self.end)

    def searchable_as(self, start: int, end: int) -> str:
        """The one place that says how the words of a span are embedded and indexed: told whose they are."""
        return "\n".join((self.report.told_as, *self.headings, self.read_alone(start, end)))

    def row_at(self, start: int, end: int) -> Row | None:
        """The row of a table that is that span; None where it is none."""
        return next((row for row in self.rows if row.start == start and row.end == end), None)

    def is_row(self, start: int, end: int) -> bool:
        """Is the span a whole row of a table?"""
        return self.row_at(start, end) is not None

    def read_alone(self, start: int, end: int) -> str:
        """The words of a span, with each table row that stands whole in it as it says when read alone."""
        pieces, at = [], start
        for row in self.rows:
            if at <= row.start and row.end <= end:
                pieces += [self.text[at - self.start : row.start - self.start], row.words]
                at = row.end
        return "".join((*pieces, self.text[at - self.start : end - self.start]))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its score: higher is better, comparable only within one result list."""

    passage: Passage
    score: float

    @property
    def key(self) -> str:
        return self.passage.key

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
