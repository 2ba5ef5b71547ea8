"""Each metric by an example worked by hand, its edge cases, and what must hold for any input."""

from __future__ import annotations

from math import log2
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.metrics import Decision, Point
from eval.questions import Evidence, Question
from rag.answer import Answer, Claim

RANKS = st.lists(st.none() | st.integers(1, 12), max_size=6).map(tuple)
DECISIONS = st.lists(
    st.builds(
        lambda answerable, confidence, risk: Decision(answerable, risk is None, confidence, risk),
        st.booleans(),
        st.sampled_from([0.1, 0.5, 0.9]),
        st.sampled_from([None, 0.0, 1.0]),
    ),
    max_size=12,
)


def fact(*facts: tuple[str, ...], kind: str = "fact", quotes: tuple[str, ...] = ()) -> Question:
    evidence = tuple(Evidence("a", quote) for quote in quotes or [f[0] for f in facts])
    return Question("q", "?", "zh", kind, True, facts, evidence)


NOTHING = Question("q", "?", "zh", "unanswerable", False)


# Evidence


def test_evidence_ranks(make: Any) -> None:
    question = Question("q", "?", "zh", "list", True, (), (Evidence("a", "共277项"), Evidence("b", "共9项")))
    evidence = [make.hit("b", "共 277 项"), make.hit("a", "事项共２７７项。"), make.hit("a", "共277项")]
    assert metrics.evidence_ranks(question, make.reply(evidence=evidence)) == (2, None)


def test_evidence_recall() -> None:
    assert metrics.evidence_recall((1, 6, None, 5), 5) == 0.5
    assert metrics.evidence_recall((6,), 5) == 0
    assert metrics.evidence_recall((), 5) is None


def test_all_evidence() -> None:
    assert metrics.all_evidence((1, 5), 5) == 1
    assert metrics.all_evidence((1, 6), 5) == 0
    assert metrics.all_evidence((1, None), 5) == 0
    assert metrics.all_evidence((), 5) is None


def test_reciprocal_rank() -> None:
    assert metrics.reciprocal_rank((4, 2), 10) == 0.5
    assert metrics.reciprocal_rank((11, None), 10) == 0
    assert metrics.reciprocal_rank((), 10) is None


def test_ndcg() -> None:
    assert metrics.ndcg((2,), 10) == pytest.approx(1 / log2(3))
    assert metrics.ndcg((1, 3), 10) == pytest.approx((1 + 1 / log2(4)) / (1 + 1 / log2(3)))
    assert metrics.ndcg((1, None), 10) == pytest.approx(1 / (1 + 1 / log2(3)))
    assert metrics.ndcg((1, 1), 10) == 1  # one passage that holds both quotes is all that is needed
    assert metrics.ndcg((None,), 10) == 0
    assert metrics.ndcg((), 10) is None


def test_ndcg_ideal_is_cut_at_k() -> None:
    assert metrics.ndcg((1, 2, 3), 2) == 1


@given(RANKS, st.integers(1, 12))
def test_retrieval_metrics_lie_in_the_unit_interval_and_agree(ranks: tuple[int | None, ...], k: int) -> None:
    found = [f(ranks, k) for f in (metrics.evidence_recall, metrics.reciprocal_rank, metrics.ndcg)]
    assert [value is None for value in found] == [not ranks] * 3
    assert all(value is None or 0 <= value <= 1 for value in found)
    assert len({bool(value) for value in found}) == 1  # all zero or none
    strict = metrics.all_evidence(ranks, k)
    assert (strict is None) == (not 0 < len(ranks) <= k)
    assert strict is None or (strict == 1) == (metrics.evidence_recall(ranks, k) == 1)
    assert (metrics.evidence_recall(ranks, k) or 0) <= (metrics.evidence_recall(ranks, k + 1) or 0)


# Answer


def test_fact_recall(make: Any) -> None:
    question = fact(("2770项",), ("南通市行政审批局", "南通行政审批局"))
    assert metrics.fact_recall(question, make.reply(("与南通行政审批局对接，共277项", []))) == 0.5
    assert metrics.fact_recall(question, make.reply(("南通市行政审批局", []), ("２７７０ 项", []))) == 1
    assert metrics.fact_recall(question, make.reply()) == 0
    assert metrics.fact_recall(NOTHING, make.reply(("277项", []))) is None


