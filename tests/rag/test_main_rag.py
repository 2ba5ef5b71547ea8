"""The command: an answer, a table, and what it says when it cannot."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from rag.__main__ import main

Run = Callable[..., CompletedProcess[str]]

QUESTION = "云湖区2023年行政许可事项有多少项？"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process: what it returns, and what it prints."""

    def ran(*arguments: str) -> CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["python -m rag", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return CompletedProcess(arguments, code, *capsys.readouterr())

    return ran


def test_an_answer_with_its_citation(index_folder: Path) -> None:
    command = [sys.executable, "-m", "rag", QUESTION, "--index", str(index_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "286项" in done.stdout
    assert "[1] 云湖区政务服务办2023年法治政府建设情况报告.html" in done.stdout


def test_json(run: Run, index_folder: Path) -> None:
    data = json.loads(run(QUESTION, "--index", str(index_folder), "--json").stdout)
    assert data["declined"] is False
    assert "286项" in data["citations"][0]["quote"]


def test_no_index_is_one_line_and_an_exit_code(run: Run, tmp_path: Path) -> None:
    done = run(QUESTION, "--index", str(tmp_path))
    assert done.returncode == 6
    assert done.stderr.startswith("error: ")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_table_is_whole_when_piped(run: Run, index_folder: Path, tmp_path: Path) -> None:
    sheet, book = tmp_path / "jobs.csv", tmp_path / "jobs.xlsx"
    files = "--csv", str(sheet), "--xlsx", str(book)
    done = run("table", "城镇新增就业", "--index", str(index_folder), "--bodies", "青岚市，云湖区", *files)
    assert done.returncode == 0
    city, district = (line.split("  ") for line in done.stdout.splitlines()[3:5])
    assert city[0] == "青岚市" and any("4.5万人" in it for it in city) and district[0] == "云湖区"
    assert "] 青岚市2025年政府工作报告.pdf" in done.stdout
    lines = list(csv.reader(sheet.read_text("utf-8-sig").splitlines()))
    assert lines[0][-1] == "来源" and "青岚市2025年政府工作报告.pdf" in lines[1][-1]
    assert book.read_bytes().startswith(b"PK")


def test_a_table_as_json(run: Run, index_folder: Path) -> None:
    years = "--years", "2023,2024"
    done = run("table", "城镇新增就业", "--index", str(index_folder), "--bodies", "青岚市", *years, "--json")
    data = json.loads(done.stdout)
    assert data["columns"] == [2023, 2024] and len(data["rows"][0]["sources"]) == 2
    assert [cell["written"] for cell in data["rows"][0]["cells"]] == ["4.2万人", "4.5万人"]


def test_a_table_that_cannot_be_made_is_one_line(run: Run, index_folder: Path, tmp_path: Path) -> None:
    wrong = {("--bodies", "云胡区"): 12, ("--years", "去年"): 2, ("--csv", str(tmp_path / "no" / "x.csv")): 1}
    for options, code in wrong.items():
        done = run("table", "城镇新增就业", "--index", str(index_folder), *options)
        assert (done.returncode, done.stdout) == (code, "") and options[1][-5:] in done.stderr
    assert run("table", "GDP", "--index", str(tmp_path)).returncode == 6
