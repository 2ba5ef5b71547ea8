"""Chinese names in pinyin: told from English words, and met in Chinese text."""

from __future__ import annotations

import pytest

from index.language.pinyin import in_pinyin, romanised
from index.report import Report
from rag.understand.understand import understand

SHELF = [Report("a.txt", "0" * 64, "云湖区2024年报告", "", ("青岚市", "云湖区"), 2024)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How long is the Tianshan Shengli Tunnel?", ["tianshan", "shengli"]),
        ("What did Premier Li Keqiang's report say?", []),
        ("How many Chinese companies are there?", []),
    ],
)
def test_in_pinyin(text: str, words: list[str]) -> None:
    assert in_pinyin(text) == words


def test_chinese_text_is_met_by_its_sound() -> None:
    assert "tianshanshengli" in romanised("天山胜利隧道全线贯通")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How long is Yunhu's Huahu Tunnel?", ("huahu",)),
        ("How many items did Yunhu list?", ()),
        ("Did Beijing or Suzhou list more Panda items?", ()),
        ("云湖区Huahu隧道有多长？", ()),
    ],
)
def test_names_of_a_question_are_no_bodies_and_no_words(question: str, names: tuple[str, ...]) -> None:
    assert understand(question, SHELF).names == names
