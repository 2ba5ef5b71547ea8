"""The chat in the browser: the conversation at the left, the sources of its answers at the right.

    python ui.py --index DIR [--host 127.0.0.1] [--port 7860]

What is shown is HTML made here, by small pure functions over an `Answer`; every word of a report or a user passes
through `safe`, nothing passes through Markdown. Nothing is fetched from anywhere but this server.
"""

from __future__ import annotations

import html
import logging
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import gradio as gr
import typer

from index.errors import BaogaoError
from rag.answer import Answer, Citation, Claim, Turn

if TYPE_CHECKING:
    from index import Index
    from index.report import Passage, Report
    from rag import Assistant

log = logging.getLogger(__name__)

AROUND_QUOTE = 160  # characters of the section kept on either side of a quote
NEAREST = 3  # passages offered when the reports do not say
AT_ONCE = 4  # questions answered at the same time; the others wait their turn
FRAMES, FRAME_SECONDS = 24, 0.025  # an answer is unrolled in about this many steps

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


# --- words ---------------------------------------------------------------------------------------------------------


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


# --- the conversation ----------------------------------------------------------------------------------------------


def answer_html(answer: Answer, language: str, turn: int = 1) -> str:
    """One exchange: the question, what was understood of it, and the answer with its numbered citations."""
    return (
        f'<article class="exchange" id="answer-{turn}"><h2 class="question"><bdi>{safe(answer.question)}</bdi></h2>'
        f"{understood_html(answer, language)}{_reply_html(answer, language, turn)}</article>"
    )


def understood_html(answer: Answer, language: str) -> str:
    """The bodies and years that the question was taken to mean; nothing where it named none."""
    years = [say("year", language, year=year) for year in answer.scope.years]
    chips = "".join(f"<li><bdi>{safe(name)}</bdi></li>" for name in (*answer.scope.bodies, *years))
    return f'<div class="understood">{say("understood", language)} <ul>{chips}</ul></div>' if chips else ""


def _reply_html(answer: Answer, language: str, turn: int) -> str:
    if answer.declined:
        return _declined_html(answer, language, turn)
    if answer.draft:
        return f'<p class="waiting draft" role="status" dir="auto">{say("draft", language)} {safe(answer.draft)}</p>'
    if not answer.claims:
        return f'<p class="waiting" role="status">{say("waiting", language)}</p>'
    numbers = {citation: number for number, citation in enumerate(answer.citations, start=1)}
    claims = "".join(_claim_html(claim, numbers, language, turn) for claim in answer.claims)
    notice = f'<p class="notice" dir="auto">{safe(answer.notice)}</p>' if answer.notice else ""
    return f'<div class="answer">{claims}{notice}</div>'


def _claim_html(claim: Claim, numbers: dict[Citation, int], language: str, turn: int) -> str:
    marks = [_cite_html(numbers[citation], citation, language, turn) for citation in claim.citations]
    words, last = claim.text[:-1], claim.text[-1:]  # no line begins with the first number
    tail = f'<span class="tail">{safe(last)}{"".join(marks[:1])}</span>'
    return f'<p dir="auto">{safe(words)}{tail}{"".join(marks[1:])}</p>'


def _cite_html(number: int, citation: Citation, language: str, turn: int) -> str:
    label = say("source", language, number=number)
    return (
        f'<a class="cite" href="#source-{turn}-{number}" aria-label="{label}"'
        f' title="{safe(citation.quote)}">[{number}]</a>'
    )


def _declined_html(answer: Answer, language: str, turn: int) -> str:
    links = "".join(
        f'<li><a class="cite" href="#source-{turn}-{number}">[{number}]</a> {_passage_name(hit.passage)}</li>'
        for number, hit in enumerate(answer.evidence[:NEAREST], start=1)
    )
    instead = "".join(f'<p dir="auto">≈ {safe(claim.text)}</p>' for claim in answer.nearest)
    offer = f"{instead}<p>{say('nearest', language)}</p><ol>{links}</ol>" if links else ""
    return f'<div class="answer declined"><p class="notice" dir="auto">{safe(answer.notice)}</p>{offer}</div>'


