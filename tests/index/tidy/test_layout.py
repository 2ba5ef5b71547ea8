"""To which width a file wraps its lines."""

from __future__ import annotations

from index.tidy.layout import wrap_width


def test_the_width_of_a_wrapped_file() -> None:
    assert wrap_width(["云" * 25] * 10 + ["云湖区。"]) == 50


def test_the_width_is_where_most_lines_end_not_the_longest_line() -> None:
    """Punctuation hangs beyond the edge."""
    assert wrap_width(["云" * 26] * 20 + ["云" * 26 + "，"] * 3 + ["云" * 25] * 4) == 52


def test_lines_of_any_length_are_not_wrapped() -> None:
    assert wrap_width(["云" * n for n in range(20, 60)]) is None


def test_lines_that_end_sentences_are_not_wrapped() -> None:
    assert wrap_width(["云" * 24 + "。"] * 20) is None


def test_few_lines_tell_nothing() -> None:
    assert wrap_width(["云" * 25] * 3) is None
    assert wrap_width([]) is None


def test_short_lines_alike_are_a_list_unless_they_are_running_text() -> None:
    assert wrap_width(["云湖区人民政府办公室综合科"] * 20) is None
    assert wrap_width(["云湖区，人民政府办公室的综"] * 20) == 26
