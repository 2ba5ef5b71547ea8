"""A shelf of three near-identical reports, questions about it, and short ways to build the answers that are scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from eval.questions import Evidence, Question
from index.report import Hit, Passage, Report
from rag.answer import Answer, Citation, Claim

EASTERN = """东区{}年报告
行政许可事项共{}项。
学法{}次。
宣传进商圈、进公园、进社区。
投诉均按期办结。
“集中”是指涉企事项向中心集中。
"""
TEXTS = {
    "东区/2023.txt": EASTERN.format(2023, 277, 4),
    "东区/2024.txt": EASTERN.format(2024, 301, 9),
    "西区/2023.txt": "西区2023年报告\n行政许可事项共214项。\n学法6次。\n",
}
EAST, WEST = "东区/2023.txt", "西区/2023.txt"


def gold(source: str, *quotes: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(source, quote) for quote in quotes)


QUESTIONS = (
    Question("q1", "东区2023年有多少许可事项？", "zh", "fact", True, (("277项", "277"),), gold(EAST, "共277项")),
    Question("q2", "How often did East study law?", "en", "fact", True, (("4次", "four", "4"),), gold(EAST, "学法4次")),
    Question(
        "q3",
        "东区宣传进了哪些地方？",
        "zh",
        "list",
        True,
        (("商圈",), ("公园",), ("社区",)),
        gold(EAST, "进商圈、进公园、进社区"),
    ),
    Question(
        "q4",
        "东区和西区谁的许可事项多？",
        "zh",
        "compare",
        True,
        (("277项", "277"), ("214项", "214"), ("东区更多：277项，西区214项", "东区更多")),
        gold(EAST, "共277项") + gold(WEST, "共214项"),
        derived=(2,),
        excluded=(("西区更多", "西区多"),),
    ),
    Question("q5", "东区投诉有没有拖期？", "zh", "yesno", True, (("均按期", "没有"),), gold(EAST, "投诉均按期办结")),
    Question(
        "q6", "什么是“集中”？", "zh", "definition", True, (("涉企事项向中心集中",),), gold(EAST, "涉企事项向中心集中")
    ),
    Question("q7", "东区好评率多高？", "zh", "unanswerable", False),
    Question("q8", "How many parks does West have?", "en", "unanswerable", False),
)


@dataclass(frozen=True, slots=True)
class LittleShelf:
    """What the harness needs of an index: the reports and their texts."""

    texts: dict[str, str]

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(report(source) for source in self.texts)

    def text(self, source: str) -> str:
        return self.texts[source]


def report(source: str) -> Report:
    return Report(source=source, sha256="0" * 64, title=source, regions=(source.split("/")[0],))


def hit(source: str, text: str, start: int = 0) -> Hit:
    """A passage of this text, as retrieval would give it."""
    return Hit(Passage(0, report(source), (), start, start + len(text), None, text), 1.0)


def cite(source: str, quote: str) -> Citation:
    """The quote where it first stands in its report; at 0 where the shelf has no such report or words."""
    start = max(TEXTS.get(source, "").find(quote), 0)
    return Citation(hit(source, quote, start).passage, start, start + len(quote), quote)


def reply(*claims: tuple[str, Sequence[Citation]], evidence: Sequence[Hit] = (), confidence: float = 1.0) -> Answer:
    """An answer of (text, citations) claims; without any, a decline."""
    made = tuple(Claim(text, tuple(citations)) for text, citations in claims)
    notice = "" if made else "报告中没有找到：277项"
    return Answer("?", made, not made, notice, confidence=confidence, evidence=tuple(evidence))


@dataclass(frozen=True, slots=True)
class Make:
    """The builders above, for tests to use."""

    hit: Callable[..., Hit] = hit
    cite: Callable[..., Citation] = cite
    reply: Callable[..., Answer] = reply


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def shelf() -> LittleShelf:
    return LittleShelf(TEXTS)


@pytest.fixture
def questions() -> tuple[Question, ...]:
    return QUESTIONS
