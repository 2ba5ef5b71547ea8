"""Pages drawn as pictures: words in a Chinese font at places in pixels."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from index.language.line_marks import columns

FONTS = Path("/usr/share/fonts/opentype/noto")
SIZE, LINE = 30, 54  # pixels of a character, and from line to line
LEFT, TOP = 90, 80


@functools.cache
def font(size: int = SIZE) -> ImageFont.FreeTypeFont:
    found = sorted(FONTS.glob("NotoSerifCJK-Regular.ttc"))
    if not found:
        pytest.skip(f"no Chinese font in {FONTS} (Debian: fonts-noto-cjk)")
    return ImageFont.truetype(str(found[0]), size, index=2)


def blank(width: int = 1000, height: int = 700) -> Image.Image:
    return Image.new("RGB", (width, height), "white")


def write(picture: Image.Image, lines: Sequence[str], left: int = LEFT, top: int = TOP) -> Image.Image:
    """Lines one below the other."""
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((left, top + number * LINE), line, "black", font())
    return picture


def wrapped(text: str, width: int) -> list[str]:
    """A paragraph as it is set, `width` display columns wide: its first line is set in by two characters, and no line
    begins with a mark."""
    lines = ["\u3000\u3000"]
    for char in text:
        if columns(lines[-1].replace("\u3000", "口") + char) > width and char not in "，。；）”":
            lines.append("")
        lines[-1] += char
    return lines


def table(picture: Image.Image, rows: Sequence[Sequence[str]], xs: Sequence[int], top: int, height: int) -> Image.Image:
    """A ruled table: its columns between `xs`, its rows of one height."""
    draw = ImageDraw.Draw(picture)
    for at, row in enumerate(rows):
        y = top + at * height
        for left, right, words in zip(xs, xs[1:], row, strict=False):
            draw.rectangle((left, y, right, y + height), outline="black", width=2)
            draw.text((left + 20, y + (height - SIZE) // 2 - 6), words, "black", font())
    return picture
