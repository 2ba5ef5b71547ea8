"""Sentences of reports with questions that they answer and questions that they only seem to: `data/contrasts/`.

Each near miss changes one thing of a question (another attribute, qualifier, thing, part, time, …) and shares the rest,
so that what tells the two apart is what the sentence says, not how the question sounds.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index import Passage, SplitSettings
from index.engine.bm25 import Lexical
from index.files.parse import Content, read_report
from index.language.tokens import words
from rag.read.sentences import pieces
from rag.read.span_model import context
from train.examples import Example, write
from train.pages import Page, Span, besides, cited, locate, page_from_dict, unmarked
from train.questions import DATA, lines

FOLDER = DATA / "contrasts"
_OTHERS = 4  # passages of the same report that share most words with a question
_AS_PASSAGE = 2  # of the questions, and of the near misses, so many are also read with their whole passage


@dataclass(frozen=True, slots=True)
class Contrast:
    """`questions` that the words marked in `page` answer, `near` ones that they do not, and `others`: passages of the
    same report that share words with the questions and do not answer either."""

    id: str
    source: str
    questions: tuple[str, ...]
    near: tuple[str, ...]
    page: Page
    others: tuple[Page, ...]


def written(shared: Path) -> Iterator[Contrast]:
    """All of `data/contrasts/`, found in the files of the shared folder; those whose quote is not met in a passage, as
    where it spans two, are left out."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        for record in lines(path):
            contrast = _found(record, *_parsed(_path(shared, record["source"]), record["source"]))
            if contrast:
                yield contrast


def _path(shared: Path, source: str) -> Path:
    """A file of the shared folder, or one of the made-up reports beside the questions."""
    return DATA / "reports" / source.removeprefix("districts/") if source.startswith("districts/") else shared / source


@cache
def _parsed(path: Path, source: str) -> tuple[tuple[Passage, ...], tuple[Page, ...], Lexical]:
    split = SplitSettings()
    content: Content = read_report(path, source, split, ocr=False)
    pages = tuple(
        Page(context(passage), "".join(piece.text for piece in pieces(passage, split))) for passage in content.passages
    )
    return content.passages, pages, Lexical.build([words(page.text) for page in pages])


def _found(
    record: dict[str, Any], passages: Sequence[Passage], pages: Sequence[Page], lexical: Lexical
) -> Contrast | None:
    for page in pages:
        span = _marked(page.text, record["quote"], record["answer"])
        if span:
            asked = tuple(record["questions"])
            best = lexical.scores(words(" ".join(asked))).argsort()[::-1][: _OTHERS + 1]
            others = tuple(pages[at] for at in best if not locate(record["quote"], pages[at].text))
            right = Page(page.about, page.text, span)
            return Contrast(record["id"], record["source"], asked, tuple(record["near"]), right, others[:_OTHERS])
    return None


def _marked(text: str, quote: str, answer: str) -> Span | None:
    """The answer within the quote; the whole quote where it answers as a whole."""
    place = locate(quote, text)
    if place is None or not answer:
        return place
    inner = locate(answer, text[slice(*place)])
    return (place[0] + inner[0], place[0] + inner[1]) if inner else place


def drawn(contrasts: Sequence[Contrast], chance: random.Random) -> list[Example]:
    """One epoch: every question and near miss on the clauses that would be cited, some on the whole passage, and for
    each sentence one question on a clause beside it and one on another passage."""
    examples = []
    for it in contrasts:
        clause = cited(it.page, chance)
        examples += [Example(question, clause) for question in it.questions]
        examples += [Example(question, unmarked(clause)) for question in it.near]
        examples += [Example(question, it.page) for question in _some(it.questions, chance)]
        examples += [Example(question, unmarked(it.page)) for question in _some(it.near, chance)]
        if beside := besides(it.page):
            examples.append(Example(chance.choice(it.questions), chance.choice(beside)))
        if it.others:
            examples.append(Example(chance.choice(it.questions), chance.choice(it.others)))
    chance.shuffle(examples)
    return examples


def _some(questions: Sequence[str], chance: random.Random) -> list[str]:
    return chance.sample(questions, min(_AS_PASSAGE, len(questions)))


def save(contrasts: Iterable[Contrast], path: Path) -> None:
    write(map(asdict, contrasts), path)


def load(path: Path) -> list[Contrast]:
    return list(map(_from_dict, lines(path)))


def _from_dict(data: dict[str, Any]) -> Contrast:
    return Contrast(
        data["id"],
        data["source"],
        tuple(data["questions"]),
        tuple(data["near"]),
        page_from_dict(data["page"]),
        tuple(map(page_from_dict, data["others"])),
    )
