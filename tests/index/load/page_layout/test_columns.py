"""Reading order: columns page by page, two reports side by side over several pages."""

from __future__ import annotations

from index.load.pdf import read
from index.outline import outline
from index.tidy import tidy
from tests.index.load.drawing import Sheet, pdf
from tests.index.load.row_words import words_of

LEFT, RIGHT = 60, 330
RUNNING = "办理行政许可与其他事项若干件群众满意"  # fills a column


def texts(*sheets: Sheet) -> list[str]:
    return [line.text for line in read(pdf(*sheets)).lines]


def column(page: Sheet, x: float, y: float, *lines: str) -> Sheet:
    for at, line in enumerate(lines):
        page.words(x, y + 20 * at, line)
    return page


def running(name: str, count: int) -> list[str]:
    return [f"{name}{at}{RUNNING}"[:18] for at in range(count)]


def test_columns_are_read_one_after_the_other() -> None:
    head = "二〇二三年与二〇二四年比对横贯全页之总标题二三四五六七八"
    left, right = running("左", 6), running("右", 5)
    page = column(column(Sheet().words(60, 40, head), LEFT, 100, *left), RIGHT, 100, *right)
    assert texts(page) == [head, *left, *right]


def test_ordinary_columns_are_read_page_by_page() -> None:
    pages = [column(column(Sheet(), LEFT, 60, *running(f"左{n}", 4)), RIGHT, 60, *running(f"右{n}", 4)) for n in "一二"]
    assert [text[:3] for text in texts(*pages)] == [
        f"{side}{n}{at}" for n in "一二" for side in "左右" for at in range(4)
    ]


def test_text_over_both_columns_between_them_parts_them() -> None:
    across = "下面这一行横贯全页把上下两个部分的左右两栏分开来读才对二三"
    page = column(column(Sheet(), LEFT, 60, *running("甲", 4)), RIGHT, 60, *running("乙", 4)).words(60, 160, across)
    column(column(page, LEFT, 200, *running("丙", 4)), RIGHT, 200, *running("丁", 4))
    assert "".join(text[0] for text in texts(page)) == "甲甲甲甲乙乙乙乙下丙丙丙丙丁丁丁丁"


def test_a_short_last_column_is_known_by_the_pages_before() -> None:
    first = column(column(Sheet(), LEFT, 60, *running("左", 4)), RIGHT, 60, *running("右", 4))
    last = column(column(Sheet(), LEFT, 60, *running("末", 3)), RIGHT, 60, "结束。")
    assert texts(first, last)[-4:] == [*running("末", 3), "结束。"]


def test_words_in_two_rows_of_a_list_are_no_columns() -> None:
    page = column(column(Sheet(), LEFT, 60, *["行政许可"] * 6), RIGHT, 60, *["277"] * 6)
    assert texts(page) == ["行政许可 277"] * 6


def test_a_table_over_both_columns_is_not_cut() -> None:
    page = column(column(Sheet(), LEFT, 60, *running("左", 4)), RIGHT, 60, *running("右", 4))
    page.table((60, 180, 300, 420, 540), [200, 224, 248], [["指标", "上年", "本年", "增减"], ["规章", "2", "3", "+1"]])
    assert texts(page) == [*running("左", 4), *running("右", 4), "指标\t上年\t本年\t增减", "规章\t2\t3\t+1"]


HEAD_ONE, HEAD_TWO = "一、总体情况", "二、公开情况"
LABELS = ("2022 年报告", "2023 年报告")


def test_two_reports_side_by_side_are_read_one_after_the_other_over_the_pages() -> None:
    first = Sheet().words(LEFT, 40, LABELS[0]).words(RIGHT, 40, LABELS[1]).words(LEFT, 70, HEAD_ONE)
    column(column(first, LEFT, 100, *running("左", 4)), RIGHT, 100, *running("右", 4)).words(280, 800, "- 1 -")
    second = column(column(Sheet(), LEFT, 60, *running("续左", 2), "左完。"), RIGHT, 60, *running("续右", 4), "右完。")
    second.words(280, 800, "- 2 -")
    assert texts(first, second) == [
        HEAD_ONE,
        LABELS[0],
        *running("左", 4),
        *running("续左", 2),
        "左完。",
        LABELS[1],
        *running("右", 4),
        "- 1 -",
        *running("续右", 4),
        "右完。",
        "- 2 -",
    ]


