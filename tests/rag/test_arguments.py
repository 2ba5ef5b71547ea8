"""What a caller may hand over, and the one line that a mistake is told in."""

from __future__ import annotations

from typing import Any

import pytest

from index import Index
from index.errors import ArgumentInvalid, NotOnShelf
from index.report import Report
from rag import Assistant, Scope, Turn
from rag.arguments import check_arguments, check_on_shelf, tidied

ANY: Any = Scope  # lets a test hand over what the types forbid


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"question": 3}, "question must be text, not 3"),
        ({"kind": None}, "kind must be text, not None"),
        ({"scope": ("云湖区",)}, "scope must be a Scope"),
        ({"scope": ANY(bodies="云湖区")}, "bodies must be a list or tuple, such as"),
        ({"scope": ANY(sources="a.txt")}, "sources must be a list or tuple"),
        ({"scope": ANY(years=2023)}, "years must be a list or tuple"),
        ({"scope": ANY(years=("2023",))}, "years must be whole numbers, such as 2023, not '2023'"),
        ({"scope": ANY(years=(True,))}, "years must be whole numbers"),
        ({"scope": ANY(bodies=(1,))}, "bodies must be names, not 1"),
        ({"history": "云湖区呢？"}, "history must be a list or tuple, such as"),
        ({"history": ["云湖区呢？"]}, "history must be Turns, such as"),
        ({"history": [Turn("问", scope=ANY(bodies="云湖区"))]}, "bodies must be a list"),
        ({"question": ["长" * 500]}, "question must be text"),
    ],
)
def test_a_value_of_another_type_is_one_line(given: dict[str, Any], line: str) -> None:
    arguments: dict[str, Any] = {"question": "问", "scope": None, "history": (), "kind": ""}
    with pytest.raises(ArgumentInvalid) as raised:
        check_arguments(**(arguments | given))
    told = str(raised.value)
    assert told.startswith(line) and "\n" not in told and len(told) < 160
    assert isinstance(raised.value, TypeError)


@pytest.mark.parametrize("scope", [None, Scope(), Scope(("云湖区",), (2023,)), ANY(["云湖区"], [2023])])
@pytest.mark.parametrize("history", [(), [], [Turn("问", "答", Scope(("望江区",)))]])
def test_what_is_right_is_let_through(scope: Any, history: Any) -> None:
    check_arguments("问", scope, history, "fact")


def test_lists_become_tuples() -> None:
    assert tidied(ANY(["云湖区"], [2023], {"a.txt"})) == Scope(("云湖区",), (2023,), ("a.txt",))


@pytest.mark.parametrize(
    ("scope", "nearest"),
    [
        (Scope(("云胡区",)), "'云湖区'"),
        (Scope(("Yunho District",)), "'云湖区'"),
        (Scope(("云湖区", "松西区")), "'松溪区'"),
        (Scope(sources=("Yunhu2023.txt",)), "'yunhu-2023.txt'"),
    ],
)
def test_what_the_shelf_lacks_is_told_with_the_nearest(scope: Scope, nearest: str, reports: tuple[Report, ...]) -> None:
    with pytest.raises(NotOnShelf) as raised:
        check_on_shelf(scope, reports)
    assert str(raised.value).endswith(f"did you mean {nearest}?") and "\n" not in str(raised.value)


def test_where_nothing_is_near_the_shelf_is_told(reports: tuple[Report, ...]) -> None:
    with pytest.raises(NotOnShelf, match="no report is by or about 'Atlantis'; the shelf has "):
        check_on_shelf(Scope(("Atlantis",)), reports)


@pytest.mark.parametrize("name", ["云湖区", "云湖", "Yunhu", "Yunhu District", "青岚市", "陕西", "Shaanxi", "国务院"])
def test_every_spelling_of_a_body_is_known(name: str, reports: tuple[Report, ...]) -> None:
    check_on_shelf(Scope((name,), (1999,), ("qinglan.txt",)), reports)


def test_ask_says_so_before_anything_is_searched(example_index: Index) -> None:
    assistant: Any = Assistant(example_index)
    with pytest.raises(NotOnShelf, match="did you mean '云湖区'"):
        assistant.ask("行政许可事项有多少项？", Scope(("云胡区",)))
    with pytest.raises(ArgumentInvalid, match="history"):
        assistant.ask("行政许可事项有多少项？", history="云湖区呢？")
