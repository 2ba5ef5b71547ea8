"""Words for lexical search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.tokens import fold, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政许可277项, POS机", ["行政", "政许", "许可", "277", "项", "pos", "机"]),
        ("９９．８％", ["99.8"]),
        ("2023 年", ["2023", "年"]),
        ("云 湖 区", ["云湖", "湖区"]),
        ("Qingpu District's", ["qingpu", "district", "s"]),
        ("", []),
        ("——，。", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(st.characters()))
def test_any_text_has_words(text: str) -> None:
    """Lone surrogates included."""
    assert all(words(text))


@given(st.text("云湖区2023年ＡBc ％%，.　 "))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_one_spelling_for_search() -> None:
    assert fold("（ＡＢＣ）９９％　云 湖\n区 A") == "(abc)99% 云湖区 a"


@pytest.mark.parametrize("text", ["\ue000\ue001\ue002", "한국어"])
def test_only_chinese_is_paired(text: str) -> None:
    assert words(text) == []
