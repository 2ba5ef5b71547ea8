"""One exchange as HTML: the question, what was understood of it, and the answer with its numbered citations.

Every word of a report or a user passes through `safe`, nothing passes through Markdown.
"""

from __future__ import annotations

from chat.words import inline, safe, say
from index.report import Passage
from rag.answer import Answer, Citation, Claim

NEAREST = 3  # passages offered when the reports do not say


def answer_html(answer: Answer, language: str, turn: int = 1) -> str:
    """One exchange: the question, what was understood of it, and the answer with its numbered citations."""
    return (
        f'<article class="exchange" id="answer-{turn}"><h2 class="question"><bdi>{safe(answer.question)}</bdi></h2>'
        f"{understood_html(answer, language)}{_reply_html(answer, language, turn)}</article>"
    )


def understood_html(answer: Answer, language: str) -> str:
    """The bodies and years that the question was taken to mean; nothing where it named none."""
    years = [say("year", language, year=year) for year in answer.scope.years]
    chips = "".join(f"<li><bdi>{safe(name)}</bdi></li>" for name in (*answer.scope.bodies, *years))
    return f'<div class="understood">{say("understood", language)} <ul>{chips}</ul></div>' if chips else ""


def _reply_html(answer: Answer, language: str, turn: int) -> str:
    if answer.declined:
        return _declined_html(answer, language, turn)
    if answer.draft:
        return f'<p class="waiting draft" role="status" dir="auto">{say("draft", language)} {safe(answer.draft)}</p>'
    if not answer.claims:
        return f'<p class="waiting" role="status">{say("waiting", language)}</p>'
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    claims = "".join(_claim_html(claim, numbers, language, turn) for claim in answer.claims)
    notice = f'<p class="notice" dir="auto">{safe(answer.notice)}</p>' if answer.notice else ""
    return f'<div class="answer">{claims}{notice}</div>'


def _claim_html(claim: Claim, numbers: dict[Citation, int], language: str, turn: int) -> str:
    marks = [_cite_html(numbers[citation], citation, language, turn) for citation in claim.citations]
    words, last = claim.text[:-1], claim.text[-1:]  # no line begins with the first number
    tail = f'<span class="tail">{safe(last)}{"".join(marks[:1])}</span>'
    return f'<p dir="auto">{safe(words)}{tail}{"".join(marks[1:])}</p>'


def _cite_html(number: int, citation: Citation, language: str, turn: int) -> str:
    label = say("source", language, number=number)
    return (
        f'<a class="cite" href="#source-{turn}-{number}" aria-label="{label}"'
        f' title="{safe(citation.quote)}">[{number}]</a>'
    )


def _declined_html(answer: Answer, language: str, turn: int) -> str:
    links = "".join(
        f'<li><a class="cite" href="#source-{turn}-{number}">[{number}]</a> {_passage_name(hit.passage)}</li>'
        for number, hit in enumerate(answer.evidence[:NEAREST], start=1)
    )
    instead = "".join(f'<p dir="auto">≈ {safe(claim.text)}</p>' for claim in answer.nearest)
    offer = f"{instead}<p>{say('nearest', language)}</p><ol>{links}</ol>" if links else ""
    return f'<div class="answer declined"><p class="notice" dir="auto">{safe(answer.notice)}</p>{offer}</div>'


def _passage_name(passage: Passage) -> str:
    """Report and heading: the nearest passages are often of one report."""
    return " › ".join(
        map(inline, dict.fromkeys((passage.report.title or passage.report.source, *passage.headings[-1:])))
    )


def failure_html(question: str, message: str) -> str:
    """A question that could not be answered, and one plain line saying why."""
    return (
        f'<article class="exchange"><h2 class="question"><bdi>{safe(question)}</bdi></h2>'
        f'<p class="failure" role="alert">{safe(message)}</p></article>'
    )


def live_html(exchange: str, language: str, busy: bool = False) -> str:
    """The exchange under way; a screen reader waits until it is no longer busy, then reads it whole."""
    busy_now, name = "true" if busy else "false", say("conversation", language)
    return f'<section aria-label="{name}" aria-live="polite" aria-busy="{busy_now}">{exchange}</section>'


def past_html(told: tuple[Answer, ...], language: str) -> str:
    """The exchanges before the current one."""
    return "".join(answer_html(answer, language, turn) for turn, answer in enumerate(told, start=1))
