"""Is every claim held up by exactly what it cites? A claim with a fault is not shown as fact.

Held against the cited words (`told`) and what their report says of itself: numbers with their units, years, names of
places and bodies, negation beside its predicate, direction beside its number. What is verbatim needs no more than its
label looked at. Sums, differences and ratios of the cited numbers count as cited where the claim says that it reckons.

What no word shows (a paraphrase that says something else in other words) is not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations

from index.language.gazetteer import stem
from index.language.place_mentions import places_of
from index.language.quantities import SHARE, quantities
from rag.answer import Claim
from rag.check import names
from rag.check.evidence import Cited, Figure, figures_of, folded
from rag.understand.years import YEAR

_RAW = re.compile(
    r"第\d+[\u4e00-\u9fff]{0,2}|\d+(?:\.\d+)*(?:[年月日号条款]|(?=\D)|$)|第[零一二两三四五六七八九十百]+[\u4e00-\u9fff]?"
)

_RECKONS = re.compile(
    r"(?:合计|总计|共计|总共|一共|加起来|相差|[多少高低快慢差]了?)\W{0,2}$|"
    r"\b(?:totals?|altogether|sum|more|fewer|less|higher|lower|by|difference)\b(?:\s+(?:of|by|is|was))?\W*$",
    re.I,
)
_RECKONS_OVER = re.compile(r"(?:增加|减少|增长|下降|提高|降低|上升|占|为)了?$|\b(?:rose|fell|grew|up|down)\W*$", re.I)
_NAMES_REPORT = re.compile(
    r"((?:19|20)\d\d)年?度?[^,。]{0,16}?(?:报告|年报)|((?:19|20)\d\d)\b[\w ]{0,40}\breport", re.I
)

_NEGATOR = r"(?:[并尚从还]?(?:没有|未|没|不|无|非|零)(?:[能曾有予再])?)"
_LEXICAL = re.compile(  # words that hold a negating character and negate nothing
    r"未来|不断|不仅|不但|不动产|不同|不久|不忘|不懈|无人机|无锡|无线|无障碍|无缝|非常|非遗|非物质|零售|零距离|不见面|"
    r"来不及|了不起|没收|南无|无偿|无疑|无论|不管|不论|零星|零件|非公|非洲|之不"
)
_NEGATED = re.compile(rf"{_NEGATOR}([\u4e00-\u9fff]{{1,2}})")
_NOT = re.compile(r"\b(?:no|not|never|without|zero|cannot)\b(?!\s*\.\s*\d)|n't\b", re.I)

_UP = "增长 上升 提高 增加 上涨 提升 扩大 上调 增至 升至 增幅 涨幅".split()
_DOWN = "下降 降低 减少 下滑 回落 缩短 压缩 压减 缩减 缩小 下调 降至 减至 降幅 跌幅".split()
_ENGLISH_UP = "increased? increases rose rises? risen grew grown? growth up gained?".split()
_ENGLISH_DOWN = "decreased? decreases fell falls? fallen declined? dropped drops? down reduced? shrank".split()
_RISES = "|".join((*_UP, *(rf"\b{word}\b" for word in _ENGLISH_UP)))
_FALLS = "|".join((*_DOWN, *(rf"\b{word}\b" for word in _ENGLISH_DOWN)))
_DIRECTION = re.compile(rf"(?P<up>{_RISES})|(?P<down>{_FALLS})", re.I)
_CHANGE = re.compile(
    rf"(?P<late>(?:19|20)\d\d)年?比(?P<early>(?:19|20)\d\d)年?(?P<not>{_NEGATOR})?(?P<way>{_RISES}|{_FALLS})"
)
_CLAUSE = re.compile(r"[,。;:!?|\n]|(?<!\d)\.|\.(?!\d)")
_ANCHOR = 2  # characters beside a word of direction that tell it from others
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def unsupported(claim: Claim) -> tuple[str, ...]:
    """The words of a claim that its citations do not hold, as they stand there folded; empty where all is held."""
    text, cited = folded(claim.text), [Cited.of(citation) for citation in claim.citations]
    rest = _beyond_quotes(text, cited)
    own, label = names.label(rest, cited)
    rest = rest[len(own) :]
    alone = [replace(it, told="") for it in cited]  # a label tells whose words they are, not what they speak of
    found = (*_faults(label, alone), *_faults(rest[len(label) :], cited), *_owners(rest, cited))
    return tuple(dict.fromkeys(found))


def _beyond_quotes(text: str, cited: Sequence[Cited]) -> str:
    """What is left of the claim before words that stand in a quote from clause to clause; all of it where none do."""
    starts = [0, *(it.end() for it in re.finditer(r"[:)“]", text))]
    return next((text[:at] for at in starts if any(_stands(text[at:], it.told) for it in cited)), text)


def _stands(words: str, told: str) -> bool:
    bare = words.rstrip("。.;,”")
    return bool(bare) and re.search(rf"(?<![\w.%-]){re.escape(bare)}(?![\w.%])", told) is not None


def _faults(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    if text:
        for check in (_numbers, _years, names.names, names.english_names, _negations, _directions):
            yield from check(text, cited)


def _numbers(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    figures = figures_of(text)
    for it in figures:
        if not _is_told(it, cited) and not _is_reckoned(it, text, figures, cited):
            yield it.written
    yield from _repeated(figures, cited)
    told = Counter(raw[0] for one in cited for raw in _RAW.finditer(f"{one.told}\n{one.own}"))
    covered = [(it.start, it.end) for it in quantities(text)]
    bare = [it for it in _RAW.finditer(text) if not any(a < it.end() and it.start() < b for a, b in covered)]
    said = Counter(it[0] for it in bare if not YEAR.match(it[0]))
    yield from (raw for raw, times in said.items() if not told[raw] or (len(cited) == 1 and times > told[raw]))


def _repeated(figures: Sequence[Figure], cited: Sequence[Cited]) -> Iterator[str]:
    """Numbers that stand more often in the claim than in its one quote: one of them took the place of another."""
    if len(cited) != 1:
        return
    for it in figures:
        times = sum((it.amount, it.unit) == (other.amount, other.unit) for other in figures)
        if 0 < sum(map(it.is_told_by, cited[0].figures)) < times:
            yield it.written


def _is_told(figure: Figure, cited: Iterable[Cited]) -> bool:
    return any(figure.is_told_by(other) for one in cited for other in one.figures)


def _is_reckoned(figure: Figure, text: str, figures: Sequence[Figure], cited: Sequence[Cited]) -> bool:
    """Does the claim say that it reckons here, and does the number come out, rounded as it is written?

    Of the figures that the claim states itself, where those are two or more; else of those cited.
    """
    before = _without_label(text[max(0, figure.start - 12) : figure.start])
    if not _RECKONS.search(before) and not (len(cited) > 1 and _RECKONS_OVER.search(before)):
        return False
    stated = [[it] for it in figures if it is not figure and _is_told(it, cited)]
    measured = [it for (it,) in stated if _operand_unit(figure) in ("", it.unit)]
    enough = len(stated if figure.unit == SHARE else measured) > 1
    operands = stated if enough else [it.figures for it in cited]
    return any(abs(it - figure.amount) <= figure.step / 2 for it in _reckoned(figure, operands))


def _without_label(before: str) -> str:
    """ "最多：1155件" names the most and reckons nothing."""
    return (
        "" if re.search(r"[更最][多少高低快慢大小]:$|\b(?:more|fewer|most|fewest|\w+er|\w+est):$", before) else before
    )


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


def _years(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    allowed = set().union(*(it.years if len(cited) == 1 else it.years | it.about for it in cited))
    sources = "\n".join(f"{it.told}\n{it.own}" for it in cited)
    named = {*YEAR.findall("\n".join(it.own for it in cited))}
    naming = {it.start(group) for it in _NAMES_REPORT.finditer(text) for group in (1, 2) if it[group]}
    for it in _told_years(text):
        numbering = text[it.start() - 1 : it.end() + 1]  # 〔2024〕 of a document's number
        held = numbering in sources if numbering[:1] in ("〔", "[") else it[1] in allowed
        if not held and not (it.start() in naming and it[1] in named):
            yield it[1]


def _told_years(text: str) -> list[re.Match[str]]:
    covered = [(it.start, it.end) for it in figures_of(text)]
    return [it for it in YEAR.finditer(text) if not any(start <= it.start() < end for start, end in covered)]


def _negations(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Predicates negated here and not there, or there and not here. English may negate where any quote does."""
    told = _without_lexical("\n".join(it.told for it in cited))
    said = _without_lexical(text)
    for predicate in {it[1] for it in _NEGATED.finditer(told + "\n" + said)}:
        ours, theirs = _polarity(said, predicate), _polarity(told, predicate)
        if (ours[0] > theirs[0] and theirs[1]) or (ours[1] > theirs[1] and theirs[0]):
            yield predicate
    if _NOT.search(text) and not _NOT.search(told) and not _NEGATED.search(told):
        yield from _NOT.findall(text)[:1]


