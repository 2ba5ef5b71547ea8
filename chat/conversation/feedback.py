"""What readers say of answers: thumbs up or down, with a reason, in one SQLite file beside the index.

The file, which `eval.feedback` reads too (eval does not import chat):

    PRAGMA application_id   1113674566 ("BaoF")
    PRAGMA user_version     1
    feedback                id, at (ISO time, UTC), verdict (1 or -1), reason, question, answer (Answer.to_dict() as
                            JSON), generation (of the index that answered), language (of the page: "zh" or "en")

Nothing says who wrote it. Only the owner of the process can read the file.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.errors import BaogaoError
from rag.answer import Answer

APPLICATION, VERSION = 0x42616F46, 1
TABLE = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, verdict INTEGER NOT NULL CHECK (verdict IN (-1, 1)),
    reason TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, generation TEXT NOT NULL, language TEXT NOT NULL
)
"""
LONGEST_REASON = 2000  # characters; the rest is cut off
LONGEST_QUESTION = 2000  # as the assistant takes
LONGEST_ANSWER = 200_000  # characters of JSON; a longer one loses its evidence first
LONGEST_NAME = 100  # characters of a generation or a language
LARGEST = 256 * 2**20  # bytes; nobody fills the disk by clicking
PATIENCE = 5.0  # seconds that a writer waits for another process

_COLUMNS = "at, verdict, reason, question, answer, generation, language"
_DISPENSABLE = ("evidence", "nearest", "timings")  # keys of an answer's JSON, the first goes first


@dataclass(frozen=True, slots=True)
class Said:
    """One reader's word on one answer, as it was kept."""

    at: str
    verdict: int
    reason: str
    question: str
    answer: dict[str, Any]
    generation: str
    language: str


class Feedback:
    """Keeps what is said at `path`, from any thread; made there if it is not.

    Raises BaogaoError where the file cannot be written, or is something else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            self._file = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._file.close()
                raise

    def add(self, answer: Answer, verdict: int, reason: str = "", generation: str = "", language: str = "") -> None:
        """Keeps one verdict, 1 or -1; what is too long is cut. Raises BaogaoError where it cannot be kept."""
        if verdict not in (-1, 1):
            raise ValueError(f"a verdict is 1 or -1, not {verdict!r}")
        said = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            verdict,
            _cut(reason, LONGEST_REASON),
            _cut(answer.question, LONGEST_QUESTION),
            self._json(answer),
            _cut(generation, LONGEST_NAME),
            _cut(language, LONGEST_NAME),
        )
        with self._lock, self._telling():
            self._file.execute(f"INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", said)

    def rows(self) -> tuple[Said, ...]:
        """All that was said, oldest first."""
        with self._lock, self._telling():
            found = self._file.execute(f"SELECT {_COLUMNS} FROM feedback ORDER BY id").fetchall()
        return tuple(
            Said(at, verdict, reason, question, json.loads(answer), generation, language)
            for at, verdict, reason, question, answer, generation, language in found
        )

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def _prepare(self) -> None:
        """Makes the table in an empty file; looks before it changes anything in another."""
        self._file.execute("BEGIN IMMEDIATE")  # of two processes that find an empty file, one makes the table
        is_empty = not self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if is_empty:
            self._file.execute(TABLE)
            self._file.execute(f"PRAGMA application_id = {APPLICATION}")
            self._file.execute(f"PRAGMA user_version = {VERSION}")
        self._file.execute("COMMIT")
        if (self._pragma("application_id"), self._pragma("user_version")) != (APPLICATION, VERSION):
            raise BaogaoError(f"{self._path}: not a file of feedback that this Baogao can read; name another file")
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute(f"PRAGMA max_page_count = {LARGEST // self._pragma('page_size')}")

    def _pragma(self, name: str) -> int:
        return int(self._file.execute(f"PRAGMA {name}").fetchone()[0])

    def _json(self, answer: Answer) -> str:
        record = answer.to_dict()
        for key in ("", *_DISPENSABLE):
            record.pop(key, None)
            text = _clean(json.dumps(record, ensure_ascii=False))
            if len(text) <= LONGEST_ANSWER:
                return text
        raise BaogaoError(f"the answer is too long to be kept: {len(text):,} characters, {LONGEST_ANSWER:,} at most")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """What goes wrong with the file, as one line."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise BaogaoError(f"{self._path}: feedback cannot be kept here ({error}); name another file") from error


def _cut(text: str, most: int) -> str:
    return _clean(text)[:most]


def _clean(text: str) -> str:
    """Without halves of characters, which no file takes."""
    return text.encode("utf-8", "replace").decode()
