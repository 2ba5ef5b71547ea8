"""Two runs side by side: paired by question, and what flipped."""

from __future__ import annotations

from typing import Any

import pytest
from rich.console import Console

from eval.compare import Flip, differences, flips, render


def run(**facts: float | None) -> dict[str, Any]:
    """A run in which each question has this score of `all_facts`."""
    results = [
        {"question": {"id": id_, "question": f"{id_}？"}, "scores": {"all_facts": it}} for id_, it in facts.items()
    ]
    return {"results": results}


def test_questions_are_paired_by_id_and_others_left_out() -> None:
    (found,) = differences(run(a=1.0, b=0.0, c=None, d=1.0), run(b=1.0, a=1.0, c=1.0, e=0.0))
    assert (found.first, found.second, found.change.value, found.change.n) == (0.5, 1.0, 0.5, 2)


@pytest.mark.parametrize(("gained", "is_clear"), [(0, False), (1, False), (30, True)])
def test_a_change_is_clear_where_its_interval_leaves_zero_out(gained: int, is_clear: bool) -> None:
    before = {f"q{n}": 0.0 for n in range(40)}
    after = {name: float(at < gained) for at, name in enumerate(before)}
    (found,) = differences(run(**before), run(**after))
    assert found.is_clear == is_clear


def test_flips_name_the_question_and_both_scores() -> None:
    first, second = run(a=1.0, b=0.0, c=1.0), run(a=0.0, b=0.0, c=1.0)
    assert flips(first, second) == (Flip("a", "a？", "all_facts", 1.0, 0.0),)
    console = Console(width=120, force_terminal=False)
    with console.capture() as shown:
        console.print(render(first, second))
    assert "a  all_facts 1.00 → 0.00  a？" in shown.get() and "1 scores of questions changed" in shown.get()
