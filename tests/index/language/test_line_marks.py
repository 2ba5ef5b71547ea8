"""What a single line looks like."""

from __future__ import annotations

import time

import pytest

from index.language.line_marks import columns, first_word, is_contents, is_row, is_spaced_out, mark, numbering


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("第一章 总则", 10),
        ("第3部分 说明", 10),
        ("第二节", 11),
        ("十一、打算", 20),
        ("一. 打算", 20),
        ("一．打算", 20),
        ("一，打算", 20),
        ("一 、打算", 20),
        ("Ⅱ、打算", 20),
        ("第二十条第（五）项", 26),
        ("第三条 区政府应当公开", 26),
        ("（三）执法", 30),
        ("(三)执法", 30),
        ("（三)、执法", 30),
        ("（ 三 ）执法", 30),
        ("㈢执法", 30),
        ("12. 监督", 40),
        ("１．监督", 40),
        ("1、监督", 40),
        ("⒈监督", 40),
        ("（4）其他", 50),
        ("4）其他", 50),
        ("⑷其他", 50),
        ("一是抓学习", 55),
        ("③其他", 60),
        ("## 一、回顾", 20),
        ("**（一）学法**", 30),
    ],
)
def test_ranks_of_numbering(line: str, rank: int) -> None:
    assert numbering(line) == rank


@pytest.mark.parametrize(
    "line",
    [
        "2023年",
        "1.5万",
        "一、二、三等奖",
        "一般公共预算",
        "第二十条规定公开",
        "第三章规定的",
        "（五）项规定",
        "十分之一",
        "",
    ],
)
def test_what_only_looks_numbered(line: str) -> None:
    assert numbering(line) == 0


@pytest.mark.parametrize("line", ["一，推动", "90）。", "三是强化"])
def test_what_a_broken_line_may_begin_with_proves_nothing(line: str) -> None:
    found = mark(line)
    assert found is not None and not found.proves


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("予以公开 12 0 3", True),
        ("1 2", True),
        ("其他处理 0 0 -", True),
        ("增幅 12.5% 3.1%", True),
        ("277 项", False),
        ("- -", False),
        ("统 计 数 据 截 至 2 0", False),
        ("", False),
    ],
)
def test_rows_of_a_table(line: str, row: bool) -> None:
    assert is_row(line) == row


def test_lines_of_a_table_of_contents() -> None:
    assert is_contents("二、主要举措…………… 3") and is_contents("甲 . . . . 12") and is_contents("乙......4")
    assert not is_contents("二、主要举措") and not is_contents("共12项") and not is_contents("等…… 3")


def test_letter_spaced_lines() -> None:
    assert is_spaced_out("号 ， 邮 编 ： 200000 ， 电 话 ： 021-12345678 ，")
    assert not is_spaced_out("行政许可 行政处罚 行政强制 收费 0 0 0 0")


def test_the_first_word_keeps_its_marks() -> None:
    assert [first_word(text) for text in ("理，全面", "office. Then", "《条例》", "，现")] == [
        "理，",
        "office.",
        "《条",
        "，",
    ]


def test_full_width_characters_count_two_columns() -> None:
    assert columns(" 云湖区2023年（一） ") == 3 * 2 + 4 + 2 + 6


@pytest.mark.parametrize("part", ["第", "（", "一、", " ", "1 ", "一是", "《", "…", "1.", "(一", "#", "*"])
def test_endless_lines_are_looked_at_quickly(part: str) -> None:
    line = (part * 200_000)[:200_000]
    began = time.process_time()
    mark(line), is_row(line), is_contents(line), is_spaced_out(line), first_word(line), columns(line)
    assert time.process_time() - began < 1
