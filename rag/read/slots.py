"""Does what was read fill what the question fixes? Words that are near to it in all else answer something else."""

from __future__ import annotations

import re

from index.figures.figure import Period
from index.figures.halves import is_planned
from index.figures.measures import names_amount, share_named
from index.figures.patterns import CUMULATIVE
from index.figures.periods import part_of_year
from index.language.direction import tells_change
from index.language.sentence_ends import clause_spans
from index.language.units import CURRENCIES, MONEY, SHARE
from rag.read.answer_type import MONTHS
from rag.read.extract import Found
from rag.read.measure import of_measure
from rag.read.pick_figure import before, is_added, ranked
from rag.read.terms import is_explained
from rag.search import Search
from rag.understand.query import Query

_DATES = {
    "day": re.compile(rf"\d\s*[日号](?!线)|\b\d{{1,2}} (?:{MONTHS})|\b(?:{MONTHS})[a-z]* \d{{1,2}}\b"),
    "month": re.compile(rf"\d\s*月|\b(?:{MONTHS})[a-z]*\b"),
}
_SINCE = re.compile(rf"累计|总计|{CUMULATIVE.pattern}|\bcumulative|\bin total|\bsince\b", re.I)
_MARKS = re.compile('[“”"‘’『』「」]')
_NEAR = 100  # characters behind a term in which its explanation begins
_BESIDE = 6  # characters of a heading beside the term that it explains


def fills(search: Search, found: Found | None) -> bool:
    """False where a number, a date, a time or an explanation is asked for and what was found holds another or none."""
    if found is None:
        return True
    query, said = search.query, found.passage.read_alone(found.start, found.end)
    return (
        of_measure(search, found)
        and not _is_given(search, said)
        and _number_fits(search, found)
        and _names_the_thing(search, found)
        and not (_asks_for_result(query) and is_planned(said, found.passage.headings, found.passage.report))
        and _has_date(query, said)
        and _is_of_the_time(query, said)
        and not (query.is_of_stock and _is_of_added(search, said))
        and (found.confidence >= search.settings.sure_of_term or _explains(search, found, said))
    )


def _is_given(search: Search, said: str) -> bool:
    """Is the number that was found one that the question states itself?"""
    query = search.query
    if not query.givens or query.shape not in ("number", "percent") or query.kind not in ("fact", "aggregate"):
        return False
    picked = ranked(query, said, "", search.relevance.share)
    return bool(picked) and any(picked[0].value == it.value for it in query.givens)


def _number_fits(search: Search, found: Found) -> bool:
    """Where an amount of money is asked for: is the number that would be given no share and no growth? And where growth
    is, no amount? Does it stand beside what is asked for, and not in another clause?"""
    query = search.query
    if query.shape not in ("number", "percent") or query.kind not in ("fact", "aggregate"):
        return True
    text = search.index.text(found.passage.report.source)
    first, last = found.answer or (found.end, found.end)
    said = text[found.start : found.end]
    picked = ranked(query, said, text[max(first, found.start) : min(last, found.end)], search.relevance.share)
    if not picked:
        return True
    it = picked[0]
    if query.measure == MONEY and it.measure == SHARE:
        return False
    is_of_growth = query.measure != MONEY and query.figure is not None and query.figure.what == "growth"
    is_a_change = tells_change(before(said, it)) or query.is_from_to
    if is_of_growth and it.measure in CURRENCIES and not is_a_change:
        return False
    at = first - found.start if found.answer else it.start
    return not _stands_before(search, said, at) and not _is_of_sibling(query, said, at)


def _is_of_sibling(query: Query, said: str, at: int) -> bool:
    """Does another clause name the amount asked for, and the number's own clause another amount?"""
    name = query.figure.words if query.figure else ""
    if query.language == "en" or not names_amount(name):
        return False
    spans = list(clause_spans(said))
    own = next((said[start:end] for start, end in spans if start <= at < end), said)
    others = [said[start:end] for start, end in spans if not start <= at < end]
    return 0 < share_named(name, own) < 0.5 and any(share_named(name, it) == 1 for it in others)


def _stands_before(search: Search, said: str, at: int) -> bool:
    """Does a number, or what the reader points at, stand in a clause that shares next to nothing with the question,
    before one that shares much?"""
    share = search.relevance.share
    spans = clause_spans(said)
    own = next((said[start:end] for start, end in spans if start <= at < end), said)
    behind = max((share(said[start:end]) for start, end in spans if start > at), default=0.0)
    return behind >= search.settings.of_another_clause and share(own) < behind / 3


def _names_the_thing(search: Search, found: Found) -> bool:
    """A thing in quotation marks that the report names is named in the passage that answers; in an English question
    those in Chinese, as the others are translated."""
    query, passage = search.query, found.passage
    named = [_bare(it) for it in query.quoted if query.language == "zh" or not it.isascii()]
    around = _bare("\n".join((passage.report.title, *passage.headings, passage.text)))
    missing = [it for it in named if it not in around]
    return not missing or all(it not in _bare(search.index.text(passage.report.source)) for it in missing)


def _bare(text: str) -> str:
    """Without quotation marks: “1530”模式 is “1530模式”."""
    return _MARKS.sub("", text)


def _asks_for_result(query: Query) -> bool:
    """Is it said that a result is asked for, or is one held against its target?"""
    is_met = query.kind == "yesno" and query.figure is not None and query.figure.against_plan
    return is_met or (query.is_result and not query.is_plan)


def _has_date(query: Query, said: str) -> bool:
    return not query.date_fineness or _DATES[query.date_fineness].search(said) is not None


def _is_of_the_time(query: Query, said: str) -> bool:
    if query.is_of_year_alone and _SINCE.search(said):
        return False
    return not query.is_of_whole_year or Period(part=part_of_year(said)).is_whole


def _is_of_added(search: Search, said: str) -> bool:
    picked = ranked(search.query, said, "", search.relevance.share)
    return bool(picked) and is_added(said, picked[0].start)


def _explains(search: Search, found: Found, said: str) -> bool:
    """A term in quotation marks that is asked for has to be explained, not only used; one that the report does not use
    is the asker's own."""
    terms, passage = search.query.terms, found.passage
    if not terms or any(term in it and len(it) <= len(term) + _BESIDE for term in terms for it in passage.headings):
        return True
    if used := [it for it in terms if it in said]:
        return any(is_explained(it, said) for it in used)
    text = search.index.text(passage.report.source)
    return any(_follows(found, it) or it not in text for it in terms)


def _follows(found: Found, term: str) -> bool:
    """Does what was found stand close behind the term?"""
    at = found.passage.text.rfind(term, 0, found.start - found.passage.start)
    return at >= 0 and found.start - found.passage.start - at <= _NEAR
