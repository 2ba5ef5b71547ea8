"""Are two phrases names of one measure? By their words, with the aliases of official statistics.

A measure that differs in its head or in a qualifier (贷款 and 存款, 城镇 and 农村) is another one, however alike the
words are; so the words of a group of which a measure has one each have to be the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from index.language.tokens import fold

# A line is one measure: its name first, then what else it is called. Indicators as the National Bureau of Statistics
# names them, with their usual short forms, everyday words and English.
_ALIASES = """
    gdp | 生产总值 国内生产总值 地区生产总值 全市生产总值 全省生产总值 全区生产总值 国民生产总值 经济总量 经济规模 经济体量 gross_domestic_product gross_regional_product economic_output size_of_the_economy economy
    居民消费价格 | 居民消费价格指数 居民消费价格总水平 居民消费物价 消费物价 消费价格 物价 cpi consumer_prices consumer_price_index consumer_price inflation
    城镇新增就业 | 新增城镇就业人数 城镇新增就业人数 城镇新增就业岗位 新增城镇就业 城镇就业新增 新增城镇就业岗位 new_urban_jobs urban_jobs_created urban_new_jobs urban_jobs new_jobs_in_urban_areas new_jobs_in_cities
    粮食产量 | 粮食总产量 粮食总产 粮食产出 打了多少粮食 打粮食 打的粮食 打粮 收粮 产粮 收了多少粮食 收粮食 grain_output grain_production grain_harvest grain_yield grain
    社会消费品零售 | 社会消费品零售总额 社消零 社零总额 社零 消费品零售总额 total_retail_sales_of_consumer_goods retail_sales_of_consumer_goods retail_sales
    固定资产投资 | 全社会固定资产投资 固投 固定资产投资完成额 fixed_asset_investment fixed-asset_investment investment_in_fixed_assets
    规上工业增加值 | 规模以上工业增加值 规模工业增加值 规上工业增加值 规模以上工业企业增加值 value_added_of_industrial_enterprises_above_designated_size industrial_value_added_above_designated_size value-added_of_industries_above_designated_size value_added_of_industry_above_designated_size
    一般公共预算收入 | 地方一般公共预算收入 地方财政一般公共预算收入 地方财政收入 财政一般公共预算收入 财政收入 general_public_budget_revenue general_budget_revenue fiscal_revenue
    一般公共预算支出 | 地方一般公共预算支出 财政支出 general_public_budget_expenditure fiscal_expenditure
    城镇调查失业率 | 调查失业率 城镇失业率 surveyed_urban_unemployment_rate urban_surveyed_unemployment_rate surveyed_unemployment_rate_in_urban_areas urban_unemployment_rate
    居民可支配收入 | 全体居民人均可支配收入 居民人均可支配收入 全省居民人均可支配收入 人均可支配收入 居民收入 per_capita_disposable_income_of_residents per_capita_disposable_income disposable_income_per_capita
    进出口 | 进出口总额 外贸进出口总额 外贸进出口 货物进出口总额 货物进出口 进出口总值 外贸进出口总值 货物贸易进出口总额 foreign_trade total_imports_and_exports imports_and_exports
    研发投入强度 | 研发经费投入强度 全社会研发经费投入强度 全社会研发投入强度 r&d经费投入强度 研发强度 r&d_intensity
    研发经费 | 全社会研发经费 研发投入 全社会研发投入 研发经费支出 研发支出 全社会研发经费支出 r&d经费 r&d_spending r&d_expenditure research_and_development_expenditure
    细颗粒物 | pm2.5 pm2.5平均浓度 pm2.5浓度 细颗粒物浓度 细颗粒物平均浓度
    实际使用外资 | 实际利用外资 利用外资 使用外资 外商直接投资 foreign_direct_investment utilized_foreign_investment
    赤字率 | 财政赤字率 deficit_ratio deficit-to-gdp_ratio budget_deficit_ratio
    营业收入 | 营收 营业总收入 revenue operating_revenue net_sales net_revenue
    净利润 | 归母净利润 归属于上市公司股东的净利润 归属于母公司股东的净利润 net_income net_profit
    城镇化率 | 常住人口城镇化率 urbanization_rate urbanisation_rate
    森林覆盖率 | forest_coverage forest_cover
