"""Wrapped lines are joined, paragraphs never are, and every character knows its page."""

from __future__ import annotations

import re
import textwrap
import time
from collections.abc import Iterator

import pytest

from index.load.lines import Line, Loaded
from index.load.text import read
from index.report import Cell, Row
from index.tidy import tidy

WRAPPED = """2022 年，云湖区人民政府办公室（以下简称区府办）在
区委、区政府的坚强领导下，以习近平新时代中国特色社会
主义思想为指导，深入学习贯彻习近平法治思想，全面贯彻
落实党的二十大精神，对法治政府建设情况开展了全面自查
，现报告如下：
一、推进法治政府建设的主要举措和成效
（一）深入学习贯彻习近平法治思想，切实提高政治站位
一是抓学习。全年组织中心组集体学法4次，其他国家工
作人员学法5次，做到了学用结合。
二是抓宣传。在商圈、公园和社区开展宣传活动，发放资
料一千二百份，受到了群众的广泛欢迎和普遍好评，共计
接受现场咨询三百余人次，解答各类法律问题二百四十个
，办理各类事项一百余件。
"""

PARAGRAPHS = (
    "云湖区全面推进依法行政工作，严格落实各项年度任务，办理行政许可二百七十七项，群众满意度持续提高，得到上级部门的充分肯定。",
    "一、主要举措和成效",
    "（一）深化行政审批制度改革，持续提升政务服务水平",
    "区政务服务中心设立综合窗口，实行一窗受理、分类审批、统一出件，企业和群众办事的时间平均压缩了一半以上。窗口工作人员接受业务"
    "培训十二次，熟悉各项办事流程，服务态度明显改善。下半年，中心又新增自助终端九台，方便群众随到随办。",
    "（二）加强行政执法监督。全年开展执法检查四十六次，发现问题九十三个，全部按期整改到位，没有发生一起因执法不当引起的复议和诉讼。",
    "二、存在的主要问题",
    "一是部分干部运用法治思维解决问题的能力还不强，对新出台的法律法规学习不够深入，工作中习惯于凭经验办事。二是普法宣传的形式"
    "比较单一，面向青年群体的宣传内容不够生动，实际效果有待提高。",
    "下一步，云湖区将针对上述问题逐项研究整改措施，明确责任单位和完成时限，确保法治政府建设各项任务落到实处、取得实效。",
) * 3


def paragraphs(text: str) -> list[str]:
    return tidy(read(text)).text.splitlines()


def tidied(*lines: Line) -> list[str]:
    return tidy(Loaded("pdf", lines)).text.splitlines()


def wrap(text: str, width: int, indent: int = 0) -> Iterator[str]:
    """Lines of at most `width` display columns; punctuation hangs beyond the edge, numbers stay whole."""
    line, used = "", indent
    for word in re.findall(r"[!-~]+|.", text):
        size = sum(2 if ord(char) > 0x2000 else 1 for char in word)
        if line and used + size > width and word not in "，。；：、！？”）》":
            yield line
            line, used = "", 0
        line, used = line + word, used + size
    yield line


def wrapped(width: int, indent: int = 4, mark: str = "") -> str:
    return "\n".join("\n".join((mark + first, *rest)) for first, *rest in (wrap(p, width, indent) for p in PARAGRAPHS))


def test_hard_wrapped_lines_are_joined() -> None:
    lines = paragraphs(WRAPPED)
    assert len(lines) == 5
    assert lines[0].startswith("2022 年，") and lines[0].endswith("现报告如下：")
    assert lines[1:3] == ["一、推进法治政府建设的主要举措和成效", "（一）深入学习贯彻习近平法治思想，切实提高政治站位"]
    assert "其他国家工作人员学法5次" in lines[3]
    assert lines[4].endswith("解答各类法律问题二百四十个，办理各类事项一百余件。")


def test_blank_lines_inside_a_wrapped_paragraph_do_not_part_it() -> None:
    assert paragraphs(WRAPPED.replace("\n", "\n\n")) == paragraphs(WRAPPED)


