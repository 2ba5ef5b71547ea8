"""The interface's own words, and other people's made fit for HTML."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

WORDS = {  # Chinese, English
    "name": ("报告", "Baogao"),
    "tagline": ("向一架报告提问，每句回答都有出处", "Ask a shelf of reports; every sentence has its source"),
    "new": ("新对话", "New conversation"),
    "conversation": ("对话", "Conversation"),
    "box": ("您的问题", "Your question"),
    "placeholder": ("问一问这些报告…", "Ask these reports…"),
    "send": ("提问", "Ask"),
    "welcome": ("想了解什么？", "What would you like to know?"),
    "shelf": (
        "书架上有 {count} 份报告。回答里的每句话都可以点回原文。",
        "{count} reports are on the shelf. Every sentence of an answer leads back to their words.",
    ),
    "try": ("可以这样问", "You could ask"),
    "sources": ("出处", "Sources"),
    "source": ("出处 {number}", "Source {number}"),
    "no_sources": ("回答的出处会列在这里。", "The sources of an answer will be listed here."),
    "nearest": ("最接近的段落", "Nearest passages"),
    "understood": ("理解为", "Understood as"),
    "year": ("{year}年", "{year}"),
    "page": ("第 {page} 页", "page {page}"),
    "scanned": ("由图片识别，个别字可能有误", "read from a picture; a character may be wrong"),
    "back": ("回到回答", "Back to the answer"),
    "draft": ("正在撰写，尚未核对：", "Being written, not yet checked:"),
    "waiting": ("正在查阅报告…", "Reading the reports…"),
    "empty": ("请先写下您的问题。", "Please write a question first."),
    "long": (
        "问题太长：{length} 字，最多 {most} 字。请精简后再问。",
        "The question is too long: {length} characters, {most} at most. Please shorten it.",
    ),
    "failed": (
        "没能回答这个问题：程序出了错，服务器的日志里有详情。请再试一次。",
        "This question could not be answered: the program failed, and the server's log says how. Please try again.",
    ),
}

BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def say(key: str, language: str, **values: object) -> str:
    """The interface's own words in that language."""
    return WORDS[key][language != "zh"].format(**values)


def safe(text: str) -> str:
    """Text of a report or a user, fit for HTML: escaped, and without the characters that reverse what follows them."""
    return html.escape(text.translate(BIDI_CONTROLS))


def language_of(request: gr.Request | None) -> str:
    """ "zh" or "en": the first language the browser asks for."""
    accepted = request.headers.get("accept-language", "") if request else ""
    return "zh" if accepted.lower().startswith("zh") else "en"


def objection(question: str, language: str) -> str:
    """Why this cannot be asked, in one plain line; empty where it can."""
    from rag.assistant import LONGEST_QUESTION  # here, so that importing this module stays quick

    if not question:
        return say("empty", language)
    if len(question) > LONGEST_QUESTION:
        return say("long", language, length=f"{len(question):,}", most=f"{LONGEST_QUESTION:,}")
    return ""


def inline(text: str) -> str:
    """Words of a report within a line of the interface."""
    return f'<bdi lang="zh-CN">{safe(text)}</bdi>'
