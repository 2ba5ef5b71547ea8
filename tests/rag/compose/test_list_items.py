"""What a list names, one by one."""

from __future__ import annotations

import pytest

from rag.compose.list_items import items


def listed(quote: str, span: str = "") -> tuple[str, ...]:
    return items(quote, span, fewest=3, longest=40)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("重点推进三项工作：一是清理文件；二是公开清单；三是培训人员。", ("清理文件", "公开清单", "培训人员")),
        ("“三清单”包括权力清单、责任清单、负面清单。", ("权力清单", "责任清单", "负面清单")),
        ("全区建成公园、绿道和广场。", ()),
        ("主动公开规章、预算、采购等信息。", ("主动公开规章", "预算", "采购")),
        ("办理许可286项。", ()),
    ],
)
def test_items_are_the_words_of_the_list(quote: str, told: tuple[str, ...]) -> None:
    assert listed(quote) == told


def test_what_the_model_points_at_is_the_list() -> None:
    assert listed("在渔业、农业之外，公开规章、预算、采购。", "规章、预算、采购") == ("规章", "预算", "采购")


def test_every_item_stands_in_the_quote() -> None:
    quote = "围绕四个方面：（一）强基础；（二）补短板；（三）扬优势；（四）促融合。"
    assert all(item in quote for item in listed(quote)) and len(listed(quote)) == 4
