"""What a report says of itself: title, issuing body, its region, the year reported on, number, date, kind.

Read from the head and the end of the text. The file's name is asked only where the text says nothing. Each field comes
with its origin: where it was read, in which words, and how sure that is (the scale is in `index.describe.evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

from index.describe.ends import Ends, dated, undated
from index.describe.ends import ends as ends_of
from index.describe.evidence import FILE_NAME, GAZETTEER, HEAD, INFERRED, OPENING, SIGNATURE, TITLE, Reading, settle
from index.describe.issuer import government_of, issuers
from index.describe.kinds import kind_by, kind_of, kind_spoken_of
from index.describe.labels import MADE, NUMBERS, PUBLISHED, WRITTEN
from index.describe.reported import compares, reported_years
from index.describe.titles import announced_title, complete, find_title, made
from index.language.bodies import NATIONAL, body_alone, places_of, same_body, titled_body, without_lead
from index.language.dates import NUMBERED, find_date
from index.language.gazetteer import gazetteer, lineage, seats
from index.language.script import HAN
from index.report import Report
from index.tidy import Tidied

_NUMBER = re.compile(rf"[{HAN}]{{2,14}}\s*{NUMBERED}")
_BY_GOVERNMENT = {"法治政府建设报告", "政府信息公开年报", "政府工作报告"}  # where the title names a place and no office
_LATE = 366  # days from which a date on another place contradicts


def describe(source: str, sha256: str, tidied: Tidied, pages: int = 0) -> Report:
    """The report's description; a field that neither the text nor the file's name gives stays empty."""
    ends = ends_of(tidied)
    name = _name(ends)
    written = name.value if name else ""
    kind = _kind(written, ends)
    issuer = _issuer(written, kind, ends, source)
    if kind and issuer:
        kind = replace(kind, value=kind_by(kind.value, issuer.value))
    regions = _regions(written, issuer, ends)
    date = settle([*_dates(ends)], clash=_far_apart)
    year = None if compares(written, ends) else settle([*reported_years(written, ends, date, source)])
    title = _title(name, issuer, regions, year, kind, source)
    number = _number(ends)
    found = {
        "title": title,
        "issuer": issuer,
        "regions": regions,
        "year": year,
        "number": number,
        "date": date,
        "kind": kind,
    }
    return Report(
        source,
        sha256,
        title=title.value,
        issuer=issuer.value if issuer else "",
        regions=regions.value if regions else (),
        year=year.value if year else None,
        number=number.value if number else "",
        date=date.value if date else "",
        pages=pages,
        kind=kind.value if kind else "",
        origins=tuple(reading.origin(field) for field, reading in found.items() if reading),
    )


def _name(ends: Ends) -> Reading[str] | None:
    """The title as it is written: in lines of its own, or in the sentence that publishes the report."""
    line, announced = find_title(ends), announced_title(ends.opening)
    if line:
        return Reading(line, "title", line, TITLE)
    return Reading(announced, "opening", announced, OPENING) if announced else None


def _title(
    name: Reading[str] | None,
    issuer: Reading[str] | None,
    regions: Reading[tuple[str, ...]] | None,
    year: Reading[int] | None,
    kind: Reading[str] | None,
    source: str,
) -> Reading[str]:
    """As it is written, completed with body and year; made of what else is known; else the file's name."""
    body, about = issuer.value if issuer else "", year.value if year else None
    if name:
        return replace(name, value=complete(name.value, body, regions.value if regions else (), about))
    if body and about:
        sureness = min(INFERRED, issuer.sureness if issuer else 0, year.sureness if year else 0)
        return Reading(made(body, kind.value if kind else "", about), issuer.place if issuer else "", body, sureness)
    file = source.rpartition("/")[2]
    return Reading(file, "file name", file, FILE_NAME)


