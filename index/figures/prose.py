"""Figures of Chinese prose: each number of a sentence with the noun phrase that it counts.

A number's own clause gives its measure: the words before its predicate (达到, 增长, 控制在…), or, where those are none,
the words behind its unit (277项行政许可事项), or, where both are elided, what the number before it counts
("收入达到8374.2亿元、增长0.7%").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.figures import words as w
from index.figures.figure import Figure, Kind, Period, Span, What
from index.figures.periods import base_named, read_period
from index.language.quantities import Quantity, quantities
from index.language.sentence_ends import clause_spans
from index.language.units import COUNT, MONEY, SHARE

_NOTE = re.compile(r"\[\d{1,3}\]\s*$")  # the number of a footnote
_RANGE = re.compile(r"\s*(?:[-—–~～至到]|%\s*[-—–~～至到])\s*")
_BEHIND = re.compile(r"(?:的|个)?((?:[\u4e00-\u9fffA-Za-z“”\"（()）·\-]|\d(?=[A-Za-z]))+)")
_NO_NOUN = re.compile(
    rf"^(?:左右|以上|以内|以下|上下|[余多]$|{w.RISE}|{w.FALL}|的(?:速度|目标|水平|增速)|[，,。；;、]|和|与|及|为|是|在|到|至|比|较|居|位|均|分别|高于|低于|占|同比|"
    rf"[千百十]?[万亿]?元?(?:台阶|大关|关口)|新高|超|创|列|排|其中|全部|实现|完成|任务|跻身|连续|首次|达|纳入|获|被|入选|进入|落户|投产|建成|开工|竣工|投入|得到|并|且|而|提前|以来|内|后|前|时|起)"
)
_VERB_ONLY = re.compile(
    r"^(?:新增|新建|新改建|改建|改造|建成|新开工|开工|竣工|受理|办理|办结|审结|审查|审核|制定|修订|废止|清理|发放|发布|公开|收到|新收|组织|举办|开展|培训|培育|引进|"
    r"新增了|实施|推出|出台|打造|完成|实现|拥有|设立|建立|创建|认定|评定|获评|新认定|取消|下放|整合|精简|检查|抽查|查处|立案|处理|化解|调解|答复|提供|安置|救助|"
    r"帮扶|资助|惠及|服务|接待|吸引|签约|落地|投入|争取|筹集|减免|退税|减税|压减|追回|挽回|共|有|共有|现有|形成|提出|报送|承办|接收|召开|通过|作出|做出|编制|印发|配备|选派|招聘|招录|"
    r"推进|启动|覆盖|涉及|辐射|带动|促成|新设|增设|续建|扩建|迁建|加装|更新|植树|造林|治理|修复|恢复|清退|关停|关闭|淘汰|处置|盘活|供应|供给|交付)*$"
)
_RANK = re.compile(
    r"(?:居|列|位列|位居|排名?|名列|排在|升至|跃居|保持)(?:在)?((?:全国|全省|全市|世界|全球|[东中西]部|长三角|中部)?(?:地区)?(?:各省市)?)(?:首位|第([一二三四五六七八九十]+|\d+)(?:位|名)?)"
)

_PER_HEAD = re.compile(r"人均|每[百千万]?(?:人|名|户|位)|/人|平均每人")
_OUTPUT = re.compile(r"总产量?|产量|单产|总产值|产值|播种面积|面积")
_PRODUCT = re.compile(
    r"([\u4e00-\u9fff]{2})(?:播种面积|种植面积|面积|生产|总产|增产|产量|单产|产能|养殖)"
)
_SPOKEN_OF = re.compile(
    rf"^([\u4e00-\u9fff]{{0,16}}?{w.HEAD})(?=再|正在|呈|有所|显著|明显|略|小幅|持续|稳|保持|实现|创|突破|迈|跃|首次|连续|达|不断|大幅|快速|平稳|继续|跨)"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause may leave out: the measure spoken of, the time, and whether plans, estimates or sums are told of.

    `frame` is the time that a sentence set for those that follow it ("过去一年，我们的工作取得了很大成绩。"); `lead` the
    last sentence without a number: what the paragraph is about.
    """

    subject: str = ""
    at: Span | None = None
    period: Period = Period()
    is_plan: bool = False
    is_estimate: bool = False
    is_cumulative: bool = False
    frame: Period = Period()
    lead: str = ""
    what: What = "level"

    def at_next_sentence(self) -> Context:
        """What is left of it behind a full stop."""
        return Context(subject=self.subject, period=self.frame, frame=self.frame, lead=self.lead)


