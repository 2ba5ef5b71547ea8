"""What tests of several folders share: a fake embedder, the example shelf, an index of it, the real reports."""

from __future__ import annotations

import json
import math
import os
import shutil
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from benchmarks.chromium import launch
from index import Index, sync
from index.engine.base import Floats
from index.language.tokens import words

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "reports"

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


class FakeEmbedder:
    """Vectors from hashed words: always the same, of length 1, near to one another where words are shared.

    Remembers the passages that it was given in `embedded`.
    """

    dimension = 32

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.embedded: list[str] = []

    def queries(self, texts: Sequence[str]) -> Floats:
        return np.array([self._vector(text) for text in texts], np.float32).reshape(-1, self.dimension)

    def passages(self, texts: Sequence[str], advance: Callable[[int], None] = lambda _: None) -> Floats:
        self.embedded += texts
        advance(len(texts))
        return self.queries(texts)

    def _vector(self, text: str) -> Floats:
        vector = np.zeros(self.dimension, np.float32)
        for word in words(text) or [""]:
            hashed = zlib.crc32(word.encode())
            vector[hashed % self.dimension] += 1 if hashed & 1024 else -1
        return vector / np.linalg.norm(vector) if vector.any() else np.eye(1, self.dimension, dtype=np.float32)[0]


class Times:
    """Seconds by test file, and those of single tests that take more than `SLOW`: what `make test-times` measures.
    All tests of a file that takes more than `SLOW_FILE` are slow.

    Files that were not run keep what they had.
    """

    SLOW = 1.0
    SLOW_FILE = 30.0
    PATH = Path(__file__).with_name("times.json")

    def __init__(self) -> None:
        kept = json.loads(self.PATH.read_text("utf-8")) if self.PATH.is_file() else {"files": {}, "tests": {}}
        self.files: dict[str, float] = kept["files"]
        self.tests: dict[str, float] = kept["tests"]
        self._measured: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Once for each of set-up, call and tear-down; of a test itself only the call counts, for others share its
        fixtures."""
        self._measured[_file_of(report.nodeid)] += report.duration
        if report.when == "call":
            self._measured[report.nodeid] = report.duration

    def pytest_sessionfinish(self) -> None:
        run = {it: seconds for it, seconds in self._measured.items() if "::" not in it}
        tests = {it: s for it, s in self._measured.items() if "::" in it and s > self.SLOW}
        others = {it: s for it, s in self.tests.items() if _file_of(it) not in run and (ROOT / _file_of(it)).is_file()}
        files = {it: s for it, s in self.files.items() if (ROOT / it).is_file()} | run
        rounded = [
            {it: round(seconds, 1) for it, seconds in sorted(those.items())} for those in (files, others | tests)
        ]
        text = json.dumps(dict(zip(("files", "tests"), rounded, strict=True)), ensure_ascii=False, indent=1)
        self.PATH.write_text(text + "\n", "utf-8")


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-times", action="store_true", help="write tests/times.json from this run")


def pytest_configure(config: pytest.Config) -> None:
    worker = int(getattr(config, "workerinput", {}).get("workerid", "gw0")[2:])
    # Ports of its own for each worker: gradio looks for a free one first and takes it later, when it may be taken.
    os.environ["GRADIO_SERVER_PORT"] = str(7900 + 100 * worker)
    if hasattr(config, "workerinput"):  # as many workers as cores: threads of each would wait for the others' cores
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    if config.getoption("--write-times") and not hasattr(config, "workerinput"):  # workers report to the one that waits
        config.pluginmanager.register(Times(), "times")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks, and the files that take longest first, so that no worker is left alone with one at the end; new ones, of
    which nothing is known, before them."""
    times = Times()
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.nodeid.startswith("tests/model/"):
            item.add_marker("model")
        if times.tests.get(item.nodeid, 0) > times.SLOW or times.files.get(_file_of(item.nodeid), 0) > times.SLOW_FILE:
            item.add_marker("slow")
    items.sort(key=lambda item: -times.files.get(_file_of(item.nodeid), math.inf))


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A copy of the example reports, to be changed at will."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "shelf"))


@pytest.fixture(scope="session")
def example_index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """The example reports, indexed with the fake embedder; `example_index.folder.parent` is the index folder."""
    folder = tmp_path_factory.mktemp("example-index")
    embedder = FakeEmbedder()
    sync(EXAMPLES, folder, embedder=embedder)
    return Index.open(folder, embedder)


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The example reports, indexed with the bundled model; once for all workers, none of which changes it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "example-index-bundled"
    with FileLock(f"{folder}.lock"):
        sync(EXAMPLES, folder)
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and questions about them, which does not come with the code."""
    folder = Path(os.environ.get("BAOGAO_SHARED", ROOT.parent / "shared"))
    if not (folder / "reports").is_dir():
        pytest.skip(f"no real reports at {folder}; name their folder in BAOGAO_SHARED")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright)
        except PlaywrightError as error:
            pytest.skip(f"no Chromium here, neither installed nor playwright's own: {error.message.splitlines()[0]}")
        yield chromium
        chromium.close()
