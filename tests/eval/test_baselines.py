"""A pipeline of thirty lines, to stand beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.baselines import SIZE, TOP, PlainPipeline
from index import Index


def test_it_answers_with_whole_chunks_that_stand_in_their_reports(example_index: Index, tmp_path: Path) -> None:
    answer = PlainPipeline(example_index, tmp_path).ask("云湖区2023年行政许可事项有多少项？")
    assert not answer.declined and len(answer.claims) == TOP
    for claim in answer.claims:
        (cited,) = claim.citations
        assert claim.text == cited.quote == example_index.text(cited.source)[cited.start : cited.end]
        assert len(claim.text) <= SIZE


def test_vectors_are_made_once(example_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = PlainPipeline(example_index, tmp_path).ask("许可")
    monkeypatch.setattr(type(example_index.embedder), "passages", None)
    assert PlainPipeline(example_index, tmp_path).ask("许可").claims == first.claims
