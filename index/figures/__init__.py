"""Every number that a report states, typed: of its prose and of the cells of its tables."""

from __future__ import annotations

from index.figures.figure import Figure, Kind, Period, What
from index.figures.read_report import figures

__all__ = ["Figure", "Kind", "Period", "What", "figures"]