def _kind(title: str, ends: Ends) -> Reading[str] | None:
    """By the title without the body's name, which says what the body does and not what it reports on."""
    kind, words = kind_of(title.replace(titled_body(title), "", 1))
    if kind:
        return Reading(kind, "title", words, TITLE)
    kind, words = ("", "") if title else kind_spoken_of(ends.opening)
    return Reading(kind, "opening", words, OPENING) if kind else None


def _issuer(title: str, kind: Reading[str] | None, ends: Ends, source: str) -> Reading[str] | None:
    if kind and kind.value == "政府信息公开年报比对":
        return None  # who compares two reports is not who issued them
    named = [*issuers(title, ends, source)]
    implied = [*government_of(title)] if kind and kind.value in _BY_GOVERNMENT else []
    return settle([*named, *implied], agree=same_body, clash=_in_another_place)


def _in_another_place(one: str, other: str) -> bool:
    here, there = places_of(one), places_of(other)
    return bool(here and there) and here[-1] not in there and there[-1] not in here


def _regions(title: str, issuer: Reading[str] | None, ends: Ends) -> Reading[tuple[str, ...]] | None:
    """From the widest to the place itself; what lies above the named place comes from the gazetteer, or from where the
    text names both together."""
    context = "\n".join((title, issuer.value if issuer else "", *ends.head, ends.opening, *ends.tail))
    named = _named_places(title, issuer, ends)
    if not named:
        return None
    whole = next((lineage(place, context) for place in reversed(named.value) if place in gazetteer()), ())
    if not {*named.value} <= {*whole}:
        whole = tuple(dict.fromkeys((*lineage(named.value[0], context), *named.value)))
    if whole == named.value:
        return named
    place, sureness = ("gazetteer", GAZETTEER) if whole[0] in gazetteer() else (named.place, OPENING)
    return Reading(whole, place, named.words, min(named.sureness, sureness))


def _named_places(title: str, issuer: Reading[str] | None, ends: Ends) -> Reading[tuple[str, ...]] | None:
    """The places that the issuer's name begins with; else the title's or the opening's; else the issuer's seat."""
    if issuer and issuer.value == NATIONAL:
        return None
    if issuer and (places := places_of(issuer.value)):
        return Reading(places, issuer.place, issuer.value, issuer.sureness)
    for place, text, sureness in (("title", without_lead(title), TITLE), ("opening", ends.opening[:80], INFERRED)):
        if places := places_of(text):
            return Reading(places, place, "".join(places), sureness)
    seat = next((name for name in seats() if issuer and issuer.value.startswith(name)), "")
    return Reading((seats()[seat],), "gazetteer", seat, INFERRED) if seat else None


def _number(ends: Ends) -> Reading[str] | None:
    """A document number in a line of its own at the head, or behind its label; inside a sentence it is another's."""
    for line in (*ends.labelled(NUMBERS), *ends.head):
        if match := _NUMBER.fullmatch(line.strip("（）() ")):
            return Reading(re.sub(r"\s", "", match[0]), "head", match[0], HEAD)
    return None


def _dates(ends: Ends) -> Iterator[Reading[str]]:
    """The date of the meeting, of signing, of publication."""
    if found := find_date(ends.meeting):
        yield Reading(*_at("head", found), HEAD)
    signed = [line for line in reversed(ends.tail) if dated(line) or body_alone(undated(line)) != body_alone(line)]
    for line in sorted(signed, key=lambda line: "印发" in line):
        if found := find_date(line):
            yield Reading(*_at("signature", found), SIGNATURE)
    for line in ends.head:
        if found := dated(line):
            yield Reading(*_at("head", found), OPENING)
    for names, sureness in ((WRITTEN, OPENING + 0.05), (PUBLISHED, OPENING - 0.05), (MADE, INFERRED)):
        for value in ends.labelled(names):
            if found := find_date(value):
                yield Reading(*_at("head", found), sureness)


def _at(place: str, found: tuple[str, str]) -> tuple[str, str, str]:
    iso, words = found
    return iso, place, words


def _far_apart(one: str, other: str) -> bool:
    return abs((Date.fromisoformat(one) - Date.fromisoformat(other)).days) > _LATE
