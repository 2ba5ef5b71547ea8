"""Words that say the contrary of one another, in Chinese and English: 拖延 and 提前, charged and 免费."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UP = r"增加|增长|上升|提高|扩大|上涨"
_DOWN = r"减少|下降|降低|下滑"
# Words that a question may ask with, then those that say the contrary of them.
_PAIRS = (
    (
        r"拖(?!拉机)|超期|逾期|延误|推迟|晚了|过期|\b(?:late|delayed?|overdue)\b",
        r"提前|按期|按时|如期|准时|及时|法定(?:期限|时限)",
    ),
    (
        r"(?:还|要|得|用)(?:用|要|得)?[交缴付掏](?!通|流|易|界|接|办)|收费|收(?:了|过)?.{0,4}费|\b(?:charged?|pay|paid)\b",
        r"免除|免收|免费|免缴|免征|不收|取消.{0,8}费|全免",
    ),
    (
        r"限制|门槛|障碍|\b(?:restrict\w*|limits?|barriers?)\b",
        r"放开|取消|破除|打破|清理|清零",
    ),
    (
        r"保留|还(?:能|可以|在)|继续|\b(?:still|keep|kept|retain\w*)\b",
        r"取消|停止|关停|废止|终止|一律不得|不再|禁止",
    ),
    (
        rf"少了|变少|{_DOWN}|缩水|跌|\b(?:shr[iau]nk|fall|fell|drop\w*|declin\w*|decreas\w*|reduc\w*)\b",
        rf"{_UP}|新增",
    ),
    (
        rf"多了|变多|{_UP}|涨|\b(?:widen\w*|rise|rose|grow|grew|increas\w*|expand\w*|higher)\b",
        rf"{_DOWN}|回落|缩小|收窄",
    ),
)
# What nobody hopes for: a report that does not name it does not say that it happened.
_UNWELCOME = re.compile(
    r"拖(?!拉机)|超期|逾期|延误|推迟|晚了|过期|违[法纪规]|事故|伤亡|死伤|着[过了]?火|火灾|欠|亏|漏|缺|限制|门槛|收费|"
    r"败诉|被(?:罚|撤|纠)|\b(?:late|delayed?|overdue|accidents?|fires?|violations?|charged?|restrict\w*|shr[iau]nk)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Contrary:
    """A word of a question, and a pattern of the words that say the contrary of it."""

    word: str
    words: str

    def is_said_by(self, text: str) -> bool:
        """Does a text say the contrary, and not the word itself?"""
        return self.word not in text and re.search(self.words, text) is not None


def contraries(asked: str) -> tuple[Contrary, ...]:
    """The words of a question that others say the contrary of."""
    found = ((re.search(side, asked, re.I), words) for side, words in _PAIRS)
    return tuple(Contrary(word[0], words) for word, words in found if word)


def asks_for_the_unwelcome(asked: str) -> bool:
    """Does a question ask whether something went wrong?"""
    return _UNWELCOME.search(asked) is not None
