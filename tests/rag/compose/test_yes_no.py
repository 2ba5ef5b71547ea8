"""Yes or no, by the words that decide."""

from __future__ import annotations

import pytest

from rag.compose.yes_no import decides
from rag.understand.understand import understand


@pytest.mark.parametrize(
    ("question", "said", "share", "expected"),
    [
        ("内部有没有人违纪？", "年内，单位无违法违纪现象发生。", 0.8, False),
        ("有没有收费？", "全年收取信息处理费0元。", 0.8, False),
        ("着过火吗？", "实现森林火灾零发生。", 0.2, False),
        ("是不是第一个做到的？", "全市率先实现移动端信息登记。", 0.7, True),
        ("是不是第一个做到的？", "全市率先实现移动端信息登记。", 0.2, None),
        ("改革推进了吗？", "不断深化改革，不仅推进了试点。", 0.9, True),
        ("是不是没有超期的？", "无超期件。", 0.9, None),
    ],
)
def test_decides(question: str, said: str, share: float, expected: bool | None) -> None:
    assert decides(understand(question, []), said, share) is expected
