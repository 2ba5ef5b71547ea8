"""Places: which lies in which, what is left of their names, how English spells them."""

from __future__ import annotations

import pytest

from index.regions import abbreviations, gazetteer, lineage, mentions, provinces, spellings, stem


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
    ],
)
def test_english_spellings(name: str, spelling: str) -> None:
    assert spelling in spellings(name)


def test_shaanxi_and_shanxi_are_told_apart() -> None:
    assert not spellings("陕西省") & spellings("山西省")


def test_places_mentioned() -> None:
    assert mentions("青浦区和云湖区2023年") == ["青浦区", "和云湖区"]
    assert mentions("没有地方") == []
