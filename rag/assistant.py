"""The path of one question: understand → retrieve → rerank → read → compose → check → Answer."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from index import Hit, Index
from index.engine.manifest import current
from index.errors import QuestionUnusable
from rag.answer import Answer, Claim, Scope, Turn
from rag.arguments import check_arguments, check_on_shelf, check_table, tidied
from rag.compose import figures, phrases
from rag.compose.answer import Composed, anywhere, composed, nearest
from rag.compose.joined import joined
from rag.compose.table import Table as Table
from rag.compose.table import TableCell as TableCell
from rag.compose.table import tabled
from rag.read.cells import Stated, stated
from rag.read.extract import Found, can_be_cited, chosen_passages, read
from rag.read.problems import problems
from rag.read.rerank import Looks, Reader, reranked
from rag.read.slots import fills
from rag.read.span_model import span_model
from rag.retrieve import interleave, retrieve
from rag.search import Search, understood
from rag.settings import Settings
from rag.understand.query import Group, Query
from rag.understand.question_type import KINDS
from rag.understand.years import YEAR
from rag.write.endpoint import Endpoint, NotWritten
from rag.write.reading import ModelReader, PassageReader
from rag.write.writer import TextWriter, Writer, Written, drafted

LONGEST_QUESTION = 2000  # characters; what is longer is not a question


@dataclass(frozen=True, slots=True)
class _Extracted:
    """An answer in the reports' own words, with the question as it was understood and the passages read; and whether a
    language model that is named did not read them."""

    query: Query
    answer: Answer
    hits: list[Hit]
    without_model: bool = False


class Assistant:
    """Answers questions about one opened index. Safe to share between threads."""

    def __init__(
        self,
        index: Index,
        settings: Settings | None = None,
        *,
        reader: Reader | None = None,
        writer: TextWriter | None = None,
        endpoint: Endpoint | None = None,
    ) -> None:
        """`reader` stands in for the span model, which reads unless the settings or the installation are without it;
        `endpoint` for the one that the environment names (BAOGAO_LLM_URL), if it names any: a language model that reads
        the passages found, and words the answer; `writer` for its wording."""
        self.index = index
        self.settings = settings or Settings()
        self._given_reader = reader
        endpoint = endpoint or Endpoint.from_environment()
        tasks = endpoint.tasks if endpoint else ()
        self._model: PassageReader | None = (
            ModelReader(endpoint, self.settings.sure_of_model) if endpoint and "read" in tasks else None
        )
        self._writer = writer or (Writer(endpoint) if endpoint and "word" in tasks else None)

    def ask(self, question: str, scope: Scope | None = None, history: Sequence[Turn] = (), kind: str = "") -> Answer:
        """The answer, or a decline.

        `scope` and `kind` (as in the Answer) correct what would be understood. Raises QuestionUnusable for a question
        that is empty or over 2,000 characters, and for a kind that there is none of; ArgumentInvalid for a value of
        another type; NotOnShelf for a body or a source in `scope` that no report has.
        """
        return deque(self.stream(question, scope, history, kind), maxlen=1)[0]

    def stream(
        self, question: str, scope: Scope | None = None, history: Sequence[Turn] = (), kind: str = ""
    ) -> Iterator[Answer]:
        """As `ask`, while a model writes: what it has written so far, as an unchecked `draft`; last, the answer."""
        found = self._in_parts(question, scope, history, kind)
        query, answer, hits = found.query, found.answer, found.hits
        if self._writer is None or answer.declined or found.without_model:
            yield answer
            return
        begin = time.perf_counter()
        written = Written()
        for step in drafted(self._writer, self.index, query.text, query.language, hits, self.settings):
            if isinstance(step, Written):
                written = step
            else:
                yield replace(answer, claims=(), draft=step)
        yield _worded(answer, written, time.perf_counter() - begin)

    def table(self, measure: str, bodies: Sequence[str] = (), years: Sequence[int] = ()) -> Table:
        """What the reports state of a measure, by body and year.

        `measure` in words, Chinese or English, with the bodies and years that it names ("2025年GDP增长目标");
        `bodies` and `years` stand in for those. Where neither names a body, each that has a report gets a row; where
        neither names a year, the newest that a body reports on gets a column. A table without rows where no report
        states a figure of such a measure. Raises QuestionUnusable for words that are none or over 2,000 characters,
        ArgumentInvalid for a value of another type, NotOnShelf for a body that no report has.
        """
        scope = check_table(measure, bodies, years)
        text = _usable(measure, "")
        if scope:
            check_on_shelf(scope, self.index.reports)
        query = understood(self.index, text, scope)
        if scope and scope.bodies:
            query = replace(query, elsewhere=())
        return tabled(Search.of_figures(self.index, query, self.settings), text)

    def _in_parts(self, question: str, scope: Scope | None, history: Sequence[Turn], kind: str) -> _Extracted:
        """As `_extracted`; of several questions in one, also what is found where each is asked alone. A language model
        reads for all of them at once."""
        whole = self._extracted(question, scope, history, kind)
        query = whole.query
        if not query.asks or query.elsewhere or self._model:
            return whole
        sources = scope.sources if scope else ()
        parts = [
            self._extracted(part, Scope(query.scope.bodies, _years_for(part, query), sources), (), "").answer
            for part in query.asks
        ]
        answer = joined(whole.answer, parts, query.asks, self.settings.sure_of_part, self.settings.evidence)
        return replace(whole, answer=answer)

    def _extracted(self, question: str, scope: Scope | None, history: Sequence[Turn], kind: str) -> _Extracted:
        """The answer in the reports' own words."""
        check_arguments(question, scope, history, kind)
        if scope:
            scope = tidied(scope)
            check_on_shelf(scope, self.index.reports)
        clock = _Clock()
        with clock.stage("understand"):
            query = understood(self.index, _usable(question, kind), scope, history, kind)
        with clock.stage("embed"):
            search = Search.of(self.index, query, self.settings)
        with clock.stage("figures"):
            cells = stated(search)
        with clock.stage("retrieve"):
            lists = retrieve(search)
        if cells is not None:
            answer = self._of_figures(question, search, cells, lists, clock)
            return _Extracted(query, answer, interleave(lists, self.settings.evidence))
        with clock.stage("look"):
            chosen, looks = chosen_passages(search, lists, self._reader)
            lists = [reranked(hits, looks, self.settings.span_weight) for hits in lists]
        hits, failure = interleave(chosen, self.settings.evidence), ""
        with clock.stage("read"):
            try:
                parts, sure = self._modelled(search, hits) if self._model else self._read(search, chosen, looks)
            except NotWritten as not_read:
                failure = not_read.reason
                parts, sure = self._read(search, chosen, looks)
            instead = () if parts.claims else self._nearest(search, lists)
        answer = self._answer(question, query, parts, instead, clock)
        reason = phrases.read_without(query.language, failure) if failure else ""
        answer = replace(
            answer,
            notice=" ".join(filter(None, (answer.notice, reason))),
            confidence=sure,
            evidence=tuple(interleave(lists, self.settings.evidence)),
        )
        return _Extracted(query, answer, hits, bool(failure))

    def _read(self, search: Search, chosen: Sequence[Sequence[Hit]], looks: Looks) -> tuple[Composed, float]:
        """What the reader that comes with the package makes of the passages, and how sure it is."""
        found = _read(search, chosen, looks, self._reader)
        apt = [it if fills(search, it) else None for it in found]
        parts = composed(search, apt, self._least_confidence(search.query, looks))
        return parts, max((it.confidence for it in found if it), default=0.0)

    def _modelled(self, search: Search, hits: Sequence[Hit]) -> tuple[Composed, float]:
        """What a language model makes of them: its spans are held against the scope and their own words as any are.
        Raises NotWritten."""
        assert self._model is not None
        query, split = search.query, self.index.manifest.split
        found = self._model.read(query.text, query.language, [hit.passage for hit in hits], split)
        of_groups = [
            [it for it in found if _is_of(group, it) and can_be_cited(query, group, it)] for group in query.parts
        ]
        parts = composed(search, [those[0] if those else None for those in of_groups], 0.0)
        if len(of_groups) == 1:  # of several bodies or years each is told by one
            more = [composed(search, [it], 0.0).claims for it in of_groups[0][1:]]
            parts = replace(
                parts, claims=tuple(dict.fromkeys((*parts.claims, *(it for those in more for it in those))))
            )
        return parts, self.settings.sure_of_model if parts.claims else 1 - self.settings.sure_of_model

    def _of_figures(
        self, question: str, search: Search, cells: Stated, lists: Sequence[Sequence[Hit]], clock: _Clock
    ) -> Answer:
        """The answer where a figure is asked for that the shelf's reports know: what each states, or that none does."""
        query = search.query
        with clock.stage("read"):
            parts = figures.composed(search, cells)
        cited = [Hit(it.passage, 1.0) for claim in parts.claims for it in claim.citations]
        ranked = {hit.passage.id: hit for hit in (*interleave(lists, self.settings.evidence), *cited)}
        first = dict.fromkeys((*(hit.passage.id for hit in cited), *ranked))
        instead = () if parts.claims else self._nearest(search, lists)
        sure = self.settings.figure_confidence
        return replace(
            self._answer(question, query, parts, instead, clock),
            confidence=sure if parts.claims else 1 - sure,
            evidence=tuple(ranked[it] for it in first)[: self.settings.evidence],
        )

    def _answer(
        self, question: str, query: Query, parts: Composed, instead: tuple[Claim, ...], clock: _Clock
    ) -> Answer:
        """What was composed, with what was understood; without how sure it is and what was found."""
        return Answer(
            question=question,
            claims=parts.claims,
            declined=not parts.claims,
            notice=self._notice(query, parts),
            language=query.language,
            scope=query.scope,
            kind=query.kind,
            measure=query.measure,
            coverage=parts.coverage,
            rows=parts.rows,
            items=parts.items,
            nearest=instead,
            timings=clock.timings(),
        )

    def _notice(self, query: Query, parts: Composed) -> str:
        """What is to be said beside an answer: who does not state it; in place of one, what was looked for."""
        if not parts.claims:
            return phrases.decline(query, self._years_held(query))
        return phrases.covered(query.language, parts.coverage) if parts.coverage else ""

    @property
    def looks_again(self) -> bool:
        """Does a reader look at the passages? Not where the settings or the installation are without one."""
        return self._reader is not None

    @cached_property
    def _reader(self) -> Reader | None:
        return self._given_reader or (span_model() if self.settings.span_model else None)

    def warm(self) -> None:
        """Loads all that the first questions would wait for: the model, the vectors, the dictionary."""
        for question in ("预热", "warm up"):
            self.ask(question)

    def _years_held(self, query: Query) -> list[int]:
        """The years that the reports in scope are about."""
        sources = {source for group in query.groups for source in group.sources}
        return sorted({report.year for report in self.index.reports if report.source in sources and report.year})

    def _least_confidence(self, query: Query, looks: Looks) -> float:
        """The confidence below which an answer is declined."""
        return (self.settings.threshold if looks else self.settings.plain_threshold)[query.language]

    def _nearest(self, search: Search, lists: Sequence[Sequence[Hit]]) -> tuple[Claim, ...]:
        """What is said of another year or body, where the one asked for has no report."""
        query = search.query
        if not query.elsewhere and not any(group.absent for group in query.groups):
            return ()
        relaxed = search.about(anywhere(self.index, query))
        near = [
            _within(group, hits)[: self.settings.plain_reading]
            for group, hits in zip(relaxed.query.parts, lists, strict=True)
        ]
        return nearest(relaxed, _read(relaxed, near, {}, None), self.settings.plain_threshold[query.language])


