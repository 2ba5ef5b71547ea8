"""Is a number that was read of the measure asked for? A sibling's number stands in words that are nearly the same."""

from __future__ import annotations

import re

from index.figures.measures import is_total, names_amount, qualifiers_missing, share_named, tells_share
from index.figures.patterns import FALL, RISE
from index.language.quantities import quantities
from index.language.script import HAN
from index.language.units import SHARE
from rag.read.extract import Found
from rag.search import Search
from rag.understand.query import FigureAsked, Query

_BY = re.compile(rf"(?:{RISE}|{FALL}|改善|变动|变化)了?\s*$")  # what stands before how much it changed
_CHINESE = re.compile(f"[{HAN}]")


def _is_change_alone(query: Query, asked: FigureAsked, said: str) -> bool:
    """Is a level asked for, and all that the words tell by how much it changed?"""
    if query.shape == "percent" or asked.what not in ("", "level") or query.is_of_change:
        return False
    numbers = [it for it in quantities(said) if it.unit]
    return bool(numbers) and all(it.measure in (SHARE, "points") and _BY.search(said[: it.start]) for it in numbers)


def of_measure(search: Search, found: Found | None) -> bool:
    """False where a number is asked for and its measure, or a qualifier of it, stands nowhere beside what was found; or
    a share is asked for and none told; or a total, and it is another row of the table."""
    query, asked = search.query, search.query.figure
    if found is None or asked is None or query.kind == "list":
        return True
    names = (asked.words, *asked.others)
    if query.shape not in ("number", "percent") and not (query.kind == "fact" and any(map(names_amount, names))):
        return True
    passage = found.passage
    around = "\n".join((passage.report.told_as, *passage.headings, passage.read_alone(found.start, found.end)))
    row = passage.row_at(found.start, found.end)
    is_part = row is not None and asked.operation == "total" and len(query.parts) == 1 and not is_total(row.label)
    if _is_change_alone(query, asked, passage.read_alone(found.start, found.end)):
        return False
    is_chinese = _CHINESE.search(around) is not None
    if is_part or (is_chinese and qualifiers_missing(asked.words, around)):
        return False
    if asked.what == "share" and is_chinese and not tells_share(around):
        return False
    chinese = [it for it in names if not it.isascii()]
    if not is_chinese:  # an English report does not say it in the words that Chinese ones have for it
        return True
    return not chinese or max(share_named(it, around) for it in chinese) >= search.settings.amount_named
