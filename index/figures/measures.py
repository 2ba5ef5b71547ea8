"""Are two phrases names of one measure? By their words, with the aliases of official statistics.

A measure that differs in its head or in a qualifier (贷款 and 存款, 城镇 and 农村) is another one, however alike the
words are; so the words of a group of which a measure has one each have to be the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from index.figures.aliases import names
from index.figures.patterns import HEAD
from index.language.script import HAN
from index.language.tokens import fold

# Words that are a measure only where nothing else is said: "how does the economy grow", "how much grain".
_ALONE = {"经济": "gdp", "全年经济": "gdp", "粮食": "粮食产量"}
# 全社会研发经费支出相当于全市生产总值的比例
_INTENSITY = re.compile(
    r"(?:全社会)?(?:研发|r&d|研究与试验发展)(?:经费)?(?:投入|支出)*(?:相当于|占|与)(?:全[国省市区])?(?:国内|地区)?"
    r"(?:生产总值|gdp)的?(?:比例|比重|之?比)"
)
_UNIT = re.compile(  # behind the name of a row: 营业收入（千元）
    r"[（(](?:人民币|单位[:：])?[十百千万亿]*(?:元|人|股|辆|台|吨|件|个|户|家|%|千瓦时|[gm]wh)(?:/.{1,4}?)?[)）]", re.I
)
_ONLINE = re.compile("网(?=办|签(?!约)|申)")  # 网办率, 网上办
# Of each group a measure has the same members or is another one.
_EXCLUSIVE = tuple(
    line.split()
    for line in """
    城镇 农村 城乡 农民
    青年 大学生 高校毕业生 农民工 残疾人 退役军人 脱贫人口
    贷款 存款
    客运 货运 旅客 货物
    进口 出口 进出口
    网上 线上 线下 网络
    规上 限上 规模以上 限额以上
    新增 净增 存量
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
    省级 市级 县级
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
# Of them, those that narrow a measure wherever in a question they stand.
_QUALIFIERS = (
    "青年 大学生 高校毕业生 农民工 残疾人 退役军人 脱贫人口 "
    "城镇 农村 农民 贷款 存款 客运 货运 网上 线上 民间 民营 非税 税收 政府性基金 房地产 制造业 高技术 夏粮 秋粮".split()
)
_LONGEST_NAME = 12  # characters of the name of a measure that nobody describes
# A part of what a company does or where, whose measure is not the whole company's.
_SEGMENT = re.compile(
    r"(?:板块|分部|业务|事业[群部]|产品|渠道|市场|地区|海外|境[内外]|国内|子公司|[一二三四]季度|来自[^，。]{1,12})的?_?$"
)
_LOOSE = "的年了出定里中各是谁率在把按及和与初排写省市区县地"  # characters that part a name from what stands before it
# What reports say in other words: 新建 as 建成, 受理 as 收到.
_REWORDED = frozenset(
    "新增 净增 存量 累计 新建 改造 改建 建成 在建 开工 竣工 投产 受理 收到 办结 审结 答复 结转 最高 最低 平均".split()
)
_ALSO_SAID = {"网上": ("网络", "全网", "线上", "电商", "互联网"), "货运": ("货物", "班列")}
_NEUTRAL = re.compile(
    r"^[一二三四五六七八九十]是|累计|全[省市区县疆州旗国]|我[省市区县]|城市(?=gdp)|全社会|地方(?!财政赤字|政府债)|全部|主要|总体|累计完成|年度|指标|情况|方面|数量|总数|总计|合计|总额|总量|总值|规模|金额|人数|件数|户数|个数|数(?=$)|的|了|"
    r"实际|安排|全年|当年|本年|目前|共有|各类|各项|左右|是多少|多少"
)
_GROWTH = re.compile(
    r"增长(?:率|速度|幅度|目标)?|增速|增幅|涨幅|降幅|(?:比上年)?(?:上涨|涨跌(?:幅度?)?|下降|下跌|降低)|涨了|涨|同比|比上年|growth(?:_rate)?|grow|grew|increase|rate_of_growth"
)
_TOTAL = re.compile(r"总计|合计|总数|总额|全[国省市区县]|\bTotal\b", re.I)
_SHARE = re.compile(r"占比|比重|份额|构成比|占.{0,12}(?:比例|百分之|几成)")
_TELLS_SHARE = re.compile(r"占|比重|比例|份额|结构|构成|率")
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
    folded = _UNIT.sub("", folded)
    folded = _ONLINE.sub("网上", _INTENSITY.sub("研发投入强度", folded).replace("国家级", "国家"))
    folded = _aliases().sub(lambda it: names()[it[0]], folded)
    folded = _PLAN.sub("", _GROWTH.sub("", folded))
    name = re.sub(r"[\W_]+", "", _NEUTRAL.sub("", folded))
    return _ALONE.get(name, name)


