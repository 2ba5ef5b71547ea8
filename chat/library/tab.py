"""The shelf as a part of the page: what stands on it, and how reports are put there and taken away.

with gr.Tab(…): shelf_tab(live)
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from chat.choices import Choices
from chat.library.accepts import safe_name, size
from chat.library.changes_html import added_html, failure_html, outcome_html, reason, removed_html, steps_html
from chat.library.live import LiveShelf
from chat.library.progress import Added, Step
from chat.library.table_html import shelf_html
from chat.markup import paragraph, render
from chat.messages import language_of, say
from index.errors import BaogaoError, IndexMissing, UnreadableReport

if TYPE_CHECKING:
    from index import Report
    from index.files.pool import Progress

log = logging.getLogger(__name__)

ON_CHOICE = """
element.addEventListener("click", event => {
  const button = event.target.closest("[data-source]");
  if (button) trigger("click", {chosen: button.dataset.source});
});
"""
IN_SIGHT = """
watch("value", () => { if (!props.value.includes("aria-busy")) element.scrollIntoView({block: "nearest"}); });
"""
PROGRESS = gr.Progress()
LOOK = 0.2  # seconds between two looks at how far files are
ASKED = ("query", "body", "year", "chosen")  # the parts that say what is to be shown
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BARE: dict[str, Any] = {"apply_default_css": False}

Update = dict[str, Any]
"""New values for parts of the tab, by the names that `_lay_out` gives them."""
Steps = deque[Sequence[Step | Added]]
"""Where the files of a batch stand: only the latest is kept."""


class _View:
    """What one visitor has on the tab: the rows asked for, and the report chosen among them; "" where none is."""

    def __init__(
        self, live: LiveShelf, request: gr.Request, query: str = "", body: str = "", year: str = "", chosen: str = ""
    ) -> None:
        self.live, self.language = live, language_of(request)
        self.query, self.body, self.year, self.chosen = query or "", body or "", year or "", chosen

    @property
    def reports(self) -> tuple[Report, ...]:
        try:
            return self.live.index.reports
        except IndexMissing:  # nothing was ever put on the shelf
            return ()

    def table(self) -> Update:
        if not self.reports:
            return {"table": paragraph(say("shelf_missing", self.language), "empty")}
        chosen = None if self.live.is_read_only else self.chosen
        return {"table": shelf_html(self.live.index, self.language, self.query, self.body, self.year, chosen)}

    def filters(self) -> Update:
        """The bodies and years that there are; one that is there no more is no longer asked for."""
        choices = Choices.of(self.reports)
        return {
            "body": self._options("body", list(choices.bodies), self.body),
            "year": self._options("year", list(map(str, choices.years)), self.year),
        }

    def _options(self, name: str, values: list[str], asked: str) -> Any:
        choices = [(say("shelf_any", self.language), ""), *((it, it) for it in values)]
        reset: dict[str, Any] = {"value": ""} if asked and asked not in values else {}  # else it is the visitor's
        return gr.update(label=say(f"shelf_{name}", self.language), choices=choices, **reset)

    @property
    def report(self) -> Report | None:
        """The chosen report, where it is still there."""
        return next((it for it in self.reports if it.source == self.chosen), None)

    def choice(self) -> Update:
        """The chosen report, with what can be done with it."""
        report = self.report
        original = self.live.original(report.source) if report else None
        return {
            "chosen": report.source if report else "",
            "choice": _choice_html(report, original, self.language),
            "download": gr.update(label=say("shelf_download", self.language), value=original, visible=bool(original)),
            "actions": gr.update(visible=bool(report)),
            "confirm": gr.update(visible=False),
        }

    def renewed(self) -> Update:
        """What a change of the shelf changes for a visitor. That a chosen report is gone is told, not acted upon: by
        the time this arrives another may be chosen."""
        now = str(time.time_ns())
        gone = {"gone": f"{now}/{self.chosen}"} if self.chosen and not self.report else {}
        return {**self.filters(), **gone, "changed": now}

    def everything(self) -> Update:
        return {**self.filters(), **self.choice(), **self.table()}


def _choice_html(report: Report | None, original: Path | None, language: str) -> str:
    if report is None:
        return paragraph(say("shelf_unchosen", language), "empty")
    return render("choice.html", report=report, original=original, language=language)


def shelf_tab(live: LiveShelf) -> None:
    """Lays out the shelf where it is called, within `gr.Blocks`, and makes it work."""
    parts = _lay_out(live)
    on = _Events(live, parts)
    asked, everything = [parts[name] for name in ASKED], list(parts.values())
    gr.on(None, on.open, None, everything, **QUIET)
    tab = parts["whole"].parent
    if isinstance(tab, gr.Tab):  # others may have changed the shelf since it was last looked at
        tab.select(on.again, asked, everything, **QUIET)
    narrowing = [parts["query"].change, parts["body"].input, parts["year"].input]  # a paste is no input
    looking = [*narrowing, parts["changed"].change]  # one event: an older look at the shelf never comes in last
    gr.on(looking, on.look, asked, parts["table"], trigger_mode="always_last", **QUIET)
    if not live.is_read_only:
        _wire_choice(parts, on)
        _wire_changes(parts, on)


def _wire_choice(parts: dict[str, Any], on: _Events) -> None:
    """A report is chosen, and one thinks twice before it is removed."""
    both = [parts["actions"], parts["confirm"]]
    choosing = [parts[name] for name in ASKED[:3]]
    parts["table"].click(on.choose, choosing, list(parts.values()), trigger_mode="always_last", **QUIET)
    parts["gone"].change(on.forget, [parts["gone"], parts["chosen"]], list(parts.values()), **QUIET)
    parts["remove"].click(lambda: _sure(True), None, both, **QUIET)
    parts["no"].click(lambda: _sure(False), None, both, **QUIET)


def _sure(is_asked: bool) -> tuple[Any, Any]:
    return gr.update(visible=not is_asked), gr.update(visible=is_asked)


def _wire_changes(parts: dict[str, Any], on: _Events) -> None:
    """The shelf is changed, and then looked at again as it is asked for by then."""
    drop, said = parts["drop"], parts["said"]
    barred: dict[str, Any] = {"show_progress_on": said, "api_visibility": "private"}
    changes = [
        drop.upload(on.add, drop, [said, drop], **QUIET),
        parts["yes"].click(on.remove, parts["chosen"], said, **barred),
        parts["reindex"].click(on.reindex, None, said, **barred),
    ]
    for change in changes:
        change.then(on.again, [parts[name] for name in ASKED], list(parts.values()), **QUIET)


class _Events:
    """What happens on the tab: each method is one thing that somebody does there.

    Changes are made one at a time, in a thread of their own: each goes on to its end, whoever looks on or goes away.
    """

    def __init__(self, live: LiveShelf, parts: dict[str, Any]) -> None:
        self._live, self._parts = live, parts
        self._changes = ThreadPoolExecutor(1, "shelf")

    def open(self, request: gr.Request) -> dict[Any, Any]:
        view = _View(self._live, request)
        return self._show({**_worded(self._live, view.language), **view.everything()})

    def again(self, request: gr.Request, *asked: str) -> dict[Any, Any]:
        return self._show(_View(self._live, request, *asked).renewed())

    def look(self, request: gr.Request, *asked: str) -> dict[Any, Any]:
        return self._show(_View(self._live, request, *asked).table())

    def choose(self, query: str, body: str, year: str, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        view = _View(self._live, request, query, body, year, str(event.chosen))
        return self._show({**view.choice(), **view.table()})

    def forget(self, gone: str, chosen: str, request: gr.Request) -> dict[Any, Any]:
        """A report that is gone is chosen no longer, if it still was."""
        is_chosen = chosen and gone.partition("/")[2] == chosen
        return self._show(_View(self._live, request).choice() if is_chosen else {})

    def add(self, files: list[str] | None, request: gr.Request) -> Iterator[dict[Any, Any]]:
        """Tells of each file while they are added; no others can be dropped meanwhile."""
        language = language_of(request)
        given = [(Path(file).name, Path(file)) for file in files or ()]
        steps: Steps = deque([[Step(safe_name(name)) for name, _ in given]], maxlen=1)
        adding = self._changes.submit(self._live.add, given, steps.append)
        for now in _latest(steps, adding):
            yield self._show({"said": steps_html(now, language)})
        yield self._show({"said": _outcome(lambda: added_html(adding.result(), language), language), "drop": None})

    def remove(self, chosen: str, request: gr.Request, progress: gr.Progress = PROGRESS) -> str:
        language = language_of(request)

        def change() -> str:
            self._live.remove(chosen, _bar(progress, language))
            return removed_html(chosen, language)

        return self._change(change, language)

    def reindex(self, request: gr.Request, progress: gr.Progress = PROGRESS) -> str:
        language = language_of(request)
        return self._change(lambda: outcome_html(self._live.reindex(_bar(progress, language)), language), language)

    def _change(self, change: Callable[[], str], language: str) -> str:
        """Makes a change when those before it are made; gradio's bar finds its page by the context."""
        return _outcome(self._changes.submit(copy_context().run, change).result, language)

    def _show(self, update: Update) -> dict[Any, Any]:
        """An update by the parts themselves; those that a read-only shelf has not are left out."""
        parts = self._parts
        if "download" in parts and "download" in update:
            # A copy among gradio's own files: it serves no others, and the browser never names a path.
            cached = parts["download"].move_resource_to_block_cache(update["download"]["value"])
            update = {**update, "download": {**update["download"], "value": cached}}
        return {parts[name]: value for name, value in update.items() if name in parts}


