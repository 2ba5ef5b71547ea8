"""What the libraries offer by name, and how an answer shows itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import index
import rag
from index.report import Passage
from rag import Answer, Citation, Claim

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("library", "name"), [(it, name) for it in (rag, index) for name in it.__all__])
def test_every_name_is_there(library: object, name: str) -> None:
    assert getattr(library, name) is not None and name in dir(library)


@pytest.mark.parametrize("library", [rag, index])
def test_an_unknown_name_is_an_attribute_error(library: object) -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        getattr(library, "nonsense")  # noqa: B009


@pytest.mark.parametrize("library", ["rag", "index"])
def test_both_are_typed(library: str) -> None:
    assert (ROOT / library / "py.typed").is_file()
    assert f'{library} = ["py.typed"]' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_version_is_that_of_the_distribution() -> None:
    assert rag.__version__ == "unknown" or re.match(r"\d+\.\d+", rag.__version__)


def cited(passage: Passage, text: str = "甲") -> Answer:
    one, other = Citation(passage, 120, 124, passage.text[20:24]), Citation(passage, 100, 104, passage.text[:4])
    return Answer("云湖区2023年？", (Claim(text, (one,)), Claim("乙", (other, one))), confidence=0.876)


def test_an_answer_shows_itself_in_one_short_line(passage: Passage) -> None:
    shown = repr(cited(passage, "行政许可事项\n共286项。"))
    assert "云湖区2023年？" in shown and "共286项" in shown and "2 citations" in shown and "0.88" in shown
    assert "\n" not in shown
    longest = Answer("问" * 2000, (Claim("答" * 9000, (Citation(passage, 0, 1, "x"),)),))
    assert len(repr(longest)) <= 210
    assert "declined" in repr(Answer("问", declined=True, notice="报告里没有查到。"))


def test_a_notebook_shows_claims_with_numbered_sources(passage: Passage) -> None:
    html = cited(passage)._repr_html_()
    assert html.index("云湖区2023年？") < html.index("甲 <sup>[1]</sup>") < html.index("乙 <sup>[2][1]</sup>")
    assert html.count("<li>") == 2 and "yunhu-2023.txt, p. 3" in html and "二、主要工作" in html


def test_nothing_in_a_notebook_is_markup(passage: Passage) -> None:
    evil = "<script>alert('&')</script>"
    html = Answer(evil, (Claim(evil, (Citation(passage, 0, 1, evil),)),), notice=evil)._repr_html_()
    assert "<script" not in html and html.count("&lt;script&gt;") == 4


def test_a_notebook_needs_nothing_of_the_chat() -> None:
    code = "import sys, rag; rag.Answer('?')._repr_html_(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"chat", "gradio", "torch"} & set(loaded.split())
