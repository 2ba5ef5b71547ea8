"""Folders and the rooms in them depend on one another one way: ui → chat → rag → index; train → eval → rag, index.

Imports in functions count.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "index": set[str](),
    "rag": {"index"},
    "chat": {"rag", "index"},
    "ui": {"chat", "rag", "index"},
    "eval": {"rag", "index"},
    "train": {"eval", "rag", "index"},
}
# What of its own folder a room may import, besides itself; what other folders it may, `ALLOWED` says.
ROOMS = {
    "index.language": set[str](),
    "index.figures": {"index.language", "index.report"},
    "index.engine": {
        *("index.errors", "index.figures", "index.language", "index.reasons", "index.report", "index.split")
    },
    "index.duplicates": {"index.language", "index.report"},
    "index.load": {"index.errors", "index.language", "index.reasons", "index.report"},
    "index.tidy": {"index.language", "index.load", "index.report"},
    "index.outline": {"index.language", "index.report", "index.tidy"},
    "index.describe": {"index.language", "index.report", "index.tidy"},
    "index.load.page_layout": {
        *("index.language", "index.load.cells", "index.load.lines", "index.load.table_heads", "index.report")
    },
    "rag.markup": set[str](),
    "rag.understand": {"rag.answer"},
    "rag.read": {"rag.understand", "rag.answer", "rag.search", "rag.settings"},
    "rag.check": {"rag.understand", "rag.answer"},
    "rag.compose": {"rag.understand", "rag.read", "rag.check", "rag.answer", "rag.search"},
    "rag.write": {"rag.understand", "rag.read", "rag.check", "rag.answer", "rag.settings"},
    "chat.server": {"chat.messages"},
    "chat.library": {"chat.choices", "chat.markup", "chat.messages"},
    "chat.conversation": {"chat.choices", "chat.markup", "chat.messages", "chat.library", "chat.server"},
}
HEAVY = {"torch", "transformers", "sentence_transformers", "faiss", "gradio", "pdfplumber", "trafilatura", "bm25s"}
HEAVY |= {"jinja2"}


def modules(root: Path, owners: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Every module of ours with the folder, or the module at the top, that it belongs to."""
    for owner in owners:
        place = root.joinpath(*owner.split("."))
        for path in (place.with_suffix(".py"), *sorted(place.rglob("*.py"))):
            if path.is_file():
                yield owner, path


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that the source imports, by statement or by a call with a plain name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name) for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from ((node.lineno, f"{module}.{name.name}") for name in names)
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield node.lineno, module


def lies_in(name: str, owners: Iterable[str]) -> bool:
    return any(name == owner or name.startswith(f"{owner}.") for owner in owners)


def wrong_arrows(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{line} imports {folder}"
        for owner, path in modules(root, ALLOWED)
        for line, name in imported(path.read_text(encoding="utf-8"))
        if (folder := name.partition(".")[0]) in ALLOWED and folder not in {owner, *ALLOWED[owner]}
    ]


def wrong_doors(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{line} imports {name}"
        for room, path in modules(root, ROOMS)
        for line, name in imported(path.read_text(encoding="utf-8"))
        if lies_in(name, [room.partition(".")[0]]) and not lies_in(name, [room, *ROOMS[room]])
    ]


def test_arrows_run_one_way() -> None:
    assert wrong_arrows(ROOT) == []


def test_rooms_depend_on_one_another_one_way() -> None:
    assert wrong_doors(ROOT) == []


def test_every_folder_is_looked_at() -> None:
    assert {owner for owner, _ in modules(ROOT, ALLOWED)} == set(ALLOWED)
    assert {room for room, _ in modules(ROOT, ROOMS)} == set(ROOMS)


@pytest.mark.parametrize(
    ("file", "statement", "target"),
    [
        ("index/load/pdf.py", "from rag.answer import Answer", "rag"),
        ("index/store.py", "import rag.answer as answer", "rag"),
        ("rag/read.py", "from eval.metrics import recall", "eval"),
        ("rag/read.py", "import ui", "ui"),
        ("eval/run.py", "from ui import serve", "ui"),
        ("train/loop.py", "from chat.messages import WORDS", "chat"),
        ("eval/run.py", "from train.loop import train", "train"),
        ("ui.py", "import importlib; importlib.import_module('eval.run')", "eval"),
    ],
)
def test_a_wrong_arrow_inside_a_function_is_found(tmp_path: Path, file: str, statement: str, target: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"import os\n\ndef work():\n    {statement}\n", encoding="utf-8")
    assert wrong_arrows(tmp_path) == [f"{file}:4 imports {target}"]


@pytest.mark.parametrize(
    ("file", "statement", "target"),
    [
        ("index/language/dates.py", "from index.report import Report", "index.report.Report"),
        ("index/language/dates.py", "from index import Report", "index.Report"),
        ("index/load/page_layout/order.py", "import index.load.pdf", "index.load.pdf"),
        ("rag/understand/years.py", "from rag.read import extract", "rag.read.extract"),
        ("rag/read/extract.py", "from rag.settings_of import Settings", "rag.settings_of.Settings"),
        ("chat/library/tab.py", "from chat.conversation.page import Desk", "chat.conversation.page.Desk"),
    ],
)
def test_a_wrong_door_is_found(tmp_path: Path, file: str, statement: str, target: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(f"def work():\n    {statement}\n", encoding="utf-8")
    assert f"{file}:2 imports {target}" in wrong_doors(tmp_path)


def test_right_arrows_are_let_through(tmp_path: Path) -> None:
    (tmp_path / "rag/read").mkdir(parents=True)
    lines = "from index.report import Hit", "from rag.understand.years import years", "from rag.read import rerank"
    (tmp_path / "rag/read/extract.py").write_text("\n".join((*lines, "import re")))
    (tmp_path / "ui.py").write_text("import rag\nfrom index import Index\n")
    assert wrong_arrows(tmp_path) == wrong_doors(tmp_path) == []


# Where a question's text may go outside of rag/understand: to a model, as one string; or beside the labels of rows,
# which are looked for in it.
_TAKES_TEXT = {"queries", "look", "read", "drafted", "Asked"}


def readers_of_text(source: str) -> list[int]:
    """The lines on which `query.text` goes elsewhere than to what may take it."""
    tree = ast.parse(source)
    given = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _called(call) in _TAKES_TEXT
        for part in (*call.args, *(keyword.value for keyword in call.keywords))
        for node in (part, *(part.elts if isinstance(part, ast.List) else ()))
    }
    return [node.lineno for node in ast.walk(tree) if _is_text_of_query(node) and id(node) not in given]


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_text_of_query(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(attr="text", value=ast.Name(id="query") | ast.Attribute(attr="query")):
            return True
        case _:
            return False


def test_only_one_room_reads_the_question() -> None:
    outside = [path for _, path in modules(ROOT, ("rag", "train", "eval")) if "understand" not in path.parts]
    assert [f"{path}:{line}" for path in outside for line in readers_of_text(path.read_text(encoding="utf-8"))] == []


def test_a_stage_that_parses_the_question_is_found() -> None:
    assert readers_of_text("def stage(query):\n    return re.search('更', query.text)") == [2]
    assert readers_of_text("def stage(search):\n    return '更' in search.query.text") == [2]
    assert readers_of_text("vector = embedder.queries([query.text])[0]") == []


@pytest.mark.parametrize("module", ["index", "rag"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert HEAVY & set(loaded.split()) == set()
