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
        ("云湖镇是全区头一个产值超百亿元的镇吗？", "云湖镇成为全区第3个产值超百亿元的镇。", 0.9, False),
        ("云湖镇是全区第一个产值超百亿元的镇吗？", "云湖镇成为全区首个产值超百亿元的镇。", 0.9, True),
        ("改革推进了吗？", "不断深化改革，不仅推进了试点。", 0.9, True),
        ("是不是没有超期的？", "无超期件。", 0.9, None),
        ("是否编制发展规划？", "编制了未来三年发展规划。", 0.9, True),
        ("未来产业是否设立基金？", "为未来产业设立基金。", 0.9, True),
        ("是否编制发展规划？", "未编制发展规划。", 0.9, False),
        ("是否编制发展规划？", "编制了发展规划，没有发生违纪问题。", 0.9, True),
        ("是否编制发展规划？", "制度健全，但没有编制发展规划。", 0.9, False),
        ("审批时限是否压缩？", "审批时限压缩到不超过3个工作日。", 0.9, True),
        ("是否建成数据平台？", "平台不断完善，数据平台已建成，无人机巡查上线。", 0.9, True),
        ("国际收支是否平衡？", "国际收支不平衡。", 0.9, False),
        ("大桥通车是不是拖了工期？", "大桥提前一年建成通车。", 0.9, False),
        ("城里上学还用交学杂费吗？", "全面免除城市义务教育学杂费。", 0.5, False),
        ("Did budget revenue shrink?", "一般公共预算收入增长0.7%。", 0.9, False),
        ("申请答复有没有超期的？", "受理申请21件，答复21件。", 0.9, None),
        ("开户数过了2000万吗？", "开户数近1800万。", 0.9, None),
    ],
)
def test_decides(question: str, said: str, share: float, expected: bool | None) -> None:
    assert decides(understand(question, []), said, share >= 0.6) is expected
