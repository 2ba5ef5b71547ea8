"""The words that stand around a number in Chinese reports: predicates, hedges, plans, and what is no part of a measure.

Lists hold patterns, each of one word or phrase; a lookahead or lookbehind rules out longer words (行为, 具有).
"""

from __future__ import annotations

import re

from index.language.dates import FIGURES
from index.language.direction import FALLS, RISES
from index.language.script import HAN


def any_of(*lists: str) -> str:
    """A pattern without groups of the words of lists, the longest first."""
    return "|".join(sorted((word for words in lists for word in words.split()), key=len, reverse=True))


_AT_LEAST = "超过 超 突破 不低于 不少于 高于 多于 不小于 至少 逾 跨上 迈上 跃上 站上 跨越 以上"
_AT_MOST = "不高于 不超过 不多于 不大于 低于 少于 最多 至多"
_NEARLY = "大约 大概 约 約 接近 将近 近 不足 不到 不满"
HEDGE_BEFORE = re.compile(rf"({any_of(_AT_LEAST, _AT_MOST, _NEARLY, '力争 努力')})\s*$")
HEDGE_AFTER = re.compile(rf"\s*({any_of('左右 以上 以内 以下 上下')}|[余多](?![{HAN}]{{0,2}}年))")
HEDGE_WITHIN = re.compile(r"[余多](?=[十百千万亿]*[^\d]*$)")  # 17万多家, 550多万公里

_MORE_RISES = "净增长?  (?<!新)增 涨 升 递增 上浮 延长"
_MORE_FALLS = "降 减 跌 收窄 减低 精简 下浮"


def _verbs(words: str) -> str:
    """The Chinese verbs of a pattern of `index.language.direction`: 增幅 is a noun, and belongs to a measure."""
    return " ".join(it for it in words.split("|") if not it.isascii() and it[-1] not in "幅至")


RISE = any_of(_verbs(RISES), _MORE_RISES)
FALL = any_of(_verbs(FALLS), _MORE_FALLS)
CHANGE = re.compile(rf"(?:{RISE}|{FALL}|变动|变化)了?\s*$")
FALLING = re.compile(rf"(?:{FALL})了?\s*$")
# A change told by where it ends: 提高到, 降至. Its number is a level.
_TURNS = f"{RISE}|{FALL}|控制|保持|稳定|维持|发展|恢复"
_WHEN = rf"(?:{FIGURES}年|现在|目前|去年|今年|上年)"
REACHES = rf"(?:{_TURNS})[至到在为](?:{_WHEN}的?)?"
_REACHES_LAST = re.compile(rf"{REACHES}\s*$")
_BASE = rf"(?:{FIGURES}年?|去年|上年|上一年|前年|上期|[一二三四]年前|目标|预算|任务)"
_THAN = (
    rf"(?:比|较|与){_BASE}(?:度|同期|末|底)?(?:年初)?(?:预算|决算|执行)?数?(?:相比)?|"
    r"[高低多少快慢大小](?:于|出)(?:全国|全省|全市|上年|同期|预期|目标|GDP|经济|[东中西]部)?(?:平均)?(?:水平|增速)?"
)
_VERBS = (
    r"高?达到?了? (?<!行)为 (?<!总)(?<![凡但正就只还也更都])是 (?<!总)(?<![所具拥享含占])有 共有 拥有 完成 实现 "
    r"占到 占(?!比) 均[为在]? (?<!平)均 年均 分别 累计 合计 总计 共计 一共 总共 总数 共 同比 环比 实际 名义 平均 "
    r"全部 超额 变动 变化 转为 转 (?<![压依遵])按 拟 (?<![存所内潜健好现实正])在 已经 已 将 要 仅 只 再 又 可 再次 "
    r"首次 连跨 (?<=^)\s*[到至] 则 則 則?高?達 [控抑]制在 大幅 小幅 略 略有 明显 显著 稳步 快速 平稳 持续 稳健 只有 "
    r"连续(?:[\d一二三四五六七八九十两]+年)? 进入 晋级 迈进 跨进 继续 稳?位?居 预计 预期 了 其中 (?<=约)合 人民币 "
    r"新[台臺][币幣]"
)
_EACH = r"每(?:[百千万十]+)?人(?:口)?(?:每[年月天日])? 每[年月天日户亩] 每立方米"
_FROM = rf"(?<!自)[由从](?:{FIGURES}年?|去年|上年)?的?"
PREDICATE = re.compile(rf"(?:{REACHES}|{any_of(_VERBS, _EACH)}|{RISE}|{FALL}|{_FROM}|{_THAN}|[，,：:、（(\s—“”\"])$")
ARE_SPREAD = re.compile(r"分别|各(?!类|项|级|地|市|县|区|种|界|方|族|部)|依次")

