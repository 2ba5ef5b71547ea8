"""Saved web pages: the report without the page around it.

Trafilatura says which blocks of the page are its main content; the box that they stand in is then read whole, from
the page itself, so that merged cells, line breaks and short lines are as a browser shows them.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring, tostring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from index.load import text as plain
from index.load.cells import caption_above, table_lines
from index.load.html_blocks import Block, blocks, is_form, strip, tables
from index.load.lines import Line, Loaded
from index.load.sanity import Unreadable
from index.reasons import Code

_TAGS = (
    "html|head|body|div|table|p|meta|title|style|script|link|section|article|main|center|font|span|h[1-6]|base|header|"
    "footer|nav|aside|form|ul|ol|dl|li|tr|td|th|tbody|thead|caption|figure|img|a|b|i|u|em|strong|small|big|sup|sub|br|"
    "hr|blockquote|iframe|noscript|object|address|frameset|label|input|button|svg|template|details|summary"
)
_CLOSING = re.compile(r"</(?:p|div|span|table|tr|td|th|li|ul|ol|a|b|strong|em|font|h[1-6]|body|html)\s*>", re.I)
_MARKED_UP = 3  # closing tags from which a file that begins with some tag, or is named a page, is one
_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_OPENING = re.compile(rf"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:{_TAGS})[\s>/])", re.I | re.S)
_CHARSET = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HEAD = 4096
_BODY = 200_000  # characters among which a page without a known opening shows its tags
# Others are declared too, by programs that know nothing of Chinese: then the text itself decides.
_CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "big5": "big5", "big5-hkscs": "big5hkscs"} | dict.fromkeys(
    ("gb2312", "gbk", "gb18030"), "gb18030"
)
_ODD = 1e-3  # of a page's characters may be broken: browsers show them as a mark
_LONG = 20  # characters from which a block says where the main content is
_MOST = 0.95  # of the main content stands in its box
_LONGEST_LABEL = 160
_LABEL = re.compile(r"(?:发文字号|文\s*号|发文机关|发布机构|成文日期|发布日期|发布时间|发文日期|公开日期)\s*[:：]")
_SHORT = 160
_CONTROLS = (
    re.compile(
        r"[【\[(（]?\s*(?:字\s*[号体]|文字)(?:大小)?\s*[:：]?\s*[【\[(（]?\s*"
        r"(?:(?:特大|超大|大|中|小|默认|标准|正常)[\s|｜/／]*)+[】\])）]?"
    ),
    re.compile(r"[【\[(（]\s*(?:打印|关闭|收藏|返回)(?:本页|窗口|页面|本文)?\s*[】\])）]"),
    re.compile(r"分享(?:到|至)?\s*[:：]?\s*(?:(?:微信|微博|新浪微博|QQ空间|QQ好友|QQ|朋友圈|更多)\s*)*(?!\S)"),
    re.compile(r"(?<!\S)(?:我要)?(?:打印|收藏|关闭|下载|纠错|返回顶部)(?:本页|窗口|页面|本文|全文)?(?!\S)"),
    re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]\s*\d*\s*次?"),
)
_FURNITURE = re.compile(
    r"(?:您|你)?(?:当前|现在|目前|所在)?的?(?:当前|所在)?位置(?:是)?\s*[:：>].*|首页\s*(?:[>›»＞]+\s*\S+\s*)+|"
    r"[上下]一[篇条页]\s*[:：]?.*|扫一扫.*|.{0,6}扫码.{0,12}|相关(?:文档|文章|链接|阅读|新闻|稿件|信息|政策)\s*[:：]?|"
    r".*(?:网站标识码|ICP备|公网安备|版权所有|Copyright|技术支持\s*[:：]).*",
    re.I,
)
_SEPARATOR = re.compile(r"\s*[_|｜]+\s*|\s+[-—–]+\s+")
_PARTS = re.compile(r"[\s_|｜\-—–]+")
_SITE = re.compile(r"(?:人民政府|政府网|门户网站?|官网|网站|首页|无标题文档?)$")
_FIRST = 6  # blocks of the content among which its title stands
_ENOUGH = 0.6  # of the longest part of a page's name
_LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd pre tr td th".split())


def is_html(text: str, name: str = "") -> bool:
    """Is it a page: by the tag with which it begins, or, where that is no known one or the file's `name` says so, by
    the tags in it?"""
    begin = text.lstrip("\ufeff")[:_HEAD]
    if _OPENING.match(begin):
        return True
    likely = re.match(r"\s*<[a-z!?]", begin, re.I) or name.lower().endswith(_SUFFIXES)
    return bool(likely) and len(_CLOSING.findall(text[:_BODY])) >= _MARKED_UP


def decode(data: bytes, charset: str = "") -> str:
    """Bytes of a page to text: by its mark, else by the charset that is declared where that fits, else by the text.

    `charset` is what was declared outside of the page; the page's own word counts for more.
    """
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        own = _CHARSET.search(data[:_HEAD])
        for name in (own[1].decode("ascii", "replace") if own else "", charset):
            if text := _declared(data, _CHARSETS.get(name.lower(), "")):
                return text
    return plain.decode(data)


def _declared(data: bytes, encoding: str) -> str:
    """Empty where more than a thousandth of the page is not in the encoding."""
    text = data.decode(encoding, "replace") if encoding else ""
    return text if text.count("\ufffd") <= _ODD * len(text) else ""


def read(text: str) -> Loaded:
    """Paragraphs, headings and table rows of the page's main content; raises Unreadable where there is none."""
    page = _page(text)
    names = _names(page)
    strip(page)
    data = tables(page)
    extracted = _extracted(tostring(page, encoding="unicode"))
    shown = [cleaned for block in blocks(page, data) if (cleaned := _without_controls(block))]
    content = _main_content(shown, extracted)
    if not content:
        raise Unreadable(Code.PAGE_EMPTY)
    return Loaded("html", tuple(_lines(shown, content, names)))


