"""Questions and pages: where answers stand, and what is made of a right page."""

import random

import pytest

from train.examples import Asked, Page, cut_out, drawn, load, locate, save

RIGHT = Page("云湖区报告", "许可286项，办结143件。其余在办。", (2, 6))
WRONG = Page("云湖区报告", "学习会12次。")
OTHER = Page("松溪区报告", "许可253项。")


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
    assert cut_out(RIGHT) == Page("云湖区报告", "办结143件。其余在办。")
    assert cut_out(Page("", "办结143件。", (2, 6))).text == ""
    assert cut_out(Page("", "甲，乙286项", (3, 7))).text == "甲，"


def test_a_question_on_reports_gives_its_page_and_pages_that_do_not_answer() -> None:
    asked = Asked("a", "几项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=True)
    seen = [drawn([asked], random.Random(seed), 0) for seed in range(40)]
    assert all([it.page.span for it in examples].count((2, 6)) == 1 for examples in seen)
    pages = {it.page for examples in seen for it in examples}
    swapped = Page("松溪区报告", RIGHT.text)
    assert pages == {RIGHT, WRONG, OTHER, cut_out(RIGHT), swapped}


def test_the_right_words_under_another_name_answer_a_question_that_names_nobody() -> None:
    asked = Asked("a", "几项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=False)
    pages = {it.page for seed in range(40) for it in drawn([asked], random.Random(seed), 0)}
    assert pages == {RIGHT, WRONG, cut_out(RIGHT)}


def test_a_near_miss_gives_what_was_found() -> None:
    asked = Asked("a", "几项？", "domain", (), (WRONG, OTHER))
    assert {it.page for it in drawn([asked], random.Random(1), 0)} == {WRONG, OTHER}


def test_saved_and_loaded(tmp_path) -> None:  # type: ignore[no-untyped-def]
    asked = [Asked("a", "几\u2028项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=True)]
    save(asked, tmp_path / "asked.jsonl")
    assert load(tmp_path / "asked.jsonl") == asked
