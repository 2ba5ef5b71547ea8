"""Figures of made-up reports, for the tests of this folder."""

from __future__ import annotations

from index.figures import Figure, figures
from index.report import Passage, Report, Row, Section

WORK = "云湖区人民政府2025年政府工作报告"


def work_report() -> Report:
    """Given in 2025, on 2024."""
    return Report("云湖.txt", "0" * 64, WORK, "云湖区人民政府", ("青岚市", "云湖区"), 2024, kind="政府工作报告")


def read(text: str, *headings: str, report: Report | None = None) -> list[Figure]:
    """The figures of one section."""
    return list(figures(report or work_report(), text, [Section(headings, 0, len(text))], []))


def read_rows(text: str, *rows: Row, report: Report | None = None) -> list[Figure]:
    """The figures of the rows of a table that stands in the text."""
    report = report or work_report()
    passage = Passage(0, report, (), 0, len(text), None, text, rows)
    return list(figures(report, text, [Section((), 0, len(text))], [passage]))


def told(it: Figure) -> tuple[str, str, str, str]:
    """Measure, value with its unit, what it is, and its time."""
    upper = "" if it.value_to is None else f"-{it.value_to}"
    return it.measure, f"{it.value}{upper}{it.unit}", it.what, str(it.period)
