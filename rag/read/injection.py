"""Words in a report that order its reader about instead of reporting: planted for a model, they prove nothing.

An extractive reader obeys no one, but it could quote such words as the answer that they ask for. They are told by what
they turn against, whatever they go on to say: the instructions or the rules that a machine was given before.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNSEEN = re.compile(  # Unicode's format characters (category Cf) that text in Chinese or English may hide behind
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ORDERS = re.compile(
    r"(?:忽略|无视|不要理会|忘记|忘掉|覆盖|抛开)[^。！？\n]{0,8}?(?:指令|指示|提示词|系统提示|规则|设定|要求)|"
    r"(?:你|您)(?:现在)?是(?:一个|一名)?[^。！？\n]{0,6}(?:AI|人工智能|语言模型|助手|机器人)|(?:AI|人工智能|语言模型)(?:助手)?(?:请|必须|应当)|"
    r"(?:ignore|disregard|forget|override)[^.!?\n]{0,30}?(?:instruction|prompt|rule|direction)s?|system prompt|"
    r"you are (?:now )?(?:an? )?[^.!?\n]{0,20}(?:ai|assistant|language model)\b",
    re.I,
)


@lru_cache(maxsize=4096)  # a paragraph is asked about once for each of its sentences
def orders(text: str) -> bool:
    """Does the text hold an order to whoever reads it by machine? Characters that are not seen do not hide it."""
    return _ORDERS.search(_UNSEEN.sub("", text)) is not None
