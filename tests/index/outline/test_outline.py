"""Headings → sections."""

from __future__ import annotations

import time

import pytest

from index.load.lines import Line, Loaded
from index.load.text import read
from index.outline import outline
from index.report import Row
from index.tidy import tidy

REPORT = """云湖区2023年法治政府建设报告
现将有关情况报告如下。
一、主要举措
（一）学法用法
全年集体学法4次。
（二）优化服务。全年办理行政许可277项，较上年增长。
1. 推进“一网通办”
上线事项301项。
2. 规范执法
（1）执法检查
共检查12次。
二、下一步打算
继续努力。
"""


def paths(text: str) -> list[tuple[str, ...]]:
    tidied = tidy(read(text))
    return [section.headings for section in outline(tidied.text, tidied.paragraphs)]


def test_chinese_numbering_nests() -> None:
    measures, services = "一、主要举措", "（二）优化服务"
    assert paths(REPORT) == [
        (),
        (measures,),
        (measures, "（一）学法用法"),
        (measures, services),
        (measures, services, "1. 推进“一网通办”"),
        (measures, services, "2. 规范执法"),
        (measures, services, "2. 规范执法", "（1）执法检查"),
        ("二、下一步打算",),
    ]


def test_a_section_holds_its_heading_and_what_follows() -> None:
    tidied = tidy(read(REPORT))
    last = outline(tidied.text, tidied.paragraphs)[-1]
    assert tidied.text[last.start : last.end] == "二、下一步打算\n继续努力。\n"


def test_markdown_marks_nest() -> None:
    assert paths("# 甲\n正文。\n## 乙\n正文。\n### 丙\n正文。\n## 丁\n正文。") == [
        ("甲",),
        ("甲", "乙"),
        ("甲", "乙", "丙"),
        ("甲", "丁"),
    ]


def test_marked_and_numbered_headings_mix() -> None:
    assert paths("# 报告\n## 一、回顾\n### （一）成绩\n正文。\n## 二、打算\n正文。")[1:] == [
        ("报告", "一、回顾"),
        ("报告", "一、回顾", "（一）成绩"),
        ("报告", "二、打算"),
    ]


def test_chapters_stand_above_numbered_headings() -> None:
    assert paths("第一章 总则\n一、目的\n正文。\n第二章 职责\n正文。") == [
        ("第一章 总则",),
        ("第一章 总则", "一、目的"),
        ("第二章 职责",),
    ]


@pytest.mark.parametrize(
    "heading", ["2023年工作回顾", "今年工作安排", "总体要求", "名词解释", "附件1", "附件2 名词解释"]
)
def test_headings_without_a_number(heading: str) -> None:
    assert paths(f"正文。\n{heading}\n正文。") == [(), (heading,)]


def test_the_title_of_an_annex_stands_below_its_number() -> None:
    assert paths("正文。\n附件1\n2025年十件民生实事\n正文。") == [(), ("附件1 2025年十件民生实事",)]
    assert paths("正文。\n附件1\n全年办理3件。\n正文。") == [(), ("附件1",)]


