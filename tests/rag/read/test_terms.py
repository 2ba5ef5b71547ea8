"""Is a term explained, or only used?"""

from __future__ import annotations

import pytest

from index import Index, sync
from rag import Assistant
from rag.read.terms import explains_by_name, is_explained
from rag.settings import Settings


@pytest.mark.parametrize(
    ("term", "said", "how_plainly"),
    [
        ("一箱制", "一箱制指集装箱全程不换箱、不开箱。", 2),
        ("链式改造", "5.“链式改造”：包括“供应链改造”和“产业链改造”。", 2),
        ("四进", "公众参与联系点“进园区、进社区、进窗口、进学校”。", 2),
        ("六保", "保居民就业、保基本民生、保市场主体、保粮食能源安全、保产业链供应链稳定、保基层运转。", 2),
        ("六保", "保居民就业、保基本民生，统筹推进各项工作。", 0),
        ("六保", "在“六稳”基础上提出“六保”任务。", 0),
        ("一箱制", "16.一单制、一箱制：一单制指凭一份运单托运。", 1),
        ("双千工程", "[1]“双千工程”：连续五年每年入库1000个以上项目，引进资金1000亿元。", 2),
        ("六个城市", "〔8〕六个城市：洁净城市、园林城市等。", 2),
        ("一箱制", "推广“一箱制”，提高效率。", 0),
        ("一箱制", "推广集装箱运输。", 0),
    ],
)
def test_how_plainly_a_term_is_explained(term: str, said: str, how_plainly: int) -> None:
    assert explains_by_name(term, said) == how_plainly


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("“两清一改”，即清理文件、改进流程。", True),
        ("落实清理文件、改进流程的“两清一改”", True),
        ("深入开展“两清一改”行动", False),
        ("以改革创新为动力，深入落实省里的部署，推进“两清一改”", False),
        ("推行“两清一改制”，即清理文件、改进流程。", True),
    ],
)
def test_used_or_explained(said: str, expected: bool) -> None:
    assert is_explained("两清一改", said) is expected


REPORT = """云湖区2024年政府工作报告

一、2023年工作回顾
推广“一箱制”“一单制”，完善多式联运，港口一箱制运输量增长12%，一箱制改革全面推开。
完善公众参与联系点制度，推行“四进”。涉及民生的决策进社区、进学校，涉及经济的决策进园区、进窗口。

二、名词解释
1.一单制、一箱制：一单制指凭一份运单一次托运、一次结算。一箱制指集装箱运输全程不换箱、不开箱的服务。
2.“链式改造”：包括“上游改造”和“下游改造”。“上游改造”是指由制造企业统一零部件标准，“下游改造”是指由平台企业提供工具。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("terms")
    (folder / "reports").mkdir()
    (folder / "reports" / "云湖区2024.txt").write_text(REPORT, encoding="utf-8")
    sync(folder / "reports", folder / "index")
    return Assistant(Index.open(folder / "index"), Settings())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云湖区报告里的“一箱制”是怎么解释的？", "一箱制指集装箱运输全程不换箱、不开箱的服务。"),
        ("云湖区说的“一单制”什么意思？", "一单制指凭一份运单一次托运、一次结算。"),
        ("云湖区的“链式改造”包括哪两种改造？", "包括“上游改造”和“下游改造”"),
    ],
)
def test_a_definition_is_read_where_the_term_is_explained(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).text
