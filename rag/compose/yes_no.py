"""Yes or no, by the words that decide."""

from __future__ import annotations

import re

from index.language.quantities import quantities
from rag.understand.query import Query

_DENIES = re.compile(r"[无未没]|不(?!断|仅|少|但|同|止|久|超过|低于|动产)|零(?:发生|事故|投诉|差错|违约)|杜绝|否")
_ENOUGH = 0.6  # share of the question's words from which a sentence without a denial says yes


def decides(query: Query, said: str, share: float) -> bool | None:
    """True for yes, False for no, None where the words do not tell: they neither deny nor hold enough of what is asked.

    `share` of the question's words that `said` holds, in [0, 1].
    """
    if query.is_negated:
        return None
    if _DENIES.search(said) or any(it.value == 0 for it in quantities(said)):
        return False
    return True if share >= _ENOUGH else None
