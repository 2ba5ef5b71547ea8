"""Reports of bodies that do not exist, in a shelf's own sentences, with other names and numbers: near misses by the
hundred for retrieval to be led astray by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from random import Random

from index import Report
from index.language.gazetteer import gazetteer, romanised, spellings, stem

_LENGTH = 600  # characters from which a report is long enough
_FIRST, _SECOND = "岭屏沅澜郁禾槐榆棠芦砚墨翠碧丹玉霞锦秀枫", "川溪坪塘洲岗渡桥岩坡湾泉浦峰谷亭台垣圩埠"
_FIGURE = re.compile(
    r"(?<![\d.])(?!(?:19|20)\d\d(?!\d)|100[%％])\d+(?:\.\d+)?(?![\d.、．年月日号届])"
)  # no year, no 100%


def made_up(texts: Mapping[str, str], reports: Mapping[str, Report], count: int, chance: Random) -> dict[str, str]:
    """`count` reports, path → text: each a title and a run of paragraphs of one that is answered from, of about 600
    characters, in which every place of the shelf has an invented name and every number is another."""
    places = sorted({place for report in reports.values() for place in report.regions})
    names = _invented(places, "\n".join(texts.values()))
    sources = [source for source, report in sorted(reports.items()) if report.is_current]
    made = {}
    for at in range(count):
        source = chance.choice(sources)
        own = dict(zip(places, chance.choices(names, k=len(places)), strict=True))
        title, text = _one(reports[source], texts[source], own, chance)
        made[f"made-up/{at + 1:03} {title[:40]}.txt"] = text
    return made


def _one(report: Report, text: str, names: Mapping[str, str], chance: Random) -> tuple[str, str]:
    title = _renamed(report.title, names)
    if title == report.title:
        title = f"{chance.choice(sorted(names.values()) or ['岭川'])}市{title}"
    lines = [line for line in text.split("\n") if line.strip() and line not in report.title]
    begin = chance.randrange(max(len(lines) // 2, 1))
    told = [other_figures(_renamed(line, names), chance) for line in _run(lines[begin:])]
    return re.sub(r"[/\\\s]", "", title), "\n".join((title, *told, ""))


def _run(lines: Sequence[str]) -> list[str]:
    """The first lines, until they are long enough."""
    lengths = [sum(map(len, lines[:end])) for end in range(len(lines))]
    return [line for line, before in zip(lines, lengths, strict=True) if before < _LENGTH]


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """Every place by its new name, its rank as it was."""
    new = {place: name + place.removeprefix(stem(place)) for place, name in names.items()}
    new |= {stem(place): name for place, name in names.items() if stem(place) not in new}
    pattern = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    return re.sub(pattern or "(?!)", lambda it: new[it[0]], text)


def other_figures(text: str, chance: Random) -> str:
    """Every number but years, dates, numbering and 100% as another one of as many digits."""
    return _FIGURE.sub(lambda it: _other(it[0], chance), text)


def _other(figure: str, chance: Random) -> str:
    while True:
        other = re.sub(r"\d", lambda _: str(chance.randrange(10)), figure)
        if other != figure and other[0] != "0":
            return other


def _invented(places: Iterable[str], words: str) -> list[str]:
    """Names of two characters that no real place has, that the words do not hold and that sound like none of the
    places."""
    real = {stem(place) for place in gazetteer()}
    sounds = {sound for place in places for sound in spellings(place)}
    names = ("".join(pair) for pair in product(_FIRST, _SECOND))
    return [name for name in names if name not in real and name not in words and romanised(name) not in sounds]
