"""Labels that sites and offices put before a report: 发布机构：云湖区司法局, [ 成文日期 ] 2024-01-26, 标 题 云湖区…"""

from __future__ import annotations

import re

_NAMES = (
    "发布机构 发文机关 发文机构 发文单位 发布单位 预算主管部门 预算编制单位 预算单位 编制单位 部门名称 单位名称 发行人 "
    "发文时间 报告人 来源URL 公开机构 公开主体 公开责任部门 制发机关 制文机关 成文日期 发文日期 "
    "印发日期 生成日期 签发日期 发布日期 发布时间 公开日期 公开时间 更新时间 生成时间 打印时间 发文字号 文件编号 "
    "文号 索引号 索取号 主题分类 主题词 公文种类 体裁分类 组配分类 公开方式 公开范围 公开形式 公开目录 公文时效 "
    "有效性 信息名称 文件名称 名称 标题 信息来源 来源 作者 浏览次数 浏览量 阅读次数 阅读量 点击数 点击量 点击率 "
    "访问量 字号 字体大小 字体 责任编辑 编辑 审核 签发人 抄送 关键词 统一编号 分享到"
).split()
_SHORT = ("时间", "日期")  # words of any text; labels only at the start of a line or behind a blank
_NAME = "|".join(r"\s*".join(name) for name in _NAMES)
_START = r"(?:^|(?<=[\s\[【|]))"
_LABEL = re.compile(
    rf"({_NAME})\s*[\]】]?\s*[:：\t|]\s*|{_START}({_NAME})\s*[\]】]?\s+|{_START}({'|'.join(_SHORT)})\s*[:：]\s*"
)
_EDGES = " \t\u3000\xa0，,；;|[]【】·•"

TITLES = ("标题", "信息名称", "文件名称", "名称")
ISSUERS = tuple(
    "发文机关 发文机构 发文单位 预算主管部门 预算编制单位 预算单位 编制单位 部门名称 单位名称 "
    "发行人 制发机关 制文机关 发布机构 公开机构".split()
)
NUMBERS = ("发文字号", "文号", "文件编号")
WRITTEN = ("成文日期", "发文日期", "发文时间", "签发日期", "印发日期")
PUBLISHED = ("发布日期", "发布时间", "公开日期", "公开时间", "时间", "日期")
MADE = ("生成日期", "生成时间", "打印时间", "更新时间")


def unlabelled(line: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first label of a line, and its labels with what they say; running text has none."""
    found = [*_LABEL.finditer(line)]
    before = line[: found[0].start()] if found else line
    if not found or "。" in before:
        return line, []
    stops = [*(match.start() for match in found[1:]), len(line)]
    pairs = [
        (re.sub(r"\s", "", match[match.lastindex or 1]), line[match.end() : stop].strip(_EDGES))
        for match, stop in zip(found, stops, strict=True)
    ]
    return before.strip(_EDGES), pairs
