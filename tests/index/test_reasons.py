"""A reason is a code with values: said in words, stored and read again, and none is there in vain."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from index.engine.manifest import Refused
from index.reasons import Code, Reason

INDEX = Path(__file__).parents[2] / "index"
NESTED = Reason.of(Code.BESIDE, "年报.pdf.meta.toml", Reason.of(Code.KEY_MISSPELT, "yaer", "year"))


def test_the_words_hold_the_values_in_order() -> None:
    assert str(Reason.of(Code.UNPACKS_TO_TOO_MUCH, 300, "10,000")) == (
        "unpacks to more than 300 MiB or 10,000 files; split it"
    )
    assert str(NESTED) == "年报.pdf.meta.toml: yaer: unknown key; did you mean year?"


@pytest.mark.parametrize("value", ["{0}", "{}", "%s", "a: b; c"])
def test_a_value_is_never_read_as_a_pattern(value: str) -> None:
    assert str(Reason.of(Code.CLOSED, value)) == f"cannot be opened ({value})"


@pytest.mark.parametrize("reason", [Reason.of(Code.EMPTY), Reason.of(Code.TOO_LARGE, 200), NESTED])
def test_a_manifest_keeps_code_values_and_words(reason: Reason) -> None:
    kept = json.loads(json.dumps(Refused("a.pdf", "0", reason).to_dict()))
    assert kept["reason"] == str(reason) and kept["code"] == reason.code.name
    assert Refused.from_dict(kept) == Refused("a.pdf", "0", reason)


@pytest.mark.parametrize("extra", [{}, {"code": "A_CODE_OF_LATER", "values": [1]}])
def test_a_manifest_of_another_release_tells_its_words(extra: dict[str, object]) -> None:
    read = Refused.from_dict({"source": "a", "sha256": "", "reason": "a tape; play it", **extra})
    assert str(read.reason) == "a tape; play it" and read.reason.code is Code.WORDS


def test_every_code_is_given_somewhere() -> None:
    named = {
        node.attr
        for path in INDEX.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    }
    assert named - {"__members__"} == set(Code.__members__)


def test_as_many_values_are_given_as_the_words_have_gaps_for() -> None:
    """Where the values stand in the code one by one; a starred list of them is not counted."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in INDEX.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and not any(isinstance(it, ast.Starred) for it in node.args)
        if ast.unparse(node.func) in ("Unreadable", "Reason.of")
        and re.fullmatch(r"Code\.[A-Z0-9_]+", ast.unparse(node.args[0]))
        if Code[node.args[0].attr].value.count("{}") != len(node.args) - 1
    ]
    assert wrong == []
