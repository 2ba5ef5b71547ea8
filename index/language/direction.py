"""Words of rise and fall, in Chinese and English: the one table of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.language.script import HAN

_UP = "增长 上升 提高 增加 上涨 提升 扩大 上调 增至 升至 增幅 涨幅 攀升".split()
_DOWN = "下降 降低 减少 下滑 回落 缩短 压缩 压减 缩减 缩小 下调 降至 减至 降幅 跌幅 下跌".split()
_ENGLISH_UP = "increased? increases rose rises? risen grew grown? growth up gained?".split()
_ENGLISH_DOWN = "decreased? decreases fell falls? fallen declined? dropped drops? down reduced? shrank".split()
RISES = "|".join((*_UP, *(rf"\b{word}\b" for word in _ENGLISH_UP)))
"""Any word of rise, as a pattern without groups; English in any case (`re.I`)."""
FALLS = "|".join((*_DOWN, *(rf"\b{word}\b" for word in _ENGLISH_DOWN)))
"""Any word of fall, likewise."""
_DIRECTION = re.compile(rf"(?P<up>{RISES})|(?P<down>{FALLS})", re.I)
_CHANGE = re.compile(rf"(?:同比|[比较][{HAN}\d]{{1,8}}?)?(?:实际|名义)?(?:{'|'.join((*_UP, *_DOWN))}|增速)|$", re.I)


def directions(text: str) -> Iterator[re.Match[str]]:
    """The words of rise and fall in order; `lastgroup` of each is "up" or "down"."""
    return _DIRECTION.finditer(text)


def rises(word: str) -> bool:
    """Is the word one of rise?"""
    return re.fullmatch(RISES, word, re.I) is not None


def tells_change(clause: str) -> bool:
    """Does a clause begin with a change ("同比增长"), or say nothing? Then it is told of what was named before."""
    return _CHANGE.match(clause) is not None