@cache
def _aliases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names(), key=len, reverse=True))))


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


def official_name(question: str) -> str:
    """The name of official statistics that a question holds, with the qualifiers that it names elsewhere.

    Empty where it holds none, or where a word before the name makes it another's (跨境电商进出口).
    """
    folded = re.sub(r"\s+", "_", fold(question).strip())
    found = max(_aliases().finditer(folded), key=lambda it: len(it[0]), default=None)
    if found is None or _is_narrowed(folded[: found.start()], found[0]):
        return ""
    named = names()[found[0]]
    rest = folded[: found.start()] + "_" + folded[found.end() :]
    own = _members(_QUALIFIERS, named)
    others = [it for it in sorted(_members(_QUALIFIERS, rest)) if it not in own]
    return " ".join((*others, found[0].replace("_", " ")))


def _is_narrowed(before: str, name: str) -> bool:
    """Does a word stand right before the name that may belong to it?"""
    if _SEGMENT.search(before):
        return True
    last = before[-1:]
    return not name.isascii() and re.match(f"[{HAN}]", last) is not None and last not in _LOOSE


def qualifiers_missing(asked: str, text: str) -> frozenset[str]:
    """The words of an exclusive group that the asked phrase names and the text does not: 非税, 农村, 贷款."""
    named, held = phrase(asked), _canonical(text)
    return frozenset(
        it
        for members in named.kinds
        for it in members
        if it not in _REWORDED and not any(word in held for word in (it, *_ALSO_SAID.get(it, ())))
    )


def share_named(asked: str, text: str) -> float:
    """How much of the amount that a phrase names stands in a text, in [0, 1]: 技术合同成交额 in 成交价116.8亿元.

    1 where it names none, or only describes it (自动填好的内容所占的比例); 0 where its head (成交额, 维护费) does not.
    """
    last = asked.split()[-1] if asked.split() else ""
    named = phrase(last)
    if not names_amount(last) or "的" in last or not 2 < len(named.name) <= _LONGEST_NAME:
        return 1.0
    held = _canonical(text)
    return sum(it in held for it in named.grams) / len(named.grams) if named.name[-2:] in held else 0.0


def names_amount(words: str) -> bool:
    """Does a phrase end in the name of an amount or a rate (收入, 失业率)?"""
    return re.search(rf"(?:{HEAD}|费|[能煤水电]耗)$", words.strip()) is not None


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


def is_total(label: str) -> bool:
    """Is a row or a column of a table the sum of the others?"""
    return _TOTAL.search(label) is not None


def asks_share(text: str) -> bool:
    """Does a phrase ask for the share that one amount is of another (占比, 比重)?"""
    return _SHARE.search(text) is not None


def tells_share(text: str) -> bool:
    """Can a text state a share: does it name one?"""
    return _TELLS_SHARE.search(text) is not None


def asks_growth(text: str) -> bool:
    """Does a phrase name the growth of a measure rather than its level?"""
    return _GROWTH.search(fold(text).replace(" ", "_")) is not None
