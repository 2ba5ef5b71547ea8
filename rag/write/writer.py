"""The optional writer: a language model words the answer, and nothing it says is shown that a report does not hold up.

Any endpoint that speaks the OpenAI chat protocol will do. The model sees the question and the passages found, no tools.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from index.language.dictionary import translations
from index.language.script import HAN
from index.language.sentence_ends import last_sentence_end, shielded
from index.language.tokens import words
from index.report import Hit, Passage
from rag.answer import Citation, Claim
from rag.check.claim import unsupported
from rag.check.similarity import meant
from rag.read.sentences import pieces
from rag.settings import Settings
from rag.understand.bodies import bodies as bodies_in
from rag.write import prompts
from rag.write.endpoint import FRAME_TOKENS, Endpoint, NotWritten, client, marker, named_failures, respond, tokens

if TYPE_CHECKING:
    from index import Index

_MARK = r"[ \t]*[\[［【][ \t]*\d{1,3}(?:[ \t]*[,，、][ \t]*\d{1,3})*[ \t]*[\]］】]"
_MARKS = re.compile(_MARK)
_SENTENCE = re.compile(
    rf"[^\n]+?(?:(?:[。！？!?]|\.(?=\s+[A-Z{HAN}]|\s*[\[［【]|\s*$))[”』」’）)\"]*(?:{_MARK})*|$)", re.MULTILINE
)
_BULLET = re.compile(r"^(?:[-*•·]+|\d{1,2}[.、)）](?!\d))\s*")
_LATIN = re.compile(r"[a-z]+")
_NOT_LATIN = re.compile(r"[^A-Za-z' -]+")

_Terms = frozenset[tuple[str, ...]]
"""What a sentence says: of each term, the phrases that may stand for it."""

_SHORTEST_CUT = 40  # tokens of a passage below which it is left out
_LONGEST_TOKEN = 8  # characters; what is longer than so many for each token of the answer is read no further


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote and the reports hold up; `dropped` counts sentences that they do not.

    `reason` is empty where there are claims; else the one of NotWritten, and the caller answers without the model.
    """

    claims: tuple[Claim, ...] = ()
    dropped: int = 0
    reason: str = ""


class TextWriter(Protocol):
    """Words an answer from passages: a `Writer` of an endpoint, or another."""

    def stream(self, question: str, language: str, passages: Sequence[Passage | Hit]) -> Iterator[str]:
        """As `Writer.stream`."""


class Writer:
    """Asks one endpoint. Safe to share between threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def stream(self, question: str, language: str, passages: Sequence[Passage | Hit]) -> Iterator[str]:
        """The model's text, piece by piece as it comes, unchecked: sentences that end with [n], n from 1.

        `language` is "zh" or "en". Raises NotWritten; no error that leaves here holds the key.
        """
        excerpts = within(self.endpoint, question, language, [_passage(it) for it in passages])
        if not excerpts:
            raise NotWritten("nothing held")
        messages = prompts.messages(question, language, marker((question, *excerpts)), excerpts)
        with named_failures():
            yield from self._pieces(messages)

    def _pieces(self, messages: list[dict[str, str]]) -> Iterator[str]:
        room = self.endpoint.answer_tokens * _LONGEST_TOKEN
        with client(self.endpoint) as opened, respond(opened, self.endpoint, messages, stream=True) as response:
            deadline = time.monotonic() + self.endpoint.timeout_s
            for chunk in response:
                if time.monotonic() > deadline:
                    raise NotWritten("timeout")
                text = chunk.choices[0].delta.content if chunk.choices else None
                room -= len(text or "")
                if room < 0:
                    return
                if text:
                    yield text


def drafted(
    writer: TextWriter,
    index: Index,
    question: str,
    language: str,
    passages: Sequence[Passage | Hit],
    settings: Settings = Settings(),
) -> Iterator[str | Written]:
    """The whole path: what is written so far, unchecked, as it grows; last, what of it the reports hold up.

    Raises nothing of the network's.
    """
    text = ""
    try:
        for piece in writer.stream(question, language, passages):
            text += piece
            yield text
    except NotWritten as failure:
        yield Written(reason=failure.reason)
    else:
        yield held(index, text, passages, settings)


def held(index: Index, text: str, passages: Sequence[Passage | Hit], settings: Settings = Settings()) -> Written:
    """What of a model's whole text the reports hold up: for callers that stream it themselves."""
    said = [claim for claim in claims(index, text, passages, settings) if not unsupported(claim)]
    paraphrased = [claim for claim in said if not _is_copied(index, claim, settings)]
    same = meant(index, paraphrased, settings.stands_out)
    other = {claim for claim, is_meant in zip(paraphrased, same, strict=True) if not is_meant}
    kept = tuple(claim for claim in said if claim not in other)
    return Written(kept, sum(1 for _ in _sentences(text)) - len(kept), "" if kept else "nothing held")


def claims(
    index: Index, text: str, passages: Sequence[Passage | Hit], settings: Settings = Settings()
) -> tuple[Claim, ...]:
    """The sentences of a model's text that cite, each with the exact words that support it best.

    Left out: a sentence without a marker of one of `passages`, one too few of whose words stand in what it cites, and
    one that names a place of which those reports are not. Numbers are the business of `rag.check.unsupported`.
    """
    found = (_claim(index, said, marks, passages, settings) for said, marks in _sentences(text))
    return tuple(claim for claim in found if claim is not None)