@dataclass(frozen=True, slots=True)
class Place:
    """Where prose stands: the report's name, the headings above, the year reported on and the one that 今年 means."""

    source: str
    headings: tuple[str, ...] = ()
    reported: int | None = None
    this_year: int | None = None
    is_budget: bool = False
    around: Context = field(default_factory=Context)


def read_sentence(text: str, place: Place, before: Context) -> tuple[list[Figure], Context]:
    """The figures of a sentence, spans counted from its beginning, and what the next one may leave out."""
    numbers = [it for it in quantities(text) if not _is_time(text, it)]
    context = _opened(text, place, before)
    if not numbers:
        return [], _framed(text, place, context)
    found: list[Figure] = []
    for start, end in _segments(text):
        inside = [it for it in numbers if start <= it.start and it.end <= end]
        figures, context = _read_clause(text, (start, end), inside, place, context)
        found += figures
    return found, context


def _is_time(text: str, it: Quantity) -> bool:
    """A span of years, the hour of a day or the year before 年 is no figure."""
    if it.measure == "years" and (
        re.match(r"\s*(?:来|间|内|前|后|以来|行动|计划|规划|期|新[高低]|最)", text[it.end :])
        or re.search(r"[近过去前]$", text[: it.start])
    ):
        return True
    if re.search(r"连续$", text[: it.start]):
        return True
    if re.match(r"\s*(?:年|月\d)", text[it.end :]) and 1900 <= it.value <= 2100 and not it.unit:
        return True
    if it.measure == "months" and re.match(r"\s*(?:底|末|初|份|\d|[-—–至到])", text[it.end :]):
        return True
    before = text[max(0, it.start - 6) : it.start]
    if re.search(r"第\s*$|[A-Za-z]\s?$|[A-Za-z][-.]$|PM\s*$|[“\"]$", before) and not it.unit:
        return True
    if re.match(r"[Gg](?![A-Za-z])|[-—]?[A-Za-z]{2,}|[”\"]|[+×x*]\d|号|届|版|路(?!公交)|年级|级(?=以上|医院|地震|大风|保护)|·", text[it.end :]) and not it.measure:
        return True
    return bool(re.search(r"[×x*+＋]\s*$", before)) and not it.unit


def _segments(text: str) -> list[Span]:
    return [(start, end) for start, end in clause_spans(text) if text[start:end].strip()]


def _opened(text: str, place: Place, before: Context) -> Context:
    """The context at the beginning of a sentence: what a section says, and what the paragraph said so far."""
    plan = before.is_plan or (place.around.is_plan and bool(w.PLAN.search(text)))
    return replace(before, is_plan=plan)


_FRAME = re.compile(r"^[\s—·]*(?:刚刚)?(?:过去(?:的)?|回顾|展望)?(?:这)?(?:(?:19|20)\d\d年|一年|[三四五十]年来?|去年|今年|今后[一五]年)[，,]")


def _framed(text: str, place: Place, context: Context) -> Context:
    """A sentence without a number may tell the time of those behind it."""
    period = read_period(text[:16], place.this_year, place.around.period) if _FRAME.match(text) else None
    frame = period or context.frame
    return replace(context, subject="", at=None, lead=text, frame=frame, period=frame)


def _read_clause(
    text: str, span: Span, numbers: list[Quantity], place: Place, context: Context
) -> tuple[list[Figure], Context]:
    start, end = span
    words = text[start:end]
    context = _with_time(words[: numbers[0].start - start] if numbers else words, place, context)
    if not numbers:
        return [], _with_topic(words, start, context, text[end : end + 1] in (":", "："))
    merged = list(_ranges(text, numbers))
    pieces = _spread(text, span, merged)
    found: list[Figure] = []
    at, shared = start, ""
    for number, (quantity, upper) in enumerate(merged):
        stop = merged[number + 1][0].start if number + 1 < len(merged) else end
        last = upper.end if upper else quantity.end
        lead = (at, quantity.start)
        if number:
            context = _with_time(text[at : quantity.start], place, context)
        read = _Read(text, lead, quantity, upper, (last, stop), pieces[number], place, context, shared)
        if not number:
            shared = _taken_apart(text[at : quantity.start])[1]
        figure, context = read.figure(span)
        if figure:
            found.append(figure)
        at = read.ends
    return found, context


