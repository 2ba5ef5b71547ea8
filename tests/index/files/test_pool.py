"""Files are read in processes that are kept within limits and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import UnreadableReport
from index.files import pool
from index.files.parse import Content
from index.files.worker import Failure, File, Limits, Pages
from index.reasons import Code, Reason
from index.split import SplitSettings

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "reports"
SETTINGS = SplitSettings()
GIB = 2**30

# Stands in for the module `index.files.parse` in the workers: each file says what befalls its reader.
READER = """
import os, re, signal, subprocess, sys, tempfile, time, types
from dataclasses import dataclass
from pathlib import Path

from index.errors import UnreadableReport
from index.reasons import Code, Reason
from index.report import Report

seen = 0

@dataclass(frozen=True, slots=True)
class Content:
    report: Report
    text: str
    sections: tuple
    passages: tuple

def read_report(path, source, settings, sha256="", overrides=None, *, ocr=True, progress=lambda *_: None):
    global seen
    seen += 1
    words = path.read_text().split()
    match words[0]:
        case "refuse":
            raise UnreadableReport(source, Reason.of(Code.NO_TEXT))
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash-when-used" if seen > 1:
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leave":
            os._exit(7)
        case "fault":
            raise KeyError("a fault")
        case "deepen":
            read = lambda depth: read(depth + 1)
            read(0)
        case "eat":
            bytes(64 * 2**30)
        case "eat-when-used" if seen > 1:
            bytes(64 * 2**30)
        case "hang":
            time.sleep(600)
        case "spin":
            re.match("(?:a|a)*b", "a" * 60)
        case "pages":
            for page in range(1, 6):
                time.sleep(0.2)
                progress(page, 5)
        case "plain-pages":
            for page in range(1, 6):
                time.sleep(0.2)
                progress(0, 0)
        case "litter":
            Path(tempfile.gettempdir(), "litter").write_text("litter")
            child = subprocess.Popen(["sleep", "600"])
            path.with_suffix(".pids").write_text(f"{os.getpid()} {child.pid}")
            if "spin" in words:
                re.match("(?:a|a)*b", "a" * 60)
            time.sleep(600)
    return Content(Report(source, sha256, f"{os.getpid()} {seen} {ocr}"), "", (), ())

