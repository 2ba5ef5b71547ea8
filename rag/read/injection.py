"""Words in a report that instruct a machine instead of reporting: planted for a model, they prove nothing.

An extractive reader obeys no one, but it could quote such words as the answer that they ask for. They are told by what
they turn against, whatever they go on to say: the instructions or the rules that a machine was given before. It takes
an imperative: what a report tells of others (无视财经纪律要求, "disregard for procurement rules") instructs nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNSEEN = re.compile(  # Unicode's format characters (category Cf) that text in Chinese or English may hide behind
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MACHINE_ZH = r"(?:AI|人工智能|大?语言模型|大模型|聊天机器人|助手|机器人)"
_MACHINE = r"(?:ai|assistant|language model|llm|chatbot)\b"
# What only a machine is given.
_PROMPT_ZH = r"(?:提示词|系统提示|系统指令|prompt)"
_PROMPT = r"(?:system prompt|prompts?)\b"
# What others are given too: a report speaks of them, and only an imperative that points at the reader's own.
_ORDERS_ZH = r"(?:指令|设定)"
_RULES_ZH = r"(?:指令|设定|指示|命令|规则|要求|约束|限制)"
_RULES = r"(?:instructions?|rules?|directions?|guidelines?|constraints?)\b"
_ABOVE_ZH = r"(?:以上|上述|上面|前面|之前|此前|先前|原有|你的|您的|你收到|你被)"
_POINTS_ZH = rf"(?:{_ABOVE_ZH}|所有|一切|全部|任何|其[他它])"
_POINTS = r"(?:previous|prior|above|earlier|preceding|your|all|any|these|those|other|former|existing|original)\b"
_UNDO_ZH = r"(?:忽略|无视|不要理会|不[必用]理会|别管|忘记|忘掉|覆盖|抛开|跳过|不要遵[守循])"
_UNDO = r"(?:ignore|disregard|forget|override|bypass|do not follow|don't follow)"
# An imperative opens its clause or says whom it asks; a sentence with another subject before the verb reports.
_OPENS_ZH = r"(?:^|(?<=[，,。！？!?；;：:“”\"「『（(【\[\s>*#\-、]))"
_ASKS_ZH = r"(?:(?:请|务必|必须|现在|立即|立刻|首先|接下来|你们?|您|模型|应当?|要|需要?|AI|助手|读者)[，,：:]?)"
_ANSWER_ZH = r"(?:回答|输出|只说|回复[:：])"
_OPENS = r"(?:^|(?<=[.!?;:\"“”'(\[>*#\n—])|(?<=,)(?=\s*(?:please|now|you)\b))\s*"
_ASKS = r"(?:(?:please|now|you|must|should|shall|will|kindly|to|and|then|first|assistant|model|ai)[,:]?\s+)*"
_ORDERS = re.compile(
    rf"{_UNDO_ZH}[^。！？\n]{{0,8}}?{_PROMPT_ZH}|"
    rf"{_OPENS_ZH}{_ASKS_ZH}*{_UNDO_ZH}[掉了]?[^，,。！？；;\n]{{0,4}}?{_POINTS_ZH}[^。！？\n]{{0,8}}?{_ORDERS_ZH}|"
    rf"{_OPENS_ZH}{_ASKS_ZH}+{_UNDO_ZH}[掉了]?[^，,。！？；;\n]{{0,4}}?{_POINTS_ZH}[^。！？\n]{{0,8}}?{_RULES_ZH}|"
    rf"{_OPENS_ZH}{_UNDO_ZH}[掉了]?{_POINTS_ZH}[^。！？\n]{{0,8}}?{_RULES_ZH}[^。！？\n]{{0,12}}?{_ANSWER_ZH}|"
    rf"(?:你|您)(?:现在|从现在起)?是(?:一个|一名)?[^。！？\n]{{0,6}}{_MACHINE_ZH}|"
    r"(?:AI|人工智能|语言模型|大模型)(?:助手)?[，,]?(?:请|必须|应当)(?:直接|只|一律|回答|忽略|无视|输出|回复|说|告诉|按)|"
    rf"\b{_UNDO}\b[^.!?\n]{{0,30}}?\b{_PROMPT}|\bsystem prompt\b|"
    rf"(?:{_OPENS}{_ASKS}|\b(?:please|you (?:must|should|shall|will|are to)|(?:model|assistant) (?:must|should))\s+)"
    rf"{_UNDO}\s+(?:the\s+|of\s+)?(?:{_POINTS}[^.!?\n]{{0,30}}?\b{_RULES}|"
    rf"(?:\w+\s+)?{_RULES}\s+(?:above|before|given|you\b))|"
    rf"\byou are (?:now )?(?:an? )?[^.!?\n]{{0,20}}\b{_MACHINE}",
    re.I | re.M,
)


@lru_cache(maxsize=4096)  # a paragraph is asked about once for each of its sentences
def instructs_machine(text: str) -> bool:
    """Does the text instruct whoever reads it by machine? Characters that are not seen do not hide it."""
    return _ORDERS.search(_UNSEEN.sub("", text)) is not None
