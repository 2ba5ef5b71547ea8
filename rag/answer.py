"""What comes back from a question: an Answer made of claims, each held up by exact words of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from index.report import Hit, Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: nothing set means everywhere.

    `bodies` are names of regions or issuing bodies as the reports or the asker write them ("青浦区", "Qingpu");
    `years` are years reported on, or the year in a work report's name; `sources` are paths below the shelf.
    """

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"bodies": list(self.bodies), "years": list(self.years), "sources": list(self.sources)}


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of the conversation, oldest first in a history; `scope` what it was asked in besides its own
    words, which goes before them."""

    question: str
    answer: str = ""
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words that prove a claim: `quote` is the report's text from `start` to `end`, to the character."""

    passage: Passage
    start: int
    end: int
    quote: str

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
    def standalone(self) -> str:
        """The quote as it says when read alone: a row of a table with its caption and its heads."""
        return self.passage.read_alone(self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        return _where(self.passage) | {"start": self.start, "end": self.end, "quote": self.quote}


Decision = Literal["", "yes", "no"]
"""What a report's words say to a yes or no question; empty where they do not tell."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the answer and the citations that hold it up (at least one).

    `span` are the words of the quote that answer on their own ("277项"), empty where the whole does. `owner` is the
    body whose words these are, `period` the year that they are about; both are empty where a claim cites several or a
    model worded it. `verdict` is what the claim says beyond its quotes: yes or no to a question, or the order, total or
    trend of the figures cited; else empty. `lead` are the words that the text begins with and that are put before the
    report's: what they say is in `owner`, `period` and `verdict`; empty where there are none.
    """

    text: str
    citations: tuple[Citation, ...]
    span: str = ""
    owner: str = ""
    period: int | None = None
    verdict: Literal["", "yes", "no", "order", "total", "trend", "mean", "difference", "filter"] = ""
    lead: str = ""

    @property
    def stated(self) -> str:
        """What is said in the report's own words, or a model's: the text without its lead."""
        return self.text.removeprefix(self.lead)

    def to_dict(self) -> dict[str, Any]:
        cited = [citation.to_dict() for citation in self.citations]
        data = {"owner": self.owner, "period": self.period, "verdict": self.verdict}
        return {"text": self.text, "span": self.span, **data, "citations": cited}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that puts several bodies or years side by side.

    `label` names the body or the year; `figure` is the number as the report writes it, `value` the same in the smallest
    unit of its measure (yuan, people, percent), for order and charts. `year` is set where the lines are years of one
    body.
    """

    label: str
    figure: str
    value: float
    citation: Citation
    year: int | None = None

    def to_dict(self) -> dict[str, Any]:
        values = {"label": self.label, "figure": self.figure, "value": self.value, "year": self.year}
        return values | {"citation": self.citation.to_dict()}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the bodies or years asked about, by their labels, those whose reports state it and those whose do not."""

    stating: tuple[str, ...]
    silent: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"stating": list(self.stating), "silent": list(self.silent)}


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. Declining is a value: `declined` is True, `claims` empty, `notice` says what was looked for.

    `language` is "zh" or "en", the question's; `scope` is what was understood of bodies and years, `kind` (fact,
    definition, list, compare, aggregate, trend, yesno) and `measure` (what a number asked for measures, or empty) of
    the rest; `coverage` where several bodies or years were asked about; `rows` their figures side by side; `items` what
    a question for a list asks for, one by one in the report's words; `nearest` what another year's or body's report
    says, where the answer is declined; `draft` what a model has written so far, unchecked, in an answer that is still
    to come; `confidence` lies in [0, 1]; `evidence` holds the ranked passages, best first;
    `timings` are seconds by stage.
    """

    question: str
    claims: tuple[Claim, ...] = ()
    declined: bool = False
    notice: str = ""
    language: str = "zh"
    scope: Scope = EVERYWHERE
    kind: str = "fact"
    measure: str = ""
    coverage: Coverage | None = None
    rows: tuple[Row, ...] = ()
    items: tuple[str, ...] = ()
    nearest: tuple[Claim, ...] = ()
    draft: str = ""
    confidence: float = 0.0
    evidence: tuple[Hit, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words shown: one claim a line, or the notice of a decline. Markers are the reader's business."""
        return "\n".join(claim.text for claim in self.claims) or self.notice

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation once, in the order of first use: its place here, from 1, is its number."""
        return tuple(dict.fromkeys(c for claim in self.claims for c in claim.citations))

    def to_dict(self) -> dict[str, Any]:
        """The same keys as plain JSON values, less `draft`, which no whole answer has."""
        return {
            "question": self.question,
            "text": self.text,
            "declined": self.declined,
            "notice": self.notice,
            "language": self.language,
            "scope": self.scope.to_dict(),
            "kind": self.kind,
            "measure": self.measure,
            "coverage": self.coverage.to_dict() if self.coverage else None,
            "rows": [row.to_dict() for row in self.rows],
            "items": list(self.items),
            "nearest": [claim.to_dict() for claim in self.nearest],
            "confidence": self.confidence,
            "claims": [claim.to_dict() for claim in self.claims],
            "citations": [citation.to_dict() for citation in self.citations],
            "evidence": [
                _where(h.passage)
                | {"start": h.passage.start, "end": h.passage.end, "text": h.passage.text, "score": h.score}
                for h in self.evidence
            ],
            "timings": dict(self.timings),
        }

    def __repr__(self) -> str:
        """At most some 200 characters: the whole is in the fields and in `to_dict`."""
        said = "declined" if self.declined else f"{len(self.citations)} citations, confidence {self.confidence:.2f}"
        return f"Answer({_short(self.question, 60)!r} → {_short(self.text, 90)!r}, {said})"

    def _repr_html_(self) -> str:
        """For notebooks."""
        from rag.notebook import answer_html

        return answer_html(self)


def _short(text: str, most: int) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _where(passage: Passage) -> dict[str, Any]:
    report = passage.report
    return {
        "key": passage.key,
        "source": report.source,
        "title": report.title,
        "issuer": report.issuer,
        "year": report.year,
        "page": passage.page,
        "scanned": passage.is_scanned,
        "headings": list(passage.headings),
    }
