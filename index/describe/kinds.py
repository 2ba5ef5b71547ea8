"""What kind of report it is, from the words of its title."""

from __future__ import annotations

import re

# The first pattern that the title holds names the kind: what a report is called comes before what it is about.
_KINDS = (
    ("政府信息公开年报比对", r"(?:年报|年度报告).{0,6}(?:比对|对比)|(?:比对|对比)报告"),
    ("政府工作报告", r"政府工作报告"),
    ("募集说明书", r"(?:募集|招股)说明书|发行公告"),
    ("社会责任报告", r"社会责任报告|可持续发展报告|ESG|环境、?社会(?:及|和|与)(?:公司)?(?:治理|管治)"),
    ("白皮书", r"白皮书|蓝皮书"),
    ("施政报告", r"施政(?:绩效)?报告"),
    ("统计公报", r"统计公报"),
    ("审计报告", r"审计(?:工作|结果|情况|调查)*的?(?:报告|公告)"),
    ("决算报告", r"决算"),
    ("国民经济和社会发展计划报告", r"国民经济和社会发展计划"),
    ("预算报告", r"预算"),
    ("政府网站年报", r"政府网站"),
    ("述法报告", r"述法"),
    ("述职报告", r"述职|述廉"),
    ("法治政府建设报告", r"法治(?:政府)?建设|依法行政|建设法治政府"),
    ("政府信息公开年报", r"信息公开|政务公开"),
    ("普法报告", r"普法|法治宣传"),
    ("行政执法报告", r"行政(?:执法|处罚|检查|许可)"),
    ("行政复议报告", r"行政复议|行政应诉"),
    ("环境状况公报", r"环境(?:状况|质量).{0,4}(?:公报|报告)"),
    ("质量报告", r"质量(?:年度)?报告"),
    ("自查报告", r"自查"),
    ("整改报告", r"整改"),
    ("调研报告", r"调研报告"),
    ("绩效报告", r"绩效(?:自评|评价)?"),
    ("公司半年度报告", r"公司.{0,12}(?:半年度报告|半年报|中期报告)"),
    ("公司年度报告", r"(?:公司|集团|银行).{0,12}(?:年度报告|年报)|年年度报告"),
    ("工作总结", r"总结"),
    ("工作报告", r"工作.{0,6}(?:报告|汇报|情况)"),
)
_BY_BODY = (
    ("法院工作报告", r"法院$"),
    ("检察院工作报告", r"检察院$"),
    ("人大常委会工作报告", r"(?:人大|人民代表大会)常(?:委|务委员)会$"),
)
_LOOSE = {"工作总结", "工作报告"}
_ANNOUNCED = re.compile(r"(?:现将?|[现就]对)[^。：:\n]{4,60}")
_SUBJECTS = (
    ("法治政府建设报告", r"法治(?:政府)?建设|依法行政"),
    ("政府信息公开年报", r"信息公开|政务公开|主动公开|依申请公开"),
    ("审计报告", r"审计"),
    ("预算报告", r"预算"),
    ("决算报告", r"决算"),
)
_ABOUT = 2  # times that the opening names a subject before it is what the report is about


def kind_of(title: str) -> tuple[str, str]:
    """The kind of report and the words that tell it; both empty for a title of no kind that is known.

    `title` without the name of the body, which says what the body does and not what it reports on.
    """
    found = ((kind, match[0]) for kind, pattern in _KINDS if (match := re.search(pattern, title)))
    return next(found, ("", ""))


def kind_by(kind: str, issuer: str) -> str:
    """A work report by the body that gives it: a court's is a kind of its own."""
    own = next((name for name, pattern in _BY_BODY if re.search(pattern, issuer)), kind)
    return own if kind == "工作报告" else kind


def kind_spoken_of(opening: str) -> tuple[str, str]:
    """The kind of a report without a title: of what it announces (现将……情况报告如下), else of what its opening names
    more than once outside the names of plans."""
    spoken = re.sub(r"《[^》]*》", "", opening)
    announced = _ANNOUNCED.search(spoken)
    kind, words = kind_of(announced[0]) if announced else ("", "")
    if kind and kind not in _LOOSE:
        return kind, words
    counts = {subject: re.findall(pattern, spoken) for subject, pattern in _SUBJECTS}
    subject, named = max(counts.items(), key=lambda item: len(item[1]))
    return (subject, named[0]) if len(named) >= _ABOUT else (kind, words)
