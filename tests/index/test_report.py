"""The nouns."""

from __future__ import annotations

import dataclasses

import pytest

from index import Hit, Passage, Report, Section

REPORT = Report("a.txt", "0" * 64, "云湖区2023年报告", regions=("青岚市", "云湖区"), year=2023)
PASSAGE = Passage(0, REPORT, ("一、总则", "（一）范围"), 10, 15, None, "许可277")


def test_the_region_is_the_narrowest() -> None:
    assert REPORT.region == "云湖区"
    assert Report("b.txt", "0" * 64, "国务院报告").region == ""


def test_searchable_tells_whose_words_they_are() -> None:
    assert PASSAGE.searchable == "云湖区2023年报告\n一、总则\n（一）范围\n许可277"
    assert PASSAGE.searchable_as(PASSAGE.end - 3, PASSAGE.end) == "云湖区2023年报告\n一、总则\n（一）范围\n277"


@pytest.mark.parametrize("noun", [REPORT, PASSAGE, Section((), 0, 1), Hit(PASSAGE, 1.0)])
def test_nouns_are_frozen(noun: object) -> None:
    name = dataclasses.fields(noun)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(noun, name, None)
    assert not hasattr(noun, "__dict__")
