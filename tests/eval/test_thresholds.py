"""The line that a run must hold."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from eval.questions import Evidence, Question, read
from eval.record import read_run, record
from eval.run import Run, ask_all
from eval.summary import summarise
from eval.thresholds import THRESHOLDS, GateFailed, GateUnusable, checks, hold
from index import Index, sync
from rag import Assistant, Claim
from rag.compose import claim_words
from rag.settings import Settings

ROOT = Path(__file__).parents[2]
DISTRICTS = ("rule-of-law",)
EVERY = 3  # of the questions about them, so that this stays within a minute


def run(name: str = "q.jsonl", recall: float | None = 0.9) -> dict[str, Any]:
    figures = {"fact_recall": {"value": recall}, "declined_wrongly": {"value": 0.04}}
    groups = [("all", "all"), ("language", "zh")]
    summaries = [{"by": by, "title": title, "figures": figures, "timings": {}} for by, title in groups]
    return {"questions": {"name": name}, "summaries": summaries}


def thresholds(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_run_that_holds_the_line(tmp_path: Path) -> None:
    path = thresholds(tmp_path, '["q.jsonl"]\n"fact_recall.zh" = { least = 0.9 }\ndeclined_wrongly = { most = 0.05 }\n')
    assert [str(it) for it in hold(run(), path)] == [
        "fact_recall.zh 0.900, wanted at least 0.9",
        "declined_wrongly 0.040, wanted at most 0.05",
    ]


@pytest.mark.parametrize("recall", [0.89, None])
def test_a_run_that_does_not_says_by_how_much(tmp_path: Path, recall: float | None) -> None:
    path = thresholds(tmp_path, '["q.jsonl"]\nfact_recall = { least = 0.9 }\n')
    with pytest.raises(GateFailed, match=r"q\.jsonl: fact_recall .*, wanted at least 0\.9"):
        hold(run(recall=recall), path)
    assert GateFailed.exit_code == 9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('["other.jsonl"]\nfact_recall = { least = 1 }\n', "no thresholds for q.jsonl"),
        ('["q.jsonl"]\nfact_recal = { least = 1 }\n', "fact_recal: no such figure"),
        ('["q.jsonl"]\nfact_recall = 0.9\n', "wanted { least"),
        ('["q.jsonl"\n', "see the head of eval/thresholds.py"),
    ],
)
def test_thresholds_that_say_nothing_are_no_pass(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(GateUnusable, match=told):
        checks(run(), thresholds(tmp_path, text))


def test_thresholds_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(GateUnusable, match="cannot be read"):
        checks(run(), tmp_path / "none.toml")


def test_the_committed_thresholds_bound_quotes_to_their_spans() -> None:
    told = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))
    assert all(table["quote_fidelity"] == {"least": 1.0} for table in told.values())


def told(name: str, questions: Sequence[Question], folder: Path, settings: Settings | None = None) -> dict[str, Any]:
    """A run of these questions over an index, as the command writes it."""
    shelf = Index.open(folder)
    scored = tuple(ask_all(questions, Assistant(shelf, settings), shelf.text))
    return read_run(record(Run(name, "", None, scored), summarise(scored), shelf.manifest.to_dict()))


def test_the_example_shelf_holds_the_line(index_folder: Path) -> None:
    path = ROOT / "examples" / "questions.jsonl"
    hold(told(path.name, read(path), index_folder))


def test_real_reports_of_districts_hold_the_line(shared: Path, tmp_path: Path) -> None:
    """All reports together would take ten minutes to index; these hold two fifths of the evidence."""
    for folder in DISTRICTS:
        copytree(shared / "reports" / folder, tmp_path / "reports" / folder)
    sync(tmp_path / "reports", tmp_path / "index")
    asked = [it for it in read(shared / "questions" / "dev.jsonl") if it.evidence and all(map(is_there, it.evidence))]
    hold(told("dev-districts.jsonl", asked[::EVERY], tmp_path / "index"))


def is_there(gold: Evidence) -> bool:
    return gold.source.startswith(DISTRICTS)


def test_a_reader_that_gets_numbers_wrong_does_not_hold_it(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claimed = claim_words.claim

    def wrong(*arguments: Any, **named: Any) -> Claim:
        claim = claimed(*arguments, **named)
        return replace(claim, text=claim.text.translate(str.maketrans("0123456789", "1234567890")))

    monkeypatch.setattr(claim_words, "claim", wrong)
    path = ROOT / "examples" / "questions.jsonl"
    with pytest.raises(GateFailed, match="fact_recall"):
        hold(told(path.name, read(path)[::4], index_folder, Settings(span_model=False)))
