"""Figures of several reports side by side: which is more, by how much, what they come to together.

The figures are read from the cited words (`quantities`), never from anywhere else; what is worked out of them is
exact (`decimal`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.language.gazetteer import stem
from index.language.quantities import Quantity
from index.language.units import COUNT, SHARE, scale_word
from rag.answer import Claim
from rag.compose.english import is_english, rewritten
from rag.compose.phrases import english_name
from rag.compose.pick_figure import head, ranked
from rag.read.features import to_the_point
from rag.understand.understand import Group, Query

_FEW = 4  # figures, each of which may be told in other words
_SHOWN = 5  # figures that a verdict names beside those that come first
_LOWEST = re.compile(
    r"最[低少小慢短]|更[低少小慢短]|谁[低少小]|\b(?:lowest|least|fewest|smallest|lower|fewer|smaller)\b", re.I
)
_ADJECTIVES = ("高低", "大小", "快慢", "长短", "多少")
_ENGLISH = {"高": ("higher", "lower"), "大": ("larger", "smaller"), "多": ("more", "fewer")}
_SUPERLATIVES = {"高": ("highest", "lowest"), "大": ("largest", "smallest"), "多": ("most", "fewest")}


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure of a comparison: whose it is, as the verdict names it; the claim that states it; the figure, and as it
    is written. `year` where the figures of one body differ by it."""

    name: str
    claim: Claim
    quantity: Quantity
    written: str
    year: int | None = None


def operands(
    query: Query, groups: Sequence[Group], claims: Sequence[Claim | None], share: Callable[[str], float]
) -> list[Operand]:
    """The figure that each group states, of the measure that most of them do; groups that state none are left out.

    `share` tells how much of the question a text holds, in [0, 1].
    """
    alone = len({group.body for group in groups}) == 1
    told = [
        (group, it, ranked(query, _quote(it), it.span, share))
        for group, it in zip(groups, claims, strict=True)
        if it and not (alone and _year(group) is None)
    ]
    measure = _measure(query, [likely for *_, likely in told])
    chosen = [(group, claim, next((q for q in qs if q.measure == measure), None)) for group, claim, qs in told]
    figures = [
        Operand(_name(query, group, alone), claim, it, _quote(claim)[it.start : it.end], _year(group))
        for group, claim, it in chosen
        if it is not None
    ]
    return figures if len(figures) <= _FEW else _about(figures, share)


def _about(figures: Sequence[Operand], share: Callable[[str], float]) -> list[Operand]:
    """Those of many figures that stand behind words to the point: one of another matter might come first."""
    apt = to_the_point([head(_quote(it.claim), it.quantity) for it in figures], share)
    return [it for it, is_apt in zip(figures, apt, strict=True) if is_apt]


def _measure(query: Query, figures: Sequence[Sequence[Quantity]]) -> str:
    """The measure asked for, where a figure has it; else that of most of the likeliest."""
    if query.measure and any(it.measure == query.measure for likely in figures for it in likely):
        return query.measure
    measures = Counter(it.measure for likely in figures for it in likely[:1])
    return measures.most_common(1)[0][0] if measures else ""


def verdict(query: Query, figures: Sequence[Operand]) -> str:
    """What the figures come to: their order for a comparison, their sum for a total; empty for fewer than two."""
    if len(figures) < 2:
        return ""
    if query.kind == "aggregate":
        return _total(query, figures)
    if query.kind == "trend" and all(it.year for it in figures):
        return _course(query, figures)
    return _order_zh(query, figures) if query.language == "zh" else _order_en(query, figures)


def _quote(claim: Claim) -> str:
    return claim.citations[0].told


def _year(group: Group) -> int | None:
    return group.years[0] if len(group.years) == 1 else None


def _name(query: Query, group: Group, alone: bool) -> str:
    """How a verdict names a group: by its year where all are of one body, else by its body."""
    body, year = group.body, _year(group)
    if alone and year:
        return f"{year}年" if query.language == "zh" else str(year)
    return stem(body) if query.language == "zh" else english_name(body, query.text)


def _adjective(query: Query, figures: Sequence[Operand]) -> str:
    """The pair of words by which the figures are compared: that of the question, else high and low for shares."""
    asked = re.sub(r"多少", "", query.text)
    named = next(
        (pair for pair in _ADJECTIVES if any(f"{lead}{it}" in asked for it in pair for lead in "更最边谁个年")), ""
    )
    return named or ("高低" if figures[0].quantity.measure not in (COUNT, "", "people") else "多少")


