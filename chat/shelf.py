"""The shelf as a part of the page: what stands on it, and how reports are put there and taken away.

with gr.Tab(…): shelf_tab(live)
"""

from __future__ import annotations

import logging
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from chat.live import Added, LiveShelf, Objection
from chat.words import inline, language_of, safe, say
from index.errors import BaogaoError, IndexBusy, IndexMissing

if TYPE_CHECKING:
    from index import Index, Outcome, Report
    from index.workers import Progress

log = logging.getLogger(__name__)

COLUMNS = ("title", "issuer", "region", "year", "pages", "passages")

ON_CHOICE = """
element.addEventListener("click", event => {
  const button = event.target.closest("[data-source]");
  if (button) trigger("click", {chosen: button.dataset.source});
});
"""
IN_SIGHT = 'watch("value", () => element.scrollIntoView({block: "nearest"}));'
PROGRESS = gr.Progress()
ASKED = ("query", "body", "year", "chosen")  # the parts that say what is to be shown
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BARE: dict[str, Any] = {"apply_default_css": False}

Update = dict[str, Any]
"""New values for parts of the tab, by the names that `_lay_out` gives them."""


def shelf_html(
    index: Index, language: str, query: str = "", body: str = "", year: str = "", chosen: str | None = None
) -> str:
    """The reports that match, as a table; with `chosen`, the source of one or "", each can be chosen by its title."""
    found = [it for it in index.reports if _matches(it, query, body, year)]
    rows = "".join(_row(it, _passages(index)[it.source], language, chosen) for it in found)
    heads = "".join(f'<th scope="col">{_head(name, language)}</th>' for name in COLUMNS)
    counted = say("shelf_count", language, count=len(index.reports), shown=len(found))
    none = "" if found else f'<p class="empty">{say("shelf_none", language)}</p>'
    return (
        f'<table class="reports"><caption aria-live="polite">{counted}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{none}"
    )


def _head(column: str, language: str) -> str:
    return say("shelf_year" if column == "year" else f"shelf_{column}", language)


def _matches(report: Report, query: str, body: str, year: str) -> bool:
    """Does it hold every word of the query in what it says of itself, and is it of that body and year?"""
    words = (report.title, report.issuer, *report.regions, str(report.year or ""), report.number, report.source)
    text = _plain(" ".join(words))
    is_meant = all(word in text for word in _plain(query).split())
    return is_meant and body in ("", _body(report)) and year in ("", str(report.year))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _body(report: Report) -> str:
    return report.region or report.issuer


@lru_cache(maxsize=2)
def _passages(index: Index) -> Counter[str]:
    """How many passages each report has: an opened index does not change."""
    return Counter({report.source: len(index.passages_of(report.source)) for report in index.reports})


def _row(report: Report, passages: int, language: str, chosen: str | None) -> str:
    cells = (report.issuer, report.region, str(report.year or ""), str(report.pages or ""), str(passages))
    told = "".join(
        f'<td data-label="{_head(name, language)}">{inline(cell) if cell else ""}</td>'
        for name, cell in zip(COLUMNS[1:], cells, strict=True)
    )
    mark = ' class="picked"' if report.source == chosen else ""
    return f'<tr{mark}><th scope="row">{_title(report, chosen)}{_below(report, language)}</th>{told}</tr>'


def _title(report: Report, chosen: str | None) -> str:
    title = inline(report.title or report.source)
    if chosen is None:
        return title
    pressed = "true" if report.source == chosen else "false"
    return f'<button type="button" data-source="{safe(report.source)}" aria-pressed="{pressed}">{title}</button>'


def _below(report: Report, language: str) -> str:
    """The file, and what one must know of the report, each on a line of its own."""
    notes = "".join(f'<small class="note">{note}</small>' for note in _notes(report, language))
    return f'<small class="file">{inline(report.source)}</small>{notes}'


def _notes(report: Report, language: str) -> Iterator[str]:
    if report.scanned:
        yield say("shelf_scanned", language, pages=len(report.scanned))
    if report.unread:
        yield say("shelf_unread", language, pages=len(report.unread))
    if report.copy_of:
        yield f"{say('shelf_copy', language)} {inline(report.copy_of)}"
    if report.superseded_by:
        yield f"{say('shelf_superseded', language)} {inline(report.superseded_by)}"


def added_html(added: list[Added], language: str) -> str:
    """One line for each file, those that were refused first."""
    refused = [_line("shelf_refused", it.name, reason(it.refusal, language), language) for it in added if it.refusal]
    taken = [_line("shelf_added", it.report.title or it.name, "", language) for it in added if it.report]
    return _said(*refused, *taken)


