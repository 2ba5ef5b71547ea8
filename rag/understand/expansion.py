"""Other ways in which reports write a term of a Chinese question: abbreviations and full names, numerals and digits.

Vocabulary that every Chinese government shares: departments as the institutional reform of 2018 named them, indicators
as the National Bureau of Statistics names them. Nothing in it comes from single reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from index.language.dictionary import Terms, translations
from index.language.numerals import decimal, in_chinese

# Names of departments without their rank, and their ranks: 局 of a city, 厅 of a province, 部 of the state.
_DEPARTMENTS = (
    ("局 厅 部", "人社 人力社保 人力资源社会保障 人力资源和社会保障"),
    ("局 委 厅 部", "住建 住房城乡建设 住房和城乡建设"),
    ("局 厅 部", "工信 工业信息化 工业和信息化"),
    ("局 厅 部", "文旅 文化旅游 文化和旅游"),
    ("局 厅 部", "农业 农业农村"),
    ("局 厅 部", "环保 生态环境"),
    ("局 厅 部", "交通 交通运输"),
    ("局 总局", "市监 市场监管 市场监督管理"),
    ("局 厅", "规资 自规 规划资源 自然资源 规划和自然资源"),
    ("局", "医保 医疗保障"),
    ("局 厅", "应急 应急管理"),
    ("局 厅", "退役军人 退役军人事务"),
    ("局", "城管 城市管理 城管执法 城市管理行政执法"),
    ("局", "政数 政务服务和数据管理 政务服务数据管理"),
    ("委 委员会", "卫健 卫生健康"),
    ("委 委员会", "发改 发展改革 发展和改革"),
    ("委 委员会", "经信 经济信息化 经济和信息化"),
    ("委 委员会", "国资 国有资产监督管理"),
    ("委 委员会", "建管 建设管理 建设和管理"),
    ("办 办公室", "政务服务"),
    ("办 办公室", "政府"),
)
_SAME = """
    GDP 地区生产总值 国内生产总值 生产总值
    规上 规模以上
    限上 限额以上
    社零 社会消费品零售总额 社消零
    固投 固定资产投资
    外贸 货物进出口 进出口总额 外贸进出口
    外资 实际使用外资 利用外资
    财政收入 一般公共预算收入
    财政支出 一般公共预算支出
    人均收入 人均可支配收入
    CPI 居民消费价格
    PM2.5 细颗粒物
    研发投入 研发经费 R&D经费
    高企 高新技术企业
    双随机一公开 双随机、一公开 双随机，一公开
    一件事一次办 一件事
    规范性文件 红头文件
    社保 社会保险
    医保 医疗保险
    低保 最低生活保障
    新能源车 新能源汽车
    棚改 棚户区改造
    老小区 老旧小区
    高铁 高速铁路
    营商环境 办事环境
    公积金 住房公积金
"""
_NUMERAL = "零一二两三四五六七八九十百千万"
_UNITS = "个件家项次条台座所处场期回辆套批宗起种名位人户天年"
_NUMBER = re.compile(
    rf"(?<![\d.第{_NUMERAL}])(?:\d{{1,5}}|[{_NUMERAL}]{{1,9}})(?![\d.{_NUMERAL}亿%％])(?P<unit>[{_UNITS}])?"
)


def other_words(language: str, content: str, known: Callable[[str], bool]) -> Terms:
    """In which other words the reports may say what a question asks for: a dictionary's for an English one, synonyms
    for a Chinese one."""
    return (translations if language == "en" else alternatives)(content, known)


def alternatives(content: str, known: Callable[[str], bool]) -> list[tuple[str, ...]]:
    """For each term that is written in several ways, in order: as it stands in the question, then as the shelf may.

    `known` tells whether the shelf holds a form; a term without another form that it holds is left out. The longest
    term counts at each point (地区生产总值, not 生产总值).
    """
    terms = [(match.start(), match[0], _forms()[match[0].upper()]) for match in _pattern().finditer(content)]
    numbers = [(match.start(), match[0], _rewritten(match)) for match in _NUMBER.finditer(content)]
    found = []
    for _, term, forms in sorted((*terms, *numbers)):
        others = tuple(form for form in forms if form != term.upper() and known(form))
        if others:
            found.append((term, *others))
    return list(dict.fromkeys(found))


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    """Each form → all that mean the same, itself included; a form stands in one group only."""
    return {form: group for group in _groups() for form in group}


def _groups() -> Iterator[tuple[str, ...]]:
    for ranks, names in _DEPARTMENTS:
        rows = [ranks] if "委员会" in ranks or "办公室" in ranks else ranks.split()  # 委 is short for 委员会
        for row in rows:
            yield tuple(name + end for name in names.split() for end in row.split())
    yield from (tuple(line.split()) for line in _SAME.strip().splitlines())


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_forms(), key=len, reverse=True))), re.I)


def _rewritten(match: re.Match[str]) -> tuple[str, ...]:
    """The number in the other script (277项 and 二百七十七项); up to ten only with what it counts, as 五 is in many
    words; 一 is an article."""
    unit = match["unit"] or ""
    number = match[0].removesuffix(unit) if unit else match[0]
    value = int(decimal(number) or 0)  # 十五五, 百: no number as it stands
    if value <= (1 if unit else 10) or (unit == "年" and 1900 <= value < 2100):
        return ()
    return (f"{_in_chinese(value, unit)}{unit}",) if number.isdigit() else (f"{value}{unit}",)


def _in_chinese(value: int, unit: str) -> str:
    return "两" if value == 2 and unit else in_chinese(value)
