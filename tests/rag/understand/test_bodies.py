"""Places: groups of them, cities that the shelf lacks, and words that only look like places."""

from __future__ import annotations

import pytest

from index.report import Report
from rag.understand.bodies import bodies


def report(*regions: str, year: int = 2024) -> Report:
    return Report(f"{regions[-1]}-{year}.txt", "0" * 64, f"{regions[-1]}报告", "", regions, year)


PROVINCES = tuple(
    report(name)
    for name in (
        "上海市 江苏省 浙江省 安徽省 北京市 天津市 河北省 辽宁省 吉林省 黑龙江省 广东省 四川省 重庆市 湖北省"
    ).split()
)
DISTRICTS = tuple(report("青岚市", name) for name in ("云湖区", "松溪区", "石桥区"))


def named(text: str, reports: tuple[Report, ...] = PROVINCES) -> list[str]:
    return list(bodies(text, reports)[0])


def elsewhere(text: str, reports: tuple[Report, ...] = PROVINCES) -> list[str]:
    return list(bodies(text, reports)[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("长三角2024年谁的GDP最高？", ["上海市", "江苏省", "浙江省", "安徽省"]),
        ("京津冀三地去年各增长多少？", ["北京市", "天津市", "河北省"]),
        ("东北三省粮食产量分别是多少？", ["辽宁省", "吉林省", "黑龙江省"]),
        ("珠三角的GDP", ["广东省"]),
        ("成渝两地谁的增速快？", ["四川省", "重庆市"]),
        ("中部六省里谁最高？", ["安徽省", "湖北省"]),
        ("浙苏皖三省谁的增速高？", ["浙江省", "江苏省", "安徽省"]),
        ("沪苏浙皖2024年GDP分别是多少？", ["上海市", "江苏省", "浙江省", "安徽省"]),
        ("Which of the Yangtze River Delta had the largest GDP?", ["上海市", "江苏省", "浙江省", "安徽省"]),
        ("How did the three northeastern provinces grow?", ["辽宁省", "吉林省", "黑龙江省"]),
        ("长三角一体化示范区推出了几项制度？", []),
        ("成渝地区双城经济圈有多少个项目？", []),
        ("京沪高铁有多长？", []),
        ("江苏在长三角承担了什么？", ["江苏省"]),
        ("辽宁2024年GDP", ["辽宁省"]),
        ("2019年长三角的GDP是多少？", []),
    ],
)
def test_provinces_named_together(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_whole_city_is_not_answered_for_by_its_districts() -> None:
    assert bodies("青岚市全市有多少项？", DISTRICTS) == ({}, ("青岚市",))
    assert len(named("青岚市有多少项？", DISTRICTS)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("各省2024年GDP分别是多少？", 14),
        ("哪些省份提到了低空经济？", 14),
        ("哪个省的增速最高？", 14),
        ("有多少个省提到低空经济？", 14),
        ("How many provinces mention the low-altitude economy?", 14),
        ("Which province had the highest growth?", 14),
        ("哪个省建成了首条航线？", 0),
        ("Which province opened the first line?", 0),
        ("国家向各省派出了几个督察组？", 0),
        ("各省区域合作有哪些？", 0),
        ("广东和各省签了几项协议？", 1),
        ("2019年各省的GDP是多少？", 0),
        ("各区的许可事项各多少项？", 0),
    ],
)
def test_all_bodies_of_a_rank(text: str, count: int) -> None:
    assert len(named(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("这三个区一共有多少项？", 3),
        ("三区合计多少？", 3),
        ("How many items do these three districts have in total?", 3),
        ("两个区合计多少？", 0),
        ("是哪三个区？", 0),
        ("三个区域有哪些？", 0),
        ("云湖区和另外三个区", 1),
    ],
)
def test_all_districts_of_the_shelf(text: str, count: int) -> None:
    assert len(named(text, DISTRICTS)) == count


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("宁波2024年GDP是多少？", ["宁波市"]),
        ("2024年苏州新增了多少企业？", ["苏州市"]),
        ("浙江宁波的港口吞吐量", ["宁波市"]),
        ("宁波市2024年GDP", ["宁波市"]),
        ("陕西2024年粮食产量", ["陕西省"]),
        ("吉林市2024年GDP是多少？", ["吉林市"]),
        ("What was Ningbo's GDP in 2024?", ["宁波市"]),
        ("How many firms did Shenzhen add?", ["深圳市"]),
        ("What was the GDP of Suzhou?", ["苏州市"]),
        ("What was the GDP of Suzhou, Anhui?", ["宿州市"]),
        ("How many people live in Xi'an and Urumqi?", ["西安市", "乌鲁木齐市"]),
        ("What was the GDP of Jilin City?", ["吉林市"]),
    ],
)
def test_places_that_the_shelf_lacks(text: str, missing: list[str]) -> None:
    assert elsewhere(text) == missing


def test_a_city_named_as_such_is_not_the_province_of_its_name() -> None:
    assert named("吉林市2024年GDP是多少？") == []
    assert named("What was the GDP of Jilin City?") == []
    assert named("吉林2024年GDP是多少？") == ["吉林省"]
    assert named("What was the GDP of Jilin?") == ["吉林省"]


@pytest.mark.parametrize(
    "text",
    [
        "上海准备让省内哪座城市结对？",
        "上海给病人省了多少钱？",
        "江苏第一家省级实验室叫什么？",
        "辽宁有多少个贫困县？",
        "辽宁是哪几个市？",
        "江苏蓄滞洪区要搬多少人？",
        "西部省份里谁最早？",
        "河北自治区一级下放了多少项？",
        "上海扩大连接的范围",
        "辽宁创新乡村治理",
        "河北河南开了多少班列？",
        "江苏建成都市圈几个？",
        "从西部稳定西北",
        "上海的新乡村、东方明珠、黄山名松",
        "上海南京路有多少家店？",
        "上海的大同世界、来宾与白银",
        "How many firms moved to Nanjing Road in Shanghai?",
        "Did Ali and Bose open a store in Shanghai?",
    ],
)
def test_words_that_name_no_place_elsewhere(text: str) -> None:
    assert [name for name in elsewhere(text) if name != "河南省"] == []


def test_a_city_that_the_shelf_reports_on_is_no_other_place() -> None:
    shelf = (*PROVINCES, report("浙江省", "宁波市"))
    assert bodies("宁波2024年GDP", shelf) == ({"宁波市": [shelf[-1]]}, ())
    assert elsewhere("What was the GDP of Ningbo?", shelf) == []


NATION = Report("national.txt", "0" * 64, "2016年国务院政府工作报告", "国务院", (), 2015)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("继上海之后，国务院2015年又新设了哪几个自贸试验区？", ["国务院"]),
        ("2024年国务院批复了浙江哪个规划？", ["浙江省"]),
        ("国务院和广东省谁定的目标更高？", ["国务院", "广东省"]),
        ("Compare the State Council's GDP target with Guangdong's.", ["国务院", "广东省"]),
        ("上海2024年新设了哪些机构？", ["上海市"]),
    ],
)
def test_the_state_council_named_beside_a_place(text: str, expected: list[str]) -> None:
    assert named(text, (*PROVINCES, NATION)) == expected


def test_a_county_in_english_that_lies_in_a_body_of_the_shelf() -> None:
    shelf = (report("江苏省", "宿迁市"),)
    assert elsewhere("How many applications did Sihong County handle, according to Suqian?", shelf) == ["泗洪县"]
    assert elsewhere("How many applications did Suqian handle?", shelf) == []
