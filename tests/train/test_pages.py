"""Pages: where answers stand in them, and what is made of a page that answers."""

import random

import pytest

from train.pages import Page, besides, cited, cut_out, likeliest, locate, unmarked

TEXT = "全区许可286项，办结143件。学习会开了12次。其余在办。"
RIGHT = Page("云湖区报告", TEXT, (4, 8))


@pytest.mark.parametrize(
    ("part", "text", "span"),
    [
        ("286项", "许可286项", (2, 6)),
        ("286 项", "许可２８６\n项。", (2, 7)),
        ("9.5％", "增长9.5%。", (2, 6)),
        ("无", "许可286项", None),
        (" ", "许可286项", None),
    ],
)
def test_where_words_stand(part: str, text: str, span: tuple[int, int] | None) -> None:
    assert locate(part, text) == span


def test_the_clause_that_answers_is_cut_out() -> None:
    assert cut_out(RIGHT) == Page("云湖区报告", "办结143件。学习会开了12次。其余在办。")
    assert cut_out(Page("", "办结143件。", (2, 6))).text == ""
    assert cut_out(Page("", "甲，乙286项", (3, 7))).text == "甲，"


def test_what_is_cited_is_the_sentence_with_the_answer_marked_in_it() -> None:
    page = Page("云湖区报告", f"开头。{TEXT}", (7, 11))
    assert cited(page, random.Random(1)) == Page("云湖区报告", "全区许可286项，办结143件。", (4, 8))


def test_of_a_long_sentence_some_clauses_are_cited_that_hold_the_answer() -> None:
    filler = "持续推进各项工作不断取得新的成效，"
    page = Page("", f"{filler * 8}许可286项，{filler * 8}", (len(filler) * 8 + 2, len(filler) * 8 + 6))
    for seed in range(20):
        part = cited(page, random.Random(seed))
        assert part.span is not None
        assert part.text[slice(*part.span)] == "286项"
        assert len(part.text) <= 120


def test_the_sentences_beside_do_not_touch_the_answer() -> None:
    assert [page.text for page in besides(RIGHT)] == ["学习会开了12次。", "其余在办。"]
    assert all(page.span is None for page in besides(RIGHT))


def test_the_sentence_most_like_a_question() -> None:
    assert likeliest(RIGHT, "学习会开在哪里？") == Page("云湖区报告", "学习会开了12次。")
    assert unmarked(RIGHT) == Page("云湖区报告", TEXT)
