"""What is stated, as data, and the words made of it last."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from index.report import Passage, Report
from rag.answer import Claim
from rag.compose.answer import composed
from rag.compose.claim import Finding, finding
from rag.read.extract import Found
from rag.search import Search
from rag.understand.query import Group
from rag.understand.understand import understand
from tests.rag.conftest import report, search_for

SAID = "全区共有许可事项286项。"
ENGLISH = "How many licensing items were there?"


def found_in(source: Report, said: str = SAID) -> Found:
    return Found(Passage(0, source, (), 0, len(said), None, said), 0, len(said), 0.9)


def search(question: str, *groups: Group) -> Search:
    return search_for(replace(understand(question, []), groups=groups), SimpleNamespace(text=lambda _: SAID))


def claimed(question: str, source: Report, group: Group) -> tuple[Claim, ...]:
    return composed(search(question, group), [found_in(source)], 0.5).claims


@pytest.mark.parametrize(
    ("source", "label"),
    [
        (report("a.md", "Annual-Budget-2023.Md", year=2024), "Annual-Budget-2023 (2024)"),
        (report("a.md", "年报", ("内蒙古自治区",), 2024), "Inner Mongolia (2024)"),
    ],
)
def test_no_label_of_ours_costs_an_answer(source: Report, label: str) -> None:
    (claim,) = claimed(ENGLISH, source, Group("", ("a.md",)))
    assert claim.text == f"{label}: 286 items — “{SAID}”" and claim.period == 2024


def test_a_district_does_not_state_it_for_its_city_beside_other_bodies() -> None:
    source = report("a.md", "年报", ("青岚市", "云湖区"), 2023)
    groups = Group("青岚市", ("a.md",)), Group("云湖区", ("a.md",))
    asked = search("青岚市和云湖区各有多少项？", *groups)
    assert finding(asked, groups[0], found_in(source)) is None
    stated = finding(asked, groups[1], found_in(source))
    assert isinstance(stated, Finding) and (stated.owner, stated.period, stated.span) == ("云湖区", 2023, "286项")


def test_a_decision_is_data_before_it_is_words() -> None:
    said = "全年无超期件。"
    source = report("a.md", "年报", ("云湖区",), 2023)
    asked = search_for(understand("云湖区有没有超期件？", []), SimpleNamespace(text=lambda _: said), lambda _: 1.0)
    (claim,) = composed(asked, [found_in(source, said)], 0.5).claims
    assert claim.verdict == "no" and claim.text.startswith("否：")
