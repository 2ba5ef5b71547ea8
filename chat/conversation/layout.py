"""The parts of the page, by the names that all else knows them by."""

from __future__ import annotations

from typing import Any

import gradio as gr

from chat.conversation.scripts import ON_ANSWER, ON_EXAMPLE, ON_PAGE, ON_SHEET
from chat.conversation.state import Talk
from chat.library.tab import BARE

WORDED = ("header", "visitor", "chat", "shelf", "new", "narrow", "bodies", "years", "box", "send", "stop")
"""Parts with words of the page's own: what somebody types or chooses in them is never set from here."""
CONVERSATION = (
    "talk",
    "kept",
    "earlier",
    "past",
    "live",
    "panel",
    "complaint",
    "reason",
    "picture",
    "draft",
    "file",
    "gone",
)
"""Parts that a conversation changes."""


def lay_out_top() -> dict[str, Any]:
    """What stands above everything, by name; wordless until `opening` knows the language."""
    parts: dict[str, Any] = {}
    with gr.Row(elem_id="top"):
        parts["header"] = gr.HTML(**BARE)
        parts["earlier"] = gr.Dropdown(
            elem_id="earlier",
            scale=0,
            min_width=110,
            container=False,
            visible=False,
            allow_custom_value=True,  # `history.found` knows what was listed earlier; gradio would raise
        )
        parts["new"] = gr.Button("", size="sm", scale=0, elem_id="new")
        parts["visitor"] = gr.HTML(elem_id="visitor", **BARE)
    return parts


def lay_out(rated: bool) -> dict[str, Any]:
    """The parts of the conversation, in the same way."""
    # The browser has the key, whatever it is; one drawn anew at each start would lose what was kept before.
    kept = gr.BrowserState([], storage_key="baogao", secret="baogao")
    parts: dict[str, Any] = {"talk": gr.State(Talk()), "kept": kept}
    parts |= {name: gr.Textbox(visible=False) for name in ("draft", "welcome", "linked", "file", "chosen", "gone")}
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            parts["past"] = gr.HTML(elem_id="past", js_on_load=ON_EXAMPLE, **BARE)
            parts["live"] = gr.HTML(elem_id="live", elem_classes="rated" if rated else "", js_on_load=ON_ANSWER, **BARE)
            parts["reason"] = gr.Textbox(elem_id="reason", show_label=False, container=False, visible=False)
            parts["complaint"] = gr.HTML(elem_id="complaint", **BARE)
            parts["narrow"] = gr.HTML(elem_id="narrow", **BARE)  # page.js opens and closes what it names
            with gr.Row(elem_id="scope"):
                parts["bodies"] = gr.Dropdown(multiselect=True, elem_id="bodies", min_width=140)
                parts["years"] = gr.Dropdown(multiselect=True, elem_id="years", min_width=140)
            with gr.Row(elem_id="ask"):
                parts["box"] = gr.Textbox(elem_id="box", show_label=False, container=False, max_lines=6)
                parts["stop"] = gr.Button("", scale=0, elem_id="stop")
                parts["send"] = gr.Button("", variant="primary", scale=0, elem_id="send")
        parts["panel"] = gr.HTML(elem_id="panel", js_on_load=ON_PAGE, **BARE)
    parts["picture"] = gr.HTML(elem_id="picture", js_on_load=ON_SHEET, **BARE)
    return parts