sys.modules["index.files.parse"] = module = types.ModuleType("index.files.parse")
Content.__module__ = "index.files.parse"
module.Content, module.read_report = Content, read_report
"""

Read = Callable[..., list[Any]]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the workers' folders are made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """In which a worker finds READER as it starts."""
    (tmp_path / "stub").mkdir()
    (tmp_path / "stub" / "sitecustomize.py").write_text(READER)
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path / "stub"), str(ROOT)])}


@pytest.fixture
def read(tmp_path: Path, scratch: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """Reads files of which each says what its reader is to do."""
    pool.close()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def reading(
        *deeds: str, progress: Any = pool.silent, watch: Any = pool.unwatched, ocr: bool = True, **limits: Any
    ) -> list[Any]:
        files = [File(put(tmp_path, at, deed), str(at), f"sha-{at}") for at, deed in enumerate(deeds)]
        return pool.read_files(files, SETTINGS, ocr=ocr, limits=Limits(**limits), progress=progress, watch=watch)

    yield reading
    pool.close()
    assert list(scratch.iterdir()) == []


def put(folder: Path, name: object, deed: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(deed)
    return path


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:1]
    except FileNotFoundError:
        return False


def gone(pids: list[int], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


def test_what_files_hold_comes_back_in_the_order_asked_for(read: Read) -> None:
    results = read("read", "refuse", "read", "read", "refuse", workers=2)
    assert [isinstance(it, Content) for it in results] == [True, False, True, True, False]
    assert [it.report.source for it in results if isinstance(it, Content)] == ["0", "2", "3"]
    assert [it.report.sha256 for it in results if isinstance(it, Content)] == ["sha-0", "sha-2", "sha-3"]
    assert results[1] == Failure(Reason.of(Code.NO_TEXT))


def test_no_files_need_no_workers(read: Read) -> None:
    assert read() == []


@pytest.mark.parametrize(
    ("deed", "limits", "failure"),
    [
        ("crash", {}, Failure(Reason.of(Code.KILLED, 11), "crash")),
        ("leave", {}, Failure(Reason.of(Code.CRASHED, 7), "crash")),
        ("deepen", {}, Failure(Reason.of(Code.TOO_DEEP))),
        ("eat", {"memory": 2 * GIB}, Failure(Reason.of(Code.OUT_OF_MEMORY, "2"), "memory")),
        ("hang", {"seconds": 0.9}, Failure(Reason.of(Code.STALLED, "0.9"), "time")),
        ("spin", {"seconds": 0.9}, Failure(Reason.of(Code.STALLED, "0.9"), "time")),
        ("hang", {"total": 0.9}, Failure(Reason.of(Code.TOO_SLOW, "0.9"), "time")),
    ],
)
def test_what_befalls_one_reader_is_one_line_and_the_rest_is_read(
    read: Read, deed: str, limits: dict[str, Any], failure: Failure
) -> None:
    before, result, *after = read("read", deed, "read", "read", "read", **limits)
    assert result == failure
    assert all(isinstance(it, Content) for it in (before, *after))


def test_a_fault_of_the_reader_says_where(read: Read) -> None:
    result, after = read("fault", "read", workers=1)
    assert result.kind == "crash" and isinstance(after, Content)
    assert str(result.reason).startswith("its reader failed (KeyError at ") and "\n" not in str(result.reason)


def test_every_file_may_crash(read: Read) -> None:
    assert {it.kind for it in read(*["crash"] * 6, workers=2)} == {"crash"}


@pytest.mark.parametrize("deed", ["crash-when-used", "eat-when-used"])
def test_what_earlier_files_left_in_a_worker_costs_no_later_one(read: Read, deed: str) -> None:
    assert all(isinstance(it, Content) for it in read("read", deed, "read", deed, workers=1))


@pytest.mark.parametrize(("deed", "stages"), [("pages", {"read", "ocr"}), ("plain-pages", {"read"})])
def test_a_page_read_is_a_sign_of_progress(read: Read, deed: str, stages: set[str]) -> None:
    """Five pages of 0.2 seconds each within a limit of 0.7 seconds without any; only those by OCR are counted."""
    told: list[str] = []
    (result,) = read(deed, seconds=0.7, progress=lambda stage, *_: told.append(stage))
    assert isinstance(result, Content) and {*told} == stages


def test_signs_of_progress_do_not_help_beyond_the_whole_time(read: Read) -> None:
    (result,) = read("pages", seconds=0.7, total=0.8)
    assert result == Failure(Reason.of(Code.TOO_SLOW, "0.8"), "time")


def test_files_and_pages_are_told_as_they_are_read(read: Read) -> None:
    told: list[tuple[str, int, int]] = []
    read("pages", "pages", "read", workers=2, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "read"] == [("read", done, 3) for done in range(4)]
    pages = [step for step in told if step[0] == "ocr"]
    assert [done for _, done, _ in pages] == list(range(1, 11)) and pages[-1] == ("ocr", 10, 10)


def test_each_file_is_told_of_from_its_beginning_to_its_end(read: Read) -> None:
    told: dict[str, list[Any]] = {"0": [], "1": [], "2": []}
    results = read("pages", "refuse", "crash", workers=2, watch=lambda file, news: told[file.source].append(news))
    assert told["0"] == [*(Pages(done, 5 if done else 0) for done in range(6)), results[0]]
    assert told["1"] == [Pages(0, 0), results[1]]
    assert {*told["2"]} == {Pages(0, 0), results[2]}  # a reader that others used before is tried once more


@pytest.mark.parametrize("ocr", [True, False])
def test_the_reader_is_told_whether_to_use_ocr(read: Read, ocr: bool) -> None:
    (result,) = read("read", ocr=ocr)
    assert result.report.title.endswith(str(ocr))


def test_one_file_alone(read: Read, tmp_path: Path) -> None:
    content = pool.read_file(File(put(tmp_path, "a", "read"), "a.txt", "sha"), SETTINGS)
    assert content.report.source == "a.txt"
    with pytest.raises(UnreadableReport, match=r"b\.txt: its reader crashed \(signal 11\)"):
        pool.read_file(File(put(tmp_path, "b", "crash"), "b.txt"), SETTINGS)


def test_a_reader_that_cannot_be_loaded_is_no_fault_of_the_files(read: Read, tmp_path: Path) -> None:
    """An index must not lose its reports because an installation is broken."""
    (tmp_path / "stub" / "sitecustomize.py").write_text("import sys; sys.modules['index.files.parse'] = None")
    with pytest.raises(RuntimeError, match=r"ended before it began \(status 1\)"):
        read("read", "read")


def test_workers_are_kept_for_the_next_shelf(read: Read) -> None:
    first, second = (read("read")[0].report.title.split() for _ in range(2))
    assert first[0] == second[0] and (first[1], second[1]) == ("1", "2")


def test_a_kept_worker_that_has_died_is_replaced(read: Read) -> None:
    first = int(read("read")[0].report.title.split()[0])
    os.kill(first, signal.SIGKILL)
    assert isinstance(read("read")[0], Content)
    assert gone([first])


def test_idle_workers_end_after_a_while(read: Read, monkeypatch: pytest.MonkeyPatch, scratch: Path) -> None:
    monkeypatch.setattr(pool, "_KEPT", 0.1)
    (result,) = read("read")
    assert gone([int(result.report.title.split()[0])])


def test_an_interrupt_ends_the_workers_that_are_busy(read: Read, tmp_path: Path, scratch: Path) -> None:
    """Progress raises it here in the place of Ctrl-C; the next shelf is read all the same."""

    def interrupt(stage: str, done: int, _total: int) -> None:
        if stage == "read" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read("litter", "pages", workers=2, progress=interrupt)
    assert gone([int(pid) for pid in (tmp_path / "0.pids").read_text().split()])
    assert not any((folder / "litter").exists() for folder in scratch.iterdir())
    assert isinstance(read("read")[0], Content)


def test_a_reader_that_is_ended_leaves_neither_files_nor_processes(read: Read, tmp_path: Path, scratch: Path) -> None:
    (result,) = read("litter", seconds=0.9)
    assert result.kind == "time"
    assert gone([int(pid) for pid in (tmp_path / "0.pids").read_text().split()])
    assert list(scratch.iterdir()) == []


def test_threads_may_read_at_the_same_time(read: Read) -> None:
    results: list[Any] = []
    threads = [threading.Thread(target=lambda: results.extend(read("read", "read", "crash"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(it, Content) for it in results) == [False] * 3 + [True] * 6


SCRIPT = """
import sys
from pathlib import Path
from index.files.worker import File, Limits
from index.split import SplitSettings
from index.files.pool import read_files
paths = [Path(name) for name in sys.argv[2:]]
results = read_files([File(p, p.name) for p in paths], SplitSettings(), limits=Limits(seconds=float(sys.argv[1])))
print(*(type(it).__name__ for it in results))
"""


@pytest.fixture
def start(tmp_path: Path, scratch: Path, environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Starts a script that reads files and has no guard for being imported."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    own = os.environ | environment | {"TMPDIR": str(scratch)}

    def started(seconds: float, *files: Path, **changes: Any) -> subprocess.Popen[str]:
        command = [sys.executable, str(script), str(seconds), *map(str, files)]
        return subprocess.Popen(command, env=own, cwd=tmp_path, stdout=subprocess.PIPE, text=True, **changes)

    return started


def test_a_plain_script_may_read_and_ends_clean(start: Any, tmp_path: Path, scratch: Path) -> None:
    process = start(9, put(tmp_path, "a", "read"), put(tmp_path, "b", "crash"), put(tmp_path, "c", "read"))
    assert process.communicate(timeout=60)[0].split() == ["Content", "Failure", "Content"]
    assert process.returncode == 0 and list(scratch.iterdir()) == []


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("deed", ["litter", "litter spin"])
def test_workers_end_with_their_parent(
    start: Any, tmp_path: Path, scratch: Path, sign: signal.Signals, deed: str
) -> None:
    """At once; or, where a call into C holds them, when their own time is up."""
    path = put(tmp_path, "a", deed)
    process = start(3, path, stderr=subprocess.DEVNULL)
    note = path.with_suffix(".pids")
    while not (note.exists() and note.read_text().strip()):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(sign)
    process.communicate(timeout=60)
    pids = [int(pid) for pid in note.read_text().split()]
    assert gone(pids[:1])
    if "spin" not in deed or sign is signal.SIGINT:
        assert gone(pids) and list(scratch.iterdir()) == []


FORK = """
import os, sys
from pathlib import Path
from index.files.worker import File
from index.split import SplitSettings
from index.files.pool import read_file
def read():
    return read_file(File(Path(sys.argv[2]), "a"), SplitSettings()).report.title.split()
