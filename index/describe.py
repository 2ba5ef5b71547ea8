"""What a report says of itself: title, issuing body, its region, the year reported on, document number, date.

Read from the head and the tail of the text, never from the file's name. A file without a title gets one made of the
body and the year that its first sentences name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.regions import gazetteer, lineage, provinces, stem
from index.report import Report
from index.tidy import Tidied

_HEAD = 12  # paragraphs in which a report introduces itself
_TAIL = 10
_OPENING = 600  # characters of running text that name body and year where no title does
_BODY = (
    r"(?:人民代表大会常务委员会|人民政府办公[厅室]|人民政府|政务服务(?:中心|办公室|局|办|管理局)|行政服务中心|行政审批局|"
    r"管理委员会|委员会|办公[厅室]|国务院|府办|[\u4e00-\u9fff]{2,8}局|党[组委])"
)
_NAMED_BODY = re.compile(rf"(?:中共)?([\u4e00-\u9fff]{{0,14}}?{_BODY}(?:党组|党委|办公室)?)")
_PLACED_BODY = rf"(?:中共)?[\u4e00-\u9fff]{{2,10}}?[省市区县旗州][\u4e00-\u9fff]{{0,8}}?{_BODY}(?:党组|党委|办公室)?"
_REPORT = re.compile(r"(?:报告|年报|年报比对)(?:[（(].{1,20}[）)])?$")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}\s*[〔\[［(（]\s*(?:19|20)\d\d\s*[〕\]］)）]\s*(?:第\s*)?\d+\s*号")
_LABELLED = re.compile(rf"(?:发文字号|文号)\s*[:：]\s*({_NUMBER.pattern})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DATE = re.compile(r"((?:19|20)\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?")
_MEETING = re.compile(r"代表大会.{0,12}会议")
_REPORTED = re.compile(
    r"((?:19|20)\d\d)\s*年度?[\u4e00-\u9fff\s]{0,16}(?:工作回顾|工作情况|工作总结|建设情况|主要工作|情况)"
)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The parts of a text in which a report speaks of itself."""

    head: tuple[str, ...]
    opening: str
    tail: tuple[str, ...]


def describe(source: str, sha256: str, tidied: Tidied, pages: int = 0) -> Report:
    """The report's description; a field that the text does not give stays empty."""
    ends = _ends(tidied)
    written = _title(ends.head)
    issuer = _issuer(written, ends)
    regions = _regions(written, issuer, ends)
    date = _date(ends)
    year = _year(written, ends)
    title = _complete(written, issuer, regions, year) or source.rpartition("/")[2]
    return Report(source, sha256, title, issuer, regions, year, _number(ends), date, pages)


def _ends(tidied: Tidied) -> _Ends:
    lines = [re.sub(r"^#{1,6}\s*|\*\*|^[-—–]{2,}", "", tidied.text[p.start : p.end]).strip() for p in tidied.paragraphs]
    return _Ends(tuple(lines[:_HEAD]), "\n".join(lines)[:_OPENING], tuple(lines[-_TAIL:]))


def _title(head: Sequence[str]) -> str:
    """The first short line that ends as a report's name does, with the line before it where that is its first half."""
    for position, line in enumerate(head):
        line = re.sub(r"^.*会议上的?", "", line)
        if 2 < len(line) <= 50 and _REPORT.search(line) and not re.search(r"[。；]|^现", line):
            before = head[position - 1] if position else ""
            return _squeeze(before + line) if _is_first_half(before) else _squeeze(line)
    return ""


def _is_first_half(line: str) -> bool:
    """The name of a body alone, or a line that breaks off before the report's name ends."""
    return 2 <= len(line) <= 30 and bool(re.search(rf"(?:年度?|关于.*)$|^[\u4e00-\u9fff]+{_BODY}$", line))


def _squeeze(text: str) -> str:
    """Without the blanks that typesetting put between Chinese characters and figures."""
    return re.sub(r"(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff\d])", "", text).strip()


def _issuer(title: str, ends: _Ends) -> str:
    """The government whose work report it is; else the body that begins the title, stands in a line of its own in the
    head or above the date, or begins a sentence of the opening."""
    if "政府工作报告" in title and (place := _work_report_place(title, ends)):
        return place
    begins = re.compile(rf"(?:^|[。，,\n]|由|[我受]代表)({_PLACED_BODY})", re.M)
    titled = [match[1] for match in begins.finditer(title)]
    alone = [body for line in (*ends.head, *reversed(ends.tail)) if (body := _body_alone(line))]
    spoken = [match[1] for match in begins.finditer(ends.opening)]
    placed = [body for body in (*titled, *alone, *spoken) if re.match(_PLACED_BODY, body)]
    return next(iter((*placed, *alone)), "")


