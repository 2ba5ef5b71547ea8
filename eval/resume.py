"""A run that stops goes on where it was: each question's result is a line in a file beside the run's JSON.

The first line says what is run; a file that says otherwise is begun anew. It goes when the run is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from eval.questions import Question
from eval.record import result
from eval.run import Scored, Scores


class Journal:
    """The results so far of the run that `of` describes, kept at `path`; nowhere where that is None."""

    def __init__(self, path: Path | None, of: Mapping[str, Any]) -> None:
        self._path = path
        self._lines = _lines(path, of) if path else []
        if path and not self._lines:
            path.write_text(json.dumps(of, ensure_ascii=False) + "\n", encoding="utf-8")
        self._file = path.open("a", encoding="utf-8") if path else None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()

    def done(self, questions: Sequence[Question]) -> dict[str, Scored]:
        """What is scored already, by question id."""
        told = {line["question"]["id"]: line for line in self._lines[1:]}
        return {it.id: _restored(it, told[it.id]) for it in questions if it.id in told}

    def add(self, scored: Scored) -> None:
        if self._file:
            self._file.write(json.dumps(result(scored), ensure_ascii=False) + "\n")
            self._file.flush()


def place_for(run: Path) -> Path:
    """Where the journal of a run lies whose JSON goes to `run`."""
    return run.with_name(f"{run.name}.part")


def _lines(path: Path, of: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The whole lines of a journal of just this run, the first its description; none of another's.

    A line that broke off when the run was stopped is cut from the file.
    """
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    try:
        lines = [json.loads(line) for line in whole.split("\n") if line]
    except json.JSONDecodeError:
        return []
    if not lines or lines[0] != json.loads(json.dumps(of)):
        return []
    path.write_text(whole, encoding="utf-8")
    return lines


def _restored(question: Question, line: Mapping[str, Any]) -> Scored:
    scores = Scores(**line["scores"])
    return Scored(question, line["answer"], line["timings"]["ask"], scores, line["risk"], tuple(line["misses"]))
