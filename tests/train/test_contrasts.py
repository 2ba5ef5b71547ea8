"""Contrasts: found in their reports, and drawn so that only what is said tells a question from its near miss."""

import json
import random
from pathlib import Path

import pytest

from train import contrasts
from train.contrasts import Contrast
from train.pages import Page

RECORD = {
    "id": "a-1",
    "source": "reports/云湖区2023年工作报告.txt",
    "quote": "全年办理行政许可286项",
    "answer": "286项",
    "questions": ["云湖区2023年办了多少项行政许可？", "How many licences did Yunhu grant in 2023?"],
    "near": ["云湖区2023年行政许可收费多少？", "云湖区2023年网上办理了多少项许可？"],
}
REPORT = "云湖区2023年工作报告\n\n全年办理行政许可286项，办结率较高。\n\n召开学习会12次，培训干部。\n"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    missing = {**RECORD, "id": "a-2", "quote": "全年办理行政许可300项"}
    lines = [json.dumps(it, ensure_ascii=False) for it in (RECORD, missing)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(contrasts, "FOLDER", folder)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "云湖区2023年工作报告.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_a_record_is_found_in_its_report_and_one_that_is_not_there_is_left_out(shared: Path) -> None:
    (found,) = contrasts.written(shared)
    assert found.id == "a-1"
    assert found.page.span is not None
    assert found.page.text[slice(*found.page.span)] == "286项"


def test_a_question_and_its_near_miss_are_drawn_on_the_same_words() -> None:
    page = Page("云湖区", "全年许可286项。学习会12次。", (4, 8))
    contrast = Contrast("a", "a.txt", ("几项？",), ("收费多少？",), page, (Page("云湖区", "别的话。"),))
    drawn = contrasts.drawn([contrast], random.Random(1))
    told = {(it.question, it.page.text, it.page.span is not None) for it in drawn}
    assert told == {
        ("几项？", "全年许可286项。", True),
        ("收费多少？", "全年许可286项。", False),
        ("几项？", page.text, True),
        ("收费多少？", page.text, False),
        ("几项？", "学习会12次。", False),
        ("几项？", "别的话。", False),
    }


def test_saved_and_loaded(tmp_path: Path) -> None:
    page = Page("云湖区", "许可286项。", (2, 6))
    kept = [Contrast("a", "a.txt", ("几项？",), ("收费多少？",), page, (Page("云湖区", "别的话。"),))]
    contrasts.save(kept, tmp_path / "kept.jsonl")
    assert contrasts.load(tmp_path / "kept.jsonl") == kept


def test_every_record_has_questions_and_near_misses_and_its_answer_in_its_quote() -> None:
    for path in sorted(contrasts.FOLDER.glob("*.jsonl")):
        for record in contrasts.lines(path):
            squeezed = ["".join(record[key].split()) for key in ("quote", "answer")]
            assert squeezed[1] in squeezed[0], record["id"]
            assert len(record["near"]) == 3, record["id"]
            assert record["questions"], record["id"]
