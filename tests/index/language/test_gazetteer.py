"""Places: which lies in which, what is left of their names, how English spells them."""

from __future__ import annotations

import pytest

from index.language.gazetteer import (
    abbreviations,
    chain,
    cities,
    gazetteer,
    groups,
    lineage,
    mentions,
    namesakes,
    provinces,
    seats,
    spellings,
    stem,
)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("上海市", "上海"),
        ("青浦区", "青浦"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("云湖区", "云湖"),
        ("城区", "城区"),
        ("沙县", "沙县"),
        ("国务院", "国务院"),
        ("吉林省", "吉林"),
        ("吉林市", "吉林市"),
        ("海南藏族自治州", "海南藏族自治州"),
        ("河北区", "河北区"),
    ],
)
def test_a_name_without_its_rank(name: str, bare: str) -> None:
    assert stem(name) == bare


def test_all_provinces_are_there() -> None:
    assert len(provinces()) >= 31
    assert provinces()["西藏"] == "西藏自治区"
    assert provinces()["北京"] == "北京市"


def test_one_character_names() -> None:
    assert abbreviations()["沪"] == "上海市"
    assert abbreviations()["桂"] == "广西壮族自治区"


@pytest.mark.parametrize(
    ("name", "context", "expected"),
    [
        ("上海市", "", ("上海市",)),
        ("青浦区", "", ("上海市", "青浦区")),
        ("涵江区", "", ("福建省", "莆田市", "涵江区")),
        ("云湖区", "", ("云湖区",)),
        ("鼓楼区", "", ("鼓楼区",)),
        ("鼓楼区", "南京市鼓楼区人民政府", ("江苏省", "南京市", "鼓楼区")),
        ("鼓楼区", "福州鼓楼区", ("福建省", "福州市", "鼓楼区")),
        ("鼓楼区", "福州市来信。南京市鼓楼区人民政府", ("江苏省", "南京市", "鼓楼区")),
        ("吉林市", "", ("吉林省", "吉林市")),
        ("云湖区", "地址：青岚市云湖区望湖路1号", ("青岚市", "云湖区")),
        ("云湖区", "由莆田市云湖区编制", ("福建省", "莆田市", "云湖区")),
        ("云湖区", "全市云湖区领先", ("云湖区",)),
    ],
)
def test_what_a_place_lies_in(name: str, context: str, expected: tuple[str, ...]) -> None:
    assert lineage(name, context) == expected


def test_every_lineage_ends_with_the_place() -> None:
    assert all(each[-1] == name for name, lineages in gazetteer().items() for each in lineages)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("青浦区", "qingpu"),
        ("长宁区", "changning"),
        ("重庆市", "chongqing"),
        ("陕西省", "shaanxi"),
        ("山西省", "shanxi"),
        ("内蒙古自治区", "inner mongolia"),
        ("西藏自治区", "tibet"),
        ("云湖区", "yunhu"),
        ("吕梁市", "lvliang"),
        ("乌鲁木齐市", "urumqi"),
        ("哈尔滨市", "harbin"),
        ("吉林省", "jilin"),
        ("吉林市", "jilin city"),
        ("河北区", "hebei district"),
    ],
)
def test_english_spellings(name: str, spelling: str) -> None:
    assert spelling in spellings(name)


def test_shaanxi_and_shanxi_are_told_apart() -> None:
    assert not spellings("陕西省") & spellings("山西省")


def test_a_city_is_not_spelled_as_the_province_of_its_name() -> None:
    assert not spellings("吉林省") & spellings("吉林市")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("上海市青浦区政务服务办公室", ("上海市", "青浦区")),
        ("西藏政府工作报告", ("西藏自治区",)),
        ("吉林市人民政府", ("吉林市",)),
        ("青岚市云湖区司法局", ("青岚市", "云湖区")),
        ("云湖新区管委会", ("云湖新区",)),
        ("望海满族自治县人民政府", ("望海满族自治县",)),
        ("自治区人民政府", ()),
        ("全市法治政府建设", ()),
        ("综合保税区管委会", ()),
        ("社区卫生服务中心", ()),
        ("教育部", ()),
    ],
)
def test_places_at_the_start_of_a_name(name: str, places: tuple[str, ...]) -> None:
    assert chain(name) == places


def test_seats() -> None:
    assert seats()["苏州"] == "苏州市"
    assert seats()["吉林"] == "吉林省"


def test_places_mentioned() -> None:
    assert mentions("青浦区和云湖区2023年") == ["青浦区", "和云湖区"]
    assert mentions("没有地方") == []


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("苏州", ("苏州市",)),
        ("suzhou", ("苏州市", "宿州市")),
        ("harbin", ("哈尔滨市",)),
        ("江西", ("江西省",)),
        ("大同", ()),
        ("浦东", ()),
        ("香港", ()),
        ("bose", ()),
    ],
)
def test_cities_known_without_their_rank(name: str, full: tuple[str, ...]) -> None:
    assert cities().get(name, ()) == full


def test_provinces_called_together() -> None:
    assert groups()["成渝"] == ("四川省", "重庆市")


def test_namesakes_of_provinces() -> None:
    assert {"吉林市", "河北区"} <= namesakes()
    assert "吉林省" not in namesakes()
