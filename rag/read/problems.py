"""The problems that a report names: from the sentence that opens them to where it turns to what will be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Passage
from rag.read.extract import Found
from rag.read.injection import instructs_machine
from rag.read.sentences import Piece, pieces
from rag.search import Search
from rag.understand import years

_HEADING = re.compile(r"问题|不足|短板|薄弱环节|problems|shortcomings", re.I)
_OPENS = re.compile(
    r"(?:存在|面临|还有|仍有)[^。]{0,30}?(?:问题|不足|差距|短板|困难|挑战)|清醒地?(?:看到|认识)|"
    r"(?:问题|不足|差距|短板|困难)[^。]{0,12}?(?:主要|表现|体现)?(?:有|是|在)[:：]?|相比[^。]{0,16}差距"
)
_ADMITS = re.compile(  # what opens the report's own account of them, and not what is said in passing
    r"清醒|(?:仍|还|也|依然|尚)[^。]{0,16}?(?:存在|面临|有)[^。]{0,30}?(?:问题|不足|差距|短板|困难|挑战)|"
    r"(?:问题|不足|短板|困难)[^。]{0,6}?(?:主要|表现|体现)(?:有|是|在)[:：]?"
)
_LONGEST_RUN = 3  # sentences: more of them make no likelier account
_TURNS = re.compile(
    r"^[—\s]*(?:对此|为此|对这些|针对|下一步|下一阶段|下阶段|下步|接下来|今后|改进|整改|"
    r"我们(?:一定|要|必须|将|决心|有信心)|以上|必须)"
)
_PLANS = re.compile(r"打算|安排|计划|措施|下一步")


def problems(search: Search, passages: Sequence[Passage]) -> Found | None:
    """What the passages of a report name as problems; None where none of them opens them. Those that instruct a machine
    are passed over."""
    query, settings = search.query, search.settings
    best: tuple[float, Passage, int, int] | None = None
    for passage in passages:
        if passage.report.year is None and years.of_another(passage.headings, query.scope.years):
            continue
        every = pieces(passage, search.index.manifest.split)
        at = _opening(passage, every)
        if at is None:
            continue
        last = _last(every, at, settings.problems_length)
        said = passage.text[every[at].start - passage.start : every[last].end - passage.start]
        if instructs_machine(passage.text):
            continue
        admits = _ADMITS.search(every[at].text) is not None
        is_apart = years.in_other_half(passage.headings, passage.report, query.periods)
        worth = search.relevance.share(said) + _is_headed(passage) + admits - is_apart / 2
        worth += 0.1 * min(last - at, _LONGEST_RUN)
        if best is None or worth > best[0]:
            best = (worth, passage, every[at].start, every[last].end)
    return Found(best[1], best[2], best[3], settings.sure_of_problems) if best else None


def _is_headed(passage: Passage) -> bool:
    return any(_HEADING.search(heading) for heading in passage.headings)


def _opening(passage: Passage, every: Sequence[Piece]) -> int | None:
    """The sentence that opens the problems: the first that admits them, else that names them, else the first under a
    heading that does."""
    opens = [at for at, it in enumerate(every) if _OPENS.search(it.text) and not _turns(it.text)]
    first = next((at for at in opens if _ADMITS.search(every[at].text)), opens[0] if opens else None)
    return 0 if first is None and every and _is_headed(passage) and not _turns(every[0].text) else first


def _turns(text: str) -> bool:
    """Does a sentence speak of what will be done about them?"""
    return _TURNS.search(text) is not None or _PLANS.search(text[:8]) is not None


def _last(every: Sequence[Piece], first: int, longest: int) -> int:
    """The last sentence before the report turns to what will be done, within so many characters."""
    last = first
    while last + 1 < len(every):
        following = every[last + 1]
        if _TURNS.search(following.text) or following.end - every[first].start > longest:
            break
        last += 1
    return last
