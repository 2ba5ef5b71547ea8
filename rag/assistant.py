"""The path of one question: understand → retrieve → look again → read → cite → check → Answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path

from index import Hit, Index, Report
from index.embed import Floats
from index.errors import QuestionUnusable
from index.store import current
from rag import phrases
from rag.answer import Answer, Claim, Scope, Turn
from rag.compose import Composed, anywhere, composed, nearest
from rag.glossary import Terms
from rag.normal import normal
from rag.question import EVERYTHING, Group, Query, understand
from rag.read import Found, closely, read
from rag.retrieve import interleave, retrieve
from rag.second_look import Looks, reranked
from rag.settings import Settings
from rag.span_model import SpanModel, span_model
from rag.synonyms import other_words
from rag.write import Endpoint, Writer, written

LONGEST_QUESTION = 2000  # characters; what is longer is not a question


class Assistant:
    """Answers questions about one opened index. Safe to share between threads."""

    def __init__(self, index: Index, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or Settings()
        endpoint = Endpoint.from_environment()
        self._writer = Writer(endpoint) if endpoint else None

    def ask(self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()) -> Answer:
        """The answer, or a decline; raises QuestionUnusable for one that is empty or over 2,000 characters."""
        text = " ".join(question.encode("utf-8", "replace").decode().split())
        if not 0 < len(text) <= LONGEST_QUESTION:
            raise QuestionUnusable(f"a question has 1 to {LONGEST_QUESTION} characters, this one has {len(text)}")
        clock = _Clock()
        with clock.stage("understand"):
            query = understand(normal(text), self._shelf(scope), scope, history)
            terms = other_words(query.language, query.content, self.index.holds)
        with clock.stage("embed"):
            vector = self.index.embedder.queries([query.text])[0]
        with clock.stage("retrieve"):
            lists = retrieve(self.index, query, vector, terms, self.settings)
        with clock.stage("look"):
            chosen, looks = closely(self.index, query, lists, vector, terms, self._model, self.settings)
            lists = [reranked(hits, looks) for hits in lists]
        with clock.stage("read"):
            found = self._read(query, vector, terms, chosen, looks)
            told = composed(self.index, query, found, self._sure(query, looks), terms)
            instead = () if told.claims else self._nearest(query, lists, vector, terms)
        with clock.stage("write"):
            claims, reason = self._worded(query, told.claims, interleave(chosen, self.settings.evidence))
        return Answer(
            question=question,
            claims=claims,
            declined=not claims,
            notice=_notice(query, told, reason) if claims else phrases.decline(query, self._years_held(query)),
            language=query.language,
            scope=query.scope,
            kind=query.kind,
            measure=query.measure,
            coverage=told.coverage,
            nearest=instead,
            confidence=max((it.confidence for it in found if it), default=0.0),
            evidence=tuple(interleave(lists, self.settings.evidence)),
            timings=clock.timings(),
        )

    def _read(
        self, query: Query, vector: Floats, terms: Terms, lists: Sequence[Sequence[Hit]], looks: Looks
    ) -> list[Found | None]:
        """The likeliest answer of each group's passages."""
        groups = query.groups or (EVERYTHING,)
        return [
            read(self.index, query, group, vector, hits, terms, looks)
            for group, hits in zip(groups, lists, strict=True)
        ]

    def _worded(self, query: Query, claims: Sequence[Claim], hits: Sequence[Hit]) -> tuple[tuple[Claim, ...], str]:
        """The claims as the writer words them, where there is one and it is held up; else as they are, and why."""
        if self._writer is None or not claims:
            return tuple(claims), ""
        told = written(self._writer, self.index, query.text, query.language, hits)
        return told.claims or tuple(claims), told.reason

    @property
    def looks_again(self) -> bool:
        """Does the span model read the passages? Not where the settings or the installation are without it."""
        return self._model is not None

    @cached_property
    def _model(self) -> SpanModel | None:
        return span_model() if self.settings.span_model else None

    def warm(self) -> None:
        """Loads all that the first questions would wait for: the model, the vectors, the dictionary."""
        for question in ("预热", "warm up"):
            self.ask(question)

    def _shelf(self, scope: Scope | None) -> list[Report]:
        """The reports that are answered from: copies and superseded editions only where the caller names them."""
        named = scope.sources if scope else ()
        return [report for report in self.index.reports if report.is_current or report.source in named]

    def _years_held(self, query: Query) -> list[int]:
        """The years that the reports in scope are about."""
        sources = {source for group in query.groups for source in group.sources}
        return sorted({report.year for report in self.index.reports if report.source in sources and report.year})

    def _sure(self, query: Query, looks: Looks) -> float:
        """The confidence below which an answer is declined."""
        return (self.settings.threshold if looks else self.settings.plain_threshold)[query.language]

    def _nearest(self, query: Query, lists: Sequence[Sequence[Hit]], vector: Floats, terms: Terms) -> tuple[Claim, ...]:
        """What is said of another year or body, where the one asked for has no report."""
        if not query.elsewhere and not any(group.absent for group in query.groups):
            return ()
        relaxed = anywhere(self.index, query)
        groups = relaxed.groups or (EVERYTHING,)
        near = [_within(group, hits)[: self.settings.plain_reading] for group, hits in zip(groups, lists, strict=True)]
        found = self._read(relaxed, vector, terms, near, {})
        return nearest(self.index, relaxed, found, self.settings.plain_threshold[query.language])


def _within(group: Group, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if not group.sources or hit.source in group.sources]


def _notice(query: Query, told: Composed, reason: str) -> str:
    """What is to be said beside an answer: who does not state it, and that the writer's words were not to be had."""
    silent = phrases.covered(query.language, told.coverage) if told.coverage else ""
    return " ".join(filter(None, (silent, phrases.fallen_back(query.language, reason) if reason else "")))


def ask(
    question: str,
    *,
    index: Index | Path | str = "baogao-index",
    scope: Scope | None = None,
    history: Sequence[Turn] = (),
) -> Answer:
    """Asks the reports of an index, an opened one or its folder; what is loaded is used again until the index changes.

    >>> answer = ask("云湖区2023年行政许可事项有多少项？", index="baogao-index")  # doctest: +SKIP
    >>> answer.text, answer.citations[0].quote  # doctest: +SKIP
    """
    return _assistant(index).ask(question, scope, history)


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
