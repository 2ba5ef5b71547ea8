"""Public paragraphs: windows of whole sentences that cover them, and simplified characters one for one."""

from hypothesis import example, given
from hypothesis import strategies as st

from train.public import pages, simplified, windows
from train.questions import PublicQuestion

QUESTION = PublicQuestion("1", "梵語的書寫系統？", "梵語", "梵語以婆羅米文書寫。", (("婆羅米文", 3),), 0)


@example([2, 1])
@example([1, 240])
@given(st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_windows_cover_every_character(lengths: list[int]) -> None:
    paragraph = "".join("字" * (length - 1) + "。" for length in lengths)
    spans = windows(paragraph)
    assert {at for start, end in spans for at in range(start, end)} == set(range(len(paragraph)))
    assert all(end - start <= max(240, *lengths) for start, end in spans)
    assert all(paragraph[end - 1] == "。" for _, end in spans)


def test_a_short_paragraph_is_one_window() -> None:
    assert windows("甲。乙。") == [(0, 4)]


def test_simplified_characters_stand_where_the_others_did() -> None:
    found = simplified(QUESTION)
    assert (found.text, found.title, found.paragraph) == ("梵语的书写系统？", "梵语", "梵语以婆罗米文书写。")
    ((answer, start),) = found.answers
    assert found.paragraph[start : start + len(answer)] == answer == "婆罗米文"


def test_pages_hold_the_answer_even_where_the_file_misplaces_it() -> None:
    (page,) = pages(QUESTION, "婆羅米文", 99)
    assert page.span is not None and page.text[slice(*page.span)] == "婆羅米文"
    assert list(pages(QUESTION, "沒有", 0)) == []