def _page(text: str) -> Any:
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.replace("\0", "").encode(), parser)
    except ParserError as error:
        raise Unreadable(Code.PAGE_EMPTY) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(Code.PAGE_TOO_DEEP)
    return page


def _names(page: Any) -> list[str]:
    """What the page calls itself, the surest first: what sites of offices must give (ArticleTitle), its title."""
    named = [element.get("content", "") for element in page.iter("meta") if element.get("name") == "ArticleTitle"]
    named += [element.text_content() for element in page.iter("title")]
    return [" ".join(name.split()) for name in named if name.strip()]


def _extracted(markup: str) -> str:
    """The main content as trafilatura sees it, without white space; empty where it sees none."""
    try:
        found = bare_extraction(markup, include_tables=True, include_comments=False, favor_recall=True)
    except RecursionError:  # boxes within boxes: then all of the page is looked at
        return ""
    return _solid("".join(found.body.itertext())) if isinstance(found, Document) and found.body is not None else ""


def _solid(text: str) -> str:
    return "".join(text.split())


def _without_controls(block: Block) -> Block | None:
    """A block without the buttons of a page; None where it is but furniture."""
    if block.rows or len(block.text) > _SHORT or "。" in block.text:
        return block
    if _FURNITURE.fullmatch(block.text):
        return None
    bare = block.apart
    for control in _CONTROLS:
        bare = control.sub(" ", bare)
    if bare == block.apart:
        return block
    bare = " ".join(bare.split())
    return replace(block, text=bare, apart=bare) if bare.strip("【】[]()（）|｜ ") else None


def _main_content(shown: Sequence[Block], extracted: str) -> list[int]:
    """Which blocks stand in the box that holds nearly all of what was extracted, and what else of that is long."""
    sure = _extracted_blocks(shown, extracted)
    if not sure:
        return [at for at, block in enumerate(shown) if not _is_link(block)]
    inside = {*_box([shown[at] for at in sure]).iter()}
    middle = range(min(sure), max(sure))
    return [
        at
        for at, block in enumerate(shown)
        if at in sure or (block.element in inside and (at in middle or not _is_link(block)))
    ]


