"""Figures of a company's report that was dumped to text, each cell on a line of its own."""

from __future__ import annotations

import pytest

from rag import Assistant
from tests.rag.districts import shelved

REPORT = """[P1]
宁川时代新能源科技股份有限公司
2024 年年度报告
[P2]
第一节 公司概况
公司主要从事储能设备的研发、生产和销售，产品销往多个国家和地区。
[P3]
第二节 主要财务指标
项目
2024 年
2023 年
本年比上年增减
营业收入（千元）
362,012
400,917
-9.70%
归属于上市公司股东的净利润（千元）
50,744
44,121
15.01%
[P4]
第三节 收入与成本
单位：千元
项目
2024 年
2023 年
同比增减
金额
占营业收入比重
金额
占营业收入比重
储能设备收入
57,290
15.83%
59,900
14.94%
-4.36%
材料收入
28,699
7.93%
33,602
8.38%
-14.59%
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shelved(tmp_path_factory.mktemp("company"), {"annual_2024.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("宁川时代2024年营收是多少？", "营业收入（千元），2024 年：362,012"),
        ("宁川时代2023年营业收入是多少？", "营业收入（千元），2023 年：400,917"),
        ("宁川时代2024年归母净利润是多少？", "归属于上市公司股东的净利润（千元），2024 年：50,744"),
        ("宁川时代2024年储能设备收入是多少？", "储能设备收入（单位：千元），2024 年 金额：57,290"),
    ],
)
def test_a_figure_by_its_everyday_name_with_its_unit(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert said in answer.text and answer.citations[0].page in (3, 4)


def test_what_no_column_states_is_declined(assistant: Assistant) -> None:
    assert assistant.ask("宁川时代2021年营业收入是多少？").declined
    assert assistant.ask("川云时代2024年营业收入是多少？").declined
