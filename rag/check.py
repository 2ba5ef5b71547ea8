"""Is each number of a claim in what it cites? A claim that fails is not shown as fact."""

from __future__ import annotations

import re
import unicodedata

from rag.answer import Claim

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def unsupported(claim: Claim) -> set[str]:
    """The numbers of a claim that stand neither in its quotes nor in what the cited reports say of themselves."""
    told = [
        text for c in claim.citations for text in (c.told, c.passage.report.title, str(c.passage.report.year or ""))
    ]
    return _numbers(claim.text) - set().union(*map(_numbers, told))


def _numbers(text: str) -> set[str]:
    return {found.replace(",", "") for found in _NUMBER.findall(unicodedata.normalize("NFKC", text))}