def test_short_facts_count_only_where_the_same_claim_quotes_them(make: Any) -> None:
    question = fact(("16个", "16"))
    assert metrics.fact_recall(question, make.reply(("16个", [make.cite("a", "公布16个事项")]))) == 1
    assert metrics.fact_recall(question, make.reply(("16", [make.cite("a", "公布16个事项")]))) == 1
    assert metrics.fact_recall(question, make.reply(("16个", []))) == 0
    assert metrics.fact_recall(question, make.reply(("16个", [make.cite("a", "公布160个事项")]))) == 0
    assert metrics.fact_recall(question, make.reply(("16个", []), ("别的", [make.cite("a", "公布16个")]))) == 0
    assert metrics.fact_recall(question, make.reply(("160个", [make.cite("a", "公布16个事项")]))) == 0


def test_the_notice_of_a_decline_states_nothing(make: Any) -> None:
    declined = make.reply()
    assert "277项" in declined.text
    assert metrics.fact_recall(fact(("277项",)), declined) == 0


def test_all_facts(make: Any) -> None:
    question = fact(("277项",), ("南通市行政审批局",))
    cited = ("277项", [make.cite("a", "277项")])
    assert metrics.all_facts(question, make.reply(cited, ("南通市行政审批局", []))) == 1
    assert metrics.all_facts(question, make.reply(cited)) == 0
    assert metrics.all_facts(NOTHING, make.reply(cited)) is None


def test_verdict(make: Any) -> None:
    question = fact(("277项",), ("东区更多", "东区多"), kind="compare", quotes=("277项",))
    assert metrics.verdict(question, make.reply(("东区多", []))) == 1
    assert metrics.verdict(question, make.reply(("西区多", []))) == 0
    assert metrics.verdict(question, make.reply()) == 0
    assert metrics.verdict(fact(("277项",)), make.reply(("277项", []))) is None


def test_untold(make: Any) -> None:
    question = fact(("277项",), ("东区多",), kind="compare", quotes=("277项",))
    assert metrics.untold(question, make.reply(("东区多", []))) == (("277项",),)


def test_what_is_derived_counts_by_the_words_alone(make: Any) -> None:
    question = Question(
        "q", "?", "zh", "list", True, (("西藏",), ("7%",)), (Evidence("a", "增长7%以上"),), derived=(0,)
    )
    stated = make.reply(("西藏7%以上", [make.cite("a", "增长7%以上")]))
    assert metrics.fact_recall(question, stated) == 1
    assert metrics.fact_recall(question, make.reply(("7%以上", [make.cite("a", "增长7%以上")]))) == 0.5


def test_rows_f1(make: Any) -> None:
    evidence = (Evidence("a", "增长7%"),)
    question = Question(
        "q", "?", "zh", "list", True, (("云湖",), ("松溪",)), evidence, derived=(0, 1), excluded=(("望江", "望江区"),)
    )
    cited = [make.cite("a", "增长7%")]
    assert metrics.rows_f1(question, make.reply(("云湖7%，松溪8%", cited))) == 1
    assert metrics.rows_f1(question, make.reply(("云湖7%，松溪8%，望江区5%", cited))) == 0.8
    assert metrics.rows_f1(question, make.reply(("云湖7%", cited))) == pytest.approx(2 / 3)
    assert metrics.rows_f1(question, make.reply()) == 0
    assert metrics.rows_f1(NOTHING, make.reply()) is None


def test_right_measure(make: Any) -> None:
    question = fact(("7%",), quotes=("全年地区生产总值增长7%",))
    assert metrics.right_measure(question, make.reply(("7%", [make.cite("a", "地区生产总值增长7%")]))) == 1
    other = [make.cite("a", "地区生产总值增长7%"), make.cite("a", "城镇居民收入增长8%")]
    assert metrics.right_measure(question, make.reply(("7%", other))) == 0.5
    assert metrics.right_measure(question, make.reply(("7%", [make.cite("b", "地区生产总值增长7%")]))) is None
    assert metrics.right_measure(question, make.reply()) is None