def _with_time(words: str, place: Place, context: Context) -> Context:
    period = read_period(words, place.this_year, context.period if context.period.is_known else place.around.period)
    is_plan = context.is_plan
    if re.search(r"预期目标|主要目标|目标(?:是|为|建议)", words) and not re.search(r"完成|实现|顺利|超额", words):
        is_plan = True
    cumulative = bool(w.CUMULATIVE.search(words)) or (context.is_cumulative and period is None)
    estimate = bool(re.search(r"预计", words)) or (context.is_estimate and period is None)
    if period is None:
        return replace(context, is_plan=is_plan, is_cumulative=cumulative, is_estimate=estimate)
    return replace(context, period=period, is_plan=is_plan, is_cumulative=cumulative, is_estimate=estimate)


def _with_topic(words: str, start: int, context: Context, labels: bool) -> Context:
    """A clause without a number may name what the next one counts ("粮食总产量再上新台阶，突破1600亿斤")."""
    prefix, bare = w.strip_leading(words)
    found = _SPOKEN_OF.match(bare) or (re.match(r"([^是为：:]{2,16})$", bare.strip()) if labels else None)
    if not found:
        return context
    at = start + len(prefix)
    return replace(context, subject=found[1], at=(at, at + len(found[1])))


def _topic(before: str) -> str:
    """What is grown or made, where only 总产 or 产量 stands before a number."""
    found = _PRODUCT.findall(before)
    return w.strip_leading(found[-1])[1] if found else ""


def _ranges(text: str, numbers: list[Quantity]) -> Iterator[tuple[Quantity, Quantity | None]]:
    """Numbers in order, the two ends of a range (5.0%—5.5%) together."""
    at = 0
    while at < len(numbers):
        it = numbers[at]
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if following and _RANGE.fullmatch(text[it.end : following.start]) and it.unit in ("", following.unit):
            first = it if it.unit else replace(it, unit=following.unit, measure=following.measure, value=it.value * (following.scale if it.scale == 1 else 1), scale=following.scale)
            yield first, following
            at += 2
        else:
            yield it, None
            at += 1


def _spread(text: str, span: Span, numbers: list[tuple[Quantity, Quantity | None]]) -> list[str]:
    """For each number the measure that 分别 gives it ("城镇、农村居民收入分别增长5%、7%"); empty where none does."""
    none = [""] * len(numbers)
    if len(numbers) < 2:
        return none
    lead = text[span[0] : numbers[0][0].start]
    spread = list(w.ARE_SPREAD.finditer(lead))
    if not spread:
        return none
    named = w.strip_leading(lead[: spread[-1].start()])[1]
    named = re.sub(r"(?:均|将|要|预计|力争|年均)$", "", named)
    items = [it for it in re.split(r"[、和与及]|以及", named) if it.strip()]
    if len(items) == 1 and len(numbers) == 2 and "城乡" in items[0]:  # the two are named in one word
        return [items[0].replace("城乡", it) for it in ("城镇", "农村")]
    if len(items) != len(numbers):
        return none
    return [_whole(it, items[-1]) for it in items]


def _whole(item: str, last: str) -> str:
    """An item with the noun that it shares with the last of its enumeration: 城镇 of "城镇和农村居民收入"."""
    if item == last or re.search(rf"{w.HEAD}$", item):
        return item
    for cut in range(1, len(last) - 1):
        tail = last[cut:]
        if cut >= min(len(item), 2) and re.search(rf"{w.HEAD}$", tail):
            return item + tail
    return item


