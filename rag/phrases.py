"""Every phrase of our own that an answer may hold, in both languages. What reports say is never put here."""

from __future__ import annotations

from collections.abc import Sequence

from rag.question import Query

_DECLINE = {"zh": "报告里没有查到。", "en": "The reports do not say."}


def decline(query: Query, years_held: Sequence[int]) -> str:
    """That the shelf does not hold the answer, what was looked for and where, and which years there are instead."""
    chinese = query.language == "zh"
    years = [f"{year}年" if chinese else str(year) for year in query.scope.years]
    where = [*query.scope.bodies, *years, *query.elsewhere]
    held = [f"{year}年" if chinese else str(year) for year in years_held]
    sought = _sought(query)
    if chinese:
        gap = f"这些报告写的是{'、'.join(held)}的情况。" if any(group.absent for group in query.groups) and held else ""
        return f"{_DECLINE['zh']}查找内容：{sought}；范围：{'、'.join(where) or '全部报告'}。{gap}"
    gap = f" These reports are about {', '.join(held)}." if any(group.absent for group in query.groups) and held else ""
    return f"{_DECLINE['en']} Looked for: {sought}; in: {', '.join(where) or 'all reports'}.{gap}"


def _sought(query: Query) -> str:
    """The words that were looked for, without the scraps that taking a question apart leaves."""
    if query.language == "en":
        return query.content or query.text
    parts = [part.strip("有在为共被把") for part in query.content.split()]
    return "、".join(part for part in parts if len(part) > 1) or query.text


def labelled(language: str, label: str, year: int | None, words: str) -> str:
    """Words told whose they are, where several reports answer side by side."""
    if language == "zh":
        told = f"{label}（{year}年）" if year and str(year) not in label else label
        return f"{told}：{words}"
    told = f"{label} ({year})" if year and str(year) not in label else label
    return f"{told}: {words}"
