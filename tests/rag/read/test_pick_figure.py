"""Of several numbers, the one that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.language.quantities import quantities
from rag.read.pick_figure import head, is_added, ranked
from rag.understand.understand import understand


@pytest.mark.parametrize(
    ("question", "said", "figure"),
    [
        ("许可事项多少项？", "涉及29个部门，共有许可事项286项", "286项"),
        ("产值增长百分之几？", "产值达到31534亿元、增长3.3%，税收增长5%", "3.3%"),
        ("公园有多少个？", "新增公园35个，公园总数达1100个", "1100个"),
    ],
)
def test_the_likeliest_comes_first(question: str, said: str, figure: str) -> None:
    asked = ("许可事项", "产值", "公园")
    first = ranked(
        understand(question, []), said, "", lambda text: float(any(it in text and it in question for it in asked))
    )[0]
    assert said[first.start : first.end] == figure


def test_what_the_model_points_at_goes_before_its_like() -> None:
    said = "许可事项甲类12项，许可事项乙类30项"
    assert (
        said[(it := ranked(understand("许可事项多少项？", []), said, "乙类30项", lambda _: 0.0)[0]).start : it.end]
        == "30项"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("生产总值31534亿元、增长3.3%", "生产总值31534亿元，增长"),
        ("人均产值突破10万元，工业增加值增长7.3%", "工业增加值增长"),
        ("投资额，同比增长2%", "投资额，同比增长"),
    ],
)
def test_the_head_of_a_figure(said: str, words: str) -> None:
    assert head(said, quantities(said)[-1]) == words


@pytest.mark.parametrize(("year", "figure"), [(2023, "3,908"), (2022, "3,744")])
def test_a_figure_of_comparison_is_that_of_the_year_before_it(year: int, figure: str) -> None:
    said = "At 31 December 2023 the Group employed 3,908 people (2022: 3,744)."
    query = replace(understand(f"How many people did the Group employ in {year}?", []), periods=(year,))
    first = ranked(query, said, "", lambda _: 0.0)[0]
    assert said[first.start : first.end].startswith(figure)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("新增9个自助服务专区", True),
        ("新增“小申”知识库问答9条", True),
        ("新增公园35个，公园总数达9个", False),
        ("there are 9 in all", False),
        ("it opened with another 9 branches", True),
    ],
)
def test_a_number_of_what_was_added(said: str, expected: bool) -> None:
    assert is_added(said, said.index("9")) is expected
