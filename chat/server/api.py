"""One question or table over the network, for programs: the endpoints /ask and /table, and the MCP tools so named."""

import logging  # no `from __future__ import annotations` here: gradio reads the types of `ask` as they stand
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import gradio as gr
from gradio.events import api

from chat.messages import say
from index.errors import BaogaoError, QuestionUnusable
from rag.answer import Answer, Scope
from rag.compose.table import Table

log = logging.getLogger(__name__)

Item = TypeVar("Item", str, int)

LONGEST_LIST = 100  # bodies, or years, of one question


class Asked(Protocol):
    """Whoever answers: an Assistant, or what follows the one in use."""

    def ask(self, question: str, scope: Scope | None = None, *, kind: str = "") -> Answer: ...

    def table(self, measure: str, bodies: Sequence[str] = (), years: Sequence[int] = ()) -> Table: ...


def offer(asked: Asked, at_once: int) -> None:
    """Adds the endpoints to the page that is being built; they wait in the same queue as the questions of the page."""

    def ask(
        question: str, bodies: list[str] | None = None, years: list[int] | None = None, kind: str = ""
    ) -> dict[str, Any]:
        """Answer a question from a shelf of Chinese government reports, each sentence with the words that prove it.

        Where the reports do not say, "declined" is true and "notice" says what was looked for.

        Args:
            question: The question, in Chinese or English.
            bodies: Regions or issuing bodies to look at, as ["松溪区"]. None given: those that the question names.
            years: Years reported on, as [2023]. None given: those that the question names.
            kind: What is asked for, as in "kind" of an answer that misunderstood it. None given: as understood.

        Returns:
            The answer: "text", "claims" with their citations, "declined", "notice", "scope" and more.
        """
        return _served(asked, question, bodies, years, kind)

    def table(measure: str, bodies: list[str] | None = None, years: list[int] | None = None) -> dict[str, Any]:
        """Put a figure of several regions and years side by side, as each one's report states it, with the words that
        prove it.

        A cell is null where the report does not state it; there are no rows where no report states such a figure.

        Args:
            measure: What the figure measures, in Chinese or English, as "2025年GDP增长目标" or "new urban jobs".
            bodies: Regions or issuing bodies, as ["松溪区"]. None given: those that the measure names, or all.
            years: Years that the figures are of, as [2023]. None given: those that the measure names, or the newest.

        Returns:
            The table: "columns" are years, "rows" bodies with "cells" and "sources".
        """
        return _served_table(asked, measure, bodies, years)

    api(ask, api_name="ask", concurrency_limit=at_once, concurrency_id="ask")
    api(table, api_name="table", concurrency_limit=at_once, concurrency_id="ask")


def _served(asked: Asked, question: object, bodies: object, years: object, kind: object) -> dict[str, Any]:
    """The answer as JSON values."""
    return _told(lambda: answered(asked, question, bodies, years, kind), question)


def _served_table(asked: Asked, measure: object, bodies: object, years: object) -> dict[str, Any]:
    """The table as JSON values."""
    return _told(lambda: put_together(asked, measure, bodies, years), measure)


def _told(found: Callable[[], Answer | Table], question: object) -> dict[str, Any]:
    """What is found, as JSON values; whatever goes wrong is an error of one plain line."""
    try:
        return found().to_dict()
    except BaogaoError as error:
        raise gr.Error(str(error), print_exception=False) from error
    except Exception as error:
        log.exception("could not answer %r", question)
        raise gr.Error(say("failed", "en"), print_exception=False) from error


def answered(asked: Asked, question: object, bodies: object, years: object, kind: object) -> Answer:
    """The answer to what came over the network, where anything may stand for anything; raises QuestionUnusable."""
    if not isinstance(question, str) or not isinstance(kind or "", str):
        raise QuestionUnusable("question and kind must be text")
    scope = Scope(*_scope(bodies, years))
    return asked.ask(question, scope=scope if scope != Scope() else None, kind=str(kind or ""))


def put_together(asked: Asked, measure: object, bodies: object, years: object) -> Table:
    """The table of what came over the network, where anything may stand for anything; raises QuestionUnusable."""
    if not isinstance(measure, str):
        raise QuestionUnusable("measure must be text")
    return asked.table(measure, *_scope(bodies, years))


def _scope(bodies: object, years: object) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return _all(str, bodies, "bodies must be a list of names"), _all(int, years, "years must be a list of years")


def _all(kind: type[Item], values: object, complaint: str) -> tuple[Item, ...]:
    if values is None:
        return ()
    if not isinstance(values, list) or len(values) > LONGEST_LIST or any(type(value) is not kind for value in values):
        raise QuestionUnusable(f"{complaint}, {LONGEST_LIST} at most")
    return tuple(values)
