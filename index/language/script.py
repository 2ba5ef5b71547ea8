"""The letters of Chinese text."""

from __future__ import annotations

# For the inside of a character class: f"[{HAN}]" is one Chinese character. Unicode's unified ideographs, their
# extension A, and the compatibility ideographs; not 〇, which is a numeral, nor the rare extensions beyond U+FFFF.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