"""
# Words that are a measure only where nothing else is said: "how does the economy grow", "how much grain".
_ALONE = {"经济": "gdp", "全年经济": "gdp", "粮食": "粮食产量"}
# Of each group a measure has the same members or is another one.
_EXCLUSIVE = tuple(
    line.split()
    for line in """
    城镇 农村 城乡 农民
    贷款 存款
    客运 货运 旅客 货物
    进口 出口 进出口
    网上 线上 线下 网络
    规上 限上 规模以上 限额以上
    新增 净增 存量 累计
    新建 改造 改建 建成 在建 开工 竣工 投产
    一产 二产 三产 第一产业 第二产业 第三产业
    男 女
    国有 民营 民间 私营
    政府性基金 一般公共预算 社会保险基金 国有资本经营
    税收 非税
    收入 支出 利润
    夏粮 秋粮 早稻
    小学 初中 高中 大学 幼儿园 义务教育
    制造业 服务业 农业 建筑业 房地产 高技术 旅游
    国家级 省级 市级 县级
    住院 门诊
    复议 诉讼 信访
    受理 收到 办结 审结 答复 结转
    维持 纠正 撤销
    公开 不予公开 不予处理 部分公开
    失业 就业 转移就业
    生产 消费
    面积 产量 投资 数量 单价
    最高 最低 平均
    公路 铁路 高速公路 高铁
    养老 医疗 工伤 低保
    人均 总额
    强度 经费
    """.strip().splitlines()
)
# What reports say in other words: 新建 as 建成, 受理 as 收到.
_REWORDED = frozenset("新增 净增 存量 累计 新建 改造 改建 建成 在建 开工 竣工 投产 受理 收到 办结 审结 答复 结转 最高 最低 平均".split())
_NEUTRAL = re.compile(
    r"全[省市区县疆州旗国]|我[省市区县]|城市(?=gdp)|全社会|地方|全部|主要|总体|累计完成|年度|指标|情况|方面|数量|总数|总计|合计|总额|总量|总值|规模|金额|人数|件数|户数|个数|数(?=$)|的|了|"
    r"实际|全年|当年|本年|目前|共有|各类|左右|是多少|多少"
)
_GROWTH = re.compile(
    r"增长(?:率|速度|幅度|目标)?|增速|增幅|涨幅|降幅|上涨|涨了|涨|同比|growth(?:_rate)?|grow|grew|increase|rate_of_growth"
)
_PLAN = re.compile(r"(?:预期|年度|控制|调控|增长)?目标|预期|计划|target|goal|ceiling")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A measure as it compares: its `name` without what is neutral; `grams` pairs of characters; `kinds` the members of
    each exclusive group that it names."""

    name: str
    grams: frozenset[str]
    kinds: tuple[frozenset[str], ...]


@lru_cache(maxsize=65536)
def phrase(text: str) -> Phrase:
    """The measure that a phrase names."""
    name = _canonical(text)
    grams = frozenset(name[at : at + 2] for at in range(len(name) - 1)) or frozenset({name} if name else ())
    kinds = tuple(_members(group, name) for group in _EXCLUSIVE)
    return Phrase(name, grams, kinds)


def _members(group: Iterable[str], name: str) -> frozenset[str]:
    found = {it for it in group if it in name}
    return frozenset(it for it in found if not any(it != other and it in other for other in found))


def _canonical(text: str) -> str:
    folded = re.sub(r"\s+", "_", fold(text).strip())
    folded = _aliases().sub(lambda it: _names()[it[0]], folded)
    folded = _PLAN.sub("", _GROWTH.sub("", folded))
    name = re.sub(r"[\W_]+", "", _NEUTRAL.sub("", folded))
    return _ALONE.get(name, name)


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _ALIASES.strip().splitlines():
        name, others = (it.strip() for it in line.split("|"))
        found |= dict.fromkeys((name, *others.split()), name)
    return found


@cache
def _aliases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_names(), key=len, reverse=True))))


def in_common(asked: str, stated: Phrase, context: str = "") -> float:
    """As `likeness`, of the words of a question: each of them is part of the name, or stands in the `context`.

    Words that only repeat another are passed over.
    """
    whole = phrase(asked)
    if whole.name == stated.name and whole.name:
        return 1.0
    parts = [phrase(word) for word in asked.split()]
    parts = [it for it in parts if len(it.name) > 1]
    used = [it for it in parts if it.grams & stated.grams]
    if not used or not stated.name:
        return 0.0
    rest = [it for it in parts if it not in used and not any(it.name in other.name for other in used)]
    if any(it.name not in context for it in rest):
        return 0.0
    joined = phrase(" ".join(dict.fromkeys(it.name for it in used)))
    return likeness(joined, stated)


def qualifiers_missing(asked: str, text: str) -> frozenset[str]:
    """The words of an exclusive group that the asked phrase names and the text does not: 非税, 农村, 贷款."""
    named, held = phrase(asked), _canonical(text)
    return frozenset(it for members in named.kinds for it in members if it not in held and it not in _REWORDED)


def likeness(asked: Phrase, stated: Phrase) -> float:
    """How much two names have in common, in [0, 1]; 0 where they differ in a word of which a measure has one."""
    if not asked.name or not stated.name:
        return 0.0
    if asked.name == stated.name:
        return 1.0
    if any(a != b for a, b in zip(asked.kinds, stated.kinds, strict=True)):
        return 0.0
    common = len(asked.grams & stated.grams)
    return 2 * common / (len(asked.grams) + len(stated.grams))


def asks_growth(text: str) -> bool:
    """Does a phrase name the growth of a measure rather than its level?"""
    return _GROWTH.search(fold(text).replace(" ", "_")) is not None
