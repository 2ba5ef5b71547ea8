"""The bodies and years that a shelf has reports of, to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.report import Report


@dataclass(frozen=True, slots=True)
class Choices:
    """Bodies in the order of their names, years with the latest first."""

    bodies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @classmethod
    def of(cls, reports: Iterable[Report]) -> Choices:
        known = [(body_of(report), report.year) for report in reports]
        bodies, years = {body for body, _ in known if body}, {year for _, year in known if year}
        return cls(tuple(sorted(bodies)), tuple(sorted(years, reverse=True)))


def body_of(report: Report) -> str:
    """Who the report is by, an office by its place and name; empty where the report does not say."""
    return report.body.label
