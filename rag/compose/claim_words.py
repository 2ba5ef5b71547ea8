"""The words of a claim, made last: whose words they are and of which year, yes or no, and the words of the report."""

from __future__ import annotations

import re

from index.language.gazetteer import stem
from rag.answer import Claim
from rag.compose import phrases
from rag.compose.claim import Finding
from rag.compose.english import before_quote
from rag.understand.query import Query

_SAYS_PLAN = re.compile(
    r"目标|计划|规划|力争|争取|预期|打算|拟|将|确保|\b(?:will|plans?|planned|targets?|aims?|expected)\b", re.I
)


def claim(query: Query, it: Finding, beside: bool) -> Claim:
    """What was found as one line of the answer.

    It says whose words these are and of which year where it stands `beside` others, or where they do not say so; and
    that they are a plan, where neither they nor the question does.
    """
    stated, is_told_plan = it.said, it.is_planned and not query.is_plan and not _SAYS_PLAN.search(it.said)
    if query.language == "en":
        whose, stated = before_quote(_english_label(query, it, is_told_plan), it.said, it.figures), f"“{it.said}”"
    else:
        whose = phrases.label(it.owner, it.period, is_told_plan) if beside else _missing(it, is_told_plan)
    lead = f"{phrases.decided(query.language, it.decision)}{whose}"
    return Claim(f"{lead}{stated}", (it.citation,), it.span, it.owner, it.period, it.decision, lead)


def body_name(query: Query, body: str) -> str:
    """A body as the question's language names it."""
    return stem(body) if query.language == "zh" else _in_english(query, body)


def _in_english(query: Query, body: str) -> str:
    return phrases.english_name(body, " | ".join(query.spellings))


def _english_label(query: Query, it: Finding, is_told_plan: bool) -> str:
    """Whose words these are and of which year, in English: "Qingpu (2023)"."""
    name, when = _in_english(query, it.owner), phrases.when("en", it.period, is_told_plan)
    return f"{name} ({when})" if when else name


def _missing(it: Finding, is_told_plan: bool) -> str:
    """Whose words these are and of which year, in brackets, as far as they do not say so themselves."""
    lacks_owner = bool(it.report.body.label) and stem(it.report.region or it.owner) not in it.said
    lacks_year = is_told_plan or not re.search(r"(?:19|20)\d\d|去年|今年", it.said)
    when = phrases.when("zh", it.period, is_told_plan) if lacks_year else ""
    label = "，".join(filter(None, (it.owner if lacks_owner else "", when)))
    return f"（{label}）" if label else ""
