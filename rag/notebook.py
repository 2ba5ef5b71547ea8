"""An answer as a notebook shows it: HTML of its own, without a style sheet or a script, every word escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.answer import Answer, Citation, Claim


def answer_html(answer: Answer) -> str:
    """Question, claims with the numbers of their sources, the notice, and the sources with the words that prove it."""
    numbers = {citation: number for number, citation in enumerate(answer.citations, 1)}
    parts = [f"<p><b>{escape(answer.question)}</b></p>"]
    parts += [f"<p>{_claim(claim, numbers)}</p>" for claim in answer.claims]
    parts += [f"<p><i>{escape(answer.notice)}</i></p>"] if answer.notice else []
    if numbers:
        parts.append(f"<ol>{''.join(f'<li>{_source(citation)}</li>' for citation in numbers)}</ol>")
    return "".join(parts)


def _claim(claim: Claim, numbers: dict[Citation, int]) -> str:
    marks = "".join(f"[{numbers[citation]}]" for citation in claim.citations)
    return f"{escape(claim.text)} <sup>{marks}</sup>"


def _source(citation: Citation) -> str:
    page = f", p. {citation.page}" if citation.page else ""
    where = " › ".join((citation.passage.report.title, *citation.headings))
    quoted = f"<blockquote>{escape(citation.quote)}</blockquote>"
    return f"{escape(where)} <small>({escape(citation.source)}{page})</small>{quoted}"
