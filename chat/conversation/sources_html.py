"""The sources of an answer as HTML: where each stands, and its words inside their section."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from chat.conversation.answer_html import NEAREST
from chat.conversation.page_image import data_uri, quote_top
from chat.messages import inline, safe, say
from rag.answer import Answer, Citation

if TYPE_CHECKING:
    from index import Index

AROUND_QUOTE = 160  # characters of the section kept on either side of a quote


def sources_html(answer: Answer, index: Index, language: str, turn: int = 1, current: bool = True) -> str:
    """The sources of one answer, numbered as in it; those of earlier answers wait hidden until one is asked for."""
    shown = _nearest(answer) if answer.declined else answer.citations
    cards = "".join(
        f"<li>{source_html(index, citation, number, language, turn, proof=not answer.declined)}</li>"
        for number, citation in enumerate(shown, start=1)
    )
    if not cards:
        return ""
    title = say("nearest" if answer.declined else "sources", language)
    hidden = "" if current else " hidden"
    return f'<section class="group" aria-label="{title}"{hidden}><h2>{title}</h2><ol>{cards}</ol></section>'


def _nearest(answer: Answer) -> tuple[Citation, ...]:
    """The openings of the passages nearest to a question that the reports do not answer."""
    passages = [hit.passage for hit in answer.evidence[:NEAREST]]
    openings = [passage.text[:AROUND_QUOTE] for passage in passages]
    return tuple(Citation(p, p.start, p.start + len(text), text) for p, text in zip(passages, openings, strict=True))


def source_html(index: Index, citation: Citation, number: int, language: str, turn: int, proof: bool) -> str:
    """One source: where it stands, and its words inside their section; marked where they prove a claim."""
    report, (before, quote, after) = citation.passage.report, around(index, citation)
    tag = "mark" if proof else "span"
    return (
        f'<details class="source" id="source-{turn}-{number}" open><summary><span class="number">{number}</span>'
        f'<span class="title">{inline(report.title or report.source)}</span></summary>'
        f"{_place_html(citation, language)}{_page_button(citation, number, language, turn) if proof else ''}"
        f'<blockquote lang="zh-CN" dir="auto">{safe(before)}<{tag}>{safe(quote)}</{tag}>{safe(after)}</blockquote>'
        f'<p class="foot"><a class="back" href="#answer-{turn}">{say("back", language)}</a>'
        f"{inline(citation.source)}</p></details>"
    )


def _page_button(citation: Citation, number: int, language: str, turn: int) -> str:
    """Shows the page of a PDF as it was printed."""
    if not citation.page or not citation.source.lower().endswith(".pdf"):
        return ""
    which = f'data-turn="{turn}" data-number="{number}"'
    return f'<button type="button" class="page" {which}>{say("see_page", language)}</button>'


def picture_html(png: bytes | None, citation: Citation, language: str) -> str:
    """A page as it was printed, the quote boxed in it; one line where its file is not to be had."""
    if png is None:
        return f'<p role="status">{say("no_page", language)}</p>'
    page = say("page", language, page=citation.page)
    name = safe(f"{citation.passage.report.title or citation.source}, {page}")
    close = f'<button type="button" class="close">{say("close", language)}</button>'
    picture = f'<img src="{data_uri(png)}" alt="{name}" data-top="{quote_top(png) or 0}">'
    # Each time another, or a page that is asked for again would be no change.
    return f'<dialog class="sheet" aria-label="{name}" data-at="{time.time_ns()}">{close}{picture}</dialog>'


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


def _place_html(citation: Citation, language: str) -> str:
    """Issuing body, year and page on one line, the heading path on the next."""
    report = citation.passage.report
    facts = [inline(report.issuer)] if report.issuer else []
    facts += [say("year", language, year=report.year)] if report.year else []
    facts += [say("page", language, page=citation.page)] if citation.page else []
    facts += [say("scanned", language)] if citation.passage.is_scanned else []
    path = " › ".join(inline(heading) for heading in citation.headings if heading != report.title)
    return "".join(f'<p class="place">{line}</p>' for line in (" · ".join(facts), path) if line)


def panel_html(told: tuple[Answer, ...], index: Index, language: str) -> str:
    """The right-hand side: the sources of every answer, those of the last one shown."""
    if not told:
        return f'<p class="empty">{say("no_sources", language)}</p>'
    groups = enumerate(told, start=1)
    return "".join(sources_html(answer, index, language, turn, turn == len(told)) for turn, answer in groups)
