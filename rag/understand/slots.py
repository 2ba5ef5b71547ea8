"""What a question fixes beside its measure: its own numbers, how fine a date, one year alone; or that it asks for
problems."""

from __future__ import annotations

import re

from index.figures.patterns import FALL, RISE
from index.language.dates import FIGURES
from index.language.direction import FALLS, RISES
from index.language.quantities import Quantity, quantities
from index.language.script import HAN
from rag.understand.comparison import asks_for_added
from rag.understand.query import Fineness

_DAY = re.compile(r"哪一?[天日]|几月几[日号]|几号|何日|\b(?:which|what|exact) (?:day|date)\b|on what date", re.I)
_MONTH = re.compile(r"哪一?个?月|几月|何月|\b(?:which|what) month\b", re.I)
_ALONE = re.compile(
    rf"(?:光|单单?|仅仅?|只)(?:是|算|看|说)?(?:{FIGURES}年|这一?年|当年)|{FIGURES}年(?:这一年)?(?:当年|单年)|"
    rf"(?:during|in|for) {FIGURES} (?:itself|alone|only)\b",
    re.I,
)
_FROM_TO = re.compile(r"[从由](?:多少|几).{0,12}到了?(?:多少|几)|\bfrom (?:what|how)\b.*\bto (?:what|how)\b", re.I)
_STOCK = re.compile(
    r"(?:到|截至|截止)[^，。？]{0,12}(?:底|末|为止|目前|现在)[^？]*(?:一共|总共|共有|累计|攒|总数)|"
    r"\bby the end of\b.*\b(?:in total|altogether|in all)\b|\b(?:in total|altogether|in all)\b.*\bby the end of\b",
    re.I,
)
_RESULT = re.compile(
    rf"实际上?(?!利用|使用|到位|控制|管理)|最[后终]|到头来|[{HAN}]了(?:多少|几)|"
    r"\bdid\b|\bactual(?:ly)?\b|\bin the end\b|\bended up\b|\bturn(?:ed)? out\b",
    re.I,
)
FIRST = re.compile(r"第一|首[个家次座例条批]|头一[个家次座]|\bfirst\b", re.I)
LATER = re.compile(
    r"第\s*(?:[2-9]|\d\d|[二三四五六七八九十])\s*[个家次座例条批位]|\b(?:second|third|fourth|fifth)\b", re.I
)
_CHANGES = re.compile(rf"{RISE}|{FALL}|{RISES}|{FALLS}|变化|变动|改善|\bchang|\bimprov|\bcut|\bexpand|\bnarrow", re.I)
_WHOLE = re.compile(r"全年|1\s*[-—–~至到]\s*12月|\b(?:whole|full|entire) year\b", re.I)
_PROBLEMS = re.compile(
    r"(?:哪|什么|啥|几).{0,12}(?:问题|不足|短板|缺点|差距|困难|毛病|薄弱|难处|难题|挑战|短处)|"
    r"(?:问题|不足|短板|缺点|差距|困难|薄弱\w{0,2})(?:有|是|在|都有|主要)?(?:哪|什么|啥|几)|"
    r"没(?:有)?做[好到]|做得不[够好]|差在哪|(?:哪|什么)\w{0,6}(?:不够好|不到位|没解决|不理想)|"
    r"\b(?:what|which|list)\b.*\b(?:problems?|shortcomings?|weakness(?:es)?|difficulties|deficienc\w+|inadequac\w+)\b",
    re.I,
)


def givens(text: str) -> tuple[Quantity, ...]:
    """The quantities that the question states itself: "Of the 48 events, how many …" does not ask for 48."""
    return tuple(it for it in quantities(text) if it.value > 1)


def date_fineness(text: str) -> Fineness:
    """How fine a date is asked for; empty where none finer than a year is."""
    if _DAY.search(text):
        return "day"
    return "month" if _MONTH.search(text) else ""


def asks_for_year_alone(text: str) -> bool:
    """Is what happened in one year asked for, and not what had come together by then?"""
    return _ALONE.search(text) is not None


def asks_from_to(text: str) -> bool:
    """Are both ends of a change asked for: from how much to how much?"""
    return _FROM_TO.search(text) is not None


def asks_for_stock(text: str) -> bool:
    """Is all that there is by some day asked for, and not what one year added?"""
    return _STOCK.search(text) is not None and not asks_for_added(text)


def asks_for_result(text: str) -> bool:
    """Is what came about asked for by word (最后, 增长了多少, "actually"), so that a plan does not answer?"""
    return _RESULT.search(text) is not None


def asks_for_change(text: str) -> bool:
    """Is a rise, a fall or another change spoken of?"""
    return _CHANGES.search(text) is not None


def asks_for_first(text: str) -> bool:
    """Is it asked whether something was the first?"""
    return FIRST.search(text) is not None


def asks_for_whole_year(text: str) -> bool:
    """Does the question say that it asks for all of a year?"""
    return _WHOLE.search(text) is not None


def asks_for_problems(text: str) -> bool:
    """Does the question ask which problems and shortcomings a report names?"""
    return _PROBLEMS.search(text) is not None
