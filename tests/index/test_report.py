"""The nouns."""

from __future__ import annotations

import dataclasses

import pytest

from index import Hit, Passage, Report, Section
from index.report import Cell, Row

REPORT = Report("a.txt", "0" * 64, "云湖区2023年报告", regions=("青岚市", "云湖区"), year=2023)
PASSAGE = Passage(0, REPORT, ("一、总则", "（一）范围"), 10, 15, None, "许可277")


def test_the_region_is_the_narrowest() -> None:
    assert REPORT.region == "云湖区"
    assert Report("b.txt", "0" * 64, "国务院报告").region == ""


def test_searchable_tells_whose_words_they_are() -> None:
    assert PASSAGE.searchable == "云湖区2023年报告\n一、总则\n（一）范围\n许可277"
    assert PASSAGE.searchable_as(PASSAGE.end - 3, PASSAGE.end) == "云湖区2023年报告\n一、总则\n（一）范围\n277"


def test_the_key_of_a_passage_does_not_depend_on_its_position() -> None:
    assert PASSAGE.key == dataclasses.replace(PASSAGE, id=7).key == Hit(PASSAGE, 1.0).key
    assert len(PASSAGE.key) == 16 and int(PASSAGE.key, 16) >= 0


def test_passages_that_differ_have_other_keys() -> None:
    other = dataclasses.replace(REPORT, source="b.txt")
    same = (dataclasses.replace(PASSAGE, start=9), dataclasses.replace(PASSAGE, text="许可278"))
    assert len({it.key for it in (PASSAGE, *same, dataclasses.replace(PASSAGE, report=other))}) == 4


@pytest.mark.parametrize("noun", [REPORT, PASSAGE, Section((), 0, 1), Hit(PASSAGE, 1.0)])
def test_nouns_are_frozen(noun: object) -> None:
    name = dataclasses.fields(noun)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(noun, name, None)
    assert not hasattr(noun, "__dict__")


TABLE = Passage(
    1,
    REPORT,
    (),
    100,
    121,
    3,
    "信息内容\t数量\n许可\t550\n处罚\t41。",
    (
        Row(108, 114, "", ("许可",), (Cell(("数量",), "550", 111, 114),)),
        Row(115, 120, "", ("处罚",), (Cell(("数量",), "41", 118, 120),)),
    ),
)


def test_rows_are_told_alone() -> None:
    assert TABLE.read_alone(108, 114) == "许可 | 数量: 550"
    assert TABLE.read_alone(100, 121) == "信息内容\t数量\n许可 | 数量: 550\n处罚 | 数量: 41。"
    assert TABLE.searchable == "云湖区2023年报告\n信息内容\t数量\n许可 | 数量: 550\n处罚 | 数量: 41。"


def test_a_part_of_a_row_is_told_as_it_stands() -> None:
    assert TABLE.read_alone(111, 114) == "550"
    assert TABLE.read_alone(100, 111) == "信息内容\t数量\n许可\t"


def test_copies_and_superseded_editions_are_not_answered_from() -> None:
    assert REPORT.is_current
    assert not dataclasses.replace(REPORT, copy_of="b.txt").is_current
    assert not dataclasses.replace(REPORT, superseded_by="b.txt").is_current
