"""Where a sentence ends and where a clause does, in Chinese and English, and what a line that ends there ends with. The
one place that says so.

A mark between the digits of a number (11,420 and 4.5), in a time or a ratio (9:30), in an abbreviation (No. 3, U.S.),
behind a year that labels a figure (2022: 3,744), in a bracket without Chinese words or in one that labels a figure
（上年：3,744人；前年：3,500人） ends nothing. All offsets are those of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.language.dates import FIGURES
from index.language.script import HAN

_ABBREVIATIONS = (
    "No Nos Mr Mrs Ms Dr Prof St Inc Ltd Co Corp Jr Sr vs approx est incl excl cf al ed Fig Figs Tab Vol Art Sec Ch "
    "Para para pp Dept Govt Gov Gen Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
).split()
_ENDS_NOTHING = re.compile(
    rf"[(（][^()（）\n。{HAN}]{{1,80}}[)）]|"  # (2022: 3,744; restated)
    rf"[\[［][^\[\]［］\n。{HAN}]{{1,80}}[\]］]|"
    r"[(（][^()（）\n。，,；;：:]{1,12}[：:][ \t]*[-−+]?[\d$£€¥][^()（）\n。]{0,80}[)）]|"
    r"\d{1,3}(?:[,，]\d{3})+(?!\d)|\d[.．]\d|\d{1,4}[:：∶]\d+|"
    rf"(?<!\d){FIGURES}[:：](?=[ \t]*[\d$£€¥])|"
    rf"\b(?:{'|'.join(_ABBREVIATIONS)})\.|(?<![A-Za-z\d])(?:[A-Za-z]\.)+|"
    r"^[ \t]*\d{1,2}\.(?=\s)",  # the number of a point
    re.M,
)
_MARK = re.compile(r"[.．,，:：∶;；!?！？]")
_NONE = "\ue000"  # of Unicode's private use: stands for a mark that ends nothing

MARKS = "，。；：、！？"
"""The marks of Chinese text, at full width."""
CLOSING = "”』」’）】》〉"
"""Closing quotes and brackets at full width, which stay with the sentence before them."""

_FULL_STOP = (  # of English: before the next sentence, which `rag.check` reads without the blank between
    rf"(?:[.!?](?=[\"'’”)\]]*\s+[\"'‘“(\[]?[A-Z\d{HAN}])|(?<=[a-z\d%)])\.(?=[A-Z][a-z]*[ ,]))[\"'’”)\]]*[ \t]*"
)
_STOP = rf"(?:[。！？；;]|{_FULL_STOP})"
_STOPS = rf"(?:[。！？；;\n]|{_FULL_STOP})"
_SENTENCE = re.compile(rf"(?:(?!{_FULL_STOP})[^。！？；;\n])+(?:{_STOPS}+[{CLOSING}]*)?|{_STOPS}+")
_SENTENCE_END = re.compile(rf"{_STOP}+[{CLOSING}]*")
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?")
_CLAUSE_END = re.compile(rf"[，,。；;：:！!？?|\n]|{_FULL_STOP}|\.(?=\s*$)")
_LINE_END = re.compile(rf"[。！？；!?;…：:][{CLOSING})]*$")
_LATIN_LINE_END = re.compile(r"[A-Za-z)][.][\")”]?$")
_LINE_BREAK = tuple("。；;，,！!？?、")
_MARKED = re.compile(rf"[{MARKS},.;:!?]")
_PART_END = re.compile(rf"[，,、。；;！!？?\n]|{_FULL_STOP}")

BOUNDARIES = (
    r"\n",
    rf"(?<=[。！？])(?![{CLOSING}])|(?<=[。！？][{CLOSING}])|(?<=[.!?])[ \t]+(?=[\"'‘“(\[]?[A-Z\d{HAN}])",
    r"(?<=[；;])",
    r"(?<=[，,、：])",
)
"""Patterns of the ends by which a long text is cut, the first choice first; for a text that went through `shielded`."""


def shielded(text: str) -> str:
    """The text, as long as before, with another character for every mark that ends nothing."""
    return _ENDS_NOTHING.sub(lambda match: _MARK.sub(_NONE, match[0]), text)


def sentences(text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of the sentences between two offsets; what ends one, closing quotes and line breaks stay with it."""
    end = len(text) if last is None else last
    yield from (match.span() for match in _SENTENCE.finditer(shielded(text), first, end))


def holds_sentence_end(text: str) -> bool:
    """Does a sentence end in the text, other than by its being at an end?"""
    return _SENTENCE_END.search(shielded(text)) is not None


def sentence_end(text: str, at: int = 0) -> int | None:
    """The offset behind the first sentence that ends at or behind `at`, before a line break; None where none does."""
    found = re.compile(rf"{_SENTENCE_END.pattern}|(?=\n)").search(shielded(text), at)
    return len(text[: found.end()].rstrip(" \t")) if found else None


def last_sentence_end(text: str) -> int:
    """The offset behind the last sentence or line that ends in the text; 0 where none does."""
    return max((match.end() for match in re.finditer(rf"{_STOP}|\n", shielded(text))), default=0)


def line_ends_sentence(line: str) -> bool:
    """Does a line end a sentence, or announce what follows? A full stop after a figure does so in Latin text only."""
    latin = _LATIN_LINE_END.search(line[-6:]) is not None or (line.endswith(".") and line[-12:].isascii())
    return latin or line_ends_without_full_stop(line)


def line_ends_without_full_stop(line: str) -> bool:
    """As `line_ends_sentence`, but for the full stop of Latin text, which says less: it ends abbreviations too."""
    return _LINE_END.search(line[-6:]) is not None


def line_ends_clause(line: str) -> bool:
    """Does a line end with a mark that parts sentences or clauses? Then it is no heading and no caption.

    A colon is none of them: it ends captions as well. Nor is a full stop of Latin text: it ends abbreviations."""
    return line.endswith(_LINE_BREAK)


def has_marks(line: str) -> bool:
    """Does a line hold any mark of running text?"""
    return _MARKED.search(line) is not None


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of the clauses of a sentence, with the comma or the colon that ends each."""
    return [match.span() for match in _CLAUSE.finditer(shielded(text))]


def clause_end(text: str, at: int) -> int:
    """The offset of the first mark at or behind `at` that ends a clause or a sentence; the end of the text without."""
    found = _CLAUSE_END.search(shielded(text), at)
    return found.start() if found else len(text)


def clause_spans(text: str) -> list[tuple[int, int]]:
    """The spans of all clauses of a text of one or more sentences, without the marks between them."""
    return _between(_CLAUSE_END, text)


def parts(text: str) -> list[str]:
    """What commas, 、 and the ends of sentences part; a colon parts nothing ("生产总值：31534亿元")."""
    return [text[start:end] for start, end in _between(_PART_END, text)]


def _between(ends: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    marks = [match.span() for match in ends.finditer(shielded(text))]
    starts, stops = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(text)]
    return list(zip(starts, stops, strict=True))
