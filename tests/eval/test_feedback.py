"""What readers liked becomes questions that the harness reads; the rest says what a person must add."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chat.conversation import feedback as chat_feedback
from chat.conversation.feedback import Feedback
from eval import feedback
from eval.feedback import by_hand, candidates, write_candidates
from eval.questions import Evidence, read, verify
from index.errors import BaogaoError
from rag.answer import Answer, Claim, Scope

EAST = "东区/2023.txt"


@pytest.fixture
def kept(tmp_path: Path) -> Feedback:
    return Feedback(tmp_path / "feedback.sqlite")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "feedback.sqlite"


@pytest.fixture
def liked(make: Any) -> Answer:
    claim = Claim("东区2023年行政许可事项共277项。", (make.cite(EAST, "行政许可事项共277项"),), "277项")
    return Answer("东区2023年有多少许可事项？", (claim,), scope=Scope(("东区",), (2023,)))


def test_both_sides_agree_on_the_file() -> None:
    sides = (chat_feedback.APPLICATION, chat_feedback.VERSION), (feedback.APPLICATION, feedback.VERSION)
    assert sides[0] == sides[1]
    layouts = [str(side.__doc__).partition("    PRAGMA")[2].partition("\n\n")[0] for side in (chat_feedback, feedback)]
    assert layouts[0].strip() == layouts[1].strip()


def test_a_liked_fact_becomes_a_question_that_the_shelf_proves(
    kept: Feedback, db: Path, tmp_path: Path, liked: Answer, shelf: Any
) -> None:
    kept.add(liked, 1, "很清楚", "generation-000003", "zh")
    assert write_candidates(db, tmp_path / "new.jsonl") == (1, 0)
    (question,) = read(tmp_path / "new.jsonl")
    assert question.question == liked.question
    assert (question.language, question.kind, question.answerable) == ("zh", "fact", True)
    assert question.facts == (("277项",),)
    assert question.evidence == (Evidence(EAST, "行政许可事项共277项"),)
    assert "generation-000003: 很清楚" in question.note
    assert verify([question], shelf) == ()


def test_a_liked_decline_becomes_an_unanswerable_question(kept: Feedback, db: Path, tmp_path: Path) -> None:
    kept.add(Answer("东区好评率多高？", declined=True, notice="没有找到", scope=Scope(("东区",))), 1)
    assert write_candidates(db, tmp_path / "new.jsonl") == (1, 0)
    (question,) = read(tmp_path / "new.jsonl")
    assert (question.kind, question.answerable, question.facts, question.evidence) == ("unanswerable", False, (), ())


def test_what_is_disliked_waits_for_a_person(kept: Feedback, db: Path, tmp_path: Path, liked: Answer) -> None:
    kept.add(liked, -1, "应是278项")
    assert write_candidates(db, tmp_path / "new.jsonl") == (0, 1)
    assert (tmp_path / "new.jsonl").read_text() == ""
    (line,) = map(json.loads, (tmp_path / "new.by-hand.jsonl").read_text("utf-8").splitlines())
    assert (line["answerable"], line["facts"], line["evidence"]) == (None, [], [])
    assert line["missing"].startswith("the right answer")
    assert line["note"].startswith("disliked ") and line["note"].endswith("应是278项")
    assert line["answered"] == liked.text
    assert line["cited"] == [{"source": EAST, "quote": "行政许可事项共277项"}]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"kind": "compare"}, "of kind compare"),
        ({"kind": "trend"}, "of kind trend"),
        ({"claims": ()}, "has no sentence"),
        ({"question": "那许可事项呢？"}, "taken to mean 东区, 2023"),
        ({"scope": Scope(("东区",), (2023,), (EAST,))}, f"taken to mean {EAST}"),
    ],
)
def test_liked_answers_that_prove_too_little_wait_too(
    kept: Feedback, db: Path, liked: Answer, change: dict[str, Any], missing: str
) -> None:
    kept.add(replace(liked, **change), 1)
    assert candidates(db) == []
    assert [missing in line["missing"] for line in by_hand(db)] == [True]


@pytest.mark.parametrize("span", ["", " ", "278项", "27"])
def test_a_span_must_stand_in_its_quote(kept: Feedback, db: Path, liked: Answer, span: str) -> None:
    kept.add(replace(liked, claims=(*liked.claims, replace(liked.claims[0], span=span))), 1)
    assert candidates(db) == []
    assert by_hand(db)[0]["missing"].startswith("facts: ")


def test_an_english_question_names_a_body_in_pinyin(kept: Feedback, db: Path, make: Any) -> None:
    claim = Claim("277项", (make.cite(EAST, "行政许可事项共277项"),), "277项")
    scope = Scope(("松溪区",), (2023,))
    kept.add(Answer("How many permits had Songxi in 2023?", (claim,), language="en", scope=scope), 1)
    kept.add(Answer("And how many permits in 2023?", (claim,), language="en", scope=scope), 1)
    assert [line["question"] for line in candidates(db)] == ["How many permits had Songxi in 2023?"]


def test_the_last_word_on_a_question_counts(kept: Feedback, db: Path, tmp_path: Path, liked: Answer) -> None:
    for verdict in (-1, 1, 1):
        kept.add(liked, verdict)
    assert (len(candidates(db)), by_hand(db)) == (1, [])
    kept.add(liked, -1)
    assert write_candidates(db, tmp_path / "new.jsonl") == (0, 1)


def test_what_is_no_feedback_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("CREATE TABLE feedback (verdict INTEGER)").connection.close()
    (tmp_path / "text").write_text("no database " * 100)
    for path in (other, tmp_path / "text", tmp_path / "missing", tmp_path):
        with pytest.raises(BaogaoError, match=f"^{path}: "):
            candidates(path)
    assert not (tmp_path / "missing").exists()


def test_an_output_that_cannot_be_written_is_named(kept: Feedback, db: Path, tmp_path: Path, liked: Answer) -> None:
    kept.add(liked, 1)
    with pytest.raises(BaogaoError, match=r"new\.jsonl: cannot be written"):
        write_candidates(db, tmp_path / "no folder" / "new.jsonl")