_SCOPES = (
    "全国 我国 全省 全市 全区 全县 全州 全旗 全镇 全乡 全街道 全系统 我[省市区县州旗局] 本[省市区县州旗局] 全球 "
    "世界 国内 省级层面 区域内 各地区? 中央(?!预算|财政|企业|本级) 地方(?!一般|财政|政府|标准|性|特色)"
)
OWNERS = f"(?:{any_of(_SCOPES)})"
WIDER = re.compile(r"^(?:全国|我国|全球|世界|全省|全市)$")
NATIONAL = frozenset({"全国", "我国"})
_IN_A_NAME = any_of(  # 全国文明城市, 全区生产总值: behind the name of a whole, part of a measure
    "重点 文明 示范 优秀 先进 人大 政协 统一 百强 首 最 性 唯一 领先 第 排名 居民 前列 平均 生产总值"
)
_COUNT = "一两二三四五六七八九十"
_DASH = r"\s*[-－—–~～至到]\s*"
_TIMES = (
    rf"去年 今年 明年 本年度? 当年 全年 年内 年末 年底 上半年 下半年 前?[一二三四]季度 第[一二三四]季度 "
    rf"前[{_COUNT}\d]+个?月 截[至止](?:到|目前)? 目前 (?:过去|这|近|最近)?[{_COUNT}]年来? 过去一年 一年来 期末 本期 "
    rf"报告期内? 同期 "
    r"[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来|末)?"
)
_YEAR = rf"(?:到|自|从|至|在|于|预计)?\s*(?:{FIGURES}\s*年?{_DASH})?{FIGURES}\s*年度?(?:底|末|初|前|以来|起|间)?"
_OF_REPUBLIC = r"(?:中[华華])?(?:民[国國])?(?:[89]\d|1[0-3]\d)年度?(?:底|末|初)?止?"
_MONTH = rf"(?:\d{{1,2}}{_DASH})?\d{{1,2}}月份?(?:底|末)?"
_NUMBERED = rf"[{_COUNT}十]{{1,3}}、(?![{_COUNT}十])"
_TASKS = r"(?:主要)?(?:预期)?目标(?:是|为|建议为)|(?:经济社会发展)?的?主要(?:预期)?(?:目标|指标)(?:建议)?[是为]?"
_STEP = r"(?:[千百十]?[万亿]?元?)(?:台阶|大关|关口)"
_CONNECTORS = (
    r"其中 以及 并且 并 而且 且 同时 还 也(?!门) 和 与 及 预计 预期 初步核算 初步统计 据统计 力争 确保 努力 争取 "
    r"推动 促进 实施 使(?!用) 让 将 把 要(?!素) 已(?!建) 共(?!同|享|有产权|青|建) 合计 总计 累计 年均 完成了? "
    r"实现了? 达成 达到 保持 安排 拟 落实 引导 带动 支持 开展 组织 推进 通过 按照 对(?!外|口|标|接|比|公|台) 为(?!民) "
    r"在(?![校职建册岗产研]) 从(?!业|事|严) 由 于 就 的 范围内"
)
_MARKS = r"[\s，,、：:；;。（()）)“”\"—\-·．.\]*•●▪◆■–>#]"
_LEADING = re.compile(
    rf"(?:{_STEP}|{_MARKS}|{_NUMBERED}|{_TASKS}|{OWNERS}(?!{_IN_A_NAME})|{_YEAR}|{_OF_REPUBLIC}|{_MONTH}|"
    rf"{any_of(_TIMES, _CONNECTORS)})"
)
_TOTALS = (
    "总量 总额 总数 增速 增幅 涨幅 降幅 规模 占比 比重 比例 数量 金额 总值 总规模 总面积 总人数 人数 户数 件数 余额 "
    "年均增速 平均增速 增长 增长率 速度 同比 环比 最高 最低 累计 年均 名义 实际 总体 整体 增量 存量 均价 位居 "
    "总产值 产值 产量 面积 总投资 投资额 投资 比率 水平 指标"
)
GENERIC = re.compile(rf"^其?(?:{any_of(_TOTALS)})?$")
"""What says of which kind a number is and not what it counts."""
_HEADS = (
    "率 收入 支出 总额 额 总值 值 总量 量 总数 数 幅 投资 消费 贷款 存款 余额 面积 里程 比重 比例 占比 人口 人数 "
    "户数 企业 项目 速 指数 利润 水平 强度 标准 价格 寿命 浓度 能力 规模 产量 成本 资产 负债 税收 经费 资金 就业 "
    "岗位 密度 满意度 费用 系数 工资 养老金 覆盖面"
)
HEAD = f"(?:{any_of(_HEADS)})"
"""How the names of measures end."""
_PLANNED = (
    r"目标 力争 确保 争取 计划 规划建设 拟 预期(?!寿命) 将(?!军|领|近) 安排(?!部署) 部署 努力(?:实现|完成|争取) "
    r"再(?:建|新建|增|开工|改造|新增|造) 达到.{0,6}以上的目标"
)
_MUST = r"(?<!主|需|重|必|摘|紧|扼|首|纪|机|概|险)要(?!素|求|害|点|闻|案|道|件|领|塞|务)"
PLAN = re.compile(f"{_MUST}|{any_of(_PLANNED)}")
AIMS = re.compile("预期目标|主要目标|目标(?:是|为|建议)")
HOPES = re.compile("目标|力争|确保|计划")
IS_MET = re.compile("完成|实现|顺利|超额|超过")
IS_DONE = re.compile(r"去年|上年|已|了(?![解])")
EXPECTED = re.compile("预计|预期|初步核算|估计|初步统计|快报")
REQUIRED = re.compile("不得|应当|必须|规定|要求|法定|工作日内|期限|须")
CUMULATIVE = re.compile(
    r"以来|[五三四两十]年(?:来|间|共)|过去[三五十]年|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来)"
)


def reaches(predicates: str) -> bool:
    """Do the words before a number tell where a change ends (提高到, 降至)?"""
    return _REACHES_LAST.search(predicates) is not None


def strip_leading(text: str) -> tuple[str, str]:
    """What stands before a measure (connectors, owners, times, light verbs) and the rest."""
    at = 0
    while (found := _LEADING.match(text, at)) and found.end() > at:
        at = found.end()
    return text[:at], text[at:]