def _passage_name(passage: Passage) -> str:
    """Report and heading: the nearest passages are often of one report."""
    return " › ".join(
        map(_inline, dict.fromkeys((passage.report.title or passage.report.source, *passage.headings[-1:])))
    )


def failure_html(question: str, message: str) -> str:
    """A question that could not be answered, and one plain line saying why."""
    return (
        f'<article class="exchange"><h2 class="question"><bdi>{safe(question)}</bdi></h2>'
        f'<p class="failure" role="alert">{safe(message)}</p></article>'
    )


def live_html(exchange: str, language: str, busy: bool = False) -> str:
    """The exchange under way; a screen reader waits until it is no longer busy, then reads it whole."""
    busy_now, name = "true" if busy else "false", say("conversation", language)
    return f'<section aria-label="{name}" aria-live="polite" aria-busy="{busy_now}">{exchange}</section>'


def past_html(told: tuple[Answer, ...], language: str) -> str:
    """The exchanges before the current one."""
    return "".join(answer_html(answer, language, turn) for turn, answer in enumerate(told, start=1))


# --- the sources ---------------------------------------------------------------------------------------------------


def sources_html(answer: Answer, index: Index, language: str, turn: int = 1, current: bool = True) -> str:
    """The sources of one answer, numbered as in it; those of earlier answers wait hidden until one is asked for."""
    shown = _nearest(answer) if answer.declined else answer.citations
    cards = "".join(
        f"<li>{source_html(index, citation, number, language, turn, proof=not answer.declined)}</li>"
        for number, citation in enumerate(shown, start=1)
    )
    if not cards:
        return ""
    title = say("nearest" if answer.declined else "sources", language)
    hidden = "" if current else " hidden"
    return f'<section class="group" aria-label="{title}"{hidden}><h2>{title}</h2><ol>{cards}</ol></section>'


def _nearest(answer: Answer) -> tuple[Citation, ...]:
    """The openings of the passages nearest to a question that the reports do not answer."""
    passages = [hit.passage for hit in answer.evidence[:NEAREST]]
    openings = [passage.text[:AROUND_QUOTE] for passage in passages]
    return tuple(Citation(p, p.start, p.start + len(text), text) for p, text in zip(passages, openings, strict=True))


def source_html(index: Index, citation: Citation, number: int, language: str, turn: int, proof: bool) -> str:
    """One source: where it stands, and its words inside their section; marked where they prove a claim."""
    report, (before, quote, after) = citation.passage.report, around(index, citation)
    tag = "mark" if proof else "span"
    return (
        f'<details class="source" id="source-{turn}-{number}" open><summary><span class="number">{number}</span>'
        f'<span class="title">{_inline(report.title or report.source)}</span></summary>'
        f"{_place_html(citation, language)}"
        f'<blockquote lang="zh-CN" dir="auto">{safe(before)}<{tag}>{safe(quote)}</{tag}>{safe(after)}</blockquote>'
        f'<p class="foot"><a class="back" href="#answer-{turn}">{say("back", language)}</a>'
        f"{_inline(citation.source)}</p></details>"
    )


def around(index: Index, citation: Citation) -> tuple[str, str, str]:
    """The section's words before the quote, the quote, and those after it, either side cut to `AROUND_QUOTE`."""
    text, passage = index.text(citation.source), citation.passage
    holding = (s for s in index.sections(citation.source) if s.start <= citation.start < s.end)
    section = max(holding, key=lambda s: s.start, default=passage)
    start = max(section.start, citation.start - AROUND_QUOTE)
    end = min(max(section.end, citation.end), citation.end + AROUND_QUOTE)
    before = "…" * (start > section.start) + text[start : citation.start].lstrip()
    after = text[citation.end : end].rstrip() + "…" * (end < section.end)
    return before, text[citation.start : citation.end], after