@dataclass(slots=True)
class _Read:
    """One number in its clause: `lead` the words before it from the number before, `behind` those up to the next."""

    text: str
    lead: Span
    quantity: Quantity
    upper: Quantity | None
    behind: Span
    spread: str
    place: Place
    context: Context
    shared: str = ""
    ends: int = 0

    @property
    def around(self) -> str:
        """The sentence before the number, and what the paragraph is about."""
        return self.context.lead + self.text[: self.quantity.start]

    def figure(self, clause: Span) -> tuple[Figure | None, Context]:
        words = self.text[slice(*self.lead)]
        base = base_named(words)
        subject, predicates, hedges = _taken_apart(words)
        after = _hedge_behind(self.text[slice(*self.behind)])
        hedge = (*hedges, *after)
        self.ends = self.behind[0] + sum(map(len, after))
        prefix, bare = w.strip_leading(_last_part(subject, clause, self.spread))
        owner = _owner_in(prefix)
        measure, at, is_new = self._measure(bare, predicates)
        if not measure:
            return None, self.context
        said = measure if self.spread else prefix + subject + predicates
        kind = self._kind(words, clause)
        what = _what(self.quantity, predicates.strip("、和与及 ") or ("" if hedges else self.shared), measure, base, said, self.context)
        period = self._period(kind)
        if self._is_start() or ("年均" in predicates + subject and period.first == period.last):
            period = Period()  # of a year that is not named, or an average over some that are not
        elif re.search(r"[到至]\s*$", predicates) and period.first != period.last:
            period = Period(period.last, period.last, period.part)
            what = "level" if what == "cumulative" else what
        unit = _unit_as_written(self.text[self.quantity.start : self.quantity.end]) or self.quantity.unit
        sign = -1 if w.FALLING.search(predicates) and what in ("growth", "change") else 1
        quantity = replace(self.quantity, value=self.quantity.value * sign)
        figure = Figure(
            self.place.source,
            measure,
            at,
            kind,
            what,
            _as_written(self.quantity) * sign,
            _as_written(self.upper) * sign if self.upper else None,
            unit,
            replace(quantity, end=self.upper.end) if self.upper else quantity,
            hedge,
            period,
            base,
            owner,
            clause,
            self.place.headings,
        )
        context = replace(self.context, what=what)
        if is_new:
            context = replace(context, subject=measure, at=at)
        return figure, context

    def _period(self, kind: Kind) -> Period:
        if self.context.period.is_known:
            return self.context.period
        around = self.place.around.period
        if kind == "target" and not self.place.around.is_plan and self.place.this_year:
            return Period(self.place.this_year, self.place.this_year)
        return around

    def _is_start(self) -> bool:
        """Is it what a change starts from ("由46.9%提高到48.2%")?"""
        before = self.text[slice(*self.lead)].rstrip()
        return bool(re.search(r"[由从](?:[\d年去上]{0,6}的)?$", before)) and bool(
            re.match(r"[\u4e00-\u9fff]{0,8}?[到至]", self.text[self.behind[0] :])
        )

    def _measure(self, bare: str, predicates: str) -> tuple[str, Span | None, bool]:
        """The measure's words and span; and whether it is named here rather than carried on."""
        if self.spread:
            return self.spread, None, True
        behind = self._noun_behind(bare)
        if bare.startswith("占") and self.context.subject:
            return self.context.subject + bare, self._span_of(bare), False
        if behind:
            begin = self.behind[0] + behind.start(1)
            self.ends = begin + len(behind[1])
            is_verb = _VERB_ONLY.match(bare) or len(bare) <= 4
            return (bare if is_verb else "") + behind[1], (begin, self.ends), True
        if _VERB_ONLY.match(bare):
            if bare and self.quantity.measure not in (SHARE, "points"):
                return f"{self.context.subject}", self.context.at, False
        if _OUTPUT.fullmatch(bare) and (topic := _topic(self.around)):
            return topic + bare, self._span_of(bare), True
        if w.GENERIC.match(bare):
            subject = self.context.subject or self._economy(bare)
            if not subject:
                return bare, self._span_of(bare), bool(bare)
            return (subject if subject.endswith(bare) else subject + bare), self.context.at, False
        return bare, self._span_of(bare), True

    def _economy(self, bare: str) -> str:
        """A sentence on the economy may leave out its name: "全年增长4.8%、总量达5.3万亿元"."""
        grows = self.quantity.measure == SHARE or (self.quantity.measure == MONEY and bare.endswith("总量"))
        return "经济" if grows and re.search(r"经济(?:发展|运行|增长|总量|平稳|持续|保持)", self.around) else ""

    def _span_of(self, bare: str) -> Span | None:
        at = self.text.rfind(bare, *self.lead) if bare else -1
        return (at, at + len(bare)) if at >= 0 else None

    def _noun_behind(self, bare: str) -> re.Match[str] | None:
        """What is counted, behind its unit: 277项行政许可事项, 200公里农村公路, 77%的开发者."""
        counts = self.quantity.measure in ("", COUNT, "people", "households", "times")
        if not counts and not _VERB_ONLY.match(bare):
            return None
        words = self.text[slice(*self.behind)]
        hedge = w.HEDGE_AFTER.match(words)
        found = _BEHIND.match(words, hedge.end() if hedge else 0)
        if not found or _NO_NOUN.match(found[1]) or len(found[1]) < 2:
            return None
        if self.quantity.measure == SHARE and words[found.start()] != "的":
            return None
        return found

    def _kind(self, words: str, clause: Span) -> Kind:
        said = self.text[slice(*clause)]
        if w.REQUIRED.search(said) and self.quantity.measure in ("days", "months", "hours", "years"):
            return "requirement"
        period, reported = self.context.period, self.place.reported
        is_past = bool(period.last and reported and period.last <= reported)
        is_ahead = bool(period.last and reported and period.last > reported)
        if self.place.is_budget or (is_ahead and self.place.this_year != reported):
            return "target"
        if self.context.is_plan and not is_past:
            return "target"
        if self.place.around.is_plan and not is_past and not re.search(r"去年|上年|已|了(?![解])", words):
            return "target"
        if self.context.is_estimate or w.EXPECTED.search(words):
            return "estimate"
        if re.search(r"目标|力争|确保|计划", words) and not re.search(r"超额|完成|实现|超过", words):
            return "target"
        return "result"


