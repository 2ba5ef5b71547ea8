"""Which tests are marked, and in what order they run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).parents[1]


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A suite of its own, with our conftest.py, which runs in this process as what it loads is loaded here already."""
    tests = pytester.mkdir("tests")
    (tests / "model").mkdir()
    for name in ("tests/conftest.py", "pyproject.toml"):
        (pytester.path / name).write_text((ROOT / name).read_text("utf-8"), "utf-8")
    (tests / "test_a.py").write_text("def test_quick(): ...\ndef test_long(): ...\n")
    (tests / "test_b.py").write_text("def test_page(browser): ...\ndef test_none(): ...\n")
    (tests / "test_new.py").write_text("def test_it(): ...\n")
    (tests / "model" / "test_c.py").write_text("def test_words(): ...\n")
    times = {"tests/test_a.py": 9, "tests/test_b.py": 20, "tests/model/test_c.py": 1}
    (tests / "times.json").write_text(json.dumps({"files": times, "tests": {"tests/test_a.py::test_long": 8.5}}))
    monkeypatch.delitem(sys.modules, "tests.conftest")  # whose place the suite's own takes
    return pytester


def collected(suite: pytest.Pytester, *arguments: str) -> list[str]:
    run = suite.inline_run("--collect-only", "-p", "no:xdist", *arguments)
    gone = {item.nodeid for call in run.getcalls("pytest_deselected") for item in call.items}
    (modified,) = run.getcalls("pytest_collection_modifyitems")
    return [item.nodeid for item in modified.items if item.nodeid not in gone]


def test_new_files_run_first_and_then_the_longest(suite: pytest.Pytester) -> None:
    files = [it.partition("::")[0] for it in collected(suite)]
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
def test_marks_are_set_by_what_a_test_uses_and_how_long_it_took(
    suite: pytest.Pytester, mark: str, tests: list[str]
) -> None:
    assert collected(suite, "-m", mark) == tests


def test_times_are_written_and_those_of_other_files_kept(suite: pytest.Pytester) -> None:
    suite.inline_run("--write-times", "-p", "no:xdist", "tests/test_new.py").assertoutcome(passed=1)
    times = json.loads((suite.path / "tests" / "times.json").read_text("utf-8"))
    assert times["files"]["tests/test_b.py"] == 20 and times["files"]["tests/test_new.py"] < 5
    assert times["tests"] == {"tests/test_a.py::test_long": 8.5}


def test_every_file_that_was_measured_is_there() -> None:
    times = json.loads((ROOT / "tests" / "times.json").read_text("utf-8"))
    assert [it for it in times["files"] if not (ROOT / it).is_file()] == []
