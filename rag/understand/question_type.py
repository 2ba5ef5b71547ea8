"""How a question is worded: its language, its kind, the shape of answer it expects, and what it looks for.

Patterns only, in Chinese and English; which bodies and years are meant is the business of `bodies` and `years`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from index.language.script import HAN

_CHINESE = re.compile(rf"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH_COUNTS = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True))


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.I)


_KINDS: Mapping[str, re.Pattern[str]] = {
    "trend": _any(
        r"历年|逐年|[这近]几年|变化趋势|走势|怎么变|如何变",
        r"\btrends?\b|over the (?:years|period)|year by year|\bevolve",
    ),
    "compare": _any(
        r"相比|比较|对比|差多少",
        r"哪(?![几些]).{0,16}[更最][多少高低大小快慢]",
        r"哪(?![几些])[个家边年一]?.{0,6}(?:更|最|大|高|多|少|低|长|短|快|慢)",
        r"哪(?![几些]).{1,24}(?:(?<!多)少|[多高低大小快慢长短])(?:[，。？?；]|$)",
        r"谁.{0,8}(?:多|少|高|低|大|小)|谁.{0,20}[多少高低大小快慢](?:[，。？?]|$)|(?:多|涨|升|高)了?还是",
        r"\bor\b.*\bwhich\b.*\b(?:higher|lower|more|fewer|less|larger|smaller)\b",
        r"\bcompare|\b(?:higher|lower|more|fewer|larger|smaller|lowest|highest)\b.*\bor\b",
        r"\bwhich (?:one|of|district|city|province|year)\b",
    ),
    "aggregate": _any(
        r"(?:一共|合计|总共|加起来|合起来|三[区地]|两[区地]).{0,12}(?:多少|几)", r"in total|altogether|combined|sum of"
    ),
    "yesno": _any(
        rf"([{HAN}])[没不]\1|[了过]没有?[？?]?$|没有[？?]$|有没有|是不是|是否|有无|能不能|会不会|吗[？?]?$",
        r"^(?:is|are|was|were|did|does|do|has|have|had|can)\b",
    ),
    "definition": _any(
        r"[什啥]么?意思|什么叫|怎么(?:解释|讲)|如何解释|大白话|是指|指的?是|指什么|所谓|怎么(?:个|理解|回事)|含义|是什么(?:制度|机制|模式)|指(?:哪|什么)",
        r"what (?:does|do)\b.*\b(?:require|refer|involve|consist|cover)|what is meant\b|stand for|\bmean\b|\bdefin",
    ),
    "list": _any(
        r"哪\s*[“\"]|哪些|哪几|哪[两三四五六七八九十\d]|分别是(?!多少|几)|列一?下|列出|包括(?:什么|哪)|包含(?:什么|哪)|都有(?:什么|哪)",
        r"\b(?:which|what) (?:provinces|regions|cities|districts|counties|towns|bodies|companies|years)\b",
        rf"\b(?:which|what) (?:{'|'.join(_ENGLISH_COUNTS)}) (?!years\b)",
        r"\b(?:which|what) (?!share|percentage|proportion|number|amount|rate|total)(?:[\w-]+ ){0,4}"
        r"(?!does|has|was|is\b)[a-z]{3,}s (?:did|does|do|has|have|had|will|make)\b",
        r"\b(?:which|what) (?:problems|shortcomings|weaknesses|difficulties|areas|measures|tasks)\b",
        r"差在哪|没(?:有)?做[好到]|(?:哪|什么).{0,8}(?:不足|短板|问题|差距|困难)",
        r"\b(?:which|what) (?:\w+ ){0,3}(?:are|were)\b|\bname the\b|^(?:please )?list\b",
    ),
}
KINDS = (*_KINDS, "fact")
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "document": _any(r"文号|发文字号|几号文", r"\bdocument (?:number|no\b)"),
    "percent": _any(
        r"百分之几|比例|占比|(?:(?<!生产)率|幅)(?:是|为|有|达|多)|(?:(?<!生产)率|增[幅速])[^，。？]{0,4}多少|成数?占|[%％]",
        r"百分比|几成|(?<!生产)率(?:[，、？跟和与比]|各|分别|$)",
        r"(?:增长|上涨|涨|提高|提升|下降|降低|减少)了?多少(?:个?百分点)?(?:[？?，。]|$)",
        r"percent|proportion|\b(?:what|how (?:large|big|much)).{0,12}\bshare\b|\bwhat\b.*\brate\b|\brates\b",
    ),
    "number": _any(
        r"多少|(?<!第)几", r"how (?:many|much|long|large|high)|what (?:number|amount|total)|number of|total"
    ),
    "date": _any(r"哪一?年|什么时候|何时|几月|哪天", r"\bwhen\b|what (?:date|year)"),
}
_PLAN = _any(
    r"计划|打算|(?<![账值价失险])(?<!专项|一般)准备(?![金率])|将要?|拟|目标|力争|安排|下一步|要(?:建|新|完|实|达|修|把|做|搞)|想(?:建|新|办)|预期(?!寿命)|部署",
    r"(?<![认确评指鉴])[定设][在为成]?(?=多少|几)",
    r"\b(?:plans?|planned|target(?:s|ed)?|aims?|will|intends?|goal|set for|next year)\b",
)
_ASKING = _any(
    r"请问|请列|告诉我|列出|列一下|写论文|引用|一共|总共|到底|究竟|大概|大约|多少|哪些|哪几|什么|怎么样?|如何",
    r"哪一?[个家里边种年位项条座所]?|几(?=[个家项次件条人名所座处场期回])|是不是|有没有|是否|分别|各是|各有",
    r"谁(?=的|家|[更最])|(?:哪个|谁)?[更最][多少高低大小快慢好]|各(?=自|是)|相比|对比|比较|[吗呢啊吧呀了的是]",
    r"[两三四五]个?(?:[区市省县地]|地区|城市)",
    r"(?:上?涨|上?升|增[长加多]?|多|高)了?还是(?:下?跌|下?降|减少?|少|低)了?|[跟与和较]\s*比(?=[是，,])",
    r"(?:政府)?工作报告|报告|年报",
)
_EITHER = re.compile(rf"(?<![有是能会])([{HAN}])[没不]\1")
_UNIT = re.compile(r"(?<=\d|\s)[年月日]度?|[省市区县](?=\s)|[^\w\s.%％]")
STOP = frozenset(
    "a an the of in on at to for from by with and or is are was were be been did does do has have had how many much "
    "what which who when where why its it that this those these their s there as into about than report reports "
    "according say says said year".split()
)
_WEIGHED = re.compile(r"[多少高低大小]|\b(?:more|fewer|less|most|fewest|(?:high|low|larg|small)(?:er|est))\b", re.I)
_OF_YEARS = re.compile(
    r"[更最][多少高低大小]|[多涨升高]了?还是|[多少高低]一?些?[？?。]?$|"
    r"\b(?:more|fewer|less|most|fewest|(?:high|low|larg|small)(?:er|est))\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:(?:government )?(?:annual )?(?:work )?report|(?:district|province|municipality)\b(?:'s)?)", re.I
)
_ITEMS_ASKED = re.compile(
    r"哪\s*(?:([双两三四五六七八九十])|(\d{1,2}))|[“\"]\D{0,4}?([双两三四五六七八九十])[^”\"]{1,4}[”\"].*(?:哪|什么|包|分别)|"
    r"哪\s*[“\"]([双两三四五六七八九十])|([双两三四五六七八九十])(?:个|大|项)[“\"][^”\"]{1,4}[”\"].*(?:哪|什么|分别)"
)
_ENGLISH_ITEMS = re.compile(rf"\b(?:which|what) ({'|'.join(_ENGLISH_COUNTS)}) (?!years\b)", re.I)
_TERM = re.compile(
    r"[“\"]([^”\"]{0,4}[双两三四五六七八九十][^”\"]{0,6})[”\"]|"
    r"[“\"]([^”\"]{1,12})[”\"][^，。？?“\"]{0,8}?(?:具体|分别|各自?|都)?(?:包括|包含|涵盖|是指|指的是|指)了?(?:哪|什么|啥)"
)
_QUOTED = re.compile(r"[“\"']([^“”\"']{2,20})[”\"']")
_CHINESE_WORDS = re.compile(rf"[{HAN}]{{2,20}}")
_UNIT_ASKED = re.compile(rf"(?:多少|几)(?!个[万亿])\s*(?:[万亿千百]\s*)?([{HAN}])")
_COUNTS = {"双": 2, **dict(zip("两三四五六七八九十", range(2, 11), strict=True))}


def language(text: str) -> str:
    """zh or en, by what there is more of: an English question may hold Chinese words, a Chinese one English ones."""
    return "en" if len(_LATIN_WORD.findall(text)) > len(_CHINESE.findall(text)) else "zh"


def kind(text: str) -> str:
    """One of `KINDS`."""
    return _first(_KINDS, text, "fact")


def shape(text: str) -> str:
    """What is expected: percent, number, date, or "" for anything. What weighs years (哪一年更多) asks for numbers."""
    asked = _first(_SHAPES, text, "")
    is_of_numbers = weighs(text) and (not asked or (asked == "date" and _OF_YEARS.search(text)))
    return "number" if is_of_numbers else asked


def weighs(text: str) -> bool:
    """Does the question compare by number (更多, 最高, "lowest"), rather than by time or by name?"""
    return kind(text) == "compare" and _WEIGHED.search(text) is not None


def plans(text: str) -> bool:
    """Does the question ask for a target or an intention rather than a result?"""
    return _PLAN.search(text) is not None


def items_asked(text: str) -> int:
    """How many things a question asks to have named ("哪五项", "“五化”各指什么"); 0 where it does not say."""
    found = _ITEMS_ASKED.search(text)
    if not found:
        english = _ENGLISH_ITEMS.search(text)
        return _ENGLISH_COUNTS[english[1].lower()] if english else 0
    return int(found[2]) if found[2] else _COUNTS[next(it for it in found.groups() if it)]


def term_asked(text: str) -> str:
    """The term in quotation marks that stands for so many things ("“五化”"), or of which the question asks what it
    includes; empty where none does."""
    found = _TERM.search(text)
    return (found[1] or found[2]) if found else ""


def quoted(text: str) -> list[str]:
    """What stands in quotation marks; in an English question also the Chinese words that it gives."""
    given = _CHINESE_WORDS.findall(text) if language(text) == "en" else []
    return list(dict.fromkeys((*_QUOTED.findall(text), *given)))


def unit_asked(text: str) -> str:
    """The measure word of 多少项 and 几家; 元 for 多少钱; empty where the question has none."""
    found = _UNIT_ASKED.search(text)
    return {"钱": "元"}.get(found[1], found[1]) if found else ""


def content(text: str, names: Iterable[str], years: re.Pattern[str]) -> str:
    """What is left to look for once the names, the years and the asking are taken away."""
    rest = without(text, names, years)
    if language(text) == "en":
        found = re.findall(rf"[A-Za-z0-9.]+|[{HAN}]+", _REPORT.sub(" ", rest))
        return " ".join(word for word in found if word.lower() not in STOP)
    rest = _EITHER.sub(r"\1", rest)  # 定没定 asks about 定
    return " ".join(_ASKING.sub(" ", _UNIT.sub(" ", rest)).split())


def without(text: str, names: Iterable[str], years: re.Pattern[str]) -> str:
    """The text with blanks for the names and the years."""
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    rest = years.sub(" ", text)
    return re.sub(known, " ", rest, flags=re.I) if known else rest


def _first(patterns: Mapping[str, re.Pattern[str]], text: str, otherwise: str) -> str:
    return next((name for name, pattern in patterns.items() if pattern.search(text)), otherwise)
