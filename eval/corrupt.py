"""Right claims made wrong in one place, by chance that a seed repeats: what a check of claims has to catch.

Every corruption takes the text of a claim and a `random.Random` and gives the text with one thing changed, or None
where it holds nothing of the kind. White space and all other characters stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random

from index.language.gazetteer import spellings, stem
from index.language.quantities import quantities
from rag.understand.years import YEAR

Corruption = Callable[[str, Random], str | None]

_NUMBER = re.compile(r"(?<![A-Za-z\d.,，_@])\d+(?:[,，]\d{3})*(?:\.\d+)?(?![A-Za-z\d@])")
_NUMERAL = re.compile(
    r"(?<![零一二三四五六七八九十百千第两])[二三四五六七八九](?=[十百千万]?[余多]?[个项家件次条座名])"
)
_NUMERALS = "一二三四五六七八九十"
_UNITS: Mapping[str, Sequence[str]] = {
    "万元": ("亿元", "元"),
    "亿元": ("万元", "亿美元"),
    "元": ("万元",),
    "个百分点": ("%",),
    "%": ("个百分点", "‰"),
    "％": ("个百分点", "‰"),
    "平方公里": ("公里", "平方米"),
    "平方米": ("亩", "米"),
    "公里": ("米", "海里"),
    "米": ("公里",),
    "吨": ("公斤",),
    "亩": ("公顷",),
    "亿": ("万",),
    "万": ("亿",),
    "小时": ("分钟", "天"),
    "分钟": ("小时", "秒"),
    "天": ("小时", "个月"),
    "人次": ("%", "万人次"),
    **dict.fromkeys(("项", "个", "件", "家", "次", "名", "人", "座", "份", "条"), ("%", "万元", "公里")),
}
_UNIT = re.compile(rf"(?<=\d)(\s*[余多]?)({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!月|工作日|小时)")
_OPPOSITES = (
    ("增长", "下降"),
    ("提高", "降低"),
    ("增加", "减少"),
    ("上升", "下滑"),
    ("上涨", "回落"),
    ("提升", "降低"),
    ("缩短", "增加"),
    ("压缩", "扩大"),
    ("压减", "增加"),
    ("下调", "上调"),
)
_TURNED = {b: a for a, b in reversed(_OPPOSITES)} | dict(_OPPOSITES)
_DIRECTION = re.compile("|".join(_TURNED))
_NEGATOR = re.compile(r"没有|未(?!来)|不(?=[能予存得够再会会满掌符属])|无(?=[违事异法需须故效])|零(?=[发投事报延差])")
_PREDICATES = (
    "完成 实现 达到 发生 收到 受理 开展 建立 公开 办理 办结 纳入 推出 推进 落实 覆盖 入选 建成 举办 组织 新增 "
    "增加 提高 超过 增长 下降 减少 缩短 出台 发布 设置 设立 启动 签订 上线 获批 通过 存在 参加 影响"
).split()
_PREDICATE = re.compile(rf"(?<![未不无没零有])(?:{'|'.join(_PREDICATES)})")


def corruptions(places: Sequence[str]) -> Mapping[str, Corruption]:
    """Every kind by its name; `places` in full ("青浦区") are what a body is swapped with."""
    return {
        "number": number,
        "unit": unit,
        "year": year,
        "body": partial(body, places=places),
        "direction": direction,
        "negation": negation,
    }


def number(text: str, chance: Random) -> str | None:
    """One number that is no year: a digit one up or down, or all of it tenfold."""
    found = [it for it in _NUMBER.finditer(text) if not YEAR.fullmatch(it[0]) or _is_quantity(text, it)]
    numerals = list(_NUMERAL.finditer(text))
    if not found and not numerals:
        return None
    it = chance.choice([*found, *numerals])
    return _put(text, it, _other_numeral(it[0], chance) if it in numerals else _other_number(it[0], chance))


def year(text: str, chance: Random) -> str | None:
    """One year (20xx), the year before or after."""
    found = [it for it in YEAR.finditer(text) if not _is_quantity(text, it)]
    if not found:
        return None
    it = chance.choice(found)
    return _put(text, it, str(int(it[0]) + chance.choice((-1, 1))))


def body(text: str, chance: Random, places: Sequence[str]) -> str | None:
    """One of the places, as it is written there (with rank, without, in English), swapped with another."""
    sites = [(name, form, at) for name in places for form, at in _written(text, name)]
    others = {stem(name) for name in places}
    if not sites or len(others) < 2:
        return None
    name, form, at = chance.choice(sites)
    other = chance.choice([it for it in places if stem(it) != stem(name)])
    told = other if form == name else stem(other) if form == stem(name) else min(spellings(other)).title()
    return text[:at] + told + text[at + len(form) :]


def unit(text: str, chance: Random) -> str | None:
    """The unit or the scale of one number: 元 → 万元, 亿 → 万, 项 → %, 公里 → 米."""
    found = [it for it in _UNIT.finditer(text) if not re.search(r"(?<![\d.])0$", text[: it.start()])]  # none is none
    if not found:
        return None
    it = chance.choice(found)
    return text[: it.start(2)] + chance.choice(_UNITS[it[2]]) + text[it.end(2) :]


def direction(text: str, chance: Random) -> str | None:
    """One word of direction turned round: 增长 → 下降."""
    found = list(_DIRECTION.finditer(text))
    if not found:
        return None
    it = chance.choice(found)
    return _put(text, it, _TURNED[it[0]])


def negation(text: str, chance: Random) -> str | None:
    """One negation left out, or one put before a predicate that has none."""
    dropped, inserted = list(_NEGATOR.finditer(text)), list(_PREDICATE.finditer(text))
    if dropped and (not inserted or chance.random() < 0.5):
        return _put(text, chance.choice(dropped), "")
    if not inserted:
        return None
    it = chance.choice(inserted)
    return _put(text, it, chance.choice(("未", "没有", "不")) + it[0])


def _put(text: str, it: re.Match[str], other: str) -> str:
    return text[: it.start()] + other + text[it.end() :]


def _is_quantity(text: str, it: re.Match[str]) -> bool:
    """2008人 and 2000公里 are numbers, not years."""
    return any(q.start <= it.start() < q.end and (q.unit or q.end > it.end()) for q in quantities(text))


def _other_number(written: str, chance: Random) -> str:
    if chance.random() < 0.25 and written.strip("0.,，"):
        bare = written.replace(",", "").replace("，", "")
        whole, _, decimals = bare.partition(".")
        return f"{whole}{decimals[:1] or '0'}{'.' if decimals[1:] else ''}{decimals[1:]}".lstrip("0") or "0"
    at = chance.choice([at for at, digit in enumerate(written) if digit.isdecimal()])
    steps = [step for step in (-1, 1) if (at == 0) <= int(written[at]) + step <= 9]
    return f"{written[:at]}{int(written[at]) + chance.choice(steps)}{written[at + 1 :]}"


def _other_numeral(written: str, chance: Random) -> str:
    at = _NUMERALS.index(written)
    return _NUMERALS[chance.choice([it for it in (at - 1, at + 1) if 0 < it < len(_NUMERALS) - 1])]


def _written(text: str, name: str) -> list[tuple[str, int]]:
    """The forms in which a place stands in the text, with their offsets; the stem where no rank follows."""
    full = [(name, it.start()) for it in re.finditer(re.escape(name), text)]
    bare = [(stem(name), it.start()) for it in re.finditer(rf"{re.escape(stem(name))}(?![市区县省州盟旗])", text)]
    latin = [(it[0], it.start()) for it in re.finditer("|".join(rf"\b{s.title()}\b" for s in spellings(name)), text)]
    return [*full, *(bare if stem(name) != name else ()), *latin]
