"""Answers from typed figures: each with the clause that states it, and what several come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag import Answer, Assistant
from rag.check.claim import unsupported
from tests.rag.districts import shelved

PLANNED = "云湖区2023年政府工作报告\n\n二、2023年工作安排\n\n2023年，地区生产总值增长{}。\n"
DONE = "云湖区2024年政府工作报告\n\n一、2023年工作回顾\n\n2023年，地区生产总值增长{}。\n"


def lines(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def verdict(answer: Answer, kind: str) -> str:
    """The one line that says what the figures come to."""
    (text,) = [claim.text for claim in answer.claims if claim.verdict == kind]
    return text


@pytest.mark.parametrize(
    ("question", "span", "quote"),
    [
        ("云湖区2023年地区生产总值是多少？", "1200亿元", "全区地区生产总值1200亿元"),
        ("云湖区2022年GDP是多少？", "1100亿元", "全区地区生产总值1100亿元"),
        ("云湖区2023年GDP增长多少？", "6.1%", "地区生产总值1200亿元，增长6.1%"),
        ("云湖区2023年一般公共预算收入是多少？", "超过100亿元", "一般公共预算收入超过100亿元"),
        ("云湖区2023年城镇新增就业多少人？", "5.2万人", "城镇新增就业5.2万人"),
        ("云湖区2024年城镇新增就业目标是多少？", "5万人以上", "城镇新增就业5万人以上"),
        ("松溪区2024年居民消费价格涨幅目标是多少？", "3%左右", "居民消费价格涨幅控制在3%左右"),
        ("What was the GDP of Yunhu District in 2023?", "1200亿元", "全区地区生产总值1200亿元"),
        ("What was Yunhu District's GDP growth in 2023?", "6.1%", "地区生产总值1200亿元，增长6.1%"),
        ("What was Yunhu District's target for new urban jobs in 2024?", "5万人以上", "城镇新增就业5万人以上"),
    ],
)
def test_a_figure_is_told_with_its_clause(districts: Assistant, question: str, span: str, quote: str) -> None:
    answer = districts.ask(question)
    (claim,) = answer.claims
    (citation,) = claim.citations
    assert (claim.span, citation.quote) == (span, quote)
    assert quote in claim.text
    assert districts.index.text(citation.source)[citation.start : citation.end] == quote
    assert answer.evidence[0].passage == citation.passage
    assert answer.coverage is None


def test_a_figure_in_english_is_told_before_its_quote(districts: Assistant) -> None:
    answer = districts.ask("What was the GDP of Yunhu District in 2023?")
    assert answer.text == "Yunhu (2023): RMB 120 billion — “全区地区生产总值1200亿元”"


def test_a_target_says_for_which_year_it_is(districts: Assistant) -> None:
    (claim,) = districts.ask("云湖区2024年城镇新增就业目标是多少？").claims
    assert (claim.owner, claim.period) == ("云湖区", 2024)
    assert claim.text == "（云湖区，2024年）城镇新增就业5万人以上"


@pytest.mark.parametrize(
    "question",
    [
        "云湖区2023年城镇居民人均可支配收入是多少？",
        "松溪区2023年各项贷款余额是多少？",
        "云湖区2023年非税收入是多少亿元？",
        "松溪区2023年税收收入是多少？",
        "云湖区2023年社会消费品零售总额是多少亿元？",
        "云湖区2024年地区生产总值是多少亿元？",
        "望江区2023年固定资产投资增长多少？",
        "望江区2023年进出口总额是多少？",
        "云湖区2023年工业用电量是多少？",
        "云湖区2023年第一产业增加值是多少？",
        "云湖区2022年粮食产量是多少？",
        "云湖区2023年城镇新增就业目标是多少？",
        "What was Songxi District's grain output in 2023?",
    ],
)
def test_what_no_report_states_is_declined(districts: Assistant, question: str) -> None:
    answer = districts.ask(question)
    assert answer.declined
    assert answer.claims == ()
    assert answer.notice


@pytest.mark.parametrize(
    ("question", "text", "span"),
    [
        (
            "云湖区2023年本年新收政府信息公开申请数量是多少？",
            "（云湖区，2023年）本年新收政府信息公开申请数量，总计：44",
            "44",
        ),
        (
            "云湖区2023年自然人新收政府信息公开申请数量是多少？",
            "（云湖区，2023年）本年新收政府信息公开申请数量，自然人：41",
            "41",
        ),
        ("云湖区2023年予以公开多少件？", "（云湖区，2023年）予以公开，总计：21", "21"),
        ("云湖区2023年不予公开多少件？", "（云湖区，2023年）不予公开，总计：7", "7"),
    ],
)
def test_a_cell_is_told_with_its_row_and_column(districts: Assistant, question: str, text: str, span: str) -> None:
    (claim,) = districts.ask(question).claims
    assert (claim.text, claim.span) == (text, span)
    assert claim.span in claim.citations[0].quote


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2023年哪个区地区生产总值最高？", "云湖最高：1200亿元，望江950亿元，松溪800亿元。"),
        ("2023年哪个区地区生产总值最低？", "松溪最低：800亿元，望江950亿元，云湖1200亿元。"),
        ("2023年地区生产总值最高的两个区是哪两个？", "最高的2个：云湖1200亿元，望江950亿元。"),
        ("2023年城镇新增就业前两名是哪两个区？", "最多的2个：云湖5.2万人，松溪4.1万人。"),
        ("2023年地区生产总值最高和最低的区分别是哪个？", "最高的：云湖1200亿元；最低的：松溪800亿元。"),
        ("2023年哪个区一般公共预算收入增长最慢？", "望江、松溪最慢：4%，云湖8%。"),
        ("云湖区和松溪区2023年地区生产总值谁更高？", "云湖更高：1200亿元，松溪800亿元，云湖多400亿元。"),
        ("云湖区和松溪区2023年社会消费品零售总额哪个更高？", "云湖更高：7.5%，松溪5.5%，云湖高2个百分点。"),
        (
            "Which district had the highest GDP in 2023?",
            "Yunhu had the highest: RMB 120 billion; Wangjiang RMB 95 billion, Songxi RMB 80 billion.",
        ),
        (
            "Which two districts had the highest GDP in 2023?",
            "The 2 highest: Yunhu RMB 120 billion; Wangjiang RMB 95 billion.",
        ),
        (
            "Which districts had the highest and lowest GDP in 2023?",
            "The highest: Yunhu RMB 120 billion; the lowest: Songxi RMB 80 billion.",
        ),
        ("Which district had higher GDP growth in 2023, Yunhu or Songxi?", "Yunhu had the higher: 6.1%; Songxi 5.2%."),
    ],
)
def test_a_ranking(districts: Assistant, question: str, text: str) -> None:
    answer = districts.ask(question)
    assert verdict(answer, "order") == text
    assert answer.claims[0].verdict == "order"


def test_a_ranking_quotes_those_that_it_names_first(districts: Assistant) -> None:
    answer = districts.ask("2023年地区生产总值最高的两个区是哪两个？")
    assert [claim.owner for claim in answer.claims] == ["", "云湖区", "望江区"]
    assert [(row.label, row.figure) for row in answer.rows] == [
        ("云湖", "1200亿元"),
        ("望江", "950亿元"),
        ("松溪", "800亿元"),
    ]


def test_equal_figures_share_a_place(tmp_path: Path) -> None:
    amounts = {"云湖区": "14万吨", "松溪区": "14万吨", "望江区": "9万吨"}
    texts = {
        f"{body}2024年政府工作报告.txt": f"{body}2024年政府工作报告\n\n2023年，粮食产量{amount}。\n"
        for body, amount in amounts.items()
    }
    assistant = shelved(tmp_path, texts)
    first = assistant.ask("2023年哪个区粮食产量最高？")
    assert sorted(claim.owner for claim in first.claims if not claim.verdict) == ["云湖区", "松溪区"]
    assert "14万吨" in verdict(first, "order")
    both = assistant.ask("云湖区和松溪区2023年粮食产量哪个更高？")
    assert verdict(both, "order") == "云湖、松溪一样高，都是14万吨。"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2023年哪些区地区生产总值超过900亿元？", "写明的3个中有2个：云湖1200亿元，望江950亿元。"),
        ("2023年哪些区地区生产总值不到900亿元？", "写明的3个中有1个：松溪800亿元。"),
        ("2023年哪些区地区生产总值在900亿元到1000亿元之间？", "写明的3个中有1个：望江950亿元。"),
        ("2023年哪些区地区生产总值在900到1000亿元之间？", "写明的3个中有1个：望江950亿元。"),
        ("2023年哪些区一般公共预算收入超过100亿元？", "写明的3个中有1个：云湖超过100亿元。"),
        ("2024年哪些区城镇新增就业目标在4万人以上？", "写明的3个中有2个：云湖5万人以上，松溪4万人以上。"),
        (
            "Which districts had a GDP over 90 billion yuan in 2023?",
            "2 of 3 that state it: Yunhu RMB 120 billion; Wangjiang RMB 95 billion.",
        ),
    ],
)
def test_a_filter(districts: Assistant, question: str, text: str) -> None:
    answer = districts.ask(question)
    assert verdict(answer, "filter") == text
    assert answer.coverage and len(answer.coverage.stating) == 3


def test_a_filter_that_none_passes_is_declined(districts: Assistant) -> None:
    assert districts.ask("2023年哪些区地区生产总值超过5000亿元？").claims == ()


@pytest.mark.parametrize(
    ("question", "decision", "span"),
    [
        ("云湖区2023年一般公共预算收入是否超过100亿元？", "yes", "超过100亿元"),  # the report hedges: 超过100亿元
        ("云湖区2023年一般公共预算收入是否超过110亿元？", "no", "超过100亿元"),
        ("松溪区2023年一般公共预算收入是否超过100亿元？", "no", "95亿元"),
        ("松溪区2023年一般公共预算收入是否超过95亿元？", "no", "95亿元"),
        ("松溪区2023年各项存款余额是否超过1000亿元？", "yes", "1100亿元"),
        ("松溪区2023年城镇新增就业超过4万人了吗？", "yes", "4.1万人"),
        ("Did Yunhu District's general public budget revenue exceed 10 billion yuan in 2023?", "yes", "超过100亿元"),
        ("Did Songxi District's general public budget revenue exceed 10 billion yuan in 2023?", "no", "95亿元"),
    ],
)
def test_yes_or_no_against_a_bound(districts: Assistant, question: str, decision: str, span: str) -> None:
    (claim,) = districts.ask(question).claims
    assert (claim.verdict, claim.span) == (decision, span)
    assert claim.text.startswith({"yes": ("是", "Yes"), "no": ("否", "No")}[decision])


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        (
            "云湖区和松溪区2023年地区生产总值合计多少？",
            "total",
            "合计2000亿元：云湖1200亿元＋松溪800亿元。",
        ),
        (
            "云湖区2021年到2023年城镇新增就业合计多少万人？",
            "total",
            "合计14.4万人：2021年4.4万人＋2022年4.8万人＋2023年5.2万人。",
        ),
        (
            "What was the combined GDP of Yunhu District and Songxi District in 2023?",
            "total",
            "Total RMB 200 billion: Yunhu RMB 120 billion + Songxi RMB 80 billion.",
        ),
        (
            "三个区2023年城镇新增就业平均多少万人？",
            "mean",
            "平均4.2万人：云湖5.2万人，望江3.3万人，松溪4.1万人。",
        ),
        (
            "What is the average of the GDP of Yunhu, Songxi and Wangjiang in 2023?",
            "mean",
            "Average RMB 98.333 billion: Yunhu RMB 120 billion, Songxi RMB 80 billion, Wangjiang RMB 95 billion.",
        ),
        (
            "松溪区2023年地区生产总值比云湖区少多少？",
            "difference",
            "云湖1200亿元，松溪800亿元，相差400亿元。",
        ),
        (
            "云湖区2023年地区生产总值比2022年多多少亿元？",
            "difference",
            "2023年1200亿元，2022年1100亿元，相差100亿元。",
        ),
        (
            "云湖区和松溪区2023年地区生产总值增速相差多少？",
            "difference",
            "云湖6.1%，松溪5.2%，相差0.9个百分点。",
        ),
        (
            "How many more new urban jobs did Yunhu District create than Songxi District in 2023?",
            "difference",
            "Yunhu 52,000 people, Songxi 41,000 people; Yunhu higher by 11,000 people.",
        ),
        (
            "云湖区2021到2023年地区生产总值是多少？",
            "trend",
            "2021年1000亿元，2022年1100亿元，2023年1200亿元；逐年上升，2023年比2021年增加200亿元。",
        ),
        (
            "What was Yunhu District's GDP from 2021 to 2023?",
            "trend",
            "2021: RMB 100 billion, 2022: RMB 110 billion, 2023: RMB 120 billion; "
            "up every year, by RMB 20 billion from 2021 to 2023.",
        ),
    ],
)
def test_what_figures_come_to(districts: Assistant, question: str, kind: str, text: str) -> None:
    answer = districts.ask(question)
    assert verdict(answer, kind) == text
    quoted = [claim for claim in answer.claims if not claim.verdict]
    assert len(quoted) == len(answer.rows) >= 2
    assert all(claim.span in text for claim in quoted if not text.isascii())


def test_a_sum_of_which_a_part_is_not_stated_is_not_told(districts: Assistant) -> None:
    answer = districts.ask("三个区2023年粮食产量合计多少万吨？")
    assert [claim.verdict for claim in answer.claims] == [""]
    assert "合计" not in answer.text


@pytest.mark.parametrize(
    ("question", "stating", "silent"),
    [
        ("各区2023年粮食产量是多少？", ("云湖区",), ("望江区", "松溪区")),
        ("各区2024年居民消费价格涨幅目标是多少？", ("云湖区", "松溪区"), ("望江区",)),
        ("云湖区2021到2024年城镇新增就业目标是多少？", ("2024",), ("2021", "2022", "2023")),
        ("What was the grain output of each district in 2023?", ("云湖区",), ("望江区", "松溪区")),
    ],
)
def test_who_does_not_state_it_is_named(
    districts: Assistant, question: str, stating: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    answer = districts.ask(question)
    assert answer.coverage
    assert (answer.coverage.stating, answer.coverage.silent) == (stating, silent)
    assert all(name in answer.notice for name in silent)
    assert not answer.declined


@pytest.mark.parametrize(
    "question",
    [
        "2023年地区生产总值最高和最低的区分别是哪个？",
        "2023年哪些区地区生产总值超过900亿元？",
        "三个区2023年城镇新增就业平均多少万人？",
        "云湖区2021到2023年地区生产总值是多少？",
        "云湖区2023年本年新收政府信息公开申请数量是多少？",
        "Did Songxi District's general public budget revenue exceed 10 billion yuan in 2023?",
        "How many more new urban jobs did Yunhu District create than Songxi District in 2023?",
    ],
)
def test_every_line_is_held_up_by_what_it_cites(districts: Assistant, question: str) -> None:
    answer = districts.ask(question)
    assert answer.claims
    assert {claim.text: unsupported(claim) for claim in answer.claims if unsupported(claim)} == {}
    for it in answer.citations:
        assert districts.index.text(it.source)[it.start : it.end] == it.quote


def test_a_target_without_its_result_is_held_against_none(districts: Assistant) -> None:
    answer = districts.ask("云湖区2024年GDP增长目标和实际结果各是多少，相差几个百分点？")
    assert [claim.text for claim in answer.claims if claim.verdict == "difference"] == []


def test_a_result_is_held_against_its_target(tmp_path: Path) -> None:
    texts = {
        "云湖区2023年政府工作报告.txt": PLANNED.format("6.5%左右"),
        "云湖区2024年政府工作报告.txt": DONE.format("6.9%"),
    }
    assistant = shelved(tmp_path, texts)
    answer = assistant.ask("云湖区2023年GDP增长目标和实际结果各是多少？")
    assert verdict(answer, "difference") == "实际6.9%，目标6.5%左右，相差0.4个百分点。"
    assert sorted(it.source for it in answer.citations) == sorted(texts)
    english = assistant.ask("What was Yunhu District's GDP growth target for 2023, and what was the actual result?")
    assert verdict(english, "difference") == "result 6.9%, target about 6.5%; result higher by 0.4 percentage points."


def test_a_range_is_held_against_nothing(tmp_path: Path) -> None:
    texts = {
        "云湖区2023年政府工作报告.txt": PLANNED.format("6.5%－7%"),
        "云湖区2024年政府工作报告.txt": DONE.format("6.9%"),
    }
    assistant = shelved(tmp_path, texts)
    answer = assistant.ask("云湖区2023年GDP增长目标和实际结果各是多少？")
    assert [claim.verdict for claim in answer.claims] == ["", ""]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("哪些区把2024年GDP增长目标写成“6%左右”，而不是“6%以上”？", "写明的3个中有1个：云湖6%左右。"),
        ("2023年哪些区地区生产总值增长超过6%？", "写明的3个中有2个：云湖6.1%，望江7.3%。"),
        ("Which districts set a 2024 target of 6% or higher for GDP growth?", "2 of 3 that state it: Yunhu about 6%; "),
        ("Which districts created more than fifty thousand new urban jobs in 2023?", ""),
    ],
)
def test_bounds_in_other_words(districts: Assistant, question: str, text: str) -> None:
    told = [claim.text for claim in districts.ask(question).claims if claim.verdict == "filter"]
    assert told == [] if not text else told[0].startswith(text)


def test_two_digits_are_ten_percent(tmp_path: Path) -> None:
    rates = {"云湖区": "12.5%", "松溪区": "10%", "望江区": "9.8%"}
    texts = {
        f"{body}2024年政府工作报告.txt": f"{body}2024年政府工作报告\n\n2023年，一般公共预算收入增长{rate}。\n"
        for body, rate in rates.items()
    }
    answer = shelved(tmp_path, texts).ask("2023年一般公共预算收入增长达到两位数的区有哪几个？")
    assert verdict(answer, "filter") == "写明的3个中有2个：云湖12.5%，松溪10%。"


@pytest.mark.parametrize(
    ("text", "sibling", "own"),
    [
        ("各项存款余额1100亿元", "贷款余额是多少亿元", "存款余额是多少亿元"),
        ("税收收入80亿元", "非税收入是多少亿元", "税收收入是多少亿元"),
        ("农村公路改造12公里", "城镇公路改造多少公里", "农村公路改造多少公里"),
    ],
)
def test_a_sibling_of_which_no_report_states_a_figure_is_no_answer(
    tmp_path: Path, text: str, sibling: str, own: str
) -> None:
    report = f"云湖区2024年政府工作报告\n\n一、2023年工作回顾\n\n2023年，{text}。\n"
    assistant = shelved(tmp_path, {"云湖区2024年政府工作报告.txt": report})
    assert assistant.ask(f"云湖区2023年{sibling}？").declined
    assert text in assistant.ask(f"云湖区2023年{own}？").text