first = read()
if not os.fork():
    print(*read(), flush=True)
    sys.exit()
os.wait()
print(*read())
"""


def test_a_fork_has_workers_of_its_own(start: Any, tmp_path: Path, scratch: Path) -> None:
    path = put(tmp_path, "a", "read")
    process = start(9, path)
    process.communicate(timeout=60)
    (tmp_path / "script.py").write_text(FORK)
    child, parent = (line.split() for line in start(9, path).communicate(timeout=60)[0].splitlines())
    assert child[0] != parent[0] and (child[1], parent[1]) == ("1", "2")
    assert list(scratch.iterdir()) == []


def test_the_process_that_asks_loads_no_reader() -> None:
    code = "import sys, index.files.pool; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"lxml", "pdfplumber", "trafilatura", "docx", "index.load"} & set(loaded.split())


def test_a_worker_loads_only_what_reading_needs() -> None:
    code = "import sys, index.files.worker, index.files.parse; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    heavy = {"torch", "transformers", "sentence_transformers", "faiss", "gradio", "bm25s", "onnxruntime", "rapidocr"}
    assert not heavy & set(loaded.split())


def test_the_example_shelf_read_by_one_worker_and_by_two() -> None:
    files = [File(path, path.name) for path in sorted(EXAMPLES.iterdir())]
    one, two = (pool.read_files(files, SETTINGS, limits=Limits(workers=count)) for count in (1, 2))
    assert one == two and all(isinstance(it, Content) for it in one)
