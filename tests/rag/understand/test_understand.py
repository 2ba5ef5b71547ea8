from index.report import Report
from rag.answer import Scope, Turn
from rag.understand.query import Group
from rag.understand.understand import understand

Reports = tuple[Report, ...]


def sources(text: str, reports: Reports, **given: object) -> list[tuple[str, ...]]:
    return [group.sources for group in understand(text, reports, **given).groups]  # type: ignore[arg-type]


def test_a_body_and_a_year_lead_to_one_report(reports: Reports) -> None:
    assert sources("云湖区2023年有多少项？", reports) == [("yunhu-2023.txt",)]


def test_a_body_is_known_by_its_short_name(reports: Reports) -> None:
    assert sources("云湖2024年有多少项？", reports) == [("yunhu-2024.txt",)]


def test_english_names_follow_the_pinyin(reports: Reports) -> None:
    assert sources("How many items did Yunhu District have in 2023?", reports) == [("yunhu-2023.txt",)]


def test_a_province_has_its_own_english_name(reports: Reports) -> None:
    assert sources("How much grain did Shaanxi harvest in 2024?", reports) == [("shaanxi.txt",)]


def test_a_city_named_with_its_district_is_only_context(reports: Reports) -> None:
    assert sources("青岚市松溪区2023年有多少项？", reports) == [("songxi-2023.txt",)]


def test_several_bodies_get_a_group_each(reports: Reports) -> None:
    found = understand("云湖区和松溪区2023年各有多少项？", reports)
    assert [(group.label, group.sources) for group in found.groups] == [
        ("云湖区", ("yunhu-2023.txt",)),
        ("松溪区", ("songxi-2023.txt",)),
    ]


def test_several_years_get_a_group_each(reports: Reports) -> None:
    assert sources("云湖区2023年和2024年分别有多少项？", reports) == [("yunhu-2023.txt",), ("yunhu-2024.txt",)]


def test_bodies_in_different_years_are_not_multiplied(reports: Reports) -> None:
    assert sources("云湖区2024年跟松溪区2023年比，哪个多？", reports) == [("yunhu-2024.txt",), ("songxi-2023.txt",)]


def test_a_target_stands_in_the_report_on_the_year_before(reports: Reports) -> None:
    assert sources("松溪区2024年计划建多少个？", reports) == [("songxi-2023.txt",)]


def test_a_result_of_a_year_without_report_is_absent(reports: Reports) -> None:
    found = understand("松溪区2024年建成了多少个？", reports)
    assert found.groups == (Group("松溪区", ("songxi-2023.txt",), (2024,), absent=(2024,)),)


def test_a_body_without_the_year_does_not_answer_for_another_that_has_it(reports: Reports) -> None:
    found = understand("云湖区和松溪区2024年各有多少项？", reports)
    assert [(group.sources, group.absent) for group in found.groups] == [
        (("yunhu-2024.txt",), ()),
        (("songxi-2023.txt",), (2024,)),
    ]


def test_a_work_report_answers_for_the_year_in_its_name(reports: Reports) -> None:
    assert sources("按2025年政府工作报告，青岚有多少？", reports) == [("qinglan.txt",)]


def test_last_year_is_the_newest_year_reported_on(reports: Reports) -> None:
    assert understand("去年云湖区有多少项？", reports).scope == Scope(("云湖区",), (2024,))


def test_since_a_year_is_no_scope(reports: Reports) -> None:
    assert understand("2012年以来云湖区有哪些变化？", reports).scope.years == ()


def test_the_state_council_is_named_in_either_language(reports: Reports) -> None:
    assert sources("2022年国务院怎么定的？", reports) == [("national.txt",)]
    assert sources("What did the 2022 State Council work report set?", reports) == [("national.txt",)]


def test_a_district_that_the_shelf_lacks_is_elsewhere(reports: Reports) -> None:
    assert understand("2024年浦东新区的GDP是多少？", reports).elsewhere == ("浦东新区",)
    assert understand("沙湾区2023年有多少项？", reports).elsewhere == ("沙湾区",)


