"""Years: which words of a report on several years may answer."""

from __future__ import annotations

import pytest

from rag.years import of_another


@pytest.mark.parametrize(
    ("headings", "asked", "expected"),
    [
        (("一、总体情况", "2023 年报告"), (2024,), True),
        (("一、总体情况", "2024 年报告"), (2024,), False),
        (("2023年与2024年比较",), (2024,), False),
        (("一、总体情况",), (2024,), False),
        (("2023 年报告",), (), False),
    ],
)
def test_words_under_the_heading_of_another_year(
    headings: tuple[str, ...], asked: tuple[int, ...], expected: bool
) -> None:
    assert of_another(headings, asked) is expected
