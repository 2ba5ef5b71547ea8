"""A run of three questions as its record tells it, and the same run with an attack for every piece of text."""

from __future__ import annotations

from typing import Any

import pytest

from eval.page import page

EAST = "rule-of-law/东区2023.txt"
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'><svg/onload=alert(3)>",
    "</details></section></style></title><style>*{display:none}</style>",
    "&lt;script&gt;alert(4)&lt;/script&gt; &#60;b&#62;",
    "\u202e倒\u2066过来\u2069的\u202c",
    '<iframe srcdoc="<script>parent.alert(5)</script>">',
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    '<link rel=stylesheet href="http://evil.example/a.css"><a href="javascript:alert(6)">x</a>',
    "\x00\x1b[31m\ud800",
)
EVIL = " ".join(ATTACKS)


def figure(value: float | None, n: int = 3) -> dict[str, Any]:
    return {"n": n, "value": value, "low": value, "high": value}


def summary(by: str, title: str, questions: int) -> dict[str, Any]:
    return {
        "by": by,
        "title": title,
        "questions": questions,
        "figures": {
            "all_evidence_at_1": figure(0.5),
            "all_evidence_at_5": {"n": 2, "value": 0.75, "low": 0.25, "high": 1.0},
            "fact_recall": figure(0.6125),
            "verdict": figure(None, 0),
            "groundedness": figure(0.8642),
            "never_heard_of": figure(0.1357),
            "declined_wrongly": figure(0.02),
            "risk_area": figure(0.031),
        },
        "risk_coverage": [
            {"coverage": 0.5, "risk": 0.0, "confidence": 0.9},
            {"coverage": 0.9, "risk": 0.125, "confidence": 0.4},
        ],
        "timings": {"p50": figure(0.25), "p95": figure(0.75)},
    }


def result(name: str, **changes: Any) -> dict[str, Any]:
    citation = {"source": EAST, "page": 4, "headings": ["二、主要工作"], "quote": "共办理277项", "start": 9, "end": 16}
    made: dict[str, Any] = {
        "question": {
            "id": name,
            "question": "东区2023年有多少许可事项？",
            "language": "zh",
            "kind": "fact",
            "answerable": True,
            "facts": [["277项", "二百七十七项"]],
            "evidence": [{"source": EAST, "quote": "共办理277项"}],
            "note": "",
        },
        "answer": {
            "text": "东区共办理277项。",
            "declined": False,
            "notice": "",
            "kind": "fact",
            "scope": {"bodies": ["东区"], "years": [2023], "sources": []},
            "confidence": 0.875,
            "claims": [
                {"text": "东区共办理277项。", "span": "277项", "citations": [citation]},
                {"text": "同上。", "citations": [citation]},
            ],
            "evidence": [
                {"source": "national/别处.txt", "text": "共办理277项", "headings": [], "score": 1.5},
                {"source": EAST, "text": "另外。" * 90 + "共办理 277 项", "headings": [], "score": 1.25},
            ],
        },
        "scores": {"fact_recall": 1.0, "verdict": None},
        "misses": [],
        "timings": {"ask": 0.25},
    }
    for part, values in changes.items():
        made[part] = values if isinstance(values, list) else made[part] | values
    return made


@pytest.fixture
def run() -> dict[str, Any]:
    """Three questions: one right, one missed, one rightly declined."""
    missed = result(
        "q2",
        question={"language": "en", "kind": "list", "question": "Which parks does East have?"},
        misses=["not stated: 东湖公园"],
        timings={"ask": 0.75},
    )
    notice = {"declined": True, "text": "没有查到。", "notice": "没有查到。", "claims": []}
    gold = {"answerable": False, "kind": "unanswerable", "facts": [], "evidence": []}
    return {
        "format": 1,
        "questions": {"name": "dev.jsonl", "sha256": "ab" * 32, "limit": None},
        "settings": {"seed": 1, "level": 0.9, "looks_again": True},
        "index": {
            "reports": 1054,
            "embedder": "bundled",
            "split": {"size": 320},
            "files": {"a.npy": "cd" * 32},
            "refused": [{"source": "damaged/坏.pdf", "reason": "gibberish"}],
        },
        "versions": {"baogao": "0.1.0", "torch": None},
        "platform": {"python": "3.11.7"},
        "faults": [{"line": 7, "what": "no report of that name"}],
        "summaries": [summary("all", "all", 3), summary("language", "zh", 2), summary("kind", "fact", 2)],
        "results": [result("q1"), missed, result("q3", question=gold, answer=notice)],
    }


def poisoned(value: Any) -> Any:
    """The same, with an attack for every piece of text but those that say which group a summary is of."""
    match value:
        case str():
            return value if value in ("all", "language", "kind") else EVIL
        case dict():
            return {key: poisoned(one) for key, one in value.items()} | {"versions" + EVIL: EVIL}
        case list():
            return [poisoned(one) for one in value]
    return value


@pytest.fixture
def hostile(run: dict[str, Any]) -> str:
    """A page of attacks: every text, the names of figures, of versions and of settings too."""
    told = poisoned(run)
    for group in told["summaries"]:
        group["figures"][EVIL] = figure(0.5)
    return page(told)


@pytest.fixture
def attacks() -> tuple[str, ...]:
    """What every text of the hostile page is made of."""
    return ATTACKS