def _line(key: str, name: str, why: str, language: str) -> str:
    kind, tail = ("bad", f" — {safe(why)}") if why else ("good", "")
    return f'<li class="{kind}">{say(key, language)} {inline(name)}{tail}</li>'


def _said(*lines: str) -> str:
    return f'<ul role="status">{"".join(lines)}</ul>' if lines else ""


def reason(error: BaogaoError, language: str) -> str:
    """Why something was not done, on one line: in that language where the words are the page's own."""
    if isinstance(error, Objection):
        return error.line(language)
    if isinstance(error, IndexBusy):
        return say("shelf_busy", language)
    return getattr(error, "reason", str(error))


def _outcome_html(outcome: Outcome, language: str) -> str:
    kinds = ("added", "replaced", "removed", "kept")
    line = say("shelf_reindexed", language, **{kind: len(getattr(outcome, kind)) for kind in kinds})
    refused = (_line("shelf_unreadable", it.source, it.reason, language) for it in outcome.refused)
    return _said(f'<li class="good">{line}</li>', *refused)


class _View:
    """What one visitor has on the tab: the rows asked for, and the report chosen among them; "" where none is."""

    def __init__(self, live: LiveShelf, request: gr.Request, query: str, body: str, year: str, chosen: str) -> None:
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
            return {"table": f'<p class="empty">{say("shelf_missing", self.language)}</p>'}
        chosen = None if self.live.is_read_only else self.chosen
        return {"table": shelf_html(self.live.index, self.language, self.query, self.body, self.year, chosen)}

    def filters(self) -> Update:
        """The bodies and years that there are; one that is there no more is no longer asked for."""
        bodies = sorted({_body(report) for report in self.reports} - {""})
        years = sorted({str(report.year) for report in self.reports if report.year}, reverse=True)
        self.body, self.year = self.body if self.body in bodies else "", self.year if self.year in years else ""
        return {"body": self._options("body", bodies, self.body), "year": self._options("year", years, self.year)}

    def _options(self, name: str, values: list[str], value: str) -> Any:
        choices = [(say("shelf_any", self.language), ""), *((it, it) for it in values)]
        return gr.update(label=say(f"shelf_{name}", self.language), choices=choices, value=value)

    def choice(self) -> Update:
        """The chosen report, with what can be done with it."""
        report = next((it for it in self.reports if it.source == self.chosen), None)
        self.chosen = report.source if report else ""
        original = self.live.original(report.source) if report else None
        return {
            "chosen": self.chosen,
            "choice": _choice_html(report, original, self.language),
            "download": gr.update(label=say("shelf_download", self.language), value=original, visible=bool(original)),
            "actions": gr.update(visible=bool(report)),
            "confirm": gr.update(visible=False),
        }

    def everything(self) -> Update:
        return {**self.filters(), **self.choice(), **self.table()}

    def after(self, change: Callable[[], str]) -> Update:
        """Makes a change, which says what came of it, and looks again."""
        try:
            said = change()
        except BaogaoError as error:
            said = _failure(reason(error, self.language))
        except Exception:
            log.exception("could not change the shelf")
            said = _failure(say("shelf_failed", self.language))
        return {**self.everything(), "said": said, "drop": None}


def _choice_html(report: Report | None, original: Path | None, language: str) -> str:
    if report is None:
        return f'<p class="empty">{say("shelf_unchosen", language)}</p>'
    lost = "" if original else f'<p class="empty">{say("shelf_no_original", language)}</p>'
    return f"<h3>{inline(report.title or report.source)}</h3>{lost}"


def _failure(line: str) -> str:
    return _said(f'<li class="bad">{safe(line)}</li>')


def shelf_tab(live: LiveShelf) -> None:
    """Lays out the shelf where it is called, within `gr.Blocks`, and makes it work."""
    parts = _lay_out(live)

    def opened(request: gr.Request) -> dict[Any, Any]:
        return _show(parts, {**_worded(live, language_of(request)), **_view("", "", "", "", request).everything()})

    def again(query: str, body: str, year: str, chosen: str, request: gr.Request) -> dict[Any, Any]:
        return _show(parts, _view(query, body, year, chosen, request).everything())

    def look(query: str, body: str, year: str, chosen: str, request: gr.Request) -> dict[Any, Any]:
        return _show(parts, _view(query, body, year, chosen, request).table())

    def _view(query: str, body: str, year: str, chosen: str, request: gr.Request) -> _View:
        return _View(live, request, query, body, year, chosen)

    asked, everything = [parts[name] for name in ASKED], list(parts.values())
    gr.on(None, opened, None, everything, **QUIET)
    tab = parts["whole"].parent
    if isinstance(tab, gr.Tab):  # others may have changed the shelf since it was last looked at
        tab.select(again, asked, everything, **QUIET)
    narrowing = [parts["query"].change, parts["body"].input, parts["year"].input]  # a paste is no input
    gr.on(narrowing, look, asked, parts["table"], trigger_mode="always_last", **QUIET)
    if not live.is_read_only:
        _wire_choice(live, parts)
        _wire_changes(live, parts)


