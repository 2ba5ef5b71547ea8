"""Pictures of pages (PNG, JPEG, TIFF of several pages, BMP, WebP), read by OCR."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps

from index.load.lines import Loaded, silent
from index.load.sanity import Unreadable
from index.reasons import Code

MAX_FRAMES = 2000
MAX_PIXELS = 100_000_000  # A3 at 600 dpi has 70 million
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
# What Pillow raises over pictures that are damaged or cut off.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error)


def is_image(data: bytes) -> bool:
    """Does it begin as a picture of a kind that can be read?"""
    return (
        data.startswith(_BEGINNINGS)
        or (data.startswith(b"BM") and data[6:10] == bytes(4))
        or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
    )


def read(data: bytes, ocr: bool = True, progress: Callable[[int, int], None] = silent) -> Loaded:
    """The lines of all pages of the picture. `progress` is told how many are done, and how many there are.

    Raises Unreadable for damaged pictures, more than 100 million pixels or 2,000 pages, where nothing is written, and
    where OCR is off or not installed.
    """
    if not ocr:
        raise Unreadable(Code.PICTURE_WITHOUT_OCR)
    from index.load.ocr import read_page
    from index.load.page_layout.order import in_order

    with _decoding():
        total = _count(_open(data))
        picture = _open(data)  # anew: what was sought beyond its last page gives no other
    pages = []
    for number in range(1, total + 1):
        with _decoding():
            seen = _frame(picture, number - 1)
        pages.append(read_page(seen, number))
        progress(number, total)
    lines = tuple(in_order(pages))
    if not lines:
        raise Unreadable(Code.PICTURE_WITHOUT_TEXT)
    return Loaded("image", lines, total, tuple(range(1, total + 1)))


def _open(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=_FORMATS)


@contextmanager
def _decoding() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd tags, and of sizes that are checked here
        try:
            yield
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except _BROKEN as error:
            raise Unreadable(Code.PICTURE_BROKEN) from error


def _count(picture: Image.Image) -> int:
    """How many pages it has. What other formats hold beside their first picture are previews and animations."""
    if picture.format != "TIFF":
        return 1
    for number in range(1, MAX_FRAMES + 1):
        try:
            picture.seek(number)
        except EOFError:
            return number
    raise Unreadable(Code.TOO_MANY_PAGES, MAX_FRAMES)


def _frame(picture: Image.Image, at: int) -> Image.Image:
    """A page as it is meant to be seen."""
    picture.seek(at)
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    return _on_white(ImageOps.exif_transpose(picture))


def _too_large() -> Unreadable:
    return Unreadable(Code.PICTURE_TOO_LARGE, MAX_PIXELS // 10**6)


def _on_white(picture: Image.Image) -> Image.Image:
    """In colours of eight bits, on white paper where it is transparent."""
    if picture.mode[0] in "IF":
        return _eight_bits(picture)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")


def _eight_bits(picture: Image.Image) -> Image.Image:
    """From its darkest to its lightest: Pillow itself cuts off what is above 255."""
    values = np.asarray(picture, np.float64)
    spread = max(np.ptp(values), 1.0)
    return Image.fromarray(((values - values.min()) / spread * 255).astype(np.uint8)).convert("RGB")
