"""Marks at half width among Chinese words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load.ocr.punctuation import full_width


@pytest.mark.parametrize(
    ("read", "set_in_print"),
    [
        ("(一)许可,共277项:", "（一）许可，共277项："),
        ("电话:0517-87220000,邮箱:yh@126.com)。", "电话：0517-87220000，邮箱：yh@126.com）。"),
        ("共1,234.5万元,增长5.2%(上年4.8%)", "共1,234.5万元，增长5.2%（上年4.8%）"),
        ("见http://a.gov.cn:80/x?y=1,下同", "见http://a.gov.cn:80/x?y=1，下同"),
        ("8:30至17:00", "8:30至17:00"),
        ("2023年, 云湖区", "2023年，云湖区"),
        ("云政发[2024]4号", "云政发〔2024〕4号"),
        ("附表(2024)另发", "附表（2024）另发"),
        ("GDP(亿元)", "GDP（亿元）"),
        ("条例》)要求", "条例》）要求"),
        ("（一)主动", "（一）主动"),
        ("1)加强领导", "1)加强领导"),
        ("—全区许可", "——全区许可"),
        ("2020—2023年", "2020—2023年"),
        ("Total (2023): 1,136; f(x)", "Total (2023): 1,136; f(x)"),
        ("", ""),
    ],
)
def test_marks_are_widened_beside_chinese_only(read: str, set_in_print: str) -> None:
    assert full_width(read) == set_in_print


@given(st.text("许可云湖aB19,:;?!()（），。 .-%@", max_size=30))
def test_nothing_but_widths_and_blanks_changes(line: str) -> None:
    def bare(text: str) -> str:
        return "".join(unicodedata.normalize("NFKC", text).split())

    assert bare(full_width(line)) == bare(line)
