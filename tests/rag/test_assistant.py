"""Real answers from the example shelf, with the bundled model."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import rag
from index import Hit, Index, Passage
from index.errors import IndexMissing, QuestionUnusable
from rag import Assistant, Scope, Turn
from rag.read.span_model import Look
from rag.settings import Settings


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("云湖区2023年行政许可事项有多少项？", "286项"),
        ("云湖区2022年行政许可事项有多少项？", "271项"),
        ("松溪区2023年行政许可事项有多少项？", "253项"),
        ("How many items were on Wangjiang District's administrative licensing list in 2023?", "247项"),
    ],
)
def test_the_right_body_and_year(assistant: Assistant, question: str, fact: str) -> None:
    assert fact in assistant.ask(question).text


def test_every_quote_is_the_reports_own_text(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区和松溪区2023年行政许可事项各有多少项？")
    assert len(answer.claims) == 2
    for citation in answer.citations:
        assert assistant.index.text(citation.source)[citation.start : citation.end] == citation.quote


def test_each_of_several_bodies_has_its_own_line(assistant: Assistant) -> None:
    lines = assistant.ask("云湖区和松溪区2023年行政许可事项各有多少项？").text.splitlines()
    assert ["云湖区" in lines[0], "286" in lines[0], "松溪区" in lines[1], "253" in lines[1]] == [True] * 4


def test_a_year_that_the_shelf_lacks_is_declined(assistant: Assistant) -> None:
    answer = assistant.ask("松溪区2021年行政许可事项有多少项？")
    assert answer.declined
    assert answer.claims == ()
    assert "2021" in answer.notice
    assert answer.evidence


def test_a_body_that_the_shelf_lacks_is_declined(assistant: Assistant) -> None:
    assert assistant.ask("沙湾区2023年行政许可事项有多少项？").declined


def test_a_decline_speaks_the_askers_language(assistant: Assistant) -> None:
    assert assistant.ask("How many items did Songxi District have in 2021?").notice.startswith(
        "The reports do not say."
    )


def test_a_threshold_of_one_declines_everything(assistant: Assistant) -> None:
    strict = Assistant(assistant.index, replace(Settings(), threshold={"zh": 1.0, "en": 1.0}))
    assert strict.ask("云湖区2023年行政许可事项有多少项？").declined


def test_a_scope_given_by_the_caller(assistant: Assistant) -> None:
    assert "253项" in assistant.ask("行政许可事项有多少项？", Scope(("松溪区",), (2023,))).text


def test_a_follow_up(assistant: Assistant) -> None:
    history = [Turn("云湖区2023年行政许可事项有多少项？", "286项")]
    assert "253项" in assistant.ask("那松溪区呢？", history=history).text


def test_a_body_without_the_year_is_left_out(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区和望江区2024年行政许可事项各有多少项？")
    assert "294项" in answer.text
    assert "247项" not in answer.text


@pytest.mark.parametrize("question", ["", "  \n ", "问" * 2001])
def test_what_is_no_question(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionUnusable, match="a question has 1 to 2000 characters"):
        assistant.ask(question)


@pytest.mark.parametrize(
    "question",
    ["？", "！！！", "a", "🙂", "\u202e倒", "SELECT * FROM reports; --", "坏\ud800字", "<script>alert(1)</script>"],
)
def test_odd_questions_get_an_answer_or_a_decline(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).text


def test_a_kind_that_there_is_none_of_is_refused_with_those_there_are(assistant: Assistant) -> None:
    with pytest.raises(QuestionUnusable, match="fact"):
        assistant.ask("云湖区的许可事项？", kind="riddle")


def test_without_a_writer_the_stream_is_the_answer(assistant: Assistant) -> None:
    (answer,) = assistant.stream("云湖区2023年行政许可事项有多少项？")
    assert "286项" in answer.text and not answer.draft


class Marker:
    """A reader that is sure of each page and points at its first words."""

    def look(self, question: str, pages: Sequence[tuple[str, str]]) -> list[Look]:
        return [Look(10.0, np.zeros(1, np.float32), np.zeros(1, np.float32), ((0, 4),)) for _ in pages]


class Scribe:
    """A writer that says one sentence and cites the first passage."""

    def __init__(self, text: str) -> None:
        self._text = text

    def stream(self, question: str, language: str, passages: Sequence[Passage | Hit]) -> Iterator[str]:
        yield self._text


def test_another_reader_goes_in_by_a_parameter(assistant: Assistant) -> None:
    read = Assistant(assistant.index, Settings(span_model=False), reader=Marker())
    plain = Assistant(assistant.index, Settings(span_model=False))
    question = "云湖区2023年行政许可事项有多少项？"
    assert read.ask(question).confidence > plain.ask(question).confidence
    assert read.looks_again and not plain.looks_again


def test_another_writer_goes_in_by_a_parameter(assistant: Assistant) -> None:
    writer = Scribe("云湖区2023年行政许可事项共286项[1]。")
    draft, answer = Assistant(assistant.index, writer=writer).stream("云湖区2023年行政许可事项有多少项？")
    assert draft.draft.startswith("云湖区2023年") and answer.claims[0].text == "云湖区2023年行政许可事项共286项。"


def test_a_claim_says_whose_and_of_which_year_as_data(assistant: Assistant) -> None:
    answer = assistant.ask("云湖区和松溪区2023年行政许可事项哪个区更多？各有多少项？")
    assert [(it.owner, it.period, it.verdict) for it in answer.claims] == [
        ("云湖区政务服务办公室", 2023, ""),
        ("松溪区政务服务管理办公室", 2023, ""),
        ("", None, "order"),
    ]
    assert answer.to_dict()["claims"][0]["owner"] == "云湖区政务服务办公室"


def test_ask_reuses_what_is_loaded(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rag.ask("云湖区2023年行政许可事项有多少项？", index=index_folder)
    monkeypatch.setattr(Index, "open", None)  # to open it again would fail
    assert "253项" in rag.ask("松溪区2023年行政许可事项有多少项？", index=index_folder).text


def test_ask_names_the_command_where_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m index build"):
        rag.ask("有多少项？", index=tmp_path)
