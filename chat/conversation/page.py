"""The page: what happens on it, and who answers there."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from chat.choices import Choices
from chat.conversation import history
from chat.conversation.answer_html import live_html
from chat.conversation.layout import CONVERSATION, WORDED, lay_out, lay_out_top
from chat.conversation.narrowing import Narrowing, dropped, gone_html
from chat.conversation.page_image import page_picture
from chat.conversation.scripts import CHOSEN, DROP, FOCUS, RENEW, SAVE, SETTLE
from chat.conversation.sources_html import panel_html, picture_html
from chat.conversation.state import Talk, Update, changed, converse, reopened, settled, shown
from chat.conversation.welcome import WELCOME, header_html, visitor_html, welcome_html
from chat.library.tab import QUIET, shelf_tab
from chat.markup import paragraph, render
from chat.messages import language_of, say
from chat.server.api import offer
from index.files.worker import cores
from rag.answer import Answer, Citation, Scope
from rag.compose.table import Table

if TYPE_CHECKING:
    from chat.conversation.feedback import Feedback
    from chat.library.live import LiveShelf
    from index import Index
    from rag import Assistant

AT_ONCE = max(2, cores())  # questions answered at the same time; more slow each other down


def worded(index: Index, language: str, user: str = "") -> Update:
    """The page's own words in the visitor's language, and the bodies and years that can be chosen."""
    return {
        "header": header_html(language),
        "visitor": visitor_html(language, user),
        "chat": gr.update(label=say("tab_chat", language)),
        "shelf": gr.update(label=say("tab_shelf", language)),
        "new": gr.update(value=say("new", language)),
        "narrow": render("narrow.html", language=language),
        "box": gr.update(label=say("box", language), placeholder=say("placeholder", language)),
        "send": gr.update(value=say("send", language)),
        "stop": gr.update(value=say("stop", language)),
        **_offered(index, language),
    }


def opening(index: Index, language: str, user: str = "") -> Update:
    """A conversation before its first question."""
    return {
        "past": welcome_html(index, language),
        "live": live_html("", language),
        "complaint": "",
        "reason": gr.update(visible=False),
        "picture": "",
        "panel": panel_html((), index, language),
        "talk": Talk(user=user),
    }


def _offered(index: Index, language: str) -> Update:
    choices = Choices.of(index.reports)
    return {
        "bodies": gr.update(label=say("bodies", language), choices=list(choices.bodies)),
        "years": gr.update(label=say("years", language), choices=list(map(str, choices.years))),
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers, over which index; a `chat.live.LiveShelf` in its place follows the index as it changes."""

    assistant: Assistant
    index: Index


@dataclass(frozen=True, slots=True)
class Current:
    """Whoever answers now, for programs that ask."""

    desk: Desk | LiveShelf

    def ask(self, question: str, scope: Scope | None = None, *, kind: str = "") -> Answer:
        return self.desk.assistant.ask(question, scope, kind=kind)

    def table(self, measure: str, bodies: Sequence[str] = (), years: Sequence[int] = ()) -> Table:
        return self.desk.assistant.table(measure, bodies, years)


def build_page(desk: Desk | LiveShelf, feedback: Feedback | None = None) -> gr.Blocks:
    """The page and what happens on it; `serve` puts it on the network.

    Over a live shelf it has a tab for that; with `feedback` answers can be called helpful or not.
    """
    page: gr.Blocks = gr.Blocks(title="报告 Baogao", analytics_enabled=False, fill_width=True)
    with page:
        parts = lay_out_top()
        if isinstance(desk, Desk):
            parts |= lay_out(feedback is not None)
        else:
            with gr.Tabs(elem_id="tabs"):
                with gr.Tab("对话", elem_id="chat-tab") as parts["chat"]:
                    parts |= lay_out(feedback is not None)
                with gr.Tab("书架", elem_id="shelf-tab") as parts["shelf"]:
                    shelf_tab(desk)
        _wire(page, parts, _Events(parts, desk, feedback))
        offer(Current(desk), AT_ONCE)
    return page


