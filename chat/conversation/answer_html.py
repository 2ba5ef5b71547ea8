"""One exchange as HTML: the question, what was understood of it, and the answer with its numbered citations."""

from __future__ import annotations

from itertools import count

from markupsafe import Markup

from chat.choices import Choices
from chat.conversation import chart
from chat.markup import render
from index.report import Passage
from rag.answer import Answer, Claim

NEAREST = 3  # passages offered when the reports do not say
CHIPS = 6  # bodies named above an answer; of more only the number
AT_A_GLANCE = 4  # lines of an answer; more are folded under the one that sums them up
ACTIONS = ("copy", "link", "again", "edit", "markdown", "docx", "csv", "xlsx", "good", "bad")
OF_FIGURES = ("csv", "xlsx")  # of figures side by side


def answer_html(answer: Answer, language: str, turn: int = 1, choices: Choices | None = None) -> Markup:
    """One exchange: the question, what was understood of it, and the answer with its numbered citations.

    With `choices`, what was understood can be changed to one of them.
    """
    shown, folded = _at_a_glance(answer.claims)
    return render(
        "answer.html",
        answer=answer,
        language=language,
        turn=turn,
        understood=understood_html(answer, language, choices),
        actions=actions_html(answer, language),
        numbers=dict(zip(answer.citations, count(1))),
        named=_named,
        shown=shown,
        folded=folded,
        bars=chart.bars(answer.rows),
        line=chart.line(answer.rows),
        chart=chart,
        nearest=[_path(hit.passage) for hit in answer.evidence[:NEAREST]],
    )


def understood_html(answer: Answer, language: str, choices: Choices | None = None) -> Markup:
    """The bodies and years that the question was taken to mean, each a chip; nothing where it named none.

    One can be taken away where there are several, and changed to another of the `choices`.
    """
    scope, offered = answer.scope, choices or Choices()
    if not scope.bodies and not scope.years:
        return Markup()
    return render(
        "understood.html",
        bodies=scope.bodies,
        years=scope.years,
        choices=offered,
        most=CHIPS,
        language=language,
    )


def actions_html(answer: Answer, language: str) -> Markup:
    """What can be done with an answer that is whole."""
    if answer.draft or not (answer.claims or answer.declined):
        return Markup()
    names = [it for it in ACTIONS if answer.rows or it not in OF_FIGURES]
    return render("actions.html", names=names, copied=copied(answer), language=language)


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


def _path(passage: Passage) -> tuple[str, ...]:
    """Report and heading: the nearest passages are often of one report."""
    return tuple(dict.fromkeys((passage.report.title or passage.report.source, *passage.headings[-1:])))


def _at_a_glance(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims that are shown and those that are folded: of many, all but the first that rests on several sources."""
    if len(claims) <= AT_A_GLANCE:
        return claims, ()
    first = next((at for at, it in enumerate(claims) if len(it.citations) > 1), 0)
    return claims[first : first + 1], claims[:first] + claims[first + 1 :]


def failure_html(question: str, message: str) -> Markup:
    """A question that could not be answered, and one plain line saying why."""
    return render("failure.html", question=question, message=message)


def live_html(exchange: str, language: str, busy: bool = False) -> Markup:
    """The exchange under way; a screen reader waits until it is no longer busy, then reads it whole."""
    return render("live.html", exchange=exchange, language=language, busy=busy)


def past_html(answers: tuple[Answer, ...], language: str) -> Markup:
    """The exchanges before the current one."""
    return Markup().join(answer_html(answer, language, turn) for turn, answer in enumerate(answers, start=1))
