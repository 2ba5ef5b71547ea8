"""The folders depend on one another one way: ui → rag → index; eval, train → rag, index. Imports in functions count."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {
    "index": set[str](),
    "rag": {"index"},
    "chat": {"rag", "index"},
    "ui": {"chat", "rag", "index"},
    "eval": {"rag", "index"},
    "train": {"rag", "index"},
}
HEAVY = {"torch", "transformers", "sentence_transformers", "faiss", "gradio", "pdfplumber", "trafilatura", "bm25s"}


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """Every module of ours with the folder, or the module at the top, that it belongs to."""
    for owner in ALLOWED:
        for path in (root / f"{owner}.py", *sorted((root / owner).rglob("*.py"))):
            if path.is_file():
                yield owner, path


def imported(source: str) -> Iterator[tuple[int, str]]:
    """Line and top-level name of everything that the source imports, by statement or by a call with a plain name."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name.partition(".")[0]) for name in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield node.lineno, module.partition(".")[0]
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(module)), *_],
            ):
                yield node.lineno, module.partition(".")[0]


def wrong_arrows(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{line} imports {name}"
        for owner, path in modules(root)
        for line, name in imported(path.read_text(encoding="utf-8"))
        if name in ALLOWED and name != owner and name not in ALLOWED[owner]
    ]


def test_arrows_run_one_way() -> None:
    assert wrong_arrows(ROOT) == []


def test_every_folder_is_looked_at() -> None:
    assert {owner for owner, _ in modules(ROOT)} == set(ALLOWED)


@pytest.mark.parametrize(
    ("file", "statement", "target"),
    [
        ("index/load/pdf.py", "from rag.answer import Answer", "rag"),
        ("index/store.py", "import rag.answer as answer", "rag"),
        ("rag/read.py", "from eval.metrics import recall", "eval"),
        ("rag/read.py", "import ui", "ui"),
        ("eval/run.py", "from ui import serve", "ui"),
        ("train/loop.py", "from eval.metrics import recall", "eval"),
        ("ui.py", "import importlib; importlib.import_module('eval.run')", "eval"),
    ],
)
def test_a_wrong_arrow_inside_a_function_is_found(tmp_path: Path, file: str, statement: str, target: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"import os\n\ndef work():\n    {statement}\n", encoding="utf-8")
    assert wrong_arrows(tmp_path) == [f"{file}:4 imports {target}"]


def test_right_arrows_are_let_through(tmp_path: Path) -> None:
    (tmp_path / "rag").mkdir()
    (tmp_path / "rag/read.py").write_text("from index.report import Hit\nfrom rag.answer import Answer\nimport re\n")
    (tmp_path / "ui.py").write_text("import rag\nfrom index import Index\n")
    assert wrong_arrows(tmp_path) == []


@pytest.mark.parametrize("module", ["index", "rag"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert HEAVY & set(loaded.split()) == set()
