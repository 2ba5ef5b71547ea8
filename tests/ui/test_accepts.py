"""Which files the shelf takes: hostile names are made safe, long ones are cut, sizes are said as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat.library.accepts import KINDS, LONGEST_NAME, safe_name, size


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("年报.txt", "年报.txt"),
        ("../../x.txt", "x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("/etc/passwd", "passwd"),
        ("a\u202etxt.exe", "atxt.exe"),
        ("a\u2066\x00\n\x1bb.txt", "ab.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$锁.docx", "锁.docx"),
        ("二〇二三年\u3000 年报.pdf", "二〇二三年 年报.pdf"),
        ("\ud800x.txt", "x.txt"),
        ("..", ""),
        ("", ""),
    ],
)
def test_a_name_is_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("letter", ["a", "报", "🀄"])
def test_a_long_name_is_cut_and_keeps_its_suffix(letter: str) -> None:
    name = safe_name(letter * 5000 + ".docx")
    assert name.endswith(f"{letter}.docx") and len(name) <= LONGEST_NAME and len(name.encode()) <= 255
    assert len(safe_name("a." + "x" * 5000)) <= LONGEST_NAME


def test_what_is_taken_is_what_can_be_read() -> None:
    examples = Path(__file__).parents[2] / "examples" / "reports"
    assert {path.suffix for path in examples.iterdir() if path.is_file()} <= KINDS


@pytest.mark.parametrize(
    ("number", "told"),
    [(50 * 2**20, "50 MB"), (3 * 2**19, "1.5 MB"), (2**30, "1 GB"), (500 * 2**10, "500 KB"), (9, "9 B")],
)
def test_a_size_is_told_as_people_write_it(number: int, told: str) -> None:
    assert size(number) == told
