"""What readers say is kept whole, by many at once, and nowhere that it does not belong."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from chat.conversation import feedback
from chat.conversation.feedback import LONGEST_QUESTION, LONGEST_REASON, Feedback
from index.errors import BaogaoError
from rag.answer import Answer, Claim


def test_keeps_what_is_said_and_of_what(tmp_path: Path, answer: Answer) -> None:
    path = tmp_path / "new" / "feedback.sqlite"
    kept = Feedback(path)
    kept.add(answer, 1, generation="generation-000012", language="zh")
    kept.add(answer, -1, "漏了青山区", "generation-000013", "en")
    first, second = kept.rows()
    assert (first.verdict, first.reason, first.generation, first.language) == (1, "", "generation-000012", "zh")
    assert (second.verdict, second.reason, second.generation, second.language) == (
        -1,
        "漏了青山区",
        "generation-000013",
        "en",
    )
    assert first.question == answer.question
    assert first.answer == answer.to_dict()
    assert datetime.fromisoformat(first.at).utcoffset() is not None
    kept.close()
    assert path.stat().st_mode & 0o077 == 0


def test_goes_on_with_the_file_that_is_there(tmp_path: Path, answer: Answer) -> None:
    path = tmp_path / "feedback.sqlite"
    for verdict in (1, -1):
        kept = Feedback(path)
        kept.add(answer, verdict)
        kept.close()
    assert [said.verdict for said in Feedback(path).rows()] == [1, -1]


def test_many_threads_and_two_openings_lose_nothing(tmp_path: Path, answer: Answer) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(Feedback, [tmp_path / "feedback.sqlite"] * 2))
        list(pool.map(lambda n: opened[n % 2].add(answer, 1, str(n)), range(80)))
    assert sorted(int(said.reason) for said in opened[0].rows()) == list(range(80))


def test_what_is_too_long_is_cut_and_halves_of_characters_are_replaced(tmp_path: Path) -> None:
    kept = Feedback(tmp_path / "feedback.sqlite")
    kept.add(Answer("问" * 5000 + "\ud800"), -1, "\udfffx" * 5000)
    (said,) = kept.rows()
    assert (len(said.question), len(said.reason)) == (LONGEST_QUESTION, LONGEST_REASON)
    assert said.reason.startswith("?x")


def test_a_long_answer_loses_its_evidence_and_a_longer_one_is_not_kept(
    tmp_path: Path, declined: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Feedback(tmp_path / "feedback.sqlite")
    monkeypatch.setattr(feedback, "LONGEST_ANSWER", 1000)
    kept.add(declined, 1)
    (said,) = kept.rows()
    assert "evidence" not in said.answer
    assert said.answer["notice"] == declined.notice
    with pytest.raises(BaogaoError, match="too long to be kept"):
        kept.add(replace(declined, claims=(Claim("字" * 2000, ()),)), 1)
    assert len(kept.rows()) == 1


def test_the_file_stays_small(tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "LARGEST", 100_000)
    kept = Feedback(tmp_path / "feedback.sqlite")
    with pytest.raises(BaogaoError, match=r"feedback\.sqlite: feedback cannot be kept here \(database or disk is full"):
        for _ in range(1000):
            kept.add(answer, 1)
    assert kept.rows()
    assert (tmp_path / "feedback.sqlite").stat().st_size <= 100_000


def test_there_are_two_verdicts(tmp_path: Path, answer: Answer) -> None:
    with pytest.raises(ValueError, match="1 or -1, not 0"):
        Feedback(tmp_path / "feedback.sqlite").add(answer, 0)


def test_a_file_that_is_not_ours_is_left_as_it_is(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.sqlite"
    text.write_text("not a database, but long enough to look at " * 100)
    with sqlite3.connect(other) as file:
        file.execute("CREATE TABLE feedback (verdict INTEGER)")
    file.close()
    before = text.read_bytes(), other.read_bytes()
    with pytest.raises(BaogaoError, match=r"notes\.txt: feedback cannot be kept here \(file is not a database\)"):
        Feedback(text)
    with pytest.raises(BaogaoError, match=r"other\.sqlite: not a file of feedback"):
        Feedback(other)
    assert (text.read_bytes(), other.read_bytes()) == before


@pytest.mark.parametrize("name", ["", "notes.txt/feedback.sqlite", "x" * 300])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("a file")
    with pytest.raises(BaogaoError, match="feedback cannot be kept here"):
        Feedback(tmp_path / name)
