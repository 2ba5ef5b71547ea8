"""The page and what happens on it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from chat.reply import answer_html, failure_html, live_html, past_html
from chat.sources import panel_html
from chat.welcome import header_html, welcome_html
from chat.words import language_of, objection, say
from index.errors import BaogaoError
from rag.answer import Answer, Claim, Turn

if TYPE_CHECKING:
    from index import Index
    from rag import Assistant

log = logging.getLogger(__name__)

AT_ONCE = 4  # questions answered at the same time; the others wait their turn
FRAMES, FRAME_SECONDS = 24, 0.025  # an answer is unrolled in about this many steps

ON_EXAMPLE = """
element.addEventListener("click", event => {
  const button = event.target.closest(".welcome button");
  if (button) trigger("click", {question: button.textContent});
});
"""
FOCUS = """() => { if (matchMedia("(pointer: fine)").matches) document.querySelector("#box textarea").focus() }"""
ON_GROWTH = 'watch("value", () => element.scrollIntoView({block: "nearest"}));'

Update = dict[str, Any]  # new values for parts of the page, by the names that `_lay_out` gives them


def opening(index: Index, language: str) -> Update:
    """The page before the first question, its words in the browser's language."""
    return {
        "header": header_html(language),
        "new": gr.update(value=say("new", language)),
        "box": gr.update(value="", label=say("box", language), placeholder=say("placeholder", language)),
        "send": gr.update(value=say("send", language)),
        "past": welcome_html(index, language),
        "live": live_html("", language),
        "complaint": "",
        "panel": panel_html((), index, language),
        "told": (),
    }


def converse(
    assistant: Assistant, index: Index, question: str, told: tuple[Answer, ...], language: str
) -> Iterator[Update]:
    """One question and its answer, as the page shows them step by step; `told` are the answers before it."""
    question = question.strip()
    if line := objection(question, language):
        yield {"complaint": f'<p role="alert">{line}</p>'}
        return
    turn, history = len(told) + 1, tuple(Turn(answer.question, answer.text) for answer in told)
    asked = live_html(answer_html(Answer(question), language, turn), language, busy=True)
    yield {"box": "", "complaint": "", "past": past_html(told, language), "live": asked}
    try:
        answer = Answer(question)
        for answer in assistant.stream(question, history=history):
            if answer.draft:
                yield {"live": live_html(answer_html(answer, language, turn), language, busy=True)}
        told = (*told, answer)
        yield {"told": told, "panel": panel_html(told, index, language)}
        for part in growing(answer):
            yield {"live": live_html(answer_html(part, language, turn), language, busy=part is not answer)}
    except Exception as error:
        log.exception("could not answer %r", question)
        line = str(error) if isinstance(error, BaogaoError) else say("failed", language)
        yield {"box": question, "live": live_html(failure_html(question, line), language)}


def growing(answer: Answer) -> Iterator[Answer]:
    """The answer as it is shown: claim by claim, a few characters at a time, the whole of it last."""
    step = max(4, len(answer.text) // FRAMES)
    for done, claim in enumerate(answer.claims):
        for end in range(step, len(claim.text), step):
            yield replace(answer, claims=(*answer.claims[:done], Claim(claim.text[:end], ())))
            time.sleep(FRAME_SECONDS)
    yield answer


def build_page(assistant: Assistant, index: Index) -> gr.Blocks:
    """The page and what happens on it; `serve` puts it on the network."""
    page: gr.Blocks = gr.Blocks(title="报告 Baogao", analytics_enabled=False, fill_width=True)
    with page:
        parts = _lay_out()

        def show(update: Update) -> dict[Any, Any]:
            return {parts[name]: value for name, value in update.items()}

        def start(request: gr.Request) -> dict[Any, Any]:
            return show(opening(index, language_of(request)))

        def answer(question: str, told: tuple[Answer, ...], request: gr.Request) -> Iterator[dict[Any, Any]]:
            yield from map(show, converse(assistant, index, question, told, language_of(request)))

        def answer_example(
            told: tuple[Answer, ...], event: gr.EventData, request: gr.Request
        ) -> Iterator[dict[Any, Any]]:
            yield from answer(event.question, told, request)

        box, told, everything = parts["box"], parts["told"], list(parts.values())
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shared: dict[str, Any] = quiet | {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        asking = [
            gr.on([box.submit, parts["send"].click], answer, [box, told], everything, **shared),
            parts["past"].click(answer_example, told, everything, **shared),
        ]
        fresh = gr.on([page.load, parts["new"].click], start, None, everything, cancels=asking, **quiet)
        fresh.then(None, js=FOCUS)
    return page


def _lay_out() -> dict[str, Any]:
    """The parts of the page by name, wordless until `opening` knows the language."""
    bare: dict[str, Any] = {"apply_default_css": False}
    parts: dict[str, Any] = {"told": gr.State(())}  # the answers of this conversation, oldest first
    with gr.Row(elem_id="top"):
        parts["header"] = gr.HTML(**bare)
        parts["new"] = gr.Button("", size="sm", scale=0, elem_id="new")
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            parts["past"] = gr.HTML(elem_id="past", js_on_load=ON_EXAMPLE, **bare)
            parts["live"] = gr.HTML(elem_id="live", js_on_load=ON_GROWTH, **bare)
            parts["complaint"] = gr.HTML(elem_id="complaint", **bare)
            with gr.Row(elem_id="ask"):
                parts["box"] = gr.Textbox(elem_id="box", show_label=False, container=False, max_lines=6)
                parts["send"] = gr.Button("", variant="primary", scale=0, elem_id="send")
        parts["panel"] = gr.HTML(elem_id="panel", **bare)
    return parts
