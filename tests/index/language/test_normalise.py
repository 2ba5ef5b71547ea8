"""The question as it is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.normalise import is_traditional, normal, simplified


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("２０２４年ＧＤＰ增长７．５％", "2024年GDP增长7.5%"),
        ("青浦區２０２３年有多少項？", "青浦区2023年有多少项？"),
        ("長寧區一共設了幾個窗口？", "长宁区一共设了几个窗口？"),
        ("二〇二四年有多少项", "2024年有多少项"),
        ("二零二四年度", "2024年度"),
        ("二○二三、二○二四年分别", "2023、2024年分别"),
        ("一九九八年", "1998年"),
        ("前年有多少项", "前年有多少项"),
        ("二百七十七项", "二百七十七项"),
        ("二十四年", "二十四年"),
        ("第二〇二四号", "第二〇二四号"),
        ("面积多少㎡、多少km²？", "面积多少㎡、多少km²？"),
        ("How many items in ２０２３?", "How many items in 2023?"),
    ],
)
def test_what_is_understood(typed: str, understood: str) -> None:
    assert normal(typed) == understood


@pytest.mark.parametrize(
    "text",
    ["乾隆年间的著作", "声名狼藉，慰藉，藉口", "毕昇", "余额", "瞭望台", "朱镕基", "著名的后台干部", "什么", "哪吒"],
)
def test_simplified_text_is_left_alone(text: str) -> None:
    assert normal(text) == text


def test_words_that_two_characters_stand_for_are_told_apart() -> None:
    assert normal("乾隆與乾淨、著名與顯著、頭髮與發展") == "乾隆与干净、著名与显著、头发与发展"


@given(st.one_of(st.text(), st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0xFFEF), max_size=40)))
def test_a_question_understood_stays_as_it_is(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert len(once) <= 2 * len(text)


def test_simplified_characters_stand_one_for_one() -> None:
    text = "臺北市政府施政報告，后（皇后）與後（以後）。"
    assert len(simplified(text)) == len(text)
    assert simplified("云湖区报告") == "云湖区报告"


@pytest.mark.parametrize(
    ("text", "is_so"), [("嵐溪市政府施政績效報告", True), ("云湖区政府工作报告，毕昇、陳某", False), ("", False)]
)
def test_texts_in_traditional_characters(text: str, is_so: bool) -> None:
    assert is_traditional(text) == is_so