def _inline(text: str) -> str:
    """Words of a report within a line of the interface."""
    return f'<bdi lang="zh-CN">{safe(text)}</bdi>'


def _place_html(citation: Citation, language: str) -> str:
    """Issuing body, year and page on one line, the heading path on the next."""
    report = citation.passage.report
    facts = [_inline(report.issuer)] if report.issuer else []
    facts += [say("year", language, year=report.year)] if report.year else []
    facts += [say("page", language, page=citation.page)] if citation.page else []
    facts += [say("scanned", language)] if citation.passage.is_scanned else []
    path = " › ".join(_inline(heading) for heading in citation.headings if heading != report.title)
    return "".join(f'<p class="place">{line}</p>' for line in (" · ".join(facts), path) if line)


def panel_html(told: tuple[Answer, ...], index: Index, language: str) -> str:
    """The right-hand side: the sources of every answer, those of the last one shown."""
    if not told:
        return f'<p class="empty">{say("no_sources", language)}</p>'
    groups = enumerate(told, start=1)
    return "".join(sources_html(answer, index, language, turn, turn == len(told)) for turn, answer in groups)


# --- what to ask first ---------------------------------------------------------------------------------------------

FIGURE = re.compile(  # "，全年新收到政府信息公开申请187件，": what is counted, and in what
    r"(?<=[，。；\n])(?!其中|较|比|同比)([\u4e00-\u9fff]{5,16}?)(?:超过?|突破|达到?|约|近)?"
    r"\d[\d,.]*[余多]?([万亿]?[件项次个人条家份起户元])(?=[，。；])"
)
NUMBERING = re.compile(r"^[#\s]*[（(第]?[一二三四五六七八九十\d]+[）)、.．条章节]+\s*")
EXAMPLES = 4