@pytest.mark.parametrize("width", [36, 44, 52, 56, 64, 76])
def test_wrapped_text_comes_back_whether_its_indents_were_kept_or_lost(width: int) -> None:
    assert paragraphs(wrapped(width, mark="\u3000\u3000")) == list(PARAGRAPHS)
    assert paragraphs(wrapped(width, mark="    ")) == list(PARAGRAPHS)
    assert paragraphs(wrapped(width)) == list(PARAGRAPHS)


@pytest.mark.parametrize("width", [44, 56])
def test_a_margin_before_every_line_is_no_indent(width: int) -> None:
    text = wrapped(width, mark="    ")
    assert paragraphs(textwrap.indent(text, " " * 8)) == list(PARAGRAPHS)


def test_a_sentence_goes_on_over_the_page_with_foot_and_head_between() -> None:
    lines = wrapped(52).split("\n")
    given = []
    for n in range(0, len(lines), 7):
        number = n // 7 + 1
        given += [Line(text, page=number) for text in ("云湖区人民政府公报", *lines[n : n + 7], f"— {number} —")]
    assert tidied(*given) == list(PARAGRAPHS)


def test_english_text_keeps_its_blanks() -> None:
    told = [
        "The district handled 277 licences in 2023, an increase of 12 per cent over the year before, and kept its "
        "promise to answer every request within the period that is set by law.",
        "In addition, it published its year-end report in January 2024. The report was read by all co-operating "
        "bodies, who found it to be complete in all of its parts, and clear besides.",
    ] * 3
    assert paragraphs("\n\n".join(textwrap.fill(text, 72) for text in told)) == told
    assert paragraphs("\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in told)) == told


def test_a_file_that_is_not_wrapped_keeps_its_lines() -> None:
    text = "各位代表：\n现在报告工作。\n一、回顾\n全区生产总值增长5%\n财政收入增长3%\n"
    assert tidy(read(text)).text == text


def test_a_long_heading_in_a_file_that_is_not_wrapped_stands_alone() -> None:
    heading = "三、本单位主要负责人履行推进法治政府建设第一责任人职责、加强法治政府建设有关工作的情况"
    assert paragraphs(f"{heading}\n\n区府办主任切实履行职责。") == [heading, "区府办主任切实履行职责。"]


def test_a_paragraph_torn_by_a_pages_end_in_a_file_that_is_not_wrapped_is_joined() -> None:
    torn = "全区各部门持续推进依法行政，严格落实年度任务，积极配合开展执法检查，共同查找短板弱项并推动问题整"
    assert paragraphs(f"{torn}\n\n改，取得了实效。\n\n下一步。") == [f"{torn}改，取得了实效。", "下一步。"]


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    assert paragraphs("推进依法行政，\n建设法治政府。") == ["推进依法行政，建设法治政府。"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("根据《云湖区法治政府建设规划", "（2021—2025年）》的要求推进。"),
        ("印发《关于规范以区政府名义签订", "协议的措施》，规范工作。"),
        ("简称（", "区府办）"),
        ("推进“一网", "通办”改革。"),
        ("全面自查", "，现报告如下："),
    ],
)
def test_words_that_break_off_go_on(first: str, second: str) -> None:
    assert paragraphs(f"{first}\n{second}") == [first + second]


def test_a_letter_spaced_line_goes_on() -> None:
    """Typesetting stretches only lines that go on."""
    lines = wrapped(56).split("\n")
    spaced = ["号 ， 邮 编 ： 223100 ， 电 话 ： 021-12345678 ， 电 子 邮 箱 ：", "yunhu@example.com）。"]
    assert "".join(spaced) in paragraphs("\n".join((*lines, *spaced, "一、其他")))


def test_the_end_of_a_paragraph_that_looks_like_a_salutation_goes_on() -> None:
    whole = "云湖区人民政府办公室对法治政府建设情况组织开展了全面自查，查找了存在的问题，明确了整改的措施，现报告如下："
    *lines, last = wrap(whole, 52, 4)
    assert last == "如下："
    assert whole in paragraphs("\n".join((*lines, last, wrapped(52))))


