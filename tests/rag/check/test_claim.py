"""Claims held against what they cite, and the shares of corrupted ones that are caught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from eval.corrupt import corruptions
from eval.questions import read
from index import Index
from index.report import Passage, Report
from rag import Assistant
from rag.answer import Citation, Claim
from rag.check.claim import unsupported
from rag.settings import Settings

QUESTIONS = Path(__file__).parents[3] / "examples" / "questions.jsonl"
YUNHU = "2023年云湖区共纳入行政许可事项清单286项，由26家单位分别实施。"
GROWTH = "全年地区生产总值8374.2亿元，增长7.5%，比上年下降0.3个百分点，未发生重大事故，公路12公里。"


def cited(text: str, regions: tuple[str, ...], year: int | None, headings: tuple[str, ...] = ()) -> Citation:
    place = regions[-1] if regions else "国务院"
    report = Report("a.txt", "0" * 64, f"{year}年{place}报告", "", regions, year)
    return Citation(Passage(1, report, headings, 0, len(text), None, text), 0, len(text), text)


def faults(text: str, *citations: Citation) -> tuple[str, ...]:
    return unsupported(Claim(text, citations))


FIRST = cited("累计推出20个“一件事”。", ("上海市", "青浦区"), 2023)
SECOND = cited("累计推出19个“一件事一次办”套餐。", ("福建省", "莆田市", "涵江区"), 2023)
EARLY = cited("全程网办比例为81.6%。", ("青岚市", "云湖区"), 2022)
LATE = cited("全程网办比例为92.7%。", ("青岚市", "云湖区"), 2024)


@pytest.mark.parametrize(
    "text",
    [
        YUNHU,
        f"云湖区（2023年）：{YUNHU}",
        f"（云湖区，2023年）{YUNHU}",
        f"(云湖区, 2023) {YUNHU}",
        "由26家单位分别实施",
        "共２８６项，由26家单位实施",
        "共二百八十六项",
        "青岚市云湖区二〇二三年共286项",
        "Yunhu had 286 items in 2023",
        f"Yunhu (2023): 286 items, 26 units — “{YUNHU}”",
        f"Yes, Yunhu (2023): “{YUNHU}”",
    ],
)
def test_what_the_quote_and_its_report_say_is_supported(text: str) -> None:
    assert faults(text, cited(YUNHU, ("青岚市", "云湖区"), 2023)) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("共287项", ("287项",)),
        ("共28项", ("28项",)),
        ("共286家", ("286家",)),
        ("共286万项", ("286万项",)),
        ("共286%", ("286%",)),
        ("共二百八十七项", ("二百八十七项",)),
        ("云湖区2022年共286项", ("2022",)),
        (f"（云湖区，2024年）{YUNHU}", ("2024",)),
        (f"（松溪区，2023年）{YUNHU}", ("松溪区",)),
        (f"（青岚市，2023年）{YUNHU}", ("青岚市",)),
        ("松溪区共286项", ("松溪区",)),
        ("由市生态环境局实施286项", ("环境局",)),
        ("Songxi had 286 items in 2023", ("songxi",)),
        ("Beijing had 286 items in 2023", ("beijing",)),
        ("Yunhu had 286 items in 2022", ("2022",)),
        ("286项，由286项单位实施", ("286项",)),
        (f"Yunhu (2023): 287 items — “{YUNHU}”", ("287",)),
        (f"Songxi (2023): 286 items — “{YUNHU}”", ("songxi",)),
    ],
)
def test_what_they_do_not_say_is_not(text: str, found: tuple[str, ...]) -> None:
    assert set(found) <= set(faults(text, cited(YUNHU, ("青岚市", "云湖区"), 2023)))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("地区生产总值837420000000元", True),
        ("地区生产总值8374.2万元", False),
        ("GDP was 837.42 billion yuan and grew 7.5 percent", True),
        ("GDP fell 7.5 percent", False),
        ("增长7.5%", True),
        ("下降7.5%", False),
        ("上升了0.3个百分点", False),
        ("下滑0.3个百分点", True),
        ("没有发生重大事故", True),
        ("发生重大事故", False),
        ("公路12000米", True),
        ("公路12米", False),
    ],
)
def test_scale_direction_and_negation(text: str, right: bool) -> None:
    assert (faults(text, cited(GROWTH, ("云湖区",), 2023)) == ()) is right


OURS = Claim(f"否：云湖区（2023年）：{YUNHU}", (), "", "云湖区", 2023, "no", "否：云湖区（2023年）：")


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (OURS, ()),
        (replace(OURS, owner="松溪区"), ("松溪区",)),
        (replace(OURS, owner="青岚市"), ("青岚市",)),
        (replace(OURS, period=2022), ("2022",)),
        (replace(OURS, text=OURS.text.replace("286项", "287项")), ("287项",)),
        (replace(OURS, text=OURS.text.replace("云湖区（", "松溪区（")), ("松溪区",)),
        (replace(OURS, text=OURS.text.replace("（2023年", "（2024年")), ("2024",)),
    ],
)
def test_whose_a_claim_is_and_of_which_year_is_data(claim: Claim, found: tuple[str, ...]) -> None:
    citation = cited(YUNHU, ("青岚市", "云湖区"), 2023)
    assert set(found) <= set(unsupported(replace(claim, citations=(citation,))))
    assert bool(found) == bool(unsupported(replace(claim, citations=(citation,))))


def test_a_label_that_a_model_puts_in_front_is_of_the_report() -> None:
    quote = cited("推广松溪区2021年的经验，办结286项。", ("青岚市", "云湖区"), 2023)
    assert faults(f"松溪区：{quote.quote}", quote) == ("松溪区",)
    assert faults(f"云湖区（2021年）：{quote.quote}", quote) == ()
    assert faults(f"云湖区（2020年）：{quote.quote}", quote) == ("2020",)


def test_a_negation_put_in_is_a_fault() -> None:
    assert faults("未完成全部项目", cited("完成全部项目12个。", ("云湖区",), 2023)) == ("完成",)


def test_a_part_of_a_quote_may_not_lose_the_negation_before_it() -> None:
    assert faults("具备条件", cited("不具备条件。", ("云湖区",), 2023)) == ("具备",)


def test_a_word_that_only_holds_a_negating_character_is_no_negation() -> None:
    quote = cited("面向未来三年编制规划，不断完善制度，无人机巡查12次。", ("云湖区",), 2023)
    assert faults("编制规划，完善制度，巡查12次", quote) == ()


def test_a_direction_stands_beside_the_whole_number_of_its_clause() -> None:
    quote = cited("许可增加11,420件，投诉下降。", ("云湖区",), 2023)
    assert faults("许可增加11,420件", quote) == ()
    assert faults("许可下降11,420件", quote) == ("下降",)


def test_this_year_is_that_of_the_report() -> None:
    work = cited("今年新建学校9所。", ("云湖区",), 2024)
    given = replace(work.passage.report, title="2025年云湖区政府工作报告")
    work = replace(work, passage=replace(work.passage, report=given))
    assert faults("2025年新建学校9所", work) == ()
    assert faults("2025年新建学校9所", cited("今年新建学校9所。", ("云湖区",), 2024)) == ("2025",)


def test_words_of_the_plan_are_of_the_year_after() -> None:
    plan = cited("新建学校9所。", ("云湖区",), 2024, ("二、2025年主要任务",))
    assert faults("（云湖区，2025年）新建学校9所。", plan) == ()
    assert faults("（云湖区，2024年）新建学校9所。", plan) == ("2024",)


@pytest.mark.parametrize(
    "text",
    [
        "青浦区更多：20个，涵江区19个，多1个。",
        "青浦更多：20个，涵江19个，青浦多1个。",
        "合计39个：青浦20个＋涵江19个。",
        "合计39个",
        "青浦区20个，涵江区19个，青浦区高5.3%",
        "Qingpu had more: 20个; Hanjiang 19个.",
        "Total 39个: Qingpu 20个 + Hanjiang 19个.",
    ],
)
def test_what_is_reckoned_of_the_cited_numbers_is_supported(text: str) -> None:
    assert faults(text, FIRST, SECOND) == ()


@pytest.mark.parametrize(
    "text",
    [
        "青浦区更多：21个，涵江区19个，多1个。",
        "青浦区更多：20个，涵江区19个，多2个。",
        "涵江区更多：20个，青浦区19个，多1个。",
        "长宁区更多：20个，涵江区19个，多1个。",
        "2022年青浦区更多：20个，涵江区19个，多1个。",
        "合计40个",
        "新增39个",
        "Qingpu had more: 20个; Pudong 19个.",
        "Hanjiang had more: 20个; Qingpu 19个.",
    ],
)
def test_what_is_reckoned_wrong_is_not(text: str) -> None:
    assert faults(text, FIRST, SECOND)


def test_one_place_of_a_quote_may_not_stand_for_another() -> None:
    quote = cited("崇明东滩成为上海首个世界自然遗产。", ("上海市",), 2024)
    assert faults("上海东滩成为上海首个世界自然遗产。", quote) == ("上海",)
    assert faults("上海市的崇明东滩是世界自然遗产", quote) == ()
    assert faults("云湖东滩成为上海首个世界自然遗产。", quote) == ("云湖",)


def test_years_side_by_side_keep_their_numbers() -> None:
    told = "2024年更高：92.7%，2022年81.6%，2024年比2022年增加11.1个百分点。"
    assert faults(told, LATE, EARLY) == ()
    assert faults(told.replace("11.1", "11.2"), LATE, EARLY) == ("11.2个百分点",)
    assert faults(told.replace("增加", "减少"), LATE, EARLY)
    assert faults(told.replace("增加", "未增加"), LATE, EARLY)
    assert faults(told.replace("11.1个百分点", "11.1%"), LATE, EARLY)
    assert faults("2022年更高：92.7%，2024年81.6%。", LATE, EARLY) == ("92.7%", "81.6%")


def test_equal_figures_are_supported() -> None:
    other = cited("推出20个“一件事”。", ("福建省", "涵江区"), 2023)
    assert faults("青浦、涵江一样多，都是20个。", FIRST, other) == ()


def tried(index: Index) -> Iterator[tuple[str, bool]]:
    """Kind and whether a fault was found, of the claims of the example answers and their corruptions."""
    free = replace(Settings(), span_model=False, plain_threshold={"zh": 0.0, "en": 0.0})
    assistant, chance = Assistant(index, free), Random(0)
    kinds = corruptions(sorted({report.region for report in index.reports if report.region}))
    for question in read(QUESTIONS):
        for claim in assistant.ask(question.question).claims:
            yield "untouched", bool(unsupported(claim))
            for kind, corrupt in kinds.items():
                for text in sorted({it for _ in range(4) if (it := corrupt(claim.text, chance))}):
                    yield kind, bool(unsupported(replace(claim, text=text)))


def test_corrupted_claims_of_the_example_answers_are_caught(example_index: Index) -> None:
    made, caught = Counter[str](), Counter[str]()
    for kind, found in tried(example_index):
        made[kind] += 1
        caught[kind] += found
    shares = {kind: caught[kind] / made[kind] for kind in made}
    assert all(shares[kind] >= 0.98 for kind in ("number", "unit", "year", "body")), shares
    assert all(shares[kind] >= 0.85 for kind in ("direction", "negation")), shares
    assert shares["untouched"] <= 0.03, shares
    assert made.total() - made["untouched"] >= 200
