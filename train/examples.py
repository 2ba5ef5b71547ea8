"""Questions with known answers → pairs of a question and a passage, with the words that answer or none.

Passages are those of an index and are met as `rag.retrieve` finds them, so what is trained on is what will be read.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index import Index, Passage
from rag.read.sentences import pieces
from rag.read.span_model import context
from rag.retrieve import interleave, retrieve
from rag.search import Search, understood
from rag.settings import Settings
from rag.understand.query import Query
from train.pages import Page, Span, cited, cut_out, likeliest, locate, page_from_dict
from train.questions import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its pages: those that hold the answer, those that were found and do not, best first, and those of
    other reports that look alike. `names_body` where a page of another report cannot answer."""

    id: str
    question: str
    origin: str
    right: tuple[Page, ...]
    wrong: tuple[Page, ...]
    elsewhere: tuple[Page, ...] = ()
    names_body: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """One question and one page."""

    question: str
    page: Page


def of_shelf(index: Index, questions: Iterable[Question], origin: str) -> Iterator[Asked]:
    """What the retriever finds for each question, told right from wrong by the gold quotes."""
    settings = Settings()
    for question in questions:
        query = understood(index, question.text)
        right = tuple(_right(index, question))
        if question.answerable and not right:
            continue
        wrong = [
            _page(index, passage)
            for passage in _found(Search.of(index, query, settings))
            if _is_wrong(passage, question)
        ]
        elsewhere = _elsewhere(index, query, question) if query.scope.bodies else []
        yield Asked(
            question.id,
            query.text,
            origin,
            right,
            tuple(wrong),
            tuple(_page(index, passage) for passage in elsewhere),
            bool(query.scope.bodies),
        )


def _found(search: Search) -> list[Passage]:
    return [hit.passage for hit in interleave(retrieve(search), 8)]


def _elsewhere(index: Index, query: Query, question: Question) -> list[Passage]:
    """Passages of reports that the question does not ask about, by its words."""
    asked = {source for group in query.groups for source in group.sources} | {question.source}
    others = [report.source for report in index.reports if report.source not in asked]
    return [hit.passage for hit in index.lexical(question.lookup or query.content, 3, others)]


def _right(index: Index, question: Question) -> Iterator[Page]:
    for source, quote in question.quotes:
        for passage in index.passages_of(source):
            page = _page(index, passage)
            place = locate(quote, page.text)
            if place is None and passage.rows:
                place = _row_of(passage, page.text, quote)
            if place is not None and (span := _answer(page.text, place, question.answers)):
                yield Page(page.about, page.text, span)


def _row_of(passage: Passage, text: str, quote: str) -> Span | None:
    """Where the row is told that holds the quote as it stands in the report."""
    for row in passage.rows:
        stands = passage.text[row.start - passage.start : row.end - passage.start]
        if locate(quote, stands):
            return locate(row.words, text)
    return None


def _answer(text: str, place: Span, answers: Sequence[Sequence[str]]) -> Span | None:
    """From the first to the last of the answers within the quote; the whole quote where none stands in it."""
    quoted = text[slice(*place)]
    spans = [span for forms in answers if (span := next(filter(None, (locate(f, quoted) for f in forms)), None))]
    if not spans:
        return place
    return place[0] + min(start for start, _ in spans), place[0] + max(end for _, end in spans)


def _is_wrong(passage: Passage, question: Question) -> bool:
    """A passage that holds neither a gold quote nor, in the same report, an answer in other words."""
    if not question.answerable:
        return True
    mine = [quote for source, quote in question.quotes if source == passage.report.source]
    shown = passage.searchable
    told_again = any(locate(form, shown) for forms in question.answers for form in forms) if mine else False
    return not told_again and not any(locate(quote, shown) for quote in mine)


def _page(index: Index, passage: Passage) -> Page:
    text = "".join(piece.text for piece in pieces(passage, index.manifest.split))
    return Page(context(passage), text)


def drawn(asked: Sequence[Asked], chance: random.Random, public_wrong: float) -> list[Example]:
    """One epoch: for each question a page that answers, and some that do not.

    Of the domain's questions one that was found and does not answer, and one of: another report's page, the right page
    under another report's name, the right page with the answering clause cut out; and the clauses that would be cited,
    alone. Near misses give the two pages that were found first, and the sentence that is most like the question. Public
    questions have a wrong page in `public_wrong` of the cases.
    """
    examples = []
    for it in asked:
        if it.right:
            page = chance.choice(it.right)
            if it.origin == "public":
                shown = [page, *_public(it, page, chance, public_wrong)]
            else:
                shown = [page, *_domain(it, page, chance), cited(page, chance)]
        else:
            shown = _near(it, chance)
        examples += [Example(it.question, page) for page in shown]
    chance.shuffle(examples)
    return examples


def _near(it: Asked, chance: random.Random) -> list[Page]:
    """Of a question without an answer: the page found first, its sentence that is most like the question, and one of
    the next pages."""
    first = [page for best in it.wrong[:1] for page in (best, likeliest(best, it.question))]
    return [*first, *([chance.choice(it.wrong[1:5])] if it.wrong[1:5] else [])]


def _domain(it: Asked, right: Page, chance: random.Random) -> list[Page]:
    found = [chance.choice(it.wrong[:6])] if it.wrong else []
    made = [cut_out(right)]
    if it.names_body and it.elsewhere:
        other = chance.choice(it.elsewhere)
        made += [other, Page(other.about, right.text)]
    return [*found, chance.choice(made)]


def _public(it: Asked, right: Page, chance: random.Random, share: float) -> list[Page]:
    if chance.random() >= share:
        return []
    return [chance.choice([cut_out(right), *it.wrong[:3]])]


def save(asked: Iterable[Asked], path: Path) -> None:
    write(map(asdict, asked), path)


def write(records: Iterable[dict[str, Any]], path: Path) -> None:
    """One JSON object a line; written aside, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text("\n".join(json.dumps(it, ensure_ascii=False) for it in records), encoding="utf-8")
    aside.replace(path)


def load(path: Path) -> list[Asked]:
    return [_from_dict(json.loads(line)) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _from_dict(data: dict[str, object]) -> Asked:
    def pages(key: str) -> tuple[Page, ...]:
        found = data[key]
        assert isinstance(found, list)
        return tuple(map(page_from_dict, found))

    return Asked(
        str(data["id"]),
        str(data["question"]),
        str(data["origin"]),
        pages("right"),
        pages("wrong"),
        pages("elsewhere"),
        bool(data["names_body"]),
    )
