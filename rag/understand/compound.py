"""Several questions in one ("降到多少以下，优良率达到多少？"): each is asked on its own."""

from __future__ import annotations

import re

from index.language.script import HAN

_ASKS = re.compile(
    r"多少|(?<!那)几(?=[个家件项次条人名年月天种类成])|哪|什么|谁|怎么(?![说写讲])|如何|何时|是否|有没有|吗|"
    r"\b(?:what|how|which|who|when|where|why|did|does|was|were|is|are)\b",
    re.I,
)
_PARTS = re.compile(r"[？?；;]\s*|[，,]\s*(?:and\s+)?|\s+and (?=what|how|which|who|when|where|why|by how)", re.I)
# What leans on the part before it, which names what it speaks of.
_LEANS = re.compile(
    r"^(?:比|较|同比|其中|增|降|涨|跌|分别|又|还|它|这|那|占|提高|减少|目标|预计|"
    r"\b(?:and|how much|what share|did it|was it)\b)",
    re.I,
)
_BESIDE = re.compile(
    r"相比|比较|对比|哪个|哪一?年|谁[更最]|谁多|[更最][多少高低大小快慢]|还是|"
    r"\b(?:or|compared?|versus|than|between|both|each|fastest|slowest|highest|lowest)\b",
    re.I,
)
_COUNTED = re.compile(rf"(?:多少|几)[万亿]?(?P<unit>[{HAN}])(?P<noun>[{HAN}]{{2,12}})$")
_UNCOUNTED = re.compile(rf"(?:多少|几)[万亿]?(?P<unit>[{HAN}])$")
_MOST = 3
_SHORTEST = 4  # characters of a question


def asks(text: str) -> tuple[str, ...]:
    """The questions that a text holds, each to be asked alone; empty where it holds one, or compares.

    A part that leans on the one before it takes over the words with which that begins, or the things that it counts.
    """
    if _BESIDE.search(text):
        return ()
    pieces = [it.strip() for it in _PARTS.split(text) if it.strip()]
    found: list[str] = []
    lead = ""
    for piece in pieces:
        if _ASKS.search(piece) and len(piece) >= _SHORTEST:
            found.append(lead + piece)
            lead = ""
        else:
            lead += f"{piece}，"
    if lead and found:
        found[-1] += f"，{lead.rstrip('，')}"
    if not 1 < len(found) <= _MOST:
        return ()
    subject = _ASKS.split(found[0])[0]
    rest = (f"{subject}{it}" if _LEANS.search(it) else _counting(it, found[0]) for it in found[1:])
    return (found[0], *rest)


def _counting(part: str, first: str) -> str:
    """A part that only says "多少件" counts what the first part does: 多少件民生实事."""
    counted, bare = _COUNTED.search(first), _UNCOUNTED.search(part)
    return f"{part}{counted['noun']}" if counted and bare and counted["unit"] == bare["unit"] else part
