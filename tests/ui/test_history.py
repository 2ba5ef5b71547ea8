"""Conversations as the browser keeps them, and what it may give back instead."""

from __future__ import annotations

from typing import Any

import pytest

from chat.conversation import history
from rag.answer import Answer, Scope


def turn(question: str) -> dict[str, Any]:
    return history.turn(Answer(question), Scope(("云湖区",), (2023,)))


def test_a_turn_holds_what_has_to_be_asked_again_and_no_word_of_a_report() -> None:
    assert turn("多少项？") == {"question": "多少项？", "bodies": ["云湖区"], "years": [2023]}
    assert history.scope_of(turn("多少项？")) == Scope(("云湖区",), (2023,))
    assert history.scope_of(history.turn(Answer("？"), None)) is None


def titles(value: object, user: str) -> list[str]:
    return [title for title, _ in history.listed(history.readable(value, user))]


def test_the_latest_conversation_grows_and_a_new_one_is_put_behind_it() -> None:
    kept = history.with_turn([], [turn("一")], is_new=True)
    kept = history.with_turn(kept, [turn("一"), turn("二")], is_new=False)
    kept = history.with_turn(kept, [turn("三")], is_new=True)
    assert [[it["question"] for it in told] for told in kept] == [["一", "二"], ["三"]]
    assert [title for title, _ in history.listed(kept)] == ["三", "一"]


def test_a_conversation_is_found_by_its_key_though_others_came_and_went_since_it_was_listed() -> None:
    kept: history.Kept = [[turn(str(number))] for number in range(history.CONVERSATIONS)]
    keys = dict(history.listed(kept))
    assert all(
        kept[number][0]["question"] == title
        for title, key in keys.items()
        if (number := history.found(kept, key)) is not None
    )
    later = history.with_turn(kept, [turn("新")], is_new=True)
    assert history.found(later, keys["7"]) == 6 and history.found(later, keys["0"]) is None
    assert [history.found(kept, it) for it in ("", "x", "3", "[]", '["0", "0"]', '[99, "3"]')] == [None] * 5 + [3]


def test_old_ones_are_forgotten() -> None:
    kept: history.Kept = []
    for number in range(history.CONVERSATIONS + 5):
        kept = history.with_turn(kept, [turn(str(number))] * (history.TURNS + 5), is_new=True)
    assert len(kept) == history.CONVERSATIONS and len(kept[0]) == history.TURNS
    assert kept[-1][0]["question"] == str(history.CONVERSATIONS + 4)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        3,
        {"a": 1},
        [1],
        [[]],
        [["x"]],
        [[{"question": 3}]],
        [[{"question": ""}]],
        [[{"question": "问" * 5000}]],
    ],
)
def test_what_is_not_ours_is_dropped(value: object) -> None:
    assert history.readable(value, "") == [] and history.readable([["", value]], "") == []
    assert history.stored(value, "", [[turn("一")]]) == [["", [[turn("一")]]]]


def test_each_user_of_a_browser_has_their_own() -> None:
    value = history.stored(history.stored([], "张三", [[turn("一")]]), "李四", [[turn("二")]])
    value = history.stored(value, "张三", [[turn("一")], [turn("三")]])
    assert titles(value, "张三") == ["三", "一"]
    assert titles(value, "李四") == ["二"] and history.readable(value, "") == []


def test_bodies_and_years_of_the_wrong_kind_are_dropped() -> None:
    kept = [[{"question": "多少？", "bodies": ["云湖区", 3], "years": ["2023", 2024]}]]
    told = history.readable([["", kept]], "")
    assert told == [[{"question": "多少？", "bodies": ["云湖区"], "years": [2024]}]]
