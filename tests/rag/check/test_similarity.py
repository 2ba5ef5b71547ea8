"""Does a quote mean what a claim says? With the real embedding model: a made-up one means nothing."""

from __future__ import annotations

from rag import Assistant
from rag.answer import Citation, Claim
from rag.check.similarity import meant
from rag.settings import Settings

LEAST = Settings().stands_out


def test_the_quote_that_is_meant_is_told_from_others_of_its_report(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区2023年行政许可事项有多少项？")
    index, right = assistant.index, answer.citations[0]
    text = "这个区由各家单位实施的许可，列入清单的共286项"
    others = [it for it in index.passages_of(right.source) if it.id != right.passage.id and not it.rows]
    wrong = [Claim(text, (Citation(it, it.start, it.end, it.text),)) for it in others]
    assert meant(index, [Claim(text, (right,))], LEAST) == [True]
    assert sum(meant(index, wrong, LEAST)) <= len(wrong) / 3


def test_no_claims_are_nothing(assistant: Assistant) -> None:
    assert meant(assistant.index, [], LEAST) == []
