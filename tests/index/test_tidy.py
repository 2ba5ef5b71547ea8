"""Furniture off, hard-wrapped lines joined, and nothing else."""

from __future__ import annotations

import pytest

from index.load.lines import Line, Loaded
from index.load.text import read
from index.tidy import columns, tidy, wrap_width

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


def paragraphs(text: str) -> list[str]:
    return tidy(read(text)).text.splitlines()


def test_hard_wrapped_lines_are_joined() -> None:
    lines = paragraphs(WRAPPED)
    assert len(lines) == 5
    assert lines[0].startswith("2022 年，") and lines[0].endswith("现报告如下：")
    assert lines[1:3] == ["一、推进法治政府建设的主要举措和成效", "（一）深入学习贯彻习近平法治思想，切实提高政治站位"]
    assert "其他国家工作人员学法5次" in lines[3]
    assert lines[4].endswith("解答各类法律问题二百四十个，办理各类事项一百余件。")


def test_blank_lines_inside_a_wrapped_paragraph_do_not_part_it() -> None:
    assert paragraphs(WRAPPED.replace("\n", "\n\n")) == paragraphs(WRAPPED)


def test_a_file_that_is_not_wrapped_keeps_its_lines() -> None:
    text = "各位代表：\n现在报告工作。\n一、回顾\n全区生产总值增长5%\n财政收入增长3%\n"
    assert tidy(read(text)).text == text


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    assert paragraphs("推进依法行政，\n建设法治政府。") == ["推进依法行政，建设法治政府。"]


def test_latin_words_and_numbers_stay_apart_when_joined() -> None:
    long = "全区各部门持续推进" * 5
    assert paragraphs(f"{long}POS\nmachine终端") == [f"{long}POS machine终端"]
    assert paragraphs(f"{long}共\n277项") == [f"{long}共277项"]


def test_solid_lines_are_never_joined() -> None:
    lines = tuple(Line(text, solid=True) for text in ("甲，", "乙，", "丙。"))
    assert tidy(Loaded("docx", lines)).text == "甲，\n乙，\n丙。\n"


FURNITURE = (
    "返回上一级|字号|打印|【打印】|[关闭]|首页|【大】【中】【小】|大 中 小|浏览次数：1024|"
    "您当前的位置：首页 > 政务公开 > 年报|上一篇：2022年报告|责任编辑：张三|扫一扫在手机打开当前页|"
    "- 3 -|— 12 —|第 3 页|第3页 共8页|---|————"
).split("|")


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_goes(furniture: str) -> None:
    assert paragraphs(f"云湖区报告\n{furniture}\n许可277项。") == ["云湖区报告", "许可277项。"]


@pytest.mark.parametrize(
    "line",
    ["2023年", "打印机采购12台。", "277", "首页改版。", "——2024年1月15日在云湖区", "12345", "- 推进改革", "上篇"],
)
def test_what_only_looks_like_furniture_stays(line: str) -> None:
    assert paragraphs(f"云湖区报告。\n{line}\n许可277项。") == ["云湖区报告。", line, "许可277项。"]


def page(number: int, *texts: str) -> list[Line]:
    return [Line(text, page=number) for text in texts]


def paged(*pages: list[Line]) -> str:
    return tidy(Loaded("pdf", tuple(line for lines in pages for line in lines), pages=len(pages))).text


def test_running_heads_and_page_numbers_go() -> None:
    pages = [page(n, "云湖区人民政府公报", f"{'甲乙丙丁'[n]}段落。", f"{n} / 4") for n in range(4)]
    assert paged(*pages) == "甲段落。\n乙段落。\n丙段落。\n丁段落。\n"


def test_a_head_line_that_stands_twice_is_no_running_head() -> None:
    assert paged(page(1, "总表", "甲。"), page(2, "总表", "乙。"), page(3, "丙。")) == "总表\n甲。\n总表\n乙。\n丙。\n"


def test_a_figure_in_the_middle_of_a_page_is_no_page_number() -> None:
    """The cells of a table stand so in a text layer."""
    pages = [page(n, f"{'甲乙丙'[n]}表。", "57", "77", f"{'甲乙丙'[n]}文。", str(n + 1)) for n in range(3)]
    assert paged(*pages) == "甲表。\n57\n77\n甲文。\n乙表。\n57\n77\n乙文。\n丙表。\n57\n77\n丙文。\n"


def test_a_paragraph_runs_on_over_the_page_and_each_part_knows_its_page() -> None:
    tidied = tidy(Loaded("pdf", (*page(1, "推进依法行政，"), *page(2, "建设法治政府。")), pages=2))
    assert tidied.text == "推进依法行政，建设法治政府。\n"
    assert [tidied.page_at(at) for at in (0, 6, 7, 13)] == [1, 1, 2, 2]


def test_formats_without_pages_have_none() -> None:
    assert tidy(read("云湖区报告")).page_at(0) is None


def test_levels_of_headings_are_kept() -> None:
    tidied = tidy(read("# 报告\n正文。\n## 二"))
    assert [paragraph.level for paragraph in tidied.paragraphs] == [1, 0, 2]


def test_full_width_characters_count_two_columns() -> None:
    assert columns(" 云湖区2023年（一） ") == 3 * 2 + 4 + 2 + 6


def test_the_width_of_a_wrapped_file() -> None:
    assert wrap_width(["云" * 25] * 10 + ["云湖区。"]) == 50
    assert wrap_width(["云" * n for n in range(20, 60)]) is None
    assert wrap_width(["云" * 25] * 3) is None
    assert wrap_width([]) is None


def test_nothing_gives_nothing() -> None:
    tidied = tidy(Loaded("text", ()))
    assert (tidied.text, tidied.paragraphs, tidied.page_starts) == ("", (), ())
