"""The words of a verdict on figures side by side: "A is higher: …", the order, the total. Made last."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from index.language.scales import scale_word
from index.language.units import COUNT, SHARE
from rag.answer import Claim, Row
from rag.compose.claim_words import body_name
from rag.compose.english import in_english, is_english, rewritten
from rag.compose.verdict import Operand, Verdict
from rag.understand.query import Query

_ENGLISH = {"高": ("higher", "lower"), "大": ("larger", "smaller"), "多": ("more", "fewer")}
_SUPERLATIVES = {"高": ("highest", "lowest"), "大": ("largest", "smallest"), "多": ("most", "fewest")}


def operand_name(query: Query, it: Operand) -> str:
    """How a verdict names a figure: as target or result where one is held against the other, by its year where all are
    of one body, else by its body."""
    if it.is_target is not None:
        name = ("目标", "实际") if query.language == "zh" else ("target", "result")
        return name[not it.is_target]
    if it.is_by_year:
        return f"{it.year}年" if query.language == "zh" else str(it.year)
    return body_name(query, it.body)


def row(query: Query, it: Operand) -> Row:
    """A figure as a line of the table that puts several side by side."""
    year = it.year if it.is_by_year else None
    return Row(operand_name(query, it), it.written, float(it.quantity.amount), it.finding.citation, year)


def verdict_claim(query: Query, it: Verdict) -> Claim:
    """The verdict as one line, which cites all that it names."""
    if it.kind in _OF_FIGURES:
        text = _OF_FIGURES[it.kind](query, it)
    elif it.kind == "trend":
        text = _trend(query, it)
    else:
        text = _order_zh(query, it) if query.language == "zh" else _order_en(query, it)
    lead = _lead(query, it)
    cited = tuple(dict.fromkeys(figure.finding.citation for figure in it.named))
    return Claim(f"{lead}{text}", cited, verdict=it.kind, lead=lead)


def _adjective(it: Verdict) -> str:
    """The pair of words by which the figures are compared: that of the question, else high and low for shares."""
    measure = it.figures[0].quantity.measure
    return it.adjective or ("高低" if measure not in (COUNT, "", "people") else "多少")


def _order_zh(query: Query, it: Verdict) -> str:
    pair, first = _adjective(it), it.first
    names = "、".join(operand_name(query, one) for one in first)
    if it.top > 1 or it.both_ends:
        return _ranking_zh(query, it, pair)
    if not it.others:
        return f"{names}一样{pair[0]}，都是{first[0].written}。"
    rest = "".join(f"，{operand_name(query, one)}{one.written}" for one in it.others_named)
    lead = f"{names}{'更' if len(it.figures) == 2 else '最'}{pair[it.lowest]}：{first[0].written}{rest}"
    more = "等" if len(it.others) > len(it.others_named) else ""
    return f"{lead}{more}。" if len(it.figures) > 2 else f"{lead}，{_difference(query, it)}。"


def _order_en(query: Query, it: Verdict) -> str:
    first = it.first
    names = " and ".join(operand_name(query, one) for one in first)
    if it.top > 1 or it.both_ends:
        return _ranking_en(query, it)
    if not it.others:
        return f"{names} had the same: {_figure(query, first[0])}."
    rest = ", ".join(_with_name(query, one) for one in it.others_named)
    words = (_ENGLISH if len(it.figures) == 2 else _SUPERLATIVES).get(_adjective(it)[0], _ENGLISH["高"])
    article = "" if words[0] == "more" else "the "
    more = ", and others" if len(it.others) > len(it.others_named) else ""
    return f"{names} had {article}{words[it.lowest]}: {_figure(query, first[0])}; {rest}{more}."


def _listed(query: Query, figures: Sequence[Operand]) -> str:
    """Names with their figures; of equal ones the figure once."""
    chinese = query.language == "zh"
    parts = []
    for text, those in groupby(figures, key=lambda one: _figure(query, one)):
        names = ("、" if chinese else ", ").join(operand_name(query, one) for one in those)
        parts.append(f"{names}{'' if chinese else ' '}{text}")
    return ("，" if chinese else "; ").join(parts)


def _lead(query: Query, it: Verdict) -> str:
    """How many a verdict names, of how many: our own count, which no report states."""
    chinese = query.language == "zh"
    if it.kind == "filter":
        count, of = len(it.figures), it.stated
        return f"写明的{of}个中有{count}个：" if chinese else f"{count} of {of} that state it: "
    if it.kind != "order" or not (it.top > 1 or it.both_ends):
        return ""
    count = len(it.first) if it.top > 1 else 0
    if chinese:
        return f"最{_adjective(it)[it.lowest]}的{f'{count}个' if count else ''}："
    return f"The {f'{count} ' if count else ''}{_superlatives(it)[0]}: "


def _superlatives(it: Verdict) -> tuple[str, str]:
    most, least = _SUPERLATIVES.get(_adjective(it)[0], _SUPERLATIVES["高"])
    return (least, most) if it.lowest else (most, least)


def _ranking_zh(query: Query, it: Verdict, pair: str) -> str:
    text = _listed(query, it.first)
    return f"{text}；最{pair[not it.lowest]}的：{_listed(query, it.last)}。" if it.last else f"{text}。"


def _ranking_en(query: Query, it: Verdict) -> str:
    _, least = _superlatives(it)
    text = _listed(query, it.first)
    return f"{text}; the {least}: {_listed(query, it.last)}." if it.last else f"{text}."


def _filtered(query: Query, it: Verdict) -> str:
    return f"{_listed(query, it.figures)}{'.' if query.language == 'en' else '。'}"


def _mean(query: Query, it: Verdict) -> str:
    amounts = [one.quantity.amount for one in it.figures]
    mean = _as_written(query, sum(amounts, Decimal(0)) / len(amounts), it.figures[0], places=2)
    named = [_with_name(query, one) for one in it.figures]
    return f"Average {mean}: {', '.join(named)}." if query.language == "en" else f"平均{mean}：{'，'.join(named)}。"


def _apart(query: Query, it: Verdict) -> str:
    """The difference of two figures, the larger first."""
    if len(it.figures) != 2:
        return _order_zh(query, it) if query.language == "zh" else _order_en(query, it)
    low, high = sorted(it.figures, key=lambda one: one.quantity.amount)
    distance = _distance(query, low, high)
    if query.language == "en":
        return f"{_with_name(query, high)}, {_with_name(query, low)}; {operand_name(query, high)} higher by {distance}."
    return f"{operand_name(query, high)}{high.written}，{operand_name(query, low)}{low.written}，相差{distance}。"


def _difference(query: Query, it: Verdict) -> str:
    """By how much: from year to year as a change, else as what one has more."""
    if all(one.is_by_year for one in it.figures):
        early, late = sorted(it.figures, key=lambda one: one.year or 0)
        return _change(query, early, late)
    low, high = sorted(it.figures, key=lambda one: one.quantity.amount)
    word = "高" if high.quantity.measure == SHARE else "多"
    return f"{operand_name(query, high)}{word}{_distance(query, low, high)}"


def _change(query: Query, early: Operand, late: Operand) -> str:
    way = "增加" if _has_grown(early, late) else "减少"
    return f"{late.year}年比{early.year}年{way}{_distance(query, early, late)}"


def _has_grown(early: Operand, late: Operand) -> bool:
    return late.quantity.amount >= early.quantity.amount


def _trend(query: Query, it: Verdict) -> str:
    """The figures year by year, and what they come to from the first to the last."""
    first, last = it.figures[0], it.figures[-1]
    if query.language == "zh":
        course = "，".join(f"{one.year}年{one.written}" for one in it.figures)
        return f"{course}；{_CHANGES_ZH[_course(it)]}{_change(query, first, last)}。"
    course = ", ".join(f"{one.year}: {_figure(query, one)}" for one in it.figures)
    way = "up" if _has_grown(first, last) else "down"
    span = f"from {first.year} to {last.year}"
    return f"{course}; {way}{_CHANGES_EN[_course(it)]} by {_distance(query, first, last)} {span}."


_CHANGES_ZH = {"rises": "逐年上升，", "falls": "逐年下降，", "": ""}
_CHANGES_EN = {"rises": " every year,", "falls": " every year,", "": ""}


def _course(it: Verdict) -> str:
    """Whether the figures only rise or only fall; empty where they do neither, and for two."""
    steps = [late.quantity.amount - early.quantity.amount for early, late in pairwise(it.figures)]
    if len(steps) < 2:
        return ""
    return "rises" if all(step > 0 for step in steps) else "falls" if all(step < 0 for step in steps) else ""


def _total(query: Query, it: Verdict) -> str:
    total = _as_written(query, sum((one.quantity.amount for one in it.figures), Decimal(0)), it.figures[0])
    named = [_with_name(query, one) for one in it.figures]
    return f"Total {total}: {' + '.join(named)}." if query.language == "en" else f"合计{total}：{'＋'.join(named)}。"


def _distance(query: Query, first: Operand, second: Operand) -> str:
    """The distance of two figures, in the unit and scale of the second."""
    distance = abs(second.quantity.amount - first.quantity.amount)
    return _as_written(query, distance, second, "个百分点" if second.quantity.measure == SHARE else None)


def _as_written(query: Query, amount: Decimal, like: Operand, unit: str | None = None, places: int = 4) -> str:
    """An amount in the unit of a figure, and in its scale where that one is in digits; rounded to so many places."""
    quantity = like.quantity
    if is_english(like.written):
        return rewritten(amount, quantity, like.written)
    scale = scale_word(quantity.scale) if like.written[:1].isdigit() else ""
    value = round(amount / quantity.factor / (quantity.scale if scale else 1), places).normalize()
    text = f"{value:f}{scale}{quantity.unit if unit is None else unit}"
    return _in_words(query, text)


def _with_name(query: Query, it: Operand) -> str:
    """A figure with whose it is: 云湖5%, Yunhu 5%, 2024: RMB 1.2 billion."""
    name, written = operand_name(query, it), _figure(query, it)
    if query.language == "zh":
        return f"{name}{written}"
    return f"{name}{':' if it.is_by_year and it.is_target is None else ''} {written}"


def _figure(query: Query, it: Operand) -> str:
    """A figure as the report writes it; in English where the question is."""
    return _in_words(query, it.written)


def _in_words(query: Query, written: str) -> str:
    if query.language == "zh" or is_english(written):
        return written
    return next(iter(in_english(written)), written)


_OF_FIGURES: Mapping[str, Callable[[Query, Verdict], str]] = {
    "total": _total,
    "mean": _mean,
    "difference": _apart,
    "filter": _filtered,
}