def _latest(steps: Steps, work: Future[Any]) -> Iterator[Sequence[Step | Added]]:
    """What was last reported, some times a second, as long as the work goes on and there is anything new."""
    seen = None
    while not work.done():
        if steps[0] is not seen:
            seen = steps[0]
            yield seen
        wait([work], LOOK)


def _outcome(change: Callable[[], str], language: str) -> str:
    """What came of a change, or why nothing did."""
    try:
        return change()
    except UnreadableReport as error:  # the file that says what reports are
        return failure_html(f"{error.source}: {reason(error, language)}")
    except BaogaoError as error:
        return failure_html(reason(error, language))
    except Exception:
        log.exception("could not change the shelf")
        return failure_html(say("shelf_failed", language))


def _bar(progress: gr.Progress, language: str) -> Progress:
    """Tells a bar on the page how far the index is."""

    def show(stage: str, done: int, total: int) -> None:
        if total:
            progress((done, total), desc=say(f"shelf_step_{stage}", language))

    return show


def _worded(live: LiveShelf, language: str) -> Update:
    """The tab's own words in the browser's language."""
    limits = say("shelf_limits", language, most=size(live.largest))
    return {
        "query": gr.update(label=say("shelf_search", language), placeholder=say("shelf_hint", language)),
        "fixed": paragraph(say("shelf_read_only", language), "empty fixed"),
        "adding": render("heading.html", words=say("shelf_add", language)),
        "drop": gr.update(label=say("shelf_add", language)),
        "limits": paragraph(limits, "empty limits"),
        "sure": paragraph(say("shelf_confirm", language)),
        **{name: gr.update(value=say(f"shelf_{name}", language)) for name in ("remove", "yes", "no", "reindex")},
    }


