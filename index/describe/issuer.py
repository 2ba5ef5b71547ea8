"""Who issues a report: every place where it names a body that may answer for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.describe.ends import Ends, undated
from index.describe.evidence import FILE_NAME, HEAD, INFERRED, LEAST, OPENING, SIGNATURE, TITLE, Reading
from index.describe.labels import ISSUERS
from index.describe.spoken import calls_itself, spoken
from index.language.bodies import (
    KIND,
    LETTER,
    NATIONAL,
    body_alone,
    file_name,
    government,
    is_placed,
    is_relative,
    organisation_in,
    places_of,
    same_body,
    titled_body,
    without_lead,
)
from index.language.numerals import COUNTING

_UNPLACED = 0.2  # less sure: another place may have a body of the same name, or only the place is named
_RELATIVE = 0.4  # less sure: 区司法局 is a name only within the district
_A_PLACE = re.compile("街道$|[镇乡区]$")  # whose office is not named
_PARTY_GROUP = re.compile("党组$|党委$")  # issues reports in the name of its office
_POST = re.compile(
    rf"^({LETTER}{{2,30}}?{KIND})(?:党组书记、?|党委书记、?)?[代副]?理?"
    r"(?:省长|市长|区长|县长|旗长|镇长|乡长|州长|主席|主任|局长|厅长|院长|检察长|书记|校长)"
)
_ENGLISH_TITLE = re.compile(
    r"^[A-Z][\w&.,'’ -]{2,60}?\b(?:Annual|Interim|Integrated|Half-Year(?:ly)?|Quarterly) (?:Financial )?"
    r"(?:Report|Accounts)\b",
    re.I,
)
_CONGRESS = re.compile(rf"(?:^|在|日在?)({LETTER}{{2,16}}?)第?[{COUNTING}]+届\s*(?:人民代表大会|人大)")
_NATIONAL_CONGRESS = re.compile(r"全国(?:人民代表大会|人大)|^国务院总理")


def issuers(title: str, ends: Ends, source: str) -> Iterator[Reading[str]]:
    """Every body that may answer for the report, by the places where it is named.

    A line "来源：" is never believed: it names the site or the newspaper that took the report over.
    """
    if "政府工作报告" in title:
        yield from _governments(title, ends)
    titled, alone = body_alone(titled_body(title)), [body for line in ends.head if (body := body_alone(line))]
    yield from _named("head", TITLE, [body for body in alone if _PARTY_GROUP.search(body) and same_body(body, titled)])
    yield from _named("title", TITLE, [titled])
    yield from _named("head", HEAD, alone)
    yield from _named("head", SIGNATURE, [match[1] for line in ends.head if (match := _POST.match(line))])
    yield from _named("signature", SIGNATURE, [body_alone(undated(line)) for line in reversed(ends.tail)])
    yield from _named("head", OPENING, map(body_alone, ends.labelled(ISSUERS)))
    yield from _named("opening", OPENING, spoken(ends.opening))
    yield from _named("opening", INFERRED, [calls_itself(ends.opening)])
    yield from _named("head", HEAD, [organisation_in(line) for line in ends.head if _ENGLISH_TITLE.search(line)])
    yield from _named("file name", FILE_NAME, [titled_body(file_name(source))])


def _named(place: str, sureness: float, bodies: Iterable[str]) -> Iterator[Reading[str]]:
    for body in bodies:
        if body:
            yield Reading(body, place, body, max(sureness - _doubt(body), LEAST))


def _doubt(body: str) -> float:
    if is_relative(body):
        return _RELATIVE
    return _UNPLACED if _A_PLACE.search(body) or not is_placed(body) else 0.0


def _governments(title: str, ends: Ends) -> Iterator[Reading[str]]:
    """The government that gives a work report: by the title (2025年西藏政府工作报告), or by its congress."""
    place = re.match(rf"({LETTER}{{2,12}}?)(?:人民)?政府工作报告", without_lead(title))
    if place and place[1] == NATIONAL:
        yield Reading(NATIONAL, "title", NATIONAL, TITLE)
    elif place and places_of(place[1]):
        yield Reading(government(place[1]), "title", place[0].removesuffix("工作报告"), TITLE)
    for line in ends.head:
        if match := _NATIONAL_CONGRESS.search(line):
            yield Reading(NATIONAL, "head", match[0], HEAD)
        elif match := _CONGRESS.search(line):
            yield Reading(government(match[1]), "head", match[1], HEAD)


def government_of(title: str) -> Iterator[Reading[str]]:
    """The government of the place that a title names alone: 云湖区2023年法治政府建设报告."""
    places = "".join(places_of(without_lead(title)))
    if places and not titled_body(title):
        yield Reading(government(places), "title", places, INFERRED)