class _Events:
    """What happens on the page: each method is one thing that somebody does there."""

    def __init__(self, parts: dict[str, Any], desk: Desk | LiveShelf, feedback: Feedback | None) -> None:
        self._parts, self._desk, self._feedback = parts, desk, feedback

    def word(self, request: gr.Request) -> dict[Any, Any]:
        return self._show(worded(self._desk.index, language_of(request), request.username or ""))

    def begin(self, request: gr.Request) -> dict[Any, Any]:
        return self._show(opening(self._desk.index, language_of(request), request.username or ""))

    def remember(self, kept: object, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """After a reload the latest conversation is there again; a link asks its question instead."""
        user, language = request.username or "", language_of(request)
        talks = history.readable(kept, user)
        yield self._show({"earlier": _earlier(talks, language)})
        if asked := request.query_params.get("q", ""):
            yield self._show({"linked": asked})
        elif talks:
            yield from map(self._show, reopened(self._desk.assistant, self._desk.index, talks[-1], language, user))

    def answer(
        self, question: str, talk: Talk, kept: object, chosen: str, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        talk = talk.of(request.username or "")
        index, language = self._desk.index, language_of(request)
        narrowing = Narrowing.of(chosen or "", Choices.of(index.reports))
        if narrowing.gone:
            yield self._show({"gone": dropped(narrowing.gone), **_offered(index, language)})
        yield from self._asked(question, talk, narrowing.scope, kept, not talk.answers, request, narrowing.gone)

    def answer_example(
        self, talk: Talk, kept: object, chosen: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        yield from self.answer(event.question, talk, kept, chosen, request)

    def act(
        self, talk: Talk, kept: object, typed: str, event: gr.EventData, request: gr.Request
    ) -> Iterator[dict[Any, Any]]:
        """What is done with the last answer."""
        talk = talk.of(request.username or "")
        if not talk.answers:
            return
        last, before, language = talk.answers[-1], talk.without_last(), language_of(request)
        if event.act in ("good", "bad"):
            yield self._rated(last, 1 if event.act == "good" else -1, "", language)
        elif event.act in _FORMS:
            yield self._show({"file": _exported(talk, event.act, language)})
        elif event.act == "edit":
            yield self._show({**shown(before, self._desk.index, language), "draft": settled(typed, last.question)})
        else:
            scope = changed(last.scope, event.kind, event.was, event.now) if event.act == "change" else talk.scopes[-1]
            yield from self._asked(last.question, before, scope, kept, False, request)

    def explain(self, reason: str, talk: Talk, request: gr.Request) -> dict[Any, Any]:
        """Why the last answer was no help."""
        return (
            self._rated(talk.answers[-1], -1, reason, language_of(request)) if talk.answers and reason.strip() else {}
        )

    def see(self, talk: Talk, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        """The page that a source stands on, as it was printed; named by its number in the talk, never by a path."""
        turn, number = int(event.turn), int(event.number)
        cited = talk.answers[turn - 1].citations if 0 < turn <= len(talk.answers) else ()
        if not 0 < number <= len(cited):
            return {}
        citation = cited[number - 1]
        return self._show({"picture": picture_html(self._printed(citation), citation, language_of(request))})

    def _printed(self, citation: Citation) -> bytes | None:
        """The page of a citation; None where its file is no longer there as it was cited."""
        if isinstance(self._desk, Desk) or not citation.page or citation.passage.report not in self._desk.index.reports:
            return None
        file = self._desk.original(citation.source)
        return page_picture(file, citation.page, citation.quote) if file else None

    def back(self, past: str | None, request: gr.Request) -> dict[Any, Any]:
        """Somebody comes back from the shelf, which they may have changed."""
        index, language = self._desk.index, language_of(request)
        update = _offered(index, language)
        if past and WELCOME in past:
            update["welcome"] = settled(past, welcome_html(index, language))
        return self._show(update)

    def stop(self, talk: Talk, request: gr.Request) -> dict[Any, Any]:
        return self._show(shown(talk, self._desk.index, language_of(request)))

    def reopen(self, chosen_key: str | None, kept: object, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """An earlier conversation becomes the latest."""
        user, language = request.username or "", language_of(request)
        talks = history.readable(kept, user)
        number = history.found(talks, chosen_key or "")
        if number is None:
            return
        chosen = talks.pop(number)
        talks = history.with_turn(talks, chosen, is_new=True)
        stored = history.stored(kept, user, talks)  # as it was kept: some turns may fail now
        yield self._show({"kept": stored, "earlier": _earlier(talks, language)})
        yield from map(self._show, reopened(self._desk.assistant, self._desk.index, chosen, language, user))

    def _asked(
        self,
        question: str,
        talk: Talk,
        scope: Scope | None,
        kept: object,
        is_new: bool,
        request: gr.Request,
        gone: tuple[str, ...] = (),
    ) -> Iterator[dict[Any, Any]]:
        """The answer step by step; the conversation is kept in the browser as soon as it has one more answer."""
        language = language_of(request)
        yield self._show({"reason": gr.update(visible=False)})
        for update in converse(self._desk.assistant, self._desk.index, question, talk, language, scope):
            if gone and "complaint" in update:
                update = {**update, "complaint": gone_html(gone, language) + update["complaint"]}
            if "talk" in update:
                talks = history.with_turn(history.readable(kept, talk.user), update["talk"].kept, is_new)
                stored = history.stored(kept, talk.user, talks)
                update = {**update, "kept": stored, "earlier": _earlier(talks, language)}
            yield self._show(update)

    def _rated(self, answer: Answer, verdict: int, reason: str, language: str) -> dict[Any, Any]:
        """What was said of an answer is kept; of one that was no help it is asked why."""
        if self._feedback is None:
            return {}
        self._feedback.add(answer, verdict, reason, self._desk.index.manifest.generation, language)
        asks = verdict < 0 and not reason
        thanks = "" if asks else paragraph(say("thanks", language), role="status")
        words = {} if asks else {"value": ""}  # a reason that is being written is not wiped out
        why = gr.update(visible=asks, label=say("why", language), placeholder=say("why", language), **words)
        return self._show({"reason": why, "complaint": thanks})

    def _show(self, update: Update) -> dict[Any, Any]:
        return {self._parts[name]: value for name, value in update.items() if name in self._parts}


def _wire(page: gr.Blocks, parts: dict[str, Any], on: _Events) -> None:
    """Which part starts what. An event has for outputs what it changes and no more: all else is the visitor's."""
    box, talk, kept = parts["box"], parts["talk"], parts["kept"]
    narrowed = [parts["bodies"], parts["years"]]
    conversation = [parts[name] for name in CONVERSATION]
    asked_in = [talk, kept, parts["chosen"]]
    page.load(on.word, None, [parts[name] for name in WORDED if name in parts], **QUIET)
    beginning = page.load(on.begin, None, conversation, **QUIET)
    remembering = beginning.then(
        on.remember,
        kept,
        [*conversation, parts["linked"]],
        concurrency_limit=1,
        concurrency_id="remember",
        **QUIET,
    )  # never in the way of those who ask
    remembering.then(None, js=FOCUS)
    at_once = QUIET | {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    shared = at_once | {"cancels": [beginning, remembering]}
    acting = parts["live"].click(on.act, [talk, kept, box], conversation, **shared)
    acting.then(None, js=FOCUS)
    asking = [
        acting,
        gr.on([box.submit, parts["send"].click], on.answer, [box, *asked_in], [*conversation, *narrowed], **shared),
        parts["linked"].change(on.answer, [parts["linked"], *asked_in], [*conversation, *narrowed], **at_once),
        parts["past"].click(on.answer_example, asked_in, [*conversation, *narrowed], **shared),
        parts["earlier"].input(on.reopen, [parts["earlier"], kept], conversation, **shared),
    ]
    for change, part in (("draft", "box"), ("welcome", "past")):
        parts[change].change(None, [parts[change], parts[part]], parts[part], js=SETTLE, **QUIET)
    for part in narrowed:
        part.change(None, narrowed, parts["chosen"], js=CHOSEN, **QUIET)
    parts["gone"].change(None, [parts["gone"], *narrowed], narrowed, js=DROP, **QUIET)
    if "chat" in parts:
        parts["chat"].select(on.back, parts["past"], [*narrowed, parts["welcome"]], **QUIET)
    parts["panel"].click(on.see, talk, parts["picture"], **QUIET)
    parts["reason"].submit(on.explain, [parts["reason"], talk], [parts["reason"], parts["complaint"]], **QUIET)
    parts["file"].change(None, parts["file"], None, js=SAVE, **QUIET)
    parts["stop"].click(on.stop, talk, conversation, cancels=[*asking, beginning, remembering], **QUIET)
    parts["new"].click(None, None, narrowed, js=RENEW, **QUIET)
    renewed = parts["new"].click(on.begin, None, conversation, cancels=[*asking, beginning, remembering], **QUIET)
    renewed.then(None, js=FOCUS)


_FORMS = {"markdown": "md", "docx": "docx", "csv": "csv", "xlsx": "xlsx"}


def _exported(talk: Talk, form: str, language: str) -> str:
    """The conversation, or the figures of the last answer, as JSON for the browser to save: a name and its bytes in
    base 64."""
    from chat.conversation import export

    if form in ("csv", "xlsx"):
        data = (export.csv if form == "csv" else export.xlsx)(talk.answers[-1], language)
    else:
        data = (export.docx if form == "docx" else export.markdown)(talk.answers, language)
    named = {"name": f"baogao.{_FORMS[form]}", "bytes": b64encode(data).decode(), "at": time.time_ns()}
    return json.dumps(named)


def _earlier(talks: history.Kept, language: str) -> Any:
    """The conversations to choose from, under the heading that stands there when none is being chosen."""
    listed = history.listed(talks)
    choices = [(say("earlier", language), ""), *listed]
    return gr.update(label=say("earlier", language), choices=choices, visible=bool(listed), value="")
