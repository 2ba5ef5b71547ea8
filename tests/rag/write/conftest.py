"""A small server that speaks the OpenAI chat protocol and misbehaves on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from index import Index
from index.report import Passage
from rag.write.endpoint import Endpoint

KEY = "sk-very-secret"
CHAT = "/v1/chat/completions"


@dataclass
class FakeServer:
    """Streams `pieces`, `pause_s` before each, or gives `reply` where no stream is asked for; answers `statuses` first,
    one a request; remembers what was `asked`."""

    url: str
    pieces: list[str] = field(default_factory=list)
    reply: str = ""
    pause_s: float = 0.0
    statuses: list[int] = field(default_factory=list)
    page: bytes = b""
    asked: list[dict[str, Any]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def stream(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.stopped.wait(self.pause_s)
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
            choices = [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]
            yield f"data: {json.dumps(chunk | {'choices': choices})}\n\n".encode()
        yield b"data: [DONE]\n\n"

    def whole(self) -> bytes:
        self.stopped.wait(self.pause_s)
        message = {"role": "assistant", "content": self.reply}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
        return json.dumps(body | {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}).encode()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == CHAT
            fake.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            status = fake.statuses.pop(0) if fake.statuses else 200
            self.send_response(status)
            is_stream = fake.asked[-1].get("stream", False)
            self.send_header("Content-Type", "text/event-stream" if is_stream else "application/json")
            self.end_headers()
            said = fake.stream() if is_stream else [fake.whole()]
            for line in [fake.page] if fake.page or status != 200 else said:
                self.wfile.write(line)
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that has gone away is what some of these tests are about."""

    with Quiet(("127.0.0.1", 0), Handler) as http:
        fake = FakeServer(f"http://127.0.0.1:{http.server_port}/v1")
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield fake
        fake.stopped.set()
        http.shutdown()
        thread.join()


@pytest.fixture
def endpoint(server: FakeServer) -> Endpoint:
    return Endpoint(server.url, "m", KEY, timeout_s=5.0, retries=1)


@pytest.fixture
def passages(example_index: Index) -> list[Passage]:
    """One that says that there are 286 items, and one of another report."""
    found = [hit.passage for hit in example_index.lexical("行政许可事项清单286项", 20)]
    counted = next(passage for passage in found if "286" in passage.text)
    assert counted.report.region == "云湖区"
    return [counted, next(passage for passage in found if passage.report.region == "松溪区")]
