"""Every error has its exit code and is one line."""

from __future__ import annotations

import pytest

from index import errors

CODES = {
    "BaogaoError": 1,
    "UnreadableReport": 3,
    "ShelfMissing": 4,
    "ModelUnavailable": 5,
    "IndexUnusable": 6,
    "IndexMissing": 6,
    "IndexBroken": 6,
    "IndexMismatch": 6,
    "IndexBusy": 6,
    "QuestionUnusable": 8,
}


def test_exit_codes_are_those_of_the_tree_in_the_docstring() -> None:
    found = {name: cls.exit_code for name, cls in vars(errors).items() if isinstance(cls, type)}
    assert found == CODES


@pytest.mark.parametrize("name", set(CODES) - {"BaogaoError"})
def test_all_descend_from_one(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.BaogaoError)


def test_a_refusal_names_the_file_and_the_reason() -> None:
    refused = errors.UnreadableReport("a/b.pdf", "is locked")
    assert (str(refused), refused.source, refused.reason) == ("a/b.pdf: is locked", "a/b.pdf", "is locked")
