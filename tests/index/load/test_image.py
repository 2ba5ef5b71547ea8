"""Pictures as files: what is taken, what is refused, and in which words."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from index.load import image
from index.load.sanity import Unreadable
from tests.index.load.pictures import blank, font, table
from tests.index.load.row_words import words_of

WORDS = "云湖区2023年办结286件"


def drawn(words: str = WORDS) -> Image.Image:
    picture = Image.new("RGB", (1000, 300), "white")
    ImageDraw.Draw(picture).text((60, 100), words, "black", font(44))
    return picture


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_every_kind_is_known_by_its_content_and_read(kind: str) -> None:
    data = saved(drawn(), kind)
    assert image.is_image(data)
    loaded = image.read(data)
    assert [line.text.strip() for line in loaded.lines] == [WORDS]
    assert (loaded.format, loaded.pages, loaded.scanned) == ("image", 1, (1,))


def test_each_page_of_a_tiff_is_a_page() -> None:
    seen: list[tuple[int, int]] = []
    data = saved(drawn(), "TIFF", save_all=True, append_images=[drawn("松溪区2023年办结253件")])
    loaded = image.read(data, progress=lambda done, total: seen.append((done, total)))
    assert [(line.text.strip(), line.page) for line in loaded.lines] == [(WORDS, 1), ("松溪区2023年办结253件", 2)]
    assert (loaded.pages, loaded.scanned, seen) == (2, (1, 2), [(1, 2), (2, 2)])


def test_a_photograph_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    data = saved(drawn().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    assert [line.text.strip() for line in image.read(data).lines] == [WORDS]


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (1000, 300), (0, 0, 0, 0))
    ImageDraw.Draw(clear).text((60, 100), WORDS, "black", font(44))
    assert [line.text.strip() for line in image.read(saved(clear, "PNG")).lines] == [WORDS]


def test_a_scan_of_sixteen_bits_is_read() -> None:
    grey = np.asarray(drawn().convert("L")).astype(np.uint16) * 256
    assert [line.text.strip() for line in image.read(saved(Image.fromarray(grey), "PNG")).lines] == [WORDS]


def test_a_table_goes_on_over_the_pages_of_a_tiff() -> None:
    first = table(blank(1000, 500), [["信息内容", "本年处理决定数量"], ["行政许可", "550"]], (90, 450, 900), 300, 80)
    second = table(blank(1000, 500), [["行政处罚", "4119"]], (90, 450, 900), 60, 80)
    loaded = image.read(saved(first, "TIFF", save_all=True, append_images=[second]))
    assert [(words_of(line), line.page) for line in loaded.lines if words_of(line)] == [
        ("行政许可 | 本年处理决定数量: 550", 1),
        ("行政处罚 | 本年处理决定数量: 4119", 2),
    ]


def test_more_pages_than_any_report_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MAX_FRAMES", 2)
    with pytest.raises(Unreadable, match="has more than 2 pages; split it"):
        image.read(saved(blank(9, 9), "TIFF", save_all=True, append_images=[blank(9, 9)] * 2))


def test_with_ocr_off_a_picture_is_refused() -> None:
    with pytest.raises(Unreadable, match="a picture, and OCR is off; turn it on"):
        image.read(saved(Image.new("L", (9, 9)), "PNG"), ocr=False)


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(Unreadable, match="no text was found"):
        image.read(saved(Image.new("L", (400, 400), 255), "PNG"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP"])
def test_a_picture_that_breaks_off_is_refused(kind: str, share: float) -> None:
    data = saved(Image.effect_noise((300, 300), 90), kind)
    with pytest.raises(Unreadable, match="a broken picture; save it again"):
        image.read(data[: int(share * len(data))])


def test_a_picture_of_more_pixels_than_any_scan_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 100 million pixels"):
        image.read(saved(Image.new("1", (10_001, 10_000)), "PNG"))


def test_text_is_no_picture() -> None:
    assert not image.is_image("BM 云湖区".encode())
    assert not image.is_image(b"")
