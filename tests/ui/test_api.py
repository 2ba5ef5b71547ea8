"""The endpoints /ask and /table and the MCP tools of those names, as programs use them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import gradio as gr
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from chat.server import users
from chat.server.api import _served, _served_table, answered, offer, put_together
from chat.server.serve import Serving
from chat.server.users import Hash, Users
from index import Index
from index.errors import BaogaoError, QuestionUnusable
from rag import Assistant
from rag.answer import Answer, Scope
from rag.compose.table import Table

NAME, PASSWORD = "robot", "correct horse"


class Recording:
    """Answers one question, and remembers how it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, Scope | None, str]] = []

    def ask(self, question: str, scope: Scope | None = None, history: tuple[()] = (), kind: str = "") -> Answer:
        self.asked.append((question, scope, kind))
        if "崩溃" in question:
            raise RuntimeError("the disk at /srv/secret is on fire")
        if "重建" in question:
            raise BaogaoError("idx: run python -m index build reports --out idx")
        return self.answer

    def table(self, measure: str, bodies: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> Table:
        self.asked.append((measure, Scope(bodies, years), "table"))
        if "崩溃" in measure:
            raise RuntimeError("the disk at /srv/secret is on fire")
        return Table(measure, bodies, years, tuple((None,) * len(years) for _ in bodies))


@pytest.fixture(scope="module")
def recording(answer: Answer) -> Recording:
    return Recording(answer)


@pytest.fixture(scope="module")
def site(served: Any, recording: Recording) -> Iterator[str]:
    with gr.Blocks(title="报告") as page:
        offer(cast(Any, recording), at_once=2)
    with served(page, Serving()) as address:
        yield address


@pytest.fixture(scope="module")
def client(site: str) -> Client:
    return Client(site, verbose=False, analytics_enabled=False)


def test_an_answer_comes_as_json_with_its_citations(client: Client, answer: Answer) -> None:
    got = client.predict("多少项？", api_name="/ask")
    assert got == json.loads(json.dumps(answer.to_dict()))
    assert got["claims"][0]["text"] == answer.claims[0].text and len(got["citations"]) == 2


def test_bodies_years_and_kind_are_passed_on(client: Client, recording: Recording) -> None:
    client.predict("多少项？", ["云湖区"], [2023], "fact", api_name="/ask")
    assert recording.asked[-1] == ("多少项？", Scope(("云湖区",), (2023,)), "fact")
    client.predict(question="多少项？", bodies=[], years=[], api_name="/ask")
    assert recording.asked[-1] == ("多少项？", None, "")


@pytest.mark.parametrize(
    ("question", "line"),
    [("请重建", "idx: run python -m index build reports --out idx"), ("崩溃", "the program failed")],
)
def test_what_goes_wrong_is_one_plain_line(client: Client, question: str, line: str) -> None:
    with pytest.raises(AppError, match=line) as raised:
        client.predict(question, api_name="/ask")
    assert "\n" not in str(raised.value) and "secret" not in str(raised.value)


def test_a_table_comes_as_json(client: Client, recording: Recording) -> None:
    got = client.predict("就业", ["云湖区"], [2023], api_name="/table")
    assert got["columns"] == [2023] and got["rows"] == [{"body": "云湖区", "sources": [], "cells": [None]}]
    client.predict(measure="就业", api_name="/table")
    assert recording.asked[-1] == ("就业", Scope(), "table")
    with pytest.raises(AppError, match="the program failed") as raised:
        client.predict("崩溃", api_name="/table")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("measure", "bodies", "years"),
    [(3, None, None), ("q", "云湖区", None), ("q", [1], None), ("q", None, ["2023"]), ("q", None, list(range(101)))],
)
def test_a_table_of_values_of_another_kind_is_refused(measure: Any, bodies: Any, years: Any, answer: Answer) -> None:
    recording = Recording(answer)
    with pytest.raises(QuestionUnusable):
        put_together(cast(Any, recording), measure, bodies, years)
    assert not recording.asked