def _read(search: Search, lists: Sequence[Sequence[Hit]], looks: Looks, reader: Reader | None) -> list[Found | None]:
    """The likeliest answer of each group's passages."""
    pairs = zip(search.query.parts, lists, strict=True)
    return [_of_group(search, group, hits, looks, reader) for group, hits in pairs]


def _of_group(search: Search, group: Group, hits: Sequence[Hit], looks: Looks, reader: Reader | None) -> Found | None:
    # Problems are named in words that a question need not share: the whole report of the body named is looked through.
    whole = search.index.passages_of(hits[0].source) if search.query.is_on_problems and group.body and hits else []
    return problems(search, whole) or read(search, group, hits, looks, reader)


def _years_for(part: str, query: Query) -> tuple[int, ...]:
    """The years of the whole question for a part that names none of its own."""
    return () if YEAR.search(part) else query.scope.years


def _is_of(group: Group, found: Found) -> bool:
    return not group.sources or found.passage.report.source in group.sources


def _usable(question: str, kind: str) -> str:
    """The question on one line; raises QuestionUnusable."""
    text = " ".join(question.encode("utf-8", "replace").decode().split())
    if not 0 < len(text) <= LONGEST_QUESTION:
        raise QuestionUnusable(f"a question has 1 to {LONGEST_QUESTION} characters, this one has {len(text)}")
    if kind not in ("", *KINDS):
        raise QuestionUnusable(f"there is no kind of question “{kind[:20]}”: it is one of {', '.join(KINDS)}")
    return text


