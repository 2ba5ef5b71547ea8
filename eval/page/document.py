"""A run as one HTML page for evaluators: what was measured, with what, and every question with what was answered.

The page asks for nothing: style, script and charts are inside it, and its policy refuses the rest.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from eval.page.cards import cards
from eval.page.lenient import mapping, mappings, number, string
from eval.page.listing import is_declined, is_missed, questions
from eval.page.markup import Markup, element, folded, table, text, words
from eval.page.naming import formatted, label

LEVEL = 0.95

Record = Mapping[str, Any]


def page(run: Mapping[str, Any]) -> str:
    """The page of a run, given as the parsed JSON of `eval.record.record`; what is missing in it is left out."""
    name = string(mapping(run, "questions"), "name") or "a run"
    skip = element("a", text("Skip to the questions"), href="#questions", class_="skip")
    main = element("main", *_sections(run))
    script = element("script", Markup(_data("page.js")))
    body = element("body", skip, _header(run, name), main, script)
    return f"<!doctype html>\n{element('html', _head(f'Baogao evaluation: {name}'), body, lang='en')}\n"


def _head(title: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy()),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", text(title)),
        element("style", Markup(_data("page.css"))),
    )


def _policy() -> str:
    """Nothing from elsewhere; and by its hash, where that is understood, no script but ours, however it came in."""
    hashed = b64encode(sha256(_data("page.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' 'sha256-{hashed}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _data(name: str) -> str:
    return (files("eval.page") / name).read_text(encoding="utf-8")


def _sections(run: Record) -> Iterable[Markup]:
    summaries, results = mappings(run, "summaries"), mappings(run, "results")
    groups = [summary for summary in summaries if summary.get("by") in ("all", "language")]
    kinds = [summary for summary in summaries if summary.get("by") == "kind"]
    level = number(mapping(run, "settings"), "level") or LEVEL
    yield _section("At a glance", element("div", *cards(groups, results, level), class_="cards"))
    yield _figures(groups, kinds, level)
    yield questions(results)
    yield _section("Made with", element("div", *_made_with(run), class_="parts"))


def _section(title: str, *inside: Markup) -> Markup:
    return element("section", element("h2", text(title)), *inside)


# At the top


def _header(run: Record, name: str) -> Markup:
    return element(
        "header",
        element("p", text("Baogao evaluation"), class_="over"),
        element("h1", words(name)),
        element("p", words(" · ".join(_essentials(run))), class_="about"),
        _tiles(run),
    )


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


def _tiles(run: Record) -> Markup:
    results = mappings(run, "results")
    missed, declined = sum(map(is_missed, results)), sum(map(is_declined, results))
    tiles = {"questions": f"{len(results):,}", "missed": f"{missed:,}", "declined": f"{declined:,}"}
    tiles["median latency"] = _median(mappings(run, "summaries"))
    shown = (element("div", element("dt", text(name)), element("dd", text(told))) for name, told in tiles.items())
    return element("dl", *shown, class_="tiles")


def _median(summaries: Sequence[Record]) -> str:
    whole = next((summary for summary in summaries if summary.get("by") == "all"), {})
    seconds = number(mapping(mapping(whole, "timings"), "p50"), "value")
    return "–" if seconds is None else f"{seconds:.2f} s"


# All figures


def _figures(groups: Sequence[Record], kinds: Sequence[Record], level: float) -> Markup:
    told = f"Each value with its {level:.0%} bootstrap interval and the number of questions behind it (n)."
    by_kind = folded("By kind of question", _table("Figures by kind", kinds)) if kinds else Markup("")
    return _section("Figures", element("p", text(told), class_="about"), _table("Figures", groups), by_kind)


def _table(name: str, groups: Sequence[Record]) -> Markup:
    """Rows are figures, columns groups; a figure that applies to no question has no row."""
    measured = [{**mapping(group, "figures"), **mapping(group, "timings")} for group in groups]
    names = dict.fromkeys(name for figures in measured for name in figures)
    applying = [one for one in names if any(number(mapping(figures, one), "value") is not None for figures in measured)]
    rows = [[text(label(one)), *(_cell(one, mapping(figures, one)) for figures in measured)] for one in applying]
    heads = [text("figure"), *(_group(group) for group in groups)]
    return table(name, heads, rows)


def _group(group: Record) -> Markup:
    return words(f"{string(group, 'title')} ({string(group, 'questions')})")


def _cell(name: str, figure: Record) -> Markup:
    value, low, high = (number(figure, key) for key in ("value", "low", "high"))
    if value is None:
        return text("–")
    interval = "" if low is None or high is None else f"{formatted(name, low)}–{formatted(name, high)}"
    pieces = [element("b", text(formatted(name, value))), element("span", text(interval))]
    return element("span", *pieces, element("small", text(f"n {string(figure, 'n')}")), class_="estimate")


# At the end


def _made_with(run: Record) -> Iterable[Markup]:
    """Everything but the checksums of the index's files, as lists of names and values."""
    index = mapping(run, "index")
    essentials = {key: value for key, value in index.items() if key not in ("refused", "files")}
    yield _part("Questions", mapping(run, "questions"))
    yield _part("Settings", mapping(run, "settings"))
    yield _part("Index", essentials)
    yield _part("Machine", mapping(run, "platform"))
    yield _part("Versions", mapping(run, "versions"), "wide")
    yield _notes("Reports refused", mappings(index, "refused"), "source", "reason")
    yield _notes("Faults of the gold", mappings(run, "faults"), "line", "what")


def _part(title: str, values: Record, style: str | None = None) -> Markup:
    rows = [element("div", element("dt", words(key)), element("dd", words(plain(one)))) for key, one in values.items()]
    return element("section", element("h3", text(title)), element("dl", *rows), class_=style) if rows else Markup("")


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


def _notes(title: str, records: Sequence[Record], place: str, what: str) -> Markup:
    items = [
        element("li", element("code", words(string(one, place))), words(" " + string(one, what))) for one in records
    ]
    heading = element("h3", text(f"{title} ({len(records)})"))
    return element("section", heading, element("ul", *items), class_="wide") if items else Markup("")
