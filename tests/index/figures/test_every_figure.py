"""What holds of every figure of every text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures import Figure
from index.figures.stored import from_json, to_json
from tests.index.figures.reading import read

_MEASURES = st.sampled_from(
    "地区生产总值 城镇新增就业 税收收入占比 PM2.5平均浓度 城镇、农村居民收入 发放 云湖区规上企业 total sales".split(" ")
)
_PREDICATES = st.sampled_from(
    [
        "达到",
        "增长",
        "下降",
        "分别增长",
        "控制在",
        "由",
        "提高到",
        "约为",
        "居全国",
        "高于全国",
        "力争超过",
        " increased ",
        " was ",
        "",
    ]
)
_VALUES = st.from_regex(r"[1-9]\d{0,3}(\.\d{1,2})?|[1-9],\d{3}|第[1-9]|2—3|-\d{2}|三十五", fullmatch=True)
_UNITS = st.sampled_from(
    " 亿元 % 个百分点 万人次 项行政许可事项 位 元/人 套（间） billion percent 多万家 左右".split(" ")
)
_MARKS = st.sampled_from(["，", "、", "。", "；", "\n", ", ", ". ", "和", ""])
_CLAUSES = st.builds("".join, st.tuples(_MEASURES | st.just(""), _PREDICATES, _VALUES, _UNITS, _MARKS))
_TEXTS = st.builds("".join, st.lists(_CLAUSES | st.text(max_size=8), max_size=6))


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(it)) for it in text if it.isdecimal())


def _lies_within(it: Figure, text: str) -> bool:
    spans = [it.clause, (it.start, it.end), *([it.at] if it.at else [])]
    return all(0 <= start < end <= len(text) for start, end in spans)


@given(_TEXTS, st.sampled_from([(), ("二、2025年工作安排",)]))
def test_spans_digits_and_storage(text: str, headings: tuple[str, ...]) -> None:
    for it in read(text, *headings):
        assert _lies_within(it, text)
        written = text[it.start : it.end]
        if re.search(r"\d", written):
            assert _digits(str(abs(it.value))).strip("0") in _digits(written)
        assert from_json(it.source, to_json(it)) == it


@pytest.mark.parametrize(
    "text",
    [
        "共有" * 3000 + "x5项。",
        "、" * 30000 + "5项。",
        "5项、" * 3000,
        "5%，" * 3000,
        "增长" * 9000 + "5%。",
        "全国" * 9000 + "5%",
        "a " * 9000 + "of 5 people.",
        "[1]" * 3000 + "5亿元",
        "的" * 9000 + "5%的" + "的" * 9000,
    ],
)
def test_long_lines_of_one_word_come_to_an_end(text: str) -> None:
    assert all(_lies_within(it, text) for it in read(text))
