"""Heads, feet, page numbers and a site's buttons go; whatever is the report's own stays."""

from __future__ import annotations

import time

import pytest

from index.load.lines import Line
from index.report import Row
from index.tidy.furniture import without_furniture

HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def page(number: int, *texts: str) -> list[Line]:
    return [Line(text, page=number) for text in texts]


def body(number: int) -> list[str]:
    return [f"{HAN[number]}地全年办理许可事项。", f"{HAN[number]}地群众十分满意。"]


def kept(*pages: list[Line]) -> list[str]:
    return [line.text for line in without_furniture([line for lines in pages for line in lines])]


def texts_kept(*texts: str) -> list[str]:
    return [line.text for line in without_furniture([Line(text) for text in texts])]


BODIES = [line for number in range(1, 7) for line in body(number)]


@pytest.mark.parametrize(
    "dress",
    [
        "- {} -",
        "— {} —",
        "－{}－",
        "·{}·",
        "第 {} 页 共 6 页",
        "第{}页",
        "{}/6",
        "{} / 6",
        "P.{}",
        "Page {} of 6",
        "{}",
        "({})",
    ],
)
def test_page_numbers_in_every_dress(dress: str) -> None:
    assert kept(*(page(n, *body(n), dress.format(n)) for n in range(1, 7))) == BODIES


@pytest.mark.parametrize("numerals", ["ⅠⅡⅢⅣⅤⅥ", "一二三四五六", "１２３４５６"])
def test_page_numbers_in_other_numerals(numerals: str) -> None:
    assert kept(*(page(n, numerals[n - 1], *body(n)) for n in range(1, 7))) == BODIES


def test_page_numbers_that_begin_anew_or_later() -> None:
    assert kept(*(page(n, *body(n), str(n + 16 if n < 4 else n - 3)) for n in range(1, 7))) == BODIES


def test_a_lone_figure_in_the_middle_of_a_page_is_a_tables() -> None:
    pages = [page(n, body(n)[0], "57", "三", body(n)[1], str(n)) for n in range(1, 4)]
    assert kept(*pages) == [text for n in range(1, 4) for text in (body(n)[0], "57", "三", body(n)[1])]


def test_figures_at_the_edge_that_do_not_count_with_the_pages_are_a_tables() -> None:
    assert kept(page(1, "许可", "57"), page(2, "处罚", "12"), page(3, "强制", "8")) == [
        "许可",
        "57",
        "处罚",
        "12",
        "强制",
        "8",
    ]


def test_heads_and_feet_of_several_lines() -> None:
    pages = [
        page(
            n, "云湖区人民政府公报", "二〇二三年第三期", *body(n), "云湖区人民政府办公室主办", f"第 {n} 页", "内部资料"
        )
        for n in range(1, 7)
    ]
    assert kept(*pages) == BODIES


def test_a_head_that_holds_the_page_number() -> None:
    assert kept(*(page(n, f"云湖区人民政府公报 2023 {n}", *body(n)) for n in range(1, 7))) == BODIES


def test_odd_and_even_heads() -> None:
    assert kept(*(page(n, ["年度报告选编", "云湖区政府"][n % 2], *body(n)) for n in range(1, 7))) == BODIES


def test_heads_of_sections() -> None:
    heads = [page(n, "依法行政" if n < 4 else "政务服务", *body(n)) for n in range(1, 7)]
    assert kept(*heads) == BODIES


def test_a_head_that_changes_after_two_pages_where_pages_have_heads() -> None:
    heads = ["工作回顾"] * 3 + ["存在问题"] * 2 + ["下步安排"] * 3
    pages = [page(n, head, *body(n)) for n, head in enumerate(heads)]
    assert kept(*pages) == [line for n in range(8) for line in body(n)]


def test_a_head_on_every_page_but_the_first() -> None:
    pages = [page(1, "云湖区的报告", *body(1)), *(page(n, "云湖区人民政府公报", *body(n)) for n in range(2, 7))]
    assert kept(*pages) == ["云湖区的报告", *BODIES]


def test_the_title_stays_where_it_is_the_running_head_too() -> None:
    title = "云湖区2023年法治政府建设报告"
    assert kept(*(page(n, title, *body(n)) for n in range(1, 7))) == [title, *BODIES]


def test_a_heading_stays_where_it_is_the_running_head_of_its_section() -> None:
    pages = [page(n, "第三章 职责", *body(n)) for n in range(1, 7)]
    assert kept(*pages) == ["第三章 职责", *BODIES]


def test_a_sentence_that_stands_on_two_pages_stays() -> None:
    pages = [page(n, "全区上下一心。", *body(n)) for n in (1, 2)]
    assert kept(*pages)[::3] == ["全区上下一心。"] * 2


def test_a_line_that_repeats_inside_pages_stays() -> None:
    pages = [page(n, *body(n), "办理情况如下", *body(n + 6)) for n in range(1, 7)]
    assert kept(*pages).count("办理情况如下") == 6


def test_rows_that_repeat_at_the_edge_of_pages_stay() -> None:
    """The same form on each page: the last row counts nothing."""
    pages = [page(n, *body(n), "合计 0 0 0") for n in range(1, 7)]
    assert kept(*pages).count("合计 0 0 0") == 6
    solid = [[*page(n, *body(n)), Line("合计\t0", page=n, solid=True, row=Row(0, 4))] for n in range(1, 7)]
    assert kept(*solid).count("合计\t0") == 6


