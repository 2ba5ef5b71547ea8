"""What was found becomes an answer: verdicts, who states it and who does not, and the nearest instead."""

from __future__ import annotations

from rag import Assistant
from rag.answer import Coverage


def test_a_comparison_ends_in_a_verdict_on_both_quotes(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区和松溪区2023年行政许可事项哪个区更多？各有多少项？")
    assert answer.kind == "compare"
    verdict = answer.claims[-1]
    assert verdict.text == "云湖更多：286项，松溪253项，云湖多33项。"
    assert {citation.passage.report.region for citation in verdict.citations} == {"云湖区", "松溪区"}
    assert answer.coverage == Coverage(("云湖区", "松溪区"), ())


def test_a_year_that_no_report_is_about_is_declined_with_the_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区2019年行政许可事项有多少项？")
    assert answer.declined and not answer.claims
    assert answer.nearest[0].text.startswith("云湖区（2022年）：")
    assert answer.to_dict()["nearest"][0]["citations"][0]["year"] == 2022


def test_what_is_answered_offers_nothing_instead(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区2023年行政许可事项有多少项？")
    assert not answer.declined and answer.nearest == () and answer.coverage is None
    assert (answer.kind, answer.measure) == ("fact", "count")
