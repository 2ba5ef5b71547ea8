"""What a single line looks like: its numbering, its width, whether it is a row of a table or of a table of contents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from index.language.numerals import COUNTING, whole

_PLAIN = str.maketrans("０１２３４５６７８９．（），：", "0123456789.(),:")
_HEAD = 40  # characters in which a numbering stands
# Rank by the usual order of official documents (GB/T 9704: 一、 then （一） then 1. then （1）); smaller is higher.
_NUMBERINGS = (
    (10, re.compile(rf"第\s?([{COUNTING}\d]{{1,5}})\s?(?:编|篇|章|部分)(?![规的中第以])")),
    (11, re.compile(rf"第\s?([{COUNTING}\d]{{1,5}})\s?节(?![规的中第以])")),
    (
        20,
        re.compile(
            rf"([{COUNTING}]{{1,3}})\s{{0,3}}[、.](?!\s?[{COUNTING}]{{1,3}}\s?[、,和及至])|([ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s?[、.]"
        ),
    ),
    (26, re.compile(rf"第\s?([{COUNTING}\d]{{1,5}})\s?条(?:第?\s?\(?[{COUNTING}\d]{{1,3}}\)?\s?[款项目])*(?=\s|$)")),
    (30, re.compile(rf"\(\s?([{COUNTING}]{{1,3}})\s?\)(?![款项目])[、.]?|([㈠-㈩])")),
    (40, re.compile(r"(\d{1,2})\s{0,3}[.、](?!\d)|([⒈-⒛])")),
    (50, re.compile(r"\(\s?(\d{1,2})\s?\)|([⑴-⒇])")),
    (60, re.compile(r"([①-⑳])")),
)
# Numberings that a broken line may begin with by chance ("三分之" / "一，"): they open a paragraph, never prove one.
_LOOSE = (
    (20, re.compile(rf"([{COUNTING}]{{1,2}})\s?,")),
    (50, re.compile(r"(\d{1,2})\)")),
    (55, re.compile(rf"([{COUNTING}]{{1,2}})是")),
)
_MAY_BEGIN = re.compile(rf"[\s#*_]*[第(（0-9０-９{COUNTING}Ⅰ-Ⅹ㈠-㈩①-⒛]")
_FIGURE = re.compile(r"[-+−]?\d[\d.,]*[%％‰]?|[-—/]")
_CONTENTS = re.compile(r"[.…·．‥⋯]{3,}\s*\d{1,4}$|[.…·．‥⋯](?:\s[.…·．‥⋯]){2,}\s*\d{1,4}$")
_WORD = re.compile(r"[（《“‘【〔「(]*(?:[!-'*-~]+|.)[，。；：、！？）》”’】〕」,.;:!?)％%]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """The numbering at the start of a line.

    `rank`   10 to 60, smaller is higher; `number` from 1, 0 where it cannot be told.
    `proves` False where a line broken inside a sentence may begin so by chance.
    `end`    where the numbering ends in the bare line.
    """

    rank: int
    number: int
    proves: bool
    end: int


def bare(text: str) -> str:
    """A line without Markdown marks and outer blanks."""
    return re.sub(r"^#{1,6}\s*|\*\*|__", "", text.strip()).strip()


def mark(text: str) -> Mark | None:
    """The numbering at the start of a line; None where there is none."""
    if not _MAY_BEGIN.match(text):
        return None
    head = bare(text[: 2 * _HEAD])[:_HEAD].translate(_PLAIN)
    for proves, patterns in ((True, _NUMBERINGS), (False, _LOOSE)):
        for rank, pattern in patterns:
            if found := pattern.match(head):
                return Mark(rank, whole(next(filter(None, found.groups()))), proves, found.end())
    return None


def numbering(text: str) -> int:
    """The rank of the numbering at the start of a line, 0 where there is none."""
    found = mark(text)
    return found.rank if found else 0


class _Widths(dict[str, int]):
    """Display columns by character, remembered: a long file asks for the same few thousand millions of times."""

    def __missing__(self, char: str) -> int:
        self[char] = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return self[char]


_widths = _Widths()


def columns(text: str) -> int:
    """Display width without outer blanks: full-width characters count two."""
    return sum(map(_widths.__getitem__, text.strip()))


def first_word(text: str) -> str:
    """What cannot be parted from the start of a line: a Latin word or number, or one character, with its marks."""
    found = _WORD.match(text.lstrip()[:_HEAD])
    return found[0] if found else ""


def is_row(text: str) -> bool:
    """A row of a table as a text layer gives it: several figures set apart by blanks at its end."""
    ends = text.strip().rsplit(None, 2)[-2:]
    figures = len(ends) == 2 and all(_FIGURE.fullmatch(end) for end in ends) and any(map(str.isdigit, "".join(ends)))
    return figures and not is_spaced_out(text)


def is_spaced_out(text: str) -> bool:
    """A line whose characters typesetting has set apart by blanks to fill the width ("邮 编 ： 223100")."""
    words = text.split()
    single = sum(len(word) == 1 and not word.isdigit() for word in words)
    return single >= 5 and single >= 0.6 * len(words)


def is_contents(text: str) -> bool:
    """A line of a table of contents: leaders and a page number at its end ("二、主要举措……… 3")."""
    return _CONTENTS.search(text.strip()[-2 * _HEAD :]) is not None
