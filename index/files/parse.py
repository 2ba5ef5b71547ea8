"""One file through all stages but embedding: load → tidy → outline → describe → split → figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from index.describe import describe
from index.errors import UnreadableReport
from index.figures import Figure, figures
from index.files.sidecar import Overrides, apply
from index.load import load
from index.load.lines import silent
from index.outline import outline
from index.reasons import Code, Reason
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
    figures: tuple[Figure, ...] = ()


def read_report(
    path: Path,
    source: str,
    settings: SplitSettings,
    sha256: str = "",
    overrides: Overrides | None = None,
    *,
    ocr: bool = True,
    progress: Callable[[int, int], None] = silent,
) -> Content:
    """One file through all stages but embedding; raises UnreadableReport. Passage ids start from 0.

    `overrides` is what a person says of the report, in place of what its text says.
    `progress` is told of pages read by OCR and of how many there are; 0 of 0 is a page that needed none. A file that
    nobody vouches for is read in a worker: `index.files.pool.read_file`.
    """
    loaded = load(path, source, ocr=ocr, progress=progress)
    tidied = tidy(loaded)
    if not tidied.text.strip():
        raise UnreadableReport(source, Reason.of(Code.NO_TEXT))
    report = describe(source, sha256, tidied, loaded.pages)
    report = replace(report, scanned=loaded.scanned, unread=loaded.unread)
    report = apply(report, overrides) if overrides else report
    sections = _without_title(outline(tidied.text, tidied.paragraphs, report.title), report.title)
    passages = tuple(split(report, tidied, sections, settings))
    return Content(report, tidied.text, sections, passages, figures(report, tidied.text, sections, passages))


def _without_title(sections: Iterable[Section], title: str) -> tuple[Section, ...]:
    """A report's own title is told beside each passage already: as a heading it would stand there twice."""
    bare = [Section(tuple(h for h in s.headings if h != title), s.start, s.end) for s in sections]
    untitled = [section for section in bare if not section.headings]
    lead = [section for at, section in enumerate(untitled) if section == bare[at]]
    head = [Section((), lead[0].start, lead[-1].end)] if lead else []
    return (*head, *bare[len(lead) :])
