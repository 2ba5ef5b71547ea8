"""Figures of Chinese prose: each number of a sentence with the noun phrase that it counts (see `clause_number`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.figures import patterns as w
from index.figures.clause_number import Reading
from index.figures.context import Context, Place
from index.figures.figure import Figure, Span
from index.figures.numbers import numbers
from index.figures.periods import read_period
from index.figures.spread import spread, together
from index.language.dates import republic_years
from index.language.quantities import Quantity
from index.language.script import HAN
from index.language.sentence_ends import clause_spans

_Number = tuple[Quantity, Quantity | None]
_FRAME = re.compile(
    r"^[\s—·]*(?:刚刚)?(?:过去的?|回顾|展望)?这?(?:(?:19|20)\d\d年|一年|[三四五十]年来?|去年|今年|今后[一五]年)[，,]"
)
_FRAMED = 16  # characters in which a sentence sets the time of those behind it
_GOES_ON = "再 正在 呈 有所 显著 明显 略 小幅 持续 稳 保持 实现 创 突破 迈 跃 首次 连续 达 不断 大幅 快速 平稳 继续 跨"
_SPOKEN_OF = re.compile(rf"^([{HAN}]{{0,16}}?{w.HEAD})(?={w.any_of(_GOES_ON)})")
_LABEL = re.compile(r"([^是为：:]{2,16})$")


def read_sentence(text: str, place: Place, before: Context) -> tuple[list[Figure], Context]:
    """The figures of a sentence, spans counted from its beginning, and what the next one may leave out."""
    every = _without_years(text, place)
    is_plan = before.is_plan or (place.around.is_plan and w.PLAN.search(text) is not None)
    context = before if is_plan == before.is_plan else replace(before, is_plan=is_plan)
    if not every:
        return [], _framed(text, place, context)
    found: list[Figure] = []
    at = 0
    for start, end in clause_spans(text):
        first = at
        while at < len(every) and every[at][0].start < end:
            at += 1
        if text[start:end].strip():
            inside = [it for it in every[first:at] if start <= it[0].start and (it[1] or it[0]).end <= end]
            figures, context = _read_clause(text, (start, end), inside, place, context)
            found += figures
    return found, context


def _without_years(text: str, place: Place) -> list[_Number]:
    """The numbers of a text; where years are counted from the Republic, 112 of 112年 is none."""
    every = numbers(text)
    years = republic_years(text) if place.years.from_republic else []
    return [it for it in every if not any(start <= it[0].start < end for start, end in years)]


def _framed(text: str, place: Place, context: Context) -> Context:
    """A sentence without a number may tell the time of those behind it."""
    told = read_period(text[:_FRAMED], place.years, place.around.period) if _FRAME.match(text) else None
    frame = told or context.frame
    return replace(context, subject="", at=None, lead=text, frame=frame, period=frame)


def _read_clause(
    text: str, span: Span, inside: Sequence[_Number], place: Place, context: Context
) -> tuple[list[Figure], Context]:
    start, end = span
    if not inside:
        words = text[start:end]
        return [], _with_topic(words, start, _with_time(words, place, context), text[end : end + 1] in (":", "："))
    measures = spread(text[start : inside[0][0].start], len(inside))
    stops = [*(it.start for it, _ in inside[1:]), end]
    found: list[Figure] = []
    at, shared = start, ""
    for (it, upper), stop, given in zip(inside, stops, measures, strict=True):
        context = _with_time(text[at : it.start], place, context)
        behind = ((upper or it).end, stop)
        reading = Reading(text, span, (at, it.start), it, upper, behind, given, place, context, shared)
        if at == start:
            shared = reading.parts.predicates
        figure, context = reading.figure()
        if figure:
            names = together(*reading.parts[:2])
            found += [replace(figure, measure=name, at=None) for name in names] or [figure]
        at = reading.ends
    return found, context


def _with_time(words: str, place: Place, context: Context) -> Context:
    before = context.period if context.period.is_known else place.around.period
    period = read_period(words, place.years, before)
    is_plan = context.is_plan or bool(w.AIMS.search(words) and not w.IS_MET.search(words))
    is_sum = bool(w.CUMULATIVE.search(words)) or (context.is_cumulative and period is None)
    is_estimate = "预计" in words or (context.is_estimate and period is None)
    if period is None and (is_plan, is_sum, is_estimate) == (
        context.is_plan,
        context.is_cumulative,
        context.is_estimate,
    ):
        return context
    return replace(
        context,
        period=period or context.period,
        is_plan=is_plan,
        is_cumulative=is_sum,
        is_estimate=is_estimate,
    )


def _with_topic(words: str, start: int, context: Context, is_label: bool) -> Context:
    """A clause without a number may name what the next one counts ("粮食总产量再上新台阶，突破1600亿斤")."""
    prefix, bare = w.strip_leading(words)
    found = _SPOKEN_OF.match(bare) or (_LABEL.match(bare.strip()) if is_label else None)
    if not found:
        return context
    at = start + len(prefix)
    return replace(context, subject=found[1], at=(at, at + len(found[1])))
