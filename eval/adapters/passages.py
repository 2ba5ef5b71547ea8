"""Sets of passages: a line for each question, with the passages that answer it and others that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eval.adapters.draft import LONGEST_QUOTE, Asked, Block, Draft, Proof, nearest, sentence
from eval.adapters.reading import Faulty, Node, parsed

SHAPE = "a set of this style has one {question, positive: [text, …], negative: [text, …], answers: [text, …]} a line"


def blocks(text: str) -> Iterator[Block]:
    """After a faulty line none is given: the others are gone through for their faults, and Faulty raised with all."""
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):  # not splitlines: JSON strings may hold U+2028
        if line.strip():
            try:
                block = _question(parsed(line, f"line {number}"), number)
            except Faulty as faulty:
                faults += faulty.faults
            if not faults:
                yield block
    if faults:
        raise Faulty(*faults)


def _question(record: Node, number: int) -> Block:
    answers = [answer.text() for answer in record.take("answers", list).items()]
    if not any(map(str.strip, answers)):
        raise Faulty(f"{record.place}: 'answers' holds no answer")
    positive = _drafts(record.take(record.either("positive", "pos"), list))
    negative = _drafts(record.take(record.either("negative", "neg"), list, default=[]))
    asked = Asked(
        Node(str(record.take("id", str, int, default=f"line-{number}").value), record.place).text(),
        record.take(record.either("question", "query"), str).text(),
        answerable=True,
        proofs=tuple(Proof(draft, *spans) for draft in positive for spans in _proofs_in(draft.body, answers)),
        other_forms=tuple(answers),
    )
    return Block((*positive, *negative), (asked,))


def _drafts(passages: Node) -> list[Draft]:
    return [_draft(passage) for passage in passages.items()]


def _draft(passage: Node) -> Draft:
    if isinstance(passage.value, str):
        return Draft("", passage.text())
    return Draft(passage.take("title", str, default="").text(), passage.take("text", str).text())


def _proofs_in(body: str, answers: Iterable[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The spans of each answer that the body holds and of its quote: the whole body where that is short."""
    for answer in filter(str.strip, answers):
        if span := nearest(body, answer, 0):
            yield span, (0, len(body)) if len(body) < LONGEST_QUOTE else sentence(body, *span)