def example_questions(index: Index) -> tuple[str, ...]:
    """A few questions that this shelf can answer: one each of reports spread over its bodies, in their own words."""
    bodies: dict[str, Report] = {_subject(report): report for report in index.reports if report.year}
    reports = sorted(bodies.values(), key=lambda report: report.source)
    spread = reports[:: max(1, len(reports) // EXAMPLES)]
    return tuple(islice(filter(None, (_example(index, report) for report in spread)), EXAMPLES))


def _subject(report: Report) -> str:
    return report.region or report.issuer or report.title


def _example(index: Index, report: Report) -> str:
    """Asks for the first plain count of a report, else what one of its sections is about; empty if it has neither."""
    subject, figure = _subject(report), FIGURE.search(index.text(report.source))
    if figure:
        return f"{subject}{report.year}年{figure[1].removeprefix(subject)}多少{figure[2]}？"
    topic = _topic(index, report)
    return f"{subject}{report.year}年在“{topic}”方面做了什么？" if topic else ""


def _topic(index: Index, report: Report) -> str:
    """The heading, less its number, of the first of the innermost sections that is short and plain enough to quote."""
    sections = sorted(index.sections(report.source), key=lambda section: -len(section.headings))
    headings = (NUMBERING.sub("", section.headings[-1]) for section in sections if section.headings)
    return next((heading for heading in headings if re.fullmatch(r"[\u4e00-\u9fff、]{4,18}", heading)), "")


def welcome_html(index: Index, language: str) -> str:
    """What stands in place of a conversation before the first question: the shelf's size and what to ask of it."""
    asks = "".join(
        f"<li lang=zh-CN><button type=button>{safe(question)}</button></li>" for question in example_questions(index)
    )
    examples = f"<h3>{say('try', language)}</h3><ul>{asks}</ul>" if asks else ""
    shelf = say("shelf", language, count=len(index.reports))
    return f'<div class="welcome"><h2>{say("welcome", language)}</h2><p>{shelf}</p>{examples}</div>'


def header_html(language: str) -> str:
    """The name of the thing, and in one line what it is for."""
    seal = '<span class="seal" aria-hidden="true">报</span>'
    return f'<div class="brand">{seal}<h1>{say("name", language)}</h1><p>{say("tagline", language)}</p></div>'


# --- the page ------------------------------------------------------------------------------------------------------

Update = dict[str, Any]  # new values for parts of the page, by the names that `_lay_out` gives them


def opening(index: Index, language: str) -> Update:
    """The page before the first question, its words in the browser's language."""
    return {
        "header": header_html(language),
        "new": gr.update(value=say("new", language)),
        "box": gr.update(value="", label=say("box", language), placeholder=say("placeholder", language)),
        "send": gr.update(value=say("send", language)),
        "past": welcome_html(index, language),
        "live": live_html("", language),
        "complaint": "",
        "panel": panel_html((), index, language),
        "told": (),
    }


def converse(
    assistant: Assistant, index: Index, question: str, told: tuple[Answer, ...], language: str
) -> Iterator[Update]:
    """One question and its answer, as the page shows them step by step; `told` are the answers before it."""
    question = question.strip()
    if line := objection(question, language):
        yield {"complaint": f'<p role="alert">{line}</p>'}
        return
    turn, history = len(told) + 1, tuple(Turn(answer.question, answer.text) for answer in told)
    asked = live_html(answer_html(Answer(question), language, turn), language, busy=True)
    yield {"box": "", "complaint": "", "past": past_html(told, language), "live": asked}
    try:
        answer = Answer(question)
        for answer in assistant.stream(question, history=history):
            if answer.draft:
                yield {"live": live_html(answer_html(answer, language, turn), language, busy=True)}
        told = (*told, answer)
        yield {"told": told, "panel": panel_html(told, index, language)}
        for part in growing(answer):
            yield {"live": live_html(answer_html(part, language, turn), language, busy=part is not answer)}
    except Exception as error:
        log.exception("could not answer %r", question)
        line = str(error) if isinstance(error, BaogaoError) else say("failed", language)
        yield {"box": question, "live": live_html(failure_html(question, line), language)}


def growing(answer: Answer) -> Iterator[Answer]:
    """The answer as it is shown: claim by claim, a few characters at a time, the whole of it last."""
    step = max(4, len(answer.text) // FRAMES)
    for done, claim in enumerate(answer.claims):
        for end in range(step, len(claim.text), step):
            yield replace(answer, claims=(*answer.claims[:done], Claim(claim.text[:end], ())))
            time.sleep(FRAME_SECONDS)
    yield answer


def build_page(assistant: Assistant, index: Index) -> gr.Blocks:
    """The page and what happens on it; `serve` puts it on the network."""
    page: gr.Blocks = gr.Blocks(title="报告 Baogao", analytics_enabled=False, fill_width=True)
    with page:
        parts = _lay_out()

        def show(update: Update) -> dict[Any, Any]:
            return {parts[name]: value for name, value in update.items()}

        def start(request: gr.Request) -> dict[Any, Any]:
            return show(opening(index, language_of(request)))

        def answer(question: str, told: tuple[Answer, ...], request: gr.Request) -> Iterator[dict[Any, Any]]:
            yield from map(show, converse(assistant, index, question, told, language_of(request)))

        def answer_example(
            told: tuple[Answer, ...], event: gr.EventData, request: gr.Request
        ) -> Iterator[dict[Any, Any]]:
            yield from answer(event.question, told, request)

        box, told, everything = parts["box"], parts["told"], list(parts.values())
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shared: dict[str, Any] = quiet | {"concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
        asking = [
            gr.on([box.submit, parts["send"].click], answer, [box, told], everything, **shared),
            parts["past"].click(answer_example, told, everything, **shared),
        ]
        fresh = gr.on([page.load, parts["new"].click], start, None, everything, cancels=asking, **quiet)
        fresh.then(None, js=FOCUS)
    return page


def _lay_out() -> dict[str, Any]:
    """The parts of the page by name, wordless until `opening` knows the language."""
    bare: dict[str, Any] = {"apply_default_css": False}
    parts: dict[str, Any] = {"told": gr.State(())}  # the answers of this conversation, oldest first
    with gr.Row(elem_id="top"):
        parts["header"] = gr.HTML(**bare)
        parts["new"] = gr.Button("", size="sm", scale=0, elem_id="new")
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk"):
            parts["past"] = gr.HTML(elem_id="past", js_on_load=ON_EXAMPLE, **bare)
            parts["live"] = gr.HTML(elem_id="live", js_on_load=ON_GROWTH, **bare)
            parts["complaint"] = gr.HTML(elem_id="complaint", **bare)
            with gr.Row(elem_id="ask"):
                parts["box"] = gr.Textbox(elem_id="box", show_label=False, container=False, max_lines=6)
                parts["send"] = gr.Button("", variant="primary", scale=0, elem_id="send")
        parts["panel"] = gr.HTML(elem_id="panel", **bare)
    return parts


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
            css=CSS,
            head=HEAD,
        )
    except OSError as error:
        raise BaogaoError(f"cannot listen on {host}:{port}, it may be in use: choose another with --port") from error
    print(f"Baogao: {address}", flush=True)
    page.block_thread()


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def chat(
    index: Annotated[Path, typer.Option(help="The folder of the index.")] = Path("baogao-index"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 7860,
) -> None:
    """Serve the chat over an index in the browser."""
    from index import Index
    from rag import Assistant

    shelf = Index.open(index)
    assistant = Assistant(shelf)
    assistant.warm()
    serve(build_page(assistant, shelf), host, port)


def main() -> None:
    """Runs the command; a mistake that the user can mend is one line and an exit code of its own."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        app()
    except BaogaoError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


# --- looks ---------------------------------------------------------------------------------------------------------


def _theme() -> gr.themes.Base:
    """Paper by day, slate by night, and no font that would be fetched; the rest of the look is `CSS`."""
    fonts = [gr.themes.Font("sans-serif")]
    return gr.themes.Base(font=fonts, font_mono=fonts).set(
        body_background_fill="#f7f6f3",
        body_background_fill_dark="#15171a",
        body_text_color="#1f2328",
        body_text_color_dark="#e6e6e3",
    )


CSS = """
:root { --card: #fff; --line: #dedad2; --soft: #5b6168; --accent: #9d2f26; --seal: #9d2f26; --tint: #f5e8e5;
  --found: #ffe9a3; --on-found: #1f2328; --warn: #7a5200; --warn-tint: #fbf3e0; --top: 3.75rem; color-scheme: light;
  --letters: -apple-system, "Segoe UI", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
.dark { --card: #1e2125; --line: #343940; --soft: #a6abb1; --accent: #f19a8f; --seal: #b0423a; --tint: #3a2725;
  --found: #66520f; --on-found: #fff6d6; --warn: #e8bf6a; --warn-tint: #2c271a; color-scheme: dark }
html { scroll-padding: calc(var(--top) + 1rem) 0 7rem }
.gradio-container { font-family: var(--letters); overflow: visible !important }
.exchange, .welcome, .group { line-height: 1.75 }
.gradio-container:not(:has(.brand)) { visibility: hidden }
.gradio-container :is(button, textarea) { font-family: inherit }
.gradio-container .app { padding: 0 1.5rem !important; max-width: 84rem !important; margin: 0 auto }
.gradio-container .block { border: 0; background: none; box-shadow: none; overflow: visible !important }
.gradio-container .html-container { padding: 0 }
.gradio-container main > .column { gap: 0 }
.gradio-container :is(h1, h2, h3, p, ul, ol, blockquote) { margin: 0; padding: 0; font-weight: inherit }
.gradio-container :is(ul, ol) { list-style: none }
:is(a, button, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .4rem }

#top { position: sticky; top: 0; z-index: 3; height: var(--top); align-items: center; flex-wrap: nowrap;
  background: var(--body-background-fill); border-bottom: 1px solid var(--line) }
.brand { display: flex; align-items: center; gap: .7rem }
.brand h1 { font-size: 1.15rem; font-weight: 650; letter-spacing: .04em; white-space: nowrap }
.brand p, .welcome > p, .welcome h3, .understood, .place, .foot, .empty { color: var(--soft); font-size: .875rem }
.seal { background: var(--seal); color: #fff; border-radius: .4rem; padding: .05rem .42rem; font-weight: 600 }
#new { background: none; border: 1px solid var(--line); border-radius: 2rem; color: inherit; font-weight: 500;
  padding: .3rem .9rem; white-space: nowrap; min-width: max-content }
#new:hover, .welcome button:hover { border-color: var(--accent); color: var(--accent) }

#desk { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 27rem); gap: 3rem; align-items: start }
#talk { min-height: calc(100dvh - var(--top)); gap: 0 }
#desk:has(.welcome) { grid-template-columns: minmax(0, 46rem); justify-content: center }
#desk:has(.welcome) #panel { display: none }
#past { flex: none }
#live { flex: 1 0 auto }
.exchange { padding: 1.7rem 0 1.2rem; max-width: 46rem }
.exchange + .exchange, #past:has(.exchange) + #live .exchange { border-top: 1px solid var(--line) }
.question { font-size: 1.2rem; font-weight: 650; line-height: 1.5; overflow-wrap: anywhere }
.understood { margin-top: .5rem }
.understood ul { display: inline }
.understood li { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .65rem;
  margin-left: .3rem }
.answer, .waiting, .failure { margin-top: .9rem; font-size: 1.0625rem; overflow-wrap: anywhere }
.answer p { white-space: pre-line }
.answer p + p { margin-top: .6rem }
.tail { white-space: nowrap }
.cite { color: var(--accent); background: var(--tint); border-radius: .35rem; padding: .05rem .3rem; font-size: .8em;
  margin-left: .3rem; font-weight: 600; text-decoration: none; white-space: nowrap; scroll-margin: 6rem }
.cite:hover { text-decoration: underline }
.declined { border-left: 3px solid var(--warn); background: var(--warn-tint); border-radius: .3rem; font-size: 1rem;
  padding: .8rem 1.1rem }
.declined .notice { color: var(--warn) }
.declined ol { font-size: .9375rem }
.declined .cite { margin: 0 .2rem 0 0 }
.waiting { color: var(--soft); animation: breathe 1.2s ease-in-out infinite alternate }
.failure, #complaint p { color: var(--accent) }
@keyframes breathe { from { opacity: .5 } }

.welcome { padding: clamp(2rem, 14vh, 8rem) 0 2rem }
.welcome h2 { font-size: 1.8rem; font-weight: 650; line-height: 1.4 }
.welcome h3 { margin: 2.2rem 0 .6rem }
.welcome ul { display: grid; gap: .5rem }
.welcome button { width: 100%; text-align: start; color: inherit; background: var(--card); font-size: 1rem;
  border: 1px solid var(--line); border-radius: .7rem; padding: .6rem 1rem; cursor: pointer; overflow-wrap: anywhere }

#complaint p { padding: .5rem .2rem 0 }
#ask { position: sticky; bottom: 0; z-index: 2; padding: .8rem 0 1.2rem; flex-wrap: nowrap; align-items: end;
  gap: .6rem; background: linear-gradient(transparent, var(--body-background-fill) .8rem) }
#ask .form { border: 0; background: none; box-shadow: none; overflow: visible }
#box textarea { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: .75rem 1rem;
  font-size: 1rem; line-height: 1.5; box-shadow: 0 2px 10px #0000000d; color: inherit }
#box textarea:focus { border-color: var(--accent); outline: 1px solid var(--accent) }
#box textarea::placeholder { color: var(--soft); opacity: 1 }
#send { background: var(--seal); color: #fff; border: 1px solid transparent; border-radius: .9rem; box-shadow: none;
  padding: .75rem 1.3rem; font-size: 1rem; line-height: 1.5; min-width: max-content }
#send:hover { filter: brightness(.9) }

#panel { position: sticky; top: var(--top); max-height: calc(100dvh - var(--top)); overflow-y: auto !important;
  padding: 1.7rem .3rem 1.2rem 2px; scroll-padding: 1.7rem 0 }
.group h2 { font-size: .875rem; font-weight: 600; color: var(--soft); margin-bottom: .6rem }
.group ol { display: grid; gap: .8rem }
.source { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: .8rem 1rem }
.source summary { display: flex; gap: .6rem; cursor: pointer; list-style: none; line-height: 1.5 }
.source summary::-webkit-details-marker { display: none }
.source summary::after { content: ""; flex: none; margin: .4rem .2rem 0 auto; width: .45rem; height: .45rem;
  border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(45deg) }
.source[open] summary::after { margin-top: .65rem; transform: rotate(225deg) }
.source .number { flex: none; align-self: start; min-width: 1.5rem; text-align: center; border-radius: .35rem;
  background: var(--tint); color: var(--accent); font-size: .8rem; font-weight: 600; line-height: 1.5rem }
.source .title { font-weight: 600; overflow-wrap: anywhere }
summary + .place { margin-top: .35rem }
.place { line-height: 1.6; overflow-wrap: anywhere }
.source blockquote { margin-top: .6rem; border: 0; font: inherit; font-size: .9375rem; color: inherit;
  white-space: pre-wrap; overflow-wrap: anywhere }
.source mark { background: var(--found); color: var(--on-found); border-radius: .2rem; padding: .1em 0;
  scroll-margin: 6rem; box-decoration-break: clone }
.foot { display: flex; gap: 1rem; justify-content: space-between; margin-top: .6rem; line-height: 1.5 }
.foot bdi { text-align: end; font-size: .8rem; overflow-wrap: anywhere }
.back { flex: none; color: var(--accent) }
.chosen { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent) }
@media (max-width: 860px) {
  .gradio-container .app { padding: 0 1rem 6.5rem !important }
  #desk { grid-template-columns: minmax(0, 1fr); gap: 0 }
  #talk { min-height: auto }
  #panel { position: static; max-height: none; padding: .5rem 0 }
  #ask { position: fixed; inset: auto 0 0; padding: .8rem 1rem 1rem }
  #complaint { position: fixed; inset: auto 1rem 5.2rem; background: var(--body-background-fill) }
  #panel:has(.empty), .brand p { display: none }
}
@media (prefers-reduced-motion: reduce) { .waiting { animation: none } }
"""
HEAD = """
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data: blob:;
  script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; form-action 'self'">
<script>
document.documentElement.lang = navigator.language.startsWith("zh") ? "zh-CN" : "en";
function reveal(source) {
  const group = source.closest(".group");
  for (const other of document.querySelectorAll(".group")) other.hidden = other !== group;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  source.classList.add("chosen");
  source.open = true;
  source.scrollIntoView({block: "nearest"});
  source.querySelector("mark")?.scrollIntoView({block: "nearest"});
  source.querySelector("summary").focus({preventScroll: true});
}
document.addEventListener("click", event => {
  const link = event.target.closest("a.cite, a.back");
  if (!link) return;
  event.preventDefault();
  const source = link.closest(".source");
  if (source) document.querySelector(`a.cite[href="#${source.id}"]`).focus();
  else reveal(document.querySelector(link.hash));
});
</script>"""
ON_EXAMPLE = """
element.addEventListener("click", event => {
  const button = event.target.closest(".welcome button");
  if (button) trigger("click", {question: button.textContent});
});
"""
FOCUS = """() => { if (matchMedia("(pointer: fine)").matches) document.querySelector("#box textarea").focus() }"""
ON_GROWTH = 'watch("value", () => element.scrollIntoView({block: "nearest"}));'

if __name__ == "__main__":
    main()
