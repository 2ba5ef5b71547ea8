"""Are two phrases names of one measure?"""

from __future__ import annotations

import pytest

from index.figures.measures import (
    asks_growth,
    asks_share,
    in_common,
    is_total,
    likeness,
    phrase,
    qualifiers_missing,
    share_named,
    tells_share,
)


def alike(asked: str, stated: str) -> float:
    return likeness(phrase(asked), phrase(stated))


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("GDP", "地区生产总值"),
        ("经济", "全区地区生产总值"),
        ("归母净利润", "归属于上市公司股东的净利润（千元）"),
        ("基本每股收益", "基本每股收益（元/股）"),
        ("财政收入", "一般公共预算收入"),
        ("新增城镇就业", "城镇新增就业人数"),
        ("社零总额", "社会消费品零售总额"),
        ("物价", "CPI"),
        ("研发强度", "全社会研发经费投入强度"),
        ("研发投入强度", "全社会研发经费支出相当于全市生产总值的比例"),
        ("国家级高新技术企业", "国家高新技术企业"),
        ("农村居民消费价格涨跌", "农村居民消费价格"),
        ("粮食", "粮食总产量"),
        ("grain output", "粮食产量"),
        ("new urban jobs", "城镇新增就业"),
        ("general public budget revenue", "地方一般公共预算收入"),
        ("ＧＤＰ", "gdp"),
        ("地区生产总值增速", "地区生产总值"),
        ("城镇新增就业目标", "城镇新增就业"),
    ],
)
def test_two_names_of_one_measure(asked: str, stated: str) -> None:
    assert alike(asked, stated) == 1.0
    assert alike(stated, asked) == 1.0


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("居民人均可支配收入", "农村居民人均可支配收入"),
        ("各项贷款余额", "各项存款余额"),
        ("税收收入", "非税收入"),
        ("一般公共预算收入", "一般公共预算支出"),
        ("研发投入强度", "研发经费"),
        ("进口总额", "进出口总额"),
        ("公路里程", "高速公路里程"),
        ("粮食面积", "粮食产量"),
        ("夏粮产量", "粮食产量"),
        ("旅客运输量", "货物运输量"),
        ("新建住房面积", "在建住房面积"),
        ("第一产业增加值", "第二产业增加值"),
    ],
)
def test_a_sibling_is_another_measure(asked: str, stated: str) -> None:
    assert alike(asked, stated) == 0.0
    assert alike(stated, asked) == 0.0


def test_a_longer_name_is_alike_but_not_the_same() -> None:
    assert 0.5 < alike("行政许可事项", "行政许可事项清单") < 1.0


@pytest.mark.parametrize("nothing", ["", "  ", "，。", "总额", "增长"])
def test_a_phrase_that_names_nothing_is_like_no_other(nothing: str) -> None:
    assert alike(nothing, "地区生产总值") == 0.0
    assert alike(nothing, nothing) == 0.0
    assert in_common(nothing, phrase("地区生产总值")) == 0.0


@pytest.mark.parametrize(
    ("asked", "stated", "context", "expected"),
    [
        ("地区生产总值", "GDP", "", 1.0),
        ("贷款 余额", "各项贷款余额", "", 1.0),
        ("贷款 余额", "各项存款余额", "", 0.0),
        ("水稻 播种面积", "播种面积", "", 0.0),
        ("水稻 播种面积", "播种面积", "水稻", 1.0),
    ],
)
def test_every_word_asked_with_is_in_the_name_or_beside_it(
    asked: str, stated: str, context: str, expected: float
) -> None:
    assert (in_common(asked, phrase(stated), context) >= 0.8) == bool(expected)
    assert (in_common(asked, phrase(stated), context) == 0.0) == (not expected)


@pytest.mark.parametrize(
    ("asked", "text", "missing"),
    [
        ("非税收入", "税收收入20亿元", {"非税"}),
        ("贷款余额", "各项存款余额900亿元", {"贷款"}),
        ("城镇居民收入", "全区居民收入52000元", {"城镇"}),
        ("农村居民收入", "农村居民人均可支配收入31000元", set()),
        ("新建学校", "建成学校3所", set()),
        ("网上卖货", "全网销售额3.5亿元", set()),
        ("货运火车", "开行中欧班列600列", set()),
        ("粮食产量", "", {"产量"}),
    ],
)
def test_the_qualifiers_that_a_text_lacks(asked: str, text: str, missing: set[str]) -> None:
    assert qualifiers_missing(asked, text) == missing


@pytest.mark.parametrize(
    ("text", "growth"),
    [("增长率", True), ("涨幅", True), ("GDP growth", True), ("rate of growth", True), ("GDP", False), ("总额", False)],
)
def test_growth_is_asked_for(text: str, growth: bool) -> None:
    assert asks_growth(text) is growth


@pytest.mark.parametrize(
    ("asked", "text", "is_named"),
    [
        ("技术合同成交额", "出让矿业权182宗、成交价116.8亿元", False),
        ("技术合同成交额", "技术合同成交额达400亿元", True),
        ("公务用车运行维护费", "公务用车购置费0万元", False),
        ("常住人口", "城镇新增就业106万人", False),
        ("自动填好的内容占到的比例", "智能预填比例达74.49%", True),
        ("满意的有几成", "好评率99.97%", True),
    ],
)
def test_an_amount_is_named_beside_its_number(asked: str, text: str, is_named: bool) -> None:
    assert (share_named(asked, text) >= 0.3) == is_named


def test_shares_and_totals() -> None:
    assert asks_share("第二产业增加值占比是多少") and not asks_share("第二产业增加值是多少")
    assert tells_share("占地区生产总值的41.7%") and not tells_share("第二产业增加值171.9亿元，增长6.8%")
    assert is_total("支出合计") and is_total("全县") and not is_total("教育支出")
