"""A run that stopped goes on from its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from eval.resume import Journal
from eval.run import Scored, ask_one

OF = {"questions": "a", "settings": {"threshold": {"zh": 0.2}}}


def scored(questions: Any, shelf: Any, make: Any) -> Scored:
    class Sure:
        def ask(self, question: str) -> Any:
            return make.reply(("共277项", [make.cite("东区/2023.txt", "共277项")]))

    return ask_one(questions[0], Sure(), shelf.text)


def test_what_was_asked_is_there_again_to_the_last_score(tmp_path: Path, questions: Any, shelf: Any, make: Any) -> None:
    one = scored(questions, shelf, make)
    with Journal(tmp_path / "run.part", OF) as journal:
        journal.add(one)
    with Journal(tmp_path / "run.part", OF) as journal:
        assert journal.done(questions) == {"q1": one}


def test_a_broken_last_line_is_asked_again(tmp_path: Path, questions: Any, shelf: Any, make: Any) -> None:
    path, one = tmp_path / "run.part", scored(questions, shelf, make)
    with Journal(path, OF) as journal:
        journal.add(one)
    path.write_text(path.read_text() + '{"question": {"id": "q2"', encoding="utf-8")
    with Journal(path, OF) as journal:
        assert list(journal.done(questions)) == ["q1"]
        journal.add(one)
    with Journal(path, OF) as journal:
        assert list(journal.done(questions)) == ["q1"]


def test_another_run_begins_anew(tmp_path: Path, questions: Any, shelf: Any, make: Any) -> None:
    with Journal(tmp_path / "run.part", OF) as journal:
        journal.add(scored(questions, shelf, make))
    with Journal(tmp_path / "run.part", {**OF, "questions": "b"}) as journal:
        assert journal.done(questions) == {}


def test_without_a_file_nothing_is_kept(questions: Any, shelf: Any, make: Any) -> None:
    with Journal(None, OF) as journal:
        journal.add(scored(questions, shelf, make))
        assert journal.done(questions) == {}