def test_common_words_that_end_like_places_are_none(reports: Reports) -> None:
    assert understand("云湖区有多少个社区和园区？", reports).elsewhere == ()


def test_a_question_without_names_asks_the_whole_shelf(reports: Reports) -> None:
    assert understand("哪里设了视频帮办点？", reports).groups == ()


def test_a_follow_up_takes_what_it_does_not_name_from_before(reports: Reports) -> None:
    history = (Turn("云湖区2023年有多少项？", "286项"),)
    assert sources("那松溪呢？", reports, history=history) == [("songxi-2023.txt",)]
    assert sources("2024年呢？", reports, history=history) == [("yunhu-2024.txt",)]


def test_a_bare_follow_up_asks_for_the_same_thing(reports: Reports) -> None:
    history = (Turn("云湖区2023年行政许可事项有多少项？", "286项"),)
    found = understand("那松溪区呢？", reports, history=history)
    assert "行政许可事项" in found.content
    assert (found.shape, found.scope) == ("number", Scope(("松溪区",), (2023,)))


def test_an_english_question_may_hold_chinese_words(reports: Reports) -> None:
    assert sources("What does Yunhu do about 一件事 in 2023?", reports) == [("yunhu-2023.txt",)]


def test_the_callers_scope_stands_in_for_the_words(reports: Reports) -> None:
    assert sources("有多少项？", reports, scope=Scope(("松溪区",), (2023,))) == [("songxi-2023.txt",)]
    assert sources("有多少项？", reports, scope=Scope(sources=("yunhu-2024.txt",))) == [("yunhu-2024.txt",)]


def test_the_content_is_what_is_left_to_look_for(reports: Reports) -> None:
    assert understand("请问云湖区2023年行政许可事项有多少项？", reports).content == "行政许可事项有 项"


def test_words_that_stand_for_a_year_ask_for_nothing_else(reports: Reports) -> None:
    history = (Turn("云湖区2023年行政许可事项有多少项？", "286项"),)
    found = understand("那去年呢？", reports, history=history)
    assert "行政许可事项" in found.content
    assert found.scope == Scope(("云湖区",), (2024,))


def test_a_report_on_several_years_answers_for_each_year_asked() -> None:
    both = Report("both.pdf", "0" * 64, "青岚市年报比对", regions=("青岚市",))
    found = understand("青岚市2023年和2024年各受理多少件？", (both,))
    assert found.groups == (Group("青岚市 2023", ("both.pdf",), (2023,)), Group("青岚市 2024", ("both.pdf",), (2024,)))


def test_what_was_corrected_holds_for_what_follows(reports: Reports) -> None:
    corrected = Turn("云湖区2023年有多少项？", "253项", Scope(("松溪区",), ()))
    assert sources("那2023年呢？", reports, history=(corrected,)) == [("songxi-2023.txt",)]
    found = understand("云湖区2023年许可事项有多少项？", reports, scope=Scope(("松溪区",), ()))
    assert "云湖" not in found.content and found.groups[0].sources == ("songxi-2023.txt",)


def test_all_that_the_words_say_is_held_as_data() -> None:
    found = understand("三个区计划新增多少万辆“三清”专车？", [])
    assert (found.unit, found.scale, found.is_plan, found.is_of_added) == ("辆", 10_000, True, True)
    assert found.quoted == ("三清",) and "辆" in found.units and not found.is_negated
    assert understand("是不是没有超期的？", []).is_negated
    assert understand("“三清”行动是哪三清？", []).items == 3 and understand("“三清”行动是哪三清？", []).term == "三清"
    threshold = understand("哪些区收入超过100亿元？", []).threshold
    assert threshold and threshold.comparison == ">"


def test_how_english_spells_a_body_is_kept_for_the_answer(reports: Reports) -> None:
    assert "yunhu" in understand("How many items did Yunhu District have in 2023?", reports).spellings