def within(endpoint: Endpoint, question: str, language: str, passages: Sequence[Passage]) -> list[str]:
    """The passages as the model sees them, as many as its context holds; the last is cut at the end of a sentence."""
    empty = prompts.messages(question, language, "0" * 16, [])
    frame = sum(tokens(message["content"]) + FRAME_TOKENS for message in empty)
    left = endpoint.context_tokens - endpoint.answer_tokens - frame
    excerpts: list[str] = []
    for passage in passages:
        excerpt = _excerpt(passage, left - FRAME_TOKENS)
        if not excerpt:
            break
        excerpts.append(excerpt)
        left -= tokens(excerpt) + FRAME_TOKENS
    return excerpts


def _excerpt(passage: Passage, most: int) -> str:
    """A passage as the model sees it, in at most `most` tokens: whose words they are, then the words.

    Cut at the end of a sentence; empty where that leaves next to nothing.
    """
    where = f"{' > '.join((passage.report.title, *passage.headings))}\n"
    text, most = passage.read_alone(passage.start, passage.end), most - tokens(where)
    if tokens(text) > most:
        cut = text[: last_sentence_end(text[: max(most, 0)])]
        text = cut if tokens(cut) >= _SHORTEST_CUT else ""
    return where + text if text else ""


def _sentences(text: str) -> Iterator[tuple[str, list[int]]]:
    """The sentences of a model's text without list marks, and the numbers of the passages that each cites."""
    text = text.replace("**", "")
    for match in _SENTENCE.finditer(shielded(text)):
        whole = text[slice(*match.span())]
        said = _BULLET.sub("", _MARKS.sub("", whole).strip())
        if any(char.isalnum() for char in said):
            yield said, [int(number) for mark in _MARKS.findall(whole) for number in re.findall(r"\d+", mark)]


def _claim(
    index: Index, said: str, marks: Iterable[int], passages: Sequence[Passage | Hit], settings: Settings
) -> Claim | None:
    cited = [_passage(passages[mark - 1]) for mark in dict.fromkeys(marks) if 0 < mark <= len(passages)]
    terms = _terms(index, said)
    citations = tuple(citation for passage in cited for citation in _citations(index, passage, terms, settings))
    shared = _shared(terms, "\n".join(map(_whole, citations)))
    if not citations or len(shared) < settings.least_shared * len(terms) or _misplaced(index, said, citations):
        return None
    return Claim(said, citations)


def _is_copied(index: Index, claim: Claim, settings: Settings) -> bool:
    """Do nearly all words of the claim stand in what it cites? Then they say what is meant."""
    terms = _terms(index, claim.text)
    return len(_shared(terms, "\n".join(map(_whole, claim.citations)))) >= settings.copied * len(terms)


def _whole(citation: Citation) -> str:
    """The quote with what tells whose words it is."""
    return "\n".join((citation.standalone, citation.passage.report.title, *citation.headings))


def _misplaced(index: Index, said: str, citations: Iterable[Citation]) -> bool:
    """Does the sentence name a place that no cited report is about or names, or cite one on none of those named?

    Models mix neighbours up, and may cite both.
    """
    bodies, elsewhere = bodies_in(said, index.reports)
    named = {*bodies, *elsewhere}
    of: dict[str, set[str]] = {}
    for citation in citations:
        about = {name for name in bodies if citation.passage.report in bodies[name]}
        of.setdefault(citation.source, set()).update(about, (name for name in named if name in _whole(citation)))
    return bool(named) and (named != set().union(*of.values()) or not all(of.values()))


def _terms(index: Index, said: str) -> _Terms:
    """Chinese words and numbers as they are, English words as the Chinese ones that the reports use."""
    plain = {(word,) for word in words(said) if not _LATIN.fullmatch(word)}
    return frozenset(plain | set(translations(_NOT_LATIN.sub(" ", said), index.holds)))


def _shared(terms: _Terms, text: str) -> _Terms:
    held = set(words(text))
    return frozenset(term for term in terms if any(held.issuperset(words(phrase)) for phrase in term))


def _citations(index: Index, passage: Passage, terms: _Terms, settings: Settings) -> Iterator[Citation]:
    """The sentence that shares most with the terms, then others while they bring enough of those still missing.

    None where even the best shares less: the marker is strewn. Nor is one taken for a number alone: in some other
    sentence of the passage a made-up number is soon found.
    """
    source, rest = index.text(passage.report.source), pieces(passage, index.manifest.split)
    least = max(1.0, settings.least_of_a_quote * len(terms))
    for _ in range(min(settings.most_quotes, len(rest))):
        best = max(rest, key=lambda piece: len(_shared(terms, piece.text)))
        gained = _shared(terms, best.text)
        if len(gained) < least:
            return
        yield Citation(passage, best.start, best.end, source[best.start : best.end])
        terms -= gained
        rest.remove(best)


def _passage(found: Passage | Hit) -> Passage:
    return found.passage if isinstance(found, Hit) else found
