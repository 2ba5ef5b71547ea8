"""Words of rise and fall."""

from __future__ import annotations

import pytest

from index.language.direction import directions, rises, tells_change


def test_directions_of_both_languages_in_order() -> None:
    text = "增长5%，回落1个百分点; Revenue Rose and costs fell"
    assert [(it[0], it.lastgroup) for it in directions(text)] == [
        ("增长", "up"),
        ("回落", "down"),
        ("Rose", "up"),
        ("fell", "down"),
    ]


def test_rises() -> None:
    assert rises("增加") and rises("Increased")
    assert not rises("减少") and not rises("fell")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [("增长3.3%", True), ("同比实际下降", True), ("比上年回落", True), ("", True), ("其中工业增长", False)],
)
def test_a_clause_that_only_tells_a_change(clause: str, expected: bool) -> None:
    assert tells_change(clause) is expected
