"""Chinese prose: what each number counts, of whom, of when, and how surely."""

from __future__ import annotations

import pytest

from index.report import Report
from tests.index.figures.reading import read, told

PLANS = "二、2025年工作安排"


def test_an_elided_subject_is_that_of_the_number_before() -> None:
    found = read("一般公共预算收入达到8374.2亿元、增长0.7%。")
    assert [told(it) for it in found] == [
        ("一般公共预算收入", "8374.2亿元", "level", "2024"),
        ("一般公共预算收入", "0.7%", "growth", "2024"),
    ]
    assert [it.at for it in found] == [(0, 8), (0, 8)]


def test_a_clause_without_a_number_names_the_measure_of_the_next() -> None:
    (it,) = read("粮食总产量再上新台阶，突破1600亿斤。")
    assert told(it) == ("粮食总产量", "1600亿斤", "level", "2024") and it.hedge == ("突破",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城镇、农村居民人均可支配收入分别增长5%、7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("城乡居民人均可支配收入分别增长5%和7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("出口、进口分别增长5%、7%。", ["出口", "进口"]),
    ],
)
def test_an_enumeration_gives_each_number_its_own_measure(text: str, expected: list[str]) -> None:
    found = read(text)
    assert [it.measure for it in found] == expected
    assert [(str(it.value), it.what) for it in found] == [("5", "growth"), ("7", "growth")]


@pytest.mark.parametrize(
    ("text", "names", "what"),
    [
        ("广义货币M2和社会融资规模余额预期增长均为12%。", ["广义货币M2", "社会融资规模余额"], "growth"),
        ("城镇、农村居民收入均增长12%。", ["城镇居民收入", "农村居民收入"], "growth"),
        ("群众满意度和办结率均达12%。", ["群众满意度", "办结率"], "share"),
    ],
)
def test_one_number_may_be_that_of_each_of_several_measures(text: str, names: list[str], what: str) -> None:
    found = read(text)
    assert [it.measure for it in found] == names
    assert {(str(it.value), it.what, it.start) for it in found} == {("12", what, text.index("12"))}


def test_the_number_of_a_name_is_none_whatever_stands_behind_it() -> None:
    (it,) = read("PM2.5年均浓度降至38微克/立方米。")
    assert told(it)[:2] == ("PM2.5年均浓度", "38微克/立方米")


def test_a_number_of_all_together_is_one_figure() -> None:
    (it,) = read("各级各部门均开展培训3次。")
    assert str(it.value) == "3"


def test_the_list_of_what_is_to_be_done_for_the_people_is_of_the_year_it_names() -> None:
    (it,) = read("集中供养标准提高到2423元。", "附件1 2025年十件民生实事")
    assert (it.kind, it.period.last) == ("target", 2025)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("居民消费价格涨幅控制在2%—3%。", "2-3%"),
        ("地区生产总值增长5.0%-5.5%。", "5.0-5.5%"),
        ("新增上市企业2—3家。", "2-3家"),
    ],
)
def test_a_range_is_one_figure(text: str, value: str) -> None:
    (it,) = read(text, PLANS)
    upper = it.value_to
    assert upper is not None and f"{it.value}-{upper}{it.unit}" == value.replace("5.0", "5")
    assert text[it.start : it.end].startswith(value[0]) and text[it.start : it.end].endswith(it.unit)


@pytest.mark.parametrize(
    ("text", "hedge", "unit"),
    [
        ("城镇新增就业约1.2万人。", ("约",), "万人"),
        ("城镇新增就业1.2万人以上。", ("以上",), "万人"),
        ("城镇新增就业力争超过1.2万人左右。", ("力争", "超过", "左右"), "万人"),
        ("新增减税降费12亿多元。", ("多",), "亿元"),
        ("带动17万多家企业。", ("多",), "万家"),
        ("实际使用外资约合12亿元。", ("约",), "亿元"),
        ("研发投入约为542亿元。", ("约",), "亿元"),
    ],
)
def test_hedges_before_within_and_behind(text: str, hedge: tuple[str, ...], unit: str) -> None:
    (it,) = read(text)
    assert (it.hedge, it.unit) == (hedge, unit)


