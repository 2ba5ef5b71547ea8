"""Phrases of our own around an answer, in both languages: labels, yes or no, who is silent, that it is declined.

Those of a verdict stand in `rag.compose.verdict_words`. What reports say is never put here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.language.bodies import NATIONAL, is_organisation, is_place
from index.language.gazetteer import leading, romanised, spellings
from rag.answer import Coverage, Decision
from rag.understand.query import Query

_DECLINE = {"zh": "报告里没有查到。", "en": "The reports do not say."}


def decline(query: Query, years_held: Sequence[int]) -> str:
    """That the shelf does not hold the answer, what was looked for and where, and which years there are instead."""
    chinese = query.language == "zh"
    years = [f"{year}年" if chinese else str(year) for year in query.scope.years]
    where = [*query.scope.bodies, *years, *query.elsewhere]
    held = [f"{year}年" if chinese else str(year) for year in years_held]
    if chinese:
        gap = f"这些报告写的是{'、'.join(held)}的情况。" if any(group.absent for group in query.groups) and held else ""
        return f"{_DECLINE['zh']}查找内容：{query.sought}；范围：{'、'.join(where) or '全部报告'}。{gap}"
    gap = f" These reports are about {', '.join(held)}." if any(group.absent for group in query.groups) and held else ""
    return f"{_DECLINE['en']} Looked for: {query.sought}; in: {', '.join(where) or 'all reports'}.{gap}"


_DECIDED: Mapping[str, Mapping[Decision, str]] = {
    "zh": {"yes": "是：", "no": "否：", "": ""},
    "en": {"yes": "Yes: ", "no": "No: ", "": ""},
}


def decided(language: str, decision: Decision) -> str:
    """Yes or no before the words that decide; empty where they do not."""
    return _DECIDED[language][decision]


def covered(language: str, coverage: Coverage) -> str:
    """How many of those asked about state it, and which do not; empty where all do."""
    asked, silent = len(coverage.stating) + len(coverage.silent), coverage.silent
    if not silent or not coverage.stating:
        return ""
    if language == "zh":
        return f"问到的{asked}个中{len(coverage.stating)}个写明；没有写的：{'、'.join(silent)}。"
    return f"{len(coverage.stating)} of {asked} asked about state it; not {', '.join(silent)}."


def english_name(body: str, question: str) -> str:
    """A place as an English question spells it, else its usual spelling; an office with its own name behind its place;
    any other name as it is written."""
    if body == NATIONAL:
        return "State Council"
    place = leading(body)
    if is_organisation(body) or not (place or is_place(body)):
        return body
    known, office = (place, body.removeprefix(place)) if place and not is_place(body) else (body, "")
    spelled = sorted(spellings(known), key=lambda it: (it not in question.lower(), it != romanised(known), it))
    return f"{spelled[0].title() if spelled else known} {office}".strip()


def when(language: str, year: int | None, is_plan: bool) -> str:
    """The year that words are of, and that they are a plan for it; empty where neither is to be said."""
    if language == "zh":
        return f"{f'{year}年' if year else ''}{'计划' if is_plan else ''}"
    return ", ".join(filter(None, (str(year or ""), "planned" if is_plan else "")))


def label(name: str, year: int | None, is_plan: bool = False) -> str:
    """Whose words follow and of which year, where several reports answer side by side."""
    told = when("zh", None if str(year) in name else year, is_plan)
    return f"{name}（{told}）：" if told else f"{name}："


_FALLEN_BACK = {
    "zh": {
        "timeout": "模型没有在限定时间内写完",
        "unreachable": "连不上模型服务",
        "refused": "模型服务拒绝了请求",
        "not installed": "没有安装撰写答案所需的组件",
        "nothing held": "模型写的内容在报告里找不到依据",
        "malformed": "模型的回复不合约定的格式",
    },
    "en": {
        "timeout": "The model did not finish in time",
        "unreachable": "The model could not be reached",
        "refused": "The model's server refused the request",
        "not installed": "The package that asks the model is not installed",
        "nothing held": "The reports do not hold up what the model wrote",
        "malformed": "The model's reply does not have the form agreed on",
    },
}


def not_found(language: str, asked: Sequence[str]) -> str:
    """Which of several questions in one the reports do not answer; empty for none."""
    if not asked:
        return ""
    return f"没有查到：{'；'.join(asked)}" if language == "zh" else f"The reports do not say: {'; '.join(asked)}"


def fallen_back(language: str, reason: str) -> str:
    """That the answer is the reports' own words because the model gave none; `reason` is one of rag.write.Written."""
    why = _FALLEN_BACK[language][reason]
    return f"{why}，以下为报告原文。" if language == "zh" else f"{why}; these are the reports' own words."


def read_without(language: str, reason: str) -> str:
    """That the model named did not read the passages, so that the built-in reader answers; `reason` as above."""
    why = _FALLEN_BACK[language][reason]
    return f"{why}，由内置的阅读器作答。" if language == "zh" else f"{why}; the built-in reader answers."
