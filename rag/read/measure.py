"""Is a number that was read of the measure asked for? A sibling's number stands in words that are nearly the same."""

from __future__ import annotations

import re

from index.figures.measures import is_total, names_amount, qualifiers_missing, share_named, tells_share
from index.language.script import HAN
from rag.read.extract import Found
from rag.search import Search

_CHINESE = re.compile(f"[{HAN}]")


def of_measure(search: Search, found: Found | None) -> bool:
    """False where a number is asked for and its measure, or a qualifier of it, stands nowhere beside what was found; or
    a share is asked for and none told; or a total, and it is another row of the table."""
    query, asked = search.query, search.query.figure
    if found is None or asked is None or query.kind == "list":
        return True
    if query.shape not in ("number", "percent") and not (query.kind == "fact" and names_amount(asked.words)):
        return True
    passage = found.passage
    around = "\n".join((passage.report.told_as, *passage.headings, passage.read_alone(found.start, found.end)))
    row = passage.row_at(found.start, found.end)
    is_part = row is not None and asked.operation == "total" and len(query.parts) == 1 and not is_total(row.label)
    if is_part or qualifiers_missing(asked.words, around) or (asked.what == "share" and not tells_share(around)):
        return False
    names = [it for it in (asked.words, *asked.others) if not it.isascii()]
    if not _CHINESE.search(around):  # an English report does not say it in the words that Chinese ones have for it
        return True
    return not names or max(share_named(it, around) for it in names) >= search.settings.amount_named
