"""Damaged streams of a PDF file in time that grows with their length.

pdfminer inflates a stream whose checksum is wrong byte by byte into one growing string: the square of its length, which
for the embedded font of a Chinese report is minutes. This does the same and keeps the pieces apart.
"""

from __future__ import annotations

import zlib

from pdfminer import pdftypes

_CHECKSUM = 3  # bytes from the end within which only the checksum can be wrong


def inflate_damaged(data: bytes) -> bytes:
    """What a zlib stream holds, its checksum aside; raises zlib.error where it breaks off before that."""
    inflater, pieces = zlib.decompressobj(), []
    for at in range(len(data)):
        try:
            pieces.append(inflater.decompress(data[at : at + 1]))
        except zlib.error:
            if at < len(data) - _CHECKSUM:
                raise
            break
    return b"".join(pieces)


def mend() -> None:
    """Lets pdfminer use it."""
    pdftypes.decompress_corrupted = inflate_damaged
