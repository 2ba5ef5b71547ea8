"""The title of a report: found among its early lines, over one to four of them; made up where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.describe.ends import Ends, dated, is_meeting, squeeze
from index.language.bodies import NATIONAL, is_body, places_of, titled_body, without_lead
from index.language.dates import own_years, years
from index.language.gazetteer import stem
from index.language.line_marks import numbering
from index.language.script import HAN
from index.language.sentence_ends import line_ends_clause
from index.tidy import Tidied

_LONGEST = 90  # characters
_LONGEST_LINE = 50
_MOST_LINES = 4
_SUFFIX = (
    r"(?:[和及与暨].{0,20}(?:计划|打算|安排|思路|要点))?(?:全文|公开|稿)?(?:[（(【\[][^（()）】\]]{1,24}[）)】\]])*$"
)
_CALLED = re.compile(rf"(?:报告|年报|年报比对){_SUFFIX}")  # needs neither year nor body to be a title
_NAMED = re.compile(rf"(?:报告|年报|年报比对|公报|总结|决算|预算|白皮书|汇报|年度报表){_SUFFIX}")
_LOOSE = re.compile(
    rf"(?:情况|说明|自评|述职述廉|述法|公示|公告|通报){_SUFFIX}"
)  # ends of titles and of headings alike
_NO_TITLE = re.compile(
    r"[。；;！!？?]|[，,：:]$|^(?:现将?|附件?[:：\d]|抄送|主送|下载|点击)|(?<!工)作(?:政府)?(?:工作)?报告$|号$|目录$|^《.*》$"
)
_AFTER_MEETING = re.compile(r"^.*会议上?的?(?=.)")
_AT_MEETING = re.compile(r"\s*[—－-]{2,}[^—]*?(?:会议|大会)上.*$")
_BROKEN_OFF = re.compile(r"(?:年度?|[的和及与暨]|关于.*)$")
_FRAGMENT = re.compile(r"(?:第\s*\d+\s*期|的|情况|工作|和|及|与|暨|收支|草案|执行|年度|建设情况|报告|总结)")
_NO_FIRST_HALF = re.compile(r"(?:文件|网站?|平台|专栏|会议)(?:[（(].*)?$|会议|[）)]$")
_WIDE = 14  # characters of a line that may be broken for its width
_ANNOUNCED = re.compile(r"(?:公布|编制了?)《?((?:(?!本[单机部]|[我，,。；;：《》]).){4,60}(?:报告|年报))")
_NO_LINE = re.compile(
    r"^(?:目\s*[录錄次]|工作报告|摘要|正文|前言|封面|附件|[（(].*[）)]$|第?[\d一二三四五六七八九十]+[页頁]|院\s*长)|"
    rf"(?:[省市区县局厅院部会]长|主任|书记)[{HAN}]{{0,4}}$|来源|作者|发行人$|时间[:：]|\d{{4}}年\d+月(?:\d+日)?$|号$"
)
_IN_BRACKETS = re.compile(r"[（(\[【].*[）)\]】]")
_WORDS = re.compile(rf"[{HAN}]{{2}}")
_PART = re.compile(r"第[\d一二三四五六七八九十]+[篇编部章]")  # a file may be one part of a report
_MARKS = re.compile(r"^#{1,6}\s*|\*\*|__")
_MOST_HEAD = 8  # lines of the head in which a title of any kind begins and ends
_FIRST_HEADINGS = 8  # paragraphs among which a heading of the format may be the title
_YEAR_LINE = re.compile(r"[（(]?\s*(?:\d{4}|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s*年度?\s*[）)]?")


def find_title(ends: Ends) -> str:
    """The line, or the lines joined, that name the report; empty where none does.

    Of several, the one that tells most: what it is called, then year and body; then the earliest.
    """
    early = (_AT_MEETING.sub("", line) for line in ends.early)
    lines = [line if dated(line) else _AFTER_MEETING.sub("", line) for line in early]
    found = [title for start in range(len(lines)) if (title := _title_at(lines, start))]
    return max(found, key=_telling, default="")


def first_title(ends: Ends) -> str:
    """The first lines of the head, where they stand as a title does, whatever they are called: short, without an end
    mark, before the text; with the body's name where it stands above. Empty where the text begins at once."""
    title = ""
    for line in ends.head[:_MOST_HEAD]:
        if title and is_body(title) and _IN_BRACKETS.fullmatch(line):
            continue  # the address of a company, a number
        if not _may_be_title(line) or (title and not _may_follow(title, line)):
            break
        title += line
    return title if 3 < len(title) <= _LONGEST and not is_body(title) and _WORDS.search(title) else ""


