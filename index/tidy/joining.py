"""Does a line go on in the next? By what its words say, by how full it is, and by how the next one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.dates import FIGURES
from index.language.line_marks import columns, first_word, is_contents, is_row, is_spaced_out, mark
from index.language.script import HAN
from index.language.sentence_ends import CLOSING, MARKS, has_marks, line_ends_sentence
from index.tidy.layout import RAGGED, SLACK, Layout, SetLine

_SALUTATION = re.compile(rf"[{HAN}、（）()]{{2,16}}[:：]")
_DATE = re.compile(rf"{FIGURES}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日(?:印发)?|二[〇○零]..年.{{1,2}}月.{{1,3}}日")
_BULLET = re.compile(r"——|#|\||[-*+]\s|[●■◆▲★◇□○•▪➢✓※►◎☆]")
_HANGING = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+(?=\S)")
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("「", "」"), ("【", "】"), ("〔", "〕"))
_GOES_ON = MARKS + CLOSING + "％"  # no paragraph begins with these
_OPEN = "（《“‘【〔「(、"  # and none ends with these
_INSIDE = re.compile(r"[，。；、]|[a-z][,.;] ")  # marks of running text, not of a list or of a number
_LONG = 80  # display columns from which a line is running text rather than a caption


def goes_on(group: Sequence[SetLine], line: SetLine, layout: Layout) -> bool:
    """Does the paragraph that the lines of `group` have begun go on in `line`?"""
    last = group[-1]
    if last.line.solid or line.line.solid or is_contents(last.text) or is_contents(line.text):
        return False
    if last.line.level or line.line.level:
        return _is_rest_of_heading(group, line, layout)
    if line.is_indented:
        return _hangs(group[0], line)
    if line.parted and not layout.airy and line_ends_sentence(last.text):
        return False
    if last.text[-1] in _OPEN or (line.text[0] in _GOES_ON and len(line.text) > 1):
        return True
    if _starts_paragraph(group, line, layout):
        return False
    if last.text[-1] in "，," or _is_inside_pair(last.text, line.text):
        return True
    if layout.width is not None:
        return _is_wrapped(group, line, layout)
    return _is_unfinished(last.text) or (last.line.full and _is_running(last.text) and not is_row(line.text))


def glue(last: str, text: str) -> str:
    """What joins two lines: a blank between Latin words, nothing inside a number or after the hyphen of a word."""
    if not last or not last[-1].isascii() or not text[0].isascii() or last[-1] in "([" or text[0] in ",.;:!?)]%":
        return ""
    if last[-1] == "-":
        return "" if last[-2:-1].isalnum() else " "
    before = last.rstrip(",.;:!?)'\"")[-1:]
    if before.isdigit() and text[0].isdigit():
        return " " if (last + text).isascii() else ""
    return " " if before.isascii() else ""


def _is_rest_of_heading(group: Sequence[SetLine], line: SetLine, layout: Layout) -> bool:
    """A numbered heading by its format fills the width, and a line of the same level without a number follows."""
    alike = group[-1].line.level == line.line.level and mark(group[0].text) and not mark(line.text)
    return bool(alike) and layout.width is not None and _is_full(group, line, layout, SLACK)


def _hangs(first: SetLine, line: SetLine) -> bool:
    """Is the line set under the words of a list item, past its bullet or number?"""
    found = _HANGING.match(first.text)
    return found is not None and line.indent == first.indent + len(found[0])


def _starts_paragraph(group: Sequence[SetLine], line: SetLine, layout: Layout) -> bool:
    """Marked, numbered as a heading or an item, a date alone, or a salutation ("区委、区政府：").

    What follows a full line in the middle of a sentence only looks so, a number if it is no first line of a paragraph.
    """
    if _BULLET.match(line.text) or _DATE.fullmatch(line.text):
        return True
    found, is_salutation = mark(line.text), _SALUTATION.fullmatch(line.text) is not None
    if not is_salutation and not (found and found.proves):
        return False
    is_inside = layout.width is not None and not line_ends_sentence(group[-1].text) and _is_full(group, line, layout, 0)
    if is_salutation:
        return not is_inside and group[-1].text[-1] not in "，,"
    return not (is_inside and _is_no_first_line(line, layout))


def _is_inside_pair(last: str, text: str) -> bool:
    """Does a bracket or quotation that the last line opens end in this one?"""
    for left, right in _PAIRS:
        if last.rfind(left) > last.rfind(right) and not line_ends_sentence(last):
            closing, opening = text.find(right), text.find(left)
            return closing >= 0 and (opening < 0 or closing < opening)
    return False


def _is_unfinished(text: str) -> bool:
    """In a file that is not wrapped, a long line of running text that ends with no mark was torn, by a page's end."""
    if columns(text) < _LONG or text[-1] in CLOSING + ")" or line_ends_sentence(text) or is_row(text):
        return False
    return has_marks(text) and not (mark(text) and "。" not in text)