def _lay_out(live: LiveShelf) -> dict[str, Any]:
    """The parts of the tab by name, wordless until the language is known."""
    parts: dict[str, Any] = {"chosen": gr.State(""), "changed": gr.Textbox(visible=False)}
    parts["gone"] = gr.Textbox(visible=False)
    with gr.Row(elem_id="shelf") as parts["whole"]:
        with gr.Column(elem_id="shelf-list"):
            with gr.Row(elem_id="shelf-filters"):
                parts["query"] = gr.Textbox("", elem_id="shelf-query", scale=3, min_width=200)
                parts["body"] = gr.Dropdown([("", "")], value="", elem_id="shelf-body", scale=2, min_width=120)
                parts["year"] = gr.Dropdown([("", "")], value="", elem_id="shelf-year", scale=1, min_width=100)
            parts["table"] = gr.HTML(elem_id="shelf-table", js_on_load=ON_CHOICE, **BARE)
        with gr.Column(elem_id="shelf-side"):
            if live.is_read_only:
                parts["fixed"] = gr.HTML(**BARE)
            else:
                parts |= _lay_out_changes()
    return parts


def _lay_out_changes() -> dict[str, Any]:
    """The parts that a read-only shelf has not."""
    parts: dict[str, Any] = {"adding": gr.HTML(**BARE)}
    parts["drop"] = gr.File(file_count="multiple", elem_id="shelf-drop", show_label=False, height=120)
    parts["limits"] = gr.HTML(**BARE)
    parts["said"] = gr.HTML(elem_id="shelf-said", js_on_load=IN_SIGHT, **BARE)
    parts["choice"] = gr.HTML(elem_id="shelf-choice", js_on_load=IN_SIGHT, **BARE)
    with gr.Row(visible=False) as parts["actions"]:
        parts["download"] = gr.DownloadButton("", size="sm", elem_classes="quiet")
        parts["remove"] = gr.Button("", size="sm", elem_classes="quiet")
    with gr.Column(visible=False, elem_id="shelf-confirm") as parts["confirm"]:
        parts["sure"] = gr.HTML(**BARE)
        with gr.Row():
            parts["yes"] = gr.Button("", size="sm", variant="stop")
            parts["no"] = gr.Button("", size="sm", elem_classes="quiet")
    parts["reindex"] = gr.Button("", size="sm", elem_id="shelf-reindex", elem_classes="quiet")
    return parts
