"""Words in a report that order its reader about instead of reporting: planted for a model, they prove nothing.

An extractive reader obeys no one, but it could quote such words as the answer that they ask for. They are told by what
they turn against, whatever they go on to say: the instructions or the rules that a machine was given before.
"""

from __future__ import annotations

import re
import unicodedata

_ORDERS = re.compile(
    r"(?:忽略|无视|不要理会|忘记|忘掉|覆盖|抛开)[^。！？\n]{0,8}?(?:指令|指示|提示词|系统提示|规则|设定|要求)|"
    r"(?:你|您)(?:现在)?是(?:一个|一名)?[^。！？\n]{0,6}(?:AI|人工智能|语言模型|助手|机器人)|(?:AI|人工智能|语言模型)(?:助手)?(?:请|必须|应当)|"
    r"(?:ignore|disregard|forget|override)[^.!?\n]{0,30}?(?:instruction|prompt|rule|direction)s?|system prompt|"
    r"you are (?:now )?(?:an? )?[^.!?\n]{0,20}(?:ai|assistant|language model)\b",
    re.I,
)


def orders(text: str) -> bool:
    """Does the text hold an order to whoever reads it by machine? Characters that are not seen do not hide it."""
    return _ORDERS.search("".join(it for it in text if unicodedata.category(it) != "Cf")) is not None
