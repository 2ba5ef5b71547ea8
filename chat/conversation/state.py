"""What happens in a conversation, step by step, as updates of the page."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chat.choices import Choices
from chat.conversation import history
from chat.conversation.answer_html import answer_html, failure_html, live_html, past_html
from chat.conversation.sources_html import panel_html
from chat.markup import paragraph
from chat.messages import objection, say
from index.errors import BaogaoError
from rag.answer import Answer, Claim, Scope, Turn

if TYPE_CHECKING:
    from index import Index
    from rag import Assistant

log = logging.getLogger(__name__)

FRAMES, FRAME_SECONDS = 24, 0.025  # an answer is unrolled in about this many steps

Update = dict[str, Any]
"""New values for parts of the page, by the names that the page gives them."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation so far: its answers, oldest first, the scope that each was asked in besides its own words, and who
    asked."""

    answers: tuple[Answer, ...] = ()
    scopes: tuple[Scope | None, ...] = ()
    user: str = ""

    def with_answer(self, answer: Answer, scope: Scope | None) -> Talk:
        return Talk((*self.answers, answer), (*self.scopes, scope), self.user)

    def without_last(self) -> Talk:
        return Talk(self.answers[:-1], self.scopes[:-1], self.user)

    def of(self, user: str) -> Talk:
        """Itself, or a new one where it is another's: whoever uses the browser may have changed."""
        return self if self.user == user else Talk(user=user)

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(Turn(it.question, it.text, scope) for it, scope in zip(self.answers, self.scopes, strict=True))

    @property
    def kept(self) -> list[dict[str, Any]]:
        """As the browser keeps it."""
        return [history.turn(answer, scope) for answer, scope in zip(self.answers, self.scopes, strict=True)]


def converse(
    assistant: Assistant, index: Index, question: str, talk: Talk, language: str, scope: Scope | None = None
) -> Iterator[Update]:
    """One question and its answer, as the page shows them step by step."""
    typed, question = question, question.strip()
    if line := objection(question, language):
        yield {"complaint": paragraph(line, role="alert")}
        return
    turn = len(talk.answers) + 1
    asked = live_html(answer_html(Answer(question), language, turn), language, busy=True)
    yield {"draft": settled(typed, ""), "complaint": "", "past": past_html(talk.answers, language), "live": asked}
    try:
        answer = Answer(question)
        for answer in assistant.stream(question, scope, history=talk.turns):
            if answer.draft:
                yield {"live": live_html(answer_html(answer, language, turn), language, busy=True)}
        talk = talk.with_answer(answer, scope)
        yield {"talk": talk, "panel": panel_html(talk.answers, index, language)}
        for part in growing(answer):
            choices = Choices.of(index.reports) if part is answer else None  # to be chosen from when all is said
            yield {"live": live_html(answer_html(part, language, turn, choices), language, busy=part is not answer)}
    except Exception as error:
        log.exception("could not answer %r", question)
        line = str(error) if isinstance(error, BaogaoError) else say("failed", language)
        yield {"draft": settled("", question), "live": live_html(failure_html(question, line), language)}


def settled(was: str, becomes: str) -> str:
    """What a part that people can change becomes, as JSON for the page: it does so only where it still holds `was`."""
    return json.dumps({"was": was, "becomes": becomes, "at": time.time_ns()})


def growing(answer: Answer) -> Iterator[Answer]:
    """The answer as it is shown: claim by claim, a few characters at a time, the whole of it last."""
    step = max(4, len(answer.text) // FRAMES)
    for done, claim in enumerate(answer.claims):
        for end in range(step, len(claim.text), step):
            part = (*answer.claims[:done], Claim(claim.text[:end], ()))
            yield replace(answer, claims=part, rows=(), items=())
            time.sleep(FRAME_SECONDS)
    yield answer


def changed(scope: Scope, kind: str, was: str, now: str) -> Scope:
    """What was understood, with one "body" or "year" in place of another; without it where `now` is empty."""
    if kind == "year":
        years = _changed(map(str, scope.years), was, now)
        return replace(scope, years=tuple(int(year) for year in years if year.isdecimal()))
    return replace(scope, bodies=_changed(scope.bodies, was, now))


def _changed(names: Iterable[str], was: str, now: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in (now if it == was else it for it in names) if name))


def reopened(
    assistant: Assistant, index: Index, turns: Sequence[dict[str, Any]], language: str, user: str
) -> Iterator[Update]:
    """A kept conversation asked anew, shown turn by turn; those that fail now are left out.

    Only the last update has the talk: what would be kept before that is not whole.
    """
    talk = Talk(user=user)
    for turn in turns:
        scope = history.scope_of(turn)
        try:
            talk = talk.with_answer(assistant.ask(turn["question"], scope, history=talk.turns), scope)
        except Exception:
            log.exception("could not answer %r anew", turn["question"])
        yield {name: value for name, value in shown(talk, index, language, busy=True).items() if name != "talk"}
    yield shown(talk, index, language)


def shown(talk: Talk, index: Index, language: str, busy: bool = False) -> Update:
    """A whole conversation, its last answer the current one."""
    last = answer_html(talk.answers[-1], language, len(talk.answers), Choices.of(index.reports)) if talk.answers else ""
    return {
        "talk": talk,
        "past": past_html(talk.answers[:-1], language),
        "live": live_html(last, language, busy),
        "panel": panel_html(talk.answers, index, language),
        "complaint": "",
    }
