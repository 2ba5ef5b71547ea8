"""Streams whose checksum is wrong give what they hold; broken ones are broken; long ones take no minutes."""

import time
import zlib

import pytest
from pdfminer import pdftypes

import index.load.pdf  # noqa: F401 (mends pdfminer)
from index.load.pdf.streams import inflate_damaged

TEXT = b"214 permits were granted. " * 200


def test_a_wrong_checksum_costs_nothing() -> None:
    data = zlib.compress(TEXT)
    assert inflate_damaged(data[:-1] + bytes([data[-1] ^ 1])) == TEXT


def test_a_stream_broken_in_its_midst_is_broken() -> None:
    data = bytearray(zlib.compress(TEXT))
    data[5:9] = b"\xff\xff\xff\xff"
    with pytest.raises(zlib.error):
        inflate_damaged(bytes(data))


def test_time_grows_with_length() -> None:
    data = zlib.compress(bytes(range(256)) * 16_000, 0)
    began = time.monotonic()
    assert len(inflate_damaged(data[:-1] + b"?")) == 256 * 16_000
    assert time.monotonic() - began < 60


def test_pdfminer_uses_it() -> None:
    assert pdftypes.decompress_corrupted is inflate_damaged
