"""Which tests are marked, and in what order they run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONFTEST = (ROOT / "tests" / "conftest.py").read_text("utf-8")


def collected(*arguments: str, cwd: Path = ROOT) -> list[str]:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if "::" in line]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of its own, with our conftest.py."""
    tests = tmp_path / "tests"
    (tests / "model").mkdir(parents=True)
    (tests / "conftest.py").write_text(CONFTEST, "utf-8")
    (tests / "test_a.py").write_text("def test_quick(): ...\ndef test_long(): ...\n")
    (tests / "test_b.py").write_text("def test_page(browser): ...\ndef test_none(): ...\n")
    (tests / "test_new.py").write_text("def test_it(): ...\n")
    (tests / "model" / "test_c.py").write_text("def test_words(): ...\n")
    times = {"tests/test_a.py": 9, "tests/test_b.py": 20, "tests/model/test_c.py": 1}
    (tests / "times.json").write_text(json.dumps({"files": times, "tests": {"tests/test_a.py::test_long": 8.5}}))
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    return tmp_path


def test_new_files_run_first_and_then_the_longest(suite: Path) -> None:
    files = [it.partition("::")[0] for it in collected(cwd=suite)]
    assert list(dict.fromkeys(files)) == [
        "tests/test_new.py", "tests/test_b.py", "tests/test_a.py", "tests/model/test_c.py"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "tests"),
    [
        ("slow", ["tests/test_a.py::test_long"]),
        ("browser", ["tests/test_b.py::test_page"]),
        ("model", ["tests/model/test_c.py::test_words"]),
        (
            "not slow and not browser and not model",
            ["tests/test_new.py::test_it", "tests/test_b.py::test_none", "tests/test_a.py::test_quick"],
        ),
    ],
)
def test_marks_are_set_by_what_a_test_uses_and_how_long_it_took(suite: Path, mark: str, tests: list[str]) -> None:
    assert collected("-m", mark, cwd=suite) == tests


def test_times_are_written_and_those_of_other_files_kept(suite: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--write-times", "tests/test_new.py"]
    subprocess.run(command, cwd=suite, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    times = json.loads((suite / "tests" / "times.json").read_text("utf-8"))
    assert times["files"]["tests/test_b.py"] == 20 and times["files"]["tests/test_new.py"] < 5
    assert times["tests"] == {"tests/test_a.py::test_long": 8.5}


def test_every_file_that_was_measured_is_there() -> None:
    times = json.loads((ROOT / "tests" / "times.json").read_text("utf-8"))
    assert [it for it in times["files"] if not (ROOT / it).is_file()] == []
