"""A model that reads, behind a server that is right, wrong, lying, slow, malformed or follows orders in a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from index import Index
from index.report import Passage
from rag import Assistant
from rag.compose.phrases import read_without
from rag.read.extract import Found
from rag.read.sentences import pieces
from rag.write.endpoint import Endpoint, NotWritten
from rag.write.reading import ModelReader, Reply, parsed
from tests.rag.write.conftest import KEY, FakeServer

QUESTION = "云湖区2023年行政许可事项有多少项？"
NOWHERE = "云湖区2023年的行政许可花了多少钱？"

Read = Callable[..., list[Found]]


def reply(*sentences: int, answer: str = "", verdict: str = "", **more: Any) -> str:
    told = {"answerable": bool(sentences), "sentences": list(sentences), "answer": [answer] if answer else []}
    return json.dumps(told | {"verdict": verdict} | more, ensure_ascii=False)


@pytest.fixture
def read(endpoint: Endpoint, example_index: Index, passages: list[Passage]) -> Read:
    def run(**changes: Any) -> list[Found]:
        reader = ModelReader(replace(endpoint, **changes), 0.9)
        return reader.read(QUESTION, "zh", passages, example_index.manifest.split)

    return run


@pytest.fixture
def counted(example_index: Index, passages: list[Passage]) -> int:
    """The number of the sentence that says how many items there are."""
    said = [piece.text for passage in passages for piece in pieces(passage, example_index.manifest.split)]
    return 1 + next(at for at, text in enumerate(said) if "286" in text)


def reason(read: Read, **changes: Any) -> str:
    with pytest.raises(NotWritten) as failure:
        read(**changes)
    assert KEY not in str(failure.value)
    return failure.value.reason


def test_the_sentence_named_is_found_with_the_words_that_answer(
    server: FakeServer, read: Read, passages: list[Passage], counted: int
) -> None:
    server.reply = reply(counted, answer="286项")
    (found,) = read()
    passage = passages[0]
    assert found.passage == passage and found.answer
    assert "286项" in passage.text[found.start - passage.start : found.end - passage.start]
    assert passage.text[found.answer[0] - passage.start : found.answer[1] - passage.start] == "286项"


def test_sentences_are_sent_numbered_between_markers_with_their_headings(
    server: FakeServer, read: Read, passages: list[Passage]
) -> None:
    server.reply = reply()
    assert read() == []
    system, user = (message["content"] for message in server.asked[0]["messages"])
    marker = user.split("\n")[0]
    assert len(marker) == 16 and marker in system
    assert "[1] " in user and passages[0].report.title in user
    assert user.endswith(f"{marker}\n问题：{QUESTION}")
    assert "tools" not in server.asked[0]


def test_neighbouring_sentences_are_one_and_others_stand_apart(
    server: FakeServer, read: Read, example_index: Index, passages: list[Passage]
) -> None:
    first = len(pieces(passages[0], example_index.manifest.split))
    assert first > 1
    server.reply = reply(1, 2, first + 1)
    found = read()
    assert [it.passage for it in found] == passages
    assert [it.passage.text for it in found] == [it.text for it in passages]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有。",
        "[1]",
        '{"answerable": true}',
        '{"answerable": "yes", "sentences": [1], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [0], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [true], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [1.5], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [99999], "answer": [], "verdict": ""}',
        '{"answerable": true, "sentences": [1], "answer": [7], "verdict": ""}',
        '{"answerable": true, "sentences": [1], "answer": [], "verdict": "maybe"}',
        '{"answerable": true, "sentences": [1], "answer": [], "verdict": "", "more": 1}',
        '{"answerable": true, "sentences": [1], "answer": [], "verdict": ""',
        f'{{"answerable": false, "sentences": [], "answer": ["{"长" * 5000}"], "verdict": ""}}',
    ],
)
def test_a_reply_of_another_form_is_malformed(server: FakeServer, read: Read, text: str) -> None:
    server.reply = text
    assert reason(read) == "malformed"


def test_a_reply_may_stand_in_a_fence() -> None:
    fenced = f"```json\n{reply(2, 2, 1, answer='甲', verdict='yes')}\n```"
    assert parsed(fenced, 2) == Reply(True, (2, 1), ("甲",), "yes")


def test_words_that_do_not_stand_in_the_sentence_are_not_pointed_at(
    server: FakeServer, read: Read, counted: int
) -> None:
    server.reply = reply(counted, answer="999项")
    (found,) = read()
    assert found.answer is None


@pytest.mark.parametrize(("statuses", "told"), [([401], "refused"), ([500, 500], "refused"), ([500], "malformed")])
def test_errors_of_the_server(server: FakeServer, read: Read, statuses: list[int], told: str) -> None:
    server.statuses = statuses
    assert reason(read) == told


def test_a_slow_server_is_a_timeout(server: FakeServer, read: Read) -> None:
    server.pause_s = 5.0
    assert reason(read, timeout_s=0.3, retries=0) == "timeout"


def test_nobody_listening_is_unreachable(read: Read) -> None:
    assert reason(read, url="http://127.0.0.1:9/v1", retries=0) == "unreachable"


def test_a_context_too_small_for_a_sentence_sends_nothing(server: FakeServer, read: Read) -> None:
    assert reason(read, context_tokens=64) == "nothing held"
    assert not server.asked


@pytest.fixture
def modelled(server: FakeServer, assistant: Assistant) -> Assistant:
    return Assistant(assistant.index, endpoint=Endpoint(server.url, "m", KEY, timeout_s=5.0, tasks=("read",)))


def sentence(server: FakeServer, holding: str) -> int:
    """The number under which the last request held a sentence."""
    lines = server.asked[-1]["messages"][1]["content"].split("\n")
    return int(next(line for line in lines if holding in line and line.startswith("[")).split("]")[0][1:])


def test_it_may_answer_and_decline_where_the_small_reader_would_not(server: FakeServer, modelled: Assistant) -> None:
    server.reply = reply()
    assert modelled.ask(QUESTION).declined
    server.reply = reply(sentence(server, "286项"), answer="286项")
    answer = modelled.ask(QUESTION)
    assert not answer.declined and answer.claims[0].span == "286项"
    (citation,) = answer.citations
    assert citation.quote == modelled.index.text(citation.source)[citation.start : citation.end]


def test_what_it_says_to_a_yes_or_no_question_leads(server: FakeServer, modelled: Assistant) -> None:
    question = "云湖区2023年行政许可事项够多吗？"
    server.reply = reply()
    modelled.ask(question)
    server.reply = reply(sentence(server, "286项"), verdict="yes")
    answer = modelled.ask(question)
    assert answer.kind == "yesno" and answer.claims[0].verdict == "yes"


def test_a_reply_that_is_none_falls_back_and_says_so(server: FakeServer, modelled: Assistant) -> None:
    server.reply = "我觉得是286项。"
    answer = modelled.ask(QUESTION)
    assert "286项" in answer.text and read_without("zh", "malformed") in answer.notice


def test_without_a_reader_nothing_is_worded_either(server: FakeServer, assistant: Assistant) -> None:
    server.statuses = [401, 401]
    answer = Assistant(assistant.index, endpoint=Endpoint(server.url, "m", KEY)).ask(QUESTION)
    assert len(server.asked) == 1 and "286项" in answer.text
    assert read_without("zh", "refused") in answer.notice


def test_sentences_of_another_body_are_not_cited(server: FakeServer, modelled: Assistant) -> None:
    """Whatever number a model names, only passages of the body asked about were sent."""
    server.reply = reply(*range(1, 13))
    answer = modelled.ask(QUESTION)
    assert {citation.passage.report.region for citation in answer.citations} == {"云湖区"}
