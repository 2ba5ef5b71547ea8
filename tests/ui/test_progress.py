"""Files on their way to the shelf: each goes from waiting over reading and indexing to its end, beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from chat.library.progress import Added, Batch, Step, source_of
from index.errors import BaogaoError
from index.files.worker import Failure, File, Pages
from index.reasons import Code, Reason

CONTENT: Any = object()  # stands for what a file holds


@pytest.fixture
def told() -> list[Sequence[Step | Added]]:
    return []


def file(name: str) -> File:
    return File(Path("/reports", name), name)


def test_each_file_goes_its_own_way_to_the_index(told: list[Sequence[Step | Added]]) -> None:
    batch = Batch([Path("/reports/a.pdf"), Path("/reports/b.txt")], told.append)
    batch.watch(file("a.pdf"), Pages(0, 0))
    batch.watch(file("a.pdf"), Pages(2, 9))
    batch.watch(file("b.txt"), CONTENT)
    batch.progress("read", 1, 2)
    batch.progress("embed", 64, 100)
    batch.progress("embed", 100, 100)
    assert told == [
        (Step("a.pdf"), Step("b.txt")),
        (Step("a.pdf", "reading"), Step("b.txt")),
        (Step("a.pdf", "reading", 2, 9), Step("b.txt")),
        (Step("a.pdf", "reading", 2, 9), Step("b.txt", "read")),
        (Step("a.pdf", "indexing", 64, 100), Step("b.txt", "indexing", 64, 100)),
        (Step("a.pdf", "indexing"), Step("b.txt", "indexing")),
    ]


def test_what_is_refused_stays_so(told: list[Sequence[Step | Added]]) -> None:
    large = Added("c.zip", refusal=BaogaoError("too large"))
    batch = Batch([Path("a.pdf"), large], told.append)
    batch.watch(file("a.pdf"), Failure(Reason.of(Code.EMPTY)))
    batch.progress("embed", 0, 10)
    refused, same = told[-1]
    assert isinstance(refused, Added) and str(refused.refusal) == "a.pdf: the file is empty" and same is large


def test_others_files_are_passed_over_and_twice_the_same_is_told_twice(told: list[Sequence[Step | Added]]) -> None:
    batch = Batch([Path("a.pdf"), Path("a.pdf")], told.append)
    batch.watch(file("sub/a.pdf"), CONTENT)
    batch.watch(file("a.pdf"), CONTENT)
    assert told == [(Step("a.pdf"),) * 2, (Step("a.pdf", "read"),) * 2]


def test_a_file_is_known_by_the_name_that_the_index_gives_it() -> None:
    assert source_of(Path("/reports/a\nb.txt")) == "a\\nb.txt"
