"""Is a number of the measure asked for?"""

from __future__ import annotations

import pytest

from index.report import Passage, Report
from rag.read.extract import Found
from rag.read.measure import of_measure
from rag.understand.understand import understand
from tests.rag.conftest import search_for


def fits(question: str, said: str, title: str = "") -> bool:
    report = Report("a.txt", "0" * 64, title or said)
    found = Found(Passage(0, report, (), 0, len(said), None, said), 0, len(said), 0.9)
    return of_measure(search_for(understand(question, [])), found)


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("2023年非税收入是多少？", "税收收入20亿元。", False),
        ("2023年非税收入是多少？", "非税收入20亿元。", True),
        ("2023年研发经费占比是多少？", "研发经费投入20亿元。", False),
        ("2023年PM2.5平均浓度是多少？", "PM2.5浓度同比改善7.9%。", False),
        ("2023年PM2.5平均浓度是多少？", "PM2.5浓度降至38微克/立方米，同比改善7.9%。", True),
        ("2023年PM2.5浓度改善了多少？", "PM2.5浓度同比改善7.9%。", True),
        ("What was the non-tax revenue in 2023?", "税收收入20亿元。", False),
    ],
)
def test_a_sibling_or_a_change_is_another_measure(question: str, said: str, expected: bool) -> None:
    assert fits(question, said) is expected


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What was the operating income of the Ground segment in 2023?", "Ground segment: operating income of $3,140"),
        ("What was the urban unemployment rate in 2023?", "Joblessness in towns stood at 5 per cent."),
    ],
)
def test_an_english_report_is_not_held_to_chinese_words(question: str, said: str) -> None:
    assert fits(question, said, "Calder Robotics plc annual report")
