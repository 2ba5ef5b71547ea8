"""Passages → the words that answer. Extractive: what is shown is what the report says, character for character.

Each sentence of the best passages is weighed as the answer (`features`): how much of the question's rarer words it and
its passage share, how near it is in meaning, whether it has the shape that is asked for, and what the span model says
of it. Where the model is absent, the rest decides. What wins is cut to the clauses that stand for themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Hit, Passage
from index.language.bodies import stands_in
from index.language.pinyin import romanised
from index.language.sentence_ends import clauses, sentence_end
from rag.answer import Decision
from rag.read.answer_type import has_measure, has_shape
from rag.read.features import HERE, PLAIN, WITH_MODEL, Sentence, described
from rag.read.injection import instructs_machine
from rag.read.rerank import Looks, Reader, read_by
from rag.read.sentences import runs
from rag.read.span_model import context
from rag.read.table_rows import of_another, row_at
from rag.read.terms import IN_SO_MANY_WORDS, explains_by_name
from rag.search import Search
from rag.understand import years
from rag.understand.query import Group, Query

_POINTS = [f"{number}是" for number in "一二三四五六七八九十"]


@dataclass(frozen=True, slots=True)
class Found:
    """Words that answer: a span of the report's text, the passage that it stands in, and how likely it is right;
    `answer` the words of it that the reader points at; `decision` what a reader that can tell says of a yes or no
    question."""

    passage: Passage
    start: int
    end: int
    confidence: float
    answer: tuple[int, int] | None = None
    decision: Decision = ""


def chosen_passages(
    search: Search, lists: Sequence[Sequence[Hit]], reader: Reader | None
) -> tuple[list[list[Hit]], Looks]:
    """The passages of each list that are read, and what the reader says of them.

    Without a reader, or where there are more lists than it can read in time, the first of each. With it, those of them
    in which the other features like a sentence best: fewer where there are many lists, never less than two of each.
    """
    settings = search.settings
    first = [list(hits[: settings.plain_reading]) for hits in lists]
    if reader is None or len(lists) > settings.reading_in_all // 2:
        return first, {}
    most = min(settings.reading[search.query.language], max(2, settings.reading_in_all // len(lists)))
    chosen = [_promising(search, group, hits)[:most] for group, hits in zip(search.query.parts, first, strict=True)]
    return chosen, read_by(reader, search, chosen)


def _promising(search: Search, group: Group, hits: Sequence[Hit]) -> list[Hit]:
    """Those that hold a sentence that can answer, by what speaks for the best of each without the reader; without
    those in which it is out of hope beside the best of all."""
    weights = PLAIN[search.query.language]
    best: dict[int, float] = {}
    sentences, _ = _explaining(search.query, admitted(search.query, group, described(search, hits, {})))
    for it in sentences:
        best[it.passage.id] = max(best.get(it.passage.id, -math.inf), weights.score(it.features))
    least = max(best.values(), default=0.0) - search.settings.hopeless
    near = [hit for hit in hits if best.get(hit.passage.id, -math.inf) > least]
    return sorted(near, key=lambda hit: -best[hit.passage.id])


def read(search: Search, group: Group, hits: Sequence[Hit], looks: Looks, reader: Reader | None = None) -> Found | None:
    """The likeliest answer in passages of one group; None where there is none to read.

    Where the span model has looked at the passages, it also reads the words that would be cited alone, those of the few
    best sentences: a passage may hold what its sentence leaves out. Not where several bodies or years are asked about:
    there no one sentence answers all of the question.
    """
    if len(search.query.parts) > 1 or not search.settings.verified:
        reader = None
    weights = (WITH_MODEL if looks else PLAIN)[search.query.language]
    sentences, is_explained = _explaining(search.query, admitted(search.query, group, described(search, hits, looks)))
    ranked = sorted(sentences, key=lambda it: (-weights.score(it.features), it.passage.id, it.start))
    best = ranked[: search.settings.verified if looks and reader else 1]
    if not best:
        return None
    alone = said_alone(search, best, reader) if looks and reader else [0.0] * len(best)
    at = max(range(len(best)), key=lambda at: weights.score(best[at].features, alone[at]))
    sure = weights.confidence(best[at].features, alone[at])
    if is_explained:
        sure = max(sure, search.settings.sure_of_explained)
    return Found(best[at].passage, *_trimmed(search, best[at]), sure, best[at].answer)


def said_alone(search: Search, sentences: Sequence[Sentence], reader: Reader) -> list[float]:
    """What the reader says of the words that would be cited of each sentence, read alone under their headings."""
    spans = [(it.passage, *_trimmed(search, it)) for it in sentences]
    pages = [(context(passage), passage.read_alone(start, end)) for passage, start, end in spans]
    return [look.here / HERE for look in reader.look(search.query.text, pages)]


def admitted(query: Query, group: Group, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that can answer: they have the shape that is asked for, stand within the scope, and not beside
    words that instruct a machine; rows of a table only where the question does not name another."""
    able = [it for it in sentences if it.features.shape and can_be_cited(query, group, it)]
    others = of_another([row_at(it.passage, it.start, it.end) for it in able], query)
    return [it for it, is_other in zip(able, others, strict=True) if not is_other]


