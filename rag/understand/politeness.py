"""A question without what is only polite in it, and with one mark at its end: however put, it is looked for alike."""

from __future__ import annotations

import re

from index.language.script import HAN
from rag.understand.question_type import language

_BEFORE = re.compile(
    r"^(?:(?:您好|你好|劳驾|请问一?下?|请教一?下?|麻烦(?:您|你|帮我)|我们?想(?:请教|问|了解|知道)一?下?|请?告诉我|"
    r"(?:能不能|可以|能否|请)?(?:帮我|帮忙|给我)(?:[查看]一?下?)?|[查看]一?下)[，,。！!\s]*)+"
)
_BEHIND = re.compile(r"(?:[，,。.！!？?\s]*(?:谢谢(?:您|你|了)?|多谢|感谢|辛苦了?|麻烦(?:您|你)了))+[。.！!\s]*$")
_ENGLISH_BEFORE = re.compile(
    r"^(?:(?:hi|hello|excuse me|please|(?:could|can|would) you (?:please |kindly )?(?:tell me|let me know)|"
    r"(?:tell me|let me know)|i(?:'d| would) like to know|i(?: am|'m) wondering)\b[,:.!\s]*)+",
    re.I,
)
_ENGLISH_BEHIND = re.compile(
    r"(?:[,.!?\s]*\b(?:please|thanks(?: a lot| in advance)?|thank you(?: very much)?))+[.!\s]*$", re.I
)
_SPACE = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
_END = re.compile(r"[?？。.!！\s]+$")


def without_politeness(text: str) -> str:
    """The question as it would be asked of a machine; as it is where nothing else would be left of it."""
    chinese = language(text) == "zh"
    before, behind = (_BEFORE, _BEHIND) if chinese else (_ENGLISH_BEFORE, _ENGLISH_BEHIND)
    bare = _END.sub("", before.sub("", behind.sub("", _SPACE.sub("", text)))).strip()
    if not bare:
        return text
    return bare + ("？" if chinese else "?")
