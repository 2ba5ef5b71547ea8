"""Ruled tables: which boxes are tables, what their rows show and tell, tables over several pages."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.load.lines import Line
from index.load.pdf import read
from index.report import Cell, Row
from tests.index.load.drawing import Sheet, pdf
from tests.index.load.row_words import words_of

XS = (60, 220, 340, 460)
RUNNING = "全年共办理行政许可二百七十七件，比上年增长一成，群众满意度。"


def lines(*sheets: Sheet) -> tuple[Line, ...]:
    return read(pdf(*sheets)).lines


def told(*sheets: Sheet) -> list[str]:
    return [words_of(line) for line in lines(*sheets) if words_of(line)]


def rows(count: int, top: float, height: float = 24) -> list[float]:
    return [top + height * at for at in range(count + 1)]


def test_a_row_is_one_line_with_tabs_between_cells() -> None:
    page = Sheet().table(XS, rows(2, 100), [["事项", "上年", "本年"], ["行政 许可", "12", "277"]])
    head, row = lines(page)
    assert (head.text, words_of(head), head.solid) == ("事项\t上年\t本年", "", True)
    cells = Cell(("上年",), "12", 6, 8), Cell(("本年",), "277", 9, 12)
    assert row == Line("行政 许可\t12\t277", 1, 0, True, Row(0, 12, "", ("行政 许可",), cells))


def test_a_merged_cell_is_told_in_every_row_and_column_that_it_covers() -> None:
    xs = (60, 140, 240, 340, 440)
    page = Sheet().table(
        xs,
        rows(4, 100),
        [
            ["类别", "←", "申请人", "←"],
            ["←↑", "←↑", "企业", "机构"],
            ["结果", "公开", "7", "1"],
            ["↑", "不公开", "2", "0"],
        ],
    )
    assert told(page) == ["申请人 | 结果 公开 | 企业: 7；机构: 1", "申请人 | 结果 不公开 | 企业: 2；机构: 0"]


def test_a_cell_set_over_several_lines_is_one_word_again() -> None:
    page = Sheet().table(XS, [100, 150, 175], [["类别", "社会\n公益\n组织", "总计"], ["公开", "7", "8"]])
    assert told(page) == ["公开 | 社会公益组织: 7；总计: 8"]


def test_words_keep_their_order_on_the_page() -> None:
    """Also those of a cell beside several rows, which stand between two of them."""
    page = Sheet().table(XS, rows(2, 100), [["", "甲", "1"], ["↑", "乙", "2"]]).words(64, 117, "跨两行", 10)
    shown = [line.text for line in lines(page)]
    assert "".join("".join(shown).split()) == "甲1跨两行乙2"
    assert told(page) == ["跨两行 甲 | 1", "跨两行 乙 | 2"]


def test_words_that_run_over_their_cell_are_cut_at_the_ruling() -> None:
    page = Sheet().table(XS, rows(2, 100), [["本列数据的关系为第一项加第二项）", "申请人", "总计"], ["公开", "7", "8"]])
    assert told(page) == ["公开 | 申请人: 7；总计: 8"]


@pytest.mark.parametrize("filled", [True, False])
def test_boxes_around_paragraphs_are_no_table(filled: bool) -> None:
    page = Sheet()
    for y in rows(5, 60)[:-1]:
        page.box(50, y, 540, y + 24, filled=filled).words(60, y + 6, RUNNING)
    assert lines(page) == tuple(Line(RUNNING, 1) for _ in range(5))


def test_highlighted_words_are_no_table() -> None:
    page = Sheet()
    for y in rows(3, 60, 14)[:-1]:
        page.words(60, y, RUNNING)
        for x in (108, 156):
            page.box(x, y, x + 48, y + 14, filled=True)
    assert lines(page) == tuple(Line(RUNNING, 1) for _ in range(3))


def test_running_text_in_boxes_above_a_table_is_ordinary_text() -> None:
    page = Sheet().box(60, 52, 460, 76).box(60, 76, 460, 100).words(64, 58, RUNNING[:20]).words(64, 82, RUNNING[20:])
    page.table(XS, rows(3, 100), [["第一项情况", "←", "←"], ["内容", "上年", "本年"], ["规章", "1", "2"]])
    assert [(line.text, line.solid) for line in lines(page)][:2] == [(RUNNING[:20], False), (RUNNING[20:], False)]
    assert told(page) == ["第一项情况", "第一项情况 | 规章 | 上年: 1；本年: 2"]


def test_a_note_in_a_box_below_a_table_is_ordinary_text() -> None:
    page = Sheet().table(XS, rows(3, 100), [["内容", "上年", "本年"], ["规章", "1", "2"], ["注：截至年末", "←", "←"]])
    assert lines(page)[-1] == Line("注：截至年末", 1)


@pytest.mark.parametrize(
    "page",
    [
        Sheet().table(
            (60, 300, 540), [100, 400], [["左栏第一行\n左栏第二行\n左栏第三行\n左栏第四行\n左栏第五行", "右栏"]]
        ),
        Sheet().table((60, 200, 340), rows(8, 100), [["指标", ""], *[["", ""]] * 6, ["", "二〇二三年"]]),
        Sheet()
        .table((60, 100, 140, 180), rows(3, 100), [["", "", ""]] * 3)
        .words(62, 105, "横穿")
        .words(62, 130, "各行各列的竖线都被文字穿过"),
    ],
    ids=["two columns of text", "drawing", "words across the rulings"],
)
def test_other_boxes_are_no_tables(page: Sheet) -> None:
    assert not any(line.solid for line in lines(page))


@pytest.mark.parametrize("caption", ["表1 各区办件情况", "第二十条第（五）项", "（单位：万元）"])
def test_a_short_line_directly_above_is_the_caption(caption: str) -> None:
    page = Sheet().words(200, 80, caption).table(XS, rows(2, 100), [["内容", "上年", "本年"], ["规章", "1", "2"]])
    assert told(page) == [f"{caption} | 规章 | 上年: 1；本年: 2"]


def test_a_sentence_or_a_line_far_above_is_no_caption() -> None:
    table = [["内容", "上年", "本年"], ["规章", "1", "2"]]
    assert told(Sheet().words(60, 80, "详见下表。").table(XS, rows(2, 100), table)) == ["规章 | 上年: 1；本年: 2"]
    assert told(Sheet().words(60, 20, "情况").table(XS, rows(2, 100), table)) == ["规章 | 上年: 1；本年: 2"]


HEAD = ["内容", "上年", "本年"]


def with_foot(page: Sheet, number: int) -> Sheet:
    return page.words(280, 800, f"- {number} -")


@pytest.mark.parametrize("head", [[], [HEAD]], ids=["without head", "head repeated"])
def test_a_table_goes_on_over_the_page(head: list[list[str]]) -> None:
    first = with_foot(Sheet().table(XS, rows(2, 700), [HEAD, ["规章", "1", "2"]]), 1)
    second = Sheet().table(XS, rows(len(head) + 1, 60), [*head, ["文件", "3", "4"]])
    assert told(first, with_foot(second, 2)) == ["规章 | 上年: 1；本年: 2", "文件 | 上年: 3；本年: 4"]


def test_a_caption_at_the_foot_heads_the_table_on_the_next_page() -> None:
    first = Sheet().table(XS, rows(3, 700), [HEAD, ["规章", "1", "2"], ["第六项", "←", "←"]])
    second = Sheet().table((60, 220, 460), rows(2, 60), [["内容", "决定数量"], ["处罚", "4119"]])
    assert told(first, second)[-1] == "第六项 | 处罚 | 决定数量: 4119"


def test_a_row_head_that_the_page_cuts_reaches_the_rows_below() -> None:
    first = Sheet().table(XS, rows(3, 700), [["类别", "←", "件数"], ["不予公开", "国家秘密", "1"], ["↑", "隐私", "2"]])
    second = Sheet().table(XS, rows(3, 60), [["", "执法案卷", "3"], ["↑", "其他", "4"], ["总计", "←", "10"]])
    assert told(first, second) == [
        "不予公开 国家秘密 | 件数: 1",
        "不予公开 隐私 | 件数: 2",
        "不予公开 执法案卷 | 件数: 3",
        "不予公开 其他 | 件数: 4",
        "总计 | 件数: 10",
    ]


def test_an_empty_cell_below_a_filled_one_stays_empty() -> None:
    first = Sheet().table(XS, rows(2, 700), [HEAD, ["规章", "1", "2"]])
    second = Sheet().table(XS, rows(1, 60), [["文件", "", "4"]])
    assert told(first, second)[-1] == "文件 | 本年: 4"


def test_a_table_of_which_the_page_cuts_the_lower_border() -> None:
    first = Sheet().table(XS, rows(2, 700), [HEAD, ["规章", "1", "2"]])
    for x in XS:
        first.line(x, 748, x, 772)
    for x, word in zip(XS, ["文件", "3", "4"], strict=False):
        first.words(x + 4, 754, word, 10)
    second = Sheet().table(XS, rows(1, 60), [["决定", "5", "6"]])
    assert [row.split(" | ")[0] for row in told(first, second)] == ["规章", "文件", "决定"]


def test_a_table_that_is_open_on_both_sides() -> None:
    page = Sheet()
    for y in rows(3, 100):
        page.line(60, y, 460, y)
    for x in (220, 340):
        page.line(x, 100, x, 172)
    for y, cells in zip(rows(3, 104), [HEAD, ["规章", "1", "2"], ["文件", "3", "4"]], strict=False):
        for x, cell in zip(XS, cells, strict=False):
            page.words(x + 6, y, cell, 10)
    assert told(page) == ["规章 | 上年: 1；本年: 2", "文件 | 上年: 3；本年: 4"]


def test_other_columns_or_text_between_make_another_table() -> None:
    first = Sheet().table(XS, rows(2, 700), [HEAD, ["规章", "1", "2"]])
    moved = Sheet().table([x + 20 for x in XS], rows(2, 60), [["区", "人口", "面积"], ["云湖区", "31", "120"]])
    assert told(first, moved)[-1] == "云湖区 | 人口: 31；面积: 120"
    between = Sheet().words(60, 60, RUNNING).table(XS, rows(2, 90), [["区", "人口", "面积"], ["云湖区", "31", "120"]])
    assert told(first, between)[-1] == "云湖区 | 人口: 31；面积: 120"


def test_a_line_above_the_rest_of_a_table_that_says_so_parts_nothing() -> None:
    first = Sheet().table(XS, rows(2, 700), [HEAD, ["规章", "1", "2"]])
    second = Sheet().words(60, 60, "续表1").table(XS, rows(1, 80), [["文件", "3", "4"]])
    assert told(first, second)[-1] == "文件 | 上年: 3；本年: 4"


def test_a_line_printed_across_a_table_is_a_line_of_its_own() -> None:
    page = Sheet().table(XS, rows(3, 100), [HEAD, ["规章", "1", "2"], ["文件", "3", "4"]])
    page.words(62, 120, "四、行政复议和行政诉讼情况统计数字", 20)
    assert Line("四、行政复议和行政诉讼情况统计数字", 1) in [Line(line.text, line.page) for line in lines(page)]
    assert told(page) == ["规章 | 上年: 1；本年: 2", "文件 | 上年: 3；本年: 4"]


def test_numbers_of_rows_are_no_headings_of_the_report() -> None:
    page = Sheet().table(XS, rows(4, 100), [HEAD, ["一、市级", "←", "←"], ["规章", "1", "2"], ["文件", "3", "4"]])
    assert all(words_of(line) or line.text.startswith("内容") for line in lines(page))


PLACES = st.tuples(st.integers(40, 500), st.integers(40, 780), st.text("甲乙丙1", min_size=1, max_size=6))
EDGES = st.lists(st.integers(40, 560), min_size=3, max_size=5, unique=True).map(sorted)


@settings(max_examples=60)
@given(st.lists(PLACES, max_size=25), EDGES, EDGES)
def test_no_word_is_lost_and_none_comes_twice(words: list[tuple[int, int, str]], xs: list[int], ys: list[int]) -> None:
    page = Sheet().table(xs, ys, [[""] * (len(xs) - 1)] * (len(ys) - 1))
    placed: list[tuple[int, int, str]] = []
    for x, y, text in words:
        if all(abs(y - other) > 14 for _, other, _ in placed):  # words printed over one another are another matter
            placed.append((x, y, text))
            page.words(x, y, text, 8)
    found = Counter(char for line in lines(page) for char in line.text if char.strip())
    assert found == Counter(char for *_, text in placed for char in text)


def test_characters_set_one_below_the_other_are_one_word_beside_their_rows() -> None:
    page = Sheet().table(
        (60, 100, 260, 380), rows(3, 100), [["", "行政许可", "20458"], ["↑", "处罚", "1236"], ["↑", "强制", "39"]]
    )
    for at, char in enumerate("执法情况"):
        page.words(74, 104 + 16 * at, char, 10)
    assert told(page) == ["执法情况 行政许可 | 20458", "执法情况 处罚 | 1236", "执法情况 强制 | 39"]
