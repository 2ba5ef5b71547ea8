"""What the head of an English report says of it: its title, who issues it, the year that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.describe.evidence import HEAD, INFERRED, OPENING, TITLE, Reading
from index.language.bodies import organisation_in
from index.language.dates import FIGURES
from index.language.script import HAN
from index.tidy import Tidied

_FIRST = 60  # paragraphs in which the head stands
_MOST = 160  # characters of a line of the head
_ABOVE, _BELOW = 2, 3  # lines of a title above and below the one that says what it is
_REPORT = re.compile(
    r"\b(?:report|accounts|review|bulletin|form (?:10|20|8)-?[kqf]|white paper|letter dated|prospectus|outlook|survey|"
    r"statement of|budget for|plan for|findings|assessment|minutes|proceedings|yearbook|analytics|questionnaire)\b",
    re.I,
)
# Lines of a head that are no part of its title: symbols, dates, sessions, addresses, what a page repeats.
_ASIDE = re.compile(
    r"^(?:[\W\d]*|\W*[A-Z]{1,3}\W*|[A-Z]+(?:/[\w.()-]+)+.*|united|nations|united nations(?:\s.*/\d.*|\s*•.*)?|"
    r"united states|"
    r"securities and exchange commission|.*\b(?:distr|original|issn|isbn)\b\s*[.:].*|.*\bsession(?: \d{4})?|"
    r"(?:agenda )?item .*|for (?:information|decision|approval)|official records.*|supplement no.*|"
    r"\(?mark one\)?|washington.*|commission file.*|.*\b(?:telephone|www\.|https?:).*|\d+ \w+ \d{4}|\w+ \d{1,2}, \d{4}|"
    r"contents?|table of contents|note|summary|outline: .*|tags: .*|\[?p\d+\]?|general|english|security council|"
    r"general assembly(?:\s.*/\d.*)?|economic and social council(?:\s.*/\d.*)?|submitted .*)$",
    re.I,
)
_SECTION = re.compile(
    r"^(?:[IVX]+\.|\d+\.|[A-Z]\.|chapter \d+)\s|^(?:introduction|overview|foreword|chair\S*'s statement|"
    r"(?:strategic|directors'?|governance|business|financial) (?:report|review))$",
    re.I,
)
_SENTENCE = re.compile(r"[.;:]$|[.;] [A-Z]|[,，]$")
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d$|[$£€]\s?\d[\d,.]*$")  # a line of a list of payments
_DATES_BELOW = re.compile(r"^\(.*\d{4}.*\)$|^for the (?:fiscal |financial )?(?:year|period|quarter)s? ended", re.I)
_COMPANY = re.compile(
    r"^(?:the )?[A-Z0-9][\w&.,'’\- ]{1,60}?[ ,]+"
    r"(?:PLC|Inc|Incorporated|Corporation|Corp|Company|Limited|Ltd|LLC|LLP|Group|Holdings?|"
    r"N\.?V|S\.?A|AG|SE|Co)\.?$",
    re.I,
)
_BODY = r"(?:[A-Z][\w’'-]+|of|on|and|the|for|against|to|in|&)(?: (?:[A-Z][\w’'-]+|of|on|and|the|for|against|to|in|&))*"
_BY = re.compile(rf"\b(?:[Rr]eport|[Ll]etter dated [\w ]+?|[Nn]ote|[Ss]tatement) (?:of|by|from) the ({_BODY})")
_ORGANISATION = re.compile(
    r"^(?:the )?[A-Z][\w’' -]*\b"
    r"(?:Committee|Council|Board|Forum|Fund|Programme|Organi[sz]ation|Commission|Agency|Authority|"
    r"Department|Ministry|Bank|University|Office|Bureau|Institute|Assembly|Society|Association|Foundation)\b[\w’' -]*$"
)
_WIDER = re.compile(r"^(?:general assembly|economic and social council|security council|united nations)\b", re.I)
_CUT = re.compile(r"\s+(?:on|to|regarding|concerning|addressed|in accordance|pursuant|submitted)\b.*")
_ENDED = re.compile(
    rf"\b(?:fiscal|financial|years?|period|months?|weeks?|quarter)s? end(?:ed|ing)\W+"
    rf"(?:\w+ \d{{1,2}}(?:st|nd|rd|th)?,? |\d{{1,2}} \w+ |\w+ )?({FIGURES})",
    re.I,
)
_FISCAL = re.compile(rf"\b(?:FY|fiscal(?: year)?)\s?({FIGURES})\b|\bFY\s?(\d\d)\b", re.I)
_SPAN = re.compile(rf"\b{FIGURES}\s?[-–/]\s?((?:{FIGURES})|\d\d)\b")
_COVERS = re.compile(
    rf"\bcovers? (?:the )?(?:period|developments|activities)?[^.]{{0,160}}?(?:to|until|and|-|–|ending)\s+"
    rf"(?:\d{{1,2}} )?[A-Z][a-z]+(?: \d{{1,2}},)? ({FIGURES})"
)
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:[-–]\d{{1,2}})? )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    rf"(?: \d{{1,2}},)? ({FIGURES})\b"
)
_OF_OTHERS = re.compile(
    rf"\b(?:act|resolution|agreement|convention|protocol|regulation|directive|code|law|decision)\b[^,;]{{0,40}}?\(?{FIGURES}\)?|"
    rf"\({FIGURES}\)|\bplan,? {FIGURES}\s?[-–]\s?(?:{FIGURES}|\d\d)",
    re.I,
)


def is_english(tidied: Tidied) -> bool:
    """Is the head of the text in Latin letters?"""
    head = tidied.text[:1500]
    chinese = len(re.findall(f"[{HAN}]", head))
    return len(re.findall("[A-Za-z]", head)) > 20 * chinese


def head(tidied: Tidied) -> list[str]:
    """The lines before the text proper, without marks of headings."""
    lines: list[str] = []
    for paragraph in tidied.paragraphs[:_FIRST]:
        line = " ".join(re.sub(r"^#+\s*|\*\*|^title:\s*", "", tidied.text[paragraph.start : paragraph.end]).split())
        if len(line) > _MOST or (len(lines) > 3 and re.search(r"[a-z]\. [A-Z]", line)):
            break
        lines.append(line)
    return lines


def title(lines: Sequence[str]) -> str:
    """The line that says what the report is, with those around it that belong to its title; else the first line of
    the head that may be one; empty where there is none."""
    at = next((at for at, line in enumerate(lines) if _REPORT.search(line) and _may_belong(line)), None)
    if at is None:
        at = next((at for at, line in enumerate(lines[:6]) if _may_belong(line) and not _SECTION.match(line)), None)
        return lines[at] if at is not None and len(lines[at]) < _MOST // 2 else ""
    first = at
    while at - first < _ABOVE and first > 0 and _may_belong(lines[first - 1]) and not _SECTION.match(lines[first - 1]):
        first -= 1
    last = at + 1
    while last - at <= _BELOW and last < len(lines) and _goes_on(lines[last - 1], lines[last]):
        last += 1
    return " ".join(dict.fromkeys(lines[first:last]))


def _may_belong(line: str) -> bool:
    return not _ASIDE.match(line) and not _SENTENCE.search(line) and not _AMOUNT.search(line)


def _goes_on(before: str, line: str) -> bool:
    if _SECTION.match(line) or _SENTENCE.search(line):
        return False
    if _DATES_BELOW.match(line):
        return True
    is_torn = (
        bool(re.search(r"\b(?:of|on|the|and|for|to|in|from|addressed|\d{1,2}\(\w\))$", before)) or line[:1].islower()
    )
    return _may_belong(line) and (is_torn or bool(_REPORT.search(line)) or (before.isupper() and line.isupper()))


def issuers(lines: Sequence[str], named: str) -> Iterator[Reading[str]]:
    """Every body that may answer for the report that is `named` so."""
    for line in lines:
        if _COMPANY.match(line) and not _ASIDE.match(line):
            yield Reading(line, "head", line, HEAD)
    if by := _BY.search(named):
        body = _CUT.sub("", by[1]).strip()
        yield Reading(re.sub(r"\s(?:of|on|and|the|for|to|in)$", "", body), "title", by[0], TITLE)
    if organisation := organisation_in(named):
        yield Reading(organisation, "title", organisation, OPENING)
    whole = " ".join(lines)
    for at, line in enumerate(lines):
        if (
            _ORGANISATION.match(line)
            and not _SENTENCE.search(line)
            and len(line.split()) <= 9
            and not _REPORT.search(line)
        ):
            before = lines[at - 1] if at and re.search(r"\b(?:of|on|the|against)(?: the)?$", lines[at - 1]) else ""
            sureness = INFERRED if _WIDER.match(line) else OPENING + 0.05
            yield Reading(" ".join(filter(None, (before, line))), "head", line, sureness)
    if "United Nations" in whole:
        yield Reading("United Nations", "head", "United Nations", INFERRED - 0.1)


def years(lines: Sequence[str], named: str, opening: str) -> Iterator[Reading[int]]:
    """What each place says of the year reported on; a year that stands there for a law or a comparison says nothing."""
    text = "\n".join(lines)
    for place, words in (("title", named), ("head", text)):
        if ended := _ENDED.search(words):
            yield Reading(int(ended[1]), place, ended[0], TITLE)
        if fiscal := _FISCAL.search(words):
            yield Reading(int(fiscal[1]) if fiscal[1] else 2000 + int(fiscal[2]), place, fiscal[0], TITLE - 0.02)
    told = _OF_OTHERS.sub(" ", named)
    if span := _SPAN.search(told):
        end = span[1] if len(span[1]) == 4 else span[0][:2] + span[1]
        yield Reading(int(end), "title", span[0], HEAD)
    own = [int(year) for year in re.findall(rf"(?<!\d){FIGURES}(?!\d)", told)]
    if own:
        yield Reading(max(own), "title", str(max(own)), HEAD + 0.02)
    if covered := _COVERS.search(opening):
        yield Reading(int(covered[1]), "opening", covered[0], OPENING + 0.1)
    if ended := _ENDED.search(_OF_OTHERS.sub(" ", opening)):
        yield Reading(int(ended[1]), "opening", ended[0], OPENING)
    if dated := _DATED.search(_OF_OTHERS.sub(" ", text)):
        yield Reading(int(dated[1]), "head", dated[0], INFERRED)


_KINDS = (
    ("10-K", r"form 10-?k"),
    ("prospectus", r"prospectus"),
    ("half-year report", r"half[- ]year|interim report"),
    ("sustainability report", r"sustainability|\besg\b"),
    ("annual report", r"annual report|accounts"),
    ("letter", r"^letter dated"),
    ("budget", r"\bbudget\b"),
    ("white paper", r"white paper"),
    ("report", r"\breport\b"),
)


def kind(named: str) -> Reading[str] | None:
    """The kind of report, by its title."""
    found = next(((name, told[0]) for name, words in _KINDS if (told := re.search(words, named, re.I))), None)
    return Reading(found[0], "title", found[1], TITLE) if found else None
