"""The page on the network: this machine's address only, and nothing fetched from anywhere."""

from __future__ import annotations

import os
from importlib.resources import files

import gradio as gr

from index.errors import BaogaoError

_POLICY = """
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data: blob:;
  script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; form-action 'self'">
"""


def serve(page: gr.Blocks, host: str, port: int) -> None:
    """Serves the page until interrupted. No share link, telemetry, file routes, API page, nor anything fetched."""
    beside = (os.environ.get("no_proxy", os.environ.get("NO_PROXY")), "localhost", "127.0.0.1", host)
    os.environ["no_proxy"] = ",".join(filter(None, beside))  # gradio looks at its own address: never through a proxy
    try:
        _, address, _ = page.launch(
            server_name=host,
            server_port=port,
            share=False,
            quiet=True,
            prevent_thread_lock=True,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            ssr_mode=False,
            pwa=False,
            allowed_paths=[],
            theme=_theme(),
            css=_text("style.css"),
            head=f"{_POLICY}<script>{_text('page.js')}</script>",
        )
    except OSError as error:
        raise BaogaoError(f"cannot listen on {host}:{port}, it may be in use: choose another with --port") from error
    print(f"Baogao: {address}", flush=True)
    page.block_thread()


def _text(name: str) -> str:
    return files("chat").joinpath(name).read_text(encoding="utf-8")


def _theme() -> gr.themes.Base:
    """Paper by day, slate by night, and no font that would be fetched; the rest of the look is `CSS`."""
    fonts = [gr.themes.Font("sans-serif")]
    return gr.themes.Base(font=fonts, font_mono=fonts).set(
        body_background_fill="#f7f6f3",
        body_background_fill_dark="#15171a",
        body_text_color="#1f2328",
        body_text_color_dark="#e6e6e3",
    )
