"""HTML stands in templates, which escape by themselves, and not in the strings of Python modules."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("chat", "eval/page")
TAG = re.compile(r"</?[A-Za-z]")
ALLOWED = {"chat/server/serve.py"}  # what Gradio puts into the document's head: our own policy and script


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def templates() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.html"))]


def with_tags(source: str) -> Iterator[int]:
    """Lines of strings, formatted or not, that hold a tag."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and TAG.search(node.value):
            yield node.lineno


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('a = 1\nb = f"<b>{a}</b>"', {2}),
        ('a = "</p>"', {1}),
        ('def f():\n    """Says <i>."""', {2}),
        ('a = "1 < 2"', set()),
        ('f"{a}<{b}"', set()),
    ],
)
def test_a_tag_in_a_string_is_found(source: str, lines: set[int]) -> None:
    assert set(with_tags(source)) == lines


def test_no_module_holds_tags() -> None:
    found = {path.relative_to(ROOT).as_posix(): list(with_tags(path.read_text(encoding="utf-8"))) for path in modules()}
    assert {name: lines for name, lines in found.items() if lines and name not in ALLOWED} == {}
    assert all(found[name] for name in ALLOWED), "an exception that is none any more"


def test_no_template_says_that_something_needs_no_escaping() -> None:
    assert len(templates()) > 20
    unsafe = re.compile(r"\|\s*(safe|xmlattr)\b|autoescape|Markup")
    assert [path.name for path in templates() if unsafe.search(path.read_text(encoding="utf-8"))] == []


def test_every_attribute_of_a_template_is_quoted() -> None:
    for path in templates():
        markup = re.sub(r"{[{%#].*?[}%#]}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.search(r"<[a-z][^<>]*=[^\s<>]", re.sub(r'"[^"]*"', "", markup)) is None, path


def test_templates_are_shipped_with_their_packages() -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]
    for path in templates():
        package = path.parents[1].relative_to(ROOT).as_posix().replace("/", ".")
        name = path.relative_to(path.parents[1]).as_posix()
        assert any(fnmatch(name, pattern) for pattern in shipped[package]), path
