import re

import pytest

from rag.understand import question_type


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("云湖区2023年有多少项？", "zh"),
        ("How many items did Yunhu have?", "en"),
        ('What is the "Qinglan Code" (青岚码) that firms can obtain?', "en"),
        ("2024年新增POS机多少台", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert question_type.language(text) == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("云湖区2023年行政许可事项有多少项？", "fact"),
        ("松溪和云湖哪个区更多？", "compare"),
        ("Which one was lowest?", "compare"),
        ("三个区加起来有多少个？", "aggregate"),
        ("有没有出过违纪的事？", "yesno"),
        ("大桥打通了没有？", "yesno"),
        ("定没定具体目标？", "yesno"),
        ("工程完工了没？", "yesno"),
        ("Did Yunhu reach its goal?", "yesno"),
        ("What share of senior roles did women hold?", "fact"),
        ("Which measures did the council take?", "list"),
        ("“两个集中”是指什么？", "definition"),
        ("“揭榜挂帅”大白话怎么讲？", "definition"),
        ("报告是怎么解释“一箱制”的？", "definition"),
        ("“一箱制”啥意思", "definition"),
        ("What does the 123 mechanism require?", "definition"),
        ("开通了哪几条地铁线？", "list"),
        ("云湖区和松溪区的生产总值分别是多少？", "fact"),
        ("这三个中心分别是什么？", "list"),
        ("Name the places with a remote window.", "list"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert question_type.kind(text) == kind


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("有多少项？", "number"),
        ("压缩了百分之几？", "percent"),
        ("What percentage of cases?", "percent"),
        ("哪一年启用？", "date"),
        ("2023年和2024年哪一年开出的处罚更多？", "number"),
        ("2023年和2024年哪年办件多？", "number"),
        ("哪一年成立大数据局？", "date"),
        ("哪年启用政务大厅？", "date"),
        ("在哪家医院？", ""),
    ],
)
def test_shape(text: str, shape: str) -> None:
    assert question_type.shape(text) == shape


@pytest.mark.parametrize(
    ("text", "count"), [("哪五项？", 5), ("天津的“五化”到底是哪几个？", 5), ("哪10种有色金属？", 10), ("哪些地方？", 0)]
)
def test_items_asked(text: str, count: int) -> None:
    assert question_type.items_asked(text) == count


@pytest.mark.parametrize(
    ("text", "unit"), [("有多少项？", "项"), ("几家部门", "家"), ("花了多少钱", "元"), ("是什么", "")]
)
def test_unit_asked(text: str, unit: str) -> None:
    assert question_type.unit_asked(text) == unit


def test_plans_are_told_from_results() -> None:
    assert question_type.plans("2025年打算新建多少个？")
    assert question_type.plans("What is the target for 2025?")
    assert not question_type.plans("2024年建成了多少个？")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云湖和松溪谁推出的事项更多？", True),
        ("Which one was lowest?", True),
        ("云湖区2023年行政许可事项有多少项？", False),
    ],
)
def test_what_is_compared_by_number(text: str, expected: bool) -> None:
    assert question_type.weighs(text) is expected


def test_what_is_compared_is_looked_for_without_the_comparing() -> None:
    assert question_type.content("行政许可跟上一年比是涨了还是跌了？", (), re.compile("上一年")) == "行政许可"
    assert "同比" in question_type.content("生产总值同比是增长还是下降？", (), re.compile("$^"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年末坏账准备是多少？", False),
        ("计提的资产减值准备有多少？", False),
        ("存款准备金率下调了多少？", False),
        ("存货跌价准备余额？", False),
        ("明年准备建几所学校？", True),
        ("区里准备怎么做？", True),
    ],
)
def test_provisions_in_accounts_are_no_plan(text: str, expected: bool) -> None:
    assert question_type.plans(text) is expected


def test_an_english_question_names_terms_in_chinese_too() -> None:
    assert question_type.quoted('What are the "six protections" (六保)?') == ["six protections", "六保"]
