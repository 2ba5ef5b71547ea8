"""Questions asked by several processes at once, each with an assistant of its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeAlias

from eval.questions import Question
from eval.run import Asker, Scored, Text, ask_all, ask_one, warm

Opener: TypeAlias = Callable[[], tuple[Asker, Text]]
"""Opens what is asked, and the texts of its reports; it must be picklable: it is called in each process."""

_opened: list[tuple[Asker, Text]] = []


def ask_spread(questions: Sequence[Question], opener: Opener, workers: int) -> Iterator[Scored]:
    """Every question asked and scored, in order; by this process where `workers` is 1.

    Answers do not depend on `workers`; the times of answers do, as processes share the cores.
    """
    if workers == 1:
        asker, text = opener()
        yield from ask_all(questions, asker, text)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _open, (opener, tuple(questions))) as pool:
        yield from pool.map(_ask, questions)


def peak_mib() -> float:
    """The most memory that this process and the largest of its ended children have held, in MiB."""
    unit = 2**20 if sys.platform == "darwin" else 2**10
    most = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(most) / unit


def _open(opener: Opener, questions: Sequence[Question]) -> None:
    import torch

    torch.set_num_threads(1)
    _opened.append(opener())
    warm(questions, _opened[0][0])


def _ask(question: Question) -> Scored:
    return ask_one(question, *_opened[0])
