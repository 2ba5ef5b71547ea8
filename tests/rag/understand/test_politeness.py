"""However a question is put, it is looked for alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.understand.politeness import without_politeness


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("请问云湖区2023年许可事项有多少项？谢谢！", "云湖区2023年许可事项有多少项？"),
        ("您好，麻烦帮我查一下松溪区的好评率", "松溪区的好评率？"),
        ("云湖区 行政 许可", "云湖区行政许可？"),
        ("Could you please tell me how many items Yunhu listed? Thank you!", "how many items Yunhu listed?"),
        ("请列出三项工作。", "请列出三项工作？"),
        ("能否认定低保对象", "能否认定低保对象？"),
        ("请求总量是多少？", "请求总量是多少？"),
        ("可以办理的事项有哪些？", "可以办理的事项有哪些？"),
        ("请问", "请问"),
        ("Please?", "Please?"),
    ],
)
def test_without_politeness(text: str, plain: str) -> None:
    assert without_politeness(text) == plain


@given(st.text(alphabet="请问帮我查一下云湖区2023许可谢谢？ ?Please tell me", max_size=30))
def test_twice_is_as_once(text: str) -> None:
    assert without_politeness(without_politeness(text)) == without_politeness(text)


@given(st.text(alphabet="云湖区许可2023年多少项", min_size=1, max_size=20))
def test_words_that_are_not_polite_stay(text: str) -> None:
    assert without_politeness(f"请问{text}？谢谢") == f"{text}？"
