"""The words of a claim, made last: whose words they are and of which year, yes or no, and the words of the report."""

from __future__ import annotations

import re

from index.language.gazetteer import stem
from rag.answer import Claim
from rag.compose import phrases
from rag.compose.claim import Finding
from rag.compose.english import before_quote
from rag.understand.query import Query


def claim(query: Query, it: Finding, beside: bool) -> Claim:
    """What was found as one line of the answer.

    It says whose words these are and of which year where it stands `beside` others, or where they do not say so.
    """
    stated = it.said
    if query.language == "en":
        whose, stated = before_quote(_english_label(query, it), it.said, it.figures), f"“{it.said}”"
    else:
        whose = phrases.label(it.owner, it.period) if beside else _missing(it)
    lead = f"{phrases.decided(query.language, it.decision)}{whose}"
    return Claim(f"{lead}{stated}", (it.citation,), it.span, it.owner, it.period, it.decision, lead)


def body_name(query: Query, body: str) -> str:
    """A body as the question's language names it."""
    return stem(body) if query.language == "zh" else _in_english(query, body)


def _in_english(query: Query, body: str) -> str:
    return phrases.english_name(body, " | ".join(query.spellings))


def _english_label(query: Query, it: Finding) -> str:
    """Whose words these are and of which year, in English: "Qingpu (2023)"."""
    name = _in_english(query, it.owner)
    return f"{name} ({it.period})" if it.period else name


def _missing(it: Finding) -> str:
    """Whose words these are and of which year, in brackets, as far as they do not say so themselves."""
    lacks_owner = bool(it.report.body.label) and stem(it.report.region or it.owner) not in it.said
    lacks_year = it.period and not re.search(r"(?:19|20)\d\d|去年|今年", it.said)
    label = "，".join(filter(None, (it.owner if lacks_owner else "", f"{it.period}年" if lacks_year else "")))
    return f"（{label}）" if label else ""