def _body_alone(line: str) -> str:
    match = _NAMED_BODY.fullmatch(line.strip("（）() "))
    return match[1] if match else ""


def _work_report_place(title: str, ends: _Ends) -> str:
    """By the title (2025年西藏政府工作报告), or by the congress to which it was given."""
    match = re.match(r"(?:\d{4}年)?([\u4e00-\u9fff]{2,12}?)(?:人民)?政府工作报告", title)
    congress = re.search(
        r"([\u4e00-\u9fff]{2,12}?)第?[一二三四五六七八九十]+届\s*人民?代?表?大会|(全国)人民代表大会",
        "\n".join(ends.head[:6]),
    )
    if "国务院" in title or re.search(r"国务院总理|全国人民代表大会", "\n".join(ends.head[:6])):
        return "国务院"
    place = match[1] if match else re.sub(r"^.*[在日]", "", congress[1]) if congress and congress[1] else ""
    return f"{provinces().get(place, place)}人民政府" if place else ""


def _regions(title: str, issuer: str, ends: _Ends) -> tuple[str, ...]:
    """From the widest to the place itself; what lies above the named place comes from the gazetteer."""
    if issuer == "国务院":
        return ()
    context = "\n".join((title, issuer, ends.opening))
    chain = _chain(issuer) or _chain(title) or _chain(ends.opening[:80])
    if not chain:
        return ()
    above = lineage(chain[-1], context)
    return above if len(above) > 1 else tuple(dict.fromkeys((*(lineage(chain[0], context)), *chain)))


def _chain(text: str) -> tuple[str, ...]:
    """The places at the start of a body's or a report's name: 上海市青浦区政务服务办公室 → 上海市, 青浦区."""
    rest = re.sub(r"^(?:中共|关于|(?:19|20)\d\d\s*年度?)+", "", text.strip())
    chain: list[str] = []
    while name := _leading_place(rest):
        chain.append(provinces().get(name, name))
        rest = rest[len(name) :]
    return tuple(chain)


def _leading_place(text: str) -> str:
    known = [
        text[:length] for length in range(12, 1, -1) if text[:length] in gazetteer() or text[:length] in provinces()
    ]
    if known:
        return known[0]
    match = re.match(r"[\u4e00-\u9fff]{2,4}?[省市区县旗州](?!域|长|人大)", text)
    return match[0] if match else ""


def _year(title: str, ends: _Ends) -> int | None:
    """The year reported on. A work report is named after the year it is given in, and reports on the one before."""
    reviewed = _REPORTED.search("\n".join((*ends.head[1:], ends.opening)))
    named = _YEAR.search(title)
    if "政府工作报告" in title:
        given = named or _YEAR.search(next((line for line in ends.head if _MEETING.search(line)), ""))
        return int(given[1]) - 1 if given else int(reviewed[1]) if reviewed else None
    if len(_YEAR.findall(title)) == 1 and named:
        return int(named[1])
    if any(len(set(_YEAR.findall(line))) > 1 for line in ends.head[:4] if len(line) <= 60):
        return None  # a comparison of years reports on no single one
    if reviewed:
        return int(reviewed[1])
    counts = Counter(_YEAR.findall(ends.opening))
    return int(counts.most_common(1)[0][0]) if counts else None


def _number(ends: _Ends) -> str:
    """A document number in a line of its own at the head, or behind its label; inside a sentence it is another's."""
    for line in ends.head:
        if match := _NUMBER.fullmatch(line) or _LABELLED.search(line):
            return _squeeze(match[match.lastindex or 0])
    return ""


def _date(ends: _Ends) -> str:
    """The date of the meeting in the head, of signing at the end, or of publication in a short line of the head."""
    meeting = [line for line in ends.head if _MEETING.search(line)]
    short = [line for line in (*reversed(ends.tail), *ends.head) if len(line) <= 24]
    for line in (*meeting, *short):
        if match := _DATE.search(line):
            return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    return ""


def _complete(title: str, issuer: str, regions: Sequence[str], year: int | None) -> str:
    """A title that tells the report from its neighbours: body and year are put before one that names neither."""
    if not title and not (issuer and year):
        return ""
    place = stem(regions[-1]) if regions else issuer
    body = "" if place in title else issuer.removesuffix("人民政府") if "政府" in title else issuer
    given = year + 1 if year and "政府工作报告" in title else year
    if _YEAR.search(title) or given is None:
        return re.sub(r"^(\d{4}年)?", rf"\g<0>{body}", title, count=1)
    return f"{given}年{body}{title}" if "政府工作报告" in title else f"{body}{given}年{title or '工作报告'}"
