"""SQLite: each report with its description, text and sections, its passages with their rows of tables, its figures."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.engine.base import Contents, Ids
from index.figures.figure import Figure
from index.figures.stored import from_json, to_json
from index.report import Cell, Origin, Passage, Report, Row, Section

_SCHEMA = """
CREATE TABLE reports (source TEXT PRIMARY KEY, description TEXT NOT NULL, text TEXT NOT NULL, sections TEXT NOT NULL);
CREATE TABLE passages (id INTEGER PRIMARY KEY, source TEXT NOT NULL, headings TEXT NOT NULL,
                       "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, table_rows TEXT NOT NULL);
CREATE TABLE figures (source TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX figures_by_source ON figures (source);
"""


class SqliteStore:
    """A database that is never changed while it is open; read from any thread."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.text = lru_cache(maxsize=256)(self._text)

    def reports(self) -> tuple[Report, ...]:
        """Every report, by source."""
        return tuple(self._by_source.values())

    def sections(self, source: str) -> tuple[Section, ...]:
        rows = self._rows("SELECT sections FROM reports WHERE source = ?", source)
        return tuple(Section(tuple(headings), start, end) for headings, start, end in json.loads(rows[0][0]))

    def passages(self, ids: Iterable[int]) -> list[Passage]:
        """In the order asked for."""
        return [self._passage(self._rows("SELECT * FROM passages WHERE id = ?", int(id_))[0]) for id_ in ids]

    def passages_of(self, source: str) -> list[Passage]:
        """All passages of a report, in its order."""
        return [self._passage(row) for row in self._rows("SELECT * FROM passages WHERE source = ? ORDER BY id", source)]

    def figures(self, source: str) -> list[Figure]:
        """All figures of a report, in its order."""
        rows = self._rows("SELECT data FROM figures WHERE source = ? ORDER BY rowid", source)
        return [from_json(source, data) for (data,) in rows]

    def ids(self, sources: Collection[str]) -> Ids:
        """The ids of the passages of some reports, ascending; sources that are not held have none."""
        spans = [self._spans[source] for source in sorted(sources) if source in self._spans]
        return np.concatenate([np.arange(*span) for span in spans]) if spans else np.empty(0, np.int64)

    def _text(self, source: str) -> str:
        """The tidy text of a report, which all offsets refer to."""
        return str(self._rows("SELECT text FROM reports WHERE source = ?", source)[0][0])

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()

    def _passage(self, row: tuple[Any, ...]) -> Passage:
        id_, source, headings, start, end, page, table_rows = row
        text = self.text(source)[start:end]
        rows = tuple(map(_row_from_json, json.loads(table_rows)))
        return Passage(id_, self._by_source[source], tuple(json.loads(headings)), start, end, page, text, rows)

    @cached_property
    def _by_source(self) -> dict[str, Report]:
        rows = self._rows("SELECT description FROM reports ORDER BY source")
        return {report.source: report for report in (_report_from_json(row[0]) for row in rows)}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        rows = self._rows("SELECT source, MIN(id), MAX(id) + 1 FROM passages GROUP BY source")
        return {source: (first, last) for source, first, last in rows}


def write_store(path: Path, contents: Iterable[Contents]) -> None:
    """The database of a new generation: each report with its text, sections, passages and figures."""
    database = sqlite3.connect(path)
    try:
        database.executescript(_SCHEMA)
        for it in contents:
            source, rows = it.report.source, [(s.headings, s.start, s.end) for s in it.sections]
            database.execute(
                "INSERT INTO reports VALUES (?, ?, ?, ?)", (source, _json(asdict(it.report)), it.text, _json(rows))
            )
            database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", map(_stored, it.passages))
            database.executemany("INSERT INTO figures VALUES (?, ?)", ((source, to_json(one)) for one in it.figures))
        database.commit()
    finally:
        database.close()


def _report_from_json(text: str) -> Report:
    data = json.loads(text)
    lists = {name: tuple(data[name]) for name in ("regions", "scanned", "unread")}
    return Report(**{**data, **lists, "origins": tuple(Origin(**origin) for origin in data["origins"])})


def _stored(passage: Passage) -> tuple[object, ...]:
    """As a row of the table of passages."""
    rows = _json([_row_to_json(row) for row in passage.rows])
    return (
        passage.id,
        passage.report.source,
        _json(passage.headings),
        passage.start,
        passage.end,
        passage.page,
        rows,
    )


def _row_to_json(row: Row) -> list[object]:
    cells = [(cell.heads, cell.text, cell.start, cell.end) for cell in row.cells]
    return [row.start, row.end, row.caption, row.labels, cells]


def _row_from_json(data: Sequence[Any]) -> Row:
    start, end, caption, labels, cells = data
    read = (Cell(tuple(heads), text, first, last) for heads, text, first, last in cells)
    return Row(start, end, caption, tuple(labels), tuple(read))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
