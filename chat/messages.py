"""The interface's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

WORDS = {  # Chinese, English
    "name": ("报告", "Baogao"),
    "tagline": ("向一架报告提问，每句回答都有出处", "Ask a shelf of reports; every sentence has its source"),
    "new": ("新对话", "New chat"),
    "leave": ("退出", "Log out"),
    "tab_chat": ("对话", "Chat"),
    "tab_shelf": ("书架", "Shelf"),
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
    "without": ("不含{name}", "Without {name}"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "link": ("复制链接", "Copy link"),
    "again": ("重问", "Ask again"),
    "edit": ("修改问题", "Edit"),
    "see_page": ("看原页", "See the page"),
    "no_page": ("这一页的原件不在。", "The file of this page is not here."),
    "close": ("关闭", "Close"),
    "markdown": ("导出 Markdown", "Export as Markdown"),
    "docx": ("导出 Word", "Export as Word"),
    "csv": ("下载 CSV", "Download CSV"),
    "xlsx": ("下载 Excel", "Download Excel"),
    "course": ("按年份的变化", "The course over the years"),
    "bars_not_from_zero": ("条形不从零画起", "Bars do not begin at zero"),
    "good": ("有用", "Helpful"),
    "bad": ("没用", "Not helpful"),
    "thanks": ("谢谢，已记下。", "Thank you, noted."),
    "why": ("哪里不对？（可不填）", "What is wrong? (optional)"),
    "each": ("其余 {count} 条", "The other {count}"),
    "side_by_side": ("数据对照", "Side by side"),
    "instead": ("把{name}换成", "Instead of {name}"),
    "stop": ("停止", "Stop"),
    "narrow": ("限定范围", "Narrow"),
    "gone": (
        "书架上已没有{names}，已从限定范围中去掉。",
        "No longer on the shelf, and taken out of the filter: {names}.",
    ),
    "bodies": ("地区或机构", "Bodies"),
    "years": ("年度", "Years"),
    "earlier": ("历史", "History"),
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
    "record": ("对话记录", "Conversation with the reports"),
    "record_label": ("地区、单位或年份", "Body or year"),
    "record_figure": ("数值", "Figure"),
    "record_number": ("数字", "Number"),
    "record_page": ("页", "Page"),
    "record_words": ("原文", "Words"),
    "shelf_search": ("查找报告", "Find a report"),
    "shelf_hint": ("标题、机构、地区、文件名…", "Title, body, region, file…"),
    "shelf_body": ("地区或机构", "Body"),
    "shelf_year": ("年度", "Year"),
    "shelf_any": ("全部", "All"),
    "shelf_count": ("共 {count} 份报告，列出 {shown} 份", "{shown} of {count} reports"),
    "shelf_none": ("没有符合条件的报告。", "No report matches."),
    "shelf_missing": ("书架上还没有报告。", "There is no report on the shelf yet."),
    "shelf_title": ("报告", "Report"),
    "shelf_issuer": ("机构", "Body"),
    "shelf_region": ("地区", "Region"),
    "shelf_pages": ("页数", "Pages"),
    "shelf_passages": ("段落", "Passages"),
    "shelf_indexed": ("收录日期", "Indexed"),
    "untitled": ("报告没有标题，这是文件名", "has no title; this is the name of its file"),
    "shelf_scanned": ("{pages} 页由图片识别，个别字可能有误", "{pages} read from pictures; a character may be wrong"),
    "shelf_unread": ("{pages} 页是图片，没有读出", "{pages} pages are pictures and were left out"),
    "shelf_copy": ("与另一份相同，回答用那一份：", "A copy; answers come from"),
    "shelf_superseded": ("已有更正版，回答用更正版：", "Corrected since; answers come from"),
    "shelf_add": ("添加报告", "Add reports"),
    "shelf_limits": (
        "Word、PDF、网页、表格、文本、图片，每个不超过 {most}。读不了的文件不会留下。",
        "Word, PDF, web pages, spreadsheets, text, pictures; {most} each at most. What cannot be read is not kept.",
    ),
    "shelf_read_only": (
        "这个书架只供查阅：启动时没有指定报告文件夹。",
        "This shelf is read only: it was started without its folder of reports.",
    ),
    "shelf_unchosen": ("点一份报告的标题，可下载原件或移除。", "Click a report's title to download or remove it."),
    "shelf_download": ("下载原件", "Download original"),
    "shelf_no_original": ("原件已不在或已改动，请重新索引。", "The original has gone or changed; update the index."),
    "shelf_remove": ("移除", "Remove"),
    "shelf_confirm": ("原件也会从文件夹中删除，不能恢复。", "Its file is deleted from the folder too, for good."),
    "shelf_yes": ("确定移除", "Yes, remove"),
    "shelf_no": ("取消", "Cancel"),
    "shelf_reindex": ("按文件夹重新索引", "Update from the folder"),
    "shelf_added": ("已加入：", "Added:"),
    "shelf_refused": ("未加入：", "Not added:"),
    "shelf_unreadable": ("读不了：", "Cannot be read:"),
    "shelf_removed": ("已移除：", "Removed:"),
    "shelf_reindexed": (
        "索引已更新：新增 {added}，替换 {replaced}，移除 {removed}，未变 {kept}。",
        "The index is up to date: {added} added, {replaced} replaced, {removed} removed, {kept} unchanged.",
    ),
    "shelf_busy": ("书架正在更新，请稍后再试。", "The shelf is being changed; please try again in a moment."),
    "shelf_kind": ("不收这种文件（{suffix}）", "files of this kind are not taken ({suffix})"),
    "shelf_large": ("超过 {most}，请拆分", "larger than {most}; split it"),
    "shelf_last": (
        "这是书架上最后一份报告，不能移除；请先添加别的。",
        "This is the last report on the shelf and cannot be removed; add another first.",
    ),
    "shelf_changed": (
        "{name}：文件在索引之后已不在或已改动，请先重新索引。",
        "{name}: the file has gone or changed since it was indexed; update the index first.",
    ),
    "shelf_described": (
        "{name}：{meta} 里写有这份报告，请先从那里删去。",
        "{name}: {meta} speaks of this report; take it out there first.",
    ),
    "shelf_unknown": ("书架上没有这份报告了。", "This report is no longer on the shelf."),
    "shelf_unwritable": ("报告文件夹不能写入（{reason}）。", "The folder of reports cannot be written ({reason})."),
    "shelf_failed": (
        "没能完成：程序出了错，服务器的日志里有详情。",
        "This could not be done: the program failed, and the server's log says how.",
    ),
    "shelf_step_read": ("正在读取文件", "Reading files"),
    "shelf_step_ocr": ("正在识别图片", "Recognising pages"),
    "shelf_step_embed": ("正在编入索引", "Embedding passages"),
    "shelf_is_waiting": ("等待读取", "waiting"),
    "shelf_is_reading": ("正在读取", "reading"),
    "shelf_is_recognised": ("正在识别图片，{done}/{total} 页", "recognising pages, {done} of {total}"),
    "shelf_is_read": ("已读完，等待编入索引", "read, to be indexed"),
    "shelf_is_indexing": ("正在编入索引", "indexing"),
}

LANGUAGE_COOKIE = "baogao-language"  # page.js writes it


def say(key: str, language: str, **values: object) -> str:
    """The interface's own words in that language."""
    return WORDS[key][language != "zh"].format(**values)


def language_of(request: gr.Request | None) -> str:
    """ "zh" or "en": the one chosen on the page, else the first that the browser asks for."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "") if request else ""
    accepted = request.headers.get("accept-language", "") if request else ""
    return chosen if chosen in ("zh", "en") else "zh" if accepted.lower().startswith("zh") else "en"


def objection(question: str, language: str) -> str:
    """Why this cannot be asked, in one plain line; empty where it can."""
    from rag.assistant import LONGEST_QUESTION  # here, so that importing this module stays quick

    if not question:
        return say("empty", language)
    if len(question) > LONGEST_QUESTION:
        return say("long", language, length=f"{len(question):,}", most=f"{LONGEST_QUESTION:,}")
    return ""
