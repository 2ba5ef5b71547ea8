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
    assert answer.nearest[0].text.startswith("云湖区政务服务办公室（2022年）：")
    assert answer.to_dict()["nearest"][0]["citations"][0]["year"] == 2022


def test_what_is_answered_offers_nothing_instead(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区2023年行政许可事项有多少项？")
    assert not answer.declined and answer.nearest == () and answer.coverage is None
    assert (answer.kind, answer.measure) == ("fact", "count")


def test_all_districts_are_asked_with_a_table_a_verdict_and_who_is_silent(assistant: Assistant) -> None:
    answer = assistant.ask("各区2023年行政许可事项清单分别有多少项？哪个区最多？")
    assert set(answer.scope.bodies) == {"云湖区", "松溪区", "望江区"}
    figures = {row.label: row.figure for row in answer.rows}
    assert figures == {"云湖": "286项", "松溪": "253项", "望江": "247项"}
    assert all(row.figure in row.citation.quote for row in answer.rows)
    assert answer.claims[-1].text.startswith("云湖最多：286项")
    assert answer.to_dict()["rows"][0]["value"] == answer.rows[0].value


def test_a_claim_tells_the_words_that_answer_on_their_own(assistant: Assistant) -> None:
    (claim,) = assistant.ask("松溪区2023年行政许可事项有多少项？").claims
    assert "253" in claim.span and claim.span in claim.citations[0].quote


def test_a_kind_given_by_the_caller_stands_in_for_the_wording(assistant: Assistant) -> None:
    question = "云湖区和松溪区2023年行政许可事项各有多少项？"
    assert "合计539项" in assistant.ask(question, kind="aggregate").text
    assert "合计" not in assistant.ask(question).text
