"""Bodies that a report names in its first sentences, where neither title nor letterhead does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.language.bodies import LETTER, LONG_KIND, PLACE, SHORT_KIND, places_of
from index.language.dates import YEAR
from index.language.gazetteer import gazetteer, leading

_NEAR = 300  # characters in which a body stands that later calls itself 我局
# What follows the name of an office that does something.
_SAYS = (
    r"(?=坚持|认真|深入|紧紧|紧扣|围绕|在|以|全面|严格|切实|按照|始终|高度|积极|持续|牢牢|立足|聚焦|深化|贯彻|扎实|结合|根据|将|对|把|现|统筹|充分|"
    r"大力|不断|着力|编制|组织编制|负责|的|关于|主要|[（(，,。：:、\d]|$)"
)
_BEGIN = rf"(?:\A(?:{YEAR}年(?:度|以来)?[，,])?|[。，,；;\n：])"
_PLACED = re.compile(
    rf"{_BEGIN}(?P<by>现|我|本报告|本年度报告|由|受|代表)*(?!现|我|由|受|代表)"
    rf"(?P<body>(?:中共)?{PLACE}(?:{LETTER}{{0,16}}?(?:{LONG_KIND})(?:办公[厅室]|党组|党委)?|"
    rf"{LETTER}{{1,12}}?{SHORT_KIND}(?:党组|党委)?{_SAYS}|委{_SAYS}))",
    re.M,
)
_LOCAL = re.compile(
    rf"{_BEGIN}(?![各全该本我镇乡多])({LETTER}{{2,6}}?(?:街道|镇|乡)(?:党工委|办事处|人民政府)?){_SAYS}", re.M
)
_RELATIVE = re.compile(
    rf"\A(?:{YEAR}年(?:度|以来)?[，,](?:在[^，,。]{{4,40}}下[，,])?)?([省市区县旗]{LETTER}{{1,10}}?(?:{LONG_KIND}|{SHORT_KIND})){_SAYS}"
)
_SELF = re.compile(r"[我本]([局委办厅院署])")


def spoken(opening: str) -> Iterator[str]:
    """Bodies that begin a clause, the likelier first.

    A place that no gazetteer knows is believed where the report begins with it or is said to be made by it: a verb
    before 区 looks like a place too.
    """
    for match in _PLACED.finditer(opening):
        places = places_of(match["body"])
        if places and (places[0] in gazetteer() or match.start() == 0 or match["by"]):
            yield match["body"]
    for pattern in (_LOCAL, _RELATIVE):
        yield from (match[1] for match in pattern.finditer(opening))


def calls_itself(opening: str) -> str:
    """The body that goes on as 我局 or 我委: the first known place's office of that kind; empty where there is none."""
    own = _SELF.search(opening)
    near = re.sub(r"《[^》]*》", lambda match: "，" * len(match[0]), opening[:_NEAR])
    for at in range(len(near) if own else 0):
        place = leading(near[at:])
        if own and place in gazetteer():
            office = re.match(rf"{LETTER}{{2,12}}?{own[1]}", near[at + len(place) :])
            return place + office[0] if office else ""
    return ""
