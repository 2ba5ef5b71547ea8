"""One number in its clause of Chinese prose → a figure.

The words before its predicate (达到, 增长, 控制在…) are its measure, or, where those are none, the words behind
its unit (277项行政许可事项), or, where both are left out, what the number before it counts
("收入达到8374.2亿元、增长0.7%").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from index.figures import patterns as w
from index.figures.context import Context, Place
from index.figures.figure import NO_PERIOD, Figure, Kind, Period, Span, What
from index.figures.numbers import RANK
from index.figures.periods import base_named
from index.language.quantities import Quantity
from index.language.script import HAN
from index.language.units import COUNT, COUNTED, DURATIONS, MONEY, SHARE

_NOTE = re.compile(r"[\[［]\d{1,3}[\]］]")  # the number of a footnote
_MINUS = re.compile(r"(?<![\d%％\]])[-－−]\s*$")
_BEHIND = re.compile(rf"\s*[的个]?((?:[{HAN}A-Za-z“”\"（()）·\-]|\d(?=[A-Za-z]))+)")
_NO_NOUN = re.compile(
    rf"^(?:[余多]$|{w.RISE}|{w.FALL}|的(?:速度|目标|水平|增速)|[，,。；;、]|[千百十]?[万亿]?元?(?:台阶|大关|关口)|"
    + w.any_of(
        "左右 以上 以内 以下 上下 和 与 及 为 是 在 到 至 比 较 居 位 均 分别 高于 低于 占 同比 新高 超 创 列 排 "
        "其中 全部 实现 完成 任务 跻身 连续 首次 达 纳入 获 被 入选 进入 落户 投产 建成 开工 竣工 投入 得到 并 且 "
        "而 提前 以来 内 后 前 时 起"
    )
    + ")"
)
# Verbs that stand alone before a number: what they count stands behind it, or was named before.
_VERBS = (
    "新增了? 新建 新改建 改建 改造 建成 新开工 开工 竣工 受理 办理 办结 审结 审查 审核 制定 修订 废止 清理 发放 "
    "发布 公开 收到 新收 组织 举办 开展 培训 培育 引进 实施 推出 出台 打造 完成 实现 拥有 设立 建立 创建 认定 评定 "
    "获评 新认定 取消 下放 整合 精简 检查 抽查 查处 立案 处理 化解 调解 答复 提供 安置 救助 帮扶 资助 惠及 服务 "
    "接待 吸引 签约 落地 投入 争取 筹集 减免 退税 减税 压减 追回 挽回 共 有 共有 现有 形成 提出 报送 承办 接收 召开 "
    "通过 作出 做出 编制 印发 配备 选派 招聘 招录 推进 启动 覆盖 涉及 辐射 带动 促成 新设 增设 续建 扩建 迁建 加装 "
    "更新 植树 造林 治理 修复 恢复 清退 关停 关闭 淘汰 处置 盘活 供应 供给 交付 设 只有 仅有 约有"
)
_VERB_ONLY = re.compile(rf"^(?:{w.any_of(_VERBS)})*+$")
_SHORT = 4  # characters of a word that is taken for a verb where a noun stands behind the number
_LONGEST = 160  # characters before a number among which its measure stands
_NEAR = 400  # characters of a sentence that tell what is spoken of
_RANK_SCOPE = re.compile(
    rf"(?:{w.any_of('[稳跃位]居 [位名]列 排名 排在 [升提]至 列 居 保持 进入 跻身')})?在?"
    rf"(?:全[国省市区]|全球|世界|国内|[东中西]部|同类[{HAN}]{{2}})?(?:各?省[区市]*|地区|同行业)?$"
)
_PER_HEAD = re.compile(r"人均|每[百千万十]*(?:人|名|户|位)|[/／]人|平均每人")
_OUTPUT = re.compile(r"总产量?|产量|单产|总产值|产值|播种面积|面积")
_PRODUCT = re.compile(
    rf"((?!播种|种植)[{HAN}]{{2}})(?:{w.any_of('播种面积 种植面积 面积 生产 总产 增产 产量 单产 产能 养殖')})"
)
_ECONOMY = re.compile(r"经济(?:发展|运行|增长|总量|平稳|持续|保持)")
_STATES = re.compile(rf"{w.RISE}|{w.FALL}|达|完成|\d")
_STARTS = re.compile(r"[由从](?:[\d年去上]{0,6}的)?$")
_ENDS = re.compile(rf"[{HAN}]{{0,8}}?[到至]")
_UP_TO = re.compile(r"[到至]\s*$")
_OWNERS = re.compile(w.OWNERS)
_YEARLY = re.compile(r"年均(?!浓度|值|气温|降水)")
_REACHED = re.compile(r"高?达到?了?\s*$")
_GROWTH = re.compile(r"(?:增速|增幅|涨幅|降幅|[增成]长率|年?增率|增長率?|增长|跌幅)$")
_RATES = re.compile(r"增速|增幅|涨幅|降幅")
_SHARES = re.compile(r"[率占比重度]$")
_IS_EACH = re.compile(r"(?<=增长|下降)[均都]为$")
_DIFFERS = ("growth", "change")
_REDUCES = re.compile(r"^再?(?:压减|削减|核减|压缩)")
_GAINED = re.compile(r"(?<=面积|里程|规模|能力|容量)新增$")
_COMPLETES = re.compile(r"完成[^，。；、]{0,10}(?:目标|任务|计划|预算)[^，。；、]{0,4}$")
_ADDED = re.compile(r"^(?:新增|净增)|(?:新增|净增)$")
_WHOLE = re.compile(r"累计|总数|总量|总计|共[有达]")
_DIGITS = re.compile(r"^第?\s*(?:.*\d[.,，\s]*|[零〇一二两三四五六七八九十百千]+)来?")


class Parts(NamedTuple):
    """The words before a number in three: what is counted, the predicate behind it, and the hedges."""

    subject: str
    predicates: str
    hedges: tuple[str, ...]


@dataclass
class Reading:
    """One number in its clause: `lead` the words before it from the number before, `behind` those up to the next.

    `upper` is the end of a range, `given` the measure that an enumeration gives it, `shared` the predicate before the
    clause's first number. `ends` is where the words behind it that belong to it do, once it was read.
    """

    text: str
    clause: Span
    lead: Span
    quantity: Quantity
    upper: Quantity | None
    behind: Span
    given: str
    place: Place
    context: Context
    shared: str = ""
    ends: int = 0

    @cached_property
    def words(self) -> str:
        """Before the number, as far as its measure may reach."""
        start, end = self.lead
        words = _NOTE.sub("", self.text[max(start, end - _LONGEST) : end])
        return _RANK_SCOPE.sub("", words.rstrip()) if self.quantity.measure == RANK else words

    @cached_property
    def is_below_zero(self) -> bool:
        return _MINUS.search(self.words) is not None

    @cached_property
    def parts(self) -> Parts:
        return _taken_apart(_MINUS.sub("", self.words))

    def figure(self) -> tuple[Figure | None, Context]:
        """The figure, None where nothing says what it counts, and what the next number may leave out."""
        after = w.HEDGE_AFTER.match(self.text[slice(*self.behind)])
        self.ends = self.behind[0] + (len(after[0]) if after else 0)
        prefix, bare = w.strip_leading(_last_part(self.parts.subject))
        measure, at, is_new = self._measure(bare)
        if not measure:
            return None, self.context
        if self.quantity.measure == SHARE and _COMPLETES.search(self.words):
            measure += "完成率"
        said = measure if self.given else prefix + self.parts.subject + self.parts.predicates
        kind = self._kind()
        period = self._period(kind)
        what = self._what(measure, said, is_new, period)
        if period.first != period.last and self._is_of_the_last_year(what):
            what, period = "level" if what == "cumulative" else what, Period(period.last, period.last, period.part)
        sign = -1 if self.is_below_zero or (what in _DIFFERS and w.FALLING.search(self.parts.predicates)) else 1
        figure = Figure(
            self.place.source,
            measure,
            at,
            kind,
            what,
            as_written(self.quantity) * sign,
            as_written(self.upper) * sign if self.upper else None,
            self._unit(),
            replace(self.quantity, value=self.quantity.value * sign, end=(self.upper or self.quantity).end),
            self._hedges(after[1] if after else ""),
            period,
            base_named(self.words),
            self._owner(prefix, is_new),
            self.clause,
            self.place.headings,
        )
        if not is_new:
            return figure, replace(self.context, what=what)
        return figure, replace(self.context, what=what, subject=measure, at=at, owner=figure.owner)

    def _owner(self, prefix: str, is_new: bool) -> str:
        found = _OWNERS.findall(prefix)
        if not found:
            return "" if is_new else self.context.owner
        return found[-1] if w.WIDER.match(found[-1]) else ""

    def _hedges(self, behind: str) -> tuple[str, ...]:
        within = w.HEDGE_WITHIN.search(self.text[self.quantity.start : self.quantity.end])
        return (*self.parts.hedges, *filter(None, (within[0] if within else "", behind)))

    def _unit(self) -> str:
        """What stands behind the last digits: 亿元 of 8374.2亿元, 万元 of 583亿6,200万元."""
        written = self.text[self.quantity.start : self.quantity.end]
        if written.startswith("百分之"):
            return "%"
        unit = _DIGITS.sub("", w.HEDGE_WITHIN.sub("", written)).strip()
        return unit or ("" if self.quantity.measure == RANK else self.quantity.unit)

    def _measure(self, bare: str) -> tuple[str, Span | None, bool]:
        """The measure's words and span; and whether it is named here rather than carried on."""
        subject = self.context.subject
        if self.given:
            return self.given, None, True
        if bare.startswith("占") and subject:
            return subject + bare, self._span_of(bare), False
        if behind := self._noun_behind(bare):
            noun, at = behind
            is_verb = _VERB_ONLY.match(bare) or len(bare) <= _SHORT
            return (bare if is_verb else "") + noun, at, True
        if bare and _VERB_ONLY.match(bare) and self.quantity.measure not in (SHARE, "points"):
            return subject, self.context.at, False
        if _OUTPUT.fullmatch(bare) and (topic := self._product()):
            return topic + bare, self._span_of(bare), True
        if w.GENERIC.match(bare):
            subject = self._without_added(subject) or self._economy(bare)
            if not subject:
                return bare, self._span_of(bare), bool(bare)
            return (subject if subject.endswith(bare) else subject + bare), self.context.at, False
        return bare, self._span_of(bare), True

    def _without_added(self, subject: str) -> str:
        """Behind what was added, how many there are now: 新增711家、累计达2215家."""
        return _ADDED.sub("", subject) if _WHOLE.search(self.parts.subject + self.parts.predicates) else subject

    def _span_of(self, bare: str) -> Span | None:
        at = self.text.rfind(bare, *self.lead) if bare else -1
        return (at, at + len(bare)) if at >= 0 else None

    def _product(self) -> str:
        """What is grown or made, where only 总产 or 产量 stands before a number."""
        found = _PRODUCT.findall(self._told())
        return w.strip_leading(found[-1])[1] if found else ""

    def _economy(self, bare: str) -> str:
        """A sentence on the economy may leave out its name: "全年增长4.8%、总量达5.3万亿元"."""
        grows = self.quantity.measure == SHARE or (self.quantity.measure == MONEY and bare.endswith("总量"))
        return "经济" if grows and _ECONOMY.search(self._told()) else ""

    def _told(self) -> str:
        """What the paragraph is about, and the sentence up to the number."""
        start = self.quantity.start
        return self.context.lead[:_NEAR] + self.text[max(0, start - _NEAR) : start]

    def _noun_behind(self, bare: str) -> tuple[str, Span] | None:
        """What is counted, behind its unit, with its span: 277项行政许可事项, 200公里农村公路, 77%的开发者.

        It takes the words behind the number away from what follows, up to where they end.
        """
        counts = self.quantity.measure in ("", COUNT, "people", "households", "times")
        if self.quantity.measure == RANK or not (counts or _VERB_ONLY.match(bare)):
            return None
        words = self.text[slice(*self.behind)]
        at = self.ends - self.behind[0]
        found = _BEHIND.match(words, at)
        if not found or _NO_NOUN.match(found[1]) or len(found[1]) < 2:
            return None
        if self.quantity.measure == SHARE and not words[at:].lstrip().startswith("的"):
            return None
        begin = self.behind[0] + found.start(1)
        self.ends = begin + len(found[1])
        return found[1], (begin, self.ends)

    def _what(self, measure: str, said: str, is_new: bool, period: Period) -> What:
        own = _IS_EACH.sub("", self.parts.predicates.strip("、和与及 "))
        predicates = own or ("" if self.parts.hedges else self.shared)
        changes = w.CHANGE.search(predicates.rstrip(" 、，（(")) is not None and not w.reaches(predicates)
        if self.quantity.measure == RANK:
            return "rank"
        if self.quantity.measure == "points" or _REDUCES.match(measure) or _GAINED.search(self.parts.subject):
            return "change"
        if self.quantity.measure == SHARE:
            return "growth" if changes or self._is_rate_of_growth(measure, said) else "share"
        if changes:
            return "growth" if self.quantity.measure == "times" else "change"
        if self.quantity.measure == "times":
            return "level"
        carried = self.context.what == "per_head" and not is_new and w.reaches(predicates)
        if carried or _PER_HEAD.search(said + measure + self._unit()):
            return "per_head"
        # A level told behind a rate of growth is that at the end: "五年年均增长10%，达10740元".
        ended = self.context.what == "growth" and not is_new and _REACHED.search(predicates)
        is_sum = (
            self.context.is_cumulative or "累计" in said + self.shared or period.first != period.last
        ) and not ended
        return "cumulative" if is_sum else "level"

    def _is_rate_of_growth(self, measure: str, said: str) -> bool:
        """By its name, or as the one before it was ("增长5%，农村6%")."""
        carried = self.context.what == "growth" and self.context.subject == measure and not _SHARES.search(measure)
        return carried or _GROWTH.search(measure) is not None or _RATES.search(said) is not None

    def _period(self, kind: Kind) -> Period:
        """Of a number from which a change starts, and of an average over years that are not named, none."""
        period, around = self.context.period, self.place.around
        if not period.is_known:
            planned = kind == "target" and not around.is_plan and not self.place.is_budget and self.place.years.this
            period = Period(self.place.years.this, self.place.years.this) if planned else around.period
        if _YEARLY.search(self.parts.subject + self.parts.predicates) and period.first == period.last:
            return around.period if around.period.first != around.period.last else NO_PERIOD
        return NO_PERIOD if self._is_start() else period

    def _is_start(self) -> bool:
        """Is it what a change starts from ("由46.9%提高到48.2%")?"""
        starts = _STARTS.search(self.words.rstrip())
        return starts is not None and _ENDS.match(self.text, self.behind[0]) is not None

    def _is_of_the_last_year(self, what: What) -> bool:
        """Of a figure of several years: is it what a change ends at, a difference from a year before, or a share?"""
        predicates = self.parts.predicates
        if "累计" in predicates or "年均" in predicates + self.parts.subject:
            return False
        ends = w.reaches(predicates) or _UP_TO.search(predicates) is not None
        return ends or what == "share" or (what in _DIFFERS and base_named(self.words) != "")

    def _kind(self) -> Kind:
        words, (start, end) = self.words, self.clause
        said = self.text[max(start, self.quantity.start - _NEAR) : min(end, self.quantity.end + _NEAR)]
        if w.REQUIRED.search(said) and self.quantity.measure in DURATIONS:
            return "requirement"
        if self.place.is_budget:  # it plans money; of what else it counts it tells how much there is
            return "result" if self.quantity.measure in COUNTED else "target"
        last, years = self.context.period.last, self.place.years
        is_past = last is not None and years.reported is not None and last <= years.reported
        is_ahead = last is not None and years.reported is not None and last > years.reported
        expects = self.context.is_estimate or w.EXPECTED.search(words) is not None
        if is_ahead and (expects or years.this != years.reported):
            return "target"
        if not is_past and (self.context.is_plan or (self.place.around.is_plan and not w.IS_DONE.search(words))):
            return "target"
        if expects:
            return "estimate"
        return "target" if w.HOPES.search(words) and not w.IS_MET.search(words) else "result"


def _taken_apart(words: str) -> Parts:
    rest, predicates, hedges = words, "", list[str]()
    while found := w.HEDGE_BEFORE.search(rest) or w.PREDICATE.search(rest):
        if found.re is w.HEDGE_BEFORE:
            hedges.insert(0, found[1])
        else:
            predicates = found[0] + predicates
        rest = rest[: found.start()]
    early = ["力争"] if "力争" in rest and "力争" not in hedges else []
    return Parts(rest, predicates, (*early, *hedges))


def _last_part(subject: str) -> str:
    """Behind the last 、 that parts statements rather than names."""
    parts = subject.split("、")
    if len(parts) > 1 and (parts[0] == "" or any(map(_STATES.search, parts[:-1]))):
        return parts[-1]
    return subject


def as_written(it: Quantity) -> Decimal:
    """The value without its scale: 8374.2 of 8374.2亿元."""
    value = (it.value / it.scale).normalize() if it.scale else it.value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
