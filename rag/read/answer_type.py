"""Does a text hold the kind of thing that is asked for: a number with its measure word, a share, a date, a list?"""

from __future__ import annotations

import re

from index.language.quantities import states
from index.language.script import HAN
from rag.understand.query import Query

_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百千两]+)"
# A count or an amount: a year is none, and 一 alone is more often an article than a number.
_QUANTITY = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d\d\s*(?:年|[-—至到]))\d[\d,.]*(?!\d|周年|届|号)|"
    r"(?:[两三四五六七八九十百千][一二三四五六七八九十百千万]*|一[十百千万]+)\s*[余多]?\s*[个家件项次名人条万亿部座所场种类批天小分年]"
)
MONTHS = "Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec"
"""How the English months begin."""
_DATE = re.compile(
    rf"\d\s*[年月日时]|小时|分钟|天|\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})[a-z]*\b|"
    rf"\b(?:{MONTHS})[a-z]* \d{{1,2}}\b|\b\d+ (?:hours|minutes|days|months)\b"
)
_PERCENT = re.compile(
    r"\d\s*(?:[%％‰]|个百分点|per ?cent\b|percentage points?\b)|百分之|"
    r"[\d一二两三四五六七八九十数几]\s*(?:倍|成(?![为立果效员功]))|翻.番"
)
_DOCUMENT = re.compile(r"[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d+\s*号")
_BOTH_ENDS = re.compile(r"[从由自].{0,30}?\d.{0,30}?[到至为].{0,16}?\d|\bfrom\b.{0,60}?\d.{0,60}?\bto\b.{0,30}?\d")
_ITEMS = re.compile(r"[、；，;,]|”“|[一二三四五六七八九]是")
_JOINS = re.compile(r"(?<=[^\s、；，])[和与及](?=[^\s、；，])|\band\b")  # what stands between the last two of a list
_OPENS = re.compile(rf"[”\"]?[{HAN}]{{0,6}}(?:[（(：:—]|，?(?:即|是指|包括|分别|也就是))")
_EXPLAINS = re.compile(
    r"[（(：:]|即|是指|指的是|包括|分别|就是|为[“\"]|以.+为|"
    r"\b(?:means?|meaning|refer(?:s|red)? to|defined? (?:\S+ ){0,8}as|defines|stands for|consists? of|comprises?)\b"
)


def has_shape(text: str, query: Query) -> bool:
    """Does the text hold the kind of thing that is asked for?"""
    if query.is_from_to and not _BOTH_ENDS.search(text):
        return False
    if query.kind in ("list", "definition") and query.items:
        return _names_items(text, query.term, query.items)
    if query.kind == "definition":
        return bool(_EXPLAINS.search(text)) or any(term in text for term in query.quoted)
    if query.kind == "list":
        return _parted(text) > 0
    if query.shape == "percent":
        return bool(_PERCENT.search(text))
    if query.shape == "document":
        return bool(_DOCUMENT.search(text))
    if query.shape == "date":
        return bool(_DATE.search(text))
    if query.shape == "number":
        return states(text, query.measure, query.scale) if query.measure else bool(_QUANTITY.search(text))
    return True


def _names_items(text: str, term: str, asked: int) -> bool:
    """As many things as are asked for; right before or behind the term that stands for them, where there is one."""
    before, held, behind = text.partition(term) if term else (text, "", "")
    if not held:
        return _parted(text) >= asked - 1
    if _OPENS.match(behind):
        return _parted(behind) >= asked - 1
    return _parted(re.split("[，。；]", before)[-1]) >= asked - 1


def _parted(text: str) -> int:
    """How many marks part the things that a text may enumerate."""
    return len(_ITEMS.findall(text)) + bool(_JOINS.search(text))


def has_measure(text: str, query: Query) -> bool:
    """A number before the measure word that the question asks with: 多少项 → 277项, 多少钱 → 593.6亿元."""
    return bool(query.unit and re.search(rf"{_NUMBER}\s*(?:[余多万亿千百]\s*)*{query.unit}", text))
