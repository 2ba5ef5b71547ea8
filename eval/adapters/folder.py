"""Writing the folder: `reports/`, and `questions.jsonl` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.adapters.draft import Draft
from eval.questions import Question
from index.errors import BaogaoError
from index.files.sidecar import beside

REPORTS = "reports"
QUESTIONS = "questions.jsonl"
CLAIM = ".adapted"
"""The file that says of a folder that it may be written again."""

_CLAIMED = f"Made by python -m eval adapt, which replaces {REPORTS}/ and {QUESTIONS} when it is run again.\n"
_LONGEST_TITLE = 200  # characters; a title is indexed beside each sentence


class FolderUnusable(BaogaoError):
    """The folder to be written cannot be, or holds what was not written from a public set."""


def refuse_taken(out: Path) -> None:
    """Raises FolderUnusable."""
    remedy = "name a new folder, or an empty one"
    try:
        if out.is_dir() and any(out.iterdir()) and not (out / CLAIM).is_file():
            raise FolderUnusable(f"{out}: holds files that were not made from a public set; {remedy}")
        if out.exists() and not out.is_dir():
            raise FolderUnusable(f"{out}: is no folder; {remedy}")
    except OSError as error:
        raise FolderUnusable(f"{out}: cannot be opened ({error.strerror}); {remedy}") from error


def write(out: Path, sources: Mapping[Draft, str], questions: Iterable[Question]) -> None:
    """All is written aside, inside the folder, and put in its place at the end."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / CLAIM).write_text(_CLAIMED, encoding="utf-8")
        with TemporaryDirectory(prefix=".adapting-", dir=out, ignore_cleanup_errors=True) as aside:
            new, old = Path(aside, "new"), Path(aside, "old")
            old.mkdir()
            _fill(new, sources, questions)
            _replace(out, new, old)
    except OSError as error:
        raise FolderUnusable(f"{out}: cannot be written ({error.strerror}); name another folder") from error


def _replace(out: Path, new: Path, old: Path) -> None:
    """The questions go first and come last: where they are, the reports are whole and theirs."""
    for name in (QUESTIONS, REPORTS):
        if (out / name).exists():
            (out / name).rename(old / name)
    for name in (REPORTS, QUESTIONS):
        (new / name).rename(out / name)


def _fill(folder: Path, sources: Mapping[Draft, str], questions: Iterable[Question]) -> None:
    reports = folder / REPORTS
    reports.mkdir(parents=True)
    for draft, source in sources.items():
        _write_report(reports / source, draft)
    lines = [json.dumps(_record(question), ensure_ascii=False) + "\n" for question in questions]
    (folder / QUESTIONS).write_text("".join(lines), encoding="utf-8")


def _write_report(path: Path, draft: Draft) -> None:
    """The title stands in a sidecar: as a line of the text it becomes a passage of its own, which is found for every
    question that names it and answers none. The mark of UTF-8 leaves no other encoding to be guessed."""
    path.write_text(f"{draft.body}\n", encoding="utf-8-sig")
    if title := " ".join(draft.title.split())[:_LONGEST_TITLE].strip():
        beside(path).write_text(f"title = {json.dumps(title, ensure_ascii=False)}\n", encoding="utf-8")


def _record(question: Question) -> dict[str, Any]:
    fields = ("id", "question", "language", "kind", "answerable", "facts", "evidence")
    record = asdict(question)
    return {name: record[name] for name in fields}
