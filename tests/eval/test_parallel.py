"""Several processes ask, and the answers are those of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any

import eval.__main__ as command
from eval.parallel import ask_spread, peak_mib
from eval.run import Asker, Text
from rag.answer import Answer
from rag.write.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Known:
    """Answers what it was given the answers of; it can be sent to another process."""

    answers: dict[str, Answer]

    def ask(self, question: str) -> Answer:
        return self.answers[question]


def opened(answers: dict[str, Answer], texts: dict[str, str]) -> tuple[Asker, Text]:
    return Known(answers), texts.__getitem__


def test_two_processes_answer_as_one_does(questions: Any, shelf: Any, make: Any) -> None:
    answers = {
        it.question: make.reply(*[(fact[0], [make.cite(e.source, e.quote) for e in it.evidence]) for fact in it.facts])
        for it in questions
    }
    opener = partial(opened, answers, shelf.texts)
    one, two = (list(ask_spread(questions, opener, workers)) for workers in (1, 2))
    assert [it.question.id for it in two] == [it.id for it in questions]
    assert [(it.scores, it.answer, it.misses) for it in one] == [(it.scores, it.answer, it.misses) for it in two]
    assert any(it.scores.all_facts for it in two)


def test_memory_is_that_of_a_process() -> None:
    assert 50 < peak_mib() < 100_000


def test_what_opens_a_shelf_goes_to_other_processes() -> None:
    opener = partial(command._assistant, Path("idx"), False, Endpoint("http://localhost:1/v1", "m"))
    assert len(ForkingPickler.dumps(opener)) > 0
