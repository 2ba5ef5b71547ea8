"""The example shelf and its questions keep what `examples/README.md` promises: pytest tests/examples"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORTS = EXAMPLES / "reports"

KINDS = {
    "fact": 24,
    "definition": 6,
    "list": 6,
    "compare": 6,
    "aggregate": 4,
    "yesno": 4,
    "unanswerable": 10,
}
LANGUAGES = {"zh": 45, "en": 15}
CONCLUDING = {"compare", "aggregate", "yesno"}  # their last fact is a verdict or a total, which no report states


@dataclass(frozen=True, slots=True)
class Question:
    """One line of questions.jsonl; evidence as pairs of source and quote."""

    id: str
    kind: str
    language: str
    answerable: bool
    facts: list[list[str]]
    evidence: list[tuple[str, str]]


def read_question(line: str) -> Question:
    fields: dict[str, Any] = json.loads(line)
    evidence = [(entry["source"], entry["quote"]) for entry in fields["evidence"]]
    return Question(fields["id"], fields["kind"], fields["language"], fields["answerable"], fields["facts"], evidence)


QUESTIONS = [read_question(line) for line in (EXAMPLES / "questions.jsonl").read_text("utf-8").splitlines()]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
each_report = pytest.mark.parametrize("report", sorted(REPORTS.iterdir()), ids=lambda report: report.name)


class Visible(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def plain_text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def html_text(path: Path) -> str:
    visible = Visible()
    visible.feed(path.read_text("utf-8"))
    return "".join(visible.texts)


def docx_text(path: Path) -> str:
    word = docx.Document(str(path))
    rows = chain.from_iterable(table.rows for table in word.tables)
    cells = chain.from_iterable(row.cells for row in rows)
    return "\n".join(block.text for block in chain(word.paragraphs, cells))


def pdf_text(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


READERS = {".txt": plain_text, ".md": plain_text, ".html": html_text, ".docx": docx_text, ".pdf": pdf_text}


def folded(text: str) -> str:
    """The text with width variants unified and white space removed."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@cache
def report_text(source: str) -> str:
    path = REPORTS / source
    return folded(READERS[path.suffix](path))


def stated_facts(question: Question) -> Iterator[str]:
    """The first form of each fact that a report must state in so many words."""
    facts = question.facts[:-1] if question.kind in CONCLUDING else question.facts
    return (forms[0] for forms in facts)


def test_ids_are_unique_and_in_order() -> None:
    assert [question.id for question in QUESTIONS] == [f"ex-{number:03d}" for number in range(1, 61)]


def test_counts_by_kind_and_language() -> None:
    assert Counter(question.kind for question in QUESTIONS) == KINDS
    assert Counter(question.language for question in QUESTIONS) == LANGUAGES


@each_question
def test_answerable_questions_alone_have_facts_and_evidence(question: Question) -> None:
    assert question.answerable == (question.kind != "unanswerable")
    assert question.answerable == bool(question.facts) == bool(question.evidence)


@each_question
def test_quotes_are_verbatim(question: Question) -> None:
    for source, quote in question.evidence:
        assert folded(quote) in report_text(source), f"{source} does not say: {quote}"


@each_question
def test_facts_stand_in_the_quotes(question: Question) -> None:
    quotes = [folded(quote) for _, quote in question.evidence]
    for fact in stated_facts(question):
        assert any(folded(fact) in quote for quote in quotes), f"no quote says: {fact}"


@each_report
def test_reports_are_small_and_of_fair_length(report: Path) -> None:
    assert report.stat().st_size < 300_000
    assert 1500 <= len(report_text(report.name)) <= 3500


def test_the_shelf_has_every_format() -> None:
    assert {report.suffix for report in REPORTS.iterdir()} == READERS.keys()


def test_every_report_is_asked_about() -> None:
    cited = {source for question in QUESTIONS for source, _ in question.evidence}
    assert cited == {report.name for report in REPORTS.iterdir()}
