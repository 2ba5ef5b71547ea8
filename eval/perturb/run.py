"""Perturbed questions asked: what was answered before and after, and how often that was as it must be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeAlias

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.perturb.questions import Expectation, Perturbed, met, of_questions
from eval.perturb.shelves import shelves
from eval.questions import Question
from eval.run import Asker
from eval.summary import Estimate, estimate
from index import Index, sync
from index.engine.manifest import CURRENT
from rag import Assistant
from rag.answer import Answer
from rag.settings import Settings

Watch: TypeAlias = Callable[[Sequence[Perturbed]], Iterable[Perturbed]]
"""May show progress: gives back what it is given, one by one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered to the original, and to the perturbed question."""

    perturbed: Perturbed
    before: Answer
    after: Answer

    @property
    def is_met(self) -> bool:
        return met(self.perturbed, self.before, self.after)


@dataclass(frozen=True, slots=True)
class Line:
    """Of one perturbation: the share of its outcomes that are as expected."""

    name: str
    expectation: Expectation
    met: Estimate


@dataclass(frozen=True, slots=True)
class Remembering:
    """Whoever answers questions, asked each of them once."""

    asker: Asker
    answers: dict[str, Answer] = field(default_factory=dict)

    def ask(self, question: str, /) -> Answer:
        if question not in self.answers:
            self.answers[question] = self.asker.ask(question)
        return self.answers[question]


def outcomes(
    questions: Sequence[Question],
    index: Index,
    seed: int = 0,
    distractors: int = 100,
    sample: int = 20,
    settings: Settings | None = None,
    watch: Watch = iter,
) -> tuple[Outcome, ...]:
    """Every perturbation: of all questions those that change the question, of a `sample` of them those that change the
    shelf. The index stays as it is."""
    own = Remembering(Assistant(index, settings))
    return (
        *run(of_questions(questions, index, seed), own, own, watch),
        *_on_shelves(drawn(questions, sample, seed), own, index, seed, distractors, settings, watch),
    )


def drawn(questions: Sequence[Question], sample: int, seed: int) -> list[Question]:
    """So many of the questions by chance, in their order; all where there are no more."""
    chosen = Random(f"{seed} sample").sample(range(len(questions)), min(sample, len(questions)))
    return [questions[at] for at in sorted(chosen)]


def run(asked: Sequence[Perturbed], before: Asker, after: Asker, watch: Watch = iter) -> tuple[Outcome, ...]:
    """Each original asked of the one, each perturbed question of the other."""
    return tuple(Outcome(it, before.ask(it.original.question), after.ask(it.question.question)) for it in watch(asked))


def _on_shelves(
    questions: Sequence[Question],
    own: Asker,
    index: Index,
    seed: int,
    distractors: int,
    settings: Settings | None,
    watch: Watch,
) -> tuple[Outcome, ...]:
    """Each shelf is asked beside the text shelf, that one beside the shelf as it is."""
    found: list[Outcome] = []
    before, nearest = own, index
    with TemporaryDirectory(prefix="baogao-perturbed-") as folder:
        for at, shelf in enumerate(shelves(questions, index, Path(folder, "shelves"), seed, distractors)):
            indexed = _indexed(shelf.reports, Path(folder, "indexes", f"{at:03}"), nearest)
            after = Remembering(Assistant(indexed, settings))
            found += run(shelf.asked, before, after, watch)
            if before is own:
                before, nearest = after, indexed
    return tuple(found)


def _indexed(reports: Path, folder: Path, nearest: Index) -> Index:
    """An index of the reports, made from a copy of another one, whose vectors stand for what is the same in both."""
    shutil.copytree(nearest.folder, folder / nearest.folder.name)
    (folder / CURRENT).write_text(f"{nearest.folder.name}\n", encoding="utf-8")
    sync(reports, folder, embedder=nearest.embedder)
    return Index.open(folder, nearest.embedder)


def summarise(outcomes: Sequence[Outcome]) -> tuple[Line, ...]:
    """One line a perturbation, in the order in which they first occur."""
    kinds = dict.fromkeys((it.perturbed.name, it.perturbed.expectation) for it in outcomes)
    return tuple(
        Line(name, expectation, estimate([float(it.is_met) for it in outcomes if it.perturbed.name == name]))
        for name, expectation in kinds
    )


def render(outcomes: Sequence[Outcome]) -> RenderableType:
    """A table of the lines: what is expected, of how many questions, the share that met it and its interval."""
    table = Table(title="Perturbed", title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("")
    table.add_column("the answer")
    for name in ("n", "met"):
        table.add_column(name, justify="right")
    for line in summarise(outcomes):
        shown = f"{line.met.value:.2f} [{line.met.low:.2f}, {line.met.high:.2f}]"
        table.add_row(line.name, line.expectation, str(line.met.n), shown)
    return table


def render_failures(outcomes: Iterable[Outcome]) -> RenderableType:
    """Every outcome that is not as expected: what was asked and answered, before and after."""
    return Group(*(line for it in outcomes if not it.is_met for line in _failure(it)))


def _failure(outcome: Outcome) -> Iterable[Text]:
    perturbed = outcome.perturbed
    yield Text(f"{perturbed.original.id}  {perturbed.name}: {perturbed.expectation}", style="bold")
    for question, answer in ((perturbed.original, outcome.before), (perturbed.question, outcome.after)):
        sources = ", ".join(dict.fromkeys(citation.source for citation in answer.citations))
        yield Text(f"  {question.question}")
        yield Text(f"    {'declined: ' if answer.declined else ''}{answer.text}".replace("\n", "\n    "))
        if sources:
            yield Text(f"    {sources}", style="dim")
    yield Text()
