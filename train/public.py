"""Public reading comprehension → pages: DRCD in simplified characters (and a part as it is written), CMRC 2018.

Paragraphs are cut to windows of whole sentences as long as the passages of an index. Some questions are also asked in
English (`train/data/drcd-en-*.jsonl`), so that the model learns to read Chinese for an English question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from index.engine.bm25 import Lexical
from index.language.tokens import words
from train.examples import Asked
from train.pages import Page
from train.questions import DATA, PublicQuestion, lines, of_squad

HELD_PARAGRAPHS = 200
"""The last paragraphs of DRCD's test file are never trained on: the model is measured on them."""
_WINDOW = 240  # characters
_AS_WRITTEN = 0.15  # of the questions keep their traditional characters
_SENTENCE = re.compile(r"[^。！？；]*[。！？；][」』”]?|[^。！？；]+")


def trained(folder: Path, seed: int) -> list[Asked]:
    """The public questions that are trained on."""
    chance = random.Random(seed)
    drcd = [*of_squad(folder / "DRCD_dev.json"), *_test(folder, held=False)]
    turned = [it if chance.random() < _AS_WRITTEN else simplified(it) for it in drcd]
    english = {it["id"]: it["question"] for name in ("drcd-en-1", "drcd-en-2") for it in lines(DATA / f"{name}.jsonl")}
    foreign = [replace(simplified(it), text=english[it.id]) for it in drcd if it.id in english]
    asked = [*turned, *foreign, *of_squad(folder / "cmrc2018_trial.json")]
    return list(_asked(asked, chance))


def held(folder: Path) -> list[PublicQuestion]:
    """Questions that are not trained on, in simplified characters."""
    return [simplified(it) for it in _test(folder, held=True)]


def _test(folder: Path, *, held: bool) -> list[PublicQuestion]:
    """DRCD's test questions on the paragraphs that are held apart, or on the others."""
    test = list(of_squad(folder / "DRCD_test.json"))
    first = test[-1].number + 1 - HELD_PARAGRAPHS
    return [it for it in test if (it.number >= first) == held]


def windows(paragraph: str) -> list[tuple[int, int]]:
    """Runs of whole sentences of at most 240 characters where that is possible, each begun half-way into the last."""
    ends = [match.end() for match in _SENTENCE.finditer(paragraph)] or [len(paragraph)]
    starts = [0, *ends[:-1]]
    spans: list[tuple[int, int]] = []
    for start in starts:
        end = max((it for it in ends if start < it <= start + _WINDOW), default=min(it for it in ends if it > start))
        is_next = not spans or start >= min(spans[-1][0] + _WINDOW // 2, spans[-1][1])
        if is_next and (not spans or spans[-1][1] < len(paragraph)):
            spans.append((start, end))
    return spans


def simplified(question: PublicQuestion) -> PublicQuestion:
    """The same in simplified characters, one for one, so that offsets hold."""
    return replace(
        question,
        text=_simple(question.text),
        title=_simple(question.title),
        paragraph=_simple(question.paragraph),
        answers=tuple((_simple(text), start) for text, start in question.answers),
    )


def _simple(text: str) -> str:
    turned = _converter().convert(text)
    return turned if len(turned) == len(text) else "".join(_converter().convert(letter)[:1] for letter in text)


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")


def _asked(questions: Sequence[PublicQuestion], chance: random.Random) -> Iterator[Asked]:
    paragraphs = list(dict.fromkeys((it.title, it.paragraph) for it in questions))
    cut = [Page(title, text[start:end]) for title, text in paragraphs for start, end in windows(text)]
    lexical = Lexical.build([words(f"{page.about} {page.text}") for page in cut])
    for question in questions:
        right = [page for text, start in question.answers[:1] for page in pages(question, text, start)]
        if right:
            near = lexical.scores(words(question.text)).argsort()[::-1][:6]
            wrong = [cut[at] for at in near if not _holds(cut[at].text, question)]
            yield Asked(question.id, question.text, "public", tuple(right), tuple(wrong[:3]))


def pages(question: PublicQuestion, answer: str, start: int) -> Iterator[Page]:
    """The windows of its paragraph that hold an answer."""
    if question.paragraph[start : start + len(answer)] != answer:
        start = question.paragraph.find(answer)
    for first, last in windows(question.paragraph):
        if start >= 0 and first <= start and start + len(answer) <= last:
            yield Page(question.title, question.paragraph[first:last], (start - first, start - first + len(answer)))


def _holds(text: str, question: PublicQuestion) -> bool:
    return any(answer in text for answer, _ in question.answers)
