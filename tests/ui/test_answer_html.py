"""An exchange as HTML: figures side by side, what a list names, what was understood, what can be done with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chat.conversation.answer_html import AT_A_GLANCE, CHIPS, actions_html, answer_html, copied, understood_html
from chat.conversation.chart import HEIGHT, MARGIN, WIDTH, Bars, bars, line
from chat.conversation.state import changed
from rag.answer import Answer, Claim, Row, Scope


def with_rows(answer: Answer, count: int) -> Answer:
    cited = answer.citations[0]
    return replace(answer, rows=tuple(Row(f"区{n}", f"{n}项", float(n), cited) for n in range(1, count + 1)))


@pytest.mark.parametrize(("count", "bars"), [(0, 0), (2, 0), (3, 3)])
def test_three_figures_and_more_have_bars(answer: Answer, count: int, bars: int) -> None:
    markup = answer_html(with_rows(answer, count), "zh")
    assert markup.count('<th scope="row">') == count and markup.count('class="bar"') == bars
    assert ("width:100.0%" in markup) == bool(bars)


def test_bars_of_figures_that_are_nearly_alike_do_not_begin_at_zero(answer: Answer) -> None:
    rows = with_rows(answer, 3).rows
    near = tuple(replace(row, value=value) for row, value in zip(rows, (6.0, 5.5, 5.0), strict=True))
    assert bars(near) == Bars(("100.0", "66.7", "33.3"), from_zero=False)
    assert bars(rows) == Bars(("33.3", "66.7", "100.0"))
    assert bars([replace(row, value=0.0) for row in rows]) == Bars(("0.0",) * 3)
    assert bars([replace(row, value=-row.value) for row in rows]).from_zero
    assert "条形不从零画起" in answer_html(replace(answer, rows=near), "zh")
    assert "条形不从零画起" not in answer_html(replace(answer, rows=rows), "zh")


def test_years_of_one_body_are_a_line(answer: Answer) -> None:
    rows = tuple(replace(row, year=2020 + at) for at, row in enumerate(with_rows(answer, 3).rows))
    course = line(rows[::-1])
    assert course and [row.year for *_, row in course.points] == [2020, 2021, 2022]
    assert [x for x, *_ in course.points] == [MARGIN, WIDTH / 2, WIDTH - MARGIN]
    assert [y for _, y, _ in course.points] == [HEIGHT - MARGIN, HEIGHT / 2, MARGIN]
    assert answer_html(replace(answer, rows=rows), "zh").count("<circle") == 3
    level = line([replace(row, value=7.0) for row in rows])
    assert level and {y for _, y, _ in level.points} == {MARGIN}
    assert line(rows[:2]) is None and line(with_rows(answer, 3).rows) is None
    assert "<svg" not in answer_html(with_rows(answer, 3), "zh")


def test_figures_can_be_taken_along_where_there_are_any(answer: Answer) -> None:
    assert 'data-do="csv"' in actions_html(with_rows(answer, 2), "zh")
    assert 'data-do="csv"' not in actions_html(answer, "zh")


def test_figures_are_escaped_and_lead_to_their_source(answer: Answer) -> None:
    row = Row("<b>区</b>", '"><script>', 1.0, answer.citations[0])
    table = answer_html(replace(answer, rows=(row, row)), "zh").split('<table class="rows">')[1].split("</table>")[0]
    assert "<script>" not in table and "<b>" not in table and 'href="#source-1-1"' in table


def test_what_a_list_names_is_a_list(answer: Answer) -> None:
    markup = answer_html(replace(answer, items=("公园", "<i>")), "zh")
    assert '<ol class="items">' in markup and "公园" in markup and "&lt;i&gt;" in markup


def test_many_lines_are_folded_under_the_one_that_sums_them_up(answer: Answer) -> None:
    one, two = answer.citations
    claims = [Claim(f"第{n}句。", (one,)) for n in range(AT_A_GLANCE)]
    shown = answer_html(replace(answer, claims=(*claims, Claim("合计。", (one, two)))), "zh")
    assert shown.index("合计") < shown.index("<details>") < shown.index("第0句")


def test_of_many_bodies_only_the_number_is_told() -> None:
    shown = understood_html(Answer("？", scope=Scope(tuple(f"区{n}" for n in range(CHIPS + 25)))), "en")
    assert "+25" in shown and shown.count("<button") == CHIPS


def test_the_only_body_cannot_be_taken_away() -> None:
    assert "<button" not in understood_html(Answer("？", scope=Scope(("云湖区",), (2023,))), "zh")


@pytest.mark.parametrize(
    ("kind", "was", "now", "expected"),
    [
        ("body", "松溪区", "", Scope(("云湖区",), (2022, 2023))),
        ("year", "2022", "", Scope(("云湖区", "松溪区"), (2023,))),
        ("body", "云湖区", "望江区", Scope(("望江区", "松溪区"), (2022, 2023))),
        ("body", "云湖区", "松溪区", Scope(("松溪区",), (2022, 2023))),
        ("year", "2022", "2024", Scope(("云湖区", "松溪区"), (2024, 2023))),
        ("year", "2022", "去年", Scope(("云湖区", "松溪区"), (2023,))),
        ("body", "火星", "望江区", Scope(("云湖区", "松溪区"), (2022, 2023))),
    ],
)
def test_what_was_understood_is_changed_or_left_out(kind: str, was: str, now: str, expected: Scope) -> None:
    assert changed(Scope(("云湖区", "松溪区"), (2022, 2023)), kind, was, now) == expected


def test_a_copy_holds_the_question_the_answer_and_its_sources(answer: Answer) -> None:
    text = copied(answer)
    assert text.startswith(answer.question) and all(f"[{n}] " in text for n in (1, 2))
    assert all(cited.quote in text for cited in answer.citations)
    assert "p. 3" in text


def test_nothing_can_be_done_with_an_answer_to_come() -> None:
    assert actions_html(Answer("？"), "zh") == "" == actions_html(Answer("？", draft="正在"), "zh")
    assert 'data-do="copy"' in actions_html(Answer("？", declined=True, notice="没有"), "zh")