def heading_title(tidied: Tidied) -> str:
    """What the format marks as a heading before all text; empty where it marks none."""
    for paragraph in tidied.paragraphs[:_FIRST_HEADINGS]:
        text = squeeze(_MARKS.sub("", tidied.text[paragraph.start : paragraph.end]))
        if paragraph.row or line_ends_clause(text) or (numbering(text) and not _PART.match(text)):
            return ""
        if paragraph.level and 1 < len(text) <= _LONGEST_LINE:
            return text
    return ""


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= _LONGEST_LINE
        and not line_ends_clause(line)
        and not line.endswith(("：", ":"))
        and not dated(line)
        and not is_meeting(line)
        and "\t" not in line
        and "|" not in line
        and not _NO_LINE.search(line)
    )


def _may_follow(title: str, line: str) -> bool:
    return is_body(title) or (not is_body(line) and not places_of(line))


def announced_title(opening: str) -> str:
    """The name under which a sentence publishes a report without a title line; empty where none does."""
    match = _ANNOUNCED.search(opening)
    return match[1] if match else ""


def _title_at(lines: Sequence[str], start: int) -> str:
    """The title that begins with this line: as many lines as hang together, to the last that ends as a name does."""
    if start and _hang_together(lines[start - 1], lines[start]):
        return ""
    title = best = ""
    for line in lines[start : start + _MOST_LINES]:
        if title and not _hang_together(title, line):
            break
        title += line
        best = title if _is_title(title) else best
    return best


def _hang_together(before: str, line: str) -> bool:
    """Is the line the rest of a title that breaks off before it, or the year below one?"""
    if len(line) > _LONGEST_LINE or _NO_TITLE.search(before) or _NO_TITLE.search(line):
        return False
    if is_body(line):  # the rest of a name that is broken
        return not is_body(before) and bool(places_of(without_lead(before))) and is_body(before + line)
    if _YEAR_LINE.fullmatch(line):
        return bool(_NAMED.search(before)) and not own_years(before)
    if _CALLED.search(before):
        return False
    if is_body(before):
        return not places_of(without_lead(line))
    return bool(_BROKEN_OFF.search(before) or _FRAGMENT.match(line)) or _fills_its_line(before, line)


def _fills_its_line(before: str, line: str) -> bool:
    """Did a centred title break in the middle of a word: 云湖区司法局2023年法治政府建设情 | 况报告?"""
    begins = bool(places_of(without_lead(before))) and not _NO_FIRST_HALF.search(before)
    rest = bool(_NAMED.search(line)) and not own_years(line) and not places_of(line)
    return begins and rest and len(line) <= len(before) and (len(before) >= _WIDE or bool(own_years(before)))


def _is_title(line: str) -> bool:
    if not 2 < len(line) <= _LONGEST or _NO_TITLE.search(line):
        return False
    told = bool(own_years(line) or places_of(without_lead(line)))
    return bool(_CALLED.search(line) or (told and (_NAMED.search(line) or _LOOSE.search(line))))


def _telling(title: str) -> int:
    return 2 * bool(_NAMED.search(title)) + bool(own_years(title)) + bool(places_of(without_lead(title)))


def complete(title: str, issuer: str, regions: Sequence[str], year: int | None) -> str:
    """A title that tells the report from its neighbours: body and year are put into one that does not name them.

    A work report is named after the year in which it is given, one after the year that it reports on.
    """
    title = _placed(title, issuer, regions)
    given = year + 1 if year and "政府工作报告" in title else year
    if given is None or any(years(title)) or "施政" in title:
        return title
    body = "" if "政府工作报告" in title else titled_body(title)
    return f"{body}{given}年{title.removeprefix(body)}"


def _placed(title: str, issuer: str, regions: Sequence[str]) -> str:
    """The title with its body: a relative name told in full (区府办 → 长宁区府办), a missing one put in front."""
    place = regions[-1] if regions else issuer
    if not place or stem(place) in title:
        return title
    rest = without_lead(title)
    lead = title.removesuffix(rest)
    own = titled_body(title)
    if own and issuer.endswith(own):
        return lead + issuer + rest.removeprefix(own)
    if own and own[0] == place[-1]:
        return lead + place + rest[1:]
    if "政府工作报告" in title:
        return lead + (issuer if issuer == NATIONAL else issuer.removesuffix("人民政府")) + rest
    return issuer + title
