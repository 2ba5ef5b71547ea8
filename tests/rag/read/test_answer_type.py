"""Does a text hold the kind of thing that is asked for?"""

from __future__ import annotations

import pytest

from rag.read.answer_type import has_shape
from rag.understand.understand import understand


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("“五化”工程是哪“五化”？", "大力实施“五化”工程，推进融资、航运、科技、设计、物流服务。", False),
        ("“五化”工程是哪“五化”？", "“五化”即规范化、标准化、数字化、便利化、专业化。", True),
        ("“三清”行动是哪三清？", "开展清垃圾、清沟渠、清杂物“三清”行动。", True),
        ("“三清”行动是哪三清？", "开展“三清”行动，治理沟渠、河道。", False),
        ("新设了哪两家交易所？", "设立云湖证券交易所和青岚期货交易所。", True),
        ("新设了哪两家交易所？", "设立云湖证券交易所。", False),
        ("Which two exchanges were set up?", "The Yunhu Exchange and the Qinglan Exchange opened.", True),
        ("劳动生产率从多少提高到多少？", "劳动生产率从8万元提高到12万元", True),
        ("劳动生产率从多少提高到多少？", "劳动生产率增长8%", False),
        ("报告的文号是什么？", "云政发〔2024〕3号", True),
        ("报告的文号是什么？", "按照2023年度工作要点的要求", False),
        ("预算增幅定为多少？", "增幅均超过10%。", True),
        ("On what date did Norland accede?", "Norland acceded to the Convention, on 5 December 2024.", True),
        ("When will the session be held?", "The session will be held from April 13.", True),
        ("On what date did Norland accede?", "Norland acceded to the Convention.", False),
        ("What was the overall response rate?", "an overall response rate of 66.6 per cent", True),
        ("How is free cash flow defined?", "The Company defines free cash flow as cash less purchases.", True),
        ("What does net debt mean?", "Net debt, which refers to borrowings less cash, fell.", True),
        ("What does net debt mean?", "Net debt fell by a third.", False),
        ("有多少家企业？", "增长8.1%。", False),
        ("收入是多少亿元？", "接待游客2.6亿人次。", False),
    ],
)
def test_has_shape(question: str, text: str, expected: bool) -> None:
    assert has_shape(text, understand(question, [])) is expected
