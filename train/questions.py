"""The questions that are trained on: ours in `train/data`, those of the reports' `train.jsonl`, and public ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
_VERDICTS = frozenset({"yesno", "compare", "aggregate"})  # whose last fact is worked out, not quoted


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its gold: (source, quote) pairs, and the forms of each answer that stand in the quotes.

    `source` is the report that it is about; `lookup` Chinese words to look for in other reports where the question
    itself is English.
    """

    id: str
    text: str
    answerable: bool
    source: str
    quotes: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    lookup: str = ""


def as_asked(questions: Path) -> list[dict[str, Any]]:
    """Questions on the real reports as they are written: `train.jsonl` in the folder, its Chinese ones in English too,
    and our own. What was Chinese keeps its words as `lookup`."""
    given = lines(questions / "train.jsonl")
    english = {it["id"]: it["question"] for it in lines(DATA / "provincial-en.jsonl")}
    turned = [
        it | {"id": f"{it['id']}-en", "question": english[it["id"]], "language": "en", "lookup": it["question"]}
        for it in given
        if it["id"] in english
    ]
    names = ("national", "near-misses-1", "near-misses-2")
    return [*given, *turned, *(it for name in names for it in lines(DATA / f"{name}.jsonl"))]


def of_reports(questions: Path) -> list[Question]:
    """Questions on the real reports."""
    return [_question(it) for it in as_asked(questions)]


def of_districts() -> list[Question]:
    """Questions on the made-up reports in `train/data/reports`."""
    return [_question(it) for it in lines(DATA / "district.jsonl")]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a `.jsonl` file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _question(data: dict[str, Any]) -> Question:
    facts = data["facts"][: -1 if data["kind"] in _VERDICTS else None]
    return Question(
        data["id"],
        data["question"],
        data["answerable"],
        data["source"],
        tuple((it["source"], it["quote"]) for it in data["evidence"]),
        tuple(map(tuple, facts)),
        data.get("lookup", ""),
    )


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question of a public set over one paragraph: `title` of its article, `answers` as (text, start)."""

    id: str
    text: str
    title: str
    paragraph: str
    answers: tuple[tuple[str, int], ...]
    number: int


def of_squad(path: Path) -> Iterator[PublicQuestion]:
    """The questions of a file in SQuAD's form; `number` counts its paragraphs from 0."""
    number = 0
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                answers = tuple((it["text"], it["answer_start"]) for it in qa["answers"])
                title = article.get("title", "")
                yield PublicQuestion(str(qa["id"]), qa["question"], title, paragraph["context"], answers, number)
            number += 1
