"""A build killed at any moment leaves the old index or the new one, whole, and the next build mends the rest."""

from __future__ import annotations

import inspect
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index import Index, sync
from index.engine.manifest import CURRENT, current

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
REPORT = "云湖区{}年法治政府建设报告\n一、主要举措\n全年办理行政许可{}项。\n"


def put(shelf: Path, **reports: int) -> None:
    shelf.mkdir(exist_ok=True)
    for name, count in reports.items():
        (shelf / f"{name}.txt").write_text(REPORT.format(2020 + count, count), encoding="utf-8")


def everything(folder: Path, embedder: Any) -> list[object]:
    """All that a reader can see of the index, both searches included."""
    index = Index.open(folder, embedder)
    query = embedder.queries(["行政许可"])[0]
    texts = [index.text(report.source) for report in index.reports]
    return [index.reports, texts, index.lexical("行政许可", 9), index.dense(query, 9)]


@dataclass(frozen=True, slots=True)
class Killed:
    """The shelf, the index before the builds, and its copies as each build left it; the last one was not killed."""

    shelf: Path
    old: Path
    left: list[Path]


@pytest.fixture(scope="module")
def embedder(example_index: Index) -> Any:
    return example_index.embedder


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, embedder: Any) -> Killed:
    """Two generations are there before, so that the builds have an old one to remove."""
    root = tmp_path_factory.mktemp("killed")
    shelf, old, out = root / "shelf", root / "old", root / "out"
    put(shelf, a=1)
    sync(shelf, old, embedder=embedder)
    put(shelf, a=1, b=2)
    sync(shelf, old, embedder=embedder)
    put(shelf, a=3, c=4)
    out.mkdir()
    arguments = map(str, (shelf, old, out, inspect.getfile(type(embedder))))
    subprocess.run([sys.executable, "-m", "tests.index.killed_builds", *arguments], cwd=ROOT, check=True, timeout=120)
    return Killed(shelf, old, sorted(out.iterdir()))


def test_a_killed_build_leaves_the_old_index_or_the_new(killed: Killed, embedder: Any) -> None:
    assert len(killed.left) > 30
    old, new = everything(killed.old, embedder), everything(killed.left[-1], embedder)
    seen = [everything(folder, embedder) for folder in killed.left]
    assert old != new
    swapped = seen.index(new)
    assert seen == [old] * swapped + [new] * (len(seen) - swapped)
    assert 30 < swapped < len(seen) - 1


def test_the_next_build_mends_what_a_killed_one_left(killed: Killed, tmp_path: Path, embedder: Any) -> None:
    """Then there are the new generation and the one that was in use before, which readers may still hold."""
    new = everything(killed.left[-1], embedder)
    for left in killed.left:
        folder = Path(shutil.copytree(left, tmp_path / left.name))
        sync(killed.shelf, folder, embedder=embedder)
        assert everything(folder, embedder) == new
        names = {path.name for path in folder.iterdir()} - {".lock"}
        assert names == {CURRENT, current(folder).name, "generation-000002"}, left.name


@pytest.mark.parametrize("name", [".generation-000001", "generation-000001"])
def test_the_next_build_over_a_first_one_that_was_killed(tmp_path: Path, embedder: Any, name: str) -> None:
    """There is a folder, and no index in it."""
    shelf, whole, folder = tmp_path / "shelf", tmp_path / "whole", tmp_path / "index"
    put(shelf, a=1)
    sync(shelf, whole, embedder=embedder)
    shutil.copytree(whole / "generation-000001", folder / name)
    (folder / ".CURRENT").write_text("generation-000001\n")
    assert sync(shelf, folder, embedder=embedder).added == ("a.txt",)
    assert {path.name for path in folder.iterdir()} - {".lock"} == {CURRENT, current(folder).name}