def test_a_salutation_behind_a_sentence_that_ends_at_the_edge_stands_alone() -> None:
    lines = [
        *wrap("云湖区各部门认真落实年度任务并且持续推进依法行政工作" * 9, 42),
        "云湖区人民政府办公室持续推进政务公开工作。",
    ]
    assert paragraphs("\n".join((*lines, "区委、区政府：", "现报告如下。")))[-2:] == ["区委、区政府：", "现报告如下。"]
    assert paragraphs("通胀压力仍大，\n主要是：") == ["通胀压力仍大，主要是："]


def test_latin_words_and_numbers_stay_apart_when_joined() -> None:
    long = "全区各部门持续推进，" * 5
    assert paragraphs(f"{long}POS\nmachine终端") == [f"{long}POS machine终端"]
    assert paragraphs(f"{long}共\n277项") == [f"{long}共277项"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("电话：0517-", "8722", "电话：0517-8722"),
        ("全年办理20", "23件", "全年办理2023件"),
        ("增长3.", "5%", "增长3.5%"),
        ("a well-", "known office", "a well-known office"),
        ("受理20", "项", "受理20项"),
    ],
)
def test_words_and_numbers_split_by_a_lines_end(first: str, second: str, whole: str) -> None:
    """A bracket that is open joins them, so that nothing but the joint is looked at."""
    assert paragraphs(f"（{first}\n{second}）") == [f"（{whole}）"]


def test_a_heading_that_wraps_is_joined_and_one_that_fills_its_line_is_not() -> None:
    long = "（三）严格落实行政执法三项制度，全面规范行政执法行为工作"
    first, second = wrap(long, 52, 4)
    assert long in paragraphs(f"{wrapped(52)}\n{first}\n{second}\n{wrapped(52)}")
    full = "（三）严格落实执法三项制度，规范执法行为工作"
    assert full in paragraphs(f"{wrapped(48)}\n{full}\n{wrapped(48)}")


def test_items_dates_and_signatures_stand_alone() -> None:
    tail = [
        "1. 学习法律",
        "2. 规范执法",
        "① 检查",
        "● 督查",
        "云湖区人民政府办公室",
        "2024年1月30日",
        "2024年1月30日印发",
    ]
    assert paragraphs("\n".join((wrapped(52), *tail)))[-len(tail) :] == tail


def test_a_caption_behind_a_sentence_that_ends_at_the_edge_stands_alone() -> None:
    lines = [
        *wrap("云湖区各部门认真落实年度任务并且持续推进依法行政工作" * 9, 42),
        "云湖区人民政府办公室持续推进政务公开工作。",
    ]
    assert paragraphs("\n".join((*lines, "存在的主要问题", "部分干部的能力还不强。")))[-2:] == [
        "存在的主要问题",
        "部分干部的能力还不强。",
    ]


@pytest.mark.parametrize("item", ["（二）建设法治政府。", "2. 规范执法。", "● 督查。", "2024年1月30日"])
def test_items_begin_a_paragraph_even_after_a_comma(item: str) -> None:
    assert paragraphs(f"推进依法行政，\n{item}") == ["推进依法行政，", item]


def test_a_blank_line_parts_paragraphs_that_end_at_the_edge() -> None:
    full = "云湖区人民政府办公室持续推进政务公开工作。"
    lines = "\n".join(wrap("云湖区各部门认真落实年度任务并且持续推进依法行政工作" * 9, 42))
    assert paragraphs(f"{lines}。\n\n{full}\n\n下一步全区各部门将切实改进政务公开的各项工作。")[1:] == [
        full,
        "下一步全区各部门将切实改进政务公开的各项工作。",
    ]


def test_two_lines_of_a_title_stay_two() -> None:
    title = ["云湖区人民政府办公室", "2023年度法治政府建设情况的报告"]
    assert paragraphs("\n".join((*title, wrapped(52))))[:2] == title
    centred = ["            云湖区人民政府办公室", "        2023年度法治政府建设情况的报告"]
    assert paragraphs("\n".join((*centred, wrapped(52, mark="    "))))[:2] == title


