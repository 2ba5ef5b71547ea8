"""Several questions in one."""

from __future__ import annotations

import pytest

from rag.understand.compound import asks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("云湖区2023年办理许可多少项？涉及几个部门？", ("云湖区2023年办理许可多少项", "涉及几个部门")),
        (
            "要求PM2.5浓度降到多少以下，优良天数比率达到多少？",
            ("要求PM2.5浓度降到多少以下", "优良天数比率达到多少"),
        ),
        ("2023年支出是多少？比2022年增加多少？", ("2023年支出是多少", "2023年支出是比2022年增加多少")),
        (
            "云湖区2023年办了多少件实事，2024年又安排了多少件？",
            ("云湖区2023年办了多少件实事", "2024年又安排了多少件实事"),
        ),
        (
            "How many cars were sold, and how fast did sales grow?",
            ("How many cars were sold", "how fast did sales grow"),
        ),
    ],
)
def test_each_question_alone(text: str, parts: tuple[str, ...]) -> None:
    assert asks(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "云湖区2023年办理许可多少项？",
        "云湖和松溪谁的事项更多，各有多少？",
        "截至2023年，云湖区有多少项？",
        "那几个帮办点，2023年办了多少笔？",
        "Which had more items, Yunhu or Songxi, and how many?",
    ],
)
def test_one_question(text: str) -> None:
    assert asks(text) == ()
