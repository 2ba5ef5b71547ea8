"""Reports put on the shelf and taken off it while others ask; hostile names, broken files, two writers at once."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from filelock import FileLock

from chat.library import live as module
from chat.library.accepts import LARGEST, Objection
from chat.library.live import LiveShelf
from chat.library.progress import Added, Step
from index import Index
from index.errors import IndexBusy, IndexMissing, ShelfMissing, UnreadableReport
from index.files.folder import survey
from index.reasons import Code
from rag.settings import Settings

PERMITS = "{body}{year}年法治政府建设报告\n\n一、许可\n{body}{year}年共办理行政许可事项{count}项，按时办结率100%。\n"


def text(body: str = "云湖区", year: int = 2023, count: int = 1204) -> bytes:
    return PERMITS.format(body=body, year=year, count=count).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report in it."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "云湖区2023.txt").write_bytes(text())
    return made


@pytest.fixture
def live(folder: Path, tmp_path: Path, embedder: Any) -> LiveShelf:
    made = LiveShelf(folder, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False))
    made.reindex()
    return made


@pytest.fixture
def upload(tmp_path: Path) -> Callable[..., tuple[str, Path]]:
    """A file as a browser sends it: a name that anybody may have made up, and where its bytes lie."""

    def uploaded(name: str, data: bytes) -> tuple[str, Path]:
        path = tmp_path / f"upload-{len([*tmp_path.iterdir()])}"
        path.write_bytes(data)
        return name, path

    return uploaded


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_indexed_together_and_told_of(live: LiveShelf, folder: Path, upload: Any, tmp_path: Path) -> None:
    document, told = Document(), []
    document.add_heading("青山区2023年法治政府建设报告")
    document.add_paragraph("青山区2023年共办理行政许可事项987项。")
    document.save(str(tmp_path / "x"))
    files = [upload("../../松溪区2023.txt", text("松溪区")), ("青山区2023.docx", tmp_path / "x")]
    added = live.add(files, told.append)
    assert [(it.name, it.report.year if it.report else None) for it in added] == [
        ("松溪区2023.txt", 2023),
        ("青山区2023.docx", 2023),
    ]
    assert names(folder) == ["云湖区2023.txt", "松溪区2023.txt", "青山区2023.docx"]
    assert {it.source for it in live.index.reports} == set(names(folder))
    stages = [[step.stage for step in steps] for steps in zip(*told, strict=True)]
    assert [[*dict.fromkeys(it)] for it in stages] == [["waiting", "reading", "read", "indexing"]] * 2


def test_what_is_refused_says_why_and_leaves_nothing(
    folder: Path, tmp_path: Path, embedder: Any, upload: Any, live: LiveShelf
) -> None:
    small = LiveShelf(folder, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False), largest=5000)
    files = [
        upload("空.txt", b""),
        upload("坏.pdf", b"%PDF-1.4 nothing"),
        upload("a\u202etxt.exe", b"MZ"),
        upload("无后缀", text()),
        upload("", text()),
        upload("年报.txt.meta.toml", b"year = 1999"),
        upload("大.txt", text() * 200),
        upload("松溪区.txt", text("松溪区")),
    ]
    *refused, added = small.add(files)
    assert [it.report for it in refused] == [None] * 7 and added.report and added.report.region == "松溪区"
    assert str(refused[0].refusal) == "空.txt: the file is empty" and "PDF" in str(refused[1].refusal)
    assert all(isinstance(it.refusal, Objection) for it in refused[2:])
    assert refused[2].name == "atxt.exe" and ".exe" in str(refused[2].refusal)
    assert names(folder) == ["云湖区2023.txt", "松溪区.txt"]
    assert [it.report for it in small.add(files[:1])] == [None] and names(folder) == ["云湖区2023.txt", "松溪区.txt"]


def test_no_other_file_is_overwritten_nor_described_by_anothers_sidecar(
    live: LiveShelf, folder: Path, upload: Any
) -> None:
    (folder / "新.txt.meta.toml").write_text("year = 1999")
    same, other, third, new = live.add(
        [
            upload("云湖区2023.txt", text()),
            upload("云湖区2023.txt", text(count=5)),
            upload("云湖区2023.txt", text(count=6)),
            upload("新.txt", text("新云区")),
        ]
    )
    assert [same.name, other.name, third.name] == ["云湖区2023.txt", "云湖区2023 (2).txt", "云湖区2023 (3).txt"]
    assert (folder / "云湖区2023.txt").read_bytes() == text() and (folder / third.name).read_bytes() == text(count=6)
    assert new.name == "新 (2).txt" and new.report and new.report.year == 2023


def test_a_file_that_was_there_before_is_not_deleted(live: LiveShelf, folder: Path, upload: Any) -> None:
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    (added,) = live.add([upload("坏.pdf", b"%PDF-1.4 nothing")])
    assert added.refusal and (folder / "坏.pdf").exists()


def test_a_batch_that_fails_leaves_nothing(
    live: LiveShelf, folder: Path, upload: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with pytest.raises(Objection, match="cannot be written"):
        live.add([upload("松溪区.txt", text("松溪区")), ("x.txt", folder / "gone")])
    with FileLock(tmp_path / "idx" / ".lock"), pytest.raises(IndexBusy):
        live.add([upload("松溪区.txt", text("松溪区"))])
    monkeypatch.setattr(module, "sync", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        live.add([upload("松溪区.txt", text("松溪区"))])
    with pytest.raises(ZeroDivisionError):
        live.add([upload("青山区.txt", text("青山区"))])
    assert names(folder) == ["云湖区2023.txt"]


def test_one_writer_at_a_time(live: LiveShelf, folder: Path, upload: Any) -> None:
    begun, go_on, done = threading.Event(), threading.Event(), []

    def wait(steps: Sequence[Step | Added]) -> None:
        if isinstance(steps[0], Step) and steps[0].stage == "indexing":
            begun.set()
            go_on.wait(10)

    first = threading.Thread(target=lambda: done.extend(live.add([upload("松溪区.txt", text("松溪区"))], wait)))
    first.start()
    assert begun.wait(10)
    for change in (lambda: live.add([upload("青山区.txt", text("青山区"))]), live.reindex):
        with pytest.raises(IndexBusy, match="try again"):
            change()
    with pytest.raises(IndexBusy):
        live.remove("云湖区2023.txt")
    assert live.assistant.ask("云湖区2023年办理行政许可事项多少项？").text  # others go on
    go_on.set()
    first.join(10)
    assert done[0].report and names(folder) == ["云湖区2023.txt", "松溪区.txt"]
    assert live.add([upload("青山区.txt", text("青山区"))])[0].report


def test_the_assistant_is_replaced_while_the_old_one_still_answers(live: LiveShelf, upload: Any) -> None:
    old = live.assistant
    assert live.assistant is old
    live.add([upload("松溪区2023.txt", text("松溪区", count=77))])
    new = live.assistant
    assert new is not old and new.index.embedder is old.index.embedder
    assert "1204" in old.ask("云湖区2023年办理行政许可事项多少项？").text
    assert "77" in new.ask("松溪区2023年办理行政许可事项多少项？").text
    live.add([upload("青山区2023.txt", text("青山区"))])
    live.add([upload("南湖区2023.txt", text("南湖区"))])  # two generations on: the old one's folder is swept
    assert not old.index.folder.exists() and "1204" in old.ask("云湖区2023年办理行政许可事项多少项？").text


def test_another_process_build_is_noticed_once(
    live: LiveShelf, folder: Path, tmp_path: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    real = Index.open
    monkeypatch.setattr(Index, "open", lambda *given: opened.append(given) or real(*given))
    (folder / "松溪区.txt").write_bytes(text("松溪区"))
    module.sync(folder, tmp_path / "idx", embedder=embedder)
    threads = [threading.Thread(target=lambda: live.assistant) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(live.index.reports) == 2 and len(opened) == 1
    (tmp_path / "idx" / "CURRENT").write_text("nonsense")
    assert len(live.index.reports) == 2  # what is held goes on answering


def test_a_report_is_removed_by_its_source_only(live: LiveShelf, folder: Path, upload: Any, tmp_path: Path) -> None:
    live.add([upload("松溪区.txt", text("松溪区"))])
    (tmp_path / "secret.txt").write_text("secret")
    for source in ("../secret.txt", str(folder / "松溪区.txt"), "./松溪区.txt", "", "."):
        with pytest.raises(Objection, match="no longer on the shelf"):
            live.remove(source)
        assert live.original(source) is None
    live.remove("松溪区.txt")
    assert names(folder) == ["云湖区2023.txt"] and [it.source for it in live.index.reports] == ["云湖区2023.txt"]
    with pytest.raises(Objection, match="last report"):
        live.remove("云湖区2023.txt")


def test_a_removal_that_fails_puts_the_file_back(live: LiveShelf, folder: Path, upload: Any, tmp_path: Path) -> None:
    live.add([upload("松溪区.txt", text("松溪区"))])
    with FileLock(tmp_path / "idx" / ".lock"), pytest.raises(IndexBusy):
        live.remove("松溪区.txt")
    assert names(folder) == ["云湖区2023.txt", "松溪区.txt"]


def test_the_original_is_what_was_read_or_nothing(live: LiveShelf, folder: Path, upload: Any, tmp_path: Path) -> None:
    (folder / "云湖区2023.txt.meta.toml").write_text('title = "一份报告"')
    (folder / "行\n断.txt").write_bytes(text("断桥区"))
    live.reindex()
    path = folder.resolve() / "云湖区2023.txt"
    assert live.original("云湖区2023.txt") == path
    assert live.original("行\\n断.txt") == folder.resolve() / "行\n断.txt"
    path.write_bytes(text(count=3))
    assert live.original("云湖区2023.txt") is None
    with pytest.raises(Objection, match="changed"):
        live.remove("云湖区2023.txt")
    assert path.exists()
    live.reindex()
    assert live.original("云湖区2023.txt") == path
    outside = Path(shutil.move(path, tmp_path / "elsewhere"))
    path.symlink_to(outside)
    assert live.original("云湖区2023.txt") is None


def test_without_its_folder_it_is_read_only(live: LiveShelf, tmp_path: Path, upload: Any, embedder: Any) -> None:
    fixed = LiveShelf(None, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False))
    assert fixed.is_read_only and not live.is_read_only and len(fixed.index.reports) == 1
    assert fixed.original("云湖区2023.txt") is None
    for change in (lambda: fixed.add([upload("x.txt", text())]), lambda: fixed.remove("云湖区2023.txt"), fixed.reindex):
        with pytest.raises(Objection, match="read only"):
            change()


def test_a_shelf_begins_empty(tmp_path: Path, upload: Any, embedder: Any) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    live = LiveShelf(folder, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False))
    with pytest.raises(IndexMissing):
        _ = live.assistant
    with pytest.raises(ShelfMissing, match="empty"):
        live.add([upload("空.txt", b"")])
    assert names(folder) == [] and live.add([]) == []
    assert live.add([upload("云湖区.txt", text())])[0].report and len(live.index.reports) == 1


def test_no_larger_file_is_taken_than_the_index_takes(tmp_path: Path, folder: Path) -> None:
    for name, length in (("most.txt", LARGEST), ("more.txt", LARGEST + 1)):
        (folder / name).touch()
        os.truncate(folder / name, length)
    found = survey(folder, tmp_path / "idx")
    assert "most.txt" in found.files and found.barred["more.txt"].code is Code.TOO_LARGE
    assert LiveShelf(folder, tmp_path / "idx", largest=LARGEST + 1).largest == LARGEST


@pytest.fixture
def described(folder: Path, tmp_path: Path, embedder: Any) -> LiveShelf:
    """The shelf with a file beside it that says what one of two reports is."""
    (folder / "松溪区.txt").write_bytes(text("松溪区"))
    meta = tmp_path / "meta.toml"
    meta.write_text('["云湖区2023.txt"]\nyear = 1999\n')
    made = LiveShelf(folder, tmp_path / "idx", embedder=embedder, settings=Settings(span_model=False), meta=meta)
    made.reindex()
    return made


def test_what_was_said_of_reports_outlasts_each_change(described: LiveShelf, upload: Any, folder: Path) -> None:
    assert described.add([upload("青山区.txt", text("青山区"))])[0].report
    described.remove("松溪区.txt")
    assert [(it.source, it.year) for it in described.index.reports] == [("云湖区2023.txt", 1999), ("青山区.txt", 2023)]
    assert described.original("云湖区2023.txt") == folder.resolve() / "云湖区2023.txt"
    with pytest.raises(Objection, match=r"meta\.toml speaks of this report"):
        described.remove("云湖区2023.txt")
    assert "云湖区2023.txt" in names(folder)


def test_a_report_that_is_spoken_of_but_gone_is_told_in_one_line(
    described: LiveShelf, upload: Any, folder: Path, tmp_path: Path
) -> None:
    (folder / "云湖区2023.txt").unlink()
    for change in (lambda: described.add([upload("青山区.txt", text("青山区"))]), described.reindex, described.ready):
        with pytest.raises(UnreadableReport) as caught:
            change()
        assert str(caught.value).startswith(f'{tmp_path / "meta.toml"}: ["云湖区2023.txt"]: no such report; ')
        assert "\n" not in str(caught.value)
    assert names(folder) == ["松溪区.txt"] and len(described.index.reports) == 2
