"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from rich.cells import cell_len
from rich.console import Console

from index import Index
from index.__main__ import main, status
from index.engine.embedder import SentenceEmbedder
from index.engine.manifest import current

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], embedder: Any) -> Callable[..., Done]:
    """Runs a command in this process, with the fake embedder in the place of every model."""
    for module in ("index.build", "index.store"):
        monkeypatch.setattr(f"{module}.SentenceEmbedder", type(embedder))
    monkeypatch.setattr("index.__main__.out", Console(width=300))

    def done(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["index", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        printed = capsys.readouterr()
        return Done(int(left.value.code or 0), printed.out, printed.err)

    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_build_says_what_it_did(run: Any, shelf: Path, folder: Path) -> None:
    first = run("build", shelf, "--out", folder)
    assert first.code == 0
    assert "14 reports, " in first.out and "14 added, 0 replaced, 0 removed, 0 unchanged, 0 refused" in first.out
    next(shelf.iterdir()).unlink()
    assert "0 added, 0 replaced, 1 removed, 13 unchanged, 0 refused" in run("build", shelf, "--out", folder).out
    assert "0 added, 0 replaced, 0 removed, 13 unchanged, 0 refused" in run("build", shelf, "--out", folder).out


def test_a_refused_file_is_named_and_gives_exit_code_3(run: Any, shelf: Path, folder: Path) -> None:
    (shelf / "[bold]坏.pdf").write_bytes(b"%PDF-1.4 broken")
    for _ in ("the first time", "when nothing has changed"):
        done = run("build", shelf, "--out", folder)
        assert done.code == 3
        assert "refused [bold]坏.pdf: a broken PDF file; export it again" in done.err
        assert "14 reports" in done.out and "1 refused" in done.out
    assert "refused [bold]坏.pdf: a broken PDF file" in run("status", folder).out


def test_no_shelf_is_exit_code_4(run: Any, tmp_path: Path, folder: Path) -> None:
    done = run("build", tmp_path / "none", "--out", folder)
    assert done.code == 4
    assert done.err.strip().splitlines() == [f"error: {tmp_path / 'none'}: no such folder of reports"]


def test_no_index_and_a_broken_one_are_exit_code_6(run: Any, shelf: Path, folder: Path) -> None:
    done = run("status", folder)
    assert done.code == 6 and "no index here; make one with" in done.err
    run("build", shelf, "--out", folder)
    (current(folder) / "shelf.sqlite").write_bytes(b"broken")
    for command in (("status", folder), ("search", folder, "许可")):
        done = run(*command)
        assert done.code == 6 and "missing or altered" in done.err and len(done.err.splitlines()) == 1


def test_a_second_writer_is_exit_code_6(run: Any, shelf: Path, folder: Path) -> None:
    folder.mkdir()
    with FileLock(folder / ".lock"):
        done = run("build", shelf, "--out", folder)
    assert done.code == 6 and "another process is building this index" in done.err


def test_status_shows_every_report(run: Any, example_index: Index) -> None:
    done = run("status", example_index.folder.parent)
    assert done.code == 0
    assert all(report.source in done.out and report.title in done.out for report in example_index.reports)
    assert "14 reports" in done.out and "model fake, generation-000001" in done.out


def test_status_on_a_terminal_cuts_nothing(example_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    told = io.StringIO()
    monkeypatch.setattr(
        "index.__main__.out", Console(file=told, force_terminal=True, width=80, color_system=None, legacy_windows=False)
    )
    monkeypatch.setattr("index.store.SentenceEmbedder", lambda name: example_index.embedder)
    status(example_index.folder.parent)
    lines = told.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= 80
    whole = "".join("".join(line.split()) for line in lines)
    reports = example_index.reports
    assert all("".join(name.split()) in whole for it in reports for name in (it.source, it.title))


def test_status_as_json_is_whole(run: Any, example_index: Index) -> None:
    data = json.loads(run("status", example_index.folder.parent, "--json").out)
    assert [it["source"] for it in data["reports"]] == [it.source for it in example_index.reports]
    assert (data["embedder"], data["refused"]) == ("fake", []) and all(it["passages"] for it in data["reports"])


def test_status_into_a_pipe_is_a_line_a_report(run: Any, example_index: Index) -> None:
    lines = run("status", example_index.folder.parent).out.splitlines()
    assert {len(line.split("\t")) for line in lines[:-1]} == {7} and len(lines) == len(example_index.reports) + 2


def test_search_shows_where_the_words_stand(run: Any, example_index: Index) -> None:
    done = run("search", example_index.folder.parent, "行政许可事项", "--k", 2)
    assert done.code == 0
    assert done.out.count(" › ") >= 2 and "行政许可事项" in done.out
    assert run("search", example_index.folder.parent, "行政许可事项", "--dense").code == 0
    assert "nothing found" in run("search", example_index.folder.parent, "quark").out


def test_describe_shows_every_field(run: Any, shelf: Path) -> None:
    done = run("describe", shelf / "松溪区2023年度法治政府建设报告.txt")
    assert [line.split()[:4] for line in done.out.splitlines()] == [
        ["sure", "read", "in", "words"],
        ["title", "松溪区政务服务管理办公室2023年度法治政府建设报告", "0.90", "title"],
        ["issuer", "松溪区政务服务管理办公室", "0.95", "title"],
        ["regions", "松溪区", "0.95", "title"],
        ["year", "2023", "0.95", "title"],
        ["number", "松政管办〔2024〕7号", "0.85", "head"],
        ["date", "2024-01-30", "0.80", "signature"],
        ["kind", "法治政府建设报告", "0.90", "title"],
    ]


def test_describe_with_what_a_person_says(run: Any, shelf: Path, tmp_path: Path) -> None:
    report = shelf / "松溪区2023年度法治政府建设报告.txt"
    (shelf / f"{report.name}.meta.toml").write_text('kind = "年报"')
    assert ["kind", "年报", "1.00", "sidecar", "年报"] in [
        line.split() for line in run("describe", report).out.splitlines()
    ]
    (tmp_path / "meta.toml").write_text('kind = "专报"')
    told = run("describe", report, "--meta", tmp_path / "meta.toml")
    assert ["kind", "专报", "1.00", "sidecar", "专报"] in [line.split() for line in told.out.splitlines()]
    (tmp_path / "meta.toml").write_text("yaer = 2023")
    faulty = run("describe", report, "--meta", tmp_path / "meta.toml")
    assert (faulty.code, faulty.err.strip()) == (3, "error: meta.toml: yaer: unknown key; did you mean year?")


def test_status_says_which_reports_are_not_answered_from(run: Any, shelf: Path, folder: Path) -> None:
    name = "松溪区2023年度法治政府建设报告.txt"
    (shelf / "又一份.txt").write_bytes((shelf / name).read_bytes())
    run("build", shelf, "--out", folder)
    assert run("status", folder).out.count("copy of") == 1


def test_figures_of_a_report(run: Any, tmp_path: Path) -> None:
    report = tmp_path / "云湖区2024年工作报告.txt"
    told = "云湖区2024年工作报告\n云湖区人民政府\n2024年全区一般公共预算收入达到约8374.2亿元、增长0.7%。\n"
    report.write_text(told, encoding="utf-8")
    head, level, growth = (line.split("\t") for line in run("figures", report).out.splitlines())
    assert head == ["measure", "value", "what", "kind", "period", "owner", "clause"]
    assert level[:5] == ["一般公共预算收入", "8374.2 亿元 (约)", "level", "result", "2024"]
    assert growth[:5] == ["一般公共预算收入", "0.7 %", "growth", "result", "2024"]
    assert growth[6] == "2024年全区一般公共预算收入达到约8374.2亿元、增长0.7%"
    first, _ = (json.loads(line) for line in run("figures", report, "--json").out.splitlines())
    assert (first["value"], first["unit"], first["hedge"]) == ("8374.2", "亿元", ["约"])


def test_figures_of_a_file_that_cannot_be_read_is_exit_code_3(run: Any, tmp_path: Path) -> None:
    assert run("figures", tmp_path / "none.txt").code == 3


def test_describe_of_a_file_that_cannot_be_read_is_exit_code_3(run: Any, tmp_path: Path) -> None:
    done = run("describe", tmp_path / "none.txt")
    assert done.code == 3 and "none.txt: cannot be opened" in done.err


def test_a_wrong_command_is_exit_code_2(run: Any) -> None:
    assert run("bild").code == 2


def test_an_unknown_model_without_a_hub_is_exit_code_5(
    run: Any, monkeypatch: pytest.MonkeyPatch, shelf: Path, folder: Path
) -> None:
    monkeypatch.setattr("index.build.SentenceEmbedder", SentenceEmbedder)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    done = run("build", shelf, "--out", folder, "--model", "no/such")
    assert done.code == 5
    assert done.err.splitlines()[-1].startswith("error: no/such: neither a folder with a sentence-transformers model")
    assert run("status", folder).code == 6


def test_as_it_is_typed(folder: Path) -> None:
    command = [sys.executable, "-m", "index", "status", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (6, "")
    assert (
        done.stderr == f"error: {folder}: no index here; make one with python -m index build REPORTS --out {folder}\n"
    )
