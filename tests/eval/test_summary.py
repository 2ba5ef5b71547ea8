from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.metrics import Decision
from eval.run import Scored, Scores
from eval.summary import Estimate, estimate, pooled, summarise


def test_estimate_is_a_mean_with_its_n_and_the_same_interval_every_time() -> None:
    found = estimate([0.0, 1.0, 1.0, 1.0])
    assert (found.n, found.value) == (4, 0.75)
    assert (found.low, found.high) == (0.25, 1.0)
    assert found == estimate([0.0, 1.0, 1.0, 1.0])


def test_estimate_of_nothing_is_not_zero() -> None:
    assert estimate([]) == Estimate(0, None, None, None)


def test_estimate_takes_another_statistic() -> None:
    assert estimate([1.0, 2.0, 9.0], np.median).value == 2


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_the_interval_lies_within_the_values(values: list[float]) -> None:
    found = estimate(values)
    assert found.low is not None and found.high is not None
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9


def test_pooled_leaves_out_resamples_it_does_not_apply_to() -> None:
    found = pooled(
        [Decision(False, True, 0.0, None), Decision(True, False, 1.0, 0.0)],
        metrics.decline_precision,
    )
    assert found == Estimate(2, 1.0, 1.0, 1.0)
    assert pooled([Decision(True, False, 1.0, 0.0)], metrics.decline_precision) == Estimate(0)


def test_groups_are_all_then_languages_kinds_and_folders_that_occur(questions: Any, make: Any) -> None:
    scored = [Scored(question, make.reply().to_dict(), 0.25, Scores(fact_recall=1.0)) for question in questions[:3]]
    summaries = summarise(scored)
    assert [(s.by, s.title, s.questions) for s in summaries] == [
        ("all", "all", 3),
        ("language", "zh", 2),
        ("language", "en", 1),
        ("kind", "fact", 2),
        ("kind", "list", 1),
        ("source", "东区", 3),
    ]
    values = {figure.name: figure.estimate for figure in summaries[0].figures}
    assert values["fact_recall"].n == 3
    assert values["verdict"].n == 0


def test_latency_is_given_at_the_median_and_the_95th_percentile(questions: Any, make: Any) -> None:
    scored = [Scored(questions[0], make.reply().to_dict(), float(seconds), Scores()) for seconds in range(101)]
    assert [figure.estimate.value for figure in summarise(scored)[0].latency] == [50, 95]