def test_the_start_of_a_change_is_of_another_time() -> None:
    start, end = read("高技术产业增加值占比由46.9%提高到48.2%。")
    assert (start.measure, str(start.period)) == ("高技术产业增加值占比", "")
    assert told(end) == ("高技术产业增加值占比", "48.2%", "share", "2024")
    start, end = read("规上企业由2015年的282家增加到591家。")
    assert (str(start.period), str(end.period)) == ("", "2024")


def test_above_the_nation_is_a_change_with_its_base() -> None:
    growth, change = read("地区生产总值增长5.2%、高于全国0.2个百分点。")
    assert (growth.measure, change.measure) == ("地区生产总值", "地区生产总值")
    assert (change.what, change.base, change.owner, change.unit) == ("change", "全国", "", "个百分点")


def test_a_fall_is_below_zero() -> None:
    (it,) = read("房地产开发投资比上年下降10.6%。")
    assert (str(it.value), it.what, it.base) == ("-10.6", "growth", "上年") and it.amount < 0
    (it,) = read("财务费用为-15亿元。")
    assert (str(it.value), it.what, it.measure) == ("-15", "level", "财务费用")


def test_a_section_of_plans_holds_targets_of_the_year_to_come() -> None:
    (it,) = read("城镇新增就业1.2万人以上。", PLANS)
    assert (it.kind, str(it.period)) == ("target", "2025")


def test_aims_that_are_named_are_targets_wherever_they_stand() -> None:
    growth, prices = read("今年发展主要预期目标是：地区生产总值增长5%左右，居民消费价格涨幅2%左右。")
    assert (growth.kind, growth.measure, str(growth.period)) == ("target", "地区生产总值", "2025")
    assert (prices.kind, prices.measure) == ("target", "居民消费价格涨幅")


def test_what_was_done_is_a_result_among_plans() -> None:
    (it,) = read("去年城镇新增就业1.3万人。", PLANS)
    assert (it.kind, str(it.period)) == ("result", "2024")


def test_sums_over_years() -> None:
    (it,) = read("五年来，全区累计新增就业6万人。", "一、过去五年工作回顾")
    assert (it.what, str(it.period)) == ("cumulative", "2020–2024")


def test_a_part_of_the_year_does_not_outlast_its_clause() -> None:
    half, whole = read("上半年地区生产总值增长4.1%，全年地区生产总值增长5.2%。")
    assert (str(half.period), str(whole.period)) == ("2024 H1", "2024")
    quarter, whole = read("三季度工业增加值增长4.1%，全年工业增加值增长5.2%。")
    assert (str(quarter.period), str(whole.period)) == ("2024 Q3", "2024")


def test_another_place_is_the_owner_and_our_own_is_not() -> None:
    other, own = read("苏州市生产总值增长6%。云湖区生产总值增长5%。")
    assert (other.owner, own.owner) == ("苏州市", "")
    (it,) = read("全国城镇调查失业率为5.1%。")
    assert (it.owner, it.measure) == ("全国", "城镇调查失业率")


@pytest.mark.parametrize("text", ["金融市场交易额达12亿元。", "引进省外资金达12亿元。", "江海堤防达标率提高到80%。"])
def test_what_only_looks_like_a_place_is_no_owner(text: str) -> None:
    assert [it.owner for it in read(text)] == [""]


def test_the_nation_is_the_own_body_of_a_report_on_it() -> None:
    report = Report("n.txt", "0" * 64, "2024年国务院政府工作报告", "国务院", (), 2023, kind="政府工作报告")
    (it,) = read("全国城镇调查失业率为5.1%。", report=report)
    assert it.owner == ""


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("共纳入277项行政许可事项。", "行政许可事项"),
        ("完成200公里农村公路。", "农村公路"),
        ("有 77% 的开发者收入增加。", "开发者"),
        ("1.5万套“保交楼”任务全部完成。", "“保交楼”任务"),
    ],
)
def test_what_is_counted_may_stand_behind_its_unit(text: str, measure: str) -> None:
    it = read(text)[0]
    assert it.measure.endswith(measure) or measure in it.measure
    assert it.at is not None and text[slice(*it.at)].startswith(measure)


def test_ranks() -> None:
    level, rank = read("境内上市公司数量增至184家、居全国第7位。")
    assert told(rank) == ("境内上市公司数量", "7位", "rank", "2024") and rank.owner == ""
    assert told(level) == ("境内上市公司数量", "184家", "level", "2024")
    assert [it.what for it in read("第三次全国工业普查有734万个单位。")] == ["level"]


