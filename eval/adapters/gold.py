"""The questions of a set as ours, with gold over the reports that its paragraphs become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eval.adapters.draft import Asked, Block, Draft, Proof
from eval.questions import Evidence, Question, told
from eval.text_match import fold
from rag.assistant import LONGEST_QUESTION
from rag.understand.question_type import language

_SHOWN = 60  # characters of an answer in a message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that was not taken, by its id in the set, and why."""

    id: str
    reason: str


class _Unfit(Exception):
    """A question that cannot be taken; `str()` says why."""


def as_ours(blocks: Iterable[Block]) -> tuple[dict[Draft, str], list[Question], tuple[LeftOut, ...]]:
    """The source of each distinct draft, the questions, and those that were left out."""
    sources: dict[Draft, str] = {}
    questions: dict[str, Question] = {}
    left_out: list[LeftOut] = []
    for block in blocks:
        for draft in block.drafts:
            if draft.body.strip():
                sources.setdefault(draft, f"{len(sources) + 1:06}.txt")  # a name from the set is not to be trusted
        for asked in block.asked:
            try:
                if asked.id in questions:
                    raise _Unfit("its id was given to an earlier question")
                questions[asked.id] = _question(asked, sources)
            except _Unfit as unfit:
                left_out.append(LeftOut(asked.id, str(unfit)))
    return sources, [*questions.values()], tuple(left_out)


def _question(asked: Asked, sources: Mapping[Draft, str]) -> Question:
    """Raises _Unfit."""
    if not asked.id.strip() or not asked.text.strip():
        raise _Unfit("its id or its text is empty")
    if len(asked.text) > LONGEST_QUESTION:  # one that cannot be asked would end the run over all others
        raise _Unfit(f"longer than the {LONGEST_QUESTION} characters that a question may have")
    if not asked.answerable:
        return Question(asked.id, asked.text, language(asked.text), "unanswerable", False)
    proving = _proving(asked)
    best: dict[Draft, Proof] = {}
    for proof in proving:
        best.setdefault(proof.draft, proof)
    fact = dict.fromkeys((*(proof.answered for proof in (*proving, *asked.proofs)), *asked.other_forms))
    return Question(
        asked.id,
        asked.text,
        language(asked.text),
        "fact",
        True,
        (tuple(form for form in fact if fold(form)),),
        tuple(Evidence(sources[draft], proof.quoted) for draft, proof in best.items()),
    )


def _proving(asked: Asked) -> list[Proof]:
    """The proofs whose answer counts as standing in the quote; raises _Unfit where there is none."""
    if not asked.proofs:
        raise _Unfit("no text of its own holds an answer" if asked.other_forms else "no answer is given")
    proving = [proof for proof in asked.proofs if told((proof.answered,), [proof.quoted])]
    if not proving:
        raise _Unfit(f"its answer is but a piece of a longer number or word: {asked.proofs[0].answered[:_SHOWN]!r}")
    return proving
