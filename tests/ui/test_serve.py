"""The server itself: health, limits, and what it refuses to start with."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import gradio as gr
import httpx
import pytest
from gradio.utils import _parse_file_size
from gradio_client import Client

import ui
from chat.conversation import page as page_module
from chat.conversation.page import Desk, build_page
from chat.library.live import LiveShelf
from chat.server import serve as serving_module
from chat.server.api import offer
from chat.server.serve import FULL, Serving
from chat.server.users import Hash, Users
from index.errors import BaogaoError, UnreadableReport
from rag.answer import Answer

STATE = {"generation": "generation-000003", "reports": 2}


class Slow:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Semaphore(0), threading.Event()

    def ask(self, question: str, **_: Any) -> Answer:
        self.begun.release()
        self.go.wait(10)
        return Answer(question)


def test_health_tells_numbers_and_nothing_else_without_a_login(served: Any, shelf: Any, assistant: Any) -> None:
    page = build_page(Desk(assistant, shelf))
    closed = Serving(Users({"wang": Hash.of("12345678")}), state=lambda: STATE)
    with served(page, closed) as address:
        health = httpx.get(f"{address}health", trust_env=False)
        assert httpx.post(f"{address}health", trust_env=False).status_code == 405
    assert health.status_code == 200 and health.json() == {"status": "ok", **STATE}


def test_without_users_everybody_is_let_in(served: Any, shelf: Any, assistant: Any) -> None:
    with served(build_page(Desk(assistant, shelf)), Serving()) as address:
        assert httpx.get(f"{address}config", trust_env=False).status_code == 200
        assert httpx.get(f"{address}health", trust_env=False).json() == {"status": "ok"}
        outside = httpx.get(f"{address}gradio_api/file=/etc/hostname", trust_env=False)
        assert outside.status_code in (403, 404)
        direct = httpx.post(f"{address}gradio_api/run/ask", json={"data": ["q"]}, trust_env=False)
        assert direct.status_code == 404  # no way around the queue


def test_an_upload_over_the_limit_is_refused(served: Any) -> None:
    with gr.Blocks() as page:
        gr.Markdown("报告")
    with served(page, Serving(max_upload="1kb")) as address:
        sizes = {size: _upload(address, size) for size in (100, 3000)}
    assert sizes == {100: 200, 3000: 413}


def _upload(address: str, size: int) -> int:
    file = {"files": ("a.txt", b"x" * size)}
    return httpx.post(f"{address}gradio_api/upload", files=file, trust_env=False).status_code


def test_one_request_too_many_is_turned_away_in_plain_words(served: Any) -> None:
    slow = Slow()
    with gr.Blocks() as page:
        offer(cast(Any, slow), at_once=1)
    with served(page, Serving(waiting=1)) as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        first = client.submit("一", api_name="/ask")
        assert slow.begun.acquire(timeout=10)
        with httpx.Client(base_url=address, trust_env=False) as program:
            answers = [program.post("gradio_api/call/ask", json={"data": ["二"]}) for _ in range(2)]
        slow.go.set()
        assert first.result(10)["question"] == "一"
    assert [answer.status_code for answer in answers] == [200, 503]
    assert answers[1].json() == {"detail": FULL} and answers[1].headers["retry-after"]


@pytest.mark.parametrize("size", ["", "50", "mb", "50 mb", "-1mb", "0mb", "5tb", "٥mb", f"{10**15}b"])
def test_a_size_that_is_none_is_refused(size: str) -> None:
    with pytest.raises(BaogaoError, match="50mb"):
        Serving(max_upload=size)


@pytest.mark.parametrize(
    ("size", "number"), [("9b", 9), ("500kb", 512_000), ("50mb", 52_428_800), ("1gb", 1_073_741_824)]
)
def test_a_size_is_a_number_of_bytes_as_gradio_counts_them(size: str, number: int) -> None:
    assert Serving(max_upload=size).largest_upload == number == _parse_file_size(size)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """Runs `python ui.py` with options, an index and its reports; the exit code."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("云湖区2023年报告")

    def run(*options: object) -> int:
        monkeypatch.setattr(sys, "argv", ["ui.py", "--index", str(tmp_path / "idx"), *map(str, options)])
        with pytest.raises(SystemExit) as ended:
            ui.main()
        return cast(int, ended.value.code)

    return run


def test_one_option_rules_what_is_sent_and_what_is_added(
    command: Callable[..., int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built: list[LiveShelf] = []
    monkeypatch.setattr(LiveShelf, "ready", lambda shelf: shelf)
    monkeypatch.setattr(page_module, "build_page", lambda live, *_: built.append(live))
    monkeypatch.setattr(serving_module, "serve", lambda *_: None)
    assert command("--reports", tmp_path / "reports", "--max-upload", "1mb") == 0
    assert built[0].largest == 2**20


def test_a_faulty_meta_is_one_line_and_its_own_exit_code(
    command: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "meta.toml").write_text('["gone.txt"]\nyear = 2023\n')
    assert command("--reports", tmp_path / "reports", "--meta", tmp_path / "meta.toml") == UnreadableReport.exit_code
    assert command("--meta", tmp_path / "meta.toml") == BaogaoError.exit_code
    gone, alone = capsys.readouterr().err.splitlines()
    assert '["gone.txt"]: no such report' in gone and "--reports" in alone


def test_mcp_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving_module, "find_spec", lambda _: None)
    with pytest.raises(BaogaoError, match=r"pip install 'baogao\[mcp\]'"):
        Serving(mcp=True)
