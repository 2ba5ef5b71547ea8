"""Pages that a browser, or Word, saved with all their parts in one file (.mht): the page itself (RFC 2557)."""

from __future__ import annotations

import email
import re
from email.message import Message

from index.load import html
from index.load.sanity import Unreadable
from index.reasons import Code

_HEAD = 8192
_VERSION = re.compile(rb"^MIME-Version:", re.I | re.M)
_CONTENT = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)", re.I | re.M)


def is_mhtml(data: bytes) -> bool:
    head = data[:_HEAD]
    return _VERSION.search(head) is not None and _CONTENT.search(head) is not None


def page(data: bytes) -> str:
    """The first page of the file; raises Unreadable where there is none."""
    try:
        parts = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
    except RecursionError as error:
        raise Unreadable(Code.ARCHIVED_PAGE_TOO_DEEP) from error
    if not parts:
        raise Unreadable(Code.ARCHIVED_PAGE_MISSING)
    return _text(parts[0])


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return html.decode(content, part.get_content_charset() or "")
