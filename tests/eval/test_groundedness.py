"""Held up by the checker, where no gold tells."""

from __future__ import annotations

from typing import Any

import pytest

from eval import groundedness


def test_a_decline_claims_nothing(make: Any) -> None:
    reply = make.reply()
    assert groundedness.groundedness(reply) is None
    assert groundedness.support_precision(reply) is None
    assert groundedness.number_fidelity(reply) is None


@pytest.mark.parametrize(
    ("text", "grounded", "numbers"),
    [("共277项", 1.0, 1.0), ("共278项", 0.0, 0.0), ("学法很多", 1.0, None)],
)
def test_one_claim(make: Any, text: str, grounded: float, numbers: float | None) -> None:
    answer = make.reply((text, [make.cite("东区/2023.txt", "行政许可事项共277项。")]))
    assert groundedness.groundedness(answer) == groundedness.support_precision(answer) == grounded
    assert groundedness.number_fidelity(answer) == numbers


def test_shares_are_of_claims_and_of_numbers(make: Any) -> None:
    cited = [make.cite("东区/2023.txt", "行政许可事项共277项。")]
    answer = make.reply(("共277项", cited), ("共277项，学法5次", cited))
    assert groundedness.groundedness(answer) == 0.5
    assert groundedness.number_fidelity(answer) == pytest.approx(2 / 3)


def test_a_citation_beside_one_that_holds_the_claim_must_hold_it_too(make: Any) -> None:
    both = [make.cite("东区/2023.txt", "共277项"), make.cite("西区/2023.txt", "学法6次")]
    assert groundedness.support_precision(make.reply(("共277项", both))) == 0.5
