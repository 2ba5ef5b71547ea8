"""Gibberish never enters the index."""

from __future__ import annotations

import pytest

from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable, readable_share, refuse_gibberish

GOOD = "云湖区2023年，共办理（含“一网通办”）277项，占99.8％——详见①、附件Ⅱ→第3页★※；café？"


def loaded(*texts: str) -> Loaded:
    return Loaded("text", tuple(map(Line, texts)))


@pytest.mark.parametrize(
    "text", ["云湖区2023年报告。", "Government work report, 2023", "㎡、㈠、①、〇、﹏、Ａ", "𠮷野家"]
)
def test_what_reports_are_written_in(text: str) -> None:
    assert readable_share([text]) == 1


def test_a_few_odd_characters_are_let_through() -> None:
    refuse_gibberish(loaded(GOOD))


@pytest.mark.parametrize(
    "text", ["äº‘æ¹–åŒºæŠ¥å‘Š", "\ue000\ue001\ue002", "\ufffd" * 5, "(cid:12)(cid:13)", "ÔÆºþÇø±¨¸æ"]
)
def test_gibberish_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="gibberish"):
        refuse_gibberish(loaded(text))


def test_the_line_is_drawn_at_a_tenth() -> None:
    refuse_gibberish(loaded("报" * 9 + "Ô"))
    with pytest.raises(Unreadable, match=r"90% readable|8\d% readable"):
        refuse_gibberish(loaded("报" * 8 + "Ô"))


@pytest.mark.parametrize("texts", [(), ("",), (" ", "\u3000", "\n")])
def test_no_text_at_all(texts: tuple[str, ...]) -> None:
    assert readable_share(texts) is None
    with pytest.raises(Unreadable, match="no text"):
        refuse_gibberish(loaded(*texts))
