"""Which files lie on a shelf, what they are called, and which are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ShelfMissing
from index.files.folder import shown, survey
from index.files.sidecar import Overrides
from index.reasons import Code, Reason

ROOT = Path(__file__).parents[3]
OUTSIDE = Reason.of(Code.LINK_OUTWARDS)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "a.txt").write_text("云湖区")
    return folder


def test_files_are_named_by_their_path_below_the_shelf(shelf: Path) -> None:
    (shelf / "夹" / "夹").mkdir(parents=True)
    (shelf / "夹" / "夹" / "b.txt").write_text("青岚市")
    (shelf / "夹" / "c").write_text("青岚市")
    found = survey(shelf, shelf / "index")
    assert sorted(found.files) == ["a.txt", "夹/c", "夹/夹/b.txt"] and not found.barred
    assert found.files["夹/夹/b.txt"].path.read_text() == "青岚市"


def test_hidden_files_locks_and_the_index_are_passed_over(shelf: Path) -> None:
    for name in (".git/HEAD", "夹/.b.txt", "~$a.docx", "index/generation-000001/manifest.json"):
        (shelf / name).parent.mkdir(parents=True, exist_ok=True)
        (shelf / name).write_text("云湖区")
    assert list(survey(shelf, shelf / "index").files) == ["a.txt"]
    assert list(survey(shelf, shelf / "夹" / ".." / "index").files) == ["a.txt"]


def test_links_inside_the_shelf_are_followed(shelf: Path) -> None:
    (shelf / "夹").mkdir()
    (shelf / "夹" / "link.txt").symlink_to(shelf / "a.txt")
    (shelf / "夹" / "up").symlink_to(shelf)
    found = survey(shelf, shelf / "index")
    assert sorted(found.files) == ["a.txt", "夹/link.txt"] and not found.barred


def test_a_shelf_may_itself_be_a_link(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(shelf)
    assert list(survey(tmp_path / "link", tmp_path / "index").files) == ["a.txt"]


def test_links_that_lead_out_are_named_and_not_followed(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "shelf-of-another").mkdir()
    (tmp_path / "shelf-of-another" / "b.txt").write_text("青岚市")
    (shelf / "file").symlink_to(tmp_path / "shelf-of-another" / "b.txt")
    (shelf / "folder").symlink_to(tmp_path / "shelf-of-another")
    (shelf / "by-way").symlink_to(shelf / "folder" / "b.txt")
    found = survey(shelf, tmp_path / "index")
    assert list(found.files) == ["a.txt"]
    assert found.barred == dict.fromkeys(("by-way", "file", "folder"), OUTSIDE)


def test_links_to_nothing_are_nothing_and_loops_are_named(shelf: Path) -> None:
    (shelf / "nothing").symlink_to(shelf / "none")
    (shelf / "loop").symlink_to(shelf / "loop")
    found = survey(shelf, shelf / "index")
    assert list(found.files) == ["a.txt"]
    assert found.barred == {"loop": Reason.of(Code.CLOSED, "Too many levels of symbolic links")}


def test_a_file_too_large_to_be_summed(shelf: Path) -> None:
    with (shelf / "large.txt").open("wb") as file:
        file.truncate(10**12)
    assert survey(shelf, shelf / "index").barred == {"large.txt": Reason.of(Code.TOO_LARGE, 200)}


def test_a_sidecar_is_no_report_but_speaks_of_one(shelf: Path) -> None:
    before = survey(shelf, shelf / "index").files["a.txt"]
    (shelf / "a.txt.meta.toml").write_text("year = 2023")
    found = survey(shelf, shelf / "index")
    assert list(found.files) == ["a.txt"] and not found.barred
    assert found.files["a.txt"].overrides == Overrides(year=2023)
    assert found.files["a.txt"].sha256 != before.sha256


@pytest.mark.parametrize(
    ("text", "reason"), [("year = x", "is no TOML"), ("a" * 100_000, "larger than 64 KiB"), ("[" * 50_000, "")]
)
def test_a_faulty_sidecar_is_told_in_the_place_of_its_report(shelf: Path, text: str, reason: str) -> None:
    (shelf / "b\n.txt").write_text("青岚市")
    (shelf / "b\n.txt.meta.toml").write_text(text)
    found = survey(shelf, shelf / "index")
    assert list(found.files) == ["a.txt"]
    assert str(found.barred["b\\n.txt"]).startswith(f"b\\n.txt.meta.toml: {reason}")


def test_a_sidecar_outside_the_shelf_is_not_read(shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.toml").write_text("year = 2023")
    (shelf / "a.txt.meta.toml").symlink_to(tmp_path / "outside.toml")
    found = survey(shelf, shelf / "index")
    assert found.files["a.txt"].overrides is None
    assert found.barred == {"a.txt.meta.toml": OUTSIDE}


def test_a_name_so_long_that_no_sidecar_can_be(shelf: Path) -> None:
    (shelf / ("x" * 255)).write_text("青岚市")
    assert sorted(survey(shelf, shelf / "index").files) == ["a.txt", "x" * 255]


def test_what_may_not_be_opened_is_named() -> None:
    """As a user for whom folders can be closed, in a folder that any user may enter."""
    code = (
        "import os, sys; from pathlib import Path; from index.files.folder import survey\n"
        "if not os.geteuid(): os.setuid(65534)\n"
        "found = survey(Path(sys.argv[1]), Path('index')); print(sorted(found.files))\n"
        "print(sorted((it, str(why)) for it, why in found.barred.items()))"
    )
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder)
        shelf.chmod(0o755)
        for name, mode in (("open", 0o755), ("closed", 0o000), ("blind", 0o444)):
            (shelf / name).mkdir()
            (shelf / name / "b.txt").write_text("青岚市")
            (shelf / name).chmod(mode)
        command = [sys.executable, "-c", code, folder]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for path in shelf.iterdir():
            path.chmod(0o755)
    denied = "cannot be opened (Permission denied)"
    assert told.strip() == str(["open/b.txt"]) + "\n" + str([("blind/b.txt", denied), ("closed", denied)])


def test_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("云湖区")
    for path in (tmp_path / "none", tmp_path / "file", tmp_path / ("x" * 500), tmp_path / "a\0b"):
        with pytest.raises(ShelfMissing, match="no such folder of reports"):
            survey(path, tmp_path / "index")


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    with pytest.raises(ShelfMissing, match="empty; put reports into it first"):
        survey(tmp_path, tmp_path / "index")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2023年 报告（一）.txt", "2023年 报告（一）.txt"),
        ("全\u3000角.txt", "全\u3000角.txt"),
        ("a\nb\x1b[2J", "a\\nb\\x1b[2J"),
        ("txt.\u202exslx", "txt.\\u202exslx"),
        (os.fsdecode(b"bad\xff"), "bad\\xff"),
        ("a\\nb", "a\\\\nb"),
    ],
)
def test_names_as_they_are_shown(name: str, text: str) -> None:
    assert shown(Path(name)) == text


FILE_NAMES = st.binary(min_size=1).filter(lambda name: not {0, 47} & {*name} and name != b".").map(os.fsdecode)


@given(FILE_NAMES, FILE_NAMES)
def test_no_two_names_look_alike_and_all_can_be_stored(one: str, other: str) -> None:
    assert (shown(Path(one)) == shown(Path(other))) == (one == other)
    assert shown(Path(one)).encode("utf-8").decode().splitlines() == [shown(Path(one))]
