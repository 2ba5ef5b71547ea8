"""The cells of the form in which every government body reports on information disclosure, in everyday words.

The form is the same all over China (国办公开办函〔2021〕30号): its labels are known, and people ask for them in other
words ("repealed" for 本年废止件数, 手上没有 for 本机关不掌握相关政府信息).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from index.figures.figure import Figure, Period

# A label, and a pattern of what people say for it; labels of one line are alternatives to one another.
_TABLE = (
    {
        "行政规范性文件": r"规范性文件|normative (?:documents?|files?)",
        "规章": r"(?<![制案])规章(?!制度)|\bgovernment rules\b|\bregulations?\b",
    },
    {
        "本年制发件数": r"制发|新出台|新制定|新发|发了|出台了|\b(?:issued?|formulated?|made|adopted?)\b",
        "本年废止件数": r"废止|废掉|废了|作废|\b(?:repeal|abolish|annul)(?:ed)?\b",
        "现行有效件数": r"现行有效|(?:还|仍然?)(?:管用|有效|在用|生效)|有效的|\bin (?:force|effect)\b|"
        r"\bstill valid\b|\bvalid\b",
    },
    {
        "行政许可": r"行政许可(?!事项|清单)|"
        r"administrative (?:licen[cs]\w*|permits?|approvals?)\b(?! (?:items?|list|matters))",
        "行政处罚": r"行政处罚(?!事项|清单)|罚了|administrative (?:penalt|punish|sanction)\w*",
        "行政强制": r"行政强制(?!事项|清单)|administrative (?:coerci\w*|compulso\w*|compulsion|enforcement)",
        "行政事业性收费": r"事业性收费|"
        r"administrative (?:and |or |& )?(?:institutional |public.service )?(?:fees?|charges?)",
    },
    {
        "本年新收政府信息公开申请数量": r"(?:新收|收到|收了).*申请|申请.*(?:新收|收到|收了)|"
        r"(?:received?|filed|submitted|new)\b.*\b(?:requests?|applications?)\b|"
        r"\b(?:requests?|applications?)\b.*\b(?:received?|filed|submitted)\b",
        "上年结转政府信息公开申请数量": r"上一?年(?:度)?(?:结转|留下|剩下|没办完|转来)|"
        r"(?:carried (?:over|forward)|left over) from",
        "结转下年度继续办理": r"(?:结转|转|留|拖)[到入至]?(?:下|第二|次)一?年|carried (?:over|forward) (?:in)?to",
    },
    {
        "予以公开": r"予以公开|(?:同意|答应|全部|完全)公开|给公开|\b(?:granted|fully disclosed|disclosed in full)\b",
        "部分公开": r"部分公开|公开了?一部分|\bpartial(?:ly)?\b|\bin part\b",
        "不予公开": r"不予公开|不公开|拒绝公开|不给公开|"
        r"\b(?:withheld|refused to disclose|not (?:be )?disclosed|denied)\b",
        "无法提供": r"无法提供|没法提供|提供不了|\b(?:could not|cannot|unable to)(?: be)? provided?\b",
        "不予处理": r"不予处理|不处理|没有处理|\b(?:decline[ds]?|refused?) to (?:process|handle)|"
        r"not (?:processed|handled)\b",
        "其他处理": r"其他处理",
    },
    {
        "属于国家秘密": r"国家秘密|涉密|state secrets?",
        "其他法律行政法规禁止公开": r"法[律规].{0,6}(?:禁止|不让)|prohibited by (?:other )?laws?",
        "危及三安全一稳定": r"三安全一稳定|安全.{0,4}稳定|public security|social stability",
        "保护第三方合法权益": r"第三[方人]|third.part(?:y|ies)",
        "属于内部事务信息": r"内部事务|internal affairs",
        "属于过程性信息": r"过程性|\b(?:process(?:ual)?|deliberative|procedural) information",
        "属于行政执法案卷": r"执法案卷|(?:enforcement )?case files?",
        "属于行政查询事项": r"行政查询|administrative (?:inquir|quer)\w*",
        "本机关不掌握相关政府信息": r"不掌握|没掌握|(?:手[上里头]|机关)没有|"
        r"(?:do(?:es)?|did) not (?:hold|have|possess)|"
        r"not (?:held|possessed)",
        "没有现成信息需要另行制作": r"没有现成|另行制作|现做|(?:have|need(?:ed)?) to be (?:created|made|compiled)|"
        r"not readily available",
        "补正后申请内容仍不明确": r"(?:仍|还是|依然)(?:不明确|不清楚|说不清|不清)|(?:still|remained) unclear",
        "信访举报投诉类申请": r"信访|举报|投诉|petitions?\b|complaints?\b",
        "重复申请": r"重复(?:申请|提出|提交|要)|(?:申请|提|要)过的?又|\brepeat(?:ed)?\b|\bduplicates?\b",
        "要求提供公开出版物": r"出版物|\bpublications?\b",
        "无正当理由大量反复申请": r"大量反复|\b(?:excessive|vexatious)\b|without (?:good|justified) reason",
        "要求行政机关确认或重新出具已获取信息": r"重新出具|re-?issue",
        "逾期不补正": r"(?:逾期)?(?:不|没|未)(?:有)?补正|(?:failed to|did not|not) (?:correct|supplement|rectif)\w*",
        "逾期不缴费": r"(?:不|没|未)(?:有)?[缴交]费|(?:failed to|did not|not) pa(?:y|id)|unpaid fees?",
    },
    {
        "行政复议": r"复议(?!后)|(?<!after )\b(?:administrative )?reconsiderations?\b",
        "未经复议直接起诉": r"(?:未经复议|直接)(?:起诉|打官司|告)|没.{0,3}复议|"
        r"\bdirect(?:ly)? (?:suits?|lawsuits?|litigation)|without (?:prior )?reconsideration",
        "复议后起诉": r"复议(?:以|之)?后(?:又|再)?(?:起诉|打官司)|after reconsideration",
        "行政诉讼": r"诉讼(?!费)|官司|\blawsuits?\b|\blitigation\b|\bsuits?\b",
    },
    {
        "结果维持": r"维持|\bupheld\b|\bsustained\b",
        "结果纠正": r"纠正|\b(?:corrected|overturned|rectified|revoked)\b",
        "其他结果": r"其他结果|other (?:results?|outcomes?)",
        "尚未审结": r"(?:尚?未|没有?)(?:审结|审完|结案|判)|\bpending\b|not (?:yet )?(?:concluded|closed|decided)",
    },
    {
        "自然人": r"自然人|(?<!适)个人|老百姓|市民|\bindividuals?\b|\bnatural persons?\b|\bcitizens\b",
        "商业企业": r"企业|公司|\bbusiness(?:es)?\b|\bcompan(?:y|ies)\b|\bcommercial enterprises?\b",
        "科研机构": r"科研机构|研究机构|research (?:institut|organi)\w*",
        "社会公益组织": r"公益组织|\bcharit(?:y|ies)\b|public.(?:interest|welfare) organi\w*",
        "法律服务机构": r"律师|律所|法律服务机构|law firms?|legal services? (?:agenc|institut|organi)\w*",
    },
)
_APPLICANTS = frozenset(_TABLE[-1])
_OF_ONE_KIND = frozenset({*_APPLICANTS, "其他"})  # the last heads of columns that are not of all applicants
_LEFT_OUT = re.compile(r"^[（(]?[一二三四五六七八九十][）)、]|[\W_\d]|[三四]类")
_SAYS_NOTHING = frozenset({"总计", "年", "", "本年处理决定数量", "法人或其他组织"})


@cache
def _patterns() -> tuple[Mapping[str, re.Pattern[str]], ...]:
    return tuple({label: re.compile(words, re.I) for label, words in group.items()} for group in _TABLE)


def cells_asked(question: str) -> tuple[frozenset[str], ...]:
    """The labels of each cell that a question asks for; two cells where it names two of what only one can be (维持的和
    被纠正的). Empty where it names none of the form."""
    cells = [frozenset[str]()]
    for group in _patterns():
        named = _whole(label for label, pattern in group.items() if pattern.search(question))
        if named:
            cells = [cell | {label} for cell in cells for label in named]
    return tuple(cell for cell in cells if cell - _APPLICANTS)


def _whole(labels: Iterable[str]) -> list[str]:
    """Without those that are named as part of another: 起诉 of 复议后起诉."""
    found = list(labels)
    if any("起诉" in it for it in found):
        return [it for it in found if it != "行政复议" and it != "行政诉讼"]
    return found


def cells_of(asked: frozenset[str], figures: Iterable[Figure]) -> list[Figure]:
    """The figures that are the cell of these labels, one a period; of all applicants where the question names none.

    None where several cells of a period fit as well: the question does not say which.
    """
    beyond = {it: _unasked(asked, it) for it in figures if it.is_cell and _has_labels(asked, it)}
    least = min(beyond.values(), default=0)
    found: dict[Period, Figure] = {}
    for it, unasked in beyond.items():
        if unasked == least and found.setdefault(it.period, it).value != it.value:
            return []
    return list(found.values())


def _has_labels(asked: frozenset[str], it: Figure) -> bool:
    labels = [_bare(label) for label in (*it.row, *it.column)]
    named = asked & _APPLICANTS
    of_one_kind = {*labels[-1:]} & _OF_ONE_KIND
    if of_one_kind != named and (named or of_one_kind):
        return False
    rest = asked - _APPLICANTS
    is_row_named = not it.row or any(label in _bare(it.row[-1]) for label in rest)
    return is_row_named and all(any(label in held for held in labels) for label in rest)


def _unasked(asked: frozenset[str], it: Figure) -> int:
    """Labels of the column that the question does not name."""
    labels = [_bare(label) for label in it.column]
    return sum(label not in _SAYS_NOTHING and label not in asked for label in labels)


@lru_cache(maxsize=4096)
def _bare(label: str) -> str:
    """Without its number and signs: （三）不予公开, 1.属于国家秘密."""
    return _LEFT_OUT.sub("", label.strip())
