"""What measures are also called: indicators of official statistics, with short forms, everyday words and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

# A measure's name stands before a stroke, what else it is called below it; blanks within a name are written as _.
_TABLE = """
gdp |
    生产总值 国内生产总值 地区生产总值 全市生产总值 全省生产总值 全区生产总值 国民生产总值 经济总量
    经济规模 经济体量 gross_domestic_product gross_regional_product economic_output
    size_of_the_economy economy
居民消费价格 |
    居民消费价格指数 居民消费价格总水平 居民消费物价 消费物价 消费价格 物价 cpi consumer_prices
    consumer_price_index consumer_price inflation
城镇新增就业 |
    new_urban_job urban_job
    新增城镇就业人数 城镇新增就业人数 城镇新增就业岗位 新增城镇就业 城镇就业新增 新增城镇就业岗位
    new_urban_jobs urban_jobs_created urban_new_jobs urban_jobs new_jobs_in_urban_areas
    new_jobs_in_cities
粮食产量 |
    粮食总产量 粮食总产 粮食产出 打了多少粮食 打粮食 打的粮食 打粮 收粮 产粮 收了多少粮食 收粮食
    grain_output grain_production grain_harvest grain_yield grain
社会消费品零售 |
    社会消费品零售总额 社消零 社零总额 社零 消费品零售总额 total_retail_sales_of_consumer_goods
    retail_sales_of_consumer_goods retail_sales
固定资产投资 |
    全社会固定资产投资 固投 固定资产投资完成额 fixed_asset_investment fixed-asset_investment
    investment_in_fixed_assets
规上工业增加值 |
    industry_above_designated_size industries_above_designated_size industrial_enterprises_above_designated_size
    规模以上工业增加值 规模工业增加值 规上工业增加值 规模以上工业企业增加值
    value_added_of_industrial_enterprises_above_designated_size
    industrial_value_added_above_designated_size value-added_of_industries_above_designated_size
    value_added_of_industry_above_designated_size
一般公共预算收入 |
    地方一般公共预算收入 地方财政一般公共预算收入 地方财政收入 财政一般公共预算收入 财政收入
    general_public_budget_revenue general_budget_revenue fiscal_revenue
一般公共预算支出 |
    地方一般公共预算支出 财政支出 general_public_budget_expenditure fiscal_expenditure
城镇登记失业率 |
    登记失业率 registered_urban_unemployment_rate
城镇调查失业率 |
    失业率 surveyed_urban_unemployment urban_unemployment
    调查失业率 城镇失业率 surveyed_urban_unemployment_rate urban_surveyed_unemployment_rate
    surveyed_unemployment_rate_in_urban_areas urban_unemployment_rate
居民可支配收入 |
    全体居民人均可支配收入 居民人均可支配收入 全省居民人均可支配收入 人均可支配收入 居民收入
    per_capita_disposable_income_of_residents per_capita_disposable_income
    disposable_income_per_capita
进出口 |
    进出口总额 外贸进出口总额 外贸进出口 货物进出口总额 货物进出口 进出口总值 外贸进出口总值
    货物贸易进出口总额 foreign_trade total_imports_and_exports imports_and_exports
研发投入强度 |
    研发经费投入强度 全社会研发经费投入强度 全社会研发投入强度 r&d经费投入强度 研发强度
    r&d_intensity
研发经费 |
    全社会研发经费 研发投入 全社会研发投入 研发经费支出 研发支出 全社会研发经费支出 r&d经费
    r&d_spending r&d_expenditure research_and_development_expenditure
细颗粒物 |
    pm2.5 pm2.5平均浓度 pm2.5年均浓度 pm2.5浓度 细颗粒物浓度 细颗粒物平均浓度 细颗粒物年均浓度
实际使用外资 |
    实际利用外资 利用外资 使用外资 外商直接投资 foreign_direct_investment
    utilized_foreign_investment
广义货币 |
    广义货币m2 广义货币供应量 m2余额 m2_money_supply money_supply broad_money_supply broad_money m2
赤字率 |
    deficit-to-gdp_ratios deficit_ratios
    财政赤字率 deficit_ratio deficit-to-gdp_ratio budget_deficit_ratio
营业收入 |
    营收 营业总收入 revenue operating_revenue net_sales net_revenue
净利润 |
    归母净利润 归属于上市公司股东的净利润 归属于母公司股东的净利润 归属于母公司所有者的净利润 归属于本行股东的净利润
    net_profit_attributable_to_shareholders net_income net_profit
扣非净利润 |
    归属于上市公司股东的扣除非经常性损益的净利润 扣除非经常性损益的净利润 扣非归母净利润
经营活动现金流量净额 |
    经营活动产生的现金流量净额 经营现金流 经营性现金流 经营活动现金流 operating_cash_flow
    net_cash_flow_from_operating_activities
总资产 |
    资产总额 资产总计 total_assets
净资产 |
    归属于上市公司股东的净资产 归属于母公司股东的净资产 net_assets
员工总数 |
    在职员工的数量合计 报告期末在职员工的数量合计 在职员工总数 员工人数 员工数量 职工人数 职工总数 number_of_employees
    employees headcount
每股收益 |
    基本每股收益 basic_earnings_per_share earnings_per_share eps
城镇化率 |
    常住人口城镇化率 urbanization_rate urbanisation_rate
森林覆盖率 |
    forest_coverage forest_cover
"""


@cache
def names() -> Mapping[str, str]:
    """Every form → the name that stands for all."""
    return {form: name for name, forms in _measures() for form in (name, *forms)}


def _measures() -> Iterator[tuple[str, list[str]]]:
    name = ""
    for line in _TABLE.strip().splitlines():
        if line.endswith("|"):
            name = line.removesuffix("|").strip()
        else:
            yield name, line.split()
