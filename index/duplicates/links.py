"""Reports that stand on a shelf twice, and corrected editions: which of them is answered from.

Two files are one report where body, year and kind agree as far as they are known, the words are nearly the same (see
`index.duplicates.minhash`) and the figures are the same. A corrected edition has nearly the same words too, and
evidence that it is the later one: it calls itself corrected (更正, 修订), or was signed or published later. Where
figures differ and nothing tells which is newer, both stay.

Thresholds, measured over the 2,278 pairs of 54 real and 14 example reports: no two different reports resemble each
other by more than 0.49 (one body's disclosure reports of two years), no two of different bodies by more than 0.13.
Copies resemble their original by 0.69 and more: furniture cut 0.94 or added 0.93, a paragraph added 0.94, lines wrapped
anew 1.00, another format 0.98, one wrong character in fifty 0.69. No figure changes by any of that but by the wrong
characters: 0.05 of those that stand in the same words, 0.14 at most; between two years of one body 0.16 and more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import combinations, product

from index.duplicates.minhash import Figures, Sketch, buckets, changed, figures, resemblance, sketch
from index.language.bodies import same_body
from index.language.gazetteer import stem
from index.report import Report

_ALIKE = 0.6  # resemblance from which two files of one body and year may be one report
_ALIKE_UNTOLD = 0.9  # the same where body or year of one is not known
_SLIPS = 0.15  # share of figures that OCR may misread
_CORRECTED = 0.2  # share of figures that a corrected edition may change
_ENOUGH = 10  # figures in the same words, from which their agreement says that two reports are one
_HEAD = 400  # characters in which an edition says that it is corrected

_PERIOD = re.compile(r"[上下]半年|半年度|第?[一二三四1-4]季度|\d{1,2}\s*[-—–至]\s*\d{1,2}月|\d{1,2}月份")
_IN_TITLE = re.compile(
    r"[（(【\[][^）)】\]]{0,8}(?:更正|修订|修正|订正|勘误)[^）)】\]]{0,6}[）)】\]]|(?:更正|修订|修正|订正)[版稿本件]|^(?:更正|勘误)[:：]"
)
_IN_HEAD = re.compile(
    r"(?:有误|错误|差错|错漏).{0,24}(?:更正|修正|订正)|(?:现|特此|特)(?:予以?|作|做)?(?:如下)?(?:更正|订正|勘误)|^\s*(?:更正|勘误)(?:说明|启事)?\s*[:：]|"
    r"(?:本报告|本文|此件|原报告).{0,12}(?:已|经|系|为).{0,8}(?:更正|修订|修正|订正)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Link:
    """The sources of the report whose copy this is, and of the edition that takes its place; empty where there is none.

    `superseded_by` always names a report that is answered from; `copy_of` one that is no copy.
    """

    copy_of: str = ""
    superseded_by: str = ""


class _Relation(Enum):
    UNLIKE = 0  # other words
    APART = 1  # the same words about another body, year or other figures
    COPY = 2
    EDITION = 3


@dataclass(frozen=True)
class _Entry:
    """A report with what is known of its text; the costly parts are made when first asked for."""

    report: Report
    text: str
    sketch: Sketch

    @cached_property
    def figures(self) -> Figures:
        return figures(self.text)

    @cached_property
    def is_corrected(self) -> bool:
        head = self.text[:_HEAD]
        return bool(_IN_TITLE.search(self.report.title) or any(map(_IN_TITLE.search, head.splitlines()[:4]))) or bool(
            _IN_HEAD.search(head)
        )

    @property
    def is_told(self) -> bool:
        return bool(self.report.issuer and self.report.year)

    @property
    def rank(self) -> tuple[bool, bool, int, int, str]:
        """The smallest is answered from: told whose it is, with a text layer, most text, most pages, first by name."""
        report = self.report
        return (not self.is_told, bool(report.scanned), -len(self.text), -report.pages, report.source)


@dataclass
class _Cluster:
    """Copies of one report."""

    members: list[_Entry] = field(default_factory=list)

    @property
    def prime(self) -> _Entry:
        return min(self.members, key=lambda entry: entry.rank)

    @property
    def is_corrected(self) -> bool:
        return any(entry.is_corrected for entry in self.members)

    @property
    def date(self) -> str:
        return self.prime.report.date or min(filter(None, (entry.report.date for entry in self.members)), default="")


def link(contents: Sequence[tuple[Report, str]]) -> dict[str, Link]:
    """Source → its link, for all reports of a shelf with their tidy texts, in any order."""
    entries = [_Entry(report, text, sketch(text)) for report, text in sorted(contents, key=lambda c: c[0].source)]
    relations = {pair: _relation(entries[pair[0]], entries[pair[1]]) for pair in sorted(set(_candidates(entries)))}
    clusters = _clustered(entries, relations)
    later = _later(clusters, [pair for pair, relation in relations.items() if relation is _Relation.EDITION])
    return {
        entry.report.source: _link(entry, cluster, _current(id(cluster), later))
        for entry, cluster in zip(entries, clusters, strict=True)
    }


def _link(entry: _Entry, cluster: _Cluster, current: _Cluster | None) -> Link:
    prime = cluster.prime
    return Link(
        copy_of="" if entry is prime else prime.report.source,
        superseded_by=current.prime.report.source if current else "",
    )


def _candidates(entries: Sequence[_Entry]) -> Iterator[tuple[int, int]]:
    """Pairs that share shingles and whose descriptions do not set them apart, the smaller position first."""
    for group in buckets([entry.sketch for entry in entries]):
        told: dict[tuple[int | None, str], list[int]] = {}
        untold = []
        for at in group:
            report = entries[at].report
            if report.year and (report.region or report.issuer):
                told.setdefault((report.year, stem(report.region)), []).append(at)
            else:
                untold.append(at)
        for alike in told.values():
            yield from combinations(alike, 2)
        yield from ((min(pair), max(pair)) for pair in product(untold, group) if pair[0] != pair[1])


def _relation(one: _Entry, other: _Entry) -> _Relation:
    """What two reports are to each other. Nothing sets them apart more surely than body, year and figures."""
    told = one.is_told and other.is_told
    scanned = bool(one.report.scanned or other.report.scanned)
    alike = resemblance(one.sketch, other.sketch)
    if alike < _ALIKE:
        return _Relation.UNLIKE
    if not _may_be_one(one.report, other.report):
        return _Relation.APART
    differing, shared = changed(one.figures, other.figures)
    if not told and not (alike >= _ALIKE_UNTOLD or (scanned and shared >= _ENOUGH)):
        return _Relation.APART
    same = differing <= _SLIPS * shared if scanned else differing == 0
    if one.is_corrected != other.is_corrected:
        return _Relation.EDITION if told else _Relation.APART
    if same:
        return _Relation.EDITION if told and not scanned and _signed_apart(one.report, other.report) else _Relation.COPY
    dated = one.report.date and other.report.date and one.report.date != other.report.date
    return _Relation.EDITION if told and dated and differing <= _CORRECTED * shared else _Relation.APART


def _may_be_one(one: Report, other: Report) -> bool:
    """Do the descriptions agree in all that both tell?"""
    if (one.year and other.year and one.year != other.year) or (one.kind and other.kind and one.kind != other.kind):
        return False
    if one.issuer and other.issuer and not same_body(one.issuer, other.issuer):
        return False
    if one.regions and other.regions and not _same_place(one.regions, other.regions):
        return False
    return _PERIOD.findall(one.title) == _PERIOD.findall(other.title)


def _same_place(one: Sequence[str], other: Sequence[str]) -> bool:
    """One line of places is the end of the other, ranks aside."""
    size = min(len(one), len(other))
    return [*map(stem, one[-size:])] == [*map(stem, other[-size:])]


def _signed_apart(one: Report, other: Report) -> bool:
    """Were the two signed on different days? A date of publication is that of a site, and a reprint has another."""
    dates = {
        report.date
        for report in (one, other)
        if report.date and any(o.field == "date" and o.place in {"signature", "sidecar"} for o in report.origins)
    }
    return len(dates) > 1


def _clustered(entries: Sequence[_Entry], relations: dict[tuple[int, int], _Relation]) -> list[_Cluster]:
    """The cluster of each entry. The most alike are joined first; two clusters are joined where no pair of them is
    told to be two reports, so that a chain of copies never ends at another body, year or edition."""
    clusters = [_Cluster([entry]) for entry in entries]
    pairs = [pair for pair, relation in relations.items() if relation is _Relation.COPY]
    by_likeness = sorted(pairs, key=lambda p: (-resemblance(entries[p[0]].sketch, entries[p[1]].sketch), p))
    for first, second in by_likeness:
        one, other = clusters[first], clusters[second]
        if one is not other and all(_may_join(a, b) for a, b in product(one.members, other.members)):
            one.members += other.members
            clusters = [one if cluster is other else cluster for cluster in clusters]
    return clusters


def _may_join(one: _Entry, other: _Entry) -> bool:
    """Copies of a third may be less alike than copies are: two scans have the slips of both."""
    if not _may_be_one(one.report, other.report):
        return False
    return _relation(one, other) in (_Relation.COPY, _Relation.UNLIKE)


def _later(clusters: Sequence[_Cluster], editions: Sequence[tuple[int, int]]) -> dict[int, list[_Cluster]]:
    """Cluster (by identity) → its later editions. What is corrected is later than what is not, then the dates decide:
    that is an order, so no chain of editions runs in a circle."""
    later: dict[int, list[_Cluster]] = {}
    for first, second in editions:
        old, new = sorted((clusters[first], clusters[second]), key=lambda c: (c.is_corrected, c.date))
        told = old.is_corrected != new.is_corrected or (old.date and old.date < new.date)
        if old is not new and told:
            later.setdefault(id(old), []).append(new)
    return later


def _current(cluster: int, later: dict[int, list[_Cluster]]) -> _Cluster | None:
    """The edition at the end of the chain from a cluster; None where it is itself the current one."""
    newest = None
    while following := later.get(cluster):
        newest = max(following, key=lambda c: (c.is_corrected, c.date, c.prime.report.source))
        cluster = id(newest)
    return newest
