"""The page on the network: this machine's address only, and nothing fetched from anywhere."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import gradio as gr
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from chat.server.login import Gate, cookies, open_session
from chat.server.users import Users
from index.errors import BaogaoError

if TYPE_CHECKING:
    from index import Index

OTHERS_AT_ONCE = 8  # of what is not a question: opening the page, a new conversation
KEPT = (3600, 86400)  # seconds: how often files that visitors brought or were shown are swept, and from what age on
BYTES = {"b": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30}
FULL = "Too many questions are waiting. Please ask again in a moment."

_POLICY = """
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data: blob:;
  script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; form-action 'self'">
"""


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is offered.

    `users` may log in, None lets everybody in; `mcp` offers the API to language models' programs too; at most
    `waiting` events wait for their turn; `state` is what /health tells besides that the server is there.
    """

    users: Users | None = None
    mcp: bool = False
    max_upload: str = "50mb"
    waiting: int = 64
    state: Callable[[], Mapping[str, object]] = dict

    def __post_init__(self) -> None:
        _ = self.largest_upload  # which refuses what is no size
        if self.mcp and find_spec("mcp") is None:
            raise BaogaoError("--mcp needs a package that is not installed: pip install 'baogao[mcp]'")

    @property
    def largest_upload(self) -> int:
        """`max_upload` in bytes."""
        size = re.fullmatch(r"([1-9][0-9]{0,14})(b|kb|mb|gb)", self.max_upload)
        if not size:
            raise BaogaoError(f"{self.max_upload!r} is no size of an upload: write it as 500kb, 50mb or 1gb")
        return int(size[1]) * BYTES[size[2]]


def serve(page: gr.Blocks, host: str, port: int, serving: Serving | None = None) -> None:
    """Serves the page until interrupted. No share link, telemetry, file routes, API page, nor anything fetched."""
    serving = serving or Serving()
    beside = (os.environ.get("no_proxy", os.environ.get("NO_PROXY")), "localhost", "127.0.0.1", host)
    os.environ["no_proxy"] = ",".join(filter(None, beside))  # gradio looks at its own address: never through a proxy
    page.delete_cache = KEPT
    page.queue(max_size=serving.waiting, default_concurrency_limit=OTHERS_AT_ONCE, api_open=False)
    try:
        server, address, _ = page.launch(
            server_name=host,
            server_port=port,
            auth=serving.users.login if serving.users else None,  # type: ignore[arg-type]  # gradio awaits it
            max_file_size=serving.largest_upload,
            auth_message="报告 Baogao",
            mcp_server=serving.mcp,
            app_kwargs={
                "routes": [health(serving)],
                "middleware": _middleware(serving),
                "exception_handlers": {503: _full},
            },
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            allowed_paths=[],
            theme=_theme(),
            css=_text("style.css"),
            head=f"{_POLICY}<script>{_text('conversation/page.js')}</script>",
        )
    except OSError as error:
        raise BaogaoError(f"cannot listen on {host}:{port}, it may be in use: choose another with --port") from error
    if serving.mcp:
        _complete_mcp(page, server, address)
    print(f"Baogao: {address}", flush=True)
    page.block_thread()


def state_of(index: Index) -> dict[str, object]:
    """What /health tells of an index."""
    return {"generation": index.manifest.generation, "reports": len(index.reports)}


def health(serving: Serving) -> Route:
    """The address /health, which everybody may ask: that the server is there, and what it serves, in numbers."""

    def answer(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", **serving.state()}, headers={"Cache-Control": "no-store"})

    return Route("/health", answer, methods=["GET"])


def _full(_: Request, __: Exception) -> JSONResponse:
    """What a program gets when too many requests wait already; the page has gradio's own words for it."""
    return JSONResponse({"detail": FULL}, 503, headers={"Retry-After": "10"})


def _middleware(serving: Serving) -> list[Middleware]:
    return [Middleware(Gate, users=serving.users)] if serving.users else []


def _complete_mcp(page: gr.Blocks, server: Any, address: str) -> None:
    """Gradio's MCP server asks its own server as a client that cannot log in, and shows values as Python does."""
    mcp: Any = page.mcp_server_obj
    if mcp is None:
        raise BaogaoError(f"MCP cannot be served: {page.mcp_error}")
    from gradio_client import Client

    cookie = f"{cookies(server)[0]}={open_session(server, '')}"
    headers = {"x-gradio-user": "mcp", "cookie": cookie}
    mcp._client_instance = Client(
        address, headers=headers, download_files=False, verbose=False, analytics_enabled=False
    )

    def as_json(values: list[Any], _: str) -> list[Any]:
        return [mcp.types.TextContent(type="text", text=json.dumps(value, ensure_ascii=False)) for value in values]

    mcp.postprocess_output_data = as_json


def _text(name: str) -> str:
    return files("chat").joinpath(name).read_text(encoding="utf-8")


def _theme() -> gr.themes.Base:
    """Paper by day, slate by night, and no font that would be fetched; the rest of the look is `CSS`."""
    fonts = [gr.themes.Font("sans-serif")]
    return gr.themes.Base(font=fonts, font_mono=fonts).set(
        body_background_fill="#f7f6f3",
        body_background_fill_dark="#15171a",
        background_fill_primary="#f7f6f3",
        background_fill_primary_dark="#15171a",
        background_fill_secondary="#f7f6f3",
        background_fill_secondary_dark="#15171a",
        input_background_fill="#fff",
        input_background_fill_dark="#1e2125",
        input_border_width="1px",
        body_text_color="#1f2328",
        body_text_color_dark="#e6e6e3",
        body_text_color_subdued="#5b6168",
        body_text_color_subdued_dark="#a6abb1",
        button_primary_border_color="transparent",
        button_primary_border_color_dark="transparent",
        button_primary_background_fill="#9d2f26",
        button_primary_background_fill_dark="#b0423a",
        button_primary_background_fill_hover="#86281f",
        button_primary_background_fill_hover_dark="#9d3a33",
        input_placeholder_color="#5b6168",
        input_placeholder_color_dark="#a6abb1",
    )
