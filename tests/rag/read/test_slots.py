"""Words that are near in all but one thing that the question fixes answer something else."""

from __future__ import annotations

from typing import Any

import pytest

from index import Index, sync
from rag import Assistant
from rag.settings import Settings

REPORT = """云湖区2023年法治政府建设报告

一、主要举措
2023年云湖区共纳入行政许可事项清单277项。
累计上线20个“一件事”。
在商务楼宇新增9个自助服务专区。
全区PM2.5浓度同比改善7.9%，单位GDP能耗下降3%。
全员劳动生产率从人均8万元提高到12万元。城镇调查失业率4.5%。
截至11月底收到评价44.89万件。
78家企业享受研发优惠6945万元，为819家企业发放失业保险稳岗返还资金。
开展电商发展行动，电商进出口额突破200亿元。
颁发全国首张综合许可证，云湖大道建成通车。
坚持“两清一改”，即清理文件、清理事项、改进流程。
免费学前教育生均标准从380元提高至1000元。
“1530”模式：1名校长带领5名教师，培养30名学员。
落实“四维三早”决策机制。

二、存在的问题
一是学法形式较为单一。二是数据平台建设还需加快。
改进措施：加强学习。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("slots")
    (folder / "reports").mkdir()
    (folder / "reports" / "云湖区2023.txt").write_text(REPORT, encoding="utf-8")
    sync(folder / "reports", folder / "index")
    return Assistant(Index.open(folder / "index"), Settings(threshold={"zh": 0.0, "en": 0.0}))


@pytest.mark.parametrize(
    "question",
    [
        "云湖区2023年纳入清单的277项行政许可事项中，由市场监管局主管的有几项？",
        "云湖区光2023年这一年上线了多少个“一件事”？",
        "云湖区2023年1至12月全年收到评价多少万件？",
        "云湖大道是2023年哪一天建成通车的？",
        "到2023年底，云湖区的自助服务专区总共有多少个？",
        "云湖区2023年PM2.5平均浓度是多少？",
        "What was Yunhu's average PM2.5 concentration in 2023?",
        "云湖区2023年青年人的城镇调查失业率是多少？",
        "By how much did Yunhu's tax revenue grow in 2023?",
        "云湖区的“四维三早”指什么？",
        "云湖区2023年发放失业保险稳岗返还资金多少钱？",
        "By how much did Yunhu's e-commerce imports and exports grow in 2023?",
    ],
)
def test_what_fills_another_place_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).declined


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云湖区2023年行政许可事项有多少项？", "277项"),
        ("云湖区2023年新增了多少个自助服务专区？", "9个"),
        ("云湖区2023年PM2.5浓度改善了多少？", "7.9%"),
        ("云湖区2023年城镇调查失业率是多少？", "4.5%"),
        ("云湖区全员劳动生产率从多少提高到多少？", "从人均8万元提高到12万元"),
        ("云湖区截至2023年上线了多少个“一件事”？", "20个"),
        ("云湖区2023年学前教育生均标准从多少涨到多少？", "从380元提高至1000元"),
        ("云湖区的“1530模式”到底是咋回事？", "1名校长带领5名教师"),
        ("云湖区的“两清一改”指什么？", "清理文件、清理事项、改进流程"),
        ("云湖区2023年有哪些没做好的地方？", "一是学法形式较为单一。二是数据平台建设还需加快。"),
    ],
)
def test_what_fills_it_is(assistant: Assistant, question: str, said: str) -> None:
    text: Any = assistant.ask(question).text
    assert said in text and "改进措施" not in text


def test_a_part_that_the_whole_leaves_out_is_answered_too(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区2023年行政许可事项有多少项？收到评价多少万件？")
    assert "277项" in answer.text and "44.89万件" in answer.text
