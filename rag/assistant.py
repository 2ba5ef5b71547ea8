"""The path of one question: understand → retrieve → look again → read → cite → check → Answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache
from itertools import zip_longest
from pathlib import Path

from index import Hit, Index, Report
from index.errors import QuestionUnusable
from index.store import current
from rag import phrases
from rag.answer import Answer, Claim, Scope, Turn
from rag.check import unsupported
from rag.cite import cite
from rag.glossary import translations
from rag.question import EVERYTHING, Query, understand
from rag.read import Found, closely, read
from rag.retrieve import interleave, retrieve
from rag.second_look import reranked
from rag.settings import Settings
from rag.span_model import SpanModel, span_model

LONGEST_QUESTION = 2000  # characters; what is longer is not a question


class Assistant:
    """Answers questions about one opened index. Safe to share between threads."""

    def __init__(self, index: Index, settings: Settings | None = None) -> None:
        self.index = index
        self.settings = settings or Settings()

    def ask(self, question: str, scope: Scope | None = None, history: Sequence[Turn] = ()) -> Answer:
        """The answer, or a decline; raises QuestionUnusable for one that is empty or over 2,000 characters."""
        text = " ".join(question.encode("utf-8", "replace").decode().split())
        if not 0 < len(text) <= LONGEST_QUESTION:
            raise QuestionUnusable(f"a question has 1 to {LONGEST_QUESTION} characters, this one has {len(text)}")
        clock = _Clock()
        with clock.stage("understand"):
            query = understand(text, self._shelf(scope), scope, history)
            terms = translations(query.content, self.index.holds) if query.language == "en" else []
        with clock.stage("embed"):
            vector = self.index.embedder.queries([query.text])[0]
        with clock.stage("retrieve"):
            lists = retrieve(self.index, query, vector, terms, self.settings)
        with clock.stage("look"):
            chosen, looks = closely(self.index, query, lists, vector, terms, self._model, self.settings)
            lists = [reranked(hits, looks) for hits in lists]
        with clock.stage("read"):
            found = [
                read(self.index, query, group, vector, hits, terms, looks)
                for group, hits in zip(query.groups or (EVERYTHING,), chosen, strict=True)
            ]
        evidence = interleave(lists, self.settings.evidence)
        return self._answer(question, query, found, evidence, clock.timings())

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

    def _answer(
        self,
        question: str,
        query: Query,
        found: Sequence[Found | None],
        evidence: Sequence[Hit],
        timings: dict[str, float],
    ) -> Answer:
        claims = self._claims(query, found)
        confidence = max((it.confidence for it in found if it), default=0.0)
        return Answer(
            question=question,
            claims=claims,
            declined=not claims,
            notice="" if claims else phrases.decline(query, self._years_held(query)),
            language=query.language,
            scope=query.scope,
            confidence=confidence,
            evidence=tuple(evidence),
            timings=timings,
        )

    def _shelf(self, scope: Scope | None) -> list[Report]:
        """The reports that are answered from: copies and superseded editions only where the caller names them."""
        named = scope.sources if scope else ()
        return [report for report in self.index.reports if report.is_current or report.source in named]

    def _years_held(self, query: Query) -> list[int]:
        """The years that the reports in scope are about."""
        sources = {source for group in query.groups for source in group.sources}
        return sorted({report.year for report in self.index.reports if report.source in sources and report.year})

    def _claims(self, query: Query, found: Sequence[Found | None]) -> tuple[Claim, ...]:
        sure = (self.settings.threshold if self._model else self.settings.plain_threshold)[query.language]
        pairs = zip_longest(query.groups, found)
        claims = [cite(self.index, query, group, it) for group, it in pairs if it is not None and it.confidence >= sure]
        return tuple(claim for claim in claims if not unsupported(claim))


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
