"""Every error has its exit code and is one line."""

from __future__ import annotations

import pytest

from index import errors
from index.reasons import Code, Reason

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
    "ArgumentInvalid": 11,
    "NotOnShelf": 12,
    "SettingInvalid": 13,
}


def test_exit_codes_are_those_of_the_tree_in_the_docstring() -> None:
    classes = {name: it for name, it in vars(errors).items() if isinstance(it, type) and issubclass(it, Exception)}
    found = {name: it.exit_code for name, it in classes.items()}
    assert found == CODES


@pytest.mark.parametrize("name", sorted(set(CODES) - {"BaogaoError"}))
def test_all_descend_from_one(name: str) -> None:
    assert issubclass(getattr(errors, name), errors.BaogaoError)


def test_a_refusal_names_the_file_and_the_reason() -> None:
    refused = errors.UnreadableReport("a/b.pdf", Reason.of(Code.TOO_MANY_PAGES, 2000))
    assert str(refused) == "a/b.pdf: has more than 2000 pages; split it"
    assert (refused.source, refused.reason.code, refused.reason.values) == ("a/b.pdf", Code.TOO_MANY_PAGES, (2000,))
