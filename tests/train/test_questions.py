"""Our own training questions hold together: every quote stands in its report, every answer in its quote."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from index.language.script import HAN
from train.pages import locate
from train.questions import DATA, of_districts, of_reports, of_squad

FILES = sorted(path.name for path in DATA.glob("*.jsonl"))


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_question_of_its_own(name: str) -> None:
    lines = [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]
    assert lines and len({it["id"] for it in lines}) == len(lines)
    assert all(it["question"].strip() for it in lines)


@pytest.mark.parametrize("name", [name for name in FILES if "-en" in name])
def test_english_wordings_are_english(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert not re.search(rf"[{HAN}]", text)


def test_quotes_stand_in_the_made_up_reports() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (DATA / "reports").iterdir()}
    questions = of_districts()
    assert len(questions) >= 150
    for question in questions:
        assert question.answerable == bool(question.quotes)
        assert question.answerable or not question.answers
        for source, quote in question.quotes:
            assert locate(quote, texts[source]), question.id
        for forms in question.answers:
            assert any(locate(forms[0], quote) for _, quote in question.quotes), question.id


def test_questions_on_real_reports_share_no_evidence_with_those_that_are_measured(shared: Path) -> None:
    measured = (shared / "questions" / "dev.jsonl").read_text(encoding="utf-8").split("\n")
    quotes = {(it["source"], it["quote"]) for line in measured if line for it in json.loads(line)["evidence"]}
    trained = {pair for question in of_reports(shared / "questions") for pair in question.quotes}
    assert not quotes & trained


def test_a_file_in_squads_form(tmp_path: Path) -> None:
    qas = [{"id": "1-1", "question": "几？", "answers": [{"text": "三", "answer_start": 1}]}]
    paragraphs = [{"context": "有三。", "qas": qas}, {"context": "无。", "qas": []}]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "题", "paragraphs": paragraphs}]}), encoding="utf-8")
    (question,) = of_squad(path)
    assert (question.title, question.paragraph, question.answers, question.number) == ("题", "有三。", (("三", 1),), 0)
