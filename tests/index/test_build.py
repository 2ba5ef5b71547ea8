"""The index is made equal to the folder of reports, and unchanged files cost next to nothing."""

from __future__ import annotations

import os
import random
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from index import Index, Outcome, build, sync
from index.engine.manifest import CURRENT, current
from index.errors import IndexBusy, IndexMissing, IndexUnusable, ShelfMissing, UnreadableReport
from index.files.worker import Failure, Pages
from index.reasons import Code, Reason
from index.split import SplitSettings

REPORT = "云湖区{}年法治政府建设报告\n一、主要举措\n全年办理行政许可{}项。\n二、下一步打算\n继续努力，做到{}。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def little(tmp_path: Path) -> Path:
    """A shelf of three small reports."""
    shelf = tmp_path / "little"
    (shelf / "夹").mkdir(parents=True)
    for name, year, count in (("a.txt", 2022, 214), ("b.txt", 2023, 277), ("夹/c.txt", 2024, 301)):
        put(shelf, name, year, count)
    return shelf


def put(shelf: Path, name: str, year: int, count: int) -> None:
    (shelf / name).write_text(REPORT.format(year, count, "最好"), encoding="utf-8")


def fingerprint(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of the index with its time of change and content."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def contents(folder: Path) -> dict[str, tuple[str, list[str]]]:
    index = Index.open(folder)
    sources = [report.source for report in index.reports]
    return {source: (index.text(source), [p.text for p in index.passages_of(source)]) for source in sources}


def test_all_formats_of_the_example_shelf(shelf: Path, folder: Path, embedder: Any) -> None:
    outcome = sync(shelf, folder, embedder=embedder)
    index = Index.open(folder, embedder)
    assert list(outcome.added) == [report.source for report in index.reports] == sorted(p.name for p in shelf.iterdir())
    assert (outcome.replaced, outcome.removed, outcome.kept, outcome.refused) == ((), (), (), ())
    assert outcome.changed and outcome.passages == index.manifest.passages > 100


def test_sources_are_paths_below_the_shelf(little: Path, folder: Path, embedder: Any) -> None:
    assert sync(little, folder, embedder=embedder).added == ("a.txt", "b.txt", "夹/c.txt")


def test_unchanged_nothing_is_written_or_embedded(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    before = fingerprint(folder)
    embedder.embedded.clear()
    outcome = sync(little, folder, embedder=embedder)
    assert outcome == Outcome(folder, (), (), (), ("a.txt", "b.txt", "夹/c.txt"), (), outcome.passages, changed=False)
    assert fingerprint(folder) == before
    assert embedder.embedded == []


def test_a_file_touched_but_not_changed_is_unchanged(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    os.utime(little / "a.txt", (0, 0))
    assert not sync(little, folder, embedder=embedder).changed


def test_add_replace_and_remove_at_once(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    put(little, "d.txt", 2021, 100)
    put(little, "b.txt", 2023, 278)
    (little / "a.txt").unlink()
    outcome = sync(little, folder, embedder=embedder)
    assert (outcome.added, outcome.replaced, outcome.removed) == (("d.txt",), ("b.txt",), ("a.txt",))
    assert outcome.kept == ("夹/c.txt",) and outcome.changed
    index = Index.open(folder, embedder)
    assert [report.source for report in index.reports] == ["b.txt", "d.txt", "夹/c.txt"]
    assert "278项" in index.text("b.txt")


def test_keys_of_passages_outlive_changes_of_the_shelf(little: Path, folder: Path, embedder: Any) -> None:
    def keys(*sources: str) -> list[str]:
        index = Index.open(folder)
        return [passage.key for source in sources for passage in index.passages_of(source)]

    sync(little, folder, embedder=embedder)
    every, kept = keys("a.txt", "b.txt", "夹/c.txt"), keys("b.txt", "夹/c.txt")
    assert len(every) == len({*every})
    first = Index.open(folder).passages_of("b.txt")[0].id
    (little / "a.txt").unlink()
    sync(little, folder, embedder=embedder)
    assert Index.open(folder).passages_of("b.txt")[0].id != first, "its position is another"
    assert keys("b.txt", "夹/c.txt") == kept
    put(little, "0.txt", 2020, 11)
    put(little, "b.txt", 2023, 278)
    sync(little, folder, embedder=embedder)
    assert keys("夹/c.txt") == kept[-len(keys("夹/c.txt")) :]
    assert keys("b.txt") != kept[: len(keys("b.txt"))]


def test_a_report_tells_when_its_file_was_read(
    little: Path, folder: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(little, folder, embedder=embedder)
    begun, first = datetime.now(UTC), Index.open(folder, embedder)
    later = begun + timedelta(days=3)
    monkeypatch.setattr(build, "now", lambda: later)
    (little / "d.txt").write_text("东区2023年报告\n许可7项。\n", encoding="utf-8")
    sync(little, folder, embedder=embedder)
    told = {it.source: it.indexed for it in Index.open(folder, embedder).reports}
    assert "d.txt" in told and all(told[it.source] == it.indexed for it in first.reports)
    assert datetime.fromisoformat(told["d.txt"]) == later.replace(microsecond=0)
    assert all(timedelta() <= begun - datetime.fromisoformat(it.indexed) < timedelta(hours=1) for it in first.reports)


def test_a_step_at_a_time_ends_where_one_build_from_nothing_does(
    little: Path, folder: Path, tmp_path: Path, embedder: Any
) -> None:
    sync(little, folder, embedder=embedder)
    put(little, "0.txt", 2020, 1)
    sync(little, folder, embedder=embedder)
    (little / "b.txt").unlink()
    sync(little, folder, embedder=embedder)
    sync(little, tmp_path / "fresh", embedder=embedder)
    assert contents(folder) == contents(tmp_path / "fresh")
    for query in ("行政许可", "277", "努力"):
        vector = embedder.queries([query])[0]
        found = [
            [(hit.passage, hit.score) for hit in (*index.lexical(query, 9), *index.dense(vector, 9))]
            for index in (Index.open(folder, embedder), Index.open(tmp_path / "fresh", embedder))
        ]
        assert found[0] == found[1]


def test_vectors_of_unchanged_passages_are_reused(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    embedder.embedded.clear()
    (little / "b.txt").write_text(REPORT.format(2023, 999, "最好"), encoding="utf-8")
    sync(little, folder, embedder=embedder)
    assert len(embedder.embedded) == 1 and "999项" in embedder.embedded[0]


def test_a_renamed_file_needs_no_new_vectors(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    embedder.embedded.clear()
    (little / "a.txt").rename(little / "z.txt")
    outcome = sync(little, folder, embedder=embedder)
    assert (outcome.added, outcome.removed, embedder.embedded) == (("z.txt",), ("a.txt",), [])


def test_the_same_text_twice_is_embedded_once(little: Path, folder: Path, embedder: Any) -> None:
    shutil.copy(little / "a.txt", little / "copy.txt")
    sync(little, folder, embedder=embedder)
    assert len(embedder.embedded) == len(set(embedder.embedded))


def test_reused_vectors_are_those_of_a_build_from_nothing(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    put(little, "0.txt", 2020, 1)
    sync(little, folder, embedder=embedder)
    index = Index.open(folder, embedder)
    for report in index.reports:
        for passage in index.passages_of(report.source):
            for start, end, score in index.units(embedder.queries([passage.text])[0], passage):
                words = passage.searchable_as(start, end)
                assert score == pytest.approx(float(embedder.queries([passage.text])[0] @ embedder.queries([words])[0]))


def test_an_unreadable_file_is_refused_by_name_and_the_others_indexed(
    little: Path, folder: Path, embedder: Any
) -> None:
    (little / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (little / "空.txt").write_bytes(b"")
    outcome = sync(little, folder, embedder=embedder)
    assert [entry.source for entry in outcome.refused] == ["坏.pdf", "空.txt"]
    assert [entry.reason.code for entry in outcome.refused] == [Code.PDF_BROKEN, Code.EMPTY]
    assert len(outcome.added) == 3
    assert Index.open(folder).manifest.refused == outcome.refused


def test_a_refused_file_is_not_read_again_until_it_changes(little: Path, folder: Path, embedder: Any) -> None:
    (little / "坏.txt").write_bytes(b"")
    refused = sync(little, folder, embedder=embedder).refused
    again = sync(little, folder, embedder=embedder)
    assert not again.changed and again.refused == refused
    put(little, "坏.txt", 2020, 1)
    mended = sync(little, folder, embedder=embedder)
    assert (mended.added, mended.refused) == (("坏.txt",), ())


def test_a_report_that_becomes_unreadable_leaves_the_index(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    (little / "a.txt").write_bytes(bytes(100))
    outcome = sync(little, folder, embedder=embedder)
    assert [entry.source for entry in outcome.refused] == ["a.txt"]
    assert [report.source for report in Index.open(folder).reports] == ["b.txt", "夹/c.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that opens and cannot be read, whoever asks")
def test_a_file_that_the_system_will_not_read_is_refused(little: Path, folder: Path, embedder: Any) -> None:
    (little / "坏.txt").symlink_to("/proc/self/mem")
    outcome = sync(little, folder, embedder=embedder)
    assert [entry.source for entry in outcome.refused] == ["坏.txt"]
    assert outcome.refused[0].reason.code is Code.LINK_OUTWARDS
    assert len(outcome.added) == 3


def test_hidden_files_and_locks_of_editors_are_no_reports(little: Path, folder: Path, embedder: Any) -> None:
    (little / ".git").mkdir()
    for name in (".git/HEAD", ".DS_Store", "~$报告.docx", "夹/.隐藏.txt"):
        (little / name).write_text("云湖区", encoding="utf-8")
    assert len(sync(little, folder, embedder=embedder).added) == 3


def test_an_index_inside_the_shelf_is_no_report(little: Path, embedder: Any) -> None:
    sync(little, little / "baogao-index", embedder=embedder)
    outcome = sync(little, little / "baogao-index", embedder=embedder)
    assert not outcome.changed and outcome.refused == ()


def test_no_such_shelf(tmp_path: Path, folder: Path, embedder: Any) -> None:
    with pytest.raises(ShelfMissing, match="no such folder of reports"):
        sync(tmp_path / "none", folder, embedder=embedder)
    assert not folder.exists()


def test_an_empty_shelf_leaves_the_index_as_it_was(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    before = fingerprint(folder)
    shutil.rmtree(little)
    little.mkdir()
    with pytest.raises(ShelfMissing, match="empty"):
        sync(little, folder, embedder=embedder)
    assert fingerprint(folder) == before


def test_a_shelf_of_which_nothing_can_be_read(tmp_path: Path, folder: Path, embedder: Any) -> None:
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf" / "空.txt").write_bytes(b"")
    with pytest.raises(ShelfMissing, match=r"none of the 1 files can be read: 空\.txt: the file is empty"):
        sync(tmp_path / "shelf", folder, embedder=embedder)
    with pytest.raises(IndexMissing):
        Index.open(folder)


def test_one_writer_at_a_time(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    put(little, "d.txt", 2021, 100)
    before = fingerprint(folder)
    with FileLock(folder / ".lock"), pytest.raises(IndexBusy, match="another process is building this index"):
        sync(little, folder, embedder=embedder)
    assert fingerprint(folder) == before
    assert sync(little, folder, embedder=embedder).added == ("d.txt",)


def test_a_reader_opens_while_another_builds(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    with FileLock(folder / ".lock"):
        assert len(Index.open(folder).reports) == 3


def test_an_open_index_goes_on_through_the_next_build(little: Path, folder: Path, embedder: Any) -> None:
    """Even what it had not loaded yet."""
    sync(little, folder, embedder=embedder)
    index = Index.open(folder, embedder)
    put(little, "d.txt", 2021, 100)
    sync(little, folder, embedder=embedder)
    assert len(index.reports) == 3
    assert index.lexical("许可", 9) and index.dense(embedder.queries(["许可"])[0], 9)
    assert len(Index.open(folder).reports) == 4


def test_old_generations_go_but_the_last(little: Path, folder: Path, embedder: Any) -> None:
    for count in range(5):
        put(little, "a.txt", 2022, count)
        sync(little, folder, embedder=embedder)
    assert {path.name for path in folder.iterdir()} <= {CURRENT, ".lock", "generation-000004", "generation-000005"}
    assert current(folder).name == "generation-000005"


def test_another_embedder_makes_all_vectors_anew(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    other = type(embedder)("other")
    assert sync(little, folder, embedder=other).changed
    assert len(other.embedded) == len(embedder.embedded)
    assert Index.open(folder).manifest.embedder == "other"


def test_other_settings_cut_anew(little: Path, folder: Path, embedder: Any) -> None:
    before = sync(little, folder, embedder=embedder).passages
    sync(little, folder, embedder=embedder, settings=SplitSettings(12, 10))
    assert Index.open(folder).manifest.split == SplitSettings(12, 10)
    assert Index.open(folder).manifest.passages > before


@pytest.mark.parametrize("name", ["shelf.sqlite", "vectors/vectors.faiss", "manifest.json"])
def test_a_broken_index_is_built_anew(little: Path, folder: Path, embedder: Any, name: str) -> None:
    sync(little, folder, embedder=embedder)
    (current(folder) / name).write_bytes(b"broken")
    assert sync(little, folder, embedder=embedder).changed
    assert len(Index.open(folder).reports) == 3


def test_a_build_that_fails_leaves_the_old_index(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    before = contents(folder)
    put(little, "d.txt", 2021, 100)

    def fail(*_: object) -> None:
        raise MemoryError

    embedder.passages = fail
    with pytest.raises(MemoryError):
        sync(little, folder, embedder=embedder)
    assert contents(folder) == before


def test_progress_is_told_to_its_end(little: Path, folder: Path, embedder: Any) -> None:
    told: list[tuple[str, int, int]] = []
    sync(little, folder, embedder=embedder, progress=lambda *step: told.append(step))
    units = len(embedder.embedded)
    assert [step for step in told if step[0] == "read"] == [("read", done, 3) for done in range(4)]
    assert told[-1] == ("embed", units, units)


def test_what_becomes_of_each_file_is_told_too(little: Path, folder: Path, embedder: Any) -> None:
    (little / "empty.txt").write_bytes(b"")
    told: dict[str, list[Any]] = {}
    sync(little, folder, embedder=embedder, watch=lambda file, news: told.setdefault(file.source, []).append(news))
    assert len(told) == 4 and {news[0] for news in told.values()} == {Pages(0, 0)}
    assert told.pop("empty.txt")[-1] == Failure(Reason.of(Code.EMPTY))
    assert all(news[-1].report.source == source for source, news in told.items())


def test_any_file_at_all_may_lie_on_the_shelf(little: Path, folder: Path, embedder: Any) -> None:
    dice = random.Random(5)
    for number, name in enumerate(["图.png", "无后缀", "a b\tc.txt", "[red]坏.pdf", "'\";DROP.docx"]):
        (little / name).write_bytes(dice.randbytes(1000 * number + 1))
    (little / "链接.txt").symlink_to(little / "none.txt")
    outcome = sync(little, folder, embedder=embedder)
    assert len(outcome.refused) == 5 and len(outcome.added) == 3


def test_a_name_that_is_no_text_is_indexed_under_its_escaped_form(tmp_path: Path, embedder: Any) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    odd = shelf / os.fsdecode(b"bad\xff\xfename.txt")
    odd.write_text("云湖区2023年度法治政府建设报告\n云湖区全年办结286项。\n", encoding="utf-8")
    outcome = sync(shelf, tmp_path / "idx", embedder=embedder)
    assert outcome.added == ("bad\\xff\\xfename.txt",)
    assert not sync(shelf, tmp_path / "idx", embedder=embedder).changed


def test_a_place_for_the_index_that_cannot_be_made(shelf: Path, tmp_path: Path, embedder: Any) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexUnusable, match="name another folder with --out"):
        sync(shelf, tmp_path / "file", embedder=embedder)


def test_an_empty_shelf_leaves_nothing_behind(tmp_path: Path, embedder: Any) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ShelfMissing, match="put reports into it"):
        sync(tmp_path / "empty", tmp_path / "idx", embedder=embedder)
    assert not (tmp_path / "idx").exists()


def test_a_shelf_with_an_endless_name(tmp_path: Path, embedder: Any) -> None:
    with pytest.raises(ShelfMissing):
        sync(Path("x" * 500), tmp_path / "idx", embedder=embedder)


def year_of(folder: Path, source: str) -> int | None:
    return Index.open(folder).report(source).year


def test_a_sidecar_overrides_its_report_and_is_none_itself(little: Path, folder: Path, embedder: Any) -> None:
    (little / "a.txt.meta.toml").write_text('year = 2019\nissuer = "松溪区人民政府"\n', encoding="utf-8")
    outcome = sync(little, folder, embedder=embedder)
    assert outcome.added == ("a.txt", "b.txt", "夹/c.txt") and outcome.refused == ()
    report = Index.open(folder).report("a.txt")
    assert (report.year, report.issuer) == (2019, "松溪区人民政府")
    assert {o.field: (o.place, o.sureness) for o in report.origins}["year"] == ("sidecar", 1.0)


def test_a_sidecar_that_comes_changes_or_goes_is_seen(little: Path, folder: Path, embedder: Any) -> None:
    sync(little, folder, embedder=embedder)
    sidecar = little / "a.txt.meta.toml"
    for text, expected in (("year = 2019", 2019), ("year = 2020", 2020)):
        sidecar.write_text(text)
        assert sync(little, folder, embedder=embedder).replaced == ("a.txt",)
        assert year_of(folder, "a.txt") == expected
    assert not sync(little, folder, embedder=embedder).changed
    sidecar.unlink()
    assert sync(little, folder, embedder=embedder).replaced == ("a.txt",)
    assert year_of(folder, "a.txt") == 2022


def test_a_faulty_sidecar_costs_its_report_until_it_is_mended(little: Path, folder: Path, embedder: Any) -> None:
    sidecar = little / "a.txt.meta.toml"
    sidecar.write_text('year = "2019"')
    (refused,) = sync(little, folder, embedder=embedder).refused
    assert refused.source == "a.txt"
    assert str(refused.reason).startswith("a.txt.meta.toml: year: 2019 is no year")
    sidecar.write_text("year = 2019")
    outcome = sync(little, folder, embedder=embedder)
    assert (outcome.added, outcome.refused) == (("a.txt",), ())


def test_one_file_can_speak_of_the_whole_shelf(little: Path, folder: Path, embedder: Any, tmp_path: Path) -> None:
    meta = tmp_path / "meta.toml"
    meta.write_text('["a.txt"]\nyear = 2018\n["夹/c.txt"]\nyear = 2017\n', encoding="utf-8")
    sync(little, folder, embedder=embedder, meta=meta)
    assert [year_of(folder, source) for source in ("a.txt", "b.txt", "夹/c.txt")] == [2018, 2023, 2017]
    meta.write_text('["d.txt"]\nyear = 2018\n', encoding="utf-8")
    with pytest.raises(UnreadableReport, match=r'\["d.txt"\]: no such report; write its path below'):
        sync(little, folder, embedder=embedder, meta=meta)


def test_copies_are_linked_and_not_answered_from(little: Path, folder: Path, embedder: Any) -> None:
    long = REPORT.format(2021, 190, "最好") + "".join(
        f"（{n}）第{n}个街道办结{n * 37}件，群众满意。\n" for n in range(1, 60)
    )
    (little / "d.txt").write_text(long, encoding="utf-8")
    (little / "e.md").write_text(f"返回上一级\n打印\n{long}\n扫一扫在手机打开\n", encoding="utf-8")
    sync(little, folder, embedder=embedder)
    index = Index.open(folder, embedder)
    copies = {report.source: report.copy_of for report in index.reports}
    assert copies == {"a.txt": "", "b.txt": "", "d.txt": "", "e.md": "d.txt", "夹/c.txt": ""}
    assert {hit.source for hit in index.lexical("街道办结", 50)} == {"d.txt"}
    assert {hit.source for hit in index.lexical("街道办结", 50, ["e.md"])} == {"e.md"}
    (little / "d.txt").unlink()
    sync(little, folder, embedder=embedder)
    assert {hit.source for hit in Index.open(folder, embedder).lexical("街道办结", 50)} == {"e.md"}


def test_what_could_not_be_read_is_tried_again_where_it_can_be_now(
    little: Path, folder: Path, embedder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (little / "empty.txt").write_bytes(b"")
    sync(little, folder, embedder=embedder, ocr=False)
    asked: list[list[str]] = []

    def read(files: Any, **_: Any) -> list[Failure]:
        asked.append([file.source for file in files])
        return [Failure(Reason.of(Code.EMPTY)) for _ in files]

    monkeypatch.setattr("index.build.read_files", read)
    sync(little, folder, embedder=embedder, ocr=False)
    assert asked == []
    sync(little, folder, embedder=embedder)
    sync(little, folder, embedder=embedder)
    sync(little, folder, embedder=embedder, ocr=False)
    assert asked == [["empty.txt"]]
