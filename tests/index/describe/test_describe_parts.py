"""What a description is made of: dates, labels, names of bodies, kinds, and how readings are weighed."""

from __future__ import annotations

import pytest

from index.describe.english import title
from index.describe.evidence import Reading, settle
from index.describe.kinds import kind_by, kind_of
from index.describe.labels import unlabelled
from index.language.bodies import body_alone, places_of, same_body, titled_body
from index.language.dates import find_date, own_years


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年1月8日", "2024-01-08"),
        ("2024-1-8 09:18", "2024-01-08"),
        ("二〇二四年一月三十日", "2024-01-30"),
        ("二○二四年十二月二十五日", "2024-12-25"),
        ("二零二三年十月一日", "2023-10-01"),
        ("2024年2月30日，后改为2024年3月1日", "2024-03-01"),
    ],
)
def test_days(text: str, day: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found[0] == day
    assert found[1] in text


@pytest.mark.parametrize("text", ["", "2024年2月30日", "20240108", "12024-1-8", "2024年13月1日"])
def test_no_days(text: str) -> None:
    assert find_date(text) is None


def test_years_of_plans_spans_numbers_and_days_are_not_its_own() -> None:
    assert own_years("2023年《规划（2021-2025年）》2019—2022年〔2020〕3号二〇二二年度2018年1月2日") == [2023, 2022]


@pytest.mark.parametrize(
    ("line", "before", "pairs"),
    [
        ("云湖区司法局2023年报告", "云湖区司法局2023年报告", []),
        ("发布机构：云湖区司法局 文号：", "", [("发布机构", "云湖区司法局"), ("文号", "")]),
        ("[ 索引号 ] 0001 [ 成文日期 ] 2024-01-26", "", [("索引号", "0001"), ("成文日期", "2024-01-26")]),
        ("标   题 云湖区司法局报告", "", [("标题", "云湖区司法局报告")]),
        ("索引号\t0001\t发文机关\t云湖区司法局", "", [("索引号", "0001"), ("发文机关", "云湖区司法局")]),
        ("云司〔2024〕6号  签发人：张三", "云司〔2024〕6号", [("签发人", "张三")]),
        ("全年争取资金3亿元。资金来源：上级补助", "全年争取资金3亿元。资金来源：上级补助", []),
        ("平均办理时间：3天", "平均办理时间：3天", []),
    ],
)
def test_labels(line: str, before: str, pairs: list[tuple[str, str]]) -> None:
    assert unlabelled(line) == (before, pairs)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("云湖区司法局关于2023年法治政府建设情况的报告", "云湖区司法局"),
        ("2023年度云湖区政务服务办法治政府建设工作情况报告", "云湖区政务服务办"),
        ("中共云湖区委全面依法治区委员会办公室关于工作情况的报告", "中共云湖区委全面依法治区委员会办公室"),
        ("云湖区司法局推进街道法治建设工作情况报告", "云湖区司法局"),
        ("2023年云湖区政府信息公开工作年度报告", ""),
        ("政府工作报告", ""),
    ],
)
def test_the_body_in_a_title(title: str, body: str) -> None:
    assert titled_body(title) == body


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("（长宁区人民政府办公室）", "长宁区人民政府办公室"),
        ("云湖区司法局文件", "云湖区司法局"),
        ("中共云湖区委云湖区人民政府", "中共云湖区委 云湖区人民政府"),
        ("云湖区人民政府门户网站", ""),
        ("2024年1月30日", ""),
        ("各位代表", ""),
    ],
)
def test_a_body_in_a_line_of_its_own(line: str, body: str) -> None:
    assert body_alone(line) == body


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云湖区司法局", "青岚市云湖区司法局"),
        ("长宁区府办", "上海市长宁区人民政府办公室"),
        ("云湖区发改委", "云湖区发展和改革委员会"),
        ("中共云湖区司法局党组", "云湖区司法局"),
        ("青岚大学", "青岚大学"),
        ("国务院", "国务院"),
    ],
)
def test_one_body(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云湖区司法局", "松溪区司法局"),
        ("云湖区司法局", "云湖区财政局"),
        ("云湖区人民政府", "云湖区人民政府办公室"),
        ("南京市鼓楼区司法局", "福州市鼓楼区司法局"),
        ("云湖区人民政府", "国务院"),
        ("司法局", "云湖区司法局"),
    ],
)
def test_two_bodies(one: str, other: str) -> None:
    assert not same_body(one, other)
    assert not same_body(other, one)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("国家税务总局云湖区税务局", ("云湖区",)),
        ("云湖区人民政府望湖街道办事处", ("云湖区", "望湖街道")),
        ("松溪县石桥镇人民政府", ("松溪县", "石桥镇")),
        ("青岚大学", ()),
    ],
)
def test_the_places_in_a_body(name: str, places: tuple[str, ...]) -> None:
    assert places_of(name) == places


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2025年政府工作报告", "政府工作报告"),
        ("2023年度法治政府建设情况的报告", "法治政府建设报告"),
        ("2023年政府信息公开工作年度报告", "政府信息公开年报"),
        ("2022年度本级预算执行和其他财政收支的审计工作报告", "审计报告"),
        ("2023年度部门决算", "决算报告"),
        ("2023年预算执行情况和2024年预算草案的报告", "预算报告"),
        ("2023年国民经济和社会发展统计公报", "统计公报"),
        ("2023年工作总结", "工作总结"),
        ("2023年防汛简报", ""),
    ],
)
def test_kinds(title: str, kind: str) -> None:
    assert kind_of(title)[0] == kind


def test_the_work_report_of_a_court_is_a_kind_of_its_own() -> None:
    assert kind_by("工作报告", "云湖区人民法院") == "法院工作报告"
    assert kind_by("预算报告", "云湖区人民法院") == "预算报告"


def test_the_surest_reading_wins_and_the_others_move_its_sureness() -> None:
    title, opening, other = (
        Reading(2023, "title", "2023", 0.9),
        Reading(2023, "opening", "2023年，", 0.7),
        Reading(2022, "opening", "2022年，", 0.7),
    )
    assert settle([]) is None
    assert settle([opening, title]) == Reading(2023, "title", "2023", 0.95)
    assert settle([title, other]) == Reading(2023, "title", "2023", 0.9 - 0.3)
    assert settle([title, Reading(2022, "opening", "2022", 0.5)]) == title  # too weak to contradict
    assert settle([title, Reading(2022, "title", "2022", 0.9)]) == title  # the same place, read first


def test_lines_of_a_list_of_payments_are_no_part_of_a_title() -> None:
    lines = ["STATEMENT OF EXPENDITURES 2019", "KERR ANNA M LEGISLATIVE ASSISTANT 26,874.99", "TRAVEL AIRFARE 920.68"]
    assert title(lines) == "STATEMENT OF EXPENDITURES 2019"