def in_order(query: Query, figures: Sequence[Operand]) -> list[Operand]:
    """From the highest down; from the lowest up where that is asked for."""
    return sorted(figures, key=lambda it: it.quantity.amount, reverse=not _asks_for_lowest(query))


def _asks_for_lowest(query: Query) -> bool:
    return _LOWEST.search(query.text.replace("多少", "").replace("多还是少", "")) is not None


def _ranked(query: Query, figures: Sequence[Operand]) -> tuple[list[Operand], list[Operand]]:
    """Those that come first, which may be equal, and the others in their order."""
    ordered = in_order(query, figures)
    first = [it for it in ordered if it.quantity.amount == ordered[0].quantity.amount]
    return first, ordered[len(first) :]


def _order_zh(query: Query, figures: Sequence[Operand]) -> str:
    (first, others), lowest = _ranked(query, figures), _asks_for_lowest(query)
    pair = _adjective(query, figures)
    names, rest = "、".join(it.name for it in first), "".join(f"，{it.name}{it.written}" for it in others[:_SHOWN])
    if not others:
        return f"{names}一样{pair[0]}，都是{first[0].written}。"
    told = f"{names}{'更' if len(figures) == 2 else '最'}{pair[lowest]}：{first[0].written}{rest}"
    more = "等" if len(others) > _SHOWN else ""
    return f"{told}{more}。" if len(figures) > 2 else f"{told}，{_change(figures)}。"


def _change(figures: Sequence[Operand]) -> str:
    """By how much: from year to year as a change, else as what one has more."""
    if all(it.name == f"{it.year}年" for it in figures):
        early, late = sorted(figures, key=lambda it: it.year or 0)
        grown = late.quantity.amount >= early.quantity.amount
        return f"{late.year}年比{early.year}年{'增加' if grown else '减少'}{_apart(early, late)}"
    low, high = sorted(figures, key=lambda it: it.quantity.amount)
    word = "高" if high.quantity.measure == SHARE else "多"
    return f"{high.name}{word}{_apart(low, high)}"


def _apart(first: Operand, second: Operand) -> str:
    """The distance of two figures, in the unit and scale of the second."""
    apart = abs(second.quantity.amount - first.quantity.amount)
    return _as_written(apart, second, "个百分点" if second.quantity.measure == SHARE else None)


def _as_written(amount: Decimal, like: Operand, unit: str | None = None) -> str:
    """In the unit of a figure, and in its scale where that one is in digits."""
    quantity = like.quantity
    if is_english(like.written):
        return rewritten(amount, quantity, like.written)
    scale = scale_word(quantity.scale) if like.written[:1].isdigit() else ""
    value = round(amount / quantity.factor / (quantity.scale if scale else 1), 4).normalize()
    return f"{value:f}{scale}{quantity.unit if unit is None else unit}"


def _course(query: Query, figures: Sequence[Operand]) -> str:
    """The figures year by year, and what they come to from the first to the last."""
    ordered = sorted(figures, key=lambda it: it.year or 0)
    first, last = ordered[0], ordered[-1]
    grown, apart = last.quantity.amount >= first.quantity.amount, _apart(first, last)
    if query.language == "en":
        told = ", ".join(f"{it.year}: {it.written}" for it in ordered)
        return f"{told}; {'up' if grown else 'down'} by {apart} from {first.year} to {last.year}."
    told = "，".join(f"{it.year}年{it.written}" for it in ordered)
    return f"{told}；{last.year}年比{first.year}年{'增加' if grown else '减少'}{apart}。"


def _total(query: Query, figures: Sequence[Operand]) -> str:
    total = sum((it.quantity.amount for it in figures), Decimal(0))
    summed = _as_written(total, figures[0])
    if query.language == "en":
        return f"Total {summed}: {' + '.join(f'{it.name} {it.written}' for it in figures)}."
    return f"合计{summed}：{'＋'.join(f'{it.name}{it.written}' for it in figures)}。"


def _order_en(query: Query, figures: Sequence[Operand]) -> str:
    (first, others), lowest = _ranked(query, figures), _asks_for_lowest(query)
    names, rest = " and ".join(it.name for it in first), ", ".join(f"{it.name} {it.written}" for it in others[:_SHOWN])
    if not others:
        return f"{names} had the same: {first[0].written}."
    words = (_ENGLISH if len(figures) == 2 else _SUPERLATIVES).get(_adjective(query, figures)[0], _ENGLISH["高"])
    article = "" if words[0] == "more" else "the "
    more = ", and others" if len(others) > _SHOWN else ""
    return f"{names} had {article}{words[lowest]}: {first[0].written}; {rest}{more}."
