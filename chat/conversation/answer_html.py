"""One exchange as HTML: the question, what was understood of it, and the answer with its numbered citations.

Every word of a report or a user passes through `safe`, nothing passes through Markdown.
"""

from __future__ import annotations

from chat.choices import Choices
from chat.messages import inline, safe, say
from index.report import Passage
from rag.answer import Answer, Citation, Claim

NEAREST = 3  # passages offered when the reports do not say
CHIPS = 6  # bodies named above an answer; of more only the number
AT_A_GLANCE = 4  # lines of an answer; more are folded under the one that sums them up
BARS_FROM = 3  # figures side by side


def answer_html(answer: Answer, language: str, turn: int = 1, choices: Choices | None = None) -> str:
    """One exchange: the question, what was understood of it, and the answer with its numbered citations.

    With `choices`, what was understood can be changed to one of them.
    """
    told = f"{_reply_html(answer, language, turn)}{actions_html(answer, language)}"
    return (
        f'<article class="exchange" id="answer-{turn}" data-question="{safe(answer.question)}">'
        f'<h2 class="question"><bdi>{safe(answer.question)}</bdi></h2>'
        f"{understood_html(answer, language, choices)}{told}</article>"
    )


def understood_html(answer: Answer, language: str, choices: Choices | None = None) -> str:
    """The bodies and years that the question was taken to mean, each a chip; nothing where it named none.

    One can be taken away where there are several, and changed to another of the `choices`.
    """
    bodies, years = answer.scope.bodies, tuple(map(str, answer.scope.years))
    offered = choices or Choices()
    chips = [_chip("body", bodies, name, offered.bodies, language) for name in bodies[:CHIPS]]
    chips += [f"<li>+{len(bodies) - CHIPS}</li>"] if len(bodies) > CHIPS else []
    chips += [_chip("year", years, year, tuple(map(str, offered.years)), language) for year in years]
    return f'<div class="understood">{say("understood", language)} <ul>{"".join(chips)}</ul></div>' if chips else ""


def _chip(kind: str, understood: tuple[str, ...], value: str, offered: tuple[str, ...], language: str) -> str:
    """One body or year that was understood, with the others that could have been meant and a button to take it away."""
    which = f'data-kind="{kind}" data-was="{safe(value)}"'
    shown = f"<bdi>{_chip_words(kind, value, language)}</bdi>"
    if offered:
        others = [it for it in offered if it not in understood]
        options = "".join(f'<option value="{safe(it)}">{_chip_words(kind, it, language)}</option>' for it in others)
        same = f"<option selected>{_chip_words(kind, value, language)}</option>"
        label = safe(say("instead", language, name=value))
        shown = f'<select {which} aria-label="{label}">{same}{options}</select>'
    away = f'<button type="button" {which} aria-label="{safe(say("without", language, name=value))}">×</button>'
    return f"<li>{shown}{away if len(understood) > 1 else ''}</li>"


def _chip_words(kind: str, value: str, language: str) -> str:
    return safe(say("year", language, year=value) if kind == "year" else value)


def actions_html(answer: Answer, language: str) -> str:
    """What can be done with an answer that is whole."""
    if answer.draft or not (answer.claims or answer.declined):
        return ""
    names = ("copy", "link", "again", "edit", "markdown", "docx", "good", "bad")
    buttons = (f'<button type="button" data-do="{name}">{say(name, language)}</button>' for name in names)
    done = f'data-done="{say("copied", language)}"'
    return f'<div class="actions" data-copy="{safe(copied(answer))}" {done}>{"".join(buttons)}</div>'


def copied(answer: Answer) -> str:
    """The answer as plain text, with its sources numbered below it."""
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    lines = [answer.question, ""]
    lines += [f"{it.text}{''.join(f'[{numbers[c]}]' for c in it.citations)}" for it in answer.claims] or [answer.notice]
    lines += [""] * bool(numbers)
    lines += [f"[{number}] {_named(it.passage)}：{it.quote}" for it, number in numbers.items()]
    return "\n".join(lines)


def _named(passage: Passage) -> str:
    page = f"，p. {passage.page}" if passage.page else ""
    return f"{passage.report.title or passage.report.source}{page}"


def _reply_html(answer: Answer, language: str, turn: int) -> str:
    if answer.declined:
        return _declined_html(answer, language, turn)
    if answer.draft:
        return f'<p class="waiting draft" role="status" dir="auto">{say("draft", language)} {safe(answer.draft)}</p>'
    if not answer.claims:
        return f'<p class="waiting" role="status">{say("waiting", language)}</p>'
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    claims = [_claim_html(claim, numbers, language, turn) for claim in answer.claims]
    notice = f'<p class="notice" dir="auto">{safe(answer.notice)}</p>' if answer.notice else ""
    table = _table_html(answer, numbers, language, turn) + _items_html(answer)
    if len(claims) <= AT_A_GLANCE:
        return f'<div class="answer">{"".join(claims)}{table}{notice}</div>'
    first = next((at for at, it in enumerate(answer.claims) if len(it.citations) > 1), 0)
    rest = "".join(claims[:first] + claims[first + 1 :])
    folded = f"<details><summary>{say('each', language, count=len(claims) - 1)}</summary>{rest}</details>"
    return f'<div class="answer">{claims[first]}{table}{notice}{folded}</div>'


def _table_html(answer: Answer, numbers: dict[Citation, int], language: str, turn: int) -> str:
    """Figures side by side, each with its source; with bars from three of them on."""
    if not answer.rows:
        return ""
    most = max(abs(row.value) for row in answer.rows) or 1.0
    lines = []
    for row in answer.rows:
        width = 100 * abs(row.value) / most
        bar = f'<td class="bar" aria-hidden="true"><i style="width:{width:.1f}%"></i></td>' if _has_bars(answer) else ""
        cite = _cite_html(numbers[row.citation], row.citation, language, turn) if row.citation in numbers else ""
        lines.append(f'<tr><th scope="row">{inline(row.label)}</th><td>{inline(row.figure)}{cite}</td>{bar}</tr>')
    return f'<table class="rows"><caption>{say("side_by_side", language)}</caption>{"".join(lines)}</table>'


def _has_bars(answer: Answer) -> bool:
    return len(answer.rows) >= BARS_FROM


def _items_html(answer: Answer) -> str:
    return f'<ol class="items">{"".join(f"<li>{inline(it)}</li>" for it in answer.items)}</ol>' if answer.items else ""


def _claim_html(claim: Claim, numbers: dict[Citation, int], language: str, turn: int) -> str:
    marks = [_cite_html(numbers[citation], citation, language, turn) for citation in claim.citations]
    words, last = claim.text[:-1], claim.text[-1:]  # no line begins with the first number
    tail = f'<span class="tail">{safe(last)}{"".join(marks[:1])}</span>'
    return f'<p dir="auto">{safe(words)}{tail}{"".join(marks[1:])}</p>'


def _cite_html(number: int, citation: Citation, language: str, turn: int) -> str:
    label = say("source", language, number=number)
    return (
        f'<a class="cite" href="#source-{turn}-{number}" aria-label="{label}"'
        f' data-place="{safe(_named(citation.passage))}" data-quote="{safe(citation.quote)}">[{number}]</a>'
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
