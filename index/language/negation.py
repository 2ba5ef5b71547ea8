"""What a text denies, in Chinese and English: the one reader of negation. A negating word denies the predicate that it
stands before.

Many words hold a negating character and negate nothing: 未来, 不断, 无锡, 无人机. In others it belongs to a
name, and a sentence with that name denies nothing: 不良贷款, 无还本续贷. A bound (不超过50家) turns its
predicate round and denies nothing.
"""

from __future__ import annotations

import re

from index.language.script import HAN

NEGATOR = r"(?:[并尚从还]?(?:没有|未|没|不|无|非|零)(?:[能曾有予再])?)"
"""A negating word before its predicate, as a pattern; for a text that went through `without_lexical`."""

# Patterns, each of one word; what a lookahead rules out is a negation after all (没收到, 无数据).
_LEXICAL = (  # no negation at all
    "未来(?!得及|访) 未成年 未雨绸缪 治未病 未名湖 不断(?![电供水网]) 不仅 不但 不光 不只 不单 不止 不同(?!意) "
    "不久 不少(?!于) 不时 不日 不懈 不息 不已 不一样 不忘 不动产 毫不动摇 不移(?![交送]) 不渝 "
    "不停(?![产工电水运机课业]) 不竭 不舍 不折不扣 不遗余力 不平凡 不寻常 不易 不容易 不辱 不负(?![责担债]) "
    "不愧 不畏 不屈 不挠 不拔 不辞 不惜 不辜负 不得不 不可或缺 不可分割 不可逆转 不见面 不打烊 不管(?!理) 不论 "
    "不锈钢 之不 来不及 了不起 不绝 不胜枚举 不亚于 不乏 不约而同 不言而喻 不可多得 层出不穷 不得了 雷打不动 "
    "牢不可破 无人机 无人驾驶 无人车 无人船 无人艇 无人化 无人系统 无人配送 无锡 无棣 无线(?!索) 无障碍 无缝 "
    "无感(?!染) 无偿(?!还) 无疑 无论 无比(?![例对]) 无数(?!据) 无限(?!制) 无穷 无愧 无私 无畏 无废 无党派 "
    "无微不至 无与伦比 无边 无界 无疆 无坚不摧 无往不 无处不在 无时无刻 无所不 无一例外 无形(?!成) "
    "无机(?![会构]) 无菌 无极 无量 无双 无阻 无不(?![良当合法]) 南无 非常 非遗 非物质 非公 非洲 非凡 非典 除非 "
    "莫非 零售 零碳 零基 零部件 零配件 零件 零工 零星 零距离 零跑 零钱 零食 零散 归零 清零 零的突破 零点 零时 "
    "没收(?![到费入取]) 没落(?!实) 淹没 埋没 出没 沉没 是否 能否 可否 与否 否则 会否"
).split()
_NAMES = (  # the negation is of a part of a name
    "不良(?:贷款|资产|行为|信息|反应|影响|现象|率) 不正之风 不正当竞争 不法 不文明 不合格(?:产品|食品|药品) "
    "不合理(?=低价|收费|限制) 不成套 不变价 不作为 不担当 "
    rf"不(?:稳定|确定|平衡|充分|公平|合规)(?=[{HAN}]) 办不成事 不敢腐 不能腐 不想腐 不可抗力 不可移动 "
    "不定期 存在不足 不足之处 (?:问题|差距|短板)[和与、及]不足 未诉先办 未婚 未知 未遂 未病 未经复议 无还本 "
    "无理由退 无息 无烟 无土 无糖 无核 无籍 无证(?!据) 无照 无差别 无害化 无公害 无纸化 无接触 无动力 "
    "无效(?=发明|宣告|劳动|供给|投资) 无序 无房户 无主 无名 无业 无水港 无后顾之忧 无事不扰 无纺 无花果 "
    "零就业家庭 从无到有"
).split()
_BOUND = (
    "不(?:超过|超出|低于|少于|高于|多于|大于|小于|晚于|迟于|早于)|"
    r"不[足到满及](?=\s*[约近]?[\d一二三四五六七八九十百千半])"
)
_EITHER = re.compile(rf"有没有|有无|无论|([{HAN}])[不没]\1")  # 是不是: both are asked for
_DENIES = re.compile(r"[无未没否]|不|零(?:发生|事故|投诉|差错|违约|伤亡|死亡|污染|上访)|杜绝")
_ENGLISH = re.compile(r"\b(?:no|not|never|without|zero|cannot)\b(?!\s*\.\s*\d)|n't\b", re.I)


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_NO_NEGATION = re.compile(_any(_LEXICAL))
_NO_DENIAL = re.compile("|".join((_any(_LEXICAL), _any(_NAMES), _BOUND)))
_NEGATED = re.compile(rf"{NEGATOR}([{HAN}]{{1,2}})")


def without_lexical(text: str) -> str:
    """The text with 、 for the words that hold a negating character and negate nothing."""
    return _NO_NEGATION.sub("、", text)


def negated(text: str) -> set[str]:
    """What the negating words of a Chinese text stand before, up to two characters each: the predicates denied."""
    return {match[1] for match in _NEGATED.finditer(without_lexical(text))}


def polarity(text: str, predicate: str) -> tuple[int, int]:
    """How often the predicate stands negated in the text, and how often not."""
    plain = without_lexical(text)
    denied = len(re.findall(NEGATOR + re.escape(predicate), plain))
    return denied, plain.count(predicate) - denied


def denials(text: str) -> list[int]:
    """The offsets of the words by which a Chinese text denies."""
    plain = _NO_DENIAL.sub(lambda match: "、" * len(match[0]), text)
    return [match.start() for match in _DENIES.finditer(plain)]


def english_negations(text: str) -> list[str]:
    """The negating words of an English text."""
    return _ENGLISH.findall(text)


def asks_denial(question: str) -> bool:
    """Is the question asked in the negative ("没有超期的吗")? 有没有 and 是不是 ask for both."""
    either = _EITHER.sub("", question)
    return bool(denials(either) or _ENGLISH.search(either))