def test_a_sentence_goes_on_in_its_own_column_and_labels_are_headings() -> None:
    first = Sheet().words(LEFT, 40, LABELS[0]).words(RIGHT, 40, LABELS[1]).words(LEFT, 70, HEAD_ONE)
    column(column(first, LEFT, 100, *running("左", 9)), RIGHT, 100, *running("右", 9)).words(280, 800, "- 1 -")
    second = column(column(Sheet(), LEFT, 60, "和左完。"), RIGHT, 60, "和右完。").words(280, 800, "- 2 -")
    tidied = tidy(read(pdf(first, second)))
    found = {
        section.headings: tidied.text[section.start : section.end].replace("\n", "")
        for section in outline(tidied.text, tidied.paragraphs)
    }
    assert "".join(running("左", 9)) + "和左完。" in found[HEAD_ONE, LABELS[0]]
    assert "".join(running("右", 9)) + "和右完。" in found[HEAD_ONE, LABELS[1]]


def test_labels_hold_for_later_sections_whose_columns_have_none() -> None:
    first = Sheet().words(LEFT, 40, LABELS[0]).words(RIGHT, 40, LABELS[1]).words(LEFT, 70, HEAD_ONE)
    column(column(first, LEFT, 100, *running("左", 4)), RIGHT, 100, *running("右", 4))
    column(column(first.words(LEFT, 200, HEAD_TWO), LEFT, 230, *running("丙", 3)), RIGHT, 230, *running("丁", 4))
    lines = read(pdf(first)).lines
    one = [HEAD_ONE, LABELS[0], *running("左", 4), LABELS[1], *running("右", 4)]
    two = [HEAD_TWO, LABELS[0], *running("丙", 3), LABELS[1], *running("丁", 4)]
    assert [line.text for line in lines] == one + two
    assert [line.level for line in lines if line.text in LABELS] == [25] * 4


def test_the_rest_of_the_longer_report_stays_with_it() -> None:
    first = Sheet().words(LEFT, 40, LABELS[0]).words(RIGHT, 40, LABELS[1]).words(LEFT, 70, HEAD_ONE)
    column(column(first, LEFT, 100, *running("左", 4)), RIGHT, 100, *running("右", 4))
    second = column(Sheet(), RIGHT, 60, *running("续", 3))
    third = column(column(Sheet().words(LEFT, 40, HEAD_TWO), LEFT, 70, *running("丙", 3)), RIGHT, 70, *running("丁", 3))
    read_as = texts(first, second, third)
    assert read_as[read_as.index(LABELS[1]) :][:10] == [
        LABELS[1],
        *running("右", 4),
        *running("续", 3),
        HEAD_TWO,
        LABELS[0],
    ]


def test_tables_side_by_side_tell_which_report_they_belong_to() -> None:
    page = Sheet().words(LEFT, 40, LABELS[0]).words(RIGHT, 40, LABELS[1]).words(LEFT, 70, HEAD_ONE)
    for x, count in ((LEFT, "2"), (RIGHT, "3")):
        page.table((x, x + 100, x + 200), [100, 124, 148], [["内容", "件数"], ["规章", count]])
    told = [words_of(line) for line in read(pdf(page)).lines if words_of(line)]
    assert told == [f"{LABELS[0]} | 规章 | 件数: 2", f"{LABELS[1]} | 规章 | 件数: 3"]


def test_columns_that_begin_with_other_lines_are_no_two_reports() -> None:
    page = column(
        column(Sheet(), LEFT, 60, "云湖区2023年", *running("左", 4)), RIGHT, 60, "松溪区2023年", *running("右", 4)
    )
    assert all(line.level == 0 for line in read(pdf(page)).lines)


def test_three_columns_are_read_one_after_the_other() -> None:
    head = "二〇二四年国民经济和社会发展统计公报横贯全页"
    page = Sheet().words(60, 40, head)
    for name, x in (("甲", 40), ("乙", 220), ("丙", 400)):
        column(page, x, 100, *(f"{name}{at}办理行政许可与其他事项"[:12] for at in range(5)))
    assert [text[:2] for text in texts(page)[1:]] == [f"{name}{at}" for name in "甲乙丙" for at in range(5)]


def test_three_columns_of_short_words_are_rows() -> None:
    page = Sheet()
    for x, word in ((40, "许可"), (220, "处罚"), (400, "检查")):
        column(page, x, 100, *[word] * 5)
    assert texts(page) == ["许可 处罚 检查"] * 5
