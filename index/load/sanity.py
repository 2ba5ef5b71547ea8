"""Is what was read a text at all? Gibberish must never enter the index."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.language.script import HAN
from index.load.lines import Loaded
from index.reasons import Code, Reason

# What Chinese reports are written in: ASCII, general punctuation, arrows, numbers and signs in circles, CJK and its
# compatibility and full-width forms. Latin letters with marks, the usual face of mojibake, are not among them.
_EXPECTED = re.compile(rf"[\s\x20-\x7e·×÷°±§—-⁊←-⇿∀-⋿①-⓿■-➿⺀-⿟　-〿㈀-㏿{HAN}︰-﹏＀-￯\U00020000-\U0003ffff]")
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_ENOUGH = 0.9
MAX_CHARACTERS = 10_000_000  # as long as twenty thick books


class Unreadable(Exception):
    """Raised by a loader, with the reason; its message is that in English."""

    def __init__(self, code: Code, *values: str | int | Reason) -> None:
        self.reason = Reason(code, values)
        super().__init__(str(self.reason))


def refuse_endless(characters: int) -> None:
    """Raises Unreadable for more characters than a report may have; loaders that can tell while they read ask early."""
    if characters > MAX_CHARACTERS:
        raise Unreadable(Code.TOO_LONG, MAX_CHARACTERS // 1_000_000)


def refuse_gibberish(loaded: Loaded) -> None:
    """Raises Unreadable where there is no text, or where more than a tenth of it is nothing a report is written in."""
    texts = [line.text for line in loaded.lines]
    share = readable_share(texts)
    if share is None:
        raise Unreadable(Code.NO_TEXT_SCAN)
    if is_gibberish(texts):
        raise Unreadable(Code.GIBBERISH, f"{share:.0%}")


def is_gibberish(texts: Iterable[str]) -> bool:
    """Is more than a tenth of it nothing that a report is written in? False where there is no text."""
    share = readable_share(texts)
    return share is not None and share < _ENOUGH


def readable_share(texts: Iterable[str]) -> float | None:
    """The share of characters that a report may be written in, in [0, 1]; None when there is no text."""
    text = "".join(texts)
    glyphs = _UNMAPPED.sub("\ufffd", "".join(text.split()))
    return len(_EXPECTED.findall(glyphs)) / len(glyphs) if glyphs else None
