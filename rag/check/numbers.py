"""Numbers of a claim that its citations do not state, and that do not come out of those that they do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from index.language.direction import FALLS, RISES
from index.language.quantities import quantities
from index.language.script import HAN
from index.language.units import SHARE
from rag.check.evidence import Cited, Figure, figures_of
from rag.understand.years import YEAR

_RAW = re.compile(
    rf"第\d+[{HAN}]{{0,2}}|\d+(?:\.\d+)*(?:[年月日号条款]|(?=\D)|$)|第[零一二两三四五六七八九十百]+[{HAN}]?"
)
_RECKONS = re.compile(
    r"(?:合计|总计|共计|总共|一共|加起来|相?差了?|平均)\W{0,2}$|(?:[多少高低快慢]了?)[^\w:]{0,2}$|"
    r"\b(?:average|totals?|altogether|sum|difference)\b(?:\s+(?:of|by|is|was))?\W*$|"
    r"\b(?:more|fewer|less|higher|lower|by)\b(?:\s+(?:of|by|is|was))?[^\w:]*$",
    re.I,
)
_MEAN = re.compile(r"平均\W{0,2}$|\baverage\W*$", re.I)
_RECKONS_OVER = re.compile(rf"(?:(?:{RISES}|{FALLS})(?:了|(?<=[a-z])\W+)?|[占为]了?)$", re.I)


def unstated(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """The numbers that no citation states and that are not reckoned, or that stand more often than there."""
    figures = figures_of(text)
    for it in figures:
        if not is_stated(it, cited) and not is_reckoned(it, text, figures, cited):
            yield it.written
    yield from _repeated(figures, cited)
    quoted = Counter(raw[0] for one in cited for raw in _RAW.finditer(f"{one.quoted}\n{one.own}"))
    covered = [(it.start, it.end) for it in quantities(text)]
    bare = [it for it in _RAW.finditer(text) if not any(a < it.end() and it.start() < b for a, b in covered)]
    said = Counter(it[0] for it in bare if not YEAR.match(it[0]))
    yield from (raw for raw, times in said.items() if not quoted[raw] or (len(cited) == 1 and times > quoted[raw]))


def _repeated(figures: Sequence[Figure], cited: Sequence[Cited]) -> Iterator[str]:
    """Numbers that stand more often in the claim than in its one quote: one of them took the place of another."""
    if len(cited) != 1:
        return
    for it in figures:
        times = sum((it.amount, it.unit) == (other.amount, other.unit) for other in figures)
        if 0 < sum(map(it.is_stated_by, cited[0].figures)) < times:
            yield it.written


def is_stated(figure: Figure, cited: Iterable[Cited]) -> bool:
    """Does a citation state the number?"""
    return any(figure.is_stated_by(other) for one in cited for other in one.figures)


def is_reckoned(figure: Figure, text: str, figures: Sequence[Figure], cited: Sequence[Cited]) -> bool:
    """Does the claim say that it reckons here, and does the number come out, rounded as it is written?

    Of the figures that the claim states itself, where those are two or more; else of those cited.
    """
    before = text[max(0, figure.start - 12) : figure.start]
    if not _RECKONS.search(before) and not (len(cited) > 1 and _RECKONS_OVER.search(before)):
        return False
    stated = [[it] for it in figures if it is not figure and is_stated(it, cited)]
    measured = [it for (it,) in stated if _operand_unit(figure) in ("", it.unit)]
    enough = len(stated if figure.unit == SHARE else measured) > 1
    operands = stated if enough else [it.figures for it in cited]
    if _MEAN.search(before):
        amounts = [it.amount for (it,) in stated if it.unit == figure.unit]
        return len(amounts) > 1 and abs(sum(amounts, Decimal(0)) / len(amounts) - figure.amount) <= figure.step / 2
    return any(abs(it - figure.amount) <= figure.step / 2 for it in _reckoned(figure, operands))


def _operand_unit(figure: Figure) -> str:
    """Percentages lie percentage points apart."""
    return SHARE if figure.unit == "points" else figure.unit


def _reckoned(figure: Figure, operands: Sequence[Sequence[Figure]]) -> Iterator[Decimal]:
    """Sums of one figure a citation and differences; for a percentage, ratios and growth of any two of one measure."""
    unit = _operand_unit(figure)
    if figure.unit == SHARE:
        every = [it for figures in operands for it in figures]
        pairs = [(a.amount, b.amount) for a, b in permutations(every, 2) if a.unit == b.unit and b.amount]
        yield from (share for a, b in pairs for share in (a / b * 100, abs(a - b) / b * 100))
        return
    chosen = [{it.amount for it in figures if unit in ("", it.unit)} for figures in operands]
    sums = {Decimal(0)}
    for amounts in filter(None, chosen):
        sums = {total + amount for total in sums for amount in amounts}
    yield from sums if sum(map(bool, chosen)) > 1 else ()
    yield from (abs(a - b) for a, b in permutations(set().union(*chosen), 2))
