"""A line that a run must hold: thresholds in a committed file, by the name of the file of questions.

    ["dev.jsonl"]
    "all_evidence_at_5.zh" = { least = 0.95 }
    "declined_wrongly" = { most = 0.05 }

A key is a metric, with a language or a kind behind a dot where it is meant for those questions alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import BaogaoError

THRESHOLDS = Path(__file__).with_name("gate.toml")


class GateFailed(BaogaoError):
    """A run that does not hold the line."""

    exit_code = 9


class GateUnusable(BaogaoError):
    """Thresholds that cannot be read, or say nothing of the run."""

    exit_code = 7


@dataclass(frozen=True, slots=True)
class Check:
    """A figure of the run against its threshold; `value` is None where the metric applies to no question."""

    key: str
    value: float | None
    least: float | None
    most: float | None

    @property
    def holds(self) -> bool:
        if self.value is None:
            return False
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        value = "–" if self.value is None else f"{self.value:.3f}"
        bound = f"at least {self.least}" if self.least is not None else f"at most {self.most}"
        return f"{self.key} {value}, wanted {bound}"


def checks(run: Mapping[str, Any], thresholds: Path = THRESHOLDS) -> tuple[Check, ...]:
    """Every threshold set for the run's file of questions; raises GateUnusable where there is none."""
    name = run["questions"]["name"]
    wanted = _read(thresholds).get(name)
    if not wanted:
        raise GateUnusable(f'{thresholds}: no thresholds for {name}; add a table ["{name}"]')
    figures = {key: value for summary in run["summaries"] for key, value in _figures(summary)}
    for key in wanted:
        if key not in figures:
            raise GateUnusable(f"{thresholds}: [{name}] {key}: no such figure; write metric or metric.group")
    return tuple(Check(key, figures[key], it.get("least"), it.get("most")) for key, it in wanted.items())


def hold(run: Mapping[str, Any], thresholds: Path = THRESHOLDS) -> tuple[Check, ...]:
    """The checks, all of which hold; raises GateFailed with those that do not."""
    done = checks(run, thresholds)
    failed = [str(check) for check in done if not check.holds]
    if failed:
        raise GateFailed(f"{run['questions']['name']}: {'; '.join(failed)}")
    return done


def _figures(summary: Mapping[str, Any]) -> list[tuple[str, float | None]]:
    behind = "" if summary["by"] == "all" else f".{summary['title']}"
    told = {**summary["figures"], **summary["timings"]}
    return [(f"{name}{behind}", figure["value"]) for name, figure in told.items()]


def _read(thresholds: Path) -> Mapping[str, Any]:
    try:
        found = tomllib.loads(thresholds.read_text(encoding="utf-8"))
    except OSError as error:
        raise GateUnusable(f"{thresholds}: cannot be read ({error.strerror}); name a file with --thresholds") from error
    except tomllib.TOMLDecodeError as error:
        raise GateUnusable(f"{thresholds}: {error}; see the head of eval/thresholds.py for the form") from error
    for name, table in found.items():
        for key, bounds in dict(table).items():
            if not isinstance(bounds, dict) or not bounds or not bounds.keys() <= {"least", "most"}:
                raise GateUnusable(f"{thresholds}: [{name}] {key}: wanted {{ least = … }} or {{ most = … }}")
    return found