def test_exact_match(make: Any) -> None:
    question = fact(("涉企事项", "企业事项"))
    assert metrics.exact_match(question, make.reply(("企业 事项。", []))) == 1
    assert metrics.exact_match(question, make.reply(("是企业事项", []))) == 0
    assert metrics.exact_match(question, make.reply()) == 0
    assert metrics.exact_match(fact(("甲",), ("乙",)), make.reply(("甲", []))) is None
    assert metrics.exact_match(NOTHING, make.reply(("甲", []))) is None


def test_span_f1_counts_the_longest_common_run(make: Any) -> None:
    # answer 共 277 项 事 项 (5 units), form 277 项 (2): run of 2, P = 2/5, R = 1
    assert metrics.span_f1(fact(("277项",)), make.reply(("共277项事项", []))) == pytest.approx(4 / 7)
    # the best form: 共 277 项, run of 3
    assert metrics.span_f1(fact(("277项", "共277项")), make.reply(("共277项事项", []))) == pytest.approx(6 / 8)
    # 2770 is another number than 277
    assert metrics.span_f1(fact(("277",)), make.reply(("2770", []))) == 0
    assert metrics.span_f1(fact(("277",)), make.reply()) == 0
    assert metrics.span_f1(NOTHING, make.reply(("277", []))) is None


def test_overlap_f1_counts_the_common_multiset(make: Any) -> None:
    # answer 项 共 277 against form 277 项: both units shared in another order, P = 2/3, R = 1
    assert metrics.overlap_f1(fact(("277项",)), make.reply(("项共277", []))) == pytest.approx(4 / 5)
    assert metrics.span_f1(fact(("277项",)), make.reply(("项共277", []))) == pytest.approx(2 / 5)
    assert metrics.overlap_f1(fact(("项",)), make.reply(("项项", []))) == pytest.approx(2 / 3)


def test_f1_needs_one_span(make: Any) -> None:
    assert metrics.overlap_f1(fact(("甲",), ("乙",)), make.reply(("甲", []))) is None
    assert metrics.overlap_f1(fact(("没有",), kind="yesno"), make.reply(("没有", []))) is None


@given(st.text("项目277 共", min_size=1), st.text("项目277 共", min_size=1).filter(str.strip))
def test_span_f1_is_at_most_overlap_f1_and_one_for_the_same(spoken: str, form: str) -> None:
    answer = Answer("?", (Claim(spoken, ()),))
    span, overlap = metrics.span_f1(fact((form,)), answer), metrics.overlap_f1(fact((form,)), answer)
    exact = metrics.exact_match(fact((form,)), answer)
    assert span is not None and overlap is not None
    assert 0 <= span <= overlap <= 1
    assert (span == 1) == (exact == 1)


def test_answer_length(make: Any) -> None:
    assert metrics.answer_length(make.reply(("共 277 项", []), ("是", []))) == 6
    assert metrics.answer_length(make.reply()) is None


# Citations


def test_quoted_facts(make: Any) -> None:
    question = fact(("277项", "277"), ("214项",), ("东区多",), kind="compare", quotes=("共277项", "共214项"))
    answer = make.reply(("东区多", [make.cite("a", "事项277个")]))
    assert metrics.quoted_facts(question, answer) == 0.5
    assert metrics.quoted_facts(question, make.reply()) == 0
    assert metrics.quoted_facts(NOTHING, answer) is None


def test_citation_precision(make: Any) -> None:
    question = fact(("277项",))
    cited = [make.cite("a", "共277项"), make.cite("a", "学法4次"), make.cite("a", "共1277项"), make.cite("a", "277 项")]
    assert metrics.citation_precision(question, make.reply(("277项", cited))) == 0.5
    assert metrics.citation_precision(question, make.reply(("277项", []))) is None
    assert metrics.citation_precision(NOTHING, make.reply(("277项", cited))) is None


def test_citation_recall(make: Any) -> None:
    question = fact(("277项",), ("214项",))
    right, wrong = make.cite("a", "共277项"), make.cite("a", "学法4次")
    assert metrics.citation_recall(question, make.reply(("277项", [right]), ("214项", [wrong]))) == 0.5
    assert metrics.citation_recall(question, make.reply(("277项和214项", [wrong, right]))) == 0.5
    assert metrics.citation_recall(question, make.reply(("学法4次", [right]))) is None


