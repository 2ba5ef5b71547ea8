"""Cells read by hand against the tables that the assistant gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.cells import CellsInvalid, read_cells, render, scored
from rag import Assistant
from tests.rag.districts import shelved

GDP = {"measure": "地区生产总值", "body": "云湖区", "year": 2023, "stated": True, "value": 1200.0, "unit": "亿元"}
SILENT = {"measure": "粮食产量", "body": "松溪区", "year": 2023, "stated": False, "value": None, "unit": "万吨"}


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return shelved(tmp_path_factory.mktemp("districts"))


def write(folder: Path, *records: object) -> Path:
    path = folder / "cells.jsonl"
    path.write_text("\n".join(json.dumps(it, ensure_ascii=False) for it in records), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "is_right"),
    [
        ({}, True),
        ({"value": 1100.0}, False),
        ({"unit": "万元"}, False),
        ({"stated": False, "value": None}, False),
        ({"measure": "地区生产总值增长", "value": 6.1, "unit": "%"}, True),
        ({"year": 2022, "value": 1100}, True),
        (SILENT, True),
        (SILENT | {"stated": True, "value": 35.5}, False),
        ({"measure": "GDP总量", "body": "云湖区"}, True),
    ],
)
def test_a_cell_is_right_by_value_and_unit_or_rightly_none(
    districts: Assistant, tmp_path: Path, changes: dict[str, Any], is_right: bool
) -> None:
    (it,) = scored(read_cells(write(tmp_path, GDP | changes)), districts)
    assert it.is_right == is_right


def test_the_table_counts_what_is_stated_and_what_is_not(districts: Assistant, tmp_path: Path) -> None:
    wrong = GDP | {"body": "松溪区", "value": 1.0}
    console = Console(record=True, width=80)
    console.print(render(list(scored(read_cells(write(tmp_path, GDP, wrong, SILENT)), districts))))
    lines = [[it.strip() for it in line.split("│")[1:-1]] for line in console.export_text().splitlines() if "│" in line]
    assert lines == [
        ["地区生产总值", "2", "0.500", "0", ""],
        ["others", "0", "", "1", "1.000"],
        ["all", "2", "0.500", "1", "1.000"],
    ]


@pytest.mark.parametrize("record", [{"measure": "GDP"}, [], GDP | {"value": "much"}, GDP | {"year": None}])
def test_a_line_that_is_no_cell_is_named(tmp_path: Path, record: object) -> None:
    with pytest.raises(CellsInvalid, match=r"cells\.jsonl:2: no cell"):
        read_cells(write(tmp_path, GDP, record))


def test_a_file_without_cells(tmp_path: Path) -> None:
    with pytest.raises(CellsInvalid, match="no cells"):
        read_cells(write(tmp_path))