def _extracted_blocks(shown: Sequence[Block], extracted: str) -> set[int]:
    """The long blocks and the tables that were extracted; each is looked for first behind the one before."""
    found, reached = set(), 0
    for at, block in enumerate(shown):
        if block.rows:
            if all(_solid(cell.text) in extracted for row in block.rows for cell in row):
                found.add(at)
        elif len(solid := _solid(block.text)) >= _LONG and not _is_link(block):
            place = extracted.find(solid, reached)
            place = place if place >= 0 else extracted.find(solid)
            if place >= 0:
                found.add(at)
                reached = place + len(solid)
    return found


def _is_link(block: Block) -> bool:
    """Mostly links, other than the name of an annex."""
    return not block.rows and block.linked > len(_solid(block.text)) / 2 and not block.text.startswith("附件")


def _box(sure: Sequence[Block]) -> Any:
    """The innermost element that holds nearly all of these blocks' characters."""
    weights: Counter[Any] = Counter()
    for block in sure:
        for element in (block.element, *block.element.iterancestors()):
            weights[element] += len(block.text)
    enough = _MOST * sum(len(block.text) for block in sure)
    box = next(element for element in _innermost_first(weights) if weights[element] >= enough)
    return box.getparent() if box.tag in _LINES and box.getparent() is not None else box


def _innermost_first(elements: Iterable[Any]) -> list[Any]:
    return sorted(elements, key=lambda element: sum(1 for _ in element.iterancestors()), reverse=True)


def _lines(shown: Sequence[Block], content: Sequence[int], names: Sequence[str]) -> list[Line]:
    """The content, the title above it and, below the title, the labels of number, date and publisher around it."""
    title = _title(shown, content, names)
    first = content[0] if title is None else title
    kept = {*content}
    around = (at for at in range(len(shown)) if at != title and (at < first or at not in kept))
    labels = [at for at in around if _is_label(shown[at])]
    above = [at for at in content if at < first and not _is_label(shown[at])]
    below = [at for at in content if at >= first and at != title]
    found = _named(names) if title is None and not any(shown[at].level == 1 for at in content) else []
    for at in (*above, *([] if title is None else [title]), *labels, *below):
        found += _block_lines(shown[at], caption_above(found), at == title)
    return found


def _title(shown: Sequence[Block], content: Sequence[int], names: Sequence[str]) -> int | None:
    """The block, at the latest a few into the content, that best shows what the page calls itself."""
    found, most = None, 0.0
    for at in range(content[:_FIRST][-1] + 1):
        share = max((_likeness(shown[at], name) for name in names), default=0.0)
        if share > most:
            found, most = at, share
    return found


def _likeness(block: Block, name: str) -> float:
    """The share of the name's longest part that the block shows, from _ENOUGH to 1; 0 for what is not its title."""
    text, solid = _solid(block.text), _solid(name)
    if block.rows or _is_link(block) or len(text) > len(solid) + _LONG or not (text in solid or solid in text):
        return 0.0
    share = min(len(text), len(solid)) / max(map(len, _PARTS.split(name)))
    return min(share, 1.0) if share >= _ENOUGH else 0.0


def _named(names: Sequence[str]) -> list[Line]:
    """A title from the head of the page, without the name of the site."""
    parts = [part for name in names[:1] for part in _SEPARATOR.split(name) if part and not _SITE.search(part)]
    return [Line(max(parts, key=len), level=1, solid=True)] if parts else []


def _is_label(block: Block) -> bool:
    if block.rows:
        return is_form(block.rows) and _LABEL.search(block.text) is not None
    return len(block.text) <= _LONGEST_LABEL and _LABEL.search(block.text) is not None


def _block_lines(block: Block, caption: str, is_title: bool) -> list[Line]:
    if not block.rows:
        text = block.apart if _is_label(block) and not block.level else block.text
        return [Line(text, level=block.level or int(is_title), solid=True)]
    if not is_form(block.rows):
        return table_lines(block.rows, caption)
    pairs = (pair for row in block.rows for pair in zip(row[::2], row[1::2], strict=True))
    return [Line(_one_line(label.text + value.text), solid=True) for label, value in pairs if label.text.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
