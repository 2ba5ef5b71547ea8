"""The command, over a shelf and an assistant that take no model."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import eval.__main__ as command
from index.errors import IndexMissing
from rag.settings import Settings
from rag.write.endpoint import Endpoint

ROWS = [
    {
        "id": id,
        "question": "东区2023年有多少许可事项？",
        "language": "zh",
        "kind": "fact",
        "answerable": True,
        "facts": [["277项"]],
        "evidence": [{"source": "东区/2023.txt", "quote": quote}],
    }
    for id, quote in (("right", "共277项"), ("lost", "计277项"))
]


@dataclass(frozen=True)
class Opened:
    """An index that remembers where it was opened."""

    path: Path
    shelf: Any

    @property
    def reports(self) -> Any:
        return self.shelf.reports

    def text(self, source: str) -> str:
        text: str = self.shelf.text(source)
        return text

    @property
    def manifest(self) -> Any:
        return SimpleNamespace(to_dict=lambda: {"folder": self.path.name})


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shelf: Any, make: Any, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[Any, str, str]]:
    """Runs the command line with these arguments: exit code, standard output and standard error."""

    def open_index(path: Path) -> Opened:
        if path.name == "nowhere":
            raise IndexMissing(f"{path}: no index here")
        return Opened(path, shelf)

    def assistant(index: Opened, settings: Settings, endpoint: Endpoint | None) -> Any:
        cited = make.cite("东区/2023.txt", "共277项")
        said = "277项" if settings.span_model else "二百多项"
        reply = make.reply((said, [cited]), evidence=[make.hit("x", "y")])
        return SimpleNamespace(index=index, looks_again=settings.span_model, ask=lambda question: reply)

    def sync(reports: Path, out: Path, progress: Any) -> Any:
        progress("read", 1, 1)
        out.mkdir(parents=True, exist_ok=True)
        return SimpleNamespace(refused=(SimpleNamespace(source="b.pdf", reason="gibberish"),))

    def call(*arguments: str | Path) -> tuple[Any, str, str]:
        monkeypatch.setattr(sys, "argv", ["eval", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            command.main()
        return stopped.value.code, *capsys.readouterr()

    monkeypatch.setattr(command, "Index", SimpleNamespace(open=open_index))
    monkeypatch.setattr(command, "Assistant", assistant)
    monkeypatch.setattr(command, "sync", sync)
    monkeypatch.setattr(command, "user_cache_path", lambda name: tmp_path / name)
    return call


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return path


def test_prints_the_tables_and_warns_of_gold_that_the_shelf_lacks(run: Any, path: Path) -> None:
    code, out, err = run(path, "--index", "idx")
    assert code == 0
    assert "By kind" in out and "fact recall" in out
    assert "warning: line 2: lost: quote not in '东区/2023.txt': '计277项'" in err
    assert "missed" not in out


def test_lists_misses(run: Any, path: Path) -> None:
    code, out, _ = run(path, "--index", "idx", "--misses", "--limit", "1")
    assert code == 0
    assert "missed   evidence not in the 1 passages: 东区/2023.txt: 共277项" in out
    assert "lost" not in out


def test_writes_everything_into_a_new_folder(run: Any, path: Path, tmp_path: Path) -> None:
    assert run(path, "--index", "idx", "--json", tmp_path / "runs" / "one.json")[0] == 0
    found = json.loads((tmp_path / "runs" / "one.json").read_text("utf-8"))
    assert found["index"] == {"folder": "idx"}
    assert [result["question"]["id"] for result in found["results"]] == ["right", "lost"]
    assert [fault["line"] for fault in found["faults"]] == [2]
    assert [left.name for left in (tmp_path / "runs").iterdir()] == ["one.json"]  # nothing that a next run could take


def test_indexes_reports_in_the_cache_one_folder_for_each_shelf(run: Any, path: Path, tmp_path: Path) -> None:
    for shelf in ("one", "two", "one"):
        code, _, err = run(path, "--reports", tmp_path / shelf)
        assert code == 0
        assert "warning: b.pdf: not indexed: gibberish" in err
    kept = sorted(folder.name for folder in (tmp_path / "baogao" / "eval").iterdir())
    assert [name.split("-")[0] for name in kept] == ["one", "two"]


@pytest.mark.parametrize(("flags", "said"), [((), "277项"), (("--plain",), "二百多项")])
def test_the_baseline_does_without_the_span_model(
    run: Any, path: Path, tmp_path: Path, flags: tuple[str, ...], said: str
) -> None:
    assert run(path, "--index", "idx", "--json", tmp_path / "run.json", *flags)[0] == 0
    found = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert found["results"][0]["answer"]["text"] == said
    assert found["settings"]["assistant"]["span_model"] == (not flags)
    assert found["settings"]["assistant"]["endpoint"] == ""


@pytest.mark.parametrize("arguments", [(), ("--reports", "a", "--index", "b")])
def test_wants_reports_or_an_index(run: Any, path: Path, arguments: tuple[str, ...]) -> None:
    code, _, err = run(path, *arguments)
    assert code == 2
    assert "give either --reports DIR or --index DIR" in err


def test_an_error_is_one_line_with_its_own_exit_code(run: Any, path: Path, tmp_path: Path) -> None:
    assert run(path, "--index", tmp_path / "nowhere") == (6, "", f"error: {tmp_path}/nowhere: no index here\n")
    path.write_text('{"id": "a"}\n{', "utf-8")
    code, _, err = run(path, "--index", "idx")
    assert code == 7
    assert err.count("\n") == 1
    assert err.startswith(f"error: {path}: line 1: missing key 'question'; line 2: bad JSON")


def test_a_file_that_cannot_be_written_is_told_before_anything_is_asked(run: Any, path: Path) -> None:
    code, out, err = run(path, "--index", "idx", "--json", path / "run.json")
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {path}/run.json: cannot be written (")