@pytest.mark.parametrize(
    ("text", "unit", "what"),
    [
        ("全员劳动生产率16.8万元/人左右。", "万元/人", "per_head"),
        ("保障性租赁住房达到60万套（间）。", "万套（间）", "level"),
        ("低保标准提高到每人每月1697元。", "元", "per_head"),
        ("离婚率比上年下降1.1个千分点。", "个千分点", "change"),
        ("PM2.5平均浓度不超过35微克/立方米。", "微克/立方米", "level"),
        ("飞行规模达2061万架次。", "万架次", "level"),
    ],
)
def test_units_as_they_are_written(text: str, unit: str, what: str) -> None:
    (it,) = read(text)
    assert (it.unit, it.what) == (unit, what)


@pytest.mark.parametrize(
    "text", ["PM2.5浓度持续下降。", "5G网络全覆盖。", "开通12345热线。", "2024年3月5日召开会议。", "连续5年获奖。"]
)
def test_numbers_in_names_and_dates_are_none(text: str) -> None:
    assert read(text) == []


def test_notes_are_none() -> None:
    (it,) = read("移动物联网终端用户[35]26.56亿户。")
    assert told(it) == ("移动物联网终端用户", "26.56亿户", "level", "2024")
    (it,) = read("房地产开发投资比上年下降[47]10.6%。")
    assert told(it) == ("房地产开发投资", "-10.6%", "growth", "2024")


def test_a_duty_is_a_requirement() -> None:
    (it,) = read("行政机关应当自收到申请之日起15个工作日内答复。")
    assert it.kind == "requirement"


def test_a_budget_plans_money_and_counts_what_there_is() -> None:
    report = Report("b.txt", "0" * 64, "云湖区商务局2025年部门预算", "云湖区商务局", ("青岚市", "云湖区"), 2025)
    money, cars = read("机关运行经费预算为171.01万元。云湖区商务局共有车辆3辆。", report=report)
    assert (money.kind, str(money.period), cars.kind) == ("target", "2025", "result")


def test_behind_what_was_added_stands_how_many_there_are() -> None:
    found = read("新获批产业集群4个，累计14个，小巨人企业新增711家、累计达2215家。")
    assert [(it.measure, str(it.value), it.what) for it in found[2:]] == [
        ("小巨人企业新增", "711", "level"),
        ("小巨人企业", "2215", "cumulative"),
    ]
    added, whole = read("新增35家小巨人企业、总数达270家。")
    assert (added.measure, whole.measure, str(whole.value)) == ("新增小巨人企业", "小巨人企业", "270")


def test_a_budget_of_the_centre_keeps_its_name() -> None:
    (it,) = read("今年中央预算内投资增加到4776亿元。")
    assert (it.measure, str(it.value), it.what) == ("中央预算内投资", "4776", "level")


def test_a_concentration_by_cubic_metre() -> None:
    before, behind = read("PM2.5平均浓度为每立方米20微克。")[0], read("PM2.5平均浓度20.5微克/立方米。")[0]
    assert before.measure == behind.measure == "PM2.5平均浓度"
    assert before.quantity.measure == behind.quantity.measure == "concentration"


@pytest.mark.parametrize("dash", ["-", "－", "—", "～", "至"])
def test_a_range_with_any_dash(dash: str) -> None:
    (it,) = read(f"地区生产总值增长6.5%{dash}7%。")
    assert (str(it.value), str(it.value_to)) == ("6.5", "7")


def test_how_much_of_a_target_was_met_is_no_figure_of_its_measure() -> None:
    (it,) = read("城镇新增就业完成年度目标任务的113.4%。")
    assert it.measure.endswith("完成率")


def test_in_taiwan_years_are_counted_from_the_republic_and_are_no_numbers() -> None:
    report = Report("a.txt", "0" * 64, "青嵐市政府112年度施政績效報告", "青嵐市政府", ("青嵐市",), 2023)
    (it, growth) = read("一、112年度歲入執行數為新臺幣583億6,200萬元，較111年度增加4.2%。", report=report)
    assert told(it) == ("岁入执行数", "5836200万元", "level", "2023")
    assert (str(growth.value), growth.what, growth.period.first) == ("4.2", "growth", 2023)
