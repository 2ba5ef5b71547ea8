"""A run as one HTML page for evaluators: what was measured, with what, and every question with what was answered.

The page asks for nothing: style, script and charts are inside it, and its policy refuses the rest.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from eval.page.cards import cards
from eval.page.lenient import mapping, mappings, number, string
from eval.page.listing import is_declined, is_missed, questions
from eval.page.markup import render
from eval.page.naming import formatted, label

LEVEL = 0.95

Record = Mapping[str, Any]


def page(run: Mapping[str, Any]) -> str:
    """The page of a run, given as the parsed JSON of `eval.record.record`; what is missing in it is left out."""
    summaries, results = mappings(run, "summaries"), mappings(run, "results")
    groups = [summary for summary in summaries if summary.get("by") in ("all", "language")]
    kinds = [summary for summary in summaries if summary.get("by") == "kind"]
    level = number(mapping(run, "settings"), "level") or LEVEL
    made = render(
        "page.html",
        name=string(mapping(run, "questions"), "name") or "a run",
        policy=_policy(),
        style=Markup(_data("page.css")),
        script=Markup(_data("page.js")),
        essentials=" · ".join(_essentials(run)),
        tiles=_tiles(run),
        cards=cards(groups, results, level),
        figures=_figures(groups, kinds, level),
        questions=questions(results),
        made_with=_made_with(run),
    )
    return f"{made}\n"


def _policy() -> str:
    """Nothing from elsewhere; and by its hash, where that is understood, no script but ours, however it came in."""
    hashed = b64encode(sha256(_data("page.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'sha256-{hashed}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _data(name: str) -> str:
    return (files("eval.page") / name).read_text(encoding="utf-8")


# At the top


def _essentials(run: Record) -> Iterable[str]:
    index, version = mapping(run, "index"), string(mapping(run, "versions"), "baogao")
    looks_again = mapping(run, "settings").get("looks_again")
    if version:
        yield f"Baogao {version}"
    for key in ("reports", "passages"):
        if (count := number(index, key)) is not None:
            yield f"{count:,.0f} {key}"
    if index.get("embedder"):
        yield f"embedder {string(index, 'embedder')}"
    if looks_again is not None:
        yield "with the span model" if looks_again else "without the span model"


def _tiles(run: Record) -> dict[str, str]:
    results = mappings(run, "results")
    missed, declined = sum(map(is_missed, results)), sum(map(is_declined, results))
    return {
        "questions": f"{len(results):,}",
        "missed": f"{missed:,}",
        "declined": f"{declined:,}",
        "median latency": _median(mappings(run, "summaries")),
    }


def _median(summaries: Sequence[Record]) -> str:
    whole = next((summary for summary in summaries if summary.get("by") == "all"), {})
    seconds = number(mapping(mapping(whole, "timings"), "p50"), "value")
    return "–" if seconds is None else f"{seconds:.2f} s"


# All figures


@dataclass(frozen=True, slots=True)
class _Estimate:
    """A figure's value with its interval and the number of questions behind it, in words."""

    value: str
    interval: str
    n: str


@dataclass(frozen=True, slots=True)
class _Table:
    """Heads and rows; the first cell of a row is its head."""

    heads: list[str]
    rows: list[list[str | _Estimate]]


def _figures(groups: Sequence[Record], kinds: Sequence[Record], level: float) -> Markup:
    by_kind = _table(kinds) if kinds else None
    return render("figures.html", level=f"{level:.0%}", groups=_table(groups), kinds=by_kind)


def _table(groups: Sequence[Record]) -> _Table:
    """Rows are figures, columns groups; a figure that applies to no question has no row."""
    measured = [{**mapping(group, "figures"), **mapping(group, "timings")} for group in groups]
    names = dict.fromkeys(name for figures in measured for name in figures)
    applying = [one for one in names if any(number(mapping(figures, one), "value") is not None for figures in measured)]
    rows = [[label(one), *(_cell(one, mapping(figures, one)) for figures in measured)] for one in applying]
    return _Table(["figure", *map(_group, groups)], rows)


def _group(group: Record) -> str:
    return f"{string(group, 'title')} ({string(group, 'questions')})"


def _cell(name: str, figure: Record) -> str | _Estimate:
    value, low, high = (number(figure, key) for key in ("value", "low", "high"))
    if value is None:
        return "–"
    interval = "" if low is None or high is None else f"{formatted(name, low)}–{formatted(name, high)}"
    return _Estimate(formatted(name, value), interval, string(figure, "n"))


# At the end


def _made_with(run: Record) -> Markup:
    """Everything but the checksums of the index's files, as lists of names and values."""
    index = mapping(run, "index")
    parts = {
        "Questions": mapping(run, "questions"),
        "Settings": mapping(run, "settings"),
        "Index": {key: value for key, value in index.items() if key not in ("refused", "files")},
        "Machine": mapping(run, "platform"),
        "Versions": mapping(run, "versions"),
    }
    notes = {
        "Reports refused": _notes(mappings(index, "refused"), "source", "reason"),
        "Faults of the gold": _notes(mappings(run, "faults"), "line", "what"),
    }
    return render("made_with.html", parts=parts, notes=notes, plain=plain)


def _notes(records: Sequence[Record], place: str, what: str) -> list[tuple[str, str]]:
    return [(string(one, place), string(one, what)) for one in records]


def plain(value: object) -> str:
    """A value of JSON in words, nested ones too.

    >>> plain({"size": 320, "means": ["ocr"], "limit": None})
    'size 320, means ocr, limit none'
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{key} {plain(one)}" for key, one in value.items())
        case list():
            return ", ".join(map(plain, value)) or "none"
    return "none" if value is None else str(value)