def _is_running(text: str) -> bool:
    """Running text that breaks off: a comma or a full stop stands in it, and none at its end."""
    return _INSIDE.search(text) is not None and not line_ends_sentence(text)


def _is_wrapped(group: Sequence[SetLine], line: SetLine, layout: Layout) -> bool:
    """In a wrapped file: does the last line of the group fill the width, and is the next no new paragraph?"""
    last = group[-1]
    if is_row(last.text) or is_row(line.text) or _is_caption_after(last.text, line, layout):
        return False
    if is_spaced_out(last.text):  # only lines that go on are stretched to the width
        return _is_full(group, line, layout, RAGGED)
    if _is_no_first_line(line, layout):
        return _is_full(group, line, layout, SLACK)
    if len(group) == 1 and mark(last.text) and "。" not in last.text[:-1]:
        return _is_full(group, line, layout, SLACK // 2) and _heading_goes_on(last, line, layout)
    if line_ends_sentence(last.text):  # by chance at the edge, or with the paragraph: then the next is a first line
        return _is_full(group, line, layout, 0) and (line_ends_sentence(line.text) or not layout.lost)
    is_caption = len(group) == 1 and not has_marks(last.text)
    return _is_full(group, line, layout, 0 if is_caption else SLACK)


def _is_caption_after(last: str, line: SetLine, layout: Layout) -> bool:
    """A short line without an end mark behind a whole sentence: the last line of a paragraph would have one."""
    return line_ends_sentence(last) and 2 * line.reach < (layout.width or 0) and not line_ends_sentence(line.text)


def _is_full(group: Sequence[SetLine], line: SetLine, layout: Layout, slack: int) -> bool:
    """Would the first word of the next line not have gone into the last of the group? `slack` in display columns.

    An indent that the first line of the group has lost is counted.
    """
    room = (layout.width or 0) - group[-1].reach - (layout.lost if len(group) == 1 else 0)
    return len(glue(group[-1].text, line.text)) + columns(first_word(line.text)) > room - slack


def _is_no_first_line(line: SetLine, layout: Layout) -> bool:
    """Where first lines are indented, others are none; where they have lost their indent, none is as long as others."""
    if layout.width is None or not (layout.indented or layout.lost):
        return False
    if layout.indented:
        return not line.is_indented
    return line.indent + columns(line.text.rstrip(_GOES_ON)) > layout.width - layout.lost + 1


def _heading_goes_on(last: SetLine, line: SetLine, layout: Layout) -> bool:
    """A numbered line of full width is a whole heading, or it goes on: then the next is the short end of it, or in this
    file what bears such a number is running text."""
    if layout.width is None or line_ends_sentence(last.text):
        return False
    found = mark(last.text)
    if found and found.rank in layout.running and not layout.lost:
        return True
    short = layout.width - layout.lost - SLACK
    return 2 * line.reach < layout.width or (line.reach < short and not line_ends_sentence(line.text))