def _taken_apart(words: str) -> tuple[str, str, tuple[str, ...]]:
    """The words before a number in three: what is counted, the predicate behind it, and the hedges."""
    rest, hedges = _NOTE.sub("", words), list[str]()
    while True:
        if hedge := w.HEDGE_BEFORE.search(rest):
            hedges.insert(0, hedge[1])
            rest = rest[: hedge.start()]
        elif found := w.PREDICATE.search(rest):
            rest = rest[: found.start()]
        else:
            break
    early = [it for it in re.findall(r"力争|预计", rest) if it not in hedges]
    return rest, words[len(rest) :], (*early, *hedges)


def _hedge_behind(words: str) -> tuple[str, ...]:
    found = w.HEDGE_AFTER.match(words)
    return (found[1],) if found else ()


def _last_part(subject: str, clause: Span, spread: str) -> str:
    """Behind the last 、 that parts statements rather than names."""
    parts = subject.split("、")
    if len(parts) > 1 and (parts[0] == "" or any(re.search(rf"{w.RISE}|{w.FALL}|达|完成|\d", it) for it in parts[:-1])):
        return parts[-1]
    return subject


def _owner_in(prefix: str) -> str:
    found = re.findall(w.OWNERS, prefix)
    return found[-1] if found and w.WIDER.match(found[-1]) else ""


def _what(it: Quantity, predicates: str, measure: str, base: str, said: str, context: Context) -> What:
    changes = w.CHANGE.search(re.sub(r"[\s、，（(]+$", "", predicates)) and not re.search(rf"{w.REACHES}\s*$", predicates)
    named = re.search(r"(?:增速|增幅|涨幅|降幅|增长率|增长|跌幅)$", measure) or re.search(r"增速|增幅|涨幅|降幅", said)
    if it.measure == "points":
        return "change"
    if it.measure == SHARE:
        carried = context.what == "growth" and context.subject == measure and not re.search(rf"[率占比重度]$", measure)
        return "growth" if changes or named or carried else "share"
    if it.measure == "times":
        return "growth" if changes else "level"
    if changes:
        return "change"
    if context.is_cumulative or "累计" in said:
        return "cumulative"
    return "per_head" if _PER_HEAD.search(said + measure) else "level"


def _unit_as_written(written: str) -> str:
    """What stands behind the digits: 亿元 of 8374.2亿元."""
    if written.startswith("百分之"):
        return "%"
    return re.sub(r"^(?:[\d.,，\s]+|[零〇一二两三四五六七八九十百千]+)[余多]?", "", written).strip()


def _as_written(it: Quantity) -> Decimal:
    """The value without its scale: 8374.2 of 8374.2亿元."""
    value = (it.value / it.scale).normalize() if it.scale else it.value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
