"""The sources of an answer as HTML: where each stands, and its words inside their section."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from chat.conversation.answer_html import NEAREST
from chat.conversation.page_image import data_uri, quote_top
from chat.markup import paragraph, render
from chat.messages import say
from rag.answer import Answer, Citation

if TYPE_CHECKING:
    from index import Index

AROUND_QUOTE = 160  # characters of the section kept on either side of a quote


@dataclass(frozen=True, slots=True)
class _Source:
    """A citation, and its quote inside the section that it stands in."""

    citation: Citation
    before: str
    quote: str
    after: str

    @property
    def has_picture(self) -> bool:
        """Can its page be shown as it was printed?"""
        return bool(self.citation.page) and self.citation.source.lower().endswith(".pdf")


def sources_html(answer: Answer, index: Index, language: str, turn: int = 1, current: bool = True) -> Markup:
    """The sources of one answer, numbered as in it; those of earlier answers wait hidden until one is asked for."""
    shown = _nearest(answer) if answer.declined else answer.citations
    if not shown:
        return Markup()
    sources = [_Source(citation, *around(index, citation)) for citation in shown]
    proof = not answer.declined
    return render("sources.html", sources=sources, proof=proof, language=language, turn=turn, current=current)


def _nearest(answer: Answer) -> tuple[Citation, ...]:
    """The openings of the passages nearest to a question that the reports do not answer."""
    passages = [hit.passage for hit in answer.evidence[:NEAREST]]
    openings = [passage.text[:AROUND_QUOTE] for passage in passages]
    return tuple(Citation(p, p.start, p.start + len(text), text) for p, text in zip(passages, openings, strict=True))


def picture_html(png: bytes | None, citation: Citation, language: str) -> Markup:
    """A page as it was printed, the quote boxed in it; one line where its file is not to be had."""
    if png is None:
        return paragraph(say("no_page", language), role="status")
    page = say("page", language, page=citation.page)
    name = f"{citation.passage.report.title or citation.source}, {page}"
    top, at = quote_top(png) or 0, time.time_ns()
    return render("picture.html", name=name, picture=data_uri(png), top=top, at=at, language=language)


def around(index: Index, citation: Citation) -> tuple[str, str, str]:
    """The section's words before the quote, the quote, and those after it, either side cut to `AROUND_QUOTE`."""
    passage = citation.passage
    if passage.report not in index.reports:  # taken off the shelf, or another edition put there, since it was answered
        return "", citation.quote, ""
    text = index.text(citation.source)
    holding = (s for s in index.sections(citation.source) if s.start <= citation.start < s.end)
    section = max(holding, key=lambda s: s.start, default=passage)
    start = max(section.start, citation.start - AROUND_QUOTE)
    end = min(max(section.end, citation.end), citation.end + AROUND_QUOTE)
    before = "…" * (start > section.start) + text[start : citation.start].lstrip()
    after = text[citation.end : end].rstrip() + "…" * (end < section.end)
    return before, text[citation.start : citation.end], after


def panel_html(answers: tuple[Answer, ...], index: Index, language: str) -> Markup:
    """The right-hand side: the sources of every answer, those of the last one shown."""
    if not answers:
        return paragraph(say("no_sources", language), "empty")
    groups = enumerate(answers, start=1)
    return Markup().join(sources_html(answer, index, language, turn, turn == len(answers)) for turn, answer in groups)
