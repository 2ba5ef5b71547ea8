"""What is trained on is found once, reports held apart stay apart, and what is there is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from index import Index
from train import contrasts, examples, prepare, public, questions
from train.contrasts import Contrast
from train.examples import Asked
from train.pages import Page
from train.questions import Question

SOURCES = tuple(f"{name}区.txt" for name in "甲乙丙丁戊己庚辛壬癸")


def question(source: str, number: int = 0) -> Question:
    return Question(f"{source}-{number}", f"{source}多少项？", True, source)


def asked(name: str) -> Asked:
    page = Page("报告", "许可286项。", (2, 6))
    return Asked(name, f"{name}多少项？", "domain", (page,), (), ())


def test_one_report_in_seven_is_held_apart_whatever_the_order() -> None:
    those = [question(source, number) for source in SOURCES for number in range(3)]
    held = prepare.held_sources(those)
    assert held == prepare.held_sources(those[::-1]) and held < {*SOURCES}
    assert len(prepare.held_sources([question(f"{number:03}.txt") for number in range(70)])) == 10


def test_few_reports_are_all_trained_on() -> None:
    assert prepare.held_sources([question("甲区.txt")]) == prepare.held_sources([]) == frozenset()


def contrast(source: str) -> Contrast:
    return Contrast(source, source, ("多少项？",), ("多少元？",), Page("报告", "许可286项。", (2, 6)), ())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Prepared from made-up questions, each of which finds one page; no index is built."""

    def found(_shelf: Index, those: Sequence[Question], _set: str) -> list[Asked]:
        return [asked(it.id) for it in those]

    def written(_folder: Path) -> list[dict[str, Any]]:
        return [{"id": source, "source": source} for source in SOURCES]

    monkeypatch.setattr(prepare, "sync", lambda *_: None)
    monkeypatch.setattr(Index, "open", classmethod(lambda cls, path: object()))
    monkeypatch.setattr(questions, "of_reports", lambda _: [question(source) for source in SOURCES[:6]])
    monkeypatch.setattr(questions, "of_districts", lambda: [question(source) for source in SOURCES[6:]])
    monkeypatch.setattr(questions, "as_asked", written)
    monkeypatch.setattr(examples, "of_shelf", found)
    monkeypatch.setattr(public, "trained", lambda _folder, seed: [asked(f"public-{seed}")])
    monkeypatch.setattr(contrasts, "written", lambda _folder: map(contrast, SOURCES))
    prepare.prepare(tmp_path / "shared", tmp_path / "index", tmp_path, seed=7)
    return tmp_path


def test_every_question_is_trained_on_or_held_apart(folder: Path) -> None:
    held = prepare.held_sources([question(source) for source in SOURCES])
    trained, apart = ({it.id for it in examples.load(folder / f"{name}.jsonl")} for name in ("domain", "held"))
    assert apart == {f"{source}-0" for source in held} and apart
    assert trained == {f"{source}-0" for source in SOURCES} - apart


def test_scores_are_calibrated_on_questions_that_are_not_trained_on(folder: Path) -> None:
    held = prepare.held_sources([question(source) for source in SOURCES])
    lines = (folder / "calibrate.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["source"] for line in lines} == held
    assert [it.id for it in examples.load(folder / "public.jsonl")] == ["public-7"]


def test_contrasts_of_a_report_are_trained_on_or_held_apart_together(folder: Path) -> None:
    names = ("contrasts", "held-contrasts")
    trained, apart = ({it.source for it in contrasts.load(folder / f"{name}.jsonl")} for name in names)
    assert trained | apart == {*SOURCES}
    assert len(apart) == 1 and not trained & apart


def test_what_is_there_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: (folder / f"{name}.jsonl").read_bytes() for name in prepare.NAMES}
    monkeypatch.setattr(prepare, "sync", lambda *_: pytest.fail("nothing was missing"))
    prepare.prepare(folder / "shared", folder / "index", folder, seed=8)
    assert before == {name: (folder / f"{name}.jsonl").read_bytes() for name in prepare.NAMES}


def test_what_is_missing_is_made_anew(folder: Path) -> None:
    (folder / "public.jsonl").unlink()
    prepare.prepare(folder / "shared", folder / "index", folder, seed=8)
    assert [it.id for it in examples.load(folder / "public.jsonl")] == ["public-8"]
