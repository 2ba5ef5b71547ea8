"""A language model reads: which sentences of the passages found answer the question, or that none does.

It gets the sentences numbered and answers with their numbers, so whatever it says, only words of a report are shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from index import Passage, SplitSettings
from rag.answer import Decision
from rag.read.extract import Found
from rag.read.sentences import Piece, pieces
from rag.write import prompts
from rag.write.endpoint import FRAME_TOKENS, Endpoint, NotWritten, client, marker, named_failures, respond, tokens

_FIELDS = {"answerable": bool, "sentences": list, "answer": list, "verdict": str}
_DECISIONS: dict[str, Decision] = {"": "", "yes": "yes", "no": "no"}
_MOST = 12  # sentences that answer; a model that names more has not chosen
_LONGEST = 4000  # characters of a reply; what is longer is none of ours


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model made of numbered sentences: whether they answer the question, which of them, numbered from 1, the
    words of them that answer on their own, and what they say to a yes or no question."""

    is_answerable: bool
    sentences: tuple[int, ...] = ()
    answer: tuple[str, ...] = ()
    decision: Decision = ""


class PassageReader(Protocol):
    """Reads numbered sentences: a `ModelReader` of an endpoint, or another."""

    def read(self, question: str, language: str, passages: Sequence[Passage], split: SplitSettings) -> list[Found]:
        """As `ModelReader.read`."""


class ModelReader:
    """Asks one endpoint. Safe to share between threads."""

    def __init__(self, endpoint: Endpoint, sure: float) -> None:
        """`sure`: the confidence of what the model finds, in [0, 1]: how often it is right."""
        self.endpoint, self._sure = endpoint, sure

    def read(self, question: str, language: str, passages: Sequence[Passage], split: SplitSettings) -> list[Found]:
        """What answers, in the order in which the model names it, sentences that follow one another as one; empty where
        the model finds no answer in what its context holds.

        `language` is "zh" or "en". Raises NotWritten; no error that leaves here holds the key.
        """
        numbered = list(self._numbered(question, language, passages, split))
        if not numbered:
            raise NotWritten("nothing held")
        reply = parsed(self._reply(question, language, numbered), len(numbered))
        return [self._found(run, reply) for run in _runs(numbered, reply.sentences)]

    def _numbered(
        self, question: str, language: str, passages: Sequence[Passage], split: SplitSettings
    ) -> Iterator[tuple[Passage, Piece]]:
        """As many sentences as the context holds."""
        empty = prompts.reading(question, language, "0" * 16, [])
        frame = sum(tokens(message["content"]) + FRAME_TOKENS for message in empty)
        left = self.endpoint.context_tokens - self.endpoint.answer_tokens - frame
        for passage in passages:
            left -= tokens(_heading(passage)) + FRAME_TOKENS
            for piece in pieces(passage, split):
                left -= tokens(piece.text) + FRAME_TOKENS // 2
                if left < 0:
                    return
                yield passage, piece

    def _reply(self, question: str, language: str, numbered: Sequence[tuple[Passage, Piece]]) -> str:
        excerpts: dict[int, list[str]] = {}
        for number, (passage, piece) in enumerate(numbered, 1):
            lines = excerpts.setdefault(passage.id, [_heading(passage)])
            lines.append(f"[{number}] {' '.join(piece.text.split())}")
        texts = ["\n".join(lines) for lines in excerpts.values()]
        messages = prompts.reading(question, language, marker((question, *texts)), texts)
        with named_failures(), client(self.endpoint) as opened:
            response = respond(opened, self.endpoint, messages, response_format={"type": "json_object"})
            return str(response.choices[0].message.content or "")

    def _found(self, run: Sequence[tuple[Passage, Piece]], reply: Reply) -> Found:
        passage, first = run[0]
        start, end = first.start, run[-1][1].end
        text = passage.text[start - passage.start : end - passage.start]
        stands = [(at, at + len(words)) for words in reply.answer if (at := text.find(words)) >= 0]
        answer = (start + min(stands)[0], start + max(end for _, end in stands)) if stands else None
        return Found(passage, start, end, self._sure, answer, reply.decision)


def parsed(text: str, most: int) -> Reply:
    """A model's reply, held against its schema; `most` is the number of the last sentence. Raises NotWritten."""
    try:
        data = json.loads(text[text.index("{") : text.rindex("}") + 1]) if len(text) <= _LONGEST else None
    except ValueError:  # no braces, or no JSON between them
        data = None
    if not isinstance(data, dict) or not _fits(data, most):
        raise NotWritten("malformed")
    if not data["answerable"]:
        return Reply(False)
    numbers = tuple(dict.fromkeys(data["sentences"]))
    return Reply(True, numbers, tuple(filter(None, data["answer"])), _DECISIONS[data["verdict"]])


def _fits(data: dict[str, Any], most: int) -> bool:
    if {key: type(value) for key, value in data.items()} != _FIELDS:
        return False
    numbers, words = data["sentences"], data["answer"]
    return (
        all(type(it) is int and 1 <= it <= most for it in numbers)
        and all(isinstance(it, str) for it in words)
        and data["verdict"] in _DECISIONS
        and (0 < len(numbers) <= _MOST or not data["answerable"])
    )


def _runs(numbered: Sequence[tuple[Passage, Piece]], numbers: Sequence[int]) -> Iterator[list[tuple[Passage, Piece]]]:
    """The sentences named, those that follow one another in a passage together."""
    run: list[int] = []
    for number in numbers:
        if run and (number != run[-1] + 1 or numbered[number - 1][0].id != numbered[run[-1] - 1][0].id):
            yield [numbered[it - 1] for it in run]
            run = []
        run.append(number)
    if run:
        yield [numbered[it - 1] for it in run]


def _heading(passage: Passage) -> str:
    return " > ".join((passage.report.title, *passage.headings))