def test_source_precision(make: Any) -> None:
    question = fact(("277项",))
    answer = make.reply(("277项", [make.cite("a", "277项"), make.cite("b", "277项")]))
    assert metrics.source_precision(question, answer) == 0.5
    assert metrics.source_precision(question, make.reply()) is None
    assert metrics.source_precision(NOTHING, answer) is None


def test_quote_fidelity(make: Any, shelf: Any) -> None:
    right, wrong = make.cite("西区/2023.txt", "共214项"), make.cite("西区/2023.txt", "共２１４项")
    assert metrics.quote_fidelity(make.reply(("214项", [right, wrong])), shelf.text) == 0.5
    assert metrics.quote_fidelity(make.reply(), shelf.text) is None


# Declining


def test_declines(make: Any) -> None:
    answer, decline = make.reply(("是", [])), make.reply()
    assert [metrics.answered(a) for a in (answer, decline)] == [1, 0]
    assert [metrics.declined_rightly(NOTHING, a) for a in (answer, decline)] == [0, 1]
    assert [metrics.declined_wrongly(fact(("是",)), a) for a in (answer, decline)] == [0, 1]
    assert metrics.declined_rightly(fact(("是",)), decline) is None
    assert metrics.declined_wrongly(NOTHING, decline) is None


def decisions(*pairs: tuple[bool, bool]) -> list[Decision]:
    return [Decision(answerable, declined, 0.5, None if declined else 1.0) for answerable, declined in pairs]


def test_decline_precision_and_f1() -> None:
    # of three declined two are unanswerable, of four unanswerable two are declined: P = 2/3, R = 1/2
    both = decisions((False, True), (False, True), (True, True), (False, False), (False, False), (True, False))
    assert metrics.decline_precision(both) == pytest.approx(2 / 3)
    assert metrics.decline_f1(both) == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    none = decisions((False, False), (True, False))
    assert (metrics.decline_precision(none), metrics.decline_f1(none)) == (None, 0)
    only = decisions((False, True), (False, False))
    assert (metrics.decline_precision(only), metrics.decline_f1(only)) == (None, None)


def test_risk(make: Any) -> None:
    question = fact(("2770项",))
    assert metrics.risk(question, make.reply(("2770项", []))) == 0
    assert metrics.risk(question, make.reply(("277项", []))) == 1
    assert metrics.risk(NOTHING, make.reply(("277项", []))) == 1
    assert metrics.risk(question, make.reply()) is None


def answers(*taken: tuple[float, float | None]) -> list[Decision]:
    return [Decision(True, risk is None, confidence, risk) for confidence, risk in taken]


def test_risk_coverage() -> None:
    curve = metrics.risk_coverage(answers((0.2, 1.0), (0.9, 0.0), (0.5, 1.0), (0.5, 0.0), (0.0, None)))
    assert curve == (Point(0.2, 0.0, 0.9), Point(0.6, pytest.approx(1 / 3), 0.5), Point(0.8, 0.5, 0.2))
    assert metrics.risk_coverage(answers((0.0, None))) == ()


def test_risk_area() -> None:
    # steps of 0.2, 0.4 and 0.2 at risks 0, 1/3 and 1/2, over the 0.8 that is covered
    taken = answers((0.2, 1.0), (0.9, 0.0), (0.5, 1.0), (0.5, 0.0), (0.0, None))
    assert metrics.risk_area(taken) == pytest.approx((0.4 / 3 + 0.2 / 2) / 0.8)
    assert metrics.risk_area(answers((0.3, 1.0), (0.9, 0.0))) == pytest.approx(0.25)
    assert metrics.risk_area(answers((0.9, 1.0), (0.3, 0.0))) == pytest.approx(0.75)
    assert metrics.risk_area(answers((0.0, None))) is None


@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_curve_rises_in_coverage_and_does_not_depend_on_order(taken: list[Decision], random: Any) -> None:
    curve = metrics.risk_coverage(taken)
    coverages = [point.coverage for point in curve]
    assert coverages == sorted(set(coverages))
    assert all(0 <= point.risk <= 1 and 0 < point.coverage <= 1 for point in curve)
    shuffled = taken[:]
    random.shuffle(shuffled)
    assert metrics.risk_coverage(shuffled) == curve
