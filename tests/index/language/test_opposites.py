"""Words that say the contrary of one another."""

from __future__ import annotations

import pytest

from index.language.opposites import asks_for_the_unwelcome, contraries


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        ("是不是拖了工期？", "提前一年建成", True),
        ("还用交学杂费吗？", "免除学杂费", True),
        ("落户还有限制吗？", "放开落户", True),
        ("落户还有限制吗？", "放开落户限制", False),
        ("收入少了吗？", "收入增长5%", True),
        ("Did revenue fall?", "收入增长5%", True),
        ("Did revenue grow?", "收入下降5%", True),
        ("收入增长了吗？", "收入增长5%", False),
        ("开通了拖拉机专线吗？", "提前开通", False),
    ],
)
def test_contraries(asked: str, said: str, expected: bool) -> None:
    assert any(it.is_said_by(said) for it in contraries(asked)) is expected


@pytest.mark.parametrize(
    ("asked", "expected"), [("有没有超期的？", True), ("发生过事故吗？", True), ("建成了吗？", False)]
)
def test_what_nobody_hopes_for(asked: str, expected: bool) -> None:
    assert asks_for_the_unwelcome(asked) is expected
