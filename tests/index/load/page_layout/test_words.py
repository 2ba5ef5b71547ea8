"""The words of a PDF page: letters that printers doubled, watermarks, radicals in place of characters."""

from __future__ import annotations

from typing import Any

from index.load.pdf import read
from tests.index.load.drawing import Sheet, pdf


def texts(*sheets: Sheet) -> list[str]:
    return [line.text for line in read(pdf(*sheets)).lines]


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    assert texts(Sheet().words(60, 60, "一、总体情况").words(60.4, 60, "一、总体情况")) == ["一、总体情况"]


def test_a_letter_that_is_repeated_is_kept() -> None:
    assert texts(Sheet().words(60, 60, "一一得一", 4)) == ["一一得一"]


def test_a_watermark_at_a_slant_is_left_out() -> None:
    sheet = Sheet().words(60, 60, "许可277项。").words(100, 300, "征求意见稿", 60, turned="0.7 0.7 -0.7 0.7")
    assert texts(sheet) == ["许可277项。"]


def test_words_turned_upright_are_kept() -> None:
    assert "许可" in "".join(texts(Sheet().words(60, 60, "正文").words(100, 300, "许可", turned="0 1 -1 0")))


def test_italic_words_are_kept() -> None:
    assert texts(Sheet().words(60, 60, "许可277项。", turned="1 0 0.3 1")) == ["许可277项。"]


def test_radicals_are_read_as_the_characters_that_they_look_like(make_pdf: Any) -> None:
    (line,) = read(make_pdf([(72, 700, "⽂⻛与⻢")])).lines
    assert line.text == "文风与马"


def test_ligatures_are_read_as_their_letters() -> None:
    assert texts(Sheet().words(60, 60, "oﬃce")) == ["office"]


def test_letters_without_size_are_no_trouble() -> None:
    assert "许可" in texts(Sheet().words(60, 60, "许可").words(60, 90, "云湖", 0))


def test_latin_words_that_are_set_narrowly_stand_apart() -> None:
    sheet = Sheet()
    for x, word in ((60, "STAFF"), (112, "MEMBER"), (174, "920.68")):  # gaps of two points at a size of ten
        sheet.words(x, 60, word, 10)
    assert texts(sheet) == ["STAFF MEMBER 920.68"]


def test_characters_with_blanks_between_them_are_words() -> None:
    assert texts(Sheet().words(40, 60, "2 0 2 4 年 共 办 理 案 件 1 0 8 7 件 。", 10)) == ["2024年共办理案件1087件。"]


def test_a_row_of_single_characters_far_apart_is_left_as_it_is() -> None:
    sheet = Sheet()
    for at, char in enumerate("甲乙丙丁戊己"):
        sheet.words(40 + 80 * at, 60, char, 10)
    assert texts(sheet) == ["甲 乙 丙 丁 戊 己"]