@pytest.mark.parametrize(
    "line",
    [
        "今年工作的总体要求是：",
        "过去的一年，外交工作取得显著成就。",
        "2025年云湖区政府工作报告",
        "工作人员12名",
        "一、二、三等奖各若干名；其余按照规定办理；",
        "三是强化监督。",
        "一是强化监督。",
        "一般公共预算收入增长3%",
        "1.5万件",
        "2023年，全区共办理许可277项。",
        "1. 全年办理行政许可277项；",
        "1. 全年办理行政许可277项。同比增长。",
        "一是办理许可277项。同比增长。",
        "一是抓学习。全年学法四次。二是抓宣传。发放资料。",
        "一是在全区各部门各镇街全面深入持续地推进依法行政和政务公开各项重点工作。取得成效。",
        "第二十条规定应当主动公开的信息。",
        "第二十条第（五）项规定的许可。",
        "第1部分 正文 → 总计",
        "（二）全区认真贯彻落实中央、市委和区委关于法治政府建设的各项决策部署并且取得了明显的成效和广泛的好评。",
        "全年办理，一是许可，二是处罚。",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    assert paths(f"{line}\n正文。") == [()]


def test_parts_without_a_number_stand_above_numbered_headings() -> None:
    text = "2024年工作回顾\n正文。\n一、经济\n正文。\n2025年工作安排\n正文。\n一、产业\n正文。"
    review, plan = "2024年工作回顾", "2025年工作安排"
    assert paths(text) == [(review,), (review, "一、经济"), (plan,), (plan, "一、产业")]


@pytest.mark.parametrize(
    ("first", "second"),
    [("一. 甲", "二. 乙"), ("一，甲", "二，乙"), ("一 、甲", "二 、乙"), ("Ⅰ、甲", "Ⅱ、乙"), ("（一)、甲", "（二).乙")],
)
def test_odd_forms_of_numbering(first: str, second: str) -> None:
    assert paths(f"{first}\n正文。\n{second}\n正文。") == [(first,), (second,)]


@pytest.mark.parametrize(
    ("first", "second"), [("１．甲", "２．乙"), ("1、甲", "2、乙"), ("⑴甲", "⑵乙"), ("①甲", "②乙")]
)
def test_odd_forms_of_deeper_numbering(first: str, second: str) -> None:
    assert paths(f"（一）总\n正文。\n{first}\n正文。\n{second}\n正文。")[1:] == [
        ("（一）总", first),
        ("（一）总", second),
    ]


def test_the_colon_behind_a_heading_is_none_of_it() -> None:
    assert paths("一、主要举措：\n正文。") == [("一、主要举措",)]


def test_headings_run_into_their_paragraphs() -> None:
    text = "一、举措\n（一）公开。全年公开4条。\n（二）管理情况：全年管理4次，成效明显。\n（三）监督情况。\n全年监督。"
    assert paths(text)[1:] == [("一、举措", title) for title in ("（一）公开", "（二）管理情况", "（三）监督情况")]


def test_points_that_each_begin_a_paragraph_are_headings() -> None:
    text = "一、举措\n主要如下。\n一是加大放权力度。清单管理。\n二是强化监管。分级分类。\n三是优化服务。一窗受理。\n"
    points = [("一、举措", title) for title in ("一是加大放权力度", "二是强化监管", "三是优化服务")]
    assert paths(text) == [("一、举措",), *points]
    assert paths(text + "与此同时，其他工作有序开展。") == [("一、举措",), *points, ("一、举措",)]


def test_a_point_too_long_for_a_heading_ends_the_one_before() -> None:
    long = "二是" + "持续深入推进" * 6 + "。取得成效。"
    assert paths(f"一、举措\n一是放权。清单管理。\n{long}") == [("一、举措",), ("一、举措", "一是放权"), ("一、举措",)]


def test_points_whose_neighbours_stand_inside_paragraphs_are_no_headings() -> None:
    text = "一、举措\n一是抓学习。学法四次。二是抓宣传。\n三是抓执法。检查两次。\n四是抓监督取得成效明显。"
    assert paths(text) == [("一、举措",)]
    lines = "一是抓学习。\n学法四次。\n二是抓宣传。发放资料。\n三是抓执法。\n检查两次。"
    assert paths(f"一、举措\n{lines}") == [("一、举措",)]


def test_points_on_lines_of_their_own() -> None:
    text = "三、重点\n一是扩大内需，着力促进消费\n正文。\n正文。\n二是科技创新\n正文。"
    assert paths(text)[1:] == [("三、重点", "一是扩大内需，着力促进消费"), ("三、重点", "二是科技创新")]


def test_articles() -> None:
    first = "第一章 总则\n第一条 为了规范公开，制定本办法。\n第二条 本办法适用于全区。\n（一）机关。\n"
    text = f"{first}第二章 职责\n第三条 区政府主管。"
    assert paths(text) == [
        ("第一章 总则",),
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第二条"),
        ("第一章 总则", "第二条", "（一）机关"),
        ("第二章 职责",),
        ("第二章 职责", "第三条"),
    ]


def test_the_caption_of_a_table_that_stands_alone_is_a_heading_below_its_chapter() -> None:
    text = "二、主动公开\n第二十条第（五）项\n行政许可 12 3\n三、申请\n正文。"
    assert paths(text) == [("二、主动公开",), ("二、主动公开", "第二十条第（五）项"), ("三、申请",)]


def test_rows_of_a_table_are_no_headings() -> None:
    rows = [("二、主动公开", None), ("一、新收\t12", Row(0, 7)), ("（一）予以公开", Row(0, 7)), ("1.秘密\t0", None)]
    lines = tuple(Line(text, solid=True, row=row) for text, row in rows)
    tidied = tidy(Loaded("docx", lines))
    assert [s.headings for s in outline(tidied.text, tidied.paragraphs)] == [("二、主动公开",)]


def test_the_numbered_row_heads_of_a_table_are_no_headings() -> None:
    table = "（一）予以公开 12 0 3\n（二）部分公开\n（三）不予公开 1 0 0\n"
    assert paths("三、收到和处理申请情况\n" + table) == [("三、收到和处理申请情况",)]


def test_numbered_lines_without_words_between_are_a_list() -> None:
    items = "1. 学法\n2. 普法\n3. 执法\n"
    assert paths(f"（一）任务\n重点如下：\n{items}下一步继续。") == [("（一）任务",)]
    assert paths("一、甲\n二、乙\n三、丙\n各项工作有序推进。") == [()]
    assert paths("1. 甲。\n2. 乙。\n3. 丙。\n正文。") == [()]


def test_marked_headings_without_words_between_are_headings() -> None:
    assert paths("## 1. 学法\n## 2. 普法\n正文。") == [("1. 学法",), ("2. 普法",)]


def test_a_table_of_contents_makes_no_sections() -> None:
    listed = "目 录\n一、总则……………… 1\n（一）范围 …… 2\n二、职责……………… 3\n"
    report = "一、总则\n（一）范围\n正文。\n二、职责\n正文。"
    expected = [(), ("一、总则",), ("一、总则", "（一）范围"), ("二、职责",)]
    assert paths(listed + report) == expected
    assert paths("目录\n一、总则\n（一）范围\n二、职责\n" + report) == expected
    assert paths("目录\n一、总则 1\n（一）范围 2\n二、职责 3\n" + report) == expected


def test_an_unnumbered_heading_takes_the_number_that_is_missing() -> None:
    text = "一、成效\n（一）甲\n正文。\n存在的困难和问题\n还有不足。\n三、打算\n正文。"
    assert paths(text) == [("一、成效",), ("一、成效", "（一）甲"), ("存在的困难和问题",), ("三、打算",)]


def test_short_lines_are_no_headings_where_no_number_is_missing() -> None:
    assert paths("一、成效\n正文。\n存在的困难\n还有不足。\n二、打算\n正文。") == [("一、成效",), ("二、打算",)]
    text = "一、成效\n正文。\n困难\n之处\n还有不足。\n三、打算\n正文。"
    assert paths(text) == [("一、成效",), ("三、打算",)]
    assert paths("一、成效\n困难重重\n还有。\n问题不少\n还有。\n三、打算\n正文。") == [("一、成效",), ("三、打算",)]


def test_numbers_that_begin_anew_prove_a_heading_above() -> None:
    text = "2024年工作回顾\n正文。\n（一）甲\n正文。\n（二）乙\n正文。\n加强自身建设\n正文。\n（一）丙\n正文。"
    assert paths(text)[3:] == [("加强自身建设",), ("加强自身建设", "（一）丙")]
    inside = "一、总体\n（一）甲\n正文。\n2024年报告\n正文。\n（一）乙\n正文。\n二、其他\n正文。"
    assert paths(inside)[2:] == [("一、总体", "2024年报告"), ("一、总体", "2024年报告", "（一）乙"), ("二、其他",)]


def test_bold_lines_of_markdown_stand_above_the_numbers_that_begin_below_them() -> None:
    text = (
        "## 一、举措\n**市级工作**\n正文。\n（一）甲\n正文。\n（二）乙\n正文。\n**小结**\n正文。\n## 二、打算\n正文。"
    )
    assert paths(text) == [
        ("一、举措",),
        ("一、举措", "市级工作"),
        ("一、举措", "市级工作", "（一）甲"),
        ("一、举措", "市级工作", "（二）乙"),
        ("一、举措", "市级工作", "（二）乙", "小结"),
        ("二、打算",),
    ]


def test_numbering_decides_where_markdown_levels_do_not_agree() -> None:
    assert paths("# 一、甲\n正文。\n### 二、乙\n正文。\n#### （一）丙\n正文。\n## 三、丁\n正文。") == [
        ("一、甲",),
        ("二、乙",),
        ("二、乙", "（一）丙"),
        ("三、丁",),
    ]


def test_labels_rank_between_numbered_headings() -> None:
    """The columns of a print that shows two reports side by side."""
    given = [
        ("一、总体", 2),
        ("2023 年报告", 25),
        ("（一）甲", 0),
        ("正文。", 0),
        ("2024 年报告", 25),
        ("（一）乙", 0),
        ("正文。", 0),
    ]
    tidied = tidy(Loaded("pdf", tuple(Line(text, page=1, level=level) for text, level in given)))
    assert [section.headings for section in outline(tidied.text, tidied.paragraphs)] == [
        ("一、总体",),
        ("一、总体", "2023 年报告"),
        ("一、总体", "2023 年报告", "（一）甲"),
        ("一、总体", "2024 年报告"),
        ("一、总体", "2024 年报告", "（一）乙"),
    ]


def test_a_paragraph_that_the_format_marks_by_mistake_is_no_heading() -> None:
    tidied = tidy(Loaded("docx", (Line("全区" * 60 + "。", level=1, solid=True), Line("正文。", solid=True))))
    assert [section.headings for section in outline(tidied.text, tidied.paragraphs)] == [()]


def test_an_address_to_the_audience_ends_the_last_section_that_counts() -> None:
    text = (
        "一、回顾\n（一）甲\n正文。\n各位代表！成绩来之不易。\n（二）乙\n正文。\n各位代表！任重道远。\n二、打算\n正文。"
    )
    assert paths(text) == [
        ("一、回顾",),
        ("一、回顾", "（一）甲"),
        ("一、回顾", "（二）乙"),
        ("一、回顾",),
        ("二、打算",),
    ]


def test_no_text_has_no_sections() -> None:
    assert paths("") == []


def test_a_text_without_headings_is_one_section() -> None:
    assert paths("甲。\n乙。") == [()]


@pytest.mark.parametrize("part", ["第", "（", "一、", " ", "1 ", "一是", "。", ".", "**", "#", "各位"])
def test_endless_lines_are_outlined_quickly(part: str) -> None:
    line = (part * 200_000)[:200_000] + "甲"
    text = f"目录\n{line}\n正文。\n{line}\n"
    tidied = tidy(read(text))
    began = time.process_time()
    outline(tidied.text, tidied.paragraphs)
    assert time.process_time() - began < 2


def test_thousands_of_headings_are_outlined_quickly() -> None:
    text = "一、甲\n" + "（一）甲\n正文。\n某一标题\n正文。\n各位代表！正文。\n" * 5_000 + "二、乙\n" * 5_000
    tidied = tidy(read(text))
    began = time.process_time()
    outline(tidied.text, tidied.paragraphs)
    assert time.process_time() - began < 8