def _within(group: Group, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if not group.sources or hit.source in group.sources]


def _worded(answer: Answer, written: Written, seconds: float) -> Answer:
    """The answer as the writer words it, where the reports hold that up; else as it is, and why."""
    reason = phrases.fallen_back(answer.language, written.reason) if written.reason else ""
    return replace(
        answer,
        claims=written.claims or answer.claims,
        notice=" ".join(filter(None, (answer.notice, reason))),
        timings={**answer.timings, "write": seconds, "total": answer.timings["total"] + seconds},
    )


def ask(
    question: str,
    *,
    index: Index | Path | str = "baogao-index",
    scope: Scope | None = None,
    history: Sequence[Turn] = (),
    kind: str = "",
) -> Answer:
    """Asks the reports of an index, an opened one or its folder; what is loaded is used again until the index changes.

    `scope`, `history` and `kind` as in Assistant.ask.

    >>> answer = ask("云湖区2023年行政许可事项有多少项？", index="baogao-index")  # doctest: +SKIP
    >>> answer.text, answer.citations[0].quote  # doctest: +SKIP
    """
    return _assistant(index).ask(question, scope, history, kind)


def table(
    measure: str,
    bodies: Sequence[str] = (),
    years: Sequence[int] = (),
    *,
    index: Index | Path | str = "baogao-index",
) -> Table:
    """What the reports of an index state of a measure, by body and year; arguments and errors as in Assistant.table.

    >>> table("城镇新增就业", years=[2023, 2024], index="baogao-index").to_csv()  # doctest: +SKIP
    """
    return _assistant(index).table(measure, bodies, years)


def _assistant(index: Index | Path | str) -> Assistant:
    if isinstance(index, Index):
        return Assistant(index)
    path = Path(index).resolve()
    with _loading:
        return _opened(path, current(path).name)


_loading = threading.Lock()


@lru_cache(maxsize=4)
def _opened(path: Path, _generation: str) -> Assistant:
    """One assistant a generation: a new build is met by a new key."""
    return Assistant(Index.open(path))


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self._begin = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self._stages[name] = time.perf_counter() - begin

    def timings(self) -> dict[str, float]:
        return {**self._stages, "total": time.perf_counter() - self._begin}
