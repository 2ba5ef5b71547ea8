"""The questions of a run on its page: what to filter them by, and each with its answer, its gold and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from eval.page.lenient import listed, mapping, mappings, number, string
from eval.page.markup import Markup, element, folded, join, table, text, words
from eval.page.naming import formatted, label
from eval.text_match import holds

EXCERPT = 200
"""Characters of a passage that are shown."""
NO_GOLD, TOP = "no gold source", "top folder"
NOTHING = Markup("")

Record = Mapping[str, Any]


def is_missed(result: Record) -> bool:
    return bool(listed(result, "misses"))


def is_declined(result: Record) -> bool:
    return mapping(result, "answer").get("declined") is True


def source_kinds(result: Record) -> tuple[str, ...]:
    """The first folders of the gold sources, each once."""
    sources = [string(gold, "source") for gold in mappings(mapping(result, "question"), "evidence")]
    folders = [source.partition("/")[0] if "/" in source else TOP for source in sources]
    return tuple(dict.fromkeys(folders)) or (NO_GOLD,)


def questions(results: Sequence[Record]) -> Markup:
    """The filters, how many questions they let through, and the questions in the order of the run."""
    count = f"{len(results)} of {len(results)} questions shown"
    return element(
        "section",
        element("h2", text("Questions"), id="questions", tabindex=-1),
        _filters(results),
        element("p", text(count), id="shown", role="status", aria_live="polite"),
        element("div", *(_question(n, result) for n, result in enumerate(results, start=1)), id="list"),
    )


# Filters: hidden until the script that makes them work shows them


def _filters(results: Sequence[Record]) -> Markup:
    asked = [mapping(result, "question") for result in results]
    missed = element("input", type="checkbox", id="missed")
    search = element("input", type="search", id="search", autocomplete="off", placeholder="a number, a place, an id …")
    controls = [
        element("label", missed, text("Only misses"), class_="check"),
        _select("Kind", "kind", (string(question, "kind") for question in asked)),
        _select("Language", "language", (string(question, "language") for question in asked)),
        _select("Source", "source", (kind for result in results for kind in source_kinds(result))),
        element("label", element("span", text("Search")), search, class_="search"),
        element("button", text("Show all"), type="reset"),
    ]
    return element("form", *controls, id="filters", role="search", aria_label="Filter questions", hidden=True)


def _select(title: str, name: str, values: Iterable[str]) -> Markup:
    options = [element("option", text("all"), value="")]
    options += [element("option", words(value), value=value) for value in sorted(set(values) - {""})]
    return element("label", element("span", text(title)), element("select", *options, id=name))


# One question


def _question(n: int, result: Record) -> Markup:
    question = mapping(result, "question")
    return element(
        "details",
        _summary(question, result),
        element("div", *_inside(result), class_="inside"),
        id=f"q{n}",
        class_="question",
        data_missed=is_missed(result),
        data_kind=string(question, "kind"),
        data_language=string(question, "language"),
        data_source="/".join(["", *source_kinds(result), ""]),
    )


def _summary(question: Record, result: Record) -> Markup:
    known = (string(question, key) for key in ("id", "kind", "language"))
    badges = [_badge("missed", "bad") if is_missed(result) else _badge("ok", "good")]
    badges += [_badge("declined", "plain")] if is_declined(result) else []
    return element(
        "summary",
        element("span", words(string(question, "question")), class_="asked"),
        element("span", words(" · ".join(one for one in known if one)), class_="known"),
        element("span", *badges, class_="badges"),
    )


def _badge(told: str, style: str) -> Markup:
    return element("span", text(told), class_=f"badge {style}")


def _inside(result: Record) -> Iterable[Markup]:
    question, answer = mapping(result, "question"), mapping(result, "answer")
    if is_missed(result):
        reasons = (element("li", words(reason)) for reason in listed(result, "misses"))
        yield _part("Why it is a miss", element("ul", *reasons), style="misses")
    yield _part("Answer", *_answer(answer, number(mapping(result, "timings"), "ask")))
    yield _part("Gold", *_gold(question, mappings(answer, "evidence")))
    yield _part("Scores", _scores(mapping(result, "scores")), style="scores")
    yield _part("Evidence", _evidence(question, mappings(answer, "evidence")), style="evidence")


def _part(title: str, *inside: Markup, style: str | None = None) -> Markup:
    return element("section", element("h3", text(title)), *inside, class_=style)


# What was answered


def _answer(answer: Record, seconds: float | None) -> Iterable[Markup]:
    nearest, whole, notice = mappings(answer, "nearest"), string(answer, "text"), string(answer, "notice")
    yield _claims(mappings(answer, "claims"))
    if not answer.get("claims") and whole != notice:
        yield element("p", words(whole), class_="claim")
    if notice:
        yield element("p", words(notice), class_="notice")
    yield _items(listed(answer, "items"))
    yield _rows(mappings(answer, "rows"))
    yield folded(f"Nearest instead ({len(nearest)})", _claims(nearest)) if nearest else NOTHING
    yield element("p", words(" · ".join(_understood(answer, seconds))), class_="known")


def _claims(claims: Sequence[Record]) -> Markup:
    """Each claim with the numbers of its citations, then every citation once, in the order of first use."""
    cited: list[Record] = []
    for citation in (one for claim in claims for one in mappings(claim, "citations")):
        cited += [] if citation in cited else [citation]
    sources = element("ol", *map(_citation, cited), class_="cited")
    return join([*(_claim(claim, cited) for claim in claims), sources if cited else NOTHING])


def _claim(claim: Record, cited: Sequence[Record]) -> Markup:
    numbers = "".join(f" [{cited.index(citation) + 1}]" for citation in mappings(claim, "citations"))
    span = string(claim, "span")
    said = element("p", words(string(claim, "text")), element("span", text(numbers), class_="known"), class_="claim")
    answering = element("p", text("Span: "), element("b", words(span)), class_="known")
    return join([said, answering if span else NOTHING])


def _citation(citation: Record) -> Markup:
    return element("li", _source(citation), element("q", words(string(citation, "quote"))))


def _source(record: Record) -> Markup:
    """Path and page of a report, its heading path below."""
    page = "" if record.get("page") is None else f", p. {record['page']}"
    headings = " › ".join(map(str, listed(record, "headings")))
    path = element("code", words(string(record, "source")), text(page))
    return join([path, element("span", words(headings), class_="known") if headings else NOTHING])


def _items(items: Sequence[Any]) -> Markup:
    listing = element("ol", *(element("li", words(item)) for item in items))
    return element("div", element("h4", text("Items")), listing) if items else NOTHING


def _rows(rows: Sequence[Record]) -> Markup:
    cells = [[words(string(row, key)) for key in ("label", "figure", "value")] for row in rows]
    heads = [text(head) for head in ("", "figure", "value")]
    return table("Figures side by side", heads, cells) if rows else NOTHING


def _understood(answer: Record, seconds: float | None) -> Iterable[str]:
    """What was made of the question, how sure the answer was, how long it took."""
    scope, confidence = mapping(answer, "scope"), number(answer, "confidence")
    asked_of = [*listed(scope, "bodies"), *listed(scope, "years"), *listed(scope, "sources")]
    yield f"understood as {string(answer, 'kind') or 'unknown'} {string(answer, 'measure')}".strip()
    yield ", ".join(map(str, asked_of)) or "everywhere"
    if confidence is not None:
        yield f"confidence {confidence:.2f}"
    if seconds is not None:
        yield f"{seconds:.2f} s"


# What was to be answered, and how it was scored


def _gold(question: Record, passages: Sequence[Record]) -> Iterable[Markup]:
    facts = [_fact(fact) for fact in listed(question, "facts") if isinstance(fact, list) and fact]
    if facts:
        yield element("ul", *facts, class_="facts")
    elif question.get("answerable") is False:
        yield element("p", text("To be declined: the shelf does not hold it."))
    yield element("ul", *(_proof(gold, passages) for gold in mappings(question, "evidence")), class_="cited")
    if question.get("note"):
        yield element("p", words(string(question, "note")), class_="known")


def _fact(forms: Sequence[Any]) -> Markup:
    others = element("span", words("or " + ", ".join(map(str, forms[1:]))), class_="known")
    return element("li", element("b", words(forms[0])), others if forms[1:] else NOTHING)


def _proof(gold: Record, passages: Sequence[Record]) -> Markup:
    ranks = (rank for rank, passage in enumerate(passages, start=1) if _proves(passage, gold))
    rank = next(ranks, None)
    where = f"found at rank {rank}" if rank else f"in none of the {len(passages)} passages"
    return element("li", _source(gold), element("q", words(string(gold, "quote"))), _badge(where, "plain"))


def _proves(passage: Record, gold: Record) -> bool:
    same = passage.get("source") == gold.get("source")
    return same and holds(string(passage, "text"), string(gold, "quote"))


def _scores(scores: Record) -> Markup:
    known = [(name, value) for name in scores if (value := number(scores, name)) is not None]
    rows = [(text(label(name)), text(formatted(name, value))) for name, value in known]
    return table("Scores", [text("score"), text("value")], rows)


def _evidence(question: Record, passages: Sequence[Record]) -> Markup:
    proofs = mappings(question, "evidence")
    shown = [_passage(passage, any(_proves(passage, gold) for gold in proofs)) for passage in passages]
    return element("ol", *shown) if shown else element("p", text("No passages."))


def _passage(passage: Record, golden: bool) -> Markup:
    full, score = string(passage, "text"), number(passage, "score")
    excerpt = full[:EXCERPT] + ("…" if len(full) > EXCERPT else "")
    told = text("" if score is None else f"score {score:.2f}")
    badge = _badge("holds a gold quote", "good") if golden else NOTHING
    head = element("div", _source(passage), element("span", told, class_="known"), badge)
    return element("li", head, element("p", words(excerpt)), class_="golden" if golden else None)
