"""Passages → the words that answer. Extractive: what is shown is what the report says, character for character.

Each sentence of the best passages is weighed as the answer (`features`): how much of the question's rarer words it and
its passage share, how near it is in meaning, whether it has the shape that is asked for, and what the span model says
of it. Where the model is absent, the rest decides. What wins is cut to the clauses that stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Hit, Index, Passage
from index.embed import Floats
from index.regions import stem
from rag import years
from rag.features import PLAIN, WITH_MODEL, Sentence, Wanted, described
from rag.glossary import Terms
from rag.question import Group, Query
from rag.second_look import Looks
from rag.sentences import clauses, runs
from rag.shape import has_measure, has_shape

_LONGEST = 80  # characters from which a sentence is cut to its clauses
_SHAPE_WORTH = 0.3  # of a clause that has what is asked for, in shares of the question's words
_LENGTH_COST = 0.004  # of each character
_SENTENCE_END = re.compile(r"[。！？；;]+[”』」’）】]*|(?=\n)")


@dataclass(frozen=True, slots=True)
class Found:
    """Words that answer: a span of the report's text, the passage that it stands in, and how likely it is right."""

    passage: Passage
    start: int
    end: int
    confidence: float


def read(
    index: Index, query: Query, group: Group, vector: Floats, hits: Sequence[Hit], terms: Terms, looks: Looks
) -> Found | None:
    """The likeliest answer in passages of one group; None where there is none to read."""
    weights = (WITH_MODEL if looks else PLAIN)[query.language]
    sentences = admitted(query, group, described(index, query, vector, hits, terms, looks))
    if not sentences:
        return None
    best = max(sentences, key=lambda it: (weights.score(it.features), -it.passage.id, -it.start))
    start, end = _trimmed(index, query, terms, best)
    return Found(best.passage, start, end, weights.confidence(best.features))


def admitted(query: Query, group: Group, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that can answer: they have the shape that is asked for and stand within the scope."""
    return [it for it in sentences if it.features.shape and _in_scope(query, group, it)]


def _in_scope(query: Query, group: Group, sentence: Sentence) -> bool:
    """Where no report of the group is about the year or the place asked for, only words that name it can answer; nor
    do words of a report on several years that stand under another."""
    passage = sentence.passage
    if passage.report.year is None and years.of_another(passage.headings, group.years):
        return False
    said = passage.told(sentence.start, sentence.end)
    around = "\n".join((*passage.headings, passage.text))
    in_years = not group.absent or any(str(year) in said for year in group.absent)
    return in_years and all(stem(place) in around for place in query.elsewhere)


def _trimmed(index: Index, query: Query, terms: Terms, sentence: Sentence) -> tuple[int, int]:
    """A long sentence cut to the run of clauses that answers; a list that goes on behind its sentence, to its end.

    Without words that the span model points at, only where a number, a share or a date is asked for can the clause that
    answers be told from the one that repeats the question. Lists, definitions and rows are never cut.
    """
    text = index.text(sentence.passage.report.source)
    is_row = any(row.start == sentence.start for row in sentence.passage.rows)
    if is_row or query.kind in ("list", "definition"):
        return sentence.start, sentence.end if is_row else _end_of_list(sentence)
    if sentence.end - sentence.start <= _LONGEST or not (query.shape or sentence.answer):
        return sentence.start, sentence.end
    return _clauses_that_answer(text[sentence.start : sentence.end], query, Wanted(index, query, terms), sentence)


def _end_of_list(sentence: Sentence) -> int:
    """The end of the sentence in which the words end that the model points at."""
    if sentence.answer is None or sentence.answer[1] <= sentence.end:
        return sentence.end
    passage = sentence.passage
    found = _SENTENCE_END.search(passage.text, sentence.answer[1] - passage.start - 1)
    return passage.start + found.end() if found else passage.end


def _clauses_that_answer(text: str, query: Query, wanted: Wanted, sentence: Sentence) -> tuple[int, int]:
    """The run of clauses that is worth most of those that hold the words pointed at."""

    def worth(run: tuple[int, int]) -> tuple[float, int]:
        said = text[run[0] : run[1]]
        shape = _SHAPE_WORTH * (has_shape(said, query) + has_measure(said, query))
        return wanted.share(said) + shape - _LENGTH_COST * len(said), -run[0]

    every = list(runs(clauses(text), _LONGEST))
    if sentence.answer:
        first, last = (at - sentence.start for at in sentence.answer)
        every = [run for run in every if run[0] <= first and last <= run[1]]
    if not every:  # the words pointed at are longer than a run may be
        return sentence.start, sentence.end
    start, end = max(every, key=worth)
    return sentence.start + start, sentence.start + len(text[:end].rstrip("，,：:"))