def test_rows_that_differ_in_their_figures_stay() -> None:
    pages = [page(n, f"行政许可 {n * 37} {n * n}", *body(n)) for n in range(1, 7)]
    assert len(kept(*pages)) == 18


def test_pages_may_go_back() -> None:
    """Two reports side by side: the left one over its pages, then the right one."""
    pages = [page(1 + n % 3, "云湖区人民政府公报", *body(n), f"- {1 + n % 3} -") for n in range(6)]
    assert kept(*pages) == [line for n in range(6) for line in body(n)]


def test_blank_lines_at_the_edges_of_pages_go_too() -> None:
    pages = [page(n, "", *body(n), "", f"- {n} -", "") for n in (1, 2)]
    assert kept(*pages)[1:4] == [*body(1), body(2)[0]]


LONG = ["全区各部门严格落实年度任务，持续推进依法行政工作，" * 8]


def test_form_feeds_set_pages_apart() -> None:
    texts = [text for n in range(1, 5) for text in (f"{chr(12) if n > 1 else ''}云湖区人民政府公报", *body(n), str(n))]
    assert texts_kept(*texts) == BODIES[:8]


def test_numbers_that_count_on_after_a_pages_words_set_pages_apart() -> None:
    texts = [text for n in range(1, 6) for text in ("云湖区人民政府公报", *body(n), *LONG, *LONG, str(n))]
    assert texts_kept(*texts) == [text for n in range(1, 6) for text in (*body(n), *LONG, *LONG)]


def test_numbers_of_sections_in_lines_of_their_own_stay() -> None:
    texts = [text for n in range(1, 6) for text in (str(n), *LONG, *LONG, *body(n))]
    assert texts_kept(*texts) == texts


def test_heads_whose_numbers_are_set_in_different_ways() -> None:
    heads = ["云湖区公报 2023 年", "云湖区公报 20 23 年", "云湖区公报 2023年"] * 2
    assert kept(*(page(n, heads[n - 1], *body(n)) for n in range(1, 7))) == BODIES


def test_rows_of_dashes_and_numbers_stay() -> None:
    rows = [Line("—\t—\t—", solid=True, row=Row(0, 5)), Line("- 3 -", solid=True, row=Row(0, 5))]
    assert without_furniture(rows) == rows
    pages = [[*page(n, *body(n)), Line(str(n), page=n, solid=True, row=Row(0, 1))] for n in range(1, 7)]
    assert len(kept(*pages)) == 18


def test_serial_numbers_of_a_table_are_no_page_numbers() -> None:
    texts = [text for n in range(1, 9) for text in (str(n), f"{HAN[n]}地许可")]
    assert texts_kept(*texts) == texts


BUTTONS = (
    "返回上一级|字号|字号：大 中 小|打印|【打印】|[关闭]|打印 关闭|首页|【大】【中】【小】|大 中 小|浏览次数：1024|"
    "无障碍|分享到：微信|您当前的位置：首页 > 政务公开 > 年报|上一篇：2022年报告|上一页 下一页|责任编辑：张三|相关链接|"
    "扫一扫在手机打开当前页|沪ICP备05000000号-1|沪公网安备 31000002000000号|网站标识码：3101050001|"
    "版权所有：云湖区人民政府|Produced By 大云网络|- 3 -|— 12 —|第 3 页|第3页 共8页|---|————"
).split("|")


@pytest.mark.parametrize("button", BUTTONS)
def test_a_sites_furniture_goes_from_both_ends(button: str) -> None:
    middle = [f"{han}地全年办理许可事项。" for han in HAN * 3]
    assert texts_kept("云湖区报告", button, *middle, button) == ["云湖区报告", *middle]


@pytest.mark.parametrize("button", ["打印", "首页", "大 中 小", "上一篇：报告", "无障碍"])
def test_the_same_words_in_the_middle_stay(button: str) -> None:
    middle = [f"{han}地全年办理许可事项。" for han in HAN * 3]
    assert button in texts_kept(*middle, button, *middle)


def test_notices_go_only_among_others() -> None:
    foot = ["主办单位：云湖区人民政府", "联系电话：021-12345678", "网站标识码：3101050001"]
    assert texts_kept("正文。", *foot) == ["正文。"]
    assert texts_kept("一、普惠托育", "主办单位：区教育局") == ["一、普惠托育", "主办单位：区教育局"]
    assert texts_kept("字体：", "大", "中", "小", "正文。") == ["正文。"]
    assert texts_kept("规模：", "大", "中", "小", "正文。") == ["规模：", "大", "中", "小", "正文。"]


@pytest.mark.parametrize(
    "line",
    [
        "2023年",
        "打印机采购12台。",
        "首页改版。",
        "需要打印、复印的，由窗口代办。",
        "——2024年1月15日在云湖区",
        "12345",
        "- 推进改革",
        "上篇",
        "大",
        "备案号：云府规备〔2023〕2号",
        "联系电话：021-12345678",
        "联系我们",
    ],
)
def test_what_only_looks_like_furniture_stays(line: str) -> None:
    assert texts_kept("云湖区报告。", line, "许可277项。") == ["云湖区报告。", line, "许可277项。"]


def test_long_files_are_looked_at_quickly() -> None:
    lines = [line for n in range(5_000) for line in page(n, "云湖区公报", "甲。", str(n * 7 % 13), "乙。", str(n))]
    began = time.process_time()
    without_furniture(lines)
    without_furniture([Line(line.text) for line in lines])
    assert time.process_time() - began < 5
