"""A run as JSON: every question with its answer and scores, the figures, and what they were made with.

Two runs of the same code over the same index give the same bytes, but for what stands under the key `timings`.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

from eval.metrics import SHORT
from eval.run import DEPTH, Run, Scored
from eval.summary import LEVEL, RESAMPLES, SEED, Summary

FORMAT = 2
DISTRIBUTION = "baogao"


def record(
    run: Run, summaries: Sequence[Summary], manifest: Mapping[str, Any], baseline: Sequence[Summary] = ()
) -> str:
    """The JSON text of a run over the index that `manifest` describes, with what a plain pipeline reached, if asked."""
    content = {
        "format": FORMAT,
        "questions": {"name": run.name, "sha256": run.sha256, "limit": run.limit},
        "settings": {
            "seed": SEED,
            "resamples": RESAMPLES,
            "level": LEVEL,
            "depth": DEPTH,
            "short": SHORT,
            "workers": run.workers,
            "assistant": dict(run.settings),
        },
        "index": dict(manifest),
        "versions": _versions(),
        "platform": _platform(),
        "faults": [asdict(fault) for fault in run.faults],
        "summaries": [_summary(summary) for summary in summaries],
        "baseline": [_summary(summary) for summary in baseline],
        "results": [result(scored) for scored in run.scored],
        "timings": {"peak_mib": run.peak_mib},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_run(text: str) -> dict[str, Any]:
    """What `record` wrote; raises ValueError for anything else."""
    found = json.loads(text)
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("results"), list):
        raise ValueError(f"wanted format {FORMAT} of python -m eval")
    return found


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "by": summary.by,
        "title": summary.title,
        "questions": summary.questions,
        "figures": {figure.name: asdict(figure.estimate) for figure in summary.figures},
        "risk_coverage": [asdict(point) for point in summary.curve],
        "timings": {figure.name: asdict(figure.estimate) for figure in summary.latency},
    }


def result(scored: Scored) -> dict[str, Any]:
    """One question as plain JSON values."""
    return {
        "question": asdict(scored.question),
        "answer": dict(scored.answer),
        "scores": asdict(scored.scores),
        "risk": scored.risk,
        "misses": list(scored.misses),
        "timings": {"ask": scored.seconds},
    }


def _versions() -> dict[str, str | None]:
    """Of our distribution and of all that it asks for, by name; None for what is not installed here."""
    names = [DISTRIBUTION, *(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in _requirements())]
    return {name: _version(name) for name in sorted(names)}


def _requirements() -> list[str]:
    lines = (requires(DISTRIBUTION) or []) if _version(DISTRIBUTION) else []
    return [line for line in lines if "extra ==" not in line]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _platform() -> dict[str, str]:
    return {"python": platform.python_version(), "system": platform.platform(), "machine": platform.machine()}
