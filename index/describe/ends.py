"""The parts of a text in which a report speaks of itself: its head, its opening, its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.describe.labels import TITLES, unlabelled
from index.language.dates import find_date
from index.language.line_marks import numbering
from index.language.script import HAN
from index.tidy import Paragraph, Tidied

_MOST_HEAD = 25  # lines
_MOST_EARLY = 40  # lines among which a title is looked for
_OPENING = 600  # characters of running text that name body and year where no title does
_TAIL = 10  # lines
_ANNEXED = 60  # lines of annexes behind which a signature is still found
_FIRST = 300  # paragraphs that are looked at for head and opening
_LONGEST = 2000  # characters of a paragraph that are looked at
_LONG = 120  # characters from which a line is running text
_FULL_WIDTH = {
    code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)
}
_MARKS = re.compile(r"^title:\s*|^#{1,6}\s*|\*\*|__|^[-—–]+\s*(?=\d{4})|^[-—–]{2,}\s*")
_HAN = rf"[\u3007{HAN}]"
_GAPS = re.compile(rf"(?<={_HAN})[ \u3000\xa0]+(?={_HAN}|\d)|(?<=\d)[ \u3000\xa0]+(?={_HAN})")
_SALUTATION = re.compile(rf"[{HAN}、（）()，]{{2,24}}[:：,，]")
_MEETING = re.compile(r"(?:代表大会|人大|委员会|全会).{0,14}?会议(?!精神)")
_HALF_MEETING = re.compile(r"^.{0,6}\d{4}年.{3,24}(?:届|代表大会|委员会)$")
# Bread crumbs, entries of a table of contents, lines without a Chinese character or a figure.
_ASIDE = re.compile(
    rf"^\[?P\.?\s?\d+\]?$|^(?:outline|tags|layout|sidebar|date):|^.{{0,40}}[>＞»›→]|^您?(?:(?:现在|当前)的?)?位置|(?:…|\.{{3,}}|·{{3,}}|-{{4,}})\s*\d+$|^[^{HAN}\d]*$"
)
_BESIDE_DATE = re.compile(r"[\s（()）]*(?:印发|发布|发)?(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?[\s（()）]*")


@dataclass(frozen=True, slots=True)
class Ends:
    """`head` and `tail` are lines without marks, labels and typesetter's blanks; `early` those in which a title may
    stand; `labels` pairs of a site's or an office's label and what it says: ("发布机构", "云湖区司法局")."""

    head: tuple[str, ...]
    early: tuple[str, ...]
    opening: str
    tail: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]

    @property
    def meeting(self) -> str:
        """The line that names the meeting to which the report was given."""
        return next((line for line in self.head[:8] if is_meeting(line)), "")

    def labelled(self, names: Sequence[str]) -> Iterator[str]:
        """What stands behind these labels, by the order of the names."""
        return (value for name in names for label, value in self.labels if label == name and value)


def ends(tidied: Tidied) -> Ends:
    """The parts of a tidied text in which the report speaks of itself."""
    told = [line for line in _texts(tidied, tidied.paragraphs[:_FIRST]) if not _ASIDE.search(line)]
    size = next((at for at, line in enumerate(told) if _is_running(line)), len(told))
    first = next((at for at, line in enumerate(told) if numbering(line)), len(told))
    head, tail = told[: min(size, _MOST_HEAD)], _tail(_texts(tidied, tidied.paragraphs[-_ANNEXED:]))
    opening = "\n".join(map(squeeze, told[len(head) :][:_MOST_EARLY]))[:_OPENING]
    return Ends(
        head=tuple(_lines(head)),
        early=tuple(_lines(told[: min(first, _MOST_EARLY)])),
        opening=opening,
        tail=tuple(_lines(tail)),
        labels=tuple((name, squeeze(value)) for line in (*head, *tail) for name, value in unlabelled(line)[1]),
    )


def _texts(tidied: Tidied, paragraphs: Sequence[Paragraph]) -> list[str]:
    texts = (_MARKS.sub("", tidied.text[p.start : p.end][:_LONGEST].strip()) for p in paragraphs)
    return [text for text in texts if text]


def squeeze(text: str) -> str:
    """Without the blanks that typesetting put between Chinese characters and figures; full-width figures folded."""
    return _GAPS.sub("", text.translate(_FULL_WIDTH)).strip(" \t|")


def undated(line: str) -> str:
    """A line of a signature without its date."""
    found = find_date(line)
    return line.replace(found[1], "").strip() if found else line


def dated(line: str) -> tuple[str, str] | None:
    """The date, ISO, and its words, of a line that is a date and nothing else but 印发 or a time of day."""
    found = find_date(line)
    return found if found and _BESIDE_DATE.fullmatch(line.replace(found[1], "")) else None


def is_meeting(line: str) -> bool:
    """Does the line name a meeting: ——2024年1月11日在云湖区第六届人民代表大会第四次会议上?"""
    return len(line) <= _LONG and "。" not in line[:-1] and _MEETING.search(line) is not None


def _is_running(line: str) -> bool:
    """Does the text proper begin here: with a heading, a salutation or a sentence?"""
    before, _ = unlabelled(line)
    if is_meeting(before):
        return False
    return bool(numbering(before) or _SALUTATION.fullmatch(before) or "。" in before or len(before) > _LONG)


def _lines(told: Sequence[str]) -> Iterator[str]:
    """The lines without labels, a meeting that runs over two in one; what is labelled as the title is a line too."""
    half = ""
    for line in told:
        before, pairs = unlabelled(line)
        text = half + squeeze(before)
        half = text if _HALF_MEETING.match(text) else ""
        if text and not half:
            yield text
        yield from (squeeze(value) for label, value in pairs if label in TITLES and value)
    if half:
        yield half


def _tail(late: Sequence[str]) -> Sequence[str]:
    """The last lines; where annexes follow the signature, the lines of the signature."""
    last = max((at for at, line in enumerate(late) if dated(squeeze(line))), default=len(late))
    return late[-_TAIL:] if last >= len(late) - _TAIL else late[max(0, last - 3) : last + 1]
