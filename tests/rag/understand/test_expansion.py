"""Other ways in which a term of a question may be written."""

from __future__ import annotations

import pytest

from rag.understand.expansion import _groups, alternatives


@pytest.mark.parametrize(
    ("content", "held", "expected"),
    [
        ("市监局 处罚", {"市场监督管理局"}, [("市监局", "市场监督管理局")]),
        ("市场监管局", {"市监局", "市场监督管理局"}, [("市场监管局", "市监局", "市场监督管理局")]),
        ("人社局", {"人力资源和社会保障局"}, [("人社局", "人力资源和社会保障局")]),
        ("人社厅", {"人力资源和社会保障局"}, []),
        ("卫健委", {"卫生健康委员会"}, [("卫健委", "卫生健康委员会")]),
        ("发改委", {"发展改革委"}, [("发改委", "发展改革委")]),
        ("住建局", {"住房和城乡建设局"}, [("住建局", "住房和城乡建设局")]),
        ("GDP 增速", {"地区生产总值"}, [("GDP", "地区生产总值")]),
        ("gdp 增速", {"地区生产总值"}, [("gdp", "地区生产总值")]),
        ("地区生产总值", {"GDP", "地区生产总值"}, [("地区生产总值", "GDP")]),
        ("规上工业 社零", {"规模以上", "社会消费品零售总额"}, [("规上", "规模以上"), ("社零", "社会消费品零售总额")]),
        ("固投", {"固定资产投资"}, [("固投", "固定资产投资")]),
        ("外贸", {"货物进出口", "进出口总额"}, [("外贸", "货物进出口", "进出口总额")]),
        ("双随机一公开", {"双随机、一公开"}, [("双随机一公开", "双随机、一公开")]),
        ("清单二百七十七项", {"277项"}, [("二百七十七项", "277项")]),
        ("清单 277", {"二百七十七"}, [("277", "二百七十七")]),
        ("开会4次", {"四次"}, [("4次", "四次")]),
        ("开会两次", {"2次"}, [("两次", "2次")]),
        ("开会2次", {"两次"}, [("2次", "两次")]),
        ("一件事、三个“三个”", {"1件", "3个"}, [("三个", "3个")]),
        ("十五五规划", {"15", "5"}, []),
        ("五化", {"5"}, []),
        ("增长7.5%", {"七", "五"}, []),
    ],
)
def test_forms_that_the_shelf_holds(content: str, held: set[str], expected: list[tuple[str, ...]]) -> None:
    assert alternatives(content, held.__contains__) == expected


def test_a_term_that_the_shelf_writes_in_no_other_way_is_left_out() -> None:
    assert alternatives("市监局 GDP 二百七十七项", lambda _: False) == []


def test_no_form_means_two_things() -> None:
    forms = [form for group in _groups() for form in group]
    assert len(forms) == len(set(forms))