def test_a_table_of_the_example_shelf(example_index: Index) -> None:
    table = _served_table(Assistant(example_index), "城镇新增就业", ["青岚市"], [2024])
    assert json.loads(json.dumps(table))["rows"][0]["cells"][0]["written"] == "4.5万人"
    with pytest.raises(gr.Error, match="did you mean '云湖区'"):
        _served_table(Assistant(example_index), "城镇新增就业", ["云胡区"], None)


@pytest.mark.parametrize(
    ("question", "bodies", "years", "kind"),
    [
        (3, None, None, ""),
        ("q", "云湖区", None, ""),
        ("q", [1], None, ""),
        ("q", None, ["2023"], ""),
        ("q", None, [True], ""),
        ("q", None, list(range(101)), ""),
        ("q", {}, None, ""),
        ("q", None, None, 1),
    ],
)
def test_values_of_another_kind_are_refused(question: Any, bodies: Any, years: Any, kind: Any, answer: Answer) -> None:
    recording = Recording(answer)
    with pytest.raises(QuestionUnusable):
        answered(cast(Any, recording), question, bodies, years, kind)
    assert not recording.asked


def test_a_body_that_the_shelf_lacks_is_told_with_the_nearest(example_index: Index) -> None:
    with pytest.raises(gr.Error, match="no report is by or about '云胡区'; did you mean '云湖区'"):
        _served(Assistant(example_index), "行政许可事项有多少项？", ["云胡区"], None, "")


def test_the_endpoints_describe_themselves_and_are_the_only_ones(client: Client) -> None:
    described = cast(dict[str, Any], client.view_api(return_format="dict", print_info=False))["named_endpoints"]
    assert list(described) == ["/ask", "/table"]
    assert [it["parameter_name"] for it in described["/ask"]["parameters"]] == ["question", "bodies", "years", "kind"]
    assert [it["parameter_name"] for it in described["/table"]["parameters"]] == ["measure", "bodies", "years"]


def test_a_program_logs_in(served: Any, recording: Recording, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "COST", (2, 8, 1))
    with gr.Blocks() as page:
        offer(cast(Any, recording), at_once=2)
    with served(page, Serving(Users({NAME: Hash.of(PASSWORD)}))) as address:
        client = Client(address, auth=(NAME, PASSWORD), verbose=False, analytics_enabled=False)
        assert client.predict("多少项？", api_name="/ask")["text"] == answer.text
        with pytest.raises(ValueError, match="Could not login"):
            Client(address, auth=(NAME, "wrong"), verbose=False, analytics_enabled=False)


def test_mcp_is_the_same_tool_behind_the_same_login(
    served: Any, recording: Recording, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("mcp", reason="the package mcp is not installed")
    monkeypatch.setattr(users, "COST", (2, 8, 1))
    with gr.Blocks(title="报告") as page:
        offer(cast(Any, recording), at_once=2)
    serving = Serving(Users({NAME: Hash.of(PASSWORD)}), mcp=True)
    # In a thread of its own: this one may have a loop already, the browser's.
    with served(page, serving) as address, ThreadPoolExecutor(1) as apart:
        tools, told, failed = apart.submit(asyncio.run, _over_mcp(f"{address}gradio_api/mcp/")).result()
    assert [(tool.name, tool.inputSchema["required"]) for tool in tools] == [
        ("ask", ["question"]),
        ("table", ["measure"]),
    ]
    assert json.loads(told.content[0].text)["text"] == answer.text
    assert failed.isError and failed.content[0].text == "idx: run python -m index build reports --out idx"


async def _over_mcp(address: str) -> tuple[Any, Any, Any]:
    import httpx
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with (
        streamablehttp_client(address, auth=httpx.BasicAuth(NAME, PASSWORD)) as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        tools = (await session.list_tools()).tools
        told = await session.call_tool("ask", {"question": "多少项？", "years": [2023]})
        return tools, told, await session.call_tool("ask", {"question": "请重建"})
