"""What a list names, one by one."""

from __future__ import annotations

import pytest

from index.report import Passage, Report
from rag.answer import Citation, Claim
from rag.compose.list_items import items


def claim(quote: str, span: str = "") -> Claim:
    passage = Passage(0, Report("a.txt", "0" * 64, "报告"), (), 0, len(quote), None, quote)
    return Claim(quote, (Citation(passage, 0, len(quote), quote),), span)


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
    assert items(claim(quote)) == told


def test_what_the_model_points_at_is_the_list() -> None:
    assert items(claim("在渔业、农业之外，公开规章、预算、采购。", "规章、预算、采购")) == ("规章", "预算", "采购")


def test_every_item_stands_in_the_quote() -> None:
    quote = "围绕四个方面：（一）强基础；（二）补短板；（三）扬优势；（四）促融合。"
    assert all(item in quote for item in items(claim(quote))) and len(items(claim(quote))) == 4
