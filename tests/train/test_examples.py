"""Questions and pages: where answers stand, and what is made of a right page."""

import random

from train.examples import Asked, drawn, load, save
from train.pages import Page, cut_out

RIGHT = Page("云湖区报告", "许可286项，办结143件。其余在办。", (2, 6))
CITED = Page("云湖区报告", "许可286项，办结143件。", (2, 6))  # the sentence of it that answers
WRONG = Page("云湖区报告", "学习会12次。")
OTHER = Page("松溪区报告", "许可253项。")


def test_a_question_on_reports_gives_its_page_and_pages_that_do_not_answer() -> None:
    asked = Asked("a", "几项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=True)
    seen = [drawn([asked], random.Random(seed), 0) for seed in range(40)]
    assert all([it.page.span for it in examples].count((2, 6)) == 2 for examples in seen)
    pages = {it.page for examples in seen for it in examples}
    swapped = Page("松溪区报告", RIGHT.text)
    assert pages == {RIGHT, CITED, WRONG, OTHER, cut_out(RIGHT), swapped}


def test_the_right_words_under_another_name_answer_a_question_that_names_nobody() -> None:
    asked = Asked("a", "几项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=False)
    pages = {it.page for seed in range(40) for it in drawn([asked], random.Random(seed), 0)}
    assert pages == {RIGHT, CITED, WRONG, cut_out(RIGHT)}


def test_a_near_miss_gives_what_was_found() -> None:
    asked = Asked("a", "几项？", "domain", (), (WRONG, OTHER))
    assert {it.page for it in drawn([asked], random.Random(1), 0)} == {WRONG, OTHER}


def test_saved_and_loaded(tmp_path) -> None:  # type: ignore[no-untyped-def]
    asked = [Asked("a", "几\u2028项？", "domain", (RIGHT,), (WRONG,), (OTHER,), names_body=True)]
    save(asked, tmp_path / "asked.jsonl")
    assert load(tmp_path / "asked.jsonl") == asked