def _without_lexical(text: str) -> str:
    return _LEXICAL.sub("、", text)


def _polarity(text: str, predicate: str) -> tuple[int, int]:
    """How often the predicate stands negated, and how often not."""
    negated = len(re.findall(_NEGATOR + re.escape(predicate), text))
    return negated, text.count(predicate) - negated


@dataclass(frozen=True, slots=True)
class _Move:
    """A word of direction: which `side`, the number behind it in its clause, the characters right before and after."""

    word: str
    side: str
    figure: Figure | None
    anchors: frozenset[str]

    def is_beside(self, other: _Move) -> bool:
        """Do both stand beside the same number?"""
        return bool(self.figure and other.figure and self.figure.is_told_by(other.figure))

    def is_placed_as(self, other: _Move) -> bool:
        return not self.anchors.isdisjoint(other.anchors)


def _directions(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Words of direction that the quotes turn round: beside the same number, or else between the same words."""
    there = [move for it in cited for move in _moves(it.told)]
    for move in _moves(text):
        like = [it for it in there if move.is_beside(it)] or [it for it in there if move.is_placed_as(it)]
        if like and all(it.side != move.side for it in like):
            yield move.word


def _moves(text: str) -> Iterator[_Move]:
    figures = figures_of(text)
    for it in _DIRECTION.finditer(text):
        end = _CLAUSE.search(text, it.end())
        stop = end.start() if end else len(text)
        beside = next((figure for figure in figures if it.end() <= figure.start < stop), None)
        before, after = text[max(0, it.start() - _ANCHOR) : it.start()], text[it.end() : it.end() + _ANCHOR]
        anchors = {f"{before}<" if _HAN.fullmatch(before) else "", f">{after}" if _HAN.fullmatch(after) else ""}
        yield _Move(it[0], it.lastgroup or "", beside, frozenset(anchors - {""}))


def _owners(text: str, cited: Sequence[Cited]) -> Iterator[str]:
    """Of several citations, a number must stand in one of the body and the year that it is told of, and a change from
    year to year go the way that their numbers do."""
    if len(cited) < 2:
        return
    figures, places, years = figures_of(text), _whose(text, cited), _told_years(text)
    stated: dict[str, Decimal] = {}
    for figure in figures:
        if not _is_told(figure, cited) or _is_reckoned(figure, text, figures, cited):
            continue
        body = next((name for name, at in reversed(places) if at < figure.start), "")
        year = next((it[1] for it in reversed(years) if it.start() < figure.start), "")
        own = [it for it in cited if body and it.is_of(body)] or cited
        own = [it for it in own if year in it.years | it.about] or own
        stated.setdefault(year, figure.amount)
        if not _is_told(figure, own):
            yield f"{body}{figure.written}"
    yield from (it[0] for it in _CHANGE.finditer(text) if not _goes_so(it, stated))


def _goes_so(change: re.Match[str], stated: Mapping[str, Decimal]) -> bool:
    """ "2024年比2023年增加", of the amounts stated for the years; true where one of them is not stated."""
    late, early = change["late"], change["early"]
    if late == early or change["not"]:
        return False
    risen = stated[late] >= stated[early] if late in stated and early in stated else None
    return risen is None or risen == (re.fullmatch(_RISES, change["way"]) is not None)


def _whose(text: str, cited: Sequence[Cited]) -> list[tuple[str, int]]:
    """The places named, with their offsets, in order; those of the reports without rank and in Latin letters too."""
    own = [
        (it.report.region, found.start())
        for it in cited
        for word in (stem(it.report.region), *(rf"\b{word}\b" for word in names.spelled(it.report.region)))
        if word
        for found in re.finditer(word, text, re.I)
    ]
    return sorted([*names.narrowest(places_of(text)), *own], key=lambda it: it[1])
