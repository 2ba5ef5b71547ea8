"""A plan is no result: it is told as a plan where nothing else is stated, and declined where a result is asked for."""

from __future__ import annotations

import pytest

from rag import Assistant
from tests.rag.districts import shelved

OF_2023 = """2023年青嶂县政府工作报告

一、2022年工作回顾
完成规模以上固定资产投资75亿元，增长24%；社会消费品零售总额增长2%；预计生产总值增长5%左右。
城镇登记失业率4.1%。进出口总额增长6.3%。
青嶂大道二期竣工通车。
改造老旧小区12个，发放救助资金1.1亿元。

二、2023年工作目标
2023年，全县经济社会发展的主要预期目标是：生产总值增长6%以上，一般公共预算收入增长6.5%以上，社会消费品零售总额增长7%以上。
继续完善“2+8+N”就业服务网络，创新“社区微业”体系。
实施重点项目18个，计划投资37亿元。

三、城市建设
推动湖滨北环项目开工。
"""
OF_2022 = """2022年青嶂县政府工作报告

一、2021年工作回顾
生产总值增长7.1%，一般公共预算收入6.2亿元。规模以上工业增加值增长8%。

二、2022年工作目标
今年的主要预期目标是：社会消费品零售总额增长7%以上，固定资产投资增长10%以上，城镇登记失业率4.5%以内，规模以上工业增加值增长9%左右。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shelved(tmp_path_factory.mktemp("plans"), {"青嶂2023.txt": OF_2023, "青嶂2022.txt": OF_2022})


@pytest.mark.parametrize(
    "question",
    [
        "青嶂县2023年GDP最后实际涨了多少？",
        "青嶂县2023年一般公共预算收入最终收了多少？",
        "青嶂县2023年社会消费品零售总额增长了多少？",
        "How much did Qingzhang County's GDP actually grow in 2023?",
    ],
)
def test_a_target_is_no_result(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).declined


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青嶂县2023年社会消费品零售总额增长目标是多少？", "（青嶂县，2023年）社会消费品零售总额增长7%以上"),
        ("青嶂县2023年社会消费品零售总额的增速是多少？", "（青嶂县，2023年计划）社会消费品零售总额增长7%以上"),
        ("青嶂县2022年社会消费品零售总额增长了多少？", "（青嶂县，2022年）社会消费品零售总额增长2%"),
    ],
)
def test_a_target_is_told_as_one_where_the_question_does_not_ask_for_it(
    assistant: Assistant, question: str, said: str
) -> None:
    assert assistant.ask(question).text == said


def test_a_target_is_not_given_where_the_report_on_that_year_is_silent(assistant: Assistant) -> None:
    assert assistant.ask("青嶂县2022年规模以上工业增加值的增速是多少？").declined
    assert not assistant.ask("青嶂县2022年规模以上工业增加值的增速目标是多少？").declined


def test_in_english_too(assistant: Assistant) -> None:
    answer = assistant.ask("What was the growth of retail sales of consumer goods in Qingzhang County in 2023?")
    assert answer.text == "Qingzhang (2023, planned): at least 7% — “社会消费品零售总额增长7%以上”"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("青嶂县2022年社会消费品零售总额完成目标了吗？", "no"),
        ("青嶂县2022年固定资产投资达到目标了没有？", "yes"),
        ("青嶂县2022年城镇登记失业率控制目标实现了吗？", "yes"),
        ("Did Qingzhang County meet its 2022 target for retail sales of consumer goods?", "no"),
    ],
)
def test_whether_a_target_was_met_is_told_by_the_result(assistant: Assistant, question: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert [it.verdict for it in answer.claims[:2]] == ["", verdict]


def test_a_target_without_its_result_does_not_tell_whether_it_was_met(assistant: Assistant) -> None:
    assert assistant.ask("青嶂县2023年一般公共预算收入完成目标了吗？").declined


@pytest.mark.parametrize(
    "question",
    [
        "青嶂县2022年的GDP一共有多少个亿？",
        "What was the total value of Qingzhang County's imports and exports in 2022?",
    ],
)
def test_growth_is_no_amount(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).declined


@pytest.mark.parametrize(
    "question",
    [
        "青嶂县2023年要继续完善的“2+8+N”就业服务网络具体指什么？",
        "青嶂县“2+8+N”就业服务网络具体包括哪些内容？",
        "青嶂县2023年要开工的“湖滨北环”计划投资多少钱？",
    ],
)
def test_what_is_only_named_is_not_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.declined, answer.text
