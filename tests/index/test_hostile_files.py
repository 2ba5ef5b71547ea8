"""Whatever lies on a shelf, each file is read or refused in one line, in time, and the rest of the shelf is indexed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from index import Index, sync
from index.engine.manifest import Refused
from index.files.parse import Content
from index.files.pool import read_files
from index.files.worker import Failure, File, Limits
from index.reasons import Code, Reason
from index.split import SplitSettings
from tests.index.hostile import ENDLESS, HOSTILE, REPORT, full_pages

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "reports"
LIMITS = Limits(seconds=90, total=200)
SHORT = Limits(seconds=3)
SECRET = "root:"  # how the file begins that outside entities name


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with one sound report."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "sound.txt").write_text(REPORT, encoding="utf-8")
    return folder


def read(path: Path, shelf: Path, limits: Limits = LIMITS) -> Content | Failure:
    """What becomes of a file; a sound one after it is read whatever becomes of it."""
    files = [File(path, "hostile"), File(shelf / "sound.txt", "sound.txt")]
    result, after = read_files(files, SplitSettings(), limits=limits)
    assert isinstance(after, Content)
    return result


def check(result: Content | Failure, *kinds: str) -> None:
    """One line that names neither a crash nor a limit other than those, or a report whose parts agree."""
    if isinstance(result, Failure):
        assert result.kind in ("file", *kinds), result
        assert "\n" not in str(result.reason) and 0 < len(str(result.reason)) < 200
    else:
        assert SECRET not in result.text
        assert all(result.text[it.start : it.end] == it.text for it in result.passages)


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - ENDLESS))
def test_a_hostile_file_is_read_or_refused_in_a_line(name: str, shelf: Path) -> None:
    path = shelf / "hostile"
    path.write_bytes(HOSTILE[name]())
    check(read(path, shelf), "memory")


@pytest.mark.parametrize("name", sorted(ENDLESS))
def test_a_file_over_which_a_library_goes_in_circles_is_ended(name: str, shelf: Path) -> None:
    path = shelf / "hostile"
    path.write_bytes(HOSTILE[name]())
    check(read(path, shelf, SHORT), "memory", "time")


def test_a_long_report_is_not_taken_for_an_endless_one(shelf: Path) -> None:
    """Each page that has been read is a sign of life, however slow the machine."""
    (shelf / "long.pdf").write_bytes(full_pages(20))
    read(shelf / "sound.txt", shelf)  # so that no worker has to be started while the time is taken
    began = time.monotonic()
    read(shelf / "long.pdf", shelf)
    result = read(shelf / "long.pdf", shelf, Limits(seconds=0.6 * (time.monotonic() - began)))
    assert isinstance(result, Content) and result.report.pages == 20


@pytest.mark.parametrize("share", [1 / 3, 2 / 3])
@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.suffix)
def test_a_file_that_was_cut_off(path: Path, share: float, shelf: Path) -> None:
    data = path.read_bytes()
    (shelf / "hostile").write_bytes(data[: int(share * len(data))])
    check(read(shelf / "hostile", shelf))


def test_hostile_files_on_one_shelf(shelf: Path, tmp_path: Path, embedder: Any) -> None:
    """All are named, with the reason, and the sound one is there to be found."""
    names = ["word bomb", "word laughs", "word deep", "pdf: locked", "pdf: ten thousand pages", "zero bytes", "noise"]
    for at, name in enumerate(names):
        (shelf / f"{at}.docx").write_bytes(HOSTILE[name]())
    (shelf / "endless.pdf").write_bytes(HOSTILE["pdf: object that is itself"]())
    outcome = sync(shelf, tmp_path / "index", embedder=embedder, limits=SHORT)
    assert outcome.added == ("sound.txt",)
    assert [it.source for it in outcome.refused] == [*(f"{at}.docx" for at in range(len(names))), "endless.pdf"]
    assert outcome.refused[-1].reason == Reason.of(Code.STALLED, "3")
    assert Index.open(tmp_path / "index", embedder).lexical("行政许可", k=1)
    assert not sync(shelf, tmp_path / "index", embedder=embedder, limits=SHORT).changed


def test_what_an_outside_entity_names_is_nowhere_in_the_index(shelf: Path, tmp_path: Path, embedder: Any) -> None:
    for at, name in enumerate(name for name in HOSTILE if "outside entity" in name):
        (shelf / str(at)).write_bytes(HOSTILE[name]())
    sync(shelf, tmp_path / "index", embedder=embedder)
    written = b"".join(path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file())
    assert SECRET.encode() not in written


def test_a_file_that_is_gone_when_it_is_to_be_read(shelf: Path, tmp_path: Path, embedder: Any) -> None:
    (shelf / "gone.txt").write_text(REPORT, encoding="utf-8")

    def remove(stage: str, done: int, _total: int) -> None:
        if stage == "read" and not done:
            (shelf / "gone.txt").unlink()

    outcome = sync(shelf, tmp_path / "index", embedder=embedder, progress=remove)
    assert outcome.added == ("sound.txt",)
    assert [it.reason for it in outcome.refused] == [Reason.of(Code.CLOSED, "No such file or directory")]
    mended = sync(shelf, tmp_path / "index", embedder=embedder)
    assert (mended.kept, mended.refused) == (("sound.txt",), ())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have a name")
def test_what_is_no_file_is_refused(shelf: Path, tmp_path: Path, embedder: Any) -> None:
    os.mkfifo(shelf / "pipe.txt")
    (shelf / "loop.txt").symlink_to(shelf / "loop.txt")
    (shelf / "outside.txt").symlink_to("/etc/passwd")
    (shelf / "folder.docx").mkdir()
    outcome = sync(shelf, tmp_path / "index", embedder=embedder)
    assert outcome.added == ("sound.txt",)
    assert outcome.refused == (
        Refused("loop.txt", "", Reason.of(Code.CLOSED, "Too many levels of symbolic links")),
        Refused("outside.txt", "", Reason.of(Code.LINK_OUTWARDS)),
        Refused("pipe.txt", "", Reason.of(Code.ENDLESS)),
    )
    assert not sync(shelf, tmp_path / "index", embedder=embedder).changed


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "\x1b[2J.txt", "txt.\u202exslx", "甲" * 82 + ".txt", "-rf.txt", "%s{0}.txt"]
)
def test_names_that_would_tamper_with_what_is_shown(name: str, shelf: Path, tmp_path: Path, embedder: Any) -> None:
    (shelf / name).write_text(REPORT, encoding="utf-8")
    (shelf / f"{name[:-5]}0.pdf").write_bytes(b"")
    outcome = sync(shelf, tmp_path / "index", embedder=embedder)
    assert len(outcome.added) == 2 and len(outcome.refused) == 1
    shown = [*outcome.added, outcome.refused[0].source]
    assert all(source.isprintable() for source in shown) and len(set(shown)) == 3


def test_ten_seconds_of_damaged_files(tmp_path: Path) -> None:
    """SLOW: a bounded, seeded run of benchmarks/fuzz.py, which says how to make each file again."""
    options = ["--reports", str(EXAMPLES), "--seconds", "10", "--seed", "1", "--keep", str(tmp_path / "kept")]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", *options], cwd=ROOT, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "kept").exists()
    assert "crashed" in done.stdout
