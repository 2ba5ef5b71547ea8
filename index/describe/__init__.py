"""What a report says of itself: title, issuing body, its region, the year reported on, number, date, kind.

Read from the head and the end of the text. The file's name is asked only where the text says nothing. Each field comes
with its origin: where it was read, in which words, and how sure that is (the scale is in `index.describe.evidence`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

from index.describe import english
from index.describe.ends import Ends, dated, undated
from index.describe.ends import ends as ends_of
from index.describe.evidence import FILE_NAME, GAZETTEER, HEAD, INFERRED, OPENING, SIGNATURE, TITLE, Reading, settle
from index.describe.issuer import government_of, issuers
from index.describe.kinds import kind_by, kind_of, kind_spoken_of
from index.describe.labels import MADE, NUMBERS, PUBLISHED, TITLES, WRITTEN
from index.describe.reported import compares, reported_years
from index.describe.titles import announced_title, complete, find_title, first_title, heading_title
from index.language.bodies import NATIONAL, body_alone, file_name, places_of, same_body, titled_body, without_lead
from index.language.dates import NUMBERED, counts_from_republic, find_date, own_years, western
from index.language.gazetteer import gazetteer, lineage, seats
from index.language.normalise import is_traditional, simplified
from index.language.script import HAN
from index.report import Report
from index.tidy import Tidied

_NUMBER = re.compile(rf"[{HAN}]{{2,14}}\s*{NUMBERED}")
_BY_GOVERNMENT = {"法治政府建设报告", "政府信息公开年报", "政府工作报告"}  # where the title names a place and no office
_OPENING = 4000  # characters of an English text in which it says what period it covers
_SAMPLE = 3000  # characters that show whether a text is in traditional characters
_LATE = 366  # days from which a date on another place contradicts


def describe(source: str, sha256: str, tidied: Tidied, pages: int = 0) -> Report:
    """The report's description; a field that neither the text nor the file's name gives stays empty."""
    if english.is_english(tidied):
        return _english(source, sha256, tidied, pages)
    if not is_traditional(tidied.text[:_SAMPLE]):
        return _chinese(source, sha256, tidied, pages)
    read = replace(tidied, text=simplified(tidied.text))
    report = _chinese(source, sha256, read, pages)
    written = _as_written(tidied.text, read.text)
    return replace(report, title=report.title.translate(written), issuer=report.issuer.translate(written))


def _as_written(text: str, turned: str) -> dict[int, str]:
    """For each simplified character, the traditional one that it first stands for."""
    pairs: dict[int, str] = {}
    for one, other in zip(text, turned, strict=True):
        if one != other:
            pairs.setdefault(ord(other), one)
    return pairs


def _english(source: str, sha256: str, tidied: Tidied, pages: int) -> Report:
    lines = english.head(tidied)
    named = english.title(lines)
    opening = " ".join(tidied.text[:_OPENING].split())
    file = source.rpartition("/")[2]
    title = Reading(named, "title", named, TITLE) if named else Reading(file, "file name", file, FILE_NAME)
    issuer = settle([*english.issuers(lines, named)], agree=_same_name)
    year = settle([*english.years(lines, named, opening), *_years_of_file(source)])
    kind = english.kind(named)
    found = {"title": title, "issuer": issuer, "year": year, "kind": kind}
    return Report(
        source,
        sha256,
        title=title.value,
        issuer=issuer.value if issuer else "",
        year=year.value if year else None,
        pages=pages,
        kind=kind.value if kind else "",
        origins=tuple(reading.origin(field) for field, reading in found.items() if reading),
    )


def _years_of_file(source: str) -> Iterator[Reading[int]]:
    """A year in the name of the file, where there is but one."""
    named = set(own_years(file_name(source).replace("_", " ")))
    if len(named) == 1:
        (year,) = named
        yield Reading(year, "file name", str(year), FILE_NAME)


def _same_name(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _chinese(source: str, sha256: str, tidied: Tidied, pages: int) -> Report:
    ends = ends_of(tidied)
    name = _name(ends, tidied)
    written = name.value if name else ""
    kind = _kind(written, ends)
    issuer = _issuer(written, kind, ends, source)
    if kind and issuer:
        kind = replace(kind, value=kind_by(kind.value, issuer.value))
    regions = _regions(written, issuer, ends)
    told, called = ends, written
    if counts_from_republic(tidied.text):
        told, called = _in_common_era(ends), western(written, bare=True)
    date = settle([*_dates(told)], clash=_far_apart)
    year = None if compares(written, ends) else settle([*reported_years(called, told, date, source)])
    title = _title(name, issuer, regions, year, source)
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


def _name(ends: Ends, tidied: Tidied) -> Reading[str] | None:
    """The title as it is written: in lines of its own, or in the sentence that publishes the report."""
    line, announced = find_title(ends), announced_title(ends.opening)
    if line:
        return Reading(line, "title", line, TITLE)
    if announced:
        return Reading(announced, "opening", announced, OPENING)
    first = next(ends.labelled(TITLES), "") or first_title(ends) or heading_title(tidied)
    return Reading(first, "head", first, OPENING) if first else None


def _in_common_era(ends: Ends) -> Ends:
    """The ends of a report that counts years from the Republic, with those of the common era."""
    head, early, tail = (tuple(western(it, bare=True) for it in those) for those in (ends.head, ends.early, ends.tail))
    labels = tuple((name, western(value, bare=True)) for name, value in ends.labels)
    return Ends(head, early, western(ends.opening, bare=True), tail, labels)


def _title(
    name: Reading[str] | None,
    issuer: Reading[str] | None,
    regions: Reading[tuple[str, ...]] | None,
    year: Reading[int] | None,
    source: str,
) -> Reading[str]:
    """As it is written, completed with body and year; else the file's name: the report is untitled."""
    body, about = issuer.value if issuer else "", year.value if year else None
    if name and name.place != "head":
        return replace(name, value=complete(name.value, body, regions.value if regions else (), about))
    if name:
        return name
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
