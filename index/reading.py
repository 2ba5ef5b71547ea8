"""One file through all stages but embedding: load → tidy → outline → describe → split."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.describe import describe
from index.errors import UnreadableReport
from index.load import load
from index.outline import outline
from index.report import Passage, Report, Section
from index.split import SplitSettings, split
from index.tidy import tidy


@dataclass(frozen=True, slots=True)
class Content:
    """A report ready for the index."""

    report: Report
    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


def read_report(path: Path, source: str, settings: SplitSettings, sha256: str = "") -> Content:
    """One file through all stages but embedding; raises UnreadableReport. Passage ids start from 0."""
    loaded = load(path, source)
    tidied = tidy(loaded)
    if not tidied.text.strip():
        raise UnreadableReport(source, "holds no text")
    report = describe(source, sha256, tidied, loaded.pages)
    sections = _without_title(outline(tidied.text, tidied.paragraphs), report.title)
    return Content(report, tidied.text, sections, tuple(split(report, tidied, sections, settings)))


def _without_title(sections: Iterable[Section], title: str) -> tuple[Section, ...]:
    """A report's own title is told beside each passage already: as a heading it would stand there twice."""
    return tuple(Section(tuple(h for h in s.headings if h != title), s.start, s.end) for s in sections)
