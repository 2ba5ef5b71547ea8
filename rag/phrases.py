"""Every phrase of our own that an answer may hold, in both languages. What reports say is never put here."""

from __future__ import annotations

from collections.abc import Sequence

_DECLINE = {"zh": "报告里没有查到。", "en": "The reports do not say."}


def decline(language: str, bodies: Sequence[str], years: Sequence[int], absent: Sequence[int], content: str) -> str:
    """That the shelf does not hold the answer, and what was looked for."""
    where = [*bodies, *(f"{year}年" if language == "zh" else str(year) for year in years)]
    if language == "zh":
        looked = f"查找范围：{'、'.join(where) or '全部报告'}；查找内容：{content}。"
        gap = f"这些报告中没有关于{'、'.join(map(str, absent))}年的。" if absent else ""
        return _DECLINE["zh"] + gap + looked
    looked = f"Looked in: {', '.join(where) or 'all reports'}; for: {content}."
    gap = f"None of these reports is about {', '.join(map(str, absent))}. " if absent else ""
    return f"{_DECLINE['en']} {gap}{looked}"


def labelled(language: str, label: str, year: int | None, words: str) -> str:
    """Words told whose they are, where several reports answer side by side."""
    if language == "zh":
        told = f"{label}（{year}年）" if year and str(year) not in label else label
        return f"{told}：{words}"
    told = f"{label} ({year})" if year and str(year) not in label else label
    return f"{told}: {words}"