def _explaining(query: Query, sentences: Sequence[Sentence]) -> tuple[Sequence[Sentence], bool]:
    """Where a term is asked about, the sentences that explain it most plainly, and whether they do so in so many words;
    all of them where none explains it."""
    terms = query.named or ((query.content,) if query.kind == "definition" else ())
    plain = [max((explains_by_name(term, it.text) for term in terms if term), default=0) for it in sentences]
    most = max(plain, default=0)
    return [it for it, how in zip(sentences, plain, strict=True) if how == most], most == IN_SO_MANY_WORDS


def can_be_cited(query: Query, group: Group, it: Sentence | Found) -> bool:
    """Does it stand within the scope, and not beside words that instruct a machine?"""
    return _in_scope(query, group, it) and not _is_instructed(it)


def _is_instructed(sentence: Sentence | Found) -> bool:
    """Does an instruction to a machine stand in the same paragraph?"""
    passage, at = sentence.passage, sentence.start - sentence.passage.start
    first = passage.text.rfind("\n", 0, at) + 1
    last = passage.text.find("\n", sentence.end - passage.start)
    return instructs_machine(passage.text[first : last if last >= 0 else len(passage.text)])


def _in_scope(query: Query, group: Group, sentence: Sentence | Found) -> bool:
    """Where no report of the group is about the year or the place asked for, only words that name it can answer; nor
    do words of a report on several years that stand under another."""
    passage = sentence.passage
    if passage.report.year is None and years.of_another(passage.headings, group.years):
        return False
    if years.of_another_report(passage.headings, passage.report, group.years):
        return False
    said = passage.read_alone(sentence.start, sentence.end)
    if years.in_other_half(passage.headings, passage.report, query.periods):
        return any(str(year) in said for year in query.periods)
    around = "\n".join((*passage.headings, said))
    told = years.told_of(passage.headings, passage.report)  # plans for a year stand in the report on the one before
    in_years = not group.absent or told in group.absent or any(str(year) in said for year in group.absent)
    spoken = all(name in romanised("\n".join((*passage.headings, passage.text))) for name in query.names)
    return in_years and spoken and all(stands_in(name, around) for name in query.elsewhere)


def _trimmed(search: Search, sentence: Sentence) -> tuple[int, int]:
    """A long sentence cut to the run of clauses that answers; a list that goes on behind its sentence, to its end.

    Without words that the span model points at, only where a number, a share or a date is asked for can the clause that
    answers be told from the one that repeats the question. Lists, definitions and rows are never cut.
    """
    query, text = search.query, search.index.text(sentence.passage.report.source)
    is_row = sentence.passage.is_row(sentence.start, sentence.end)
    if is_row or query.kind in ("list", "definition"):
        return sentence.start, sentence.end if is_row else _end_of_list(sentence, search.settings.point_distance)
    if sentence.end - sentence.start <= search.settings.clause_length or not (query.shape or sentence.answer):
        return sentence.start, sentence.end
    return _clauses_that_answer(search, text[sentence.start : sentence.end], sentence)


def _end_of_list(sentence: Sentence, distance: int) -> int:
    """The end of the sentence in which the words end that the model points at, or in which the last point stands of
    those that are numbered on from one in it (一是…；二是…)."""
    passage = sentence.passage
    end = max(sentence.end, sentence.answer[1] if sentence.answer else 0)
    for number in _numbered(passage.text[sentence.start - passage.start : end - passage.start]):
        point = passage.text.find(number, end - passage.start)
        if not 0 <= point <= end - passage.start + distance:
            break
        end = passage.start + point + 1
    found = sentence_end(passage.text, max(end - passage.start - 1, 0))
    return passage.start + found if found is not None and end > sentence.end else max(end, sentence.end)


def _numbered(text: str) -> list[str]:
    """The marks of the points that follow the last one in the text."""
    held = [at for at, mark in enumerate(_POINTS) if mark in text]
    return _POINTS[held[-1] + 1 :] if held else []


def _clauses_that_answer(search: Search, text: str, sentence: Sentence) -> tuple[int, int]:
    """The run of clauses that is worth most of those that hold the words pointed at."""
    query, settings = search.query, search.settings

    def worth(run: tuple[int, int]) -> tuple[float, int]:
        said = text[run[0] : run[1]]
        shape = settings.clause_shape * (has_shape(said, query) + has_measure(said, query))
        return search.relevance.share(said) + shape - settings.clause_cost * len(said), -run[0]

    every = list(runs(clauses(text), settings.clause_length))
    if sentence.answer:
        first, last = (at - sentence.start for at in sentence.answer)
        every = [run for run in every if run[0] <= first and last <= run[1]]
    if not every:  # the words pointed at are longer than a run may be
        return sentence.start, sentence.end
    start, end = max(every, key=worth)
    return sentence.start + start, sentence.start + len(text[:end].rstrip("，,：:"))