def test_lines_of_a_table_of_contents_stay_apart() -> None:
    lines = [f"{han}、推进法治政府建设的主要举措和成效……………{n}" for n, han in enumerate("一二三四五六七八九", 1)]
    assert paragraphs("\n".join(lines)) == lines


def test_a_list_item_with_a_hanging_indent_is_joined() -> None:
    text = "- The office answered all of the requests\n  within the period set by law."
    told = textwrap.fill("The district handled its licences and kept its promise to answer. " * 6, 44)
    assert "- The office answered all of the requests within the period set by law." in paragraphs(f"{told}\n\n{text}")


def test_solid_lines_are_never_joined() -> None:
    lines = tuple(Line(text, solid=True) for text in ("甲，", "乙，", "丙。"))
    assert tidy(Loaded("docx", lines)).text == "甲，\n乙，\n丙。\n"


def test_a_paragraph_runs_on_over_the_page_and_each_part_knows_its_page() -> None:
    lines = (Line("推进依法行政，", page=1), Line("建设法治政府。", page=2))
    result = tidy(Loaded("pdf", lines, pages=2))
    assert result.text == "推进依法行政，建设法治政府。\n"
    assert [result.page_at(at) for at in (0, 6, 7, 13)] == [1, 1, 2, 2]


def test_pages_may_go_back() -> None:
    """The left report of a print over its pages, then the right one."""
    lines = [Line(f"{han}。", page=page) for han, page in zip("甲乙丙丁戊己", (1, 2, 3, 1, 2, 3), strict=True)]
    result = tidy(Loaded("pdf", tuple(lines), pages=3))
    assert [result.page_at(result.text.index(han)) for han in "甲乙丙丁戊己"] == [1, 2, 3, 1, 2, 3]


def test_formats_without_pages_have_none() -> None:
    assert tidy(read("云湖区报告")).page_at(0) is None


def test_levels_and_what_rows_tell_are_kept() -> None:
    row = Row(0, 5, "", ("许可",), (Cell((), "2", 4, 5),))
    result = tidy(Loaded("x", (Line("报告", level=1), Line("正文。"), Line("　许可\t2", solid=True, row=row))))
    assert [paragraph.level for paragraph in result.paragraphs] == [1, 0, 0]
    assert [paragraph.row for paragraph in result.paragraphs][:2] == [None, None]
    moved = result.paragraphs[2].row
    assert moved and (moved.start, moved.end) == (7, 11) and moved.labels == row.labels
    assert result.text[7:11] == "许可\t2" and (moved.cells[0].start, moved.cells[0].end) == (10, 11)


def test_nothing_gives_nothing() -> None:
    result = tidy(Loaded("text", ()))
    assert (result.text, result.paragraphs, result.page_starts) == ("", (), ())


@pytest.mark.parametrize("part", ["第", "（", "一、", " ", "1 ", "《", "，", "1.", "。", "a "])
def test_endless_lines_are_tidied_quickly(part: str) -> None:
    line = (part * 200_000)[:200_000]
    began = time.process_time()
    for page in (None, 1):
        tidy(Loaded("pdf", tuple(Line(line, page=page) for _ in range(3))))
    assert time.process_time() - began < 4


def full(*texts: str) -> str:
    """The tidy text of lines that reach the edge of their column."""
    return tidy(Loaded("pdf", tuple(Line(text, 1, full=True) for text in texts))).text


def test_a_line_that_fills_its_column_goes_on_inside_running_text() -> None:
    assert (
        full("2024年，共办理复议案件一百零六", "件，其中维持七十一件。")
        == "2024年，共办理复议案件一百零六件，其中维持七十一件。\n"
    )


def test_lines_of_a_list_do_not_go_on() -> None:
    rows = ("KERR ANNA M LEGISLATIVE ASSISTANT 26,874.99", "DOYLE PETER STAFF ASSISTANT 11,188.87")
    assert full(*rows) == "\n".join(rows) + "\n"