def _show(parts: dict[str, Any], update: Update) -> dict[Any, Any]:
    """An update by the parts themselves; those that a read-only shelf has not are left out."""
    if "download" in parts and "download" in update:
        # A copy among gradio's own files: it serves no others, and the browser never names a path.
        cached = parts["download"].move_resource_to_block_cache(update["download"]["value"])
        update = {**update, "download": {**update["download"], "value": cached}}
    return {parts[name]: value for name, value in update.items() if name in parts}


def _wire_choice(live: LiveShelf, parts: dict[str, Any]) -> None:
    """A report is chosen, and one thinks twice before it is removed."""

    def choose(query: str, body: str, year: str, event: gr.EventData, request: gr.Request) -> dict[Any, Any]:
        view = _View(live, request, query, body, year, str(event.chosen))
        return _show(parts, {**view.choice(), **view.table()})

    def sure(is_asked: bool) -> tuple[Any, Any]:
        return gr.update(visible=not is_asked), gr.update(visible=is_asked)

    both = [parts["actions"], parts["confirm"]]
    parts["table"].click(choose, [parts[name] for name in ASKED[:3]], list(parts.values()), **QUIET)
    parts["remove"].click(lambda: sure(True), None, both, **QUIET)
    parts["no"].click(lambda: sure(False), None, both, **QUIET)


def _wire_changes(live: LiveShelf, parts: dict[str, Any]) -> None:
    """Files are added, a report is removed, the folder is read again: one at a time, the others wait their turn."""

    def changed(view: _View, change: Callable[[], str]) -> dict[Any, Any]:
        return _show(parts, view.after(change))

    def add(
        files: list[str] | None,
        query: str,
        body: str,
        year: str,
        chosen: str,
        request: gr.Request,
        progress: gr.Progress = PROGRESS,
    ) -> dict[Any, Any]:
        view = _View(live, request, query, body, year, chosen)
        given, steps = [(Path(file).name, Path(file)) for file in files or ()], _steps(progress, view.language)
        return changed(view, lambda: added_html(live.add(given, steps), view.language))

    def remove(
        query: str, body: str, year: str, chosen: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> dict[Any, Any]:
        view = _View(live, request, query, body, year, chosen)
        return changed(view, lambda: _removed(live, chosen, _steps(progress, view.language), view.language))

    def reindex(
        query: str, body: str, year: str, chosen: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> dict[Any, Any]:
        view = _View(live, request, query, body, year, chosen)
        return changed(view, lambda: _outcome_html(live.reindex(_steps(progress, view.language)), view.language))

    asked, everything = [parts[name] for name in ASKED], list(parts.values())
    slow: dict[str, Any] = {
        "show_progress_on": parts["said"],
        "api_visibility": "private",
        "concurrency_limit": 1,
        "concurrency_id": "shelf",
    }
    parts["drop"].upload(add, [parts["drop"], *asked], everything, **slow)
    parts["yes"].click(remove, asked, everything, **slow)
    parts["reindex"].click(reindex, asked, everything, **slow)


def _removed(live: LiveShelf, source: str, steps: Progress, language: str) -> str:
    live.remove(source, steps)
    return _said(_line("shelf_removed", source, "", language))


def _steps(progress: gr.Progress, language: str) -> Progress:
    """Tells a bar on the page how far the index is."""

    def told(stage: str, done: int, total: int) -> None:
        if total:
            progress((done, total), desc=say(f"shelf_step_{stage}", language))

    return told


def _worded(live: LiveShelf, language: str) -> Update:
    """The tab's own words in the browser's language."""
    limits = say("shelf_limits", language, most=f"{live.largest / 2**20:g}")
    return {
        "query": gr.update(label=say("shelf_search", language), placeholder=say("shelf_hint", language)),
        "fixed": f'<p class="empty fixed">{say("shelf_read_only", language)}</p>',
        "adding": f"<h2>{say('shelf_add', language)}</h2>",
        "drop": gr.update(label=say("shelf_add", language)),
        "limits": f'<p class="empty">{limits}</p>',
        "sure": f"<p>{say('shelf_confirm', language)}</p>",
        **{name: gr.update(value=say(f"shelf_{name}", language)) for name in ("remove", "yes", "no", "reindex")},
    }


def _lay_out(live: LiveShelf) -> dict[str, Any]:
    """The parts of the tab by name, wordless until the language is known."""
    parts: dict[str, Any] = {"chosen": gr.State("")}
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
